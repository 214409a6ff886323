"""`:pyex_logger`, the Python half: the time of day as the log shows it."""
from time import localtime, strftime

from pyex.natives.registry import native


@native('pyex_logger', 'clock', 1)
def clock(microseconds):
    """The local time of day, to the millisecond, of a system time in microseconds: "22:11:06.667"."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return f'{strftime("%H:%M:%S", localtime(seconds))}.{rest // 1000:03}'
