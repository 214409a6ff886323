"""A node whose diagnostics are kept, and ways to expand and evaluate text in it."""
from pyex import syntax
from pyex.boot import boot
from pyex.expand import Expander, environment
from pyex.runtime.exceptions import ElixirError
from pyex.terms.atom import atom
from pyex.terms.show import inspect
from tests.expand.shape import shape


class Sandbox:
    def __init__(self):
        self.node = boot(output=self)
        self.written = []

    def write(self, device, text):
        self.written.append(text)

    def expand(self, text):
        """`=> shape`, or `!! first line of the error`."""
        self.written.clear()
        world = self.node.world
        try:
            return '=> ' + shape(Expander(world, environment(world)).expand(syntax.parse(text)))
        except ElixirError as error:
            return '!! ' + (self.first_error() or self.message(error)).split('\n')[0]
        except syntax.ElixirSyntaxError as error:
            return '!! ' + str(error).split('\n')[0]

    def first_error(self):
        found = [text for text in self.written if text.startswith('error: ')]
        return found[0][7:] if found else None

    def message(self, error):
        reason = error.reason
        if hasattr(reason, 'get') and reason.get(atom('message')):
            return reason.get(atom('message'))
        return inspect(reason)

    def run(self, text):
        """All that is written while `text` is evaluated, and the inspected value or the error."""
        self.written.clear()
        try:
            value = inspect(self.node.call('pyex_code', 'eval_string', text, None, [(atom('file'), 'iex'), None])[0])
        except ElixirError as error:
            value = '** ' + self.message(error)
        return ''.join(self.written) + value


def blocks(path):
    """[(text, answer)] of a file: texts and what they give, separated by lines of `-----`, one from the next by `=====`."""
    found = [block.strip('\n').partition('\n-----\n') for block in path.read_text().split('\n=====\n')]
    return [(text, answer) for text, _, answer in found]
