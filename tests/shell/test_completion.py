"""What may stand at the cursor."""
import pytest

from pyex.boot import boot
from pyex.shell.completion import candidates
from pyex.shell.cursor import look
from pyex.shell.editor import clipped
from pyex.shell.knowledge import Knowledge
from pyex.shell.signature import signature
from pyex.terms import lists
from pyex.terms.atom import alias, atom

MODULE = '''
defmodule Shop.Item do
  @moduledoc "A thing that is sold. It has a price."
  @enforce_keys [:name]
  defstruct [:name, price: 0]

  @doc """
  Makes it cheaper.

  Options: `:by` (in percent), `:until`.
  """
  def reduce_price(item, options \\\\ []), do: {item, options}
  def free?(item), do: item.price == 0
  defp hidden, do: 1
end
'''


class Session:
    """A node, and a process that stands for the evaluator."""

    def __init__(self):
        self.node = boot()
        code = alias('Code')
        env = self.node.nested(self.node.exports[code, atom('env_for_eval'), 1], None)
        setup = f'import IEx.Helpers\nalias Shop.Item\n{MODULE}\n' \
            'user = %{name: "Ada", nick: "A", address: %{city: "Rome", code: 7}}\nused = 1\noptions = [width: 3, wide: true]\nfun = fn a, b -> a + b end'
        parse = self.node.exports[code, atom('string_to_quoted!'), 1]
        evaluate = self.node.exports[code, atom('eval_quoted_with_env'), 3]
        _, binding, env = self.node.nested(evaluate, self.node.nested(parse, setup), None, env)
        process = self.node.spawn(lambda: None)
        state = self.node.exports[alias('Map'), atom('new'), 1]
        process.special().dictionary = {atom('iex_evaluator'): self.node.nested(state, lists.from_python(
            [(atom('binding'), binding), (atom('env'), env)]))}
        self.evaluator = process.pid
        self.node.names[atom('counter')] = process
        process.special().name = atom('counter')


@pytest.fixture(scope='module')
def knowledge():
    session = Session()
    for name in ('URI', 'GenServer', 'Supervisor', 'Date', 'Enum', 'Process', 'Task', 'IO', 'StringIO', 'Enumerable'):
        session.node.modules.find(alias(name))
    made = Knowledge(session)
    made.library.load()
    made.begun = True
    made.ready.set()
    return made


@pytest.mark.parametrize('text, place, head, typed', [
    ('String.up', 'member', 'String', 'up'), ('IO.', 'member', 'IO', ''), ('1 + lis', 'name', '', 'lis'), (':lists.rev', 'member', ':lists', 'rev'),
    ('user.address.st', 'member', 'user.address', 'st'), ('foo(', 'name', '', ''), ('"text', 'string', '', 'text'), ('', 'name', '', ''),
    ('"text" ', 'operator', '', ''), ('# note', 'nothing', '', '# note'), ('#PID<0.1', 'pid', '', '#PID<0.1'), ('%Us', 'struct', '', 'Us'),
    ('~r', 'sigil', '', '~r'), ('~r/a/', 'modifiers', '~r', ''), ('~r/a', 'nothing', '', ''), ('&Enum.map/', 'arity', 'Enum.map', ''),
    ('<<x::', 'type', '', ''), ('<<x::size(2)-in', 'type', '', 'in'), ('<<x::8, y', 'name', '', 'y'), ('@mo', 'attribute', '', 'mo'), (':ok', 'atom', '', ':ok'),
    ('"a #{us', 'name', '', 'us'), ('"a #{us} b', 'string', '', ' b'), ('"""\nlong', 'string', '', '\nlong'), ('x = 1\ny', 'name', '', 'y')])
def test_place(text, place, head, typed):
    cursor = look(text)
    assert (cursor.place, cursor.head, cursor.typed) == (place, head, typed)


@pytest.mark.parametrize('text, callee, position', [
    ('Enum.map(x, ', 'Enum.map', 1), ('x |> Enum.reduce(0, ', 'Enum.reduce', 2), ('f(g(1), ', 'f', 1), ('f(g(1, [2, ', 'g', 1), ('IO.puts x, ', 'IO.puts', 1),
    ('GenServer.call pid, {:a, 1}, ', 'GenServer.call', 2), ('Enum.map(list, fn x -> ', 'Enum.map', 1), ('Enum.map(list, fn x -> x end)', None, 0),
    ('start(A, [], name: B, de', 'start', 2), ('Enum.map(list, fn x ->\n  case x do\n', None, 0), ('f.(1, ', 'f', 1)])
def test_call_around(text, callee, position):
    frame = next(look(text).around(), None)
    assert (frame and frame.callee, frame.position if frame else 0) == (callee, position)


