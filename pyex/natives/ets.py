"""`:ets`: tables of tuples. The tables themselves are in `runtime/ets.py`, match specifications in `natives/match_spec.py`.

`foldl/3` and `foldr/3` are Elixir (`stdlib/erlang/ets.ex`), since they call functions.
"""
from pyex.natives.arguments import elements, linked
from pyex.natives.match_spec import ANYTHING, BadSpec, Spec, has_variables, variable
from pyex.natives.registry import native
from pyex.runtime import ets
from pyex.runtime.exceptions import badarg
from pyex.runtime.node import HOST
from pyex.terms.atom import FALSE, TRUE, UNDEFINED, Atom, atom, boolean
from pyex.terms.identity import Pid, Reference
from pyex.terms.lists import split

END = atom('$end_of_table')
NO_TABLE = 'the table identifier does not refer to an existing ETS table'
NO_RIGHT = 'the table identifier refers to an ETS table with insufficient access rights'
NO_KEY = 'not a key that exists in the table'
NO_SPEC = 'not a valid match specification'
TAKEN = 'table name already exists'
NO_NAME = 'invalid table name (must be an atom)'
NAMED, KEYPOS, HEIR, NONE = map(atom, ('named_table', 'keypos', 'heir', 'none'))
PROTECTIONS = {ets.PUBLIC, ets.PROTECTED, ets.PRIVATE}
COMPRESSED, AUTO = atom('compressed'), atom('auto')
CONCURRENCY = {atom(name) for name in ('read_concurrency', 'write_concurrency', 'decentralized_counters')}
READ, WRITE, OWN = range(3)


# ---- finding and making tables ------------------------------------------------------------------------------------------

def _table(node, term, access):
    """The table of a name or identifier, if the running process may use it so; else Erlang's complaint."""
    if term.__class__ is not Reference and term.__class__ is not Atom:
        raise badarg({1: 'not an atom or a table identifier'})
    table = node.ets.find(term)
    if table is None:
        raise badarg({1: NO_TABLE})
    if table.protection is not ets.PUBLIC or access == OWN:
        if node.current.pid is not table.owner and not (access == READ and table.protection is ets.PROTECTED):
            raise badarg({1: NO_RIGHT})
    return table


@native('ets', 'new', 2, node=True)
def new(node, name, options):
    """Make a table that the calling process owns; its identifier, or its name if it is a `:named_table`."""
    if name.__class__ is not Atom:
        raise badarg({1: 'not an atom'})
    chosen = {'kind': ets.SET, 'protection': ets.PROTECTED, 'named': False, 'keypos': 1, 'heir': None, 'options': {}}
    for option in elements(options, 2):
        if not _option(option, chosen):
            raise badarg({2: 'invalid options'})
    if chosen['named'] and name in node.ets.names:
        raise badarg({1: TAKEN})
    table = node.ets.new(name, chosen.pop('kind'))
    for field, value in chosen.items():
        setattr(table, field, value)
    if table.named:
        node.ets.names[name] = table.id
        return name
    return table.id


def _option(option, chosen):
    """Note one option of `new/2`. False if it is none."""
    if option.__class__ is Atom:
        if option in ets.KINDS:
            chosen['kind'] = option
        elif option in PROTECTIONS:
            chosen['protection'] = option
        elif option is NAMED:
            chosen['named'] = True
        else:
            return option is COMPRESSED
        return True
    if option.__class__ is not tuple or len(option) not in (2, 3):
        return False
    if option[0] is KEYPOS and len(option) == 2 and option[1].__class__ is int and option[1] > 0:
        chosen['keypos'] = option[1]
        return True
    if option[0] is HEIR:
        return _heir(option, chosen)
    if option[0] in CONCURRENCY and len(option) == 2 and option[1] in (TRUE, FALSE, AUTO):
        chosen['options'][option[0]] = option[1]
        return True
    return False


def _heir(option, chosen):
    if option[1:] == (NONE,):
        chosen['heir'] = None
        return True
    if len(option) == 3 and option[1].__class__ is Pid:
        chosen['heir'] = option[1:]
        return True
    return False


