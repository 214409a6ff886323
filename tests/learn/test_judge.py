"""Which answers are right: what the model answer changes must have changed, up to the names of what is new."""
import pytest

from pyex.learn import judge, page
from pyex.learn.world import entry, prepare


@pytest.fixture(scope='module')
def base():
    return prepare()


def attempt(before, text):
    world = before.fork()
    world.listen()
    lines = [line for line in text.split('\n') if line.strip()]
    for line in lines:
        world.enter(entry(line))
    return judge.attempt_of(before, world, lines)


def started(base, text):
    world = base.open(1)
    for line in text.split('\n'):
        if line.strip():
            world.enter(entry(line))
    return world


ECHO = 'echo = spawn(fn -> receive do {:ping, from} -> send(from, {:pong, self()}) end end)'
AGENT = '{:ok, agent} = Agent.start(fn -> 1 end)'

SAME = [
    # before, the model answer, another answer, whether it is right
    ('', 'x = 1', 'x = 3 - 2', True),
    ('', 'x = 1', 'x = 1.0', False),
    ('', 'x = 1', 'y = 1', False),
    ('', 'x = 1', 'y = 2\nx = y - 1', True),
    ('', '1 + 2', '4 - 1', True),
    ('', '1 + 2', '5', False),
    ('', '{self(), 1}', 'me = self()\n{me, 1}', True),
    ('', '%{a: [1, "b"]}', 'Map.put(%{}, :a, [1, "b"])', True),
    ('', 'IO.puts("hi")', 'IO.write("hi\\n")', True),
    ('', 'IO.puts("hi")', 'IO.puts("ho")', False),
    ('', 'send(self(), :a)', 'me = self()\nspawn(fn -> send(me, :a) end)', True),
    ('', 'send(self(), :a)', 'send(self(), :b)', False),
    ('', 'send(self(), :a)', ':a', False),
    ('', 'p = spawn(fn -> receive do :x -> 1 end end)', 'p = spawn(fn -> receive do :y -> 1 end end)', True),
    ('', 'p = spawn(fn -> receive do :x -> 1 end end)', 'p = spawn(fn -> :x end)', False),
    ('', 'p = spawn(fn -> receive do :x -> 1 end end)', 'spawn(fn -> :noise end)\np = spawn(fn -> receive do :x -> 1 end end)', True),
    ('', 'spawn(fn -> receive do :x -> 1 end end)', 'spawn(fn -> Process.sleep(:infinity) end)', True),
    ('', 'spawn(fn -> receive do :x -> 1 end end)', ':nothing', False),
    ('', 'spawn_link(fn -> receive do :x -> 1 end end)', 'spawn(fn -> receive do :x -> 1 end end)', False),
    ('', 'Process.register(self(), :me)', 'Process.register(self(), :me)', True),
    ('', 'Process.register(self(), :me)', 'Process.register(self(), :you)', False),
    ('', 'Process.flag(:trap_exit, true)', 'Process.flag(:trap_exit, false)', False),
    ('', 'Process.put(:a, 1)', 'Process.put(:a, 1)\n:other_value', True),
    (ECHO, 'send(echo, {:ping, self()})', 'Process.send(echo, {:ping, self()}, [])', True),
    (ECHO, 'send(echo, {:ping, self()})', 'send(echo, :ping)', False),
    (ECHO, 'send(echo, {:ping, self()})', 'send(self(), {:pong, echo})', False),
    (ECHO, 'Process.exit(echo, :kill)', 'send(echo, {:ping, spawn(fn -> :ok end)})', True),
    (ECHO, 'ref = Process.monitor(echo)', 'r = Process.monitor(echo)\nref = r', True),
    (ECHO, 'ref = Process.monitor(echo)', 'ref = make_ref()', False),
    (AGENT, 'Agent.update(agent, &(&1 + 1))', 'Agent.update(agent, fn _ -> 2 end)', True),
    (AGENT, 'Agent.update(agent, &(&1 + 1))', 'Agent.update(agent, fn _ -> 3 end)', False),
    ('t = :ets.new(:t, [:named_table])', ':ets.insert(:t, {1, 2})', ':ets.insert(:t, [{1, 2}])', True),
    ('t = :ets.new(:t, [:named_table])', ':ets.insert(:t, {1, 2})', ':ets.insert(:t, {1, 3})', False),
]


@pytest.mark.parametrize('before, model, other, right', SAME)
def test_same_changes(before, model, other, right, base):
    start = started(base, before)
    assert judge.same_changes(attempt(start, model), attempt(start, other)) is right


CHECKS = [
    # before, what is typed, a check, whether it holds
    ('', '1 + 1', 'answer() == 2', True),
    ('', '1 + :a', 'failed?() and match?(%ArithmeticError{}, error())', True),
    ('', '1 + 1', 'x == 1', False),
    ('', 'x = 1', 'x == 1\nbound(:x) == 1\nnot bound?(:y)', True),
    ('', 'self() |> send(:a)', 'typed?(send(_, :a))\nnot typed?(send(_, :b))', True),
    ('', 'send(self(), {:a, 1})', 'received?(self(), {:a, _})\nmailbox() == [{:a, 1}]', True),
    ('', 'send(self(), :a)\nreceive do x -> x end', 'mailbox() == []\nsent?(self(), :a)\ntook?(self(), x when is_atom(x))', True),
    ('', 'send(self(), :a)', 'took?(self(), :a)', False),
    ('', 'p = spawn_link(fn -> receive do :x -> 1 end end)', 'linked?(self(), p)\nlinks() == [p]\nwaiting?(p)\nstarted() == [p]', True),
    (ECHO, 'send(echo, {:ping, self()})', 'ended() == [echo]\nnot alive?(echo)', True),
    (ECHO, 'Process.monitor(echo)', 'monitors() == [echo]', True),
    (AGENT, 'Agent.update(agent, &(&1 + 1))', 'state(agent) == 2', True),
    ('', 'Process.sleep(50)', 'elapsed() == 50', True),
    ('', 'IO.puts("one")', 'printed() == "one\\n"', True),
    ('', ':ets.new(:t, [:named_table])', 'table(:t) == []\ntable(:u) == nil', True),
    ('', '{:ok, s} = Supervisor.start_link([{Task, fn -> Process.sleep(:infinity) end}], strategy: :one_for_one)',
     'is_pid(child(s, Task))\nlength(children(s)) == 1', True),
    ('p = spawn_link(fn -> receive do :x -> exit(:bad) end end)', ':ok', 'send(p, :x) == :x\nProcess.sleep(10) == :ok', False),
]


