"""`:pyex_logger`, the Python half: a moment as the log shows it."""
from time import gmtime, localtime

from pyex.natives.registry import native
from pyex.terms.atom import TRUE


@native('pyex_logger', 'moment', 2)
def moment(microseconds, utc):
    """A system time in microseconds as `{{year, month, day}, {hour, minute, second, millisecond}}`, local unless utc is true."""
    seconds, rest = divmod(microseconds, 1_000_000)
    parts = (gmtime if utc is TRUE else localtime)(seconds)
    return parts[:3], (*parts[3:6], rest // 1000)


@native('pyex_logger', 'spared', 0, node=True)
def spared(node):
    """How many crashes the logger was not told of since the last call, being too far behind."""
    count, node.spared = node.spared, 0
    return count