@native('ets', 'delete', 1, node=True)
def delete_table(node, table):
    """Delete a table."""
    node.ets.delete(_table(node, table, OWN))
    return TRUE


@native('ets', 'all', 0, node=True)
def all_(node):
    """All tables: names of the named ones, identifiers of the others."""
    return linked([table.name if table.named else table.id for table in node.ets.tables.values()])


@native('ets', 'whereis', 1, node=True)
def whereis(node, name):
    """The identifier of a named table, or `undefined`."""
    if name.__class__ is not Atom:
        raise badarg({1: NO_NAME})
    return node.ets.names.get(name, UNDEFINED)


@native('ets', 'rename', 2, node=True)
def rename(node, table, name):
    """Give a table another name; the name, or the identifier of a table that is not named."""
    if name.__class__ is not Atom:
        raise badarg({2: NO_NAME})
    found = _table(node, table, OWN)
    if not found.named:
        found.name = name
        return found.id
    if name in node.ets.names:
        raise badarg({2: TAKEN})
    del node.ets.names[found.name]
    found.name = name
    node.ets.names[name] = found.id
    return name


@native('ets', 'setopts', 2, node=True)
def setopts(node, table, options):
    """Change the heir of a table."""
    found = _table(node, table, OWN)
    chosen = {}
    for option in elements(options, 2) if options is None or options.__class__ is list else [options]:
        if option.__class__ is not tuple or not option or option[0] is not HEIR or not _heir(option, chosen):
            raise badarg({2: 'invalid options'})
    found.heir = chosen.get('heir')
    return TRUE


@native('ets', 'give_away', 3, node=True)
def give_away(node, table, pid, data):
    """Make another process the owner; it is told by `{:"ETS-TRANSFER", table, from, data}`."""
    found = _table(node, table, OWN)
    if pid.__class__ is not Pid:
        raise badarg({2: 'not a pid'})
    if pid is found.owner:
        raise badarg({2: 'the process is already the owner of the table'})
    process = node.processes.get(pid)
    if process is None:
        raise badarg({2: 'the pid refers to a terminated process'})
    node.ets.give(found, process, data)
    return TRUE


@native('ets', 'safe_fixtable', 2, node=True)
def safe_fixtable(node, table, fix):
    """While a table is fixed, `next/2` finds its way also from a key that was deleted."""
    found = _table(node, table, READ)
    if fix is not TRUE and fix is not FALSE:
        raise badarg({2: 'not a boolean value'})
    found.fixed = found.fixed + 1 if fix is TRUE else max(0, found.fixed - 1)
    return TRUE


# ---- info ---------------------------------------------------------------------------------------------------------------

INFO = {atom(name): function for name, function in (
    ('id', lambda table: table.id),
    ('decentralized_counters', lambda table: table.options.get(atom('decentralized_counters'), FALSE)),
    ('read_concurrency', lambda table: table.options.get(atom('read_concurrency'), FALSE)),
    ('write_concurrency', lambda table: table.options.get(atom('write_concurrency'), FALSE)),
    ('compressed', lambda table: FALSE), ('memory', lambda table: 305 + 10 * table.size),
    ('owner', lambda table: table.owner), ('heir', lambda table: table.heir[0] if table.heir else NONE),
    ('name', lambda table: table.name), ('size', lambda table: table.size), ('node', lambda table: HOST),
    ('named_table', lambda table: boolean(table.named)), ('type', lambda table: table.kind),
    ('keypos', lambda table: table.keypos), ('protection', lambda table: table.protection))}
MORE_INFO = INFO | {atom(name): function for name, function in (
    ('binary', lambda table: None), ('fixed', lambda table: boolean(table.fixed)),
    ('safe_fixed', lambda table: FALSE), ('safe_fixed_monotonic_time', lambda table: FALSE))}


@native('ets', 'info', 1, node=True)
def info(node, table):
    """What is known of a table as a list of {item, value}; `undefined` if there is no such table."""
    found = _known(node, table)
    if found is None:
        return UNDEFINED
    return linked([(name, function(found)) for name, function in INFO.items()])


