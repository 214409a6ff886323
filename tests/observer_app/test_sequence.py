"""The sequence chart: events in, text out."""
from pyex.observer.cells import duration, human
from pyex.observer.model import Event
from pyex.observer.views.charts import chart, columns, scale
from pyex.observer.views.sequence import Chart, name_of


def check(events, expected, width=60, room=3):
    events = [Event(number, 0, kind, pid, peer, text, None, '') for number, (kind, pid, peer, text) in enumerate(events)]
    chart = Chart(events, room, width, name_of)
    lines = [chart.above, *map(chart.line, range(len(events)))]
    assert '\n'.join(''.join(text for text, _ in pieces).rstrip() for pieces in lines) == expected.strip('\n')


def test_a_conversation():
    check([('spawn', 1, 2, 'Demo.loop/0'), ('send', 1, 2, '{:ping, 1}'), ('receive', 2, None, '{:ping, 1}'), ('send', 2, 1, ':pong'),
           ('send', 1, 1, ':tick'), ('exit', 2, None, ':normal'), ('lost', 1, ':gone', ':hi')], '''
   <0.1.0>                       <0.2.0>
      ├───── spawn Demo.loop/0 ─────●
      ├──────── {:ping, 1} ─────────▶
      │                             ◆ takes {:ping, 1}
      ◀─────────── :pong ───────────┤
      ↺ :tick                       │
      │                             ✕ exit :normal
      ✗ :hi is lost: nobody is called :gone
''')


def test_links_monitors_and_death():
    check([('link', 1, 2, ''), ('monitor', 3, 1, ''), ('signal', 1, 2, ':boom'), ('exit', 1, None, ':boom'), ('down', 1, 3, ':boom')], '''
   <0.1.0>             <0.2.0>             <0.3.0>
      ├══════ link ═══════▶                   │
      ◀┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄ monitor ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┤
      ├ exit signal :boom ▶                   │
      ✕ exit :boom        │                   │
      ├╌╌╌╌╌╌╌╌╌╌╌╌╌ DOWN :boom ╌╌╌╌╌╌╌╌╌╌╌╌╌╌▶
''')


def test_those_without_a_lifeline_share_the_last_column():
    check([('send', 1, 2, ':a'), ('send', 1, 2, ':b'), ('send', 7, 2, ':c'), ('exit', 8, None, ':normal'), ('send', 7, 8, ':d')], '''
   <0.1.0>             <0.2.0>             others
      ├─────── :a ────────▶
      ├─────── :b ────────▶
      │                   ◀─── <0.7.0>: :c ───┤
      │                  <0.8.0> exit :normal ✕
      │                 <0.7.0> → <0.8.0>: :d ●
''', room=3)


def test_cuts_and_wide_characters():
    check([('send', 1, 2, '"' + 'äöü' * 40 + '"'), ('send', 1, 2, '"漢字"\n')], '''
   <0.1.0>             <0.2.0>
      ├ "äöüäöüäöüäöüäöü… ▶
      ├───── "漢字"⏎ ─────▶
''', width=40)


def test_charts():
    assert columns([0, 1, 2, 4], 4, 2) == (['   ▅', ' ▄▇█'], 5)
    assert scale(3) == 5 and scale(0.5) == 1 and scale(2001) == 5000
    assert [text for text, _ in chart('Jobs', [1, 2], 20, 3)[0]] == [' Jobs ', '2']


def test_numbers_and_times():
    assert [human(number) for number in (None, 9999, 12_345, 4_000_000, 123_456_789)] == ['', '9999', '12.3k', '4.0M', '123M']
    assert [duration(nanoseconds) for nanoseconds in (None, 12_000_000, 3_400_000_000, 725 * 10 ** 9, 12_000 * 10 ** 9)] \
        == ['', '12ms', '3.4s', '12m05', '3h20']


def test_timers_and_those_of_no_process():
    check([('timer', 1, 1, ':tick'), ('send', None, 1, ':tick'), ('timer', 1, None, ''), ('timeout', 1, None, '')], '''
   <0.1.0>
      ◷ timer :tick
      ◷ timer: :tick
      ◷ timer
      ◷ after: the time is over
''')
    check([('cancel', None, ':gone', ':x')], '''
   others
      ○ cancels a timer :x
''')