# What is offered, in this order; a last '...' says that there is more.
@pytest.mark.parametrize('text, expected', [
    ('String.upc', 'upcase'), (':lists.keyfin', 'keyfind'), ('us', 'used user use ...'), ('user.n', 'name nick'), ('Enumer', 'Enumerable'),
    ('Strin', 'String StringIO'), ('Inspect.Alg', 'Algebra'), ('user.na', 'name'), ('user.address.', 'city code'), ('nothing.x', ''),
    ('Shop.', 'Item'), ('Shop.Item.', 'free? reduce_price'), ('It', 'Item'), ('Item.fr', 'free?'), ('%Date.Ran', 'Range{'), ('%Sho', 'Shop.Item{'), ('%Ite', 'Item{'),
    ('%Item{', 'name:_ price:_'), ('%Item{name: 1, ', 'price:_'), ('%{user | ', 'address:_ name:_ nick:_'), ('user[:n', ':name :nick'),
    ('options[:wi', ':wide :width'), ('user.address[:', ':city :code'), ('~', '~C ~D ...'), ('~s', ''), ('~r/a/', 'U f i m s u x'), ('<<x::utf', 'utf16 utf32 utf8'),
    ('&Enum.reduce/', '2 3'), ('@modu', 'moduledoc'), ('defmodule A do\n  @limit 3\n  def f, do: @li', 'limit'), ('Process.flag(:trap', ':trap_exit'),
    ('GenServer.start_link(A, [], na', 'name:_'), ('GenServer.start_link(A, [], name: B, na', ''), ('Item.reduce_price(x, ', 'by:_ until:_'),
    ('Enum.sort([], ', ':asc :desc'), ('IEx.configure(ins', 'inspect:_ inspect'), ('alias Inspect.{Al', 'Algebra'), ('t GenServer.fr', 'from'), ('b GenServer.handle_ca', 'handle_call handle_cast'),
    ('defmodule A do\n  use GenServer\n  def handle_ca', 'handle_call(request,_from,_state) handle_cast(request,_state)'), ('fn value_of_x -> val', 'value_of_x'), ('GenServer.call(', 'fun options used user ...'), ('if true d', 'do dbg ...'), ('case user d', 'do dbg ...'), ('if d', 'dbg ...'),
    ('defmodule A do\n  def compute(x), do: x\n  def other, do: comp', 'compute'), ('1 + 2 ', '!=_ &&_ *_ ...'), ('__MOD', '__MODULE__'), (':count', ':counter :counters'), ('[] |> spa', 'spawn spawn_link spawn_monitor'),
    ('rece', 'receive'), ('flus', 'flush'), ('Enum.mpev', 'map_every'), ('# us', ''), ('"us', ''), ('hid', ''), ('x = fun.(us', 'used user use ...')])
def test_offered(knowledge, text, expected):
    found = [each.text.replace(' ', '_') for each in candidates(text, knowledge)[0]]
    wanted = expected.split()
    if wanted[-1:] == ['...']:
        wanted.pop()
        found = found[:len(wanted)]
    assert found == wanted


def told(knowledge, text):
    return [(each.shown, each.note) for each in candidates(text, knowledge)[0]]


def test_what_is_told(knowledge):
    assert told(knowledge, 'Enum.filte') == [('filter/2', '(enumerable, fun)  Keeps the elements for which `fun` answers true')]
    assert told(knowledge, 'Item.redu') == [('reduce_price/1,2', '(item, options \\\\ [])  Makes it cheaper')]
    assert told(knowledge, 'Item.reduce_price(x, ') == [('by:', 'in percent'), ('until:', '')]
    assert told(knowledge, '%Item{') == [('name:', 'must be given'), ('price:', '0 unless given')]
    assert told(knowledge, 'use') [:2] == [('used', '1'), ('user', '%{address: %{city: "Rome", code: 7}, name: "Ada", nick: "A"}')]
    assert told(knowledge, 'Ite') == [('Item', 'alias of Shop.Item')]
    assert told(knowledge, ':count')[0] == (':counter', 'a registered process')


def test_files(knowledge, tmp_path):
    (tmp_path / 'lessons').mkdir()
    (tmp_path / 'list.exs').write_text('')
    found = [(each.text, each.shown) for each in candidates(f'c "{tmp_path}/li', knowledge)[0]]
    assert found == [(f'{tmp_path}/list.exs', 'list.exs')]
    assert [each.shown for each in candidates(f'File.ls!("{tmp_path}/le', knowledge)[0]] == ['lessons/']


def test_processes(knowledge):
    _, number, _ = (part for part in f'{knowledge.session.evaluator!r}'.strip('#PID<>').split('.'))
    assert (f'pid(0, {number}, 0)', 'this shell') in [(each.text, each.note) for each in candidates('#PID<0.', knowledge)[0]]
    assert f'0.{number}.0' in [each.text for each in candidates('pid("0.', knowledge)[0]]


def test_while_typing_less_is_offered(knowledge):
    assert not candidates('', knowledge, explicit=False)[0]
    assert not candidates('Enum.map(', knowledge, explicit=False)[0]
    assert not candidates('"', knowledge, explicit=False)[0]
    assert not candidates('s', knowledge, explicit=False)[0]
    assert not candidates('mpev', knowledge, explicit=False)[0]


@pytest.mark.parametrize('text, expected', [
    ('Enum.map([1], ', 'Enum.map(enumerable, fun)'), ('Enum.map([1], fn x -> x ', 'Enum.map(enumerable, fun)'), ('Enum.map([1], nothing(x, ', ''),
    ('fun.(', 'fun.(arg1, arg2)'), ('if user ', ''), ('dbg(', 'dbg(code \\\\ quote do binding() end, options \\\\ [])'), ('"String.upcase(', '')])
def test_signature(knowledge, text, expected):
    assert ''.join(part for _, part in signature(text, knowledge)).partition('  ')[0] == expected


@pytest.mark.parametrize('columns, shown', [(30, 'Enum.map(list, fun)  Maps them'), (24, 'Enum.map(list, fun)  Ma…'), (19, 'Enum.map(list, fun)'), (8, 'Enum.ma…')])
def test_a_signature_in_a_narrow_terminal(columns, shown):
    fragments = [('', 'Enum.map('), ('bold', 'list'), ('', ', fun)'), ('', '  Maps them')]
    assert ''.join(text for _, text in clipped(fragments, columns)) == shown
