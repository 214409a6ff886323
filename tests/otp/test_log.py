"""What is logged: a program's output, with times, pids, functions and stack lines masked, beside what iex 1.18.4 printed."""
import re

from tests.script import printed

SERVER = '''
defmodule Server do
  use GenServer
  def init(state), do: {:ok, state}
  def handle_call({:answer, answer}, _from, _state), do: answer
  def handle_cast(:raise, _state), do: raise("cast went wrong")
  def handle_cast({:exit, reason}, _state), do: exit(reason)
  def handle_cast({:throw, value}, _state), do: throw(value)
  def handle_cast({:stop, reason}, state), do: {:stop, reason, state}
end
start = fn state, options -> {:ok, pid} = GenServer.start(Server, state, options); pid end
'''


def mask(text):
    for pattern, stand_in in [(r'#PID<[\d.]+>', '#PID<>'), (r'#Function<[^>]*>', '#Function<>'), (r'\d\d:\d\d:\d\d\.\d{3}', 'TIME'),
                              (r'\n +\((?:elixir|stdlib) [^\n]*', ''), (r'\n +nofile:\d+: [^\n]*', '')]:
        text = re.sub(pattern, stand_in, text)
    return text


def check(program, expected):
    assert mask(printed('eval', program + '\nProcess.sleep(100)')) == expected


def test_plain_processes():
    check('spawn(fn -> raise "oops" end)', '\nTIME [error] Process #PID<> raised an exception\n** (RuntimeError) oops\n')
    check('spawn(fn -> throw(:ball) end)', '\nTIME [error] Process #PID<> raised an exception\n'
                                           '** (ErlangError) Erlang error: {:nocatch, :ball}\n')
    check('spawn(fn -> Map.fetch!(%{a: 1}, :b) end)', '\nTIME [error] Process #PID<> raised an exception\n'
                                                      '** (KeyError) key :b not found in: %{a: 1}\n')
    check('spawn(fn -> exit(:boom) end); spawn(fn -> exit(:normal) end)', '')


def test_undefined_functions():
    check('spawn(NoSuchModule, :run, [])', '\nTIME [error] Process #PID<> raised an exception\n** (UndefinedFunctionError) function '
          'NoSuchModule.run/0 is undefined (module NoSuchModule is not available). Make sure the module name is correct and has '
          'been specified in full (or that an alias has been defined)\n    NoSuchModule.run()\n')


def test_servers():
    check(SERVER + 'GenServer.cast(start.(%{count: 1}, []), :raise)', '\nTIME [error] GenServer #PID<> terminating\n'
          '** (RuntimeError) cast went wrong\nLast message: {:"$gen_cast", :raise}\nState: %{count: 1}\n')
    check(SERVER + 'GenServer.cast(start.(:state, []), {:exit, :boom})', '\nTIME [error] GenServer #PID<> terminating\n'
          '** (stop) :boom\nLast message: {:"$gen_cast", {:exit, :boom}}\nState: :state\n')
    check(SERVER + 'GenServer.cast(start.(:state, []), {:throw, :x})', '\nTIME [error] GenServer #PID<> terminating\n'
          '** (stop) bad return value: :x\nLast message: {:"$gen_cast", {:throw, :x}}\nState: :state\n')
    check(SERVER + 'GenServer.stop(start.(:state, name: Named), :custom)', '\nTIME [error] GenServer Named terminating\n'
          '** (stop) :custom\nLast message: []\nState: :state\n')


def test_orderly_ends_are_not_logged():
    check(SERVER + 'for reason <- [:normal, :shutdown, {:shutdown, 1}], do: GenServer.cast(start.(1, []), {:stop, reason})', '')


def test_clients():
    check(SERVER + '''
server = start.(:named, [])
spawn(fn -> Process.register(self(), :the_client); GenServer.call(server, {:answer, :oops}) end)
''', '\nTIME [error] GenServer #PID<> terminating\n** (stop) bad return value: :oops\n'
     'Last message (from :the_client): {:answer, :oops}\nState: :named\nClient :the_client is alive\n\n')


def test_details_only_when_all_is_logged():
    check(SERVER + 'Logger.configure(level: :info); GenServer.cast(start.(1, []), {:stop, :why})',
          '\nTIME [error] GenServer #PID<> terminating\n** (stop) :why\nLast message: {:"$gen_cast", {:stop, :why}}\n')


