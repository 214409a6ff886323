"""Slices, priorities, suspension in the middle of calls, and errors that meet saved frames."""
import pytest

from pyex.natives import registry
from pyex.runtime.frames import Throw
from pyex.terms.atom import atom
from pyex.terms.lists import from_python
from tests.runtime.compiled import LOOPS, furnished, load
from tests.runtime.script import receive, run, show


def test_body_recursion_of_any_depth():
    node = furnished()
    names, out = load(node, LOOPS), []
    names['out'] = out.append
    node.spawn(lambda: out.append(names['sum_'](from_python(range(1000)))))
    node.run()
    assert out == [499500]
    cells, process = from_python(range(300_000)), None
    load(node, 'def tell(total): out(total)\nsite_tell = site("tell/1")\n'
               'def root(cells):\n    try: total = sum_(cells)\n    except STOP: captured.append((site_tell, ())); raise\n    return tell(total)\n'
               'rest(site_tell, lambda total, live: tell(total))')
    process = node.spawn(names['root'], (cells,))
    node.run()
    assert out[1:] == [sum(range(300_000))]
    assert 300_000 <= process.reductions < 301_000


def shares(*priorities, slices=9000):
    """How many slices each of some busy processes gets, the first one's as 8."""
    node = furnished()
    names = load(node, LOOPS)
    counters = [[0] for _ in priorities]
    for counter, priority in zip(counters, priorities):
        node.spawn(names['spin'], (counter,), priority=priority)
    node.run(until=lambda: node.scheduler.slices >= slices)
    return [round(counter[0] * 8 / counters[0][0], 1) for counter in counters]


@pytest.mark.parametrize('priorities, expected', [
    (('normal', 'low'), [8, 1]), (('normal', 'normal', 'normal', 'low'), [8, 8, 8, 1]), (('normal', 'low', 'low', 'low'), [8, 1, 1, 1]),
    (('high', 'normal', 'low'), [8, 0, 0]), (('high', 'high', 'normal'), [8, 8, 0]), (('low', 'low'), [8, 8]),
    (('max', 'high'), [8, 0])])
def test_shares_as_measured_on_the_beam(priorities, expected):
    assert shares(*priorities, slices=900) == expected


def test_a_favourite_gets_every_other_slice():
    node = furnished()
    names = load(node, LOOPS)
    counters = [[0] for _ in range(6)]
    processes = [node.spawn(names['spin'], (counter,), priority='normal' if counter is not counters[5] else 'low')
                 for counter in counters]
    node.scheduler.favour(processes[0])
    node.run(until=lambda: node.scheduler.slices >= 820)
    assert [round(counter[0] * 8 / counters[1][0]) for counter in counters] == [33, 8, 8, 8, 8, 1]
    assert node.scheduler.priority_of(processes[0]) == 'normal'


def test_priorities_are_not_inherited():
    def child(erl):
        erl.say(erl.process_flag(atom('priority'), atom('low')))
        yield

    def main(erl):
        erl.say(erl.process_flag(atom('priority'), atom('max')))
        erl.spawn_script(child)
        erl.say(erl.process_flag(atom('priority'), atom('normal')))
        yield receive(after=1)

    assert run(main) == ['normal', 'max', 'normal']


CATCHING = '''
site_call = site('catching/0', 1, True)
site_far = site('far/0', 2)

def catching():
    try:
        value = far()
    except STOP:
        captured.append((site_call, ())); raise
    except Exception as error:
        return out('caught at once', caught(error))
    return out('no error', value)

def catching_1(value):
    try:
        if value.__class__ is Throw:
            raise value.error
    except Exception as error:
        return out('caught later', caught(error))
    return out('no error', value)

def far():
    message = peek()
    if message is WAIT: captured.append((site_far, ())); raise Suspend
    return far_1(message)

def far_1(message):
    accept()
    return error(message)

rest(site_call, lambda value, live: catching_1(value))
rest(site_far, lambda message, live: far_1(message))
'''


