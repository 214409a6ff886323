"""All that a small concurrent program may do, by Erlang's rules.

`outcomes(program)` tries every order of operations and of arrivals of signals. The rules are those of the Erlang reference manual
("Processes", "Signals"): signals from one process to another arrive in the order they were sent, and whenever they like otherwise;
what a process sends to itself arrives at once; timers and timeouts come when nothing else can happen, the earliest first.
With `prompt=True` there is one core, as in pyex: what a process does and sends takes effect at once, but exit signals arrive when it
is preempted or waits, or asks about a process.

A state is a tuple of tuples, so that it can be remembered. An outcome is the text that `interpreter.exs` prints of it.
"""
from typing import NamedTuple

WAIT, SHORT = 120, 45
LIMIT = 40_000                          # states that are looked at, unless the caller says otherwise


class TooManyStates(Exception):
    """The program may do more than can be enumerated in reasonable time."""


class Process(NamedTuple):
    """at: the operation it is about to do. due: when its receive times out, None unless it waits. ended: the reason, or None.
    monitors: (number, target) of its own that are in force; refs: {target: number} of its last one, as pairs. watchers: (watcher, number)."""
    at: int = 0
    due: int | None = None
    ended: str | None = None
    trapping: bool = False
    mailbox: tuple = ()
    links: frozenset = frozenset()
    monitors: frozenset = frozenset()
    refs: tuple = ()
    watchers: frozenset = frozenset()
    notes: tuple = ()


class State(NamedTuple):
    """signals: ((sender, receiver), (signal, ...)) pairs, sorted. timers: (due, receiver, message), sorted."""
    processes: tuple
    signals: tuple = ()
    timers: tuple = ()
    name: int | None = None
    now: int = 0
    fresh: int = 0


def outcomes(program, prompt=False, limit=LIMIT):
    """The set of a program's possible outcomes, as text; TooManyStates when there are more than `limit`."""
    world = World(program, prompt)
    begin = State(tuple(Process() for _ in program))
    seen, todo, found = {begin}, [begin], set()
    while todo:
        state = todo.pop()
        following = world.following(state)
        if not following:
            found.add(_text(state))
        for each in following:
            if each not in seen:
                seen.add(each)
                todo.append(each)
        if len(seen) > limit:
            raise TooManyStates
    return found


