"""`:pyex_base`: the encodings of Elixir's `Base`, by tables of their alphabets."""
import base64

from pyex.natives.arguments import binary_bytes
from pyex.natives.registry import native
from pyex.terms.atom import TRUE, atom
from pyex.terms.binary import canonical

_UPPER = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
_LOWER, _FIGURES = _UPPER.lower(), b'0123456789'
_ALPHABETS = {'base16': (_FIGURES + b'ABCDEF', 4), 'base32': (_UPPER + b'234567', 5), 'hex32': (_FIGURES + _UPPER[:22], 5),
              'base64': (_UPPER + _LOWER + _FIGURES + b'+/', 6), 'url64': (_UPPER + _LOWER + _FIGURES + b'-_', 6)}
_ENCODERS = {'base16': base64.b16encode, 'base32': base64.b32encode, 'hex32': base64.b32hexencode, 'base64': base64.b64encode,
             'url64': base64.urlsafe_b64encode}
_DECODERS = {'base16': base64.b16decode, 'base32': base64.b32decode, 'hex32': base64.b32hexdecode, 'base64': base64.b64decode,
             'url64': base64.urlsafe_b64decode}
_GROUP = {4: 2, 5: 8, 6: 4}                     # characters that stand for whole bytes
_LENGTH, _PADDING, _BAD = atom('length'), atom('padding'), atom('bad')
_LEFT_OVER = {4: {0}, 5: {0, 2, 4, 5, 7}, 6: {0, 2, 3}}         # characters that may stand at an unpadded end


@native('pyex_base', 'encode', 4)
def encode(kind, binary, case, padded):
    """The text of bytes in an encoding, in `:upper` or `:lower` case, padded or not."""
    text = _ENCODERS[kind.name](binary_bytes(binary)).decode('ascii')
    if case.name == 'lower':
        text = text.lower()
    return text if padded is TRUE else text.rstrip('=')


@native('pyex_base', 'decode', 5)
def decode(kind, text, case, padded, ignored):
    """The bytes of a text; `{:bad, byte}`, `:length` or `:padding` if there are none.

    case: `:upper`, `:lower` or `:mixed`. padded: whether the padding must be there. ignored: `:whitespace` or nil.
    """
    alphabet, bits = _ALPHABETS[kind.name]
    data = binary_bytes(text)
    if ignored.name == 'whitespace':
        data = bytes(byte for byte in data if byte not in b' \t\r\n')
    stripped = data.rstrip(b'=') if bits != 4 else data
    allowed = _cased(alphabet, case.name) if bits < 6 else alphabet
    if bits == 4 and len(data) % 2:
        return _LENGTH
    for byte in stripped:
        if byte not in allowed:
            return _BAD, byte
    if len(stripped) % _GROUP[bits] not in _LEFT_OVER[bits] or _badly_padded(data, stripped, bits, padded is TRUE):
        return _PADDING
    whole = stripped + b'=' * (-len(stripped) % _GROUP[bits])
    return canonical(_DECODERS[kind.name](whole.upper() if bits < 6 else whole))


def _cased(alphabet, case):
    return alphabet if case == 'upper' else alphabet.lower() if case == 'lower' else alphabet + alphabet.lower()


def _badly_padded(data, stripped, bits, padded):
    padding = len(data) - len(stripped)
    if padded:
        return len(data) % _GROUP[bits] != 0 or padding >= _GROUP[bits]
    return padding not in (0, -len(stripped) % _GROUP[bits])
