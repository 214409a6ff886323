"""A script run to its end in a node of its own, with a virtual clock and a seed: what it prints."""
from pyex.boot import boot
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import atom
from pyex.terms.lists import from_python


class Paper:
    """Output that is kept."""
    ansi = False

    def __init__(self):
        self.text = ''

    def write(self, _device, text):
        self.text += text


def printed(kind, text, *, argv=(), seed=1):
    """What a script prints. kind: 'file' (text is its path) or 'eval' (text is the program)."""
    paper = Paper()
    node = boot(output=paper, clock=VirtualClock(), seed=seed, argv=list(argv))
    run = node.exports[atom('Elixir.Kernel.CLI'), atom('run'), 1]
    runner = node.spawn(run, (from_python([(atom(kind), str(text))]),))
    node.run(until=lambda: not runner.alive)
    return paper.text
