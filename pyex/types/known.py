"""The functions whose types are known: those of `:erlang` that Kernel and a few other modules inline.

Each row is `name: arguments -> result; arguments -> result`. A `~` before a result says that Elixir leaves it uncertain.
"""
from pyex.expand.quoted import ERLANG, KERNEL
from pyex.expand.rewriting import INLINED
from pyex.terms.atom import FALSE, TRUE, atom
from pyex.types import lattice
from pyex.types.lattice import any_list, atoms, bits, certain, non_empty_list, uncertain, union

ROWS = '''
+: integer -> integer; float -> float
-: integer -> integer; float -> float
+: integer, integer -> integer; integer, float -> float; float, integer -> float; float, float -> float
-: integer, integer -> integer; integer, float -> float; float, integer -> float; float, float -> float
*: integer, integer -> integer; integer, float -> float; float, integer -> float; float, float -> float
/: number, number -> float
abs: integer -> integer; float -> float
ceil: number -> integer
floor: number -> integer
round: number -> integer
trunc: number -> integer
div: integer, integer -> integer
rem: integer, integer -> integer
band: integer, integer -> integer
bor: integer, integer -> integer
bxor: integer, integer -> integer
bsl: integer, integer -> integer
bsr: integer, integer -> integer
bnot: integer -> integer
not: false -> true; true -> false
andalso: boolean, term -> ~term
orelse: boolean, term -> ~term
++: empty_list, term -> ~term; list+, term -> ~pairs
--: list, list -> ~list
hd: pairs -> ~term
tl: pairs -> ~term
length: list -> integer
byte_size: binary -> integer
bit_size: binary -> integer
binary_part: binary, integer, integer -> binary
map_size: map -> integer
tuple_size: tuple -> integer
element: integer, tuple -> ~term
setelement: integer, tuple, term -> ~tuple
delete_element: integer, tuple -> ~tuple
insert_element: integer, tuple, term -> ~tuple
tuple_to_list: tuple -> ~list
list_to_tuple: list -> ~tuple
atom_to_binary: atom -> binary
atom_to_list: atom -> integers
binary_to_atom: binary -> atom
binary_to_existing_atom: binary -> atom
binary_to_float: binary -> float
binary_to_integer: binary -> integer
binary_to_integer: binary, integer -> integer
integer_to_binary: integer -> binary
integer_to_binary: integer, integer -> binary
integer_to_list: integer -> integers
integer_to_list: integer, integer -> integers
list_to_atom: integers -> atom
list_to_existing_atom: integers -> atom
list_to_float: integers -> float
list_to_integer: integers -> integer
list_to_integer: integers, integer -> integer
is_atom: term -> boolean
is_binary: term -> boolean
is_bitstring: term -> boolean
is_boolean: term -> boolean
is_float: term -> boolean
is_function: term -> boolean
is_integer: term -> boolean
is_list: term -> boolean
is_map: term -> boolean
is_number: term -> boolean
is_pid: term -> boolean
is_port: term -> boolean
is_reference: term -> boolean
is_tuple: term -> boolean
make_ref: -> reference
self: -> pid
node: -> atom
spawn: fun -> pid
spawn_link: fun -> pid
spawn: atom, atom, list -> pid
spawn_link: atom, atom, list -> pid
error: term -> none
exit: term -> none
throw: term -> none
'''
SETS = {
    'integer': bits(lattice.INTEGER), 'float': bits(lattice.FLOAT), 'number': bits(lattice.INTEGER | lattice.FLOAT),
    'binary': bits(lattice.BINARY), 'atom': lattice.ANY_ATOM, 'boolean': atoms(TRUE, FALSE), 'true': atoms(TRUE), 'false': atoms(FALSE),
    'term': lattice.TERM, 'none': lattice.NONE, 'empty_list': bits(lattice.EMPTY_LIST), 'list': any_list(lattice.TERM),
    'list+': non_empty_list(lattice.TERM), 'pairs': non_empty_list(lattice.TERM, lattice.TERM), 'integers': any_list(bits(lattice.INTEGER)),
    'map': lattice.ANY_MAP, 'tuple': lattice.ANY_TUPLE, 'fun': bits(lattice.FUN), 'pid': bits(lattice.PID),
    'reference': bits(lattice.REFERENCE),
}
COMPARISONS = {atom(name) for name in ('==', '/=', '<', '>', '=<', '>=', 'min', 'max', '=:=', '=/=')}
ORDERINGS = {atom(name) for name in ('<', '>', '=<', '>=', 'min', 'max')}
CHOICES = {atom('min'), atom('max')}
BOOLEAN = certain(SETS['boolean'])


def _result(word):
    return uncertain(SETS[word[1:]]) if word[0] == '~' else certain(SETS[word])


def _clause(text):
    args, _, result = text.partition('->')
    return [SETS[word.strip()] for word in args.split(',') if word.strip()], _result(result.strip())


def _signatures():
    """{(name, arity): [([Set of each argument], Type of the result)]}"""
    table = {}
    for row in ROWS.strip().splitlines():
        name, _, text = row.partition(': ')
        clauses = [_clause(one) for one in text.split(';')]
        table[atom(name), len(clauses[0][0])] = clauses
    return table


SIGNATURES = _signatures()


# -- how these functions are called in Elixir -----------------------------------------------------------------------------------

def _origins():
    """{(Erlang's module, name, arity): (Elixir's module, name)}; of several names Kernel's, else the one in letters."""
    table = {}
    for (module, name, arity), (erlang, inlined) in INLINED.items():
        key = erlang, inlined, arity
        if key not in table or module is KERNEL or name.name.isidentifier() and table[key][0] is not KERNEL:
            table[key] = module, name
    return table


ORIGINS = _origins()
MOVED = {           # what is rewritten with its arguments in another order: (name, module, name in Elixir, order, does an index count from 1?)
    (atom('element'), 2): (KERNEL, atom('elem'), (1, 0), True),
    (atom('setelement'), 3): (KERNEL, atom('put_elem'), (1, 0, 2), True),
    (atom('delete_element'), 2): (atom('Elixir.Tuple'), atom('delete_at'), (1, 0), True),
    (atom('insert_element'), 3): (atom('Elixir.Tuple'), atom('insert_at'), (1, 0, 2), True),
    (atom('is_map_key'), 2): (KERNEL, atom('is_map_key'), (1, 0), False),
}


def elixir_call(module, name, arity):
    """(module, name, order of the arguments, is there an index that Erlang counts from 1?) of a call as it was written."""
    if module is ERLANG and (name, arity) in MOVED:
        return MOVED[name, arity]
    module, name = ORIGINS.get((module, name, arity), (module, name))
    return module, name, tuple(range(arity)), False


def applied(clauses, args):
    """The Type that a call of a known function gives, None if it cannot be."""
    results = [result for expected, result in clauses if all(not lattice.disjoint(arg.upper, one) for arg, one in zip(args, expected))]
    if not results or not all(lattice.compatible(arg, one) for arg, one in zip(args, domain([expected for expected, _ in clauses]))):
        return None
    out = results[0]
    for more in results[1:]:
        out = lattice.either(out, more)
    return lattice.weakened(out) if any(arg.gradual for arg in args) else out


def domain(rows):
    """The union of what each argument may be."""
    out = list(rows[0])
    for row in rows[1:]:
        out = [union(*pair) for pair in zip(out, row)]
    return out