@native('ets', 'info', 2, node=True)
def info_2(node, table, item):
    """One item of `info/1`."""
    if item not in MORE_INFO:
        raise badarg({2: 'not a valid info item'})
    found = _known(node, table)
    return UNDEFINED if found is None else MORE_INFO[item](found)


def _known(node, term):
    if term.__class__ is not Reference and term.__class__ is not Atom:
        raise badarg({1: 'not an atom or a table identifier'})
    return node.ets.find(term)


# ---- objects ------------------------------------------------------------------------------------------------------------

def _objects(table, term):
    """The objects of an argument that is one or a list of them, checked."""
    if term is not None and term.__class__ is not list:
        if term.__class__ is not tuple:
            raise badarg({2: 'not a tuple'})
        objects = [term]
    else:
        objects, tail = split(term)
        if tail is not None or not all(object_.__class__ is tuple and object_ for object_ in objects):
            raise badarg({2: 'not a non-empty tuple or a list of non-empty tuples'})
    if any(len(object_) < table.keypos for object_ in objects):
        raise badarg()
    return objects


@native('ets', 'insert', 2, node=True)
def insert(node, table, objects):
    """Put an object, or a list of them, into a table."""
    found = _table(node, table, WRITE)
    if objects.__class__ is tuple and len(objects) >= found.keypos:
        found.insert(objects)
        return TRUE
    for object_ in _objects(found, objects):
        found.insert(object_)
    return TRUE


@native('ets', 'insert_new', 2, node=True)
def insert_new(node, table, objects):
    """`insert/2` if none of the keys is in the table yet; whether it was so."""
    found = _table(node, table, WRITE)
    new_ones = _objects(found, objects)
    if any(found.has(found.key_of(object_)) for object_ in new_ones):
        return FALSE
    for object_ in new_ones:
        found.insert(object_)
    return TRUE


@native('ets', 'lookup', 2, node=True)
def lookup(node, table, key):
    """The objects with a key."""
    return _table(node, table, READ).cells(key)


@native('ets', 'lookup_element', 3, node=True)
def lookup_element(node, table, key, position):
    """The element at a position of the object with a key (a list of them in bags)."""
    found = _table(node, table, READ)
    if position.__class__ is not int:
        raise badarg({3: 'not an integer'})
    if position < 1:
        raise badarg({3: 'out of range'})
    objects = found.lookup(key)
    if not objects:
        raise badarg({2: NO_KEY})
    if any(len(object_) < position for object_ in objects):
        raise badarg({3: 'position is greater than the size of the object'})
    values = [object_[position - 1] for object_ in objects]
    return linked(values) if found.many else values[0]


@native('ets', 'lookup_element', 4, node=True)
def lookup_element_4(node, table, key, position, default):
    """`lookup_element/3`, or a default if there is no such key."""
    if not _table(node, table, READ).has(key):
        return default
    return lookup_element(node, table, key, position)


@native('ets', 'member', 2, node=True)
def member(node, table, key):
    """Whether a key is in a table."""
    return boolean(_table(node, table, READ).has(key))


@native('ets', 'delete', 2, node=True)
def delete(node, table, key):
    """Delete the objects with a key."""
    _table(node, table, WRITE).delete(key)
    return TRUE


@native('ets', 'delete_object', 2, node=True)
def delete_object(node, table, object_):
    """Delete just this object."""
    found = _table(node, table, WRITE)
    if object_.__class__ is not tuple:
        raise badarg({2: 'not a tuple'})
    if len(object_) >= found.keypos:
        found.delete_object(object_)
    return TRUE


@native('ets', 'delete_all_objects', 1, node=True)
def delete_all_objects(node, table):
    """Empty a table."""
    _table(node, table, WRITE).clear()
    return TRUE


@native('ets', 'take', 2, node=True)
def take(node, table, key):
    """The objects with a key, which are deleted."""
    found = _table(node, table, WRITE)
    objects = found.lookup(key)
    found.delete(key)
    return linked(objects)


@native('ets', 'tab2list', 1, node=True)
def tab2list(node, table):
    """All objects."""
    return linked(_table(node, table, READ).objects())


@native('ets', 'to_list', 1, node=True)
def to_list(node, table):
    """All objects."""
    return tab2list(node, table)


