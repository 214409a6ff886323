"""`:inet`: addresses as tuples, and their texts. Sockets are not here."""
import ipaddress

from pyex.natives.registry import native
from pyex.natives.unicode import Stop, text_of
from pyex.terms.atom import OK, atom
from pyex.terms.lists import from_python

_EINVAL = atom('error'), atom('einval')


@native('inet', 'parse_address', 1)
def parse_address(text):
    """`{:ok, address}` of the text of an IPv4 or IPv6 address, or `{:error, :einval}`."""
    return _parsed(text, ipaddress.ip_address)


@native('inet', 'parse_ipv4_address', 1)
def parse_ipv4_address(text):
    """`{:ok, {a, b, c, d}}` of the text of an IPv4 address, or `{:error, :einval}`."""
    return _parsed(text, ipaddress.IPv4Address)


@native('inet', 'parse_ipv6_address', 1)
def parse_ipv6_address(text):
    """`{:ok, address}`, a tuple of eight numbers, of the text of an IPv6 address, or `{:error, :einval}`."""
    return _parsed(text, ipaddress.IPv6Address)


@native('inet', 'parse_strict_address', 1)
def parse_strict_address(text):
    """`parse_address/1` of a text with all its parts."""
    return _parsed(text, ipaddress.ip_address)


def _parsed(text, kind):
    if text.__class__ is not list:
        return _EINVAL
    try:
        address = kind(text_of(text))
    except (ValueError, Stop):
        return _EINVAL
    size = 1 if address.version == 4 else 2
    return OK, tuple(int.from_bytes(address.packed[at:at + size], 'big') for at in range(0, len(address.packed), size))


@native('inet', 'ntoa', 1)
def ntoa(address):
    """The text of an address, as a list of characters, or `{:error, :einval}`."""
    try:
        size, kind = {4: (1, ipaddress.IPv4Address), 8: (2, ipaddress.IPv6Address)}[len(address)]
        text = str(kind(b''.join(part.to_bytes(size, 'big') for part in address)))
    except (KeyError, TypeError, AttributeError, OverflowError):
        return _EINVAL
    return from_python(list(map(ord, text)))
