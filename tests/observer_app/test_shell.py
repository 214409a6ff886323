"""The observer opened at the prompt of a real shell, in a pseudo-terminal."""
ENTER, CTRL_C, LEFT, F5 = '\r', '\x03', '\x1b[D', '\x1b[15~'
SETUP = 'pid = spawn(fn -> receive do :go -> IO.puts("printed " <> "meanwhile") end end); Process.register(pid, :patient)'


def test_the_observer_takes_the_screen_and_gives_it_back(shell):
    shell.type(SETUP + ENTER, 'pyex(2)>')
    shell.type('observer()' + ENTER, lambda terminal: ':patient' in terminal.text and 'Current function' in terminal.text)
    lines = shell.text.split('\n')
    assert lines[0].startswith(' pyex  processes') and len(lines) == 24 and lines[-1].endswith('q leave')

    shell.resize(120, 30)
    shell.wait(lambda terminal: 'Memory' in terminal.text and terminal.text.split('\n')[-1].endswith('q leave') and len(terminal.text.split('\n')) == 30)
    shell.resize(60, 12)
    shell.wait(lambda terminal: 'Memory' not in terminal.text and len(terminal.text.split('\n')) == 12)

    shell.type('/', lambda terminal: terminal.text.split('\n')[-1].startswith('/'))
    shell.type('patient' + ENTER, "filter 'patient': 1")
    shell.type('s', 'send to').type(':go' + ENTER, 'sent to')
    shell.child.send('q')
    shell.wait('pyex(3)>')
    assert 'printed meanwhile' in shell.text.replace('\n', '')         # pyte knows of no second screen, so it may be broken over lines
    shell.type('6 * 7' + ENTER, '42').type(':observer.start()' + ENTER, '+Reds')
    shell.type(CTRL_C, 'pyex(5)>')


def test_what_is_typed_waits_for_the_person(shell):
    shell.type('[1, ]' + LEFT, 'pyex(1)> [1, ]').type(F5, '+Reds')
    shell.type('q', 'pyex(1)> [1, ]').type('2' + ENTER, '[1, 2]')
