"""The observer on a real node whose time stands still: what keys do to its processes."""
from screens import shown

from pyex.boot import boot
from pyex.observer.source import LocalSource
from pyex.runtime.clock import VirtualClock
from pyex.terms.atom import alias, atom

PROGRAM = '''
defmodule Picky do
  def loop(seen) do
    receive do
      {:take, x} -> loop([x | seen])
    end
  end
end

picky = spawn(fn -> Picky.loop([]) end)
Process.register(picky, :picky)
{:ok, _} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one, name: Top)
:ets.new(:things, [:named_table]) |> :ets.insert({:a, 1})
Process.sleep(:infinity)
'''


class Stepped(LocalSource):
    """A source that lets the node run until nothing is runnable before each question."""

    def summary(self):
        self.node.run()
        return super().summary()


def source():
    node = boot(clock=VirtualClock(), seed=1)
    node.spawn(node.exports[alias('Code'), atom('eval_string'), 1], (PROGRAM,))
    node.run()
    return Stepped(node)


def test_messages_sent_by_a_person_are_seen_in_the_mailbox():
    picky = ['slash', ' picky', 'enter']
    text = '\n'.join(shown(source(), *picky, 's', ' {:take, 1}', 'enter', 's', ' {:leave, 2}', 'enter', 'enter', 'ctrl+r', size=(80, 40)))
    assert '{:leave, 2}  no clause takes it' in text and '{:take, 1}' not in text and 'Mailbox  1 message' in text
    assert 'Picky.loop/1' in text and 'Waits' in text


def test_processes_are_suspended_and_killed():
    node = source()
    lines = shown(node, 'slash', ' picky', 'enter', 'p', 'ctrl+r')
    assert 'suspended' in lines[3]
    lines = shown(node, 'slash', ' picky', 'enter', 'K', ' :enough', 'enter', 'ctrl+r')
    assert lines[3].strip() == 'no process is like that'
    assert 'sent to' in shown(source(), 'slash', ' picky', 'enter', 's', ' 1 + 1', 'enter')[-1]


def test_trees_tables_and_names_of_a_node():
    node = source()
    lines = shown(node, '2')
    assert lines[3].split()[:3] == ['▾', 'Top', lines[3].split()[2]] and 'worker' in lines[4]
    assert '{:a, 1}' in '\n'.join(shown(node, '4', 'enter')) and ':picky' in '\n'.join(shown(node, '6'))


def test_nobody_listens_when_the_observer_is_left():
    node = source()
    errands = []
    shown(node, '3', then=lambda app: errands.extend(app.last_errands()))
    assert node.traffic.listener is not None
    for errand in errands:
        errand(node)
    assert node.traffic.listener is None
