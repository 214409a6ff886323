"""A shell looked at from another program: the same answers over a socket that nobody else can open."""
import os
import stat
import subprocess
import sys
import threading
import time
from io import BytesIO

import pexpect
import pytest

from pyex.observer import meeting, model, program, server, wire
from pyex.observer.model import Query, SourceLost
from pyex.observer.remote import RemoteSource
from pyex.runtime.entry import NodeDied
from tests.observer.world import World


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv('XDG_RUNTIME_DIR', str(tmp_path))
    return tmp_path / 'pyex'


@pytest.fixture
def world():
    made = World()
    made.start('Agent.start(fn -> %{a: 1} end, name: Box); :ets.new(:tab, [:named_table]); spawn(fn -> Process.sleep(9) end); Process.sleep(:infinity)')
    return made


@pytest.fixture
def shell(folder, world):
    """A Server of the world that listens."""
    made = server.Server(world.node, 'shell in /somewhere')
    listening = meeting.listen(meeting.socket_path(os.getpid()))
    made.path = listening.getsockname()
    threading.Thread(target=made.attend_all, args=(listening,), daemon=True).start()
    yield made
    made.close()


QUESTIONS = [('processes', Query(tree=True)), ('processes', Query('reductions', True, 'box', count=3, folded=frozenset([1]))), ('tree',), ('tables',),
             ('timers',), ('names',), ('objects', 12345), ('events', 0, 10), ('process', 1)]


@pytest.mark.parametrize('question', QUESTIONS, ids=lambda question: question[0])
def test_the_answers_are_the_same(shell, world, question):
    remote = RemoteSource(shell.path)
    name, *arguments = question
    assert remote.ask(name, *arguments) == getattr(world.source, name)(*arguments)
    box = world.number('Elixir.Box')
    assert remote.process(box).state == '%{a: 1}' and remote.process(box).row.__class__ is model.Row
    remote.close()


def test_a_node_that_has_died_is_lost(shell, world):
    remote = RemoteSource(shell.path)
    world.node.entry.call = _dead
    with pytest.raises(SourceLost, match='the node has ended'):
        remote.summary()


def _dead(_closure, _timeout=None):
    raise NodeDied


def test_a_shell_of_another_version_is_no_source(shell):
    remote = RemoteSource(shell.path)
    remote.stream = BytesIO(b'["ok",{"Summary":[1]}]\n')
    with pytest.raises(SourceLost, match='another version'):
        remote.summary()


def test_actions_and_errors(shell, world):
    remote = RemoteSource(shell.path)
    box = world.number('Elixir.Box')
    assert remote.kill([box], 'kill') is None and remote.kill([box], 'kill').endswith('has ended already')
    with pytest.raises(ValueError, match='no column is called size'):
        remote.processes(Query('size'))
    with pytest.raises(ValueError, match='there is no question called node'):
        remote.ask('node')
    assert remote.summary().processes == len(world.node.processes)


