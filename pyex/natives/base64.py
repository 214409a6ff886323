"""`:base64`."""
from pyex.natives.arguments import charlist, codes, flatten_iodata, function_clause
from pyex.natives.pyex_base import decode as decode_text
from pyex.natives.pyex_base import encode as encode_bytes
from pyex.natives.registry import native
from pyex.terms.atom import FALSE, NIL, TRUE, atom
from pyex.terms.binary import canonical, to_bytes

_KIND, _UPPER, _SPACE = atom('base64'), atom('upper'), atom('whitespace')


def _data(data):
    return canonical(flatten_iodata(data, 'not an iodata term'))


@native('base64', 'encode', 1)
def encode(data):
    """The text of bytes in base 64."""
    return encode_bytes(_KIND, _data(data), _UPPER, TRUE)


@native('base64', 'encode_to_string', 1)
def encode_to_string(data):
    """The text of bytes in base 64, as a list of characters."""
    return charlist(encode(data))


@native('base64', 'decode', 1)
def decode(text):
    """The bytes of a text in base 64."""
    found = decode_text(_KIND, codes(text) if text.__class__ is list else text, _UPPER, TRUE, _SPACE)
    if found.__class__ is not str and found.__class__ is not bytes:
        raise function_clause()
    return found


@native('base64', 'decode_to_string', 1)
def decode_to_string(text):
    """The bytes of a text in base 64, as a list."""
    return charlist(to_bytes(decode(text)).decode('latin-1'))


@native('base64', 'mime_decode', 1)
def mime_decode(text):
    """The bytes of a text in base 64; characters that do not belong to it are passed over."""
    source = to_bytes(codes(text) if text.__class__ is list else text)
    kept = bytes(byte for byte in source if chr(byte).isalnum() or byte in b'+/')
    return decode_text(_KIND, canonical(kept[:len(kept) - (len(kept) % 4 == 1)]), _UPPER, FALSE, NIL)
