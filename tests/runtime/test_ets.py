"""ETS, as a list of calls and what real Elixir answers (recorded with 1.14 on OTP 25; where the BEAM promises no order, ours)."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyex.runtime.exceptions import ElixirError
from pyex.terms.atom import Atom, atom
from pyex.terms.identity import Reference
from pyex.terms.lists import from_python
from pyex.terms.maps import from_pairs
from tests.runtime.script import Scripts, receive, show

END = '$end_of_table'


def term(value):
    """A term written in Python: 'text' is an atom, ['...'] a list, b'..' a binary."""
    kind = value.__class__
    if kind is str:
        return atom(value)
    if kind is bytes:
        return value.decode()
    if kind is bool:
        return atom(str(value).lower())
    if kind is tuple:
        return tuple(map(term, value))
    if kind is list:
        return from_python(list(map(term, value)))
    if kind is dict:
        return from_pairs([(term(k), term(v)) for k, v in value.items()])
    return value


def check(*steps, kind='set'):
    """Each step is (function, arguments..., expected); the table is put before the arguments."""
    def main(erl):
        table = erl.ets.new(atom('t'), term([kind]))
        for name, *arguments, expected in steps:
            assert answer(erl, name, table, *map(term, arguments)) == expected, (name, arguments)
        erl.say('done')
        yield
    assert Scripts().run(main) == ['done']


def answer(erl, name, table, *arguments):
    function = getattr(erl.ets, f'{name}_{1 + len(arguments)}')
    try:
        return show(function(table, *arguments))
    except ElixirError as error:
        assert error.reason is atom('badarg')
        return error.hints


def test_set():
    check(('insert', ('apple', 3), 'true'), ('insert', [('pear', 7), ('plum', 1, b'x')], 'true'), ('lookup', 'apple', '[{apple, 3}]'),
          ('lookup', 'cherry', '[]'), ('insert', ('apple', 4), 'true'), ('lookup_element', 'apple', 2, '4'),
          ('insert_new', ('apple', 5), 'false'), ('insert_new', ('fig', 5), 'true'), ('member', 'fig', 'true'), ('info', 'size', '4'),
          ('update_counter', 'apple', 10, '14'), ('update_counter', 'apple', (2, -3), '11'),
          ('update_counter', 'hits', 1, ('hits', 0), '1'), ('update_element', 'pear', (2, 'many'), 'true'),
          ('update_element', 'nothing', (2, 'many'), 'false'), ('take', 'pear', '[{pear, many}]'), ('delete', 'fig', 'true'),
          ('delete_object', ('apple', 999), 'true'), ('tab2list', '[{apple, 11}, {plum, 1, x}, {hits, 1}]'),
          ('delete_all_objects', 'true'), ('info', 'size', '0'), ('insert_new', [('a', 1), ('b', 1)], 'true'),
          ('insert_new', [('a', 1), ('c', 1)], 'false'), ('lookup', 'c', '[]'), ('insert', [(1, 'a'), (1.0, 'b')], 'true'),
          ('lookup', 1, '[{1, a}]'), ('lookup', 1.0, '[{1.0, b}]'))


def test_counters():
    check(('insert', ('x', 'y', 5), 'true'), ('update_counter', 'x', (3, 10, 12, 0), '0'), ('update_counter', 'x', (3, -10, -2, 7), '7'),
          ('update_counter', 'x', [(3, 1), (3, 1)], '[8, 9]'), ('update_counter', 'x', [], '[]'),
          ('update_counter', 'a', [(2, 1), (3, 1, 5, 0)], ('a', 0, 5), '[1, 0]'),
          ('update_counter', 'zz', 1, {2: 'not a key that exists in the table'}),
          ('update_counter', 'x', 1, {3: 'the value in the given position, in the object, is not an integer'}),
          ('update_counter', 'x', (9, 1), {3: 'the position in the update operation is out of range'}),
          ('update_counter', 'x', (1, 1), {3: 'the position is the same as the key position'}),
          ('update_counter', 'x', (3, 'a'), {3: 'not a valid update operation'}))


def test_bags():
    check(('insert', [('a', 1), ('a', 2), ('a', 1), ('b', 3)], 'true'), ('lookup', 'a', '[{a, 1}, {a, 2}]'), ('info', 'size', '3'),
          ('lookup_element', 'a', 2, '[1, 2]'), ('delete_object', ('a', 1), 'true'), ('tab2list', '[{a, 2}, {b, 3}]'), kind='bag')
    check(('insert', [('a', 2), ('a', 1), ('a', 2)], 'true'), ('lookup', 'a', '[{a, 2}, {a, 1}, {a, 2}]'),
          ('match', ('a', '$1'), '[[2], [1], [2]]'), ('take', 'a', '[{a, 2}, {a, 1}, {a, 2}]'), ('info', 'size', '0'), kind='duplicate_bag')


def test_ordered_set():
    check(('insert', [(3, 9), (1, 1), (2, 4)], 'true'), ('tab2list', '[{1, 1}, {2, 4}, {3, 9}]'), ('first', '1'), ('next', 1, '2'),
          ('prev', 3, '2'), ('last', '3'), ('next', 3, END), ('next', 1.5, '2'), ('insert', (2.0, 'b'), 'true'),
          ('lookup', 2, '[{2.0, b}]'), ('delete', 1, 'true'), ('first', '2.0'), ('slot', 1, '[{3, 9}]'), ('slot', 2, END),
          ('slot', 5, {2: 'out of range'}), ('insert', [(b'text',), ('atom',), ((1, 2),), ([1],), ({},)], 'true'),
          ('select', [((('$1',)), [], ['$1'])], "[atom, {1, 2}, immutables.Map({}), [1], text]"), kind='ordered_set')


PEOPLE = [(1, b'ann', 31, 'admin'), (2, b'bob', 17, 'user'), (3, b'cid', 45, 'user'), (4, b'dee', 17, 'admin')]


def test_match_and_select():
    check(('insert', PEOPLE, 'true'), ('match', ('$1', '_', 17, '_'), '[[2], [4]]'),
          ('match', ('$2', '$1', '_', 'admin'), '[[ann, 1], [dee, 4]]'),
          ('match_object', ('_', '_', 17, '_'), '[{2, bob, 17, user}, {4, dee, 17, admin}]'),
          ('select', [(('$1', '$2', '$3', '_'), [('>', '$3', 18)], ['$2'])], '[ann, cid]'),
          ('select', [(('$1', '$2', '$3', '$4'), [('==', '$4', 'user')], [(('$2', '$3'),)])], '[{bob, 17}, {cid, 45}]'),
          ('select', [(('$1', '_', '$3', '_'), [('orelse', ('<', '$3', 18), ('==', '$1', 3))], ['$$'])], '[[2, 17], [3, 45], [4, 17]]'),
          ('select_count', [(('_', '_', '$1', '_'), [('<', '$1', 40)], [True])], '3'),
          ('select_reverse', [(('$1', '_', '_', '_'), [], ['$1'])], '[4, 3, 2, 1]'),
          ('select_delete', [(('_', '_', '$1', '_'), [('==', '$1', 17)], [True])], '2'),
          ('select_replace', [(('$1', '$2', '$3', '$4'), [], [(('$1', '$2', ('+', '$3', 1), '$4'),)])], '2'),
          ('tab2list', '[{1, ann, 32, admin}, {3, cid, 46, user}]'),
          ('select_replace', [(('$1', '$2', '$3', '$4'), [], [(('$2', '$1', '$3', '$4'),)])], {2: 'not a valid match specification'}),
          ('match_delete', ('_', '_', '_', 'admin'), 'true'), ('tab2list', '[{3, cid, 46, user}]'),
          ('select', [(('$1', '_', '_', '_'), [('foo', 1)], ['$1'])], {2: 'not a valid match specification'}),
          ('select', [('$1', [('>', '$2', 3)], ['$1'])], {2: 'not a valid match specification'}), ('select', [], '[]'), kind='ordered_set')


def test_select_in_parts():
    def main(erl):
        table = erl.ets.new(atom('t'), term(['ordered_set']))
        erl.ets.insert(table, term([(n,) for n in range(4)]))
        spec = term([('$1', [], ['$1'])])
        found, more = erl.ets.select_3(table, spec, 3)
        erl.say(found)
        erl.say(erl.ets.select_1(more))
        erl.say(erl.ets.select_1(erl.ets.select_3(table, spec, 4)[1]))
        yield
    assert Scripts().run(main) == ['[{0}, {1}, {2}]', '{[{3}], $end_of_table}', END]


@pytest.mark.parametrize('expression, value', [
    (('+', 1, 2), '3'), (('andalso', True, ('is_atom', 'a')), 'true'), (('xor', True, True), 'false'), (('hd', [1]), '1'),
    (('const', (1, 2)), '{1, 2}'), (('=:=', 1, 1.0), 'false'), (('==', 1, 1.0), 'true'), (('/', 1, 2), '0.5'), (('+', 'a', 1), 'EXIT'),
    (('element', 1, '$_'), '1'), (((1, '$1'),), '{1, 1}')])
def test_expressions(expression, value):
    erl = Scripts().erl
    assert show(erl.ets.test_ms_2(term((1, 2)), term([(('$1', '_'), [], [expression])]))) == '{ok, %s}' % value


def test_owners_and_heirs():
    def owner(erl, heir):
        table = erl.ets.new(atom('given'), term(['named_table', 'private']))
        erl.ets.setopts(table, (atom('heir'), heir, atom('left')))
        erl.ets.insert(table, term((1, 'one')))
        yield receive()

    def main(erl):
        pid = erl.spawn_script(owner, erl.self())
        yield receive(after=1)
        erl.say(str(_hints(erl.ets.lookup, atom('given'), 1)))
        erl.exit_2(pid, atom('kill'))
        erl.say((yield receive()))
        erl.say(erl.ets.lookup(atom('given'), 1))
        erl.say(str(erl.ets.info_2(atom('given'), atom('owner')) is erl.self()))

    assert Scripts().run(main) == [
        "{1: 'the table identifier refers to an ETS table with insufficient access rights'}", '{ETS-TRANSFER, given, pid, left}',
        '[{1, one}]', 'True']


def _hints(function, *arguments):
    try:
        function(*arguments)
    except ElixirError as error:
        return error.hints


def test_tables_end_with_their_owner():
    def owner(erl):
        erl.ets.new(atom('mine'), term(['named_table']))
        yield

    def main(erl):
        erl.spawn_script(owner)
        yield receive(after=1)
        erl.say(erl.ets.whereis(atom('mine')))
        erl.say(str(_hints(erl.ets.lookup, atom('mine'), 1)))
    assert Scripts().run(main) == ['undefined', "{1: 'the table identifier does not refer to an existing ETS table'}"]


@given(st.lists(st.tuples(st.sampled_from('+-'), st.integers(0, 30) | st.floats(0, 30))))
def test_ordered_set_against_a_sorted_dict(operations):
    def main(erl):
        table, model = erl.ets.new(atom('t'), term(['ordered_set'])), {}
        for sign, key in operations:
            if sign == '+':
                erl.ets.insert(table, (key,))
                model[key] = key
            else:
                erl.ets.delete_2(table, key)
                model.pop(key, None)
            assert erl.ets.first(table) == (min(model) if model else atom(END))
        assert [row[0] for row in elements(erl.ets.tab2list(table))] == sorted(model.values())
        erl.say('done')
        yield
    assert Scripts().run(main) == ['done']


def elements(cells):
    while cells is not None:
        yield cells[0]
        cells = cells[1]


def test_identifiers():
    erl = Scripts().erl
    assert str(_hints(erl.ets.lookup, 1, 1)) == "{1: 'not an atom or a table identifier'}"
    assert atom('x').__class__ is Atom and Reference(1).number == 1
