"""The other views: keys in, text out."""
from fake import Fake, row
from screens import screens, shown

from pyex.observer import screenshots

SOURCE = (row(100, name='main', children=1), row(101, name=':worker', messages=2, messages_change=1, parent=100))


def view(*keys, size=(80, 24), source=None, **options):
    """The screen as a text without spaces at the ends of lines."""
    return '\n'.join(shown(source or Fake(SOURCE), *keys, size=size, **options))


def texts(*keys):
    """The screens at first and after each key, as texts."""
    return ['\n'.join(lines) for lines in screens(Fake(SOURCE), *keys)]


def test_one_process():
    text = view('P', 'down', 'enter', size=(80, 50))
    for wanted in ('processes › <0.101.0> :worker', 'gen_server Demo', 'by main ▸', '{:error, 1}  no clause takes it', '{:ok, 2}  taken by line 4',
                   'State', '%{count: 1}', ':seed: 42', 'Links  1', 'ETS tables  1', '▶    3 receive do', '4 {:ok, _}', 'count 1'):
        assert wanted in text, (wanted, text)


def test_pids_can_be_entered_and_left():
    assert 'processes › <0.101.0> :worker › <0.100.0>' in view('P', 'down', 'enter', *['down'] * 4, 'enter')
    assert view('P', 'enter', 'escape').split('\n')[0].split()[:2] == ['pyex', 'processes']
    assert 'q leaves' in view('escape')
    assert '<0.999.0> has ended, and nothing is known of it' in view('colon', ' pid 0.999.0', 'enter')


def test_a_process_that_has_ended():
    text = view('enter', source=Ended(SOURCE))
    assert '<0.99.0> has ended; it was like this:' in text and 'exit :normal' in text
    text = view('P', 'down', 'enter', 'ctrl+r', source=Fading(SOURCE))
    assert '<0.101.0> has ended; it was like this:' in text and '{:error, 1}  no clause takes it' in text


class Ended(Fake):
    """A source in which the process in the table is gone when it is asked for."""

    def processes(self, query):
        page = super().processes(query)
        return page._replace(rows=(row(99, state='exited', reason=':normal'), *page.rows))


class Fading(Fake):
    """A source whose processes end after they were asked for."""

    def process(self, pid):
        found, self.rows = super().process(pid), [row for row in self.rows if row.pid != pid]
        return found


def test_two_panes_on_a_wide_screen():
    first = view('enter', size=(140, 30)).split('\n')[2]
    assert 'no name' not in first and 'Mailbox' in first


def test_a_message_whole():
    assert 'processes › <0.100.0> main › message 1' in view('P', 'enter', 'tab', 'tab', 'down', 'enter')


def test_supervision_trees():
    _, trees, _, unfolded, _, folded, _, _, _, filtered = texts('2', 'G', 'right', 'g', 'left', 'right', 'slash', ' count', 'enter')
    assert '▾ MyApp.Sup' in trees and '    Counter' in trees and '  ▸ Jobs' in trees and ' job' not in trees
    assert '      job' in unfolded and 'Counter' not in folded
    assert 'Counter' in filtered and 'Sup' not in filtered.split('\n')[3]
    assert 'trees › <0.101.0> :worker' in view('2', 'down', 'enter')


def test_messages_as_they_pass():
    source = Fake(SOURCE)
    _, chart, more, *_, whole = ['\n'.join(lines) for lines in screens(source, '3', 'e', 'g', 'down', 'enter')]
    assert 'main' in chart and '─ {:ping, 1} ─' in chart and 'takes' not in chart and '◆ takes {:ping, 1}' in more
    assert '{:ping, 1}' in whole and 'demo.exs:2' in whole
    assert '{:pong' not in view('3', 'slash', ' ping', 'enter', '1', '3', source=source)
    watched = [entry[1] for entry in source.log if entry[0] == 'watch']
    assert watched[-1] is True and False in watched


def test_messages_of_the_chosen_ones():
    assert 'of 1 processes' in view('m') and 'of 2 processes' in view('2', 'down', 'down', 'right', 'm')


def test_ets_tables_and_their_objects():
    _, tables, objects, *_, filtered, _, out, owner, _, _, gone = texts(
        '4', 'enter', 'slash', ' :c', 'enter', 'escape', 'escape', 'o', 'escape', 'down', 'enter')
    assert ':cache' in tables and 'bag' in tables and 'ets › :cache' in objects and '{:b, 2}' in objects
    assert '{:b, 2}' not in filtered and '{:c, 3}' in filtered and 'bag' in out
    assert 'ets › <0.100.0> main' in owner and 'the table is gone' in gone


def test_timers_and_names():
    assert '5.0s message' in view('5') and 'receive timeout' in view('5') and ':worker' in view('6')


def test_the_scheduler():
    text = view('7', 'ctrl+r', 'ctrl+r')
    assert 'Reductions a second' in text and '5/s' in text and 'Run queues' in text and 'seed 1' in text and '█' in text


def test_commands():
    def after(*commands):
        return texts(*[key for command in commands for key in ('colon', f' {command}', 'enter')])[::3][1:]
    ets, messages, sorted_, wrong, filtered, unknown = after('ets', 'mess', 'sort messages', 'sort x', 'filter main', 'xyz')
    assert 'pyex  ets' in ets and 'pyex  messages' in messages
    assert 'Mbox▼' in sorted_ and 'sort by one of' in wrong and "filter 'main'" in filtered and 'no such command' in unknown
    assert 'pyex  ets' not in view('colon', ' ets', 'escape')


def test_saving(tmp_path):
    assert 'saved' in view('colon', f' save {tmp_path}/a.txt', 'enter', size=(200, 24))
    assert ':worker' in (tmp_path / 'a.txt').read_text()
    view('colon', f' save {tmp_path}/a.svg', 'enter')
    assert (tmp_path / 'a.svg').read_text().startswith('<svg')
    assert 'No such file' in view('colon', f' save {tmp_path}/no/a.svg', 'enter', size=(200, 24))


def colours(*keys, **options):
    """All colours on the screen."""
    found = set()

    def look(app):
        for strip in app.screen._compositor.render_strips():
            for filter_ in app._filters:
                strip = strip.apply_filter(filter_, app.screen.background_colors[1]) if filter_.enabled else strip
            found.update(color.name for _, style, _ in strip if style for color in (style.color, style.bgcolor) if color)
    view(*keys, then=look, **options)
    return found


def test_no_colour_and_a_light_background():
    assert colours() >= {'cyan', 'yellow'} and colours(light=True) >= {'blue', 'magenta'} and not colours(light=True) & {'yellow', 'cyan'}
    assert 'cyan' not in colours('colon', ' light', 'enter') and 'cyan' in colours('colon', ' dark', 'enter', light=True)
    assert colours(color=False) <= {'default'}


def test_pictures_are_made_by_a_command(tmp_path):
    assert screenshots.main([str(tmp_path)]) == 0
    pictures = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert {'observer-processes.svg', 'observer-messages.svg', 'observer-process.svg', 'observer-trees.svg'} <= pictures.keys()
    assert 'Journal' in pictures['observer-trees.svg'] and 'no&#160;clause&#160;takes&#160;it' in pictures['observer-process.svg']
