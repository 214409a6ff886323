"""The table of processes: keys in, cells out."""
from fake import Fake, row
from screens import resized, screens, shown

from pyex.observer.model import COLUMNS, Query
from pyex.observer.views.columns import PROCESSES

THREE = (row(100, name='MyApp.Sup', reductions_step=5, reductions=900, children=2),
         row(101, name=':worker', reductions_step=50, messages=7, messages_change=2, parent=100, depth=1, marks='g'),
         row(102, label='cart of Ann', reductions_step=20, messages=3, parent=100, depth=1, state='suspended', since=None))
MANY = tuple(row(100 + number, reductions_step=number) for number in range(1000))


def pids(lines):
    """The pids in the table, from top to bottom."""
    words = [word for line in lines[3:-1] for word in line.split() if word.lstrip('*').startswith('<0.')]
    return [int(word.lstrip('*').split('.')[1]) for word in words]


def test_rows_and_their_cells():
    lines = shown(Fake(THREE))
    assert lines[0].startswith(' pyex  processes') and lines[1].startswith(' 3 processes')
    assert lines[2].split() == ['!', 'Pid', 'Name', 'State', 'Mbox', '+Reds▼', 'Current', 'function']
    assert lines[3].split() == ['g', '<0.101.0>', ':worker', 'receive', '1.0s', '7', '50', 'Demo.loop/0', 'demo.e…']
    assert lines[4].split()[:5] == ['<0.102.0>', '"cart', 'of', 'Ann"', 'suspended']
    assert lines[-1].split()[:3] == ['Enter', 'in', '/'] and lines[-1].endswith('? help  q leave')


def test_sorting_by_letter_and_both_ways():
    orders = [pids(lines) for lines in screens(Fake(THREE), 'M', 'r', 'P')]
    assert orders == [[101, 102, 100], [101, 102, 100], [100, 102, 101], [100, 101, 102]]


def test_sorting_by_the_column_beside():
    lines = shown(Fake(THREE), 'left')
    assert 'Mbox▼' in lines[2] and pids(lines) == [101, 102, 100]
    assert 'Pid▲' in shown(Fake(THREE), 'P')[2]
    assert 'Priority' not in (wide := shown(Fake(THREE), size=(200, 24)))[2] and 'Prio' in wide[2] and 'Parent' in wide[2]


def test_all_columns_can_be_sorted_by():
    assert {column.key for column in PROCESSES} | {'monitors'} == set(COLUMNS)         # those are counted with the links
    *_, received, sent = screens(Fake(THREE), 'T', 'greater_than_sign', 'greater_than_sign')
    assert 'In▼' in received[2] and 'Out▼' in sent[2] and len(pids(sent)) == 3
    assert 'Prio▲' in shown(Fake(THREE), 'colon', ' sort priority', 'enter')[2]


def test_a_time_that_is_not_known_is_left_out():
    source = Fake((row(100, since=0, since_least=True), row(101, since=3 * 10 ** 9, since_least=True)))
    assert [line.split()[2:5] for line in shown(source)[3:5]] == [['receive', '0', '0'], ['receive', '>3.0s', '0']]


def test_a_filter_while_it_is_typed_and_taken_back():
    _, _, typed, entered, back, _, _, given_up = screens(Fake(THREE), 'slash', ' worker', 'enter', 'escape', 'slash', ' worker', 'escape')
    assert pids(typed) == pids(entered) == [101] and "filter 'worker': 1" in entered[0]
    assert len(pids(back)) == len(pids(given_up)) == 3
    assert shown(Fake(THREE), 'slash', ' zz', 'enter')[3].strip() == 'no process is like that'


def test_the_tree():
    lines = shown(Fake(THREE), 't')
    assert '▾ MyApp.Sup' in lines[3] and '    :worker' in lines[4] and 'tree' in lines[0]
    source = Fake(THREE)
    assert '▸ MyApp.Sup' in shown(source, 't', 'left')[3]
    assert source.log[-1].folded == {100}


def test_tagged_processes_are_suspended_and_resumed_together():
    source = Fake((row(100), row(101, state='suspended'), row(102, state='suspended')))
    shown(source, 'P', 'r', 'down', 'space', 'space', 'g', 'p')
    shown(source, 'P', 'r', 'space', 'space', 'p')
    assert ('resume', (101, 102)) in source.log and ('suspend', (100, 101)) in source.log
    assert shown(Fake(()), 'K')[-1].strip() == 'no process is chosen'


def test_tagged_processes_are_killed_with_a_reason():
    source = Fake(THREE)
    lines = shown(source, 'space', 'space', 'K', 'enter')
    assert ('kill', (101, 102), ':kill') in source.log
    assert lines[-1].strip() == 'exit signal sent to 2 tagged processes'
    assert lines[3].startswith('*') and '2 tagged' in lines[0]
    source = Fake(THREE)
    assert shown(source, 'K')[-1].startswith('exit reason for <0.101.0> :worker: :kill')
    shown(source, 'K', 'escape')
    assert not [entry for entry in source.log if entry[0] == 'kill']


def test_messages_are_sent_and_what_is_wrong_is_told():
    source = Fake(THREE)
    assert shown(source, 's', ' {:ok, 1}', 'enter')[-1].strip() == 'sent to <0.101.0> :worker'
    assert ('send', (101,), '{:ok, 1}') in source.log
    assert shown(source, 's', ' 1 +', 'enter')[-1].strip() == 'syntax error'


def test_suspend_and_resume_are_one_key():
    source = Fake(THREE)
    shown(source, 'p', 'down', 'p')
    assert [entry for entry in source.log if entry[0] in ('suspend', 'resume')] == [('suspend', (101,)), ('resume', (102,))]


def test_only_rows_near_the_screen_are_asked_for():
    source = Fake(MANY)
    lines = shown(source, 'P', 'G')
    assert pids(lines)[-1] == 1099 and len(pids(lines)) == 20
    assert max(entry.count for entry in source.log if entry.__class__ is Query) <= 80
    assert pids(shown(source, 'P', 'pagedown', 'pagedown'))[0] == 119
    assert pids(shown(source, 'P', 'G', 'g'))[0] == 100


def test_following_a_process_through_another_order():
    source = Fake(MANY)
    lines = shown(source, 'P', 'down', 'down', 'F', 'ctrl+r')
    assert 'following <0.102.0>' in lines[0] and source.log[-1].follow == 102
    source.rows = [row(number) for number in range(50)] + source.rows
    cursors = []
    shown(source, 'P', 'G', 'F', 'ctrl+r', then=lambda app: cursors.append((app.view.table.cursor, app.view.table.current.pid)))
    assert cursors == [(1049, 1099)]


def test_frozen_and_rhythm():
    assert 'frozen' in shown(Fake(THREE), 'z')[0]
    assert 'frozen' not in shown(Fake(THREE), 'z', 'z')[0]


def test_narrow_and_wide_and_narrow_again():
    small, wide, tiny = resized(Fake(THREE), [(80, 24), (160, 40), (40, 10)])
    assert 'Memory' not in small[2] and 'Memory' in wide[2] and len(wide) == 40
    assert len(tiny) == 10 and 'Pid' in tiny[2] and max(map(len, tiny)) <= 40


def test_the_help_tells_keys_columns_and_marks():
    lines = shown(Fake(THREE), 'question_mark', size=(100, 90))
    text = '\n'.join(lines)
    assert 'Keys of this view (processes)' in text and 'follow this process' in text and 'its mailbox grows' in text and 'Mbox  M' in text
    assert 'processes' in shown(Fake(THREE), 'question_mark', 'escape')[0]
