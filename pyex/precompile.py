"""`python -m pyex.precompile FOLDER`: compile the whole standard library into a folder that goes into the built package."""
import sys

from pyex.boot import boot
from pyex.library import Cache, sources


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
    cache.seal()


if __name__ == '__main__':
    main()
