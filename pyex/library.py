"""The standard library: which file a module stands in, and its compiled code in a cache.

`Foo.BarBaz` is `stdlib/foo/bar_baz.ex`, `:foo` is `stdlib/erlang/foo.ex`; a module without a file of its own (the
implementations of a protocol) stands in the file of the module around it. A cache file holds all modules that one source
file defines; it is good as long as neither that file nor the compiler nor the macros of `kernel.ex` have changed.
"""
import marshal
import os
import pickle
import re
import sys
import zlib
from pathlib import Path

import pyex
from pyex.compiler import CompiledModule, packed

PACKAGE = Path(pyex.__file__).parent
STDLIB = PACKAGE / 'stdlib'
_COMPILER = ('compiler', 'expand', 'syntax')            # a change in one of these makes all compiled code stale
_SEAL, _KEY = 'complete', 8
_TAG = f'{sys.implementation.cache_tag}-{pyex.__version__}'


def path_of(name):
    """The source file of the stdlib module called `name` ('Elixir.Foo.Bar', 'lists'), or None."""
    if not name.startswith('Elixir.'):
        path = STDLIB / 'erlang' / f'{name}.ex'
        return path if re.fullmatch(r'\w+', name) and path.exists() else None
    parts = [underscore(part) for part in name.split('.')[1:]]
    while parts and all(re.fullmatch(r'\w+', part) for part in parts):
        path = STDLIB.joinpath(*parts).with_suffix('.ex')
        if path.exists():
            return path
        parts.pop()
    return None


_IRREGULAR = {'IEx': 'iex'}


def underscore(name):
    """'BarBaz' -> 'bar_baz'"""
    if name in _IRREGULAR:
        return _IRREGULAR[name]
    spaced = re.sub(r'([A-Z]+)([A-Z][a-z])', r'\1_\2', name)
    return re.sub(r'([a-z\d])([A-Z])', r'\1_\2', spaced).lower()


def sources():
    """All source files of the stdlib."""
    return sorted(STDLIB.rglob('*.ex'))


def module_names():
    """The names of the modules that have a file of their own, as Elixir writes them ('Foo.Bar', ':lists'), sorted."""
    found = (re.search(r'^defmodule (:?[\w.]+)|^defprotocol ([\w.]+)', path.read_text(), re.M) for path in sources())
    return sorted(match[1] or match[2] for match in found if match)


class Cache:
    """Compiled files, in the package's own folder if that can be written, else in the user's cache folder."""

    def __init__(self, folder=None):
        self.folders = [Path(folder) / _TAG] if folder else [PACKAGE / '__compiled__' / _TAG, _user_folder() / _TAG]
        self._compiler = None

    def load(self, path):
        """[(CompiledModule, metadata)] of a source file, or None."""
        key = self.key(path)
        for folder in self.folders:
            try:
                data = (folder / self.file_name(path)).read_bytes()
            except OSError:
                continue
            if data[:_KEY] == key or (folder / _SEAL).exists():
                return [(CompiledModule(*marshal.loads(code)), pickle.loads(metadata))
                        for code, metadata in marshal.loads(data[_KEY:])]
        return None

    def store(self, path, modules):
        """Remember what a source file was compiled to; silently not, where no folder can be written."""
        rows = [(marshal.dumps(tuple(packed(compiled))), pickle.dumps(metadata)) for compiled, metadata in modules]
        data = self.key(path) + marshal.dumps(rows)
        for folder in self.folders:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                unfinished = folder / f'{self.file_name(path)}.{os.getpid()}'
                unfinished.write_bytes(data)
                os.replace(unfinished, folder / self.file_name(path))
                return
            except OSError:
                continue

    def seal(self):
        """Say that what the first folder holds belongs to exactly this package, however its files are dated."""
        (self.folders[0] / _SEAL).write_text('complete\n')

    @property
    def sealed(self):
        """Whether the first folder was sealed."""
        return (self.folders[0] / _SEAL).exists()

    def file_name(self, path):
        return '-'.join(path.relative_to(STDLIB).with_suffix('.bin').parts)

    def key(self, path):
        """8 bytes that change when the file, the compiler or Kernel does."""
        text = self.compiler_key() + _stamp(path)
        return zlib.crc32(text).to_bytes(4, 'big') + zlib.adler32(text).to_bytes(4, 'big')

    def compiler_key(self):
        if self._compiler is None:
            files = [f for folder in _COMPILER for f in sorted((PACKAGE / folder).glob('*.py'))]
            self._compiler = b''.join(map(_stamp, [*files, STDLIB / 'kernel.ex']))
        return self._compiler


def _stamp(path):
    status = os.stat(path)
    return b'%d %d;' % (status.st_size, status.st_mtime_ns)


def _user_folder():
    base = os.environ.get('XDG_CACHE_HOME') or os.path.join(os.path.expanduser('~'), '.cache')
    return Path(base) / 'pyex'
