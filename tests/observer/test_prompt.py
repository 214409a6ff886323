"""What processes(), tree(), info(), messages(), tables() and timers() print: whole texts, under a virtual clock."""
import re

import pytest

from pyex.observer import chart, plain
from pyex.observer.chart import Step
from tests.observer.world import World


@pytest.fixture(scope='module')
def world():
    made = World()
    made.start('spawn(fn -> Process.register(self(), :sleeper); Process.sleep(60_000) end); Process.register(self(), :main); Process.sleep(:infinity)')
    return made


def check(world, text, expected):
    """What a program prints, without the blanks at the ends of lines and the figures that change with the library."""
    printed = re.sub(r'((?:reductions|memory) +|\.ex:)\d+', r'\1N', world.run(text)).strip('\n')
    assert '\n'.join(line.rstrip() for line in printed.split('\n')) == expected.strip('\n')


def test_the_table_of_processes(world):
    lines = world.run('processes(filter: "leeper")').split('\n')
    assert lines[0].endswith(' processes, 0 ready to run, virtual time 0 ms, seed 1')
    assert lines[2] == 'Pid            Name or first call  State                MsgQ  Reds  Current fun…'
    assert re.fullmatch(r'#PID<0.109.0>  :sleeper            receive, 1 min left     0 +\d+  Process.sle…', lines[3])


def test_its_columns_order_and_length(world):
    world.output.width = 120
    try:
        lines = world.run('processes(sort: :links, limit: 1, filter: "!main !apply")').split('\n')
    finally:
        world.output.width = None
    assert lines[2] == 'Pid            Name or first call  State    MsgQ  Reds  Memory  Links  Current function'
    assert lines[3].startswith('#PID<0.105.0>  :standard_error') and '  0  :pyex_io.serve/3 (pyex_io.ex:' in lines[3]
    assert re.fullmatch(r'\.\.\. \d more of \d; `limit: \d` shows them', lines[4])


@pytest.mark.parametrize('text, message', [
    ('processes(sort: :size)', 'no column is called :size; there are :marks, :pid, :name,'),
    ('processes(by: :size)', 'processes has no option :by, it has :sort, :reverse,'),
    ('info(:nobody)', 'no process is called :nobody'), ('tables(:none)', 'there is no ETS table :none'),
    ('tree(:main, 1)', 'tree takes a keyword list of options, got: 1'), ('processes(file: "x.pdf")', 'files are called .svg, .txt or .md')])
def test_what_cannot_be_is_said(world, text, message):
    assert message in world.run(f'try do {text} rescue error in ArgumentError -> IO.puts(error.message) end')


def test_signals_that_were_sent_come_before_the_look():
    text = 'pid = spawn(fn -> Process.set_label(:gone) && Process.sleep(:infinity) end); Process.sleep(1); Process.exit(pid, :kill); processes()'
    assert ':gone' not in World().run(text)


def test_the_observer_says_that_it_needs_a_terminal():
    assert World().run('IO.inspect(:observer.start())').startswith('the observer needs a terminal') and ':ok' in World().run('IO.inspect(:observer.start())')


def test_tables_and_timers():
    world = World()
    world.start('Process.register(self(), :main); Process.sleep(60_000)')
    world.run('send(:main, :unwanted); Process.send_after(:main, :later, 90_000)')        # the sleep is begun anew, and stays one timer
    check(world, ''':ets.new(:colours, [:named_table])
    :ets.insert(:colours, for(i <- 1..4, do: {i}))
    tables(); tables(:colours, limit: 2); tables(:colours, filter: "4"); timers()''', '''
Name      Type  Protection  Objects  Memory  Owner
:colours  set   protected         4    2400  #PID<0.110.0> fn
:colours: 4 objects
  {1}
  {2}
  ... 2 more
:colours: 4 objects
  {4}
     In  What                   For            Message
  1 min  deadline of a receive  #PID<0.108.0>  :main
1.5 min  message                :main          :later''')


def test_all_about_one():
    world = World()
    world.start('''{:ok, _} = Agent.start_link(fn -> %{a: 1} end, name: Box)
    Process.register(self(), :main)
    Process.sleep(:infinity)''')
    world.run('send(:main, :a)')
    check(world, 'info(:main)', '''
#PID<0.108.0> :main

  state             receive
  current function  Process.sleep/1 (nofile:3)
  links             #PID<0.109.0> Box
  children          #PID<0.109.0> Box
  reductions        N
  memory            N (estimated, in bytes of Python)

mailbox: 1 message
  :a   no clause takes it

stack
  Process.sleep/1 (process.ex:N)
  (file) (nofile:3)
  :pyex_code.eval_quoted/4 (pyex_code.ex:N)
  Code.eval_string/3 (code.ex:N)''')
    printed = world.run('info(Box)')
    assert 'behaviour         gen_server Agent.Server' in printed and 'server state\n  %{a: 1}\n' in printed
    assert 'waits for         {:"$gen_call", from, request} | ' in printed