def catch(message_first):
    """How a process that catches learns of an error raised before or after it was suspended, and the stack trace."""
    node, out = furnished(), []
    names = load(node, CATCHING)
    names['out'] = lambda how, error: out.append((how, show(error.reason), show(error.stack)))
    pid = node.spawn(names['catching']).pid
    if message_first:
        node.send(pid, atom('oops'))
        node.run()
    else:
        node.run()
        node.send(pid, atom('oops'))
        node.run()
    return out


FAR = '{Elixir.Test, far_1, 1, [{file, [116, 101, 115, 116, 46, 101, 120]}, {line, 29}]}'


def test_errors_reach_handlers_in_python_frames_and_heap_frames():
    [(how, reason, stack)] = catch(True)
    assert (how, reason) == ('caught at once', 'oops')
    assert stack.startswith(f'[{FAR}, {{Elixir.Test, far, 0, ')
    [(how, reason, stack)] = catch(False)
    assert (how, reason) == ('caught later', 'oops')
    assert stack.startswith(f'[{FAR}, {{Elixir.Test, catching, 0, [{{file, ')


def test_native_errors_show_arguments_and_hints():
    node = furnished()
    exits = []
    load(node, 'def bad(): return send(1, 2)\ndef worse(): return 1 + atom("a")\n'
               'def watch(message):\n    message = peek()\n    if message is WAIT: captured.append((site_w, ())); raise Suspend\nsite_w = site("w/0")\n')
    node.rests[node.globals['site_w']] = lambda message, live: exits.append(show(message))
    logger = node.spawn(node.globals['watch'], (None,))
    node.names[atom('logger')] = logger.pid
    node.spawn(node.globals['bad'])
    node.run()
    [crash] = exits
    assert crash.startswith('{crash, pid, nil, {error, badarg, [{erlang, send, [1, 2], [{error_info, ')
    assert 'invalid destination' in crash


def test_throw_is_part_of_the_protocol():
    assert Throw(1).error == 1 and ('erlang', 'self', 0) in registry.names()


def test_nested_runs_are_preempted_and_wait_like_others():
    """What a native runs may take many slices, and wait: then the others run, here the one whose message it waits for."""
    node = furnished()
    names, told = load(node, LOOPS), []
    assert node.nested(names['sum_'], from_python(range(50_000))) == sum(range(50_000))

    def main():
        told.append(node.nested(names['nap'], 10))
        told.append(node.clock.monotonic())
        node.spawn(names['send'], (node.current.pid, 0))
        told.append(node.nested(names['ring'], None))
    node.spawn(main)
    node.run()
    assert told == ['ok', 10_000_000, 'ok'] and node.nesting == 0 and not node.captured and not node.processes


def test_a_nested_run_that_nothing_can_end_is_an_error():
    node, told = furnished(), []
    names = load(node, LOOPS)

    def main():
        try:
            node.nested(names['ring'], None)
        except Exception as error:
            told.append(show(error.reason))
    node.spawn(main)
    node.run()
    assert told == ['receive_that_nothing_can_end'] and not node.processes


def test_a_process_that_is_killed_in_a_nested_run_ends():
    node, told = furnished(), []
    names = load(node, LOOPS)

    def main():
        pid = node.current.pid
        node.spawn(lambda: node.exit_signal(None, pid, atom('kill')))
        node.nested(names['nap'], 10)
        told.append('not reached')
    node.spawn(main)
    node.run()
    assert told == [] and not node.processes and node.nesting == 0


def test_reductions_are_counted_over_slices():
    node = furnished()
    names, counter = load(node, LOOPS), [0]
    process = node.spawn(names['spin'], (counter,))
    node.run(until=lambda: node.scheduler.slices == 10)
    assert counter == [20_000 - 0] and process.reductions == 20_000


def test_suspend_and_resume():
    def worker(erl):
        erl.say((yield receive()))

    def main(erl):
        pid = erl.spawn_script(worker)
        erl.suspend_process(pid)
        erl.send(pid, 1)
        yield receive(after=5)
        erl.say(erl.process_info_2(pid, atom('status')))
        erl.resume_process(pid)
        yield receive(after=5)

    assert run(main) == ['{status, suspended}', '1']
