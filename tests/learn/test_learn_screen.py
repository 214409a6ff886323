"""A lesson in a terminal, begun at the prompt of a shell."""
from terminals import CTRL_C, ENTER, TAB, Terminal
from test_lesson import PAGE


def offered(text):
    """Whether the screen ends with this, and something that is offered at the prompt."""
    return lambda terminal: terminal.text.endswith(text + '\nEnter runs this; what you type replaces it; Tab edits it')


def test_a_lesson_in_a_terminal(tmp_path):
    path = tmp_path / 'tiny.md'
    path.write_text(PAGE)
    terminal = Terminal(tmp_path, columns=100, rows=40)
    try:
        terminal.type('before = 5' + ENTER, 'pyex(2)>')
        terminal.type(f'learn("{path}")' + ENTER, 'pyex tiny 1/4> n = 20 + 1')              # what is shown stands at the prompt
        terminal.type(ENTER, offered('21\npyex tiny 1/4> n'))
        terminal.type(CTRL_C, lambda t: t.text.endswith('pyex tiny 1/4>'))
        terminal.type('n + 1' + ENTER, offered('22\npyex tiny 1/4> n'))
        terminal.type('hint()' + ENTER, offered('Enter goes on.\n\npyex tiny 1/4> n'))        # what is typed replaces it
        terminal.type(TAB + ' - 1' + ENTER, offered('20\npyex tiny 1/4> n'))
        terminal.type(ENTER, lambda t: t.text.endswith('Double it, as m.\n\npyex tiny 2/4>'))
        terminal.type('hint' + ENTER, 'Hint 1 of 2. Times two.')
        terminal.type('receive do :x -> 1 end' + ENTER, 'nobody is left who could send one: Ctrl+C')
        terminal.type(CTRL_C, '** (interrupted)')
        terminal.type('m = 42' + ENTER, 'pyex tiny 3/4>')
        terminal.type('skip()' + ENTER, 'pyex tiny 4/4>')
        assert 'pyex tiny 3/4> send(echo, {:ping, self()})' in terminal.text and '(Enter runs this)' in terminal.text
        terminal.type(ENTER, 'pyex tiny done>')
        terminal.type('Tiny.m()' + ENTER, lambda t: t.text.endswith('42\npyex tiny done>'))
        terminal.type('receive do :x -> 1 end' + ENTER, 'nobody is left who could send one')
        terminal.type(CTRL_C, lambda t: t.text.endswith('pyex tiny done>'))
        terminal.type('quit()' + ENTER, 'pyex(3)>')
        terminal.type('before + 1' + ENTER, lambda t: t.text.endswith('6\npyex(4)>'))
        terminal.type('learn(:tinny)' + ENTER, 'There is no lesson `tinny`.')
    finally:
        terminal.child.close(force=True)