# ---- updates of elements ------------------------------------------------------------------------------------------------

@native('ets', 'update_counter', 3, node=True)
def update_counter(node, table, key, operations):
    """Add to integers in the object with a key: an increment, {position, increment[, threshold, value]}, or a list of those."""
    found = _single(node, table)
    objects = found.lookup(key)
    if not objects:
        raise badarg({2: NO_KEY})
    return _update(found, objects[0], operations)


@native('ets', 'update_counter', 4, node=True)
def update_counter_4(node, table, key, operations, default):
    """`update_counter/3`, with an object to begin with if the key is not there."""
    found = _single(node, table)
    if default.__class__ is not tuple:
        raise badarg({4: 'not a tuple'})
    if len(default) < found.keypos:
        raise badarg({4: 'not a valid default object'})
    if found.has(key):
        return _update(found, found.lookup(key)[0], operations)
    place = found.keypos - 1
    return _update(found, (*default[:place], key, *default[place + 1:]), operations)


def _single(node, term):
    found = _table(node, term, WRITE)
    if found.many:
        raise badarg({1: 'the table identifier refers to an ETS table of a type not supported by this operation'})
    return found


def _update(table, object_, operations):
    if operations.__class__ is int and len(object_) == 2 and table.keypos == 1 and object_[1].__class__ is int:
        count = object_[1] + operations             # what nearly all counters are
        table.insert((object_[0], count))
        return count
    several = operations is None or operations.__class__ is list
    todo = elements(operations, 3) if several else [operations]
    draft = list(object_)
    results = [_count(table, draft, operation) for operation in todo]
    table.insert(tuple(draft))
    return linked(results) if several else results[0]


def _count(table, draft, operation):
    """Do one operation of `update_counter`; the new value."""
    if operation.__class__ is int:
        operation = table.keypos + 1, operation
    if operation.__class__ is not tuple or len(operation) not in (2, 4) or any(
            part.__class__ is not int for part in operation):
        raise badarg({3: 'not a valid update operation'})
    position, increment = operation[:2]
    if position == table.keypos:
        raise badarg({3: 'the position is the same as the key position'})
    if not 0 < position <= len(draft):
        raise badarg({3: 'the position in the update operation is out of range'})
    if draft[position - 1].__class__ is not int:
        raise badarg({3: 'the value in the given position, in the object, is not an integer'})
    value = draft[position - 1] + increment
    if len(operation) == 4 and (value > operation[2] if increment >= 0 else value < operation[2]):
        value = operation[3]
    draft[position - 1] = value
    return value


@native('ets', 'update_element', 3, node=True)
def update_element(node, table, key, changes):
    """Replace elements of the object with a key: {position, value} or a list of those; whether the key was there."""
    found = _single(node, table)
    todo = elements(changes, 3) if changes is None or changes.__class__ is list else [changes]
    if not all(change.__class__ is tuple and len(change) == 2 and change[0].__class__ is int for change in todo):
        raise badarg({3: 'is not a valid element specification'})
    if any(position == found.keypos for position, _ in todo):
        raise badarg({3: 'the position is the same as the key position'})
    objects = found.lookup(key)
    if not objects:
        return FALSE
    draft = list(objects[0])
    for position, value in todo:
        if not 0 < position <= len(draft):
            raise badarg({3: 'out of range'})
        draft[position - 1] = value
    found.insert(tuple(draft))
    return TRUE


# ---- one after another --------------------------------------------------------------------------------------------------

@native('ets', 'first', 1, node=True)
def first(node, table):
    """The first key, or `:"$end_of_table"`."""
    return _key(_table(node, table, READ).end(last=False))


@native('ets', 'last', 1, node=True)
def last(node, table):
    """The last key of an `ordered_set` (the first one of other tables)."""
    found = _table(node, table, READ)
    return _key(found.end(last=found.kind is ets.ORDERED_SET))


@native('ets', 'next', 2, node=True)
def next_(node, table, key):
    """The key after a key."""
    return _key(_table(node, table, READ).step(key, 1))


@native('ets', 'prev', 2, node=True)
def prev(node, table, key):
    """The key before a key of an `ordered_set` (the next one of other tables)."""
    found = _table(node, table, READ)
    return _key(found.step(key, -1 if found.kind is ets.ORDERED_SET else 1))


