"""`python -m pyex.precompile FOLDER`: compile the whole standard library into a folder that goes into the built package, and list its names."""
import sys

from pyex.boot import boot
from pyex.library import Cache, sources
from pyex.shell.names import Names
from pyex.terms.show import inspect


class _Output:
    """Where warnings about the stdlib itself go."""

    def write(self, _device, text):
        sys.stderr.write(text if text.__class__ is str else repr(text))


def main():
    cache = Cache(sys.argv[1])
    node = boot(output=_Output(), cache=cache)
    loader = node.modules.loader
    for path in sources():
        if path not in loader.seen:
            loader.load_file(path)
    Names(cache, inspect).load()
    cache.seal()


if __name__ == '__main__':
    main()
