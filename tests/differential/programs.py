"""Small concurrent programs as data: what hypothesis makes of them, and how they read in Elixir.

A program is a tuple of scripts, one for each process; an operation is a tuple of its name and its arguments, where processes are
their numbers. `interpreter.exs` runs them, `model.py` knows all that they may do.
"""
from hypothesis import strategies as st

REASONS = 'normal', 'boom', 'kill', 'shutdown'


def programs(processes=3, length=4):
    """A strategy: programs of 2 to `processes` processes with up to `length` operations each."""
    return st.integers(2, processes).flatmap(lambda count: st.tuples(*[_script(me, count, length) for me in range(count)]))


def _script(me, count, length):
    anyone = st.sampled_from(range(count))
    others = st.sampled_from([number for number in range(count) if number != me])
    letters, reasons, waits = st.sampled_from('abc'), st.sampled_from(REASONS), st.sampled_from(['now', 'wait'])
    patterns = st.one_of(st.just(('any',)), st.just(('any',)), st.tuples(st.just('from'), anyone), st.sampled_from([('exit',), ('down',)]))
    operation = st.one_of(
        st.tuples(st.just('send'), anyone, letters), st.tuples(st.just('send'), others, letters),
        st.tuples(st.just('receive'), patterns, waits), st.tuples(st.just('receive'), patterns, st.just('wait')),
        st.tuples(st.just('link'), others), st.tuples(st.just('unlink'), others),
        st.tuples(st.just('monitor'), others), st.tuples(st.just('demonitor'), others),
        st.tuples(st.just('trap'), st.booleans()), st.tuples(st.just('trap'), st.just(True)),
        st.tuples(st.just('exit'), reasons), st.tuples(st.just('exit_other'), anyone, reasons),
        st.tuples(st.just('alive'), others), st.tuples(st.just('send_after'), anyone, letters),
        st.sampled_from([('register',), ('unregister',), ('whereis',)]), st.tuples(st.just('send_name'), letters))
    return st.lists(operation, max_size=length).map(tuple)


def to_elixir(program):
    """A program as an Elixir term, as text."""
    return '[' + ', '.join('[' + ', '.join(map(_operation, script)) + ']' for script in program) + ']'


def _operation(operation):
    name, *arguments = operation
    if not arguments:
        return f':{name}'
    return '{' + ', '.join([f':{name}', *map(_argument, arguments)]) + '}'


def _argument(argument):
    if isinstance(argument, bool):
        return str(argument).lower()
    if isinstance(argument, int):
        return str(argument)
    if isinstance(argument, str):
        return f':{argument}'
    return _operation(argument)
