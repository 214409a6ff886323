"""Match specifications: `[{head, guards, body}]`, the small language of `:ets.select` and its kin, compiled to closures.

The head is a pattern in which `:_` is anything and `:"$1"`, `:"$2"`... are variables. Guards and body are expressions: a
tuple `{function, arguments...}` is a call, `{{...}}` a tuple, `{:const, term}` a term as it is, `:"$_"` the whole object,
`:"$$"` the list of all variables. A guard that fails is false; a body that fails gives `:EXIT`.
"""
from immutables import Map

from pyex.natives.arguments import linked
from pyex.runtime.exceptions import ElixirError
from pyex.terms.atom import FALSE, TRUE, Atom, atom
from pyex.terms.lists import split
from pyex.terms.maps import from_pairs
from pyex.terms.order import items, same

ANYTHING, WHOLE, ALL, CONST, EXIT = map(atom, ('_', '$_', '$$', 'const', 'EXIT'))
ERLANG = atom('erlang')
FUNCTIONS = {(name, arity) for arity, names in {
    0: 'self node',
    1: '''abs element hd tl length map_size node round trunc float size tuple_size bit_size byte_size bnot + - is_atom is_float
          is_integer is_list is_number is_pid is_port is_reference is_tuple is_map is_binary is_bitstring is_function''',
    2: '+ - * / div rem band bor bxor bsl bsr > < >= =< == /= =:= =/= element map_get is_map_key is_function binary_part',
    3: 'binary_part'}.items() for name in names.split()}
FAILURES = ElixirError, TypeError, ArithmeticError, ValueError


class BadSpec(Exception):
    """Not a match specification; the text says why, in Erlang's words where a user sees them."""


class Spec:
    """A compiled specification. term: what it was made from. heads: of its clauses, to see whether they ask for one key."""

    def __init__(self, term, exports):
        clauses, tail = split(term)
        if tail is not None or term is not None and term.__class__ is not list:
            raise BadSpec('Match programs are not in a list.')
        self.term, self.heads = term, []
        self.clauses = [self._clause(clause, exports) for clause in clauses]

    def _clause(self, clause, exports):
        if clause.__class__ is not tuple or len(clause) != 3:
            raise BadSpec('Match programs are not in a list.')
        head, guards, body = clause
        names = []
        match = _pattern(head, names)
        guard_terms, guard_tail = split(guards)
        body_terms, body_tail = split(body)
        if guard_tail is not None or body_tail is not None or not body_terms:
            raise BadSpec('Match programs are not in a list.')
        self.heads.append(head)
        compile_ = _Expressions(exports, sorted(set(names), key=_number)).compile
        return match, list(map(compile_, guard_terms)), list(map(compile_, body_terms))

    def run(self, object_):
        """(result,) of the first clause that takes an object, () if none does."""
        for match, guards, body in self.clauses:
            found = {ANYTHING: object_}
            if match(object_, found) and _holds(guards, found):
                return _result(body, found),
        return ()


def _holds(guards, found):
    try:
        return all(guard(found) is TRUE for guard in guards)
    except FAILURES:
        return False


def _result(body, found):
    try:
        for expression in body:
            value = expression(found)
        return value
    except FAILURES:
        return EXIT


def variable(term):
    """Whether a term is `:"$1"` or the like."""
    return term.__class__ is Atom and term.name[:1] == '$' and term.name[1:].isdecimal()


def _number(name):
    return int(name.name[1:])


# ---- patterns: functions of (term, {variable Atom: value}) ------------------------------------------------------------------

def _pattern(term, names):
    if term is ANYTHING:
        return lambda object_, found: True
    if variable(term):
        names.append(term)
        return _bind(term)
    kind = term.__class__
    if not has_variables(term):
        return lambda object_, found: same(object_, term)
    if kind is tuple:
        return _tuple_pattern([_pattern(part, names) for part in term])
    if kind is list:
        return _list_pattern(_pattern(term[0], names), _pattern(term[1], names))
    return _map_pattern([(stored, _pattern(value, names)) for stored, value in term.items()])


def _bind(name):
    def match(object_, found):
        if name in found:
            return same(found[name], object_)
        found[name] = object_
        return True
    return match


