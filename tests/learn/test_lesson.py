"""Lessons as a learner meets them: what is typed, and what is on the screen after it."""
import pytest

from pyex.learn import check, export, page
from pyex.learn.course import Course
from pyex.learn.lesson import Left, Lesson
from pyex.learn.progress import Progress
from pyex.learn.world import Paper, entry, prepare

PAGE = '''\
---
id: tiny
seed: 7
---
# Tiny

A number.

```iex
iex> n = 20 + 1
21
iex> n
21
```

```iex setup
iex> echo = spawn(fn -> receive do {:ping, from} -> send(from, {:pong, self()}) end end)
```

Double it, as `m`.

```iex try id=double
iex> m = n * 2
42
```
```iex wrong why="That is half of it"
iex> m = 10.5
```
<details><summary>Hint</summary>Times two.</details>
<details><summary>Hint</summary>`m = n * 2`</details>

Ping it.

```iex try id=ping
iex> send(echo, {:ping, self()})
{:ping, #PID<0.109.0>}
```
```elixir check
received?(self(), {:pong, ^echo})
```

A module.

```elixir
defmodule Tiny do
  def m, do: 42
end
```

The end.
'''


@pytest.fixture(scope='module')
def base():
    return prepare()


class Learner:
    """Somebody at a lesson, whose progress is kept in a folder."""

    def __init__(self, base, folder, text=PAGE):
        self.lesson = Lesson(Paper(), page.read(text), lambda: base, Progress('tiny', str(folder)), Course(folder))
        self.lesson.start()

    def types(self, *texts):
        """Enter texts; what is on the screen after the last."""
        for text in texts:
            self.lesson.terminal.text = ''
            self.lesson.evaluate(entry(text))
        return self.screen

    @property
    def screen(self):
        return '\n'.join(line for line in self.lesson.terminal.text.split('\n') if line.strip())

    def leaves(self):
        with pytest.raises(Left):
            self.types('quit()')
        self.lesson.node.stop()


@pytest.fixture
def learner(base, tmp_path):
    made = Learner(base, tmp_path)
    yield made
    made.lesson.node.stop()


def test_from_the_first_step_to_the_last(learner):
    assert learner.screen.endswith('A number.')
    assert (learner.lesson.prompt(), learner.lesson.offer()) == ('pyex tiny 1/4> ', 'n = 20 + 1')
    assert learner.types('') == 'pyex tiny 1/4> n = 20 + 1\n21'
    assert learner.types('n') == '21\nDouble it, as `m`.'
    assert learner.types('m = 10.5') == '10.5\n**Not quite.** That is half of it'
    assert learner.types('hint') == '**Hint 1 of 2.** Times two.'
    assert learner.types('m = n + n') == '42\nRight.\nPing it.'
    assert learner.types('spawn(fn -> send(echo, {:ping, self()}) end)') == '#PID<0.111.0>'
    assert learner.types('reset()') == 'Ping it.'
    assert 'Right.' in learner.types('me = self(); spawn(fn -> send(echo, {:ping, me}) end)')
    assert learner.types('') == 'The end.\nThis was "Tiny".\nStay as long as you like; `quit()` leaves.'
    assert learner.types('Tiny.m() + m') == '84'
    assert learner.lesson.prompt() == 'pyex tiny done> '


def test_skipping_going_back_and_playing(learner):
    learner.types('', 'n')
    assert learner.types('m = 1', 'skip()') == "pyex tiny 2/4> m = n * 2\n42\nThat is how it is done.\nPing it."
    learner.types('play()', 'send(echo, {:ping, self()})', 'm = :spoilt')
    assert learner.lesson.prompt() == 'pyex tiny play> '
    learner.types('back()')
    assert learner.types('{m, Process.alive?(echo), Process.info(self(), :messages)}') == '{42, true, {:messages, []}}'
    assert learner.types('back()') == 'Double it, as `m`.'
    assert 'undefined variable "m"' in learner.types('m')
    assert [line[2:5] for line in learner.types('steps()').split('\n')[:4]] == ['x  ', '>  ', '   ', '   ']


def test_leaving_and_coming_back(base, tmp_path, learner):
    learner.types('', 'n', 'm = 42', 'extra = {m, echo}')
    before = learner.types('{n, m, extra, self()}')
    learner.leaves()
    again = Learner(base, tmp_path)
    assert again.lesson.prompt() == 'pyex tiny 3/4> ' and 'You were here before: 2 of 4 steps are done.' in again.screen
    assert again.types('{n, m, extra, self()}') == before
    again.leaves()


TWO = '''\
# Two

```iex setup
iex> box = spawn(fn -> Process.sleep(:infinity) end)
```

Send `:a`, then `:b`.

```iex try id=both
iex> send(box, :a)
iex> send(box, :b)
```
```elixir check
sent?(box, :a) and sent?(box, :b)
```
'''


