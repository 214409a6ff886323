"""Natives of Erlang's modules take any terms: what they cannot do is an Erlang error, never an error of Python's own."""
from itertools import product
from random import Random

import pytest

from expressions import natives_without_node
from pyex.natives import everything
from pyex.runtime.exceptions import ElixirError
from pyex.terms import maps
from pyex.terms.atom import TRUE, atom
from pyex.terms.binary import bitstring
from pyex.terms.identity import pid_of
from pyex.terms.lists import from_python

MODULES = ('lists', 'maps', 'binary', 'unicode', 'math', 're', 'base64', 'string', 'io_lib', 'zlib', 'calendar')
THEMES = ('numbers', 'types', 'tuples', 'lists', 'maps', 'binaries', 'conversions', 'external', 'hashes')
TERMS = [0, 1, -3, 2.5, atom('a'), TRUE, None, from_python([1, 2]), from_python([(atom('a'), 1)]), [1, 2], '', 'aé', b'\xff', bitstring(1, 3),
         (), (1, 2), maps.EMPTY_MAP, maps.from_pairs([(1, 2)]), pid_of(1), from_python(['a', 'b']), from_python([atom('global')])]
LAST_RESORT = (TypeError, ArithmeticError, RecursionError)         # the runtime makes errors of these
assert everything


def natives():
    for (module, name, arity), function in sorted(natives_without_node().items()):
        theme = (function.__module__ or '').rpartition('.')[2]
        if module in MODULES or module == 'erlang' and theme in THEMES:
            yield module, name, arity, function


@pytest.mark.parametrize('module', [*MODULES, 'erlang'])
def test_any_terms(module):
    random, failures = Random(module), []
    for owner, name, arity, function in natives():
        if owner != module:
            continue
        choices = list(product(TERMS, repeat=arity)) if arity < 3 else [random.choices(TERMS, k=arity) for _ in range(300)]
        for arguments in choices:
            try:
                function(*arguments)
            except (ElixirError, *LAST_RESORT):
                pass
            except Exception as error:                  # noqa: the point of the test
                failures.append(f'{module}:{name}{tuple(arguments)} {error!r}')
                break
    assert not failures, '\n'.join(failures)
