"""Documentation on the terminal."""
from pyex.shell.markdown import render

DOC = '''\
Words with `code` and **weight**, and so many of them that a line of eighty columns does not hold them.

## Examples

    iex> 1
    1

    iex> 2

  * `:a` - first
    goes on
  * second
'''


def test_render():
    assert render(DOC) == '''\
Words with \x1b[36mcode\x1b[0m and \x1b[1mweight\x1b[0m, and so many of them that a line of eighty
columns does not hold them.

\x1b[33m## Examples\x1b[0m

\x1b[36m    iex> 1\x1b[0m
\x1b[36m    1\x1b[0m

\x1b[36m    iex> 2\x1b[0m

  • \x1b[36m:a\x1b[0m - first goes on
  • second
'''
