"""Broken lessons, and what their authors are told: text in, faults out."""
import pytest

from pyex.learn import check, page
from pyex.learn.world import prepare


@pytest.fixture(scope='module')
def base():
    return prepare()


def faults(text, base):
    """The faults of a page as 'line: text', each in one line."""
    return [f'{line}: {" ".join(said.split())}' for line, said in check.check(page.read(text), base)]


# (what is wrong, the page, the begin of each message)
BROKEN = [
    ('an answer is another one', '''\
```iex
iex> 1 + 1
2
iex> {self(), 3 * 3}
{#PID<0.109.0>, 6}
```
''', ['5: `{self(), 3 * 3}` has another answer (+) than the page (-): - {#PID<0.109.0>, 6} + {#PID<0.109.0>, 9}']),
    ('an answer is missing, another is there without need', '''\
```iex
iex> :a
iex> spawn(fn -> :ok end); IEx.dont_display_result()
#PID<0.110.0>
```
''', ['2: `:a` has no answer on the page; it is + :a', '3: `spawn(fn -> :ok end); IEx.dont_display_result()` has no answer, the page has one (-)']),
    ('pids are mixed up', '''\
```iex
iex> self()
#PID<0.1.0>
iex> spawn(fn -> :ok end)
#PID<0.1.0>
```
''', ['5: `spawn(fn -> :ok end)` has another answer']),
    ('a case holds before and after', '''\
```iex try id=x
iex> x = 1
1
```
```elixir check
x == 1
```
<details>

```elixir when
self() == self()
```

It is always so.

</details>
''', ['10: this holds before anything is typed', '10: this holds after the right answer']),
    ('a check holds before', '''\
```iex try id=x
iex> x = 1
1
```
```elixir check
self() == self()
```
''', ['5: this check holds before anything is typed']),
    ('a check never holds', '''\
```iex try id=x
iex> x = 1
1
```
```elixir check
x > 0
x == 2
```
''', ['5: this check does not hold after the answer of line 1: x == 2']),
    ('a check is not Elixir, or asks for what is not there', '''\
```iex try id=x
iex> x = 1
1
```
```elixir check
bond(:x) == 1
```
''', ['5: this check does not hold after the answer of line 1: bond(:x) == 1: ** (CompileError) cannot compile code']),
    ('a wrong answer passes', '''\
```iex try id=x
iex> x = 1
1
```
```iex wrong why="two"
iex> x = 3 - 2
```
''', ['5: this answer is foreseen as wrong, but it passes']),
    ('a wrong answer without a hint', '''\
```iex try id=x
iex> x = 1
1
```
```iex wrong
iex> x = 2
```
''', ['5: a `wrong` fence needs a reason']),
    ('whose check is this?', '''\
```iex try id=ping
iex> x = 1
1
```
```elixir check id=pong
x == 1
```
''', ['5: whose `check` is this? no `try` before it has the id `pong` (did you mean `ping`?)']),
    ('a word that no fence knows', '''\
```iex tri id=x
iex> 1
1
```
''', ['1: ```iex tri: there is no such word (did you mean `try`?)']),
    ('a backtick in the first line of a fence', '''\
```iex try
iex> x = 1
1
```
```iex wrong why="take `x`"
iex> 1
```
''', ['5: the first line of a fence cannot hold a backtick', ]),
    ('a fence without an end', '''\
# A lesson

```iex
iex> 1
1
''', ['3: the fence that begins here is never closed']),
    ('an answer before the first prompt', '''\
```iex
42
iex> 1
1
```
''', ['2: a transcript begins with a prompt']),
    ('nothing in it', '''\
```iex try
```
''', ['1: nothing is typed in this `try` fence']),
    ('an input without an end', '''\
```iex
iex> spawn(fn ->
#PID<0.1.0>
```
''', ['2: this input is not complete: spawn(fn ->']),
    ('a front matter that never ends, and one with a wrong key', '''\
---
id: x
# A lesson
''', ['1: the front matter begins here and never ends']),
    ('settings that make no sense', '''\
---
id: The Lesson
sead: 7
seed: seven
clock: fast
---
''', ['2: `id: The Lesson`: an id is made of small letters, digits and _', '3: the front matter has no `sead` (did you mean `seed`?)',
      '4: `seed: seven`: a whole number is wanted', '5: `clock: fast`: it is one of step, real']),
    ('folded for ever', '''\
<details><summary>Hint</summary>

Text.
''', ['1: `<details>` is never closed']),
    ('two steps of one name', '''\
```iex try id=x
iex> x = 1
1
```
```iex try id=x
iex> y = 1
1
```
''', ['5: two steps have the id `x`; the other is in line 1']),
    ('it waits for ever', '''\
```iex
iex> receive do :never -> :ok end
:ok
```
''', ['2: `receive do :never -> :ok end` never ends: it waits for a message that nobody will send']),
    ('code that does not compile', '''\
```elixir
defmodule A do
  def f, do: x
end
```
''', ['2: this code does not run without a complaint: + error: undefined variable "x"']),
    ('who runs first decides', '''\
```iex
iex> me = self(); for n <- 1..9, do: spawn(fn -> send(me, n) end); :ok
:ok
iex> Process.info(self(), :messages)
{:messages, [1, 2, 3, 4, 5, 6, 7, 8, 9]}
```
''', ['5: when chance decides who runs first (seed 101), `Process.info(self(), :messages)` has another answer']),
    ('it depends on the machine', '''\
```iex setup
iex> :os.getpid() |> List.to_integer() |> Kernel.*(1000) |> Kernel.+(:os.perf_counter() |> rem(997)) |> then(&send(self(), &1))
```
''', ['1: a second run of the lesson leads to another world here']),
]


@pytest.mark.parametrize('text, expected', [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_faults(text, expected, base):
    found = faults(text, base)
    assert len(found) == len(expected) and all(map(str.startswith, found, expected)), found