def _tuple_pattern(parts):
    def match(object_, found):
        return object_.__class__ is tuple and len(object_) == len(parts) and all(
            part(value, found) for part, value in zip(parts, object_))
    return match


def _list_pattern(head, tail):
    def match(object_, found):
        return object_.__class__ is list and head(object_[0], found) and tail(object_[1], found)
    return match


def _map_pattern(pairs):
    missing = object()

    def match(object_, found):
        if object_.__class__ is not Map:
            return False
        values = [(object_.get(stored, missing), part) for stored, part in pairs]
        return all(value is not missing and part(value, found) for value, part in values)
    return match


def has_variables(term):
    """Whether a pattern matches more than one term."""
    kind = term.__class__
    if kind is Atom:
        return term is ANYTHING or variable(term)
    if kind is tuple:
        return any(map(has_variables, term))
    if kind is list:
        parts, tail = split(term)
        return any(map(has_variables, parts)) or has_variables(tail)
    return kind is Map and len(term) > 0            # a map matches whatever holds its keys


# ---- expressions: functions of {variable Atom: value} -----------------------------------------------------------------------

class _Expressions:
    """Compiles guards and bodies. names: the variables of the head, in order."""

    def __init__(self, exports, names):
        self.exports, self.names = exports, names

    def compile(self, term):
        kind = term.__class__
        if kind is Atom:
            return self._atom(term)
        if kind is tuple:
            return self._tuple(term)
        if kind is list:
            head, tail = self.compile(term[0]), self.compile(term[1])
            return lambda found: [head(found), tail(found)]
        if kind is Map:
            pairs = [(self.compile(k), self.compile(v)) for k, v in items(term)]
            return lambda found: from_pairs([(k(found), v(found)) for k, v in pairs])
        return lambda found: term

    def _atom(self, term):
        if term is WHOLE:
            return lambda found: found[ANYTHING]
        if term is ALL:
            return lambda found: linked([found[name] for name in self.names])
        if variable(term):
            if term not in self.names:
                raise BadSpec(f'Variable {term.name} is unbound.')
            return lambda found: found[term]
        return lambda found: term

    def _tuple(self, term):
        if len(term) == 1 and term[0].__class__ is tuple:
            parts = list(map(self.compile, term[0]))
            return lambda found: tuple([part(found) for part in parts])
        if not term or term[0].__class__ is not Atom or variable(term[0]):
            raise BadSpec('a tuple is neither a function call, nor a tuple (tuples are written {{ ... }}).')
        name, *arguments = term
        if name is CONST and len(arguments) == 1:
            return lambda found: arguments[0]
        parts = list(map(self.compile, arguments))
        special = _SPECIAL.get(name.name)
        if special is not None and parts:
            return special(parts)
        if (name.name, len(parts)) not in FUNCTIONS:
            raise BadSpec(f'Function {name.name}/{len(parts)} does_not_exist.')
        function = self.exports[ERLANG, name, len(parts)]
        return lambda found: function(*[part(found) for part in parts])


def _bool(term):
    if term is TRUE:
        return True
    if term is FALSE:
        return False
    raise ValueError


def _all(parts):
    def evaluate(found):
        values = [_bool(part(found)) for part in parts]
        return TRUE if all(values) else FALSE
    return evaluate


def _any(parts):
    def evaluate(found):
        values = [_bool(part(found)) for part in parts]
        return TRUE if any(values) else FALSE
    return evaluate


def _and_also(parts):
    def evaluate(found):
        for part in parts[:-1]:
            if not _bool(part(found)):
                return FALSE
        return parts[-1](found)
    return evaluate


def _or_else(parts):
    def evaluate(found):
        for part in parts[:-1]:
            if _bool(part(found)):
                return TRUE
        return parts[-1](found)
    return evaluate


def _xor(parts):
    return lambda found: TRUE if _bool(parts[0](found)) != _bool(parts[1](found)) else FALSE


def _not(parts):
    return lambda found: FALSE if _bool(parts[0](found)) else TRUE


_SPECIAL = {'and': _all, 'or': _any, 'andalso': _and_also, 'orelse': _or_else, 'xor': _xor, 'not': _not}