@pytest.mark.parametrize('before, typed, check, expected', CHECKS)
def test_checks(before, typed, check, expected, base):
    tried = attempt(started(base, before), typed)
    assert judge.holds(check, tried)[0] is expected, judge.holds(check, tried)
    assert judge.holds(check, tried)[0] is expected, 'a check changes nothing'


def test_a_wrong_answer_is_known_by_its_words_or_by_what_it_changes(base):
    step = page.read('''\
```iex try id=x
iex> send(self(), 1)
```
```iex wrong why="two"
iex> send(self(), 2)
```
```iex wrong why="undefined"
iex> send(self, 1)
```
''').steps[0]
    start = started(base, '')

    def why(text):
        found = judge.foreseen(step, attempt(start, text))
        return found and found.why
    assert [why(text) for text in ('send( self(), 2 )', 'Process.send(self(), 2, [])', 'send(self, 1)', '1 + nil', ':a')] == [
        'two', 'two', 'undefined', None, None]


def test_a_case_is_asked_when_nothing_else_is_foreseen(base):
    step = page.read('''\
```iex try id=x
iex> double = fn a -> a * 2 end
```
```elixir check
double.(3) == 6
```
```elixir when why="adds"
double.(3) == 5
```
''').steps[0]
    start = started(base, '')
    found = [judge.foreseen(step, attempt(start, text)) for text in ('double = fn b -> b + 2 end', 'double = fn a -> a end', ':other')]
    assert [case and case.why for case in found] == ['adds', None, None]


def test_functions_are_foreseen_by_their_code(base):
    step = page.read('''\
```iex try id=x
iex> f = fn a -> a * 2 end
```
```iex wrong why="more"
iex> f = fn a -> a + 2 end
```
''').steps[0]
    start = started(base, '')
    found = [judge.foreseen(step, attempt(start, text)) for text in ('f = fn number -> number + 2 end', 'f = fn a -> a - 2 end', 'f = fn a -> a + 3 end')]
    assert [wrong and wrong.why for wrong in found] == ['more', None, None]


def test_a_wrong_module_is_known_by_its_code_up_to_the_names_of_variables(base):
    step = page.read('''\
```elixir try id=x
defmodule A do
  def f(n), do: n + 1
end
```
```elixir wrong why="minus"
defmodule A do
  def f(n), do: n - 1
end
```
''').steps[0]
    start = started(base, '')

    def why(text):
        found = judge.foreseen(step, attempt(start, text))
        return found and found.why
    assert [why(f'defmodule A do def f({code} end') for code in ('x), do: x - 1', '_), do: 7', 'x), do: 1 - x')] == ['minus', None, None]


def test_an_attempt_that_binds_is_not_like_a_wrong_answer_that_only_has_its_value(base):
    step = page.read('```iex try id=x\niex> x = 2\n```\n```iex wrong why="no name"\niex> 7\n```\n').steps[0]
    start = started(base, '')
    assert judge.foreseen(step, attempt(start, '3 + 4')).why == 'no name'
    assert judge.foreseen(step, attempt(start, 'y = 7')) is None


def test_a_wrong_answer_is_no_part_of_a_better_one(base):
    step = page.read("""\
```iex try id=x
iex> runner = spawn_link(fn -> exit(:tired) end)
```
```iex wrong why="no link"
iex> runner = spawn(fn -> exit(:tired) end)
```
""").steps[0]
    start = started(base, 'Process.flag(:trap_exit, true)')
    assert judge.foreseen(step, attempt(start, 'runner = spawn_link(fn -> exit(:tired) end)')) is None
    assert judge.foreseen(step, attempt(start, 'f = fn -> exit(:tired) end\nrunner = spawn(f)')) is None
    assert judge.foreseen(step, attempt(start, 'runner = spawn fn -> exit(:tired) end')).why == 'no link'


def test_a_check_that_never_ends_does_not_hold(base):
    tried = attempt(started(base, ''), 'f = fn f -> f.(f) end')
    assert judge.holds('f.(f)', tried) == (False, 'the check never ends: it did not end within some millions of reductions')
    assert judge.holds('receive do :never -> true end', tried)[1].startswith('the check never ends: it waits for a message')


def test_defined_asks_about_the_last_module_only(base):
    start = started(base, '')
    tried = attempt(start, 'defmodule A do def f(n), do: 1 + n end\ndefmodule A do def f(n), do: n end\nA.f(1)')
    assert judge.holds('typed?(1 + _) and not defined?(1 + _) and defined?(f(n))', tried)[0]
    assert not judge.holds('defined?(_)', attempt(start, '1 + 1'))[0]