def test_nobody_else_can_open_it(shell, folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(os.stat(shell.path).st_mode) == 0o600
    os.chmod(folder, 0o755)
    meeting.sockets()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    os.chmod(folder, 0o777)
    with pytest.raises(meeting.Unsafe, match='only you can open'):
        meeting.sockets()


def test_another_user_is_refused(shell, monkeypatch):
    monkeypatch.setattr(meeting, 'is_ours', lambda connection: False)
    with pytest.raises(SourceLost):
        RemoteSource(shell.path)


def test_the_shell_leaves(shell):
    remote = RemoteSource(shell.path)
    remote.connection.shutdown(2)
    with pytest.raises(SourceLost, match='the shell has ended'):
        remote.summary()
    shell.close()
    with pytest.raises(SourceLost, match='the shell has ended'):
        RemoteSource(shell.path)


def test_what_dead_shells_have_left_is_removed(folder):
    path = meeting.socket_path(4_000_000)
    meeting.listen(path).close()
    assert os.path.exists(path) and meeting.sockets() == [] and not os.path.exists(path)
    meeting.listen(path).close()
    mine = meeting.listen(meeting.socket_path(os.getpid()))
    assert sorted(os.listdir(folder)) == [f'{os.getpid()}.sock']
    mine.close()


def test_an_observer_that_leaves_is_forgotten(shell, world):
    remote = RemoteSource(shell.path)
    remote.watch_messages(True)
    assert world.node.trace.listeners and len(shell.sources) == 1
    remote.close()
    for _ in range(10_000):
        if not shell.sources:
            break
        os.sched_yield()
    assert not world.node.trace.listeners


def test_a_look_is_abandoned_from_another_connection(shell):
    remote = RemoteSource(shell.path)
    remote.abandon()
    source, = [source for number, source in shell.sources.items() if number == remote.number]
    assert source.abandoned


@pytest.mark.parametrize('value', [(), (1, 'a', None, True, 1.5), Query(folded=frozenset([3])), (model.Timers((model.Timer(1, 'receive', 2, 'x'),), 1),),
                                   {'first': 3}, 'ä\n"'])
def test_values_survive_the_way(value):
    assert wire.unpack(wire.pack(value)) == value


@pytest.mark.parametrize('line', [b'{}', b'{"Rows": []}', b'nothing', b'{"Row": []}', b'{"Query": 1}'])
def test_nonsense_is_no_value(line):
    with pytest.raises(wire.Broken):
        wire.unpack(line)


# ---- pyex observe ---------------------------------------------------------------------------------------------------------------

def test_the_program(shell, capsys):
    assert program.main(['--list']) == 0
    assert capsys.readouterr().out.split('\n')[1].split()[:4] == [str(os.getpid()), 'shell', 'in', '/somewhere']
    assert program.main(['somewhere']) == 0
    assert ':logger' in capsys.readouterr().out
    assert program.main(['elsewhere']) == 1
    assert 'nothing that runs is called elsewhere' in capsys.readouterr().err


def test_pictures_from_outside(shell, world, tmp_path, capsys):
    def save(name, *more):
        status = program.main(['--save', str(tmp_path / name), '--seconds', '0', *more])
        return status, ''.join(capsys.readouterr())

    assert save('names.txt', '--view', 'names', '--size', '70x10') == (0, f'Written to {tmp_path}/names.txt\n')
    lines = (tmp_path / 'names.txt').read_text().split('\n')
    assert 'names' in lines[0] and any('Box' in line for line in lines) and len(lines) == 11
    assert save('box.svg', '--view', f'0.{world.number("Elixir.Box")}.0')[0] == 0
    assert 'gen_server' in (tmp_path / 'box.svg').read_text()
    assert save('no/x.svg') == (1, f'pyex observe: {tmp_path}/no/x.svg: No such file or directory\n')
    assert 'no view is called x; there are processes, trees' in save('x.svg', '--view', 'x')[1]
    assert '--size wants columns and rows' in save('x.svg', '--size', '80')[1]


def test_the_program_alone(folder, capsys):
    assert program.main([]) == 1
    assert capsys.readouterr().err.startswith('pyex observe: No pyex runs')
    assert program.main(['--help']) == 0 and program.main(['--wrong']) == 1


def test_a_shell_is_observed_from_a_second_terminal(tmp_path):
    environment = {**os.environ, 'XDG_RUNTIME_DIR': str(tmp_path), 'XDG_STATE_HOME': str(tmp_path / 'state'), 'TERM': 'xterm'}
    command = [sys.executable, '-m', 'pyex']
    shell = pexpect.spawn(command[0], command[1:], env=environment, timeout=20, encoding='utf-8')
    shell.expect('Ctrl')
    folder = tmp_path / 'pyex'
    give_up = time.monotonic() + 20
    while not (folder.is_dir() and os.listdir(folder)) and time.monotonic() < give_up:
        shell.expect([pexpect.TIMEOUT, 'never'], timeout=0.1)           # reads what it prints meanwhile
    observed = subprocess.run([*command, 'observe'], env=environment, capture_output=True, text=True, timeout=20)
    assert 'IEx.Evaluator' in observed.stdout
    shell.send('System.halt(0)\r')
    shell.expect(pexpect.EOF)
    assert os.listdir(folder) == []
    observed = subprocess.run([*command, 'observe'], env=environment, capture_output=True, text=True, timeout=20)
    assert observed.returncode == 1 and 'No pyex runs' in observed.stderr
