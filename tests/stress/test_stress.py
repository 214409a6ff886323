"""The stress runs in their short form: seconds, where `python -m tests.stress` goes on for minutes."""
import pytest

from tests.stress.runs import reports, run


def check(program, *arguments, told, virtual=True):
    """A program says that all was as it must be, and leaves nothing behind."""
    done = run(program, *arguments, virtual=virtual)
    assert told in done.text
    assert done.left == []
    return done


@pytest.mark.parametrize('seed', [1, 3, 4, 13])
def test_a_killer_in_random_supervision_trees(seed):
    check('killer', seed, 12, 0, told='facts checked')


def test_a_chain_of_links_breaks():
    check('linked', 20_000, told='20000 linked processes: all ends as they must be')


def test_a_mailbox_of_very_many_messages():
    check('mailbox', 200_000, 200, told='200000 messages in a mailbox: all there')


def test_timers_by_the_thousand():
    check('timers', 1, 100, 100, 0, told='10000 timers: ')


def test_a_child_that_dies_at_once():
    check('dying', 300, told='a child that dies at once: all is left as it was', virtual=False)


def test_a_flood_of_crash_reports():
    printed, left_out = reports(check('floods', 220, 'process', 'server', 'task', told='-- the end').text)
    assert (printed, left_out) == (500, 3 * 220 - 500)