def test_leaving_in_the_middle_of_a_step(base, tmp_path):
    first = Learner(base, tmp_path, TWO)
    first.types('send(box, :a)')
    first.leaves()
    again = Learner(base, tmp_path, TWO)
    assert again.screen.endswith('Send `:a`, then `:b`.\nHere you have typed already:\npyex lesson 1/1> send(box, :a)')
    assert again.types('send(box, :b)').startswith(':b\nRight.')
    again.lesson.node.stop()


def test_leaving_in_the_middle_of_what_is_shown(base, tmp_path, learner):
    learner.types('', 'x = 5')
    learner.lesson.node.stop()                  # as when the terminal is closed
    again = Learner(base, tmp_path)
    assert (again.lesson.prompt(), again.lesson.offer()) == ('pyex tiny 1/4> ', 'n')
    assert again.types('x + n') == '26'
    assert 'Double it' in again.types('n')
    again.leaves()


def test_a_page_that_has_changed_meanwhile(base, tmp_path, learner):
    learner.types('', 'n', 'm = 42')
    learner.leaves()
    again = Learner(base, tmp_path, PAGE.replace('A number.', 'Some number.').replace('m = n * 2', 'm = n * 3'))
    assert again.lesson.prompt() == 'pyex tiny 3/4> '
    assert again.types('m') == '63'
    again.leaves()


def test_a_shell_that_dies(learner):
    learner.types('', 'Process.exit(self(), :oops)')
    assert 'reset()' in learner.screen
    learner.types('reset()', '', 'n')
    assert '** (EXIT from #PID<0.109.0>)' in learner.types('spawn_link(fn -> exit(:oops) end)') and 'reset()' in learner.screen
    learner.types('reset()')
    assert 'Right.' in learner.types('m = n * 2')


def test_what_happened_before_and_after_playing_counts(base, tmp_path):
    text = '''\
Twice.

```iex try id=twice
iex> send(self(), :a)
iex> send(self(), :a)
```
```elixir check
length(mailbox()) == 2
Enum.count(events(), &match?({:send, _, _, :a}, &1)) == 2
```
'''
    learner = Learner(base, tmp_path, text)
    learner.types('send(self(), :a)', 'play()', 'send(self(), :b)', 'back()')
    assert 'Right.' in learner.types('send(self(), :a)')


def test_a_copy_of_the_world_knows_its_past(learner):
    learner.types('x = 7', 'spawn_link(fn -> raise "BOOM!" end)', 'play()')
    assert learner.types('restore()') == 'Restored: x'
    assert learner.types('x') == '7'
    assert '** (RuntimeError) BOOM!' in learner.types('crashes()')


def test_code_is_shown_before_it_runs_and_what_it_prints_after_it(base, tmp_path):
    (tmp_path / '01_x').mkdir()
    (tmp_path / '01_x' / '07_tiny.md').write_text(PAGE)
    learner = Learner(base, tmp_path, '## Print `it`\n\nSee [there](other.md), [here](../01_x/07_tiny.md).\n\n```elixir\nIO.puts("out")\n```\n')
    assert learner.screen.endswith('## Print `it`\nSee there, here (`learn(:tiny)`).\nIO.puts("out")\n(Enter runs this)')
    assert learner.types('').startswith('out\n')
    learner.leaves()


def test_exports():
    found = page.read(PAGE)
    assert "{String.trim_trailing(~S'''\nm = n * 2\n'''),\nString.trim_trailing(~S'''\n42\n''')}," in export.script(found)
    notebook = export.notebook(found)
    assert notebook.startswith('# Tiny\n') and '```elixir\nm = n * 2\n```' in notebook and 'received?' not in notebook


def test_a_recorded_session_is_a_lesson(base, tmp_path):
    learner = Learner(base, tmp_path, 'iex(1)> x = 1\n1\niex(2)> x +\n...(2)> 1\n2\n')
    learner.types('')
    assert learner.lesson.offer() == 'x +\n1'
    assert learner.types('') == 'pyex lesson 2/2> x +\n            ...> 1\n2\nThis was "lesson".\nStay as long as you like; `quit()` leaves.'
    learner.leaves()


def test_orders(base, tmp_path):
    """What comes of a function if others run first, worked out in copies of the world, which another process keeps busy."""
    text = '''\
```iex show pyex
iex> loop = spawn(fn -> f = fn f -> f.(f) end; f.(f) end)
#PID<0.110.0>
iex> orders(fn ->
...>   me = self()
...>   for n <- 1..2, do: spawn(fn -> send(me, n) end)
...>   receive do first -> {first, Process.alive?(loop)} end
...> end) |> Map.keys()
[{1, true}, {2, true}]
iex> Process.exit(loop, :kill)
true
iex> {orders(fn -> receive do :never -> 1 end end, 2), Process.info(self(), :messages)}
{%{never_ends: 2}, {:messages, []}}
```
'''
    found = page.read(text)
    assert check.check(found, base, seeds=()) == []
    learner = Learner(base, tmp_path, text)
    learner.types('')
    assert learner.types('').endswith('[{1, true}, {2, true}]')
    learner.leaves()
