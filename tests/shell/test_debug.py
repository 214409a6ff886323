"""Breakpoints at the prompt: `IEx.pry`, `break!` and what can be done where they are."""
import pytest

from tests.shell.talk import check, play

CALC = '''
pyex(1)> defmodule Calc do
...(1)>   def pried(x) do
...(1)>     y = x + 1
...(1)>     require IEx
...(1)>     IEx.pry()
...(1)>     y * 2
...(1)>   end
...(1)>
...(1)>   def add(a, b) do
...(1)>     c = a + b
...(1)>     double(c)
...(1)>   end
...(1)>
...(1)>   def size([]), do: :none
...(1)>   def size([_ | rest]) when length(rest) > 1, do: :many
...(1)>   def size(_), do: :few
...(1)>
...(1)>   defp double(n), do: n * 2
...(1)> end; :ok
:ok
'''


def check_calc(transcript):
    """The transcript, after the module above was typed."""
    check(CALC.strip('\n') + transcript)


def test_pry_in_the_shell_itself():
    check_calc('''
pyex(2)> kept = 1
1
pyex(3)> Calc.pried(4)
Break reached: Calc.pried/1 (iex:5)

    2:   def pried(x) do
    3:     y = x + 1
    4:     require IEx
    5:     IEx.pry()
    6:     y * 2
    7:   end
    8:

pry(1)> {x, y, __MODULE__}
{4, 5, Calc}
pry(2)> binding()
[x: 4, y: 5]
pry(3)> whereami(1)
Location: iex:5

    4:     require IEx
    5:     IEx.pry()
    6:     y * 2

    iex:5: Calc.pried/1
    iex:3: (file)

pry(4)> raise "oops"
** (RuntimeError) oops
    iex:4: (file)
pry(4)> y = 50
50
pry(5)> continue()
10

BANNER
pyex(1)> kept
1
''')


def test_local_functions_are_at_hand():
    check_calc('''
pyex(2)> Calc.pried(4)
Break reached: Calc.pried/1 (iex:5)

    2:   def pried(x) do
    3:     y = x + 1
    4:     require IEx
    5:     IEx.pry()
    6:     y * 2
    7:   end
    8:

pry(1)> {add(1, 2), double(4)}
{6, 8}
pry(2)> nope(1)
error: undefined function nope/1 (there is no such import)
└─ iex:2: Calc.pried/1

** (CompileError) iex: cannot compile module Calc (errors have been logged)

pry(2)> respawn()
10

BANNER
pyex(1)> 1 + 1
2
''')


REQUEST = '''Request to pry #PID<0.1.0> at Calc.pried/1 (iex:5)

    2:   def pried(x) do
    3:     y = x + 1
    4:     require IEx
    5:     IEx.pry()
    6:     y * 2
    7:   end
    8:

Allow? [Yn]'''


@pytest.mark.parametrize('answer', ['Y', '', 'yes'])
def test_another_process_asks(answer):
    check_calc(f'''
pyex(2)> pid = spawn(fn -> Process.register(self(), :asker); IO.inspect(Calc.pried(5)) end)
#PID<0.1.0>
{REQUEST} {answer}

BANNER
pry(1)> {{x, self() == Process.whereis(:asker)}}
{{5, true}}
pry(2)> continue()
12

BANNER
pyex(1)> is_pid(pid)
true
''')


def test_it_is_refused():
    check_calc(f'''
pyex(2)> spawn(fn -> IO.inspect(Calc.pried(5)) end)
#PID<0.1.0>
{REQUEST} n
12
pyex(3)> 1 + 1
2
''')


def test_several_processes_come_one_after_the_other():
    check_calc(f'''
pyex(2)> for i <- 1..3, do: spawn(fn -> Calc.pried(i) end)
[#PID<0.1.0>, #PID<0.1.0>, #PID<0.1.0>]
{REQUEST} Y

BANNER
pry(1)> x
1
pry(2)> continue
{REQUEST} n
{REQUEST} Y

BANNER
pry(1)> x
3
pry(2)> continue

BANNER
pyex(1)> 7
7
''')


def test_the_shell_waits_for_who_is_at_a_breakpoint():
    check_calc(f'''
pyex(2)> Task.await(Task.async(fn -> Calc.pried(9) end), :infinity)
{REQUEST} Y

BANNER
pry(1)> x * 1000
9000
pry(2)> continue
20

BANNER
pyex(1)> 7
7
''')


def test_who_is_killed_at_a_breakpoint_gives_the_prompt_back():
    check_calc(f'''
pyex(2)> pid = spawn(fn -> Calc.pried(9) end)
#PID<0.1.0>
{REQUEST} Y

BANNER
pry(1)> Process.exit(self(), :kill)
** (EXIT from #PID<0.1.0>) shell process exited with reason: killed

BANNER
pyex(1)> Process.alive?(pid)
false
''')