class World:

    def __init__(self, program, prompt):
        self.program, self.prompt = program, prompt

    def following(self, state):
        """All states that may come next."""
        states = [self.arrive(state, pair) for pair, _ in state.signals]
        if self.prompt and states:
            sender = state.signals[0][0][0]             # nobody else runs before its signals have arrived
            process = state.processes[sender]
            return states + (self.step(state, sender, process) if process.ended is None else [])
        states += self.fall_due(state)
        for me, process in enumerate(state.processes):
            if process.ended is None:
                states += self.step(state, me, process)
        return states or self.time(state)

    # ---- what a process does ---------------------------------------------------------------------------------------

    def step(self, state, me, process):
        if process.at == len(self.program[me]):
            return [self.end(state, me, 'normal')]
        name, *arguments = self.program[me][process.at]
        if name == 'receive':
            return self.receive(state, me, process, *arguments)
        asks = name in ('alive', 'link', 'monitor') if self.prompt else name == 'alive'
        if asks and any(pair == (me, arguments[0]) or self.prompt for pair, _ in state.signals):
            return []                               # what it has sent there arrives first
        return [getattr(self, f'do_{name}')(self.on(state, me), me, *arguments)]

    def on(self, state, me, *notes):
        """The state in which a process has done its operation."""
        process = state.processes[me]
        return put(state, me, at=process.at + 1, due=None, notes=process.notes + notes)

    def note(self, state, me, note):
        return put(state, me, notes=state.processes[me].notes + (note,))

    def receive(self, state, me, process, pattern, wait):
        for place, message in enumerate(process.mailbox):
            if matches(pattern, message):
                taken = put(state, me, mailbox=process.mailbox[:place] + process.mailbox[place + 1:])
                return [self.on(taken, me, message)]
        if wait == 'now':
            return [self.on(state, me, ':timeout')]
        return [put(state, me, due=state.now + WAIT)] if process.due is None else []

    def do_send(self, state, me, to, what):
        return self.signal(state, me, to, ('message', message(me, what)))

    def do_send_name(self, state, me, what):
        if state.name is None:
            return self.note(state, me, ':badarg')
        return self.note(self.do_send(state, me, state.name, what), me, 'true')

    def do_send_after(self, state, me, to, what):
        return state._replace(timers=tuple(sorted((*state.timers, (state.now + SHORT, to, message(me, what))))))

    def do_link(self, state, me, to):
        process = state.processes[me]
        if state.processes[to].ended is not None:
            if not process.trapping:
                return self.note(state, me, ':noproc')
            return self.note(put(state, me, mailbox=(*process.mailbox, f'{{:exit, {to}, :noproc}}')), me, 'true')
        linked = put(state, me, links=state.processes[me].links | {to})
        return self.note(self.signal(linked, me, to, ('link',)), me, 'true')

    def do_unlink(self, state, me, to):
        if to not in state.processes[me].links:
            return state
        return self.signal(put(state, me, links=state.processes[me].links - {to}), me, to, ('unlink',))

    def do_monitor(self, state, me, to):
        number, process = state.fresh, state.processes[me]
        refs = tuple(sorted({**dict(process.refs), to: number}.items()))
        watching = put(state._replace(fresh=number + 1), me, monitors=process.monitors | {(number, to)}, refs=refs)
        return self.signal(watching, me, to, ('monitor', number))

    def do_demonitor(self, state, me, to):
        process = state.processes[me]
        number = dict(process.refs).get(to)
        if (number, to) not in process.monitors:
            return state
        return self.signal(put(state, me, monitors=process.monitors - {(number, to)}), me, to, ('demonitor', number))

    def do_trap(self, state, me, on):
        return put(state, me, trapping=on)

    def do_exit(self, state, me, reason):
        return self.end(state, me, reason)

    def do_exit_other(self, state, me, to, reason):
        return self.signal(state, me, to, ('exit', reason))

    def do_alive(self, state, me, to):
        return self.note(state, me, 'true' if state.processes[to].ended is None else 'false')

    def do_register(self, state, me):
        if state.name is not None:
            return self.note(state, me, ':badarg')
        return self.note(state._replace(name=me), me, 'true')

    def do_unregister(self, state, me):
        if state.name is None:
            return self.note(state, me, ':badarg')
        return self.note(state._replace(name=None), me, 'true')

    def do_whereis(self, state, me):
        return self.note(state, me, 'nil' if state.name is None else str(state.name))

    # ---- signals ---------------------------------------------------------------------------------------------------

    def signal(self, state, sender, receiver, signal):
        if sender == receiver or self.prompt and not self.is_slow(state, receiver, signal):
            return self.take(state, sender, receiver, *signal)
        signals = dict(state.signals)
        signals[sender, receiver] = (*signals.get((sender, receiver), ()), signal)
        return state._replace(signals=tuple(sorted(signals.items())))

    @staticmethod
    def is_slow(state, receiver, signal):
        """Whether a signal waits until the sender's slice is over: one that ends another process."""
        process = state.processes[receiver]
        deadly = signal[0] == 'exit' and signal[1] != 'normal' and (signal[1] == 'kill' or not process.trapping)
        return deadly and process.ended is None

    def arrive(self, state, pair):
        signals = dict(state.signals)
        signal, *rest = signals.pop(pair)
        if rest:
            signals[pair] = tuple(rest)
        return self.take(state._replace(signals=tuple(sorted(signals.items()))), *pair, *signal)

    def take(self, state, sender, receiver, kind, *content):
        return getattr(self, f'take_{kind}')(state, sender, receiver, state.processes[receiver], *content)

    def take_message(self, state, sender, receiver, process, message):
        return state if process.ended is not None else put(state, receiver, mailbox=(*process.mailbox, message))

    def take_link(self, state, sender, receiver, process):
        if process.ended is not None:
            return self.signal(state, receiver, sender, ('link_exit', 'noproc'))
        return put(state, receiver, links=process.links | {sender})

    def take_unlink(self, state, sender, receiver, process):
        return put(state, receiver, links=process.links - {sender})

    def take_monitor(self, state, sender, receiver, process, number):
        if process.ended is not None:
            return self.signal(state, receiver, sender, ('down', number, 'noproc'))
        return put(state, receiver, watchers=process.watchers | {(sender, number)})

    def take_demonitor(self, state, sender, receiver, process, number):
        return put(state, receiver, watchers=process.watchers - {(sender, number)})

    def take_down(self, state, sender, receiver, process, number, reason):
        if process.ended is not None or (number, sender) not in process.monitors:
            return state
        state = put(state, receiver, monitors=process.monitors - {(number, sender)})
        return self.take_message(state, sender, receiver, state.processes[receiver], f'{{:down, {sender}, :{reason}}}')

    def take_link_exit(self, state, sender, receiver, process, reason):
        if process.ended is not None or sender not in process.links:
            return state
        state = put(state, receiver, links=process.links - {sender})
        return self.exit(state, sender, receiver, reason, reason == 'normal')

    def take_exit(self, state, sender, receiver, process, reason):
        if process.ended is not None:
            return state
        if reason == 'kill':
            return self.end(state, receiver, 'killed')
        return self.exit(state, sender, receiver, reason, reason == 'normal' and sender != receiver)

    def exit(self, state, sender, receiver, reason, harmless):
        process = state.processes[receiver]
        if process.trapping:
            return self.take_message(state, sender, receiver, process, f'{{:exit, {sender}, :{reason}}}')
        return state if harmless else self.end(state, receiver, reason)

    def end(self, state, me, reason):
        """A process ends: its name is free, who is linked to it and who watches it is told."""
        process = state.processes[me]
        state = put(state, me, ended=reason, due=None, mailbox=(), links=frozenset(), watchers=frozenset(), monitors=frozenset(), refs=())
        state = state._replace(name=None if state.name == me else state.name)
        for number, to in sorted(process.monitors):
            state = self.signal(state, me, to, ('demonitor', number))
        for peer in sorted(process.links):
            state = self.signal(state, me, peer, ('link_exit', reason))
        for watcher, number in sorted(process.watchers):
            state = self.signal(state, me, watcher, ('down', number, reason))
        return state

    # ---- time ------------------------------------------------------------------------------------------------------

    def time(self, state):
        """Nothing can happen now: the time of the earliest timers and timeouts has come."""
        dues = [process.due for process in state.processes if process.due is not None] + [timer[0] for timer in state.timers]
        return [state._replace(now=min(dues))] if dues else []

    def fall_due(self, state):
        """Any of the timers and timeouts whose time has come comes."""
        states = [self.on(state, me, ':timeout') for me, process in enumerate(state.processes)
                  if process.due is not None and process.due <= state.now and not self.takes(me, process)]
        for place, (due, to, message_) in enumerate(state.timers):
            if due <= state.now:
                left = state._replace(timers=state.timers[:place] + state.timers[place + 1:])
                states.append(self.take_message(left, None, to, left.processes[to], message_))
        return states

    def takes(self, me, process):
        """Whether a waiting process would take one of its messages."""
        pattern = self.program[me][process.at][1]
        return any(matches(pattern, message_) for message_ in process.mailbox)


def put(state, me, **changes):
    processes = state.processes
    return state._replace(processes=(*processes[:me], processes[me]._replace(**changes), *processes[me + 1:]))


def message(sender, what):
    return f'{{:m, {sender}, :{what}}}'


def matches(pattern, message_):
    kind, *rest = pattern
    heads = {'any': '{', 'exit': '{:exit,', 'down': '{:down,', 'from': f'{{:m, {rest and rest[0]},'}
    return message_.startswith(heads[kind])


def _text(state):
    return '[' + ', '.join(f'{{[{", ".join(process.notes)}], :{process.ended}}}' for process in state.processes) + ']'
