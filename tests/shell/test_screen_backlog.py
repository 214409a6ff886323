"""What is shown of output that comes while a prompt stands, without a terminal."""
import pytest

from pyex.shell.backlog import LONGEST, MOST, Backlog, style_after, tame
from pyex.shell.screen import rows


def collected(texts, few=10):
    backlog = Backlog()
    for text in texts:
        backlog.add(text)
    return backlog.take(few)


def test_few_lines_are_whole():
    assert collected(['a\n', 'b', 'c\nd']) == (['a', 'bc'], 0, [], 'd')


def test_a_burst_is_whole():
    head, left_out, tail, _ = collected([f'{n}\n' for n in range(MOST)])
    assert not left_out and head + tail == [str(n) for n in range(MOST)]


def test_of_more_the_middle_is_left_out():
    head, left_out, tail, _ = collected([f'{n}\n' for n in range(MOST + 1)], 4)
    assert (head, left_out, tail) == (['0', '1'], MOST - 3, [str(MOST - 1), str(MOST)])


def test_a_flood_is_counted_and_takes_no_room():
    backlog = Backlog()
    for n in range(300_000):
        backlog.add(f'line {n}\n')
    assert sum(map(len, backlog.parts)) < 300_000 and len(backlog.head) + len(backlog.tail) <= MOST
    head, left_out, tail, _ = backlog.take(400)
    assert (head[-1], left_out, tail[0], tail[-1]) == ('line 199', 299_600, 'line 299800', 'line 299999')


def test_a_line_without_an_end_takes_no_room():
    backlog = Backlog()
    for _ in range(100):
        backlog.add('x' * 100_000)
    assert sum(map(len, backlog.parts)) < 500_000
    assert len(collected(['y' * 10_000 + '\n'])[0][0]) == LONGEST + 4


@pytest.mark.parametrize('line, shown', [
    ('plain\tä 語', 'plain\tä 語'),
    ('\x1b[31mred\x1b[0m', '\x1b[31mred\x1b[0m'),
    ('\x1b[2J\x1b[Hcleared\x1b[3A', 'cleared'),
    ('\x1b]0;title\x07text\x1b]8;;http://x\x1b\\link', 'textlink'),
    ('\x1b7saved\x1b8', 'saved'),
    ('10%\r100%', '100%'),
    ('hello\rJ', 'Jello'),
    ('windows\r', 'windows'),
    ('ab\b\bxy', 'xy'),
    ('|\b/\b-\b', '-'),
    ('\x1b[31mab\x1b[0m\rX', '\x1b[0mXb'),
    ('\x00\x01\x1b', '^A'),
    ('cut \x1b[3', 'cut '),
    ('\x9b2Jc1\x85', 'c1'),
    ('bell\x07', 'bell\x07'),
])
def test_tame(line, shown):
    assert tame(line) == shown


def test_rows():
    assert [rows(line, 10) for line in ('', 'x' * 10, 'x' * 11, '語' * 6, '\x1b[31m' + 'x' * 10, '\tab')] == [1, 1, 2, 2, 1, 1]


def test_colours_go_on():
    assert style_after([], 'a\x1b[31mb') == ['\x1b[31m']
    assert style_after(['\x1b[1m'], 'a\x1b[31mb\x1b[0mc\x1b[32m') == ['\x1b[32m']
