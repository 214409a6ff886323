"""Links, monitors, exits and names: what Erlang's processes see of one another. The facts are those of real Elixir 1.18."""
import pytest

from pyex.natives.erlang.signals import DOWN
from pyex.terms.atom import FALSE, TRUE, atom
from tests.runtime.script import receive, run, work

NORMAL, KILL, TRAP, PROCESS = map(atom, ('normal', 'kill', 'trap_exit', 'process'))


def sleeper(erl):
    yield receive()


def quitter(erl, reason):
    erl.exit_1(atom(reason))
    yield


def check(main, expected):
    assert run(main) == expected


def watched(script, *args, act=lambda erl, pid: None):
    """A main script that monitors another one and says what becomes of it."""
    def main(erl):
        pid = erl.spawn_script(script, *args)
        erl.monitor(PROCESS, pid)
        yield work(3000)
        act(erl, pid)
        erl.say((yield receive(after=1000)))
    return main


def survivor(erl, trapping=False, link=None):
    erl.process_flag(TRAP, TRUE if trapping else FALSE)
    erl.say((yield receive(after=100)))


@pytest.mark.parametrize('reason, told', [('normal', 'normal'), ('boom', 'boom'), ('kill', 'kill'), ('shutdown', 'shutdown')])
def test_exit_reasons(reason, told):
    check(watched(quitter, reason), ['{DOWN, reference, process, pid, %s}' % told])


@pytest.mark.parametrize('reason, trapping, expected', [
    ('kill', False, ['{DOWN, reference, process, pid, killed}']),
    ('kill', True, ['{DOWN, reference, process, pid, killed}']),
    ('shutdown', False, ['{DOWN, reference, process, pid, shutdown}']),
    ('normal', False, ['TIMEOUT', '{DOWN, reference, process, pid, normal}']),
    ('normal', True, ['{EXIT, pid, normal}', '{DOWN, reference, process, pid, normal}']),
    ('boom', True, ['{EXIT, pid, boom}', '{DOWN, reference, process, pid, normal}'])])
def test_exit_signal(reason, trapping, expected):
    check(watched(survivor, trapping, act=lambda erl, pid: erl.exit_2(pid, atom(reason))), expected)


def test_exit_signal_to_itself():
    def suicide(erl, trapping, reason):
        erl.process_flag(TRAP, trapping)
        erl.exit_2(erl.self(), reason)
        erl.say((yield receive(after=0)))

    check(watched(suicide, FALSE, NORMAL), ['{DOWN, reference, process, pid, normal}'])
    check(watched(suicide, FALSE, atom('boom')), ['{DOWN, reference, process, pid, boom}'])
    check(watched(suicide, TRUE, NORMAL), ['{EXIT, pid, normal}', '{DOWN, reference, process, pid, normal}'])


def test_links():
    def parent(erl, reason, trapping):
        erl.process_flag(TRAP, trapping)
        child = erl.spawn_script(quitter, reason, link=erl.node.current)
        erl.say((yield receive(lambda m: m[1] is child, after=100)))

    check(watched(parent, 'normal', FALSE), ['TIMEOUT', '{DOWN, reference, process, pid, normal}'])
    check(watched(parent, 'boom', FALSE), ['{DOWN, reference, process, pid, boom}'])
    check(watched(parent, 'kill', FALSE), ['{DOWN, reference, process, pid, kill}'])
    check(watched(parent, 'kill', TRUE), ['{EXIT, pid, kill}', '{DOWN, reference, process, pid, normal}'])


def test_killed_over_a_link():
    def parent(erl):
        child = erl.spawn_script(sleeper, link=erl.node.current)
        erl.exit_2(child, KILL)
        erl.say('on its way')
        yield receive()
        erl.say('not reached')

    check(watched(parent), ['on its way', '{DOWN, reference, process, pid, killed}'])


def test_link_to_the_dead():
    def linker(erl, trapping):
        erl.process_flag(TRAP, trapping)
        dead = erl.spawn_script(quitter, 'normal')
        yield receive(after=10)
        erl.say(erl.link(dead))
        erl.say((yield receive(after=0)))

    check(watched(linker, TRUE), ['true', '{EXIT, pid, noproc}', '{DOWN, reference, process, pid, normal}'])
    assert run(watched(linker, FALSE))[0].startswith('{DOWN, reference, process, pid, {noproc, [')


def test_unlink():
    def parent(erl):
        erl.process_flag(TRAP, TRUE)
        child = erl.spawn_script(sleeper, link=erl.node.current)
        erl.unlink(child)
        erl.exit_2(child, KILL)
        erl.say((yield receive(after=10)))

    check(parent, ['TIMEOUT'])


def test_order_of_exit_and_down_and_name():
    def main(erl):
        erl.process_flag(TRAP, TRUE)
        pid = erl.spawn_script(sleeper, link=erl.node.current)
        erl.monitor(PROCESS, pid)
        erl.register(atom('someone'), pid)
        erl.exit_2(pid, atom('z'))
        erl.say(erl.whereis(atom('someone')))
        erl.say(erl.is_process_alive(pid))
        erl.say(erl.whereis(atom('someone')))
        erl.say((yield receive()))
        erl.say((yield receive()))

    check(main, ['pid', 'false', 'undefined', '{EXIT, pid, z}', '{DOWN, reference, process, pid, z}'])


def test_monitors():
    def main(erl):
        erl.monitor(PROCESS, atom('nobody'))
        erl.say((yield receive()))
        pid = erl.spawn_script(sleeper)
        first, second = erl.monitor(PROCESS, pid), erl.monitor(PROCESS, pid)
        erl.demonitor(first)
        erl.exit_2(pid, atom('gone'))
        erl.say((yield receive(lambda m: m[1] is second)))
        erl.say((yield receive(after=0)))
        again = erl.monitor(PROCESS, pid)
        erl.demonitor_2(again, [atom('flush'), None])
        erl.say((yield receive(after=0)))

    check(main, ['{DOWN, reference, process, {nobody, nonode@nohost}, noproc}', '{DOWN, reference, process, pid, gone}', 'TIMEOUT',
                 'TIMEOUT'])
    assert DOWN is atom('DOWN')


def test_aliases():
    def main(erl):
        alias = erl.alias_0()
        erl.send(alias, 1)
        erl.say((yield receive(after=0)))
        erl.say(erl.unalias(alias))
        erl.send(alias, 2)
        erl.say((yield receive(after=0)))
        once = erl.alias_1([atom('reply'), None])
        erl.send(once, 3)
        erl.send(once, 4)
        erl.say((yield receive(after=0)))
        erl.say((yield receive(after=0)))

    check(main, ['1', 'true', 'TIMEOUT', '3', 'TIMEOUT'])


def test_a_million_linked_do_not_recurse():
    count = 30_000

    def chain(erl, left):
        if left:
            erl.spawn_script(chain, left - 1, link=erl.node.current)
        else:
            erl.say('end')
        yield receive()

    def main(erl):
        first = erl.spawn_script(chain, count)
        yield receive(after=10)
        erl.exit_2(first, KILL)
        yield receive(after=10)
        erl.say(len(erl.node.processes))

    check(main, ['end', '1'])
