"""The history of the prompt: its file, and finding in it."""
import asyncio

import pytest

from pyex.shell import history
from pyex.shell.history import Entries, latest, located, parsed, ranked, written


def loaded(path):
    """The entries of a new shell, the latest first."""
    async def read():
        return [entry async for entry in Entries(path).load()]
    return asyncio.run(read())


def test_entries_are_whole_and_merged(tmp_path):
    path = tmp_path / 'history'
    one, other = Entries(path), Entries(path)
    one.append_string('x = 1')
    other.append_string('if x do\n  # why\n\n  x\nend')
    one.append_string('x = 1')
    assert loaded(path) == ['x = 1', 'if x do\n  # why\n\n  x\nend']


def test_a_block_is_kept_expression_by_expression(tmp_path):
    entries = Entries(tmp_path / 'history')
    entries.append_string('x = 1\n\ny =\n  2\n')
    assert loaded(entries.path) == ['y =\n  2', 'x = 1']


def test_a_long_file_is_shortened(tmp_path, monkeypatch):
    monkeypatch.setattr(history, 'KEPT', 3)
    path = tmp_path / 'history'
    path.write_bytes(b''.join(written(f'x = {number % 5}') for number in range(10)))
    assert loaded(path) == ['x = 4', 'x = 3', 'x = 2']
    assert parsed(path.read_text()) == ['x = 2', 'x = 3', 'x = 4']


def test_without_a_file(tmp_path):
    entries = Entries(None)
    entries.append_string('1')
    assert entries.get_strings() == ['1'] and loaded(tmp_path / 'none') == []


def test_latest():
    assert latest(['a', 'b', 'a']) == ['a', 'b']


@pytest.mark.parametrize('query, best', [
    ('sum', 'Enum.sum(list)'), ('ensu', 'Enum.sum(list)'), ('spawn link', 'spawn_link(fn -> 1 end)'), ('map', 'Enum.map(list, & &1)'), ('zz', None),
    ('', 'Enum.sum(list)'), ('MAP', None), ('agent', 'Agent.start(fn -> 0 end)')])
def test_ranked(query, best):
    entries = ['Enum.sum(list)', 'a = mailbox_append(x)', 'Enum.map(list, & &1)', 'spawn_link(fn -> 1 end)', 'Agent.start(fn -> 0 end)']
    found = ranked(entries, query)
    assert (found[0][0] if found else None) == best


def test_located():
    assert located('Enum.sum', 'sum') == (5, 6, 7) and located('Enum.sum', 'es') == (0, 5) and located('abc', 'd') is None
