"""Pids, references and ports: what they name lives in a node; they themselves are plain values compared by identity.

A node makes each of them once and hands it on.
"""


class Pid:
    """`#PID<0.number.0>`, made by `pid_of`: without an `__init__` that takes half the time."""
    __slots__ = ('number',)

    def __repr__(self):
        return f'#PID<0.{self.number}.0>'


def pid_of(number):
    """A new pid."""
    pid = Pid()
    pid.number = number
    return pid


class Reference:
    """`#Reference<0.number...>`."""
    __slots__ = ('number',)

    def __init__(self, number):
        self.number = number

    def __repr__(self):
        return f'#Reference<0.0.0.{self.number}>'


class Port:
    """`#Port<0.number>`."""
    __slots__ = ('number',)

    def __init__(self, number):
        self.number = number

    def __repr__(self):
        return f'#Port<0.{self.number}>'
