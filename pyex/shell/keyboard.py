"""The terminal's modes. While something is evaluated what is typed is neither shown nor changed: it waits for the next prompt.

Ctrl+C still sends its signal. A prompt sets modes of its own and comes back to these; other programs get the original ones.
"""
import os
import select
import sys
import termios

WAITING = 65_536        # bytes typed before the shell was there, at most


class Keyboard:

    def __init__(self):
        self.descriptor = sys.stdin.fileno()
        self.original = termios.tcgetattr(self.descriptor)

    def hush(self):
        """Show nothing of what is typed from now on."""
        modes = termios.tcgetattr(self.descriptor)
        modes[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        modes[6][termios.VMIN], modes[6][termios.VTIME] = 1, 0
        self._set(modes)

    def restore(self):
        """As it was before the shell."""
        self._set(self.original)

    def _set(self, modes):
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, modes)
        except termios.error:           # the terminal is gone
            pass

    def typed(self):
        """What was typed before there was a shell, when the terminal still made line ends of Enter."""
        return self.waiting().replace('\n', '\r')

    def waiting(self):
        """What was typed and nobody has read."""
        data = b''
        while len(data) < WAITING and select.select([self.descriptor], [], [], 0)[0]:
            more = os.read(self.descriptor, WAITING)
            if not more:
                break
            data += more
        return data.decode('utf-8', 'replace')
