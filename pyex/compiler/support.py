"""What generated code uses that belongs to no node: classes to test for, slow paths, the exceptions of failed matches.

Each stands in code as a constant (`ir.known(name)`), so reading it costs no look-up.
"""
from types import FunctionType

from pyex.runtime import bitstrings
from pyex.runtime.exceptions import ElixirError, badarg, error
from pyex.terms import lists, maps
from pyex.terms.atom import ERROR, Atom, atom
from pyex.terms.binary import Bits, to_bytes
from pyex.terms.function import arity
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.lists import EMPTY
from pyex.terms.maps import MISSING, Map, key, struct_name
from pyex.terms.order import eq, le, lt, same

SUPPORT = {'int': int, 'float': float, 'str': str, 'bytes': bytes, 'tuple': tuple, 'list': list, 'Atom': Atom, 'Map': Map,
           'Pid': Pid, 'Port': Port, 'Reference': Reference, 'Bits': Bits, 'Function': FunctionType, 'MISSING': MISSING,
           'eq': eq, 'same': same, 'lt': lt, 'le': le, 'key': key,
           'map_get': maps.get, 'map_put': maps.put, 'to_python': lists.to_python,
           'join_binaries': bitstrings.join, 'build_bits': bitstrings.build, 'open_bits': bitstrings.open_,
           'read_bits': bitstrings.read, 'bits_done': bitstrings.done, 'skip_text': bitstrings.skip,
           'after_prefix': bitstrings.after_prefix, 'take_bytes': bitstrings.take_bytes}


def support(function):
    SUPPORT[function.__name__] = function
    return function


@support
def item(sequence, index):
    return sequence[index]


# ---- lists and calls

@support
def make_list(items, tail):
    return lists.from_python(items, tail)


@support
def count_arguments(cells):
    """The length of the argument list of an `apply`."""
    items, tail = lists.split(cells)
    if tail is not EMPTY:
        raise badarg()
    return len(items)


@support
def applicable(function, cells):
    """The function of an `apply/2`, with its arity checked."""
    if function.__class__ is not FunctionType:
        raise error((atom('badfun'), function))
    if count_arguments(cells) != arity(function):
        raise error((atom('badarity'), (function, cells)))
    return function


# ---- maps

_BADKEY, _BADMAP, _BADSTRUCT = atom('badkey'), atom('badmap'), atom('badstruct')


@support
def make_map(base, flat):
    """`base` with the pairs of a flat tuple of keys and values put in."""
    with base.mutate() as draft:
        for index in range(0, len(flat), 2):
            draft[key(flat[index])] = flat[index + 1]
        return draft.finish()


@support
def update_key(map_, term, value):
    """`%{map | term => value}`"""
    if map_.__class__ is not Map:
        raise error((_BADMAP, map_))
    stored = key(term)
    if stored not in map_:
        raise error((_BADKEY, term))
    return map_.set(stored, value)


@support
def update_key_at_prompt(map_, term, value):
    """The same in an evaluated expression: there Erlang calls a function, which stands in the stack trace with the map."""
    if map_.__class__ is Map and key(term) not in map_:
        raise ElixirError('error', (_BADKEY, term), entry=(atom('maps'), atom('update'), [term, value, map_]))
    return update_key(map_, term, value)


@support
def check_struct(term, module):
    """`%Module{term | ...}`: the struct itself."""
    if struct_name(term) is not module:
        raise error((_BADSTRUCT, module, term))
    return term


@support
def no_field(name, map_):
    return error((_BADKEY, name, map_))


@support
def no_map(name, term):
    return error((_BADKEY, name, term))


@support
def map_from_list(cells):
    """The map of a comprehension `into: %{}`."""
    with maps.EMPTY_MAP.mutate() as draft:
        for item in lists.iterate(cells):
            if item.__class__ is not tuple or len(item) != 2:
                raise badarg()
            draft[key(item[0])] = item[1]
        return draft.finish()


