"""What the shell answers. The answers are those of iex 1.18.4."""
from tests.shell.talk import check


def test_values_count_and_errors_do_not():
    check('''
        pyex(1)> 1 + 1
        2
        pyex(2)> raise "boom"
        ** (RuntimeError) boom
            iex:2: (file)
        pyex(2)> v() * 10
        20
    ''')


def test_bindings_of_a_failing_input_are_lost():
    check('''
        pyex(1)> a = 1
        1
        pyex(2)> b = 2; raise "x"
        ** (RuntimeError) x
            iex:2: (file)
        pyex(2)> a
        1
        pyex(3)> b
        error: undefined variable "b"
        └─ iex:3

        ** (CompileError) cannot compile code (errors have been logged)
    ''')


def test_throw_and_exit_leave_the_shell_alive():
    check('''
        pyex(1)> me = self(); throw(:ball)
        ** (throw) :ball
            iex:1: (file)
        pyex(1)> exit(:done)
        ** (exit) :done
            iex:1: (file)
        pyex(1)> 5
        5
    ''')


def test_several_lines():
    check('''
        pyex(1)> [
        ...(1)>   1,
        ...(1)>
        ...(1)>   2
        ...(1)> ]
        [1, 2]
        pyex(2)> # only a comment
        nil
        pyex(3)>
        nil
    ''')


def test_break():
    check('''
        pyex(1)> {1,
        ...(1)> #iex:break
        ** (TokenMissingError) token missing on iex:1:
        error: incomplete expression
        └─ iex:1
        pyex(1)> :fine
        :fine
    ''')


def test_an_operator_goes_on_with_the_last_value():
    check('''
        pyex(1)> [4, 5]
        [4, 5]
        pyex(2)> |> Enum.sum()
        9
        pyex(3)> * 2
        18
        pyex(4)> + 5
        5
        pyex(5)> == 5
        true
    ''')


def test_no_shorthand_after_a_match():
    check('''
        pyex(1)> total = [4, 5]
        [4, 5]
        pyex(2)>   |> Enum.sum()
        ** (SyntaxError) invalid syntax found on iex:2:1:
            error: pipe shorthand is not allowed immediately after a match expression in IEx. To make it work, surround the whole pipeline with parentheses '|>'
            │
          2 │   |> Enum.sum()
            │ ^
            │
            └─ iex:2:1
        pyex(2)>   |> Enum.sum()
        9
    ''')


def test_the_history_has_bounds():
    check('''
        pyex(1)> 6 * 7
        42
        pyex(2)> v(1)
        42
        pyex(3)> try do v(99) rescue e -> Exception.message(e) end
        "v(99) is out of bounds, the currently preserved history ranges from 1 to 2 (or use negative numbers to look from the end)"
    ''')


def test_a_linked_process_takes_the_shell_along():
    check('''
        pyex(1)> color = "green"
        "green"
        pyex(2)> spawn_link(fn -> exit(:boom) end)
        ** (EXIT from #PID<0.104.0>) shell process exited with reason: :boom

        BANNER type h() ENTER for help
        pyex(2)> self() |> Process.alive?()
        true
        pyex(3)> color
        error: undefined variable "color"
        └─ iex:3

        ** (CompileError) cannot compile code (errors have been logged)
    ''')


def test_respawn():
    check('''
        pyex(1)> x = 1
        1
        pyex(2)> respawn()

        BANNER type h() ENTER for help
        pyex(3)> binding()
        []
    ''')


def test_output_comes_before_the_value():
    check('''
        pyex(1)> spawn(fn -> IO.puts("from a process") end); :started
        from a process
        :started
    ''')


def test_messages():
    check('''
        pyex(1)> send(self(), {:one, "text"}); send(self(), 2); flush()
        {:one, "text"}
        2
        :ok
        pyex(2)> IEx.dont_display_result()
        pyex(3)> IEx.configure(inspect: [limit: 3])
        :ok
        pyex(4)> Enum.to_list(1..10)
        [1, 2, 3, ...]
    ''')


def test_the_processes_of_the_shell_may_all_be_killed():
    check('''
        pyex(1)> Enum.each(Process.list(), &Process.exit(&1, :kill))
        ** (EXIT) the processes of the shell were killed, it starts anew

        BANNER type h() ENTER for help
        pyex(1)> 1 + 1
        2
    ''')


def test_sweep_ends_what_has_no_name():
    check('''
        pyex(1)> pids = for _ <- 1..3, do: spawn_link(fn -> Process.sleep(:infinity) end); length(pids)
        3
        pyex(2)> named = spawn(fn -> Process.sleep(:infinity) end); Process.register(named, :kept); sweep()
        3
        pyex(3)> {Enum.any?(pids, &Process.alive?/1), Process.alive?(named)}
        {false, true}
    ''')
