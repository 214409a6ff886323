"""Documentation on the terminal: the lines were compared with those that IO.ANSI.Docs prints."""
import textwrap

import pytest

from pyex.shell.markdown import render

COLORS = {'doc_headings': '<h>', 'doc_code': '<c>', 'doc_inline_code': '<i>', 'doc_bold': '<b>', 'doc_underline': '<u>', 'doc_quote': '<q>',
          'doc_table_heading': '<t>'}


def check(text, wanted, width=80, colors=None):
    shown = render(textwrap.dedent(text).strip('\n'), width, colors).replace('\x1b[0m', '</>')
    assert [line.rstrip() for line in shown.rstrip('\n').split('\n')] == textwrap.dedent(wanted).strip('\n').split('\n')


def test_plain():
    check('''
        Words with `code` and **weight**, and so many of them that a line of eighty columns does not hold them.
        ## Examples

            iex> 1
            1

            iex> 2

          * `:a` - first
            goes on
          * second
    ''', '''
        Words with `code` and **weight**, and so many of them that a line of eighty
        columns does not hold them.

        ## Examples

            iex> 1
            1

            iex> 2

          * `:a` - first goes on
          * second
    ''')


def test_colors():
    check('''
        Words with `code in one piece`, **weight**, *slant* and 2 * 3 * 4 or snake_case_words.
        # Title
            code
        > A quote
    ''', '''
        Words with <i>code in one piece</>, <b>weight</>, <u>slant</> and 2 * 3 * 4 or snake_case_words.
        </>
        <h># Title</>
        </>
        <c>    code</>
        </>
        <q>> </>A quote
        </>
    ''', 90, COLORS)


def test_lists():
    check('''
        Text before:
          * one that is so long that it does not fit on the line
          * two
            * nested, and again so long that it has to be folded

            more of two

        1. first
        2. second

               code
    ''', '''
        Text before:

          * one that is so long that it
            does not fit on the line
          * two
            * nested, and again so long
              that it has to be folded

            more of two

          1. first
          2. second
                 code
    ''', 40)


def test_tables():
    check('''
        | Name        | Value |
        | ----------- | ----: |
        | `a`         | 1     |
        | longer name | **2** |

        a | b
        --|--
        1 | 2
    ''', '''
        Name        | Value
        `a`         |     1
        longer name | **2**

        a | b
        1 | 2
    ''')


def test_links():
    check('''
        [A link](https://example.com/page), [another one][ref] and <https://third.org>; [`Enum.map/2`](enum.html), `t:x/0`, \\*no star\\*.

        [ref]: https://example.com/ref "Title"
    ''', '''
        A link (https://example.com/page), another one (https://example.com/ref) and
        https://third.org; `Enum.map/2` (enum.html), `t:x/0`, *no star*.
    ''')


def test_admonitions_and_fences():
    check('''
        > #### Mind {: .warning}
        >
        > That is *all* that there is to say about it here.

        ```elixir
        fn ->

          :ok
        end
        ```
    ''', '''
        <q>> </><h>#### Mind</>
        <q>> </>
        <q>> </>That is <u>all</> that there is to say
        <q>> </>about it here.
        </>
        <c>    fn -></>
        <c>    </>
        <c>      :ok</>
        <c>    end</>
        </>
    ''', 40, COLORS)


@pytest.mark.parametrize('width', range(40, 121, 20))
def test_widths(width):
    text = ' '.join('word' * (number % 3 + 1) for number in range(99))
    lines = render(f'{text}\n\n* {text}\n\n> {text}', width).split('\n')
    assert max(map(len, lines)) < width
    assert max(map(len, lines)) > width - 14


@pytest.mark.parametrize('text', ['', '```\n```', '* ```\n  ```', 'a | b\n---', '> ' * 50, '  * ' * 50, '[a](' * 40, '**a*', '`'])
def test_odd_texts(text):
    render(text, 40, COLORS)