@support
def join_collected(cells):
    """The binary of a comprehension `into: ""`."""
    items = lists.to_python(cells)
    if all(item.__class__ is str for item in items):
        return ''.join(items)
    if any(item.__class__ is Bits for item in items):
        return bitstrings.build(*((('bitstring', False, False, 1), item, None) for item in items))
    return bitstrings.join(*items)


# ---- generators of comprehensions

_RANGE, _FIRST, _LAST, _STEP = atom('Elixir.Range'), atom('first'), atom('last'), atom('step')


@support
def open_generator(term):
    """(elements, next, end, step) of a generator's source: a list, then the integers from `next` to before `end`.

    The elements are MISSING for what Elixir code must open (`Stream.__open__/1`); `next` is then what gives the next one.
    """
    if term is EMPTY or term.__class__ is list:
        return term, None, None, None
    if term.__class__ is Map:
        name = struct_name(term)
        if name is None:
            return lists.from_python([(k, v) for k, v in maps.items(term)]), None, None, None
        if name is _RANGE:
            first, step = term[_FIRST], term[_STEP]
            border = first + step * ((term[_LAST] - first) // step + 1)
            return EMPTY, first, border if (border - first) * step > 0 else first, step
    return MISSING, None, None, None


@support
def open_bytes(term, width):
    """(bytes, 0, the last multiple of `width` within them): what a generator of bytes counts through."""
    term = check_bits(term)
    data = term.data[:term.size // 8] if term.__class__ is Bits else to_bytes(term)
    return data, 0, len(data) - len(data) % width


@support
def check_bits(term):
    """The source of a bitstring generator."""
    if term.__class__ not in (str, bytes, Bits):
        raise error((atom('bad_generator'), term))
    return term


@support
def skip_bits(term, width):
    """The bitstring after an element that did not match, or None at the end."""
    reader = bitstrings.open_(term)
    if width is None or reader.size - reader.position < width or width == 0:
        return None
    reader.position = width
    return reader.rest(reader.size - width)


# ---- failed matches: exceptions to raise

@support
def bad_match(value):
    return error((atom('badmatch'), value))


@support
def no_case(value):
    return error((atom('case_clause'), value))


@support
def no_try(value):
    return error((atom('try_clause'), value))


@support
def no_with(value):
    return error((atom('with_clause'), value))


@support
def no_cond():
    return error(atom('cond_clause'))


@support
def bad_boolean(_value):
    return badarg()


@support
def no_clause(module, name, arguments):
    return ElixirError('error', atom('function_clause'), entry=(module, name, list(arguments)))


@support
def no_fn_clause(code_name, arguments):
    """No clause of a `fn` matches: Erlang's names for it."""
    owner, mark, number = code_name.partition('-fun-')
    if not number:
        module, name = atom('erl_eval'), atom('-inside-an-interpreted-fun-')
    else:
        path, _, owner_arity = owner.rpartition('/')
        module_name, _, function = path.rpartition('.')
        module, name = atom(module_name), atom(f'-{function}/{owner_arity}-fun-{number}')
    return ElixirError('error', atom('function_clause'), entry=(module, name, list(arguments)))


# ---- handlers

_KINDS = {'error': ERROR, 'exit': atom('exit'), 'throw': atom('throw')}
_EXCEPTION, _TRUE = atom('__exception__'), atom('true')


@support
def kind_of(failed):
    return failed.kind


@support
def kind_atom(failed):
    return _KINDS[failed.kind]


@support
def reason_of(failed):
    return failed.reason


@support
def handled(failed):
    """A clause has taken the error: the Python frames that it came through are let go (they hold the variable it is in)."""
    failed.__traceback__ = failed.__context__ = None


@support
def is_exception(term):
    return term.__class__ is Map and term.get(_EXCEPTION) is _TRUE and struct_name(term) is not None