def _key(found):
    if found is None:
        raise badarg({2: NO_KEY})
    return found[0] if found else END


@native('ets', 'slot', 2, node=True)
def slot(node, table, number):
    """The objects with the key at a place of the table, counted from 0."""
    found = _table(node, table, READ)
    order = found.indexes()
    if number.__class__ is not int or not 0 <= number <= len(order):
        raise badarg({2: 'out of range'})
    return END if number == len(order) else linked(found.lookup(found.key_at(order[number])))


# ---- match and select -----------------------------------------------------------------------------------------------------

def _spec(node, term, position=2):
    try:
        return Spec(term, node.exports)
    except BadSpec:
        raise badarg({position: NO_SPEC}) from None


def _candidates(table, heads):
    """The objects that patterns may match: those of one key, if the only pattern names it."""
    if len(heads) == 1 and heads[0].__class__ is tuple and len(heads[0]) >= table.keypos:
        key = heads[0][table.keypos - 1]
        if not has_variables(key):
            return table.lookup(key)
    return table.objects()


def _select(table, spec):
    found = [spec.run(object_) for object_ in _candidates(table, spec.heads)]
    return [result[0] for result in found if result]


def _chunk(table_id, results, limit):
    """{the first results, continuation} of a list of terms."""
    if not results:
        return END
    some, rest = results[:limit], results[limit:]
    return linked(some), (table_id, limit, linked(rest)) if len(some) == limit else END


def _limit(limit):
    if limit.__class__ is not int:
        raise badarg({3: 'not an integer'})
    if limit < 1:
        raise badarg({3: 'out of range'})
    return limit


def _continue(continuation):
    if continuation is END:
        return END
    if continuation.__class__ is not tuple or len(continuation) != 3 or continuation[1].__class__ is not int:
        raise badarg({1: 'invalid continuation'})
    table_id, limit, rest = continuation
    return _chunk(table_id, split(rest)[0], limit)


def _match_spec(pattern, whole=False):
    """The specification that `match` (its variables) or `match_object` (the object) stands for."""
    return [(pattern, None, [atom('$_') if whole else atom('$$'), None]), None]


@native('ets', 'select', 2, node=True)
def select(node, table, spec):
    """What a match specification makes of the objects."""
    found = _table(node, table, READ)
    return linked(_select(found, _spec(node, spec)))


@native('ets', 'select', 3, node=True)
def select_3(node, table, spec, limit):
    """{results, continuation}, so many results at a time."""
    found = _table(node, table, READ)
    return _chunk(found.id, _select(found, _spec(node, spec)), _limit(limit))


@native('ets', 'select', 1)
def select_1(continuation):
    """The next results of `select/3`."""
    return _continue(continuation)


@native('ets', 'select_reverse', 2, node=True)
def select_reverse(node, table, spec):
    """`select/2`, from the last object to the first."""
    found = _table(node, table, READ)
    return linked(_select(found, _spec(node, spec))[::-1])


@native('ets', 'select_reverse', 3, node=True)
def select_reverse_3(node, table, spec, limit):
    """`select/3`, from the last object to the first."""
    found = _table(node, table, READ)
    return _chunk(found.id, _select(found, _spec(node, spec))[::-1], _limit(limit))


@native('ets', 'select_reverse', 1)
def select_reverse_1(continuation):
    """The next results of `select_reverse/3`."""
    return _continue(continuation)


@native('ets', 'match', 2, node=True)
def match(node, table, pattern):
    """The variables of a pattern, as a list for each object that it matches."""
    return linked(_select(_table(node, table, READ), _spec(node, _match_spec(pattern))))


@native('ets', 'match', 3, node=True)
def match_3(node, table, pattern, limit):
    """`match/2`, so many results at a time."""
    return select_3(node, table, _match_spec(pattern), limit)


@native('ets', 'match', 1)
def match_1(continuation):
    """The next results of `match/3`."""
    return _continue(continuation)