def test_tasks():
    check('Task.start(fn -> exit(:quiet) end)', '\nTIME [error] Task #PID<> started from #PID<> terminating\n** (stop) :quiet\n'
                                                'Function: #Function<>\n    Args: []\n')
    check('Task.start(Keyword, :fetch!, [[a: 1], :z])', '\nTIME [error] Task #PID<> started from #PID<> terminating\n'
          '** (KeyError) key :z not found in: [a: 1]\nFunction: &Keyword.fetch!/2\n    Args: [[a: 1], :z]\n')


def test_unexpected_messages():
    check('''
defmodule Quiet do
  use GenServer
  def init(arg), do: {:ok, arg}
end
{:ok, pid} = GenServer.start(Quiet, nil)
send(pid, :nobody_expects)
''', '\nTIME [error] Quiet #PID<> received unexpected message in handle_info/2: :nobody_expects\n\n')


def test_levels():
    check('require Logger; Logger.info("hello"); Logger.configure(level: :warning); Logger.info("no"); Logger.warning("yes")',
          '\nTIME [info] hello\n\nTIME [warning] yes\n')
    check('spawn(fn -> raise "silent" end); Logger.configure(level: :none)', '')


def test_messages():
    check('require Logger; Logger.info(fn -> "made #{1 + 1}" end)', '\nTIME [info] made 2\n')
    check('require Logger; Logger.info(%{event: "a map", count: 2})', '\nTIME [info] [count: 2, event: "a map"]\n')
    check('require Logger; Logger.info(event: "a list", count: 2)', '\nTIME [info] [event: "a list", count: 2]\n')
    check(':logger.error("~p ~s", [[1, 2], "x"])', '\nTIME [error] [1, 2] x\n')


SUPERVISED = SERVER + '''
Logger.configure(level: :info, handle_sasl_reports: true)
options = [strategy: :one_for_one, name: MySup, max_restarts: 1]
{:ok, _} = Supervisor.start_link([%{id: :one, start: {GenServer, :start_link, [Server, 1, [name: One]]}}], options)
'''
STARTED = '''
TIME [info] Child :one of Supervisor MySup started
Pid: #PID<>
Start Call: GenServer.start_link(Server, 1, [name: One])
'''


def test_reports_of_supervisors():
    check(SUPERVISED + '''
GenServer.cast(One, :raise)
Process.sleep(10)
Process.flag(:trap_exit, true)
GenServer.cast(One, {:stop, {:shutdown, :x}})
''', STARTED + '''
TIME [error] GenServer One terminating
** (RuntimeError) cast went wrong
Last message: {:"$gen_cast", :raise}

TIME [error] Process One (#PID<>) terminating
** (RuntimeError) cast went wrong
Initial Call: Server.init/1
Ancestors: [MySup, #PID<>]

TIME [error] Child :one of Supervisor MySup terminated
** (exit) an exception was raised:
    ** (RuntimeError) cast went wrong
Pid: #PID<>
Start Call: GenServer.start_link(Server, 1, [name: One])
''' + STARTED + '''
TIME [error] Child :one of Supervisor MySup terminated
** (exit) shutdown: :x
Pid: #PID<>
Start Call: GenServer.start_link(Server, 1, [name: One])

TIME [error] Child :one of Supervisor MySup caused shutdown
** (exit) :reached_max_restart_intensity
Start Call: GenServer.start_link(Server, 1, [name: One])
''')


def test_a_process_of_proc_lib():
    check('''
Logger.configure(level: :info, handle_sasl_reports: true)
:proc_lib.spawn(fn -> raise "plain" end)
:proc_lib.spawn(fn -> exit(:normal) end)
''', '''
TIME [error] Process #PID<> terminating
** (RuntimeError) plain
Initial Call: anonymous fn/0 in :erl_eval.expr/6
Ancestors: [#PID<>]
''')


def test_a_flood_is_cut_short():
    check('for _ <- 1..700, do: spawn(fn -> raise "flood" end)\nProcess.sleep(2000)\nspawn(fn -> raise "later" end)',
          '\nTIME [error] Process #PID<> raised an exception\n** (RuntimeError) flood\n' * 500
          + '\nTIME [notice] 200 more events came within a second and were left out\n'
          + '\nTIME [error] Process #PID<> raised an exception\n** (RuntimeError) later\n')
