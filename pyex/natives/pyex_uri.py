"""`:pyex_uri`: the parts of URIs, percent-encoding and relative paths, for Elixir's `URI`."""
import re

from pyex.natives.arguments import binary_bytes
from pyex.natives.registry import native
from pyex.terms.atom import ERROR, NIL, TRUE
from pyex.terms.binary import canonical

_PARTS = re.compile(r'(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?', re.DOTALL)
_AUTHORITY = re.compile(r'(?:(.*)@)?(\[[a-zA-Z0-9:.]*\]|[^:]*)(?::(\d*))?', re.DOTALL)
_UNRESERVED = frozenset(b'-._~') | frozenset(byte for byte in range(128) if chr(byte).isalnum())
_WRONG = re.compile(r"[^a-zA-Z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_PERCENT = re.compile(rb'%([0-9a-fA-F]{2})')


def _or_nil(text):
    return NIL if text is None or text == '' else text


@native('pyex_uri', 'parse', 1)
def parse(text):
    """`{scheme, authority, userinfo, host, port, path, query, fragment}`, nil for what is not there."""
    scheme, authority, path, query, fragment = _PARTS.fullmatch(text).groups()
    userinfo, host, port = _authority(authority)
    return (NIL if scheme is None else scheme.lower(), _or_nil(authority), userinfo, host, port, _or_nil(path),
            NIL if query is None else query, NIL if fragment is None else fragment)


def _authority(authority):
    found = _AUTHORITY.match(authority) if authority is not None else None
    if found is None:
        return NIL, NIL, NIL
    userinfo, host, port = found.groups()
    if host.startswith('['):
        host = host[1:-1]
    return NIL if userinfo is None else userinfo, host, int(port) if port else NIL


@native('pyex_uri', 'check', 1)
def check(text):
    """`:error` and the first text that may not stand in a URI, or `:ok`."""
    scheme, authority, *_ = _PARTS.fullmatch(text).groups()
    wrong = _WRONG.search(text)
    port_wrong = authority is not None and _AUTHORITY.fullmatch(authority) is None
    if not wrong and not port_wrong:
        return NIL
    return ERROR, ':' if scheme else wrong[0] if wrong else ':'


@native('pyex_uri', 'encode', 2)
def encode(binary, plus):
    """Percent-encoded but for unreserved characters; spaces as `+` if `plus`."""
    out = []
    for byte in binary_bytes(binary):
        if byte in _UNRESERVED:
            out.append(chr(byte))
        else:
            out.append('+' if byte == 32 and plus is TRUE else f'%{byte:02X}')
    return ''.join(out)


@native('pyex_uri', 'decode', 2)
def decode(binary, plus):
    """The bytes of a percent-encoded text; `+` as a space if `plus`."""
    data = binary_bytes(binary)
    if plus is TRUE:
        data = data.replace(b'+', b' ')
    return canonical(_PERCENT.sub(lambda found: bytes([int(found[1], 16)]), data))


@native('pyex_uri', 'resolve', 2)
def resolve(base, relative):
    """The path of a relative reference, `.` and `..` taken out."""
    if not relative.startswith('/'):
        head, _, _ = base.rpartition('/')
        relative = f'{head}/{relative}'
    out = []
    segments = relative.split('/')
    for segment in segments:
        if segment == '..':
            del out[max(1, len(out) - 1):]
        elif segment != '.':
            out.append(segment)
    if segments[-1] in ('.', '..'):
        out.append('')
    return '/'.join(out)