@native('ets', 'match_object', 2, node=True)
def match_object(node, table, pattern):
    """The objects that a pattern matches."""
    return linked(_select(_table(node, table, READ), _spec(node, _match_spec(pattern, whole=True))))


@native('ets', 'match_object', 3, node=True)
def match_object_3(node, table, pattern, limit):
    """`match_object/2`, so many results at a time."""
    return select_3(node, table, _match_spec(pattern, whole=True), limit)


@native('ets', 'match_object', 1)
def match_object_1(continuation):
    """The next results of `match_object/3`."""
    return _continue(continuation)


@native('ets', 'match_delete', 2, node=True)
def match_delete(node, table, pattern):
    """Delete the objects that a pattern matches."""
    found = _table(node, table, WRITE)
    _delete_where(found, _spec(node, _match_spec(pattern, whole=True)), lambda result: True)
    return TRUE


@native('ets', 'select_delete', 2, node=True)
def select_delete(node, table, spec):
    """Delete the objects of which a specification makes `true`; how many."""
    return _delete_where(_table(node, table, WRITE), _spec(node, spec), lambda result: result is TRUE)


def _delete_where(table, spec, wanted):
    before = table.size
    for object_ in _candidates(table, spec.heads):
        found = spec.run(object_)
        if found and wanted(found[0]):
            table.delete_object(object_)
    return before - table.size


@native('ets', 'select_count', 2, node=True)
def select_count(node, table, spec):
    """How many objects a specification makes `true` of."""
    found = _table(node, table, READ)
    return sum(result is TRUE for result in _select(found, _spec(node, spec)))


@native('ets', 'select_replace', 2, node=True)
def select_replace(node, table, spec):
    """Replace each object that a specification matches by what it makes of it (its key must stay); how many."""
    found = _table(node, table, WRITE)
    compiled = _spec(node, spec)
    if not all(_keeps_key(found, clause) for clause in split(spec)[0]):
        raise badarg({2: NO_SPEC})
    count = 0
    for object_ in _candidates(found, compiled.heads):
        result = compiled.run(object_)
        if result and result[0].__class__ is tuple:
            found.delete_object(object_)
            found.insert(result[0])
            count += 1
    return count


def _keeps_key(table, clause):
    """Whether the body of a clause gives the object, or a tuple with the same variable at the key's place."""
    head, _, body = clause
    result = split(body)[0][-1]
    if result is atom('$_'):
        return True
    place = table.keypos - 1
    if result.__class__ is not tuple or len(result) != 1 or result[0].__class__ is not tuple or len(result[0]) <= place:
        return False
    wanted = head[place] if head.__class__ is tuple and len(head) > place else ANYTHING
    return result[0][place] == wanted and (variable(wanted) or not has_variables(wanted))


# ---- specifications by themselves -------------------------------------------------------------------------------------------

@native('ets', 'match_spec_compile', 1, node=True)
def match_spec_compile(node, spec):
    """A reference to a compiled specification, for `match_spec_run/2`."""
    compiled = _spec(node, spec, 1)
    reference = node.signals.fresh()
    node.compiled_specs[reference] = compiled
    return reference


@native('ets', 'is_compiled_ms', 1, node=True)
def is_compiled_ms(node, term):
    """Whether a term is a compiled specification."""
    return boolean(term.__class__ is Reference and term in node.compiled_specs)


@native('ets', 'match_spec_run', 2, node=True)
def match_spec_run(node, objects, reference):
    """What a compiled specification makes of a list of objects."""
    spec = node.compiled_specs.get(reference) if reference.__class__ is Reference else None
    if spec is None:
        raise badarg()
    found = [spec.run(object_) for object_ in elements(objects)]
    return linked([result[0] for result in found if result])


@native('ets', 'test_ms', 2, node=True)
def test_ms(node, object_, spec):
    """{:ok, what a specification makes of an object, or false}, or {:error, why it is none}."""
    try:
        compiled = Spec(spec, node.exports)
        if not compiled.clauses:
            raise BadSpec('Match programs are not in a list.')
    except BadSpec as error:
        text = linked([ord(character) for character in str(error)])
        return atom('error'), [(atom('error'), text), None]
    found = compiled.run(object_)
    return atom('ok'), found[0] if found else FALSE
