"""Documentation and helpers in colour, on a screen."""


def colored(terminal, text):
    """(colour, reversed) of the cells in which a text stands on the screen."""
    row = next(y for y, line in enumerate(terminal.screen.display) if text in line)
    column = terminal.screen.display[row].index(text)
    cells = [terminal.screen.buffer[row][x] for x in range(column, column + len(text))]
    assert len({(cell.fg, cell.reverse) for cell in cells}) == 1, cells
    return cells[0].fg, cells[0].reverse


def test_documentation_has_colors(shell):
    shell.type('h Enum.count/2\r', 'pyex>')
    shell.wait('iex> Enum.count')
    assert colored(shell, 'def count(enumerable, fun)') == ('brown', True)
    assert colored(shell, 'iex> Enum.count') == ('cyan', False)


def test_types_and_titles(shell):
    shell.type('t GenServer.from\r', '@type from()')
    assert colored(shell, '@type') == ('cyan', False)
    assert colored(shell, 'from() ::') == ('default', False)
    shell.type('i 4711\r', 'Implemented protocols')
    assert colored(shell, 'Data type') == ('brown', False)
    assert colored(shell, '  Integer') == ('default', False)


def test_a_narrow_screen_without_color(pseudo_terminal):
    terminal = pseudo_terminal(columns=44, NO_COLOR='1', COLUMNS='70')
    terminal.type('h is_atom\r', 'pyex(2)>')
    assert '''
             def is_atom(term)

  @spec is_atom(term()) :: boolean()

guard: true

Whether the term is an atom (`true`,
`false`, `nil` and module names are).
Allowed in guards.
''' in terminal.text
    terminal.type('IEx.configure(colors: [enabled: true, eval_result: :red])\r', ':ok')
    terminal.type('self()\r', '#PID')
    assert colored(terminal, '#PID<')[0] == 'red'