def test_breakpoints_in_functions():
    check_calc('''
pyex(2)> break!(Calc.add/2)
1
pyex(3)> break!(Calc, :size, 1, 2)
2
pyex(4)> breaks()

 ID   Module.function/arity   Pending stops
---- ----------------------- ---------------
 1    Calc.add/2              1
 2    Calc.size/1             2

pyex(5)> Calc.add(1, 2)
Break reached: Calc.add/2 (iex:10)

    7:   end
    8:
    9:   def add(a, b) do
   10:     c = a + b
   11:     double(c)
   12:   end
   13:

pry(1)> {a, b}
{1, 2}
pry(2)> next
Break reached: Calc.add/2 (iex:11)

    8:
    9:   def add(a, b) do
   10:     c = a + b
   11:     double(c)
   12:   end
   13:
   14:   def size([]), do: :none

pry(1)> binding()
[a: 1, b: 2, c: 3]
pry(2)> n
6

BANNER
pyex(1)> Calc.add(1, 2)
6
pyex(2)> reset_break(2)
:ok
pyex(3)> {Calc.size([]), reset_break(Calc, :size, 1), reset_break(77)}
{:none, :ok, :not_found}
pyex(4)> remove_breaks(Calc)
:ok
pyex(5)> breaks
No breakpoints set
''')


def test_breakpoints_for_some_calls():
    check_calc('''
pyex(2)> break!(Calc.size([first | _]) when first > 1)
1
pyex(3)> {Calc.size([]), Calc.size([1, 2])}
{:none, :few}
pyex(4)> Calc.size([2, 2, 3])
Break reached: Calc.size/1 (iex:15)

   12:   end
   13:
   14:   def size([]), do: :none
   15:   def size([_ | rest]) when length(rest) > 1, do: :many
   16:   def size(_), do: :few
   17:
   18:   defp double(n), do: n * 2

pry(1)> rest
[2, 3]
pry(2)> c
:many

BANNER
pyex(1)> Calc.size([2, 2, 3])
:many
''')


def test_breakpoints_that_cannot_be():
    check_calc('''
pyex(2)> break!(Calc.nope/3)
** (RuntimeError) could not set breakpoint, unknown function/macro Calc.nope/3
    (iex 1.18.4) lib/iex/break.ex:0: IEx.Break.set!/5
    iex:2: (file)
pyex(2)> break!(Nope.x/1)
** (RuntimeError) could not set breakpoint, could not find .beam file for Nope
    (iex 1.18.4) lib/iex/break.ex:0: IEx.Break.set!/5
    iex:2: (file)
pyex(2)> break!("foo")
** (ArgumentError) expected a function call or Mod.fun/arity in break!, got: "foo"
    (iex 1.18.4) expanding macro: IEx.Helpers.break!/1
    iex:2: (file)
''')


def test_a_breakpoint_in_the_library():
    shown = play(['break!(String.pad_leading/3)', 'String.pad_leading("a", 3, " ") <> "!"', 'count', 'continue', 'String.pad_leading("a", 3)'])
    assert 'Break reached: String.pad_leading/3 (lib/string.ex:' in shown
    assert 'pry(1)> count\n3\npry(2)> continue\n"  a!"\n' in shown and shown.endswith('pyex(2)> ') and 'warning' not in shown


def test_without_a_breakpoint():
    check('''
pyex(1)> whereami
Pry session is not currently enabled
pyex(2)> continue()
Pry session is not currently enabled
pyex(3)> n
Pry session is not currently enabled
pyex(4)> remove_breaks()
:ok
pyex(5)> IEx.pry()
** (UndefinedFunctionError) function IEx.pry/0 is undefined or private. However, there is a macro with the same name and arity. Be sure to require IEx if you intend to invoke this macro
    (iex 1.18.4) IEx.pry()
    iex:5: (file)
pyex(5)> require IEx
IEx
pyex(6)> IEx.pry()
Break reached: iex:6

    6: IEx.pry()

pry(1)> 1 + 1
2
pry(2)> c
{:ok, false}

BANNER
pyex(1)> 2
2
''')


def test_dbg_as_a_breakpoint():
    check('''
pyex(1)> Application.put_env(:elixir, :dbg_callback, {IEx.Pry, :dbg, []})
:ok
pyex(2)> defmodule Steps do
...(2)>   def go(x) do
...(2)>     y = dbg(x + 1)
...(2)>     [x, y]
...(2)>     |> Enum.sum()
...(2)>     |> dbg()
...(2)>   end
...(2)> end; :ok
:ok
pyex(3)> Steps.go(3)
Break reached: Steps.go/1 (iex:4)

    2: defmodule Steps do
    3:   def go(x) do
    4:     y = dbg(x + 1)
    5:     [x, y]
    6:     |> Enum.sum()
    7:     |> dbg()

pry(1)> continue
x + 1 #=> 4

Break reached: Steps.go/1 (iex:7)

    4:     y = dbg(x + 1)
    5:     [x, y]
    6:     |> Enum.sum()
    7:     |> dbg()
    8:   end
    9: end; :ok

pry(1)> next
[x, y] #=> [3, 4]

Break reached: Steps.go/1 (iex:6)

    3:   def go(x) do
    4:     y = dbg(x + 1)
    5:     [x, y]
    6:     |> Enum.sum()
    7:     |> dbg()
    8:   end
    9: end; :ok

pry(1)> next
|> Enum.sum() #=> 7

7

BANNER
pyex(1)> dbg(1, print_location: false)
Break reached: iex:1

    1: dbg(1, print_location: false)

pry(1)> c
1 #=> 1

1

BANNER
''')


def test_the_shell_s_own_work_does_not_stop():
    shown = play(['break!(Enum.map/2, 9)', '[1] |> Enum.map(& &1)', 'fun', 'c', 'breaks', 'remove_breaks', '[1] |> Enum.map(& &1)'])
    assert shown.count('Break reached') == 1 and ' 1    Enum.map/2              8\n' in shown and shown.endswith('[1]\npyex(4)> ')
