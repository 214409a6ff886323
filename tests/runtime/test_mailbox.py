"""Selective receive against a plain model: messages in arrival order, each receive takes the first that matches."""
from hypothesis import given
from hypothesis import strategies as st

from pyex.runtime import mailbox
from pyex.terms.atom import atom
from tests.runtime.script import Scripts, receive, run

MESSAGES = st.lists(st.integers(0, 5), max_size=40)


@given(st.lists(st.one_of(st.tuples(st.just('send'), st.integers(0, 4)), st.tuples(st.just('take'), st.integers(0, 4)))))
def test_selective_receive_against_a_model(operations):
    """The owner wants the kinds of message that `take` names, one after another; `send`s come while it waits."""
    wanted = [kind for what, kind in operations if what == 'take']
    sends = [kind for what, kind in operations if what == 'send']
    scripts = Scripts()

    def owner(erl):
        for kind in wanted:
            message = yield receive(lambda m, kind=kind: m[0] == kind)
            erl.say(f'{message[0]}:{message[1]}')

    pid = scripts.spawn(owner)
    for number, kind in enumerate(sends):
        scripts.node.send(pid, (kind, number))
        if number % 3 == 0:
            scripts.node.run()
    scripts.node.run()
    assert scripts.log == model(wanted, sends)


def model(wanted, sends):
    waiting, taken = list(enumerate(sends)), []
    for kind in wanted:
        found = next((entry for entry in waiting if entry[1] == kind), None)
        if found is None:
            break
        waiting.remove(found)
        taken.append(f'{kind}:{found[0]}')
    return taken


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=60))
def test_messages_between_two_processes_keep_their_order(pairs):
    """Each (sender, receiver) sends its count; whatever runs when, each receiver sees each sender's counts in order."""
    scripts = Scripts()
    seen = {}

    def receiver(erl, name):
        while True:
            sender, count = yield receive()
            seen.setdefault((sender, name), []).append(count)

    pids = [scripts.spawn(receiver, number) for number in range(4)]
    sent = {}
    for sender, receiver_ in pairs:
        sent[sender, receiver_] = sent.get((sender, receiver_), 0) + 1
        scripts.spawn(send_once, pids[receiver_], (sender, sent[sender, receiver_]))
    scripts.node.run()
    assert seen == {pair: list(range(1, count + 1)) for pair, count in sent.items()}


def send_once(erl, pid, message):
    erl.send(pid, message)
    yield


def test_timeout_zero_looks_at_all_messages_first():
    def main(erl):
        erl.send(erl.self(), 'a')
        erl.send(erl.self(), 'b')
        erl.say((yield receive(lambda m: m == 'b', after=0)))
        erl.say((yield receive(lambda m: m == 'b', after=0)))
        erl.say((yield receive()))
    assert run(main) == ['b', 'TIMEOUT', 'a']


def test_bad_timeouts():
    def bad(erl, timeout):
        yield receive(after=timeout)

    def main(erl):
        for timeout in -1, 2 ** 32, atom('foo'), 1.5:
            pid = erl.spawn_script(bad, timeout)
            erl.monitor(atom('process'), pid)
            erl.say((yield receive())[4][0])
        pid = erl.spawn_script(bad, 2 ** 32 - 1)
        erl.say((yield receive(after=10)))
    assert run(main) == ['timeout_value'] * 4 + ['TIMEOUT']


def test_a_long_mailbox_is_not_searched_for_a_new_reference():
    """After `make_ref` a receive for that reference begins behind the 10,000 messages that were there before."""
    looked = []

    def main(erl):
        for number in range(10_000):
            erl.send(erl.self(), number)
        reference = erl.make_ref()
        erl.send(erl.self(), ('other',))
        erl.send(erl.self(), (reference, 'reply'))

        def match(message):
            looked.append(message)
            return message[0] is reference
        erl.say((yield receive(match, mark=reference))[1])
        erl.say((yield receive()))
    assert run(main) == ['reply', '0']
    assert len(looked) == 2


def test_each_message_is_looked_at_once_while_waiting():
    looked = []

    def main(erl):
        erl.send_after(5, erl.self(), 'last')
        for number in range(600):
            erl.send_after(1, erl.self(), number)
        yield receive(lambda m: looked.append(m) or m == 'last')
        for _ in range(600):
            erl.say((yield receive()))
    assert run(main) == [str(n) for n in range(600)]
    assert len(looked) == 601


def test_remove():
    scripts = Scripts()
    process = scripts.node.spawn(lambda: None)
    process.mailbox = [1, 2, 3, 2]
    mailbox.remove(process, lambda message: message == 2)
    assert process.mailbox == [1, 3, 2]