def test_supervision_trees():
    world = World()
    world.start('''children = [{Agent, fn -> 1 end}, {DynamicSupervisor, name: Dyn}]
    {:ok, _} = Supervisor.start_link(children, strategy: :rest_for_one, name: Shop)
    for _ <- 1..2, do: DynamicSupervisor.start_child(Dyn, {Agent, fn -> 1 end})
    Process.sleep(:infinity)''')
    shop = '''
Shop #PID<0.109.0> rest_for_one
├─ Agent: Agent fn #PID<0.110.0>
└─ Dyn #PID<0.111.0> one_for_one
   ├─ Agent fn #PID<0.112.0>
   └─ Agent fn #PID<0.113.0>'''
    check(world, 'tree()', shop)
    check(world, 'tree(Shop)', shop)
    check(world, 'tree(Dyn)', 'Dyn #PID<0.111.0> one_for_one\n├─ Agent fn #PID<0.112.0>\n└─ Agent fn #PID<0.113.0>')


# ---- messages -----------------------------------------------------------------------------------------------------------------

def drawn(text):
    """The chart of a function, without its two lines of names, with the width of one character for each gap."""
    return World().run(f'result = messages(fn -> {text} end); IO.inspect(result)')


def test_a_conversation_is_drawn():
    world = World()
    check(world, '''IO.inspect(messages(fn ->
  pid = spawn(fn -> receive do {:hi, from} -> send(from, :ho) end end)
  send(pid, {:hi, self()})
  receive do :ho -> 42 end
end))''', '''
    self()                fn at nofile:2
 #PID<0.108.0>             #PID<0.109.0>
       │
       ├───────── spawn ─────────●
       ├─ {:hi, #PID<0.108.0>} ──▶
       ◀────────── :ho ──────────┤
       │                         ✕ exit :normal
42''')


def test_calls_names_and_what_is_lost():
    world = World()
    world.start('Agent.start(fn -> 1 end, name: Box); Process.sleep(:infinity)')
    printed = world.run('messages(fn -> Agent.get(Box, fn n -> n end); pid = spawn(fn -> 1 end); Process.sleep(1); send(pid, :x) end)')
    assert '├ call {:get' in printed and '─ reply 1 ─' in printed and ':x is lost: #PID<0.' in printed and 'Box' in printed


def test_restarts_and_signals_are_drawn():
    world = World()
    world.start('''{:ok, _} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one, name: Shop)
    Process.sleep(:infinity)''')
    printed = world.run('''[{_, pid, _, _}] = Supervisor.which_children(Shop)
    messages(fn -> Process.exit(pid, :kill) end)''')
    for part in ('exit signal', '✕ exit :killed', '─ restart ─'):
        assert part in printed


def test_io_is_left_out_unless_asked_for():
    assert 'io_request' not in drawn('IO.puts("x")') and 'Nothing was sent' in drawn('IO.puts("x")')
    assert 'io_request' in World().run('messages(fn -> IO.puts("x") end, io: true)')


def test_what_others_do_meanwhile_is_left_out():
    world = World()
    world.start('''a = spawn(fn -> Enum.each(Stream.repeatedly(fn -> receive do {n, to} -> send(to, n) end end), & &1) end)
    Process.register(a, :echo)
    spawn(fn -> for n <- 1..50, do: (send(a, {n, self()}); receive do ^n -> Process.sleep(1) end) end)
    Process.sleep(:infinity)''')
    printed = world.run('messages(fn -> send(:echo, {:mine, self()}); receive do :mine -> 1 end; Process.sleep(20) end)')
    assert printed.count('mine') == 2 and '{3' not in printed


def test_an_error_in_the_function_is_raised_after_the_chart():
    printed = World().run('try do messages(fn -> send(self(), 1); raise "no" end) rescue error -> IO.puts(error.message) end')
    assert '↺ 1' in printed and printed.endswith('no\n')
    world = World()
    world.run('try do messages(fn -> raise "no" end) rescue _ -> 1 end')
    assert not world.node.trace.listeners


def test_too_many_for_the_width_become_a_list():
    people = [(f'name{index}', f'#PID<0.{index}.0>') for index in range(9)]
    text = chart.draw(people, [Step('send', 0, 8, 'hello'), Step('exit', 8, None, ':normal')], 80)
    assert text == '   1  name0 #PID<0.0.0> ─▶ name8 #PID<0.8.0>  hello\n   2  name8 #PID<0.8.0>  exit :normal'


# ---- files --------------------------------------------------------------------------------------------------------------------

def test_files_for_teaching_material(tmp_path):
    world = World()
    picture, text = tmp_path / 'x.svg', tmp_path / 'x.txt'
    assert world.run(f'processes(file: "{text}"); timers(file: "{picture}")') == f'Written to {text}\nWritten to {picture}\n'
    assert text.read_text().startswith('4 processes') and '<svg' in picture.read_text() and 'No timers' in picture.read_text()
    assert 'ArgumentError' in world.run('try do timers(file: "/nowhere/x.svg") rescue error -> IO.inspect(error.__struct__) end')


@pytest.mark.parametrize('nanoseconds, text', [(0, '0 ms'), (1_499_999, '1 ms'), (2 * 10**9, '2 s'), (2_340_000_000, '2.3 s'),
                                               (59_990_000_000, '60 s'), (90 * 10**9, '1.5 min'), (3 * 86_400 * 10**9, '3 d')])
def test_durations(nanoseconds, text):
    assert plain.duration(nanoseconds) == text


def test_nothing_is_recorded_for_a_process_that_has_ended():
    world = World()
    process = world.start('messages(fn -> Process.sleep(:infinity) end)')
    assert len(world.node.trace.listeners) == 1
    world.source.kill([process.pid.number])
    world.settle()
    assert world.node.trace.listeners == [] and world.node.observer.recordings == {}
