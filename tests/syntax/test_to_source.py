"""Quoted code to source: as `Macro.to_string` of real Elixir laid it out, and such that it reads back as the same code."""
from golden import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from quoted_text import dump

from pyex.syntax import parse, to_source
from pyex.syntax.strings import unescape
from pyex.terms.atom import FALSE, NIL, TRUE, Atom, atom
from pyex.terms.lists import from_python, to_python


def check(text, expected):
    assert to_source(parse(text)) == expected


def test_layout_is_elixirs():
    wrong = [text for text, answer in cases('layout.source') if to_source(parse(text)) != answer]
    assert wrong == []


def test_what_1_18_does_otherwise():
    check("'abc'", '~c"abc"')
    check("'a#{b}'", '~c"a#{b}"')
    check('[104, 105]', '~c"hi"')
    check('... a', '...a')


def test_escapes_inside_of_interpolated_strings():
    check(r'"a\\ \"b\" #{c}\n"', r'"a\\ \"b\" #{c}\n"')


def test_terms_that_are_no_code():
    assert to_source((atom('a'), 1, 2, 3)) == '{:a, 1, 2, 3}'


NAMES = st.sampled_from(['a', 'b', 'foo', 'bar?', 'x1', 'list']).map(atom)
LEAVES = st.one_of(
    st.integers(0, 10 ** 9), st.floats(0, 1e20), st.text('ab"#{}\\\n é', max_size=5), st.sampled_from([TRUE, FALSE, NIL]),
    st.sampled_from(['ok', 'two words', '+', 'Up', 'x?']).map(atom),
    NAMES.map(lambda name: (name, None, NIL)),
    st.sampled_from([(atom('__aliases__'), None, from_python([atom('A'), atom('B')]))]))
BINARY = st.sampled_from('+ - * / ++ -- <> | || && and or == < in |> = :: <- \\\\ .. ** ^^^ &&& ~>'.split()).map(atom)
UNARY = st.sampled_from('! not ^ @'.split()).map(atom)           # `if -(a) do` cannot be written, in Elixir neither


def _nodes(inner):
    several = st.lists(inner, max_size=3).map(from_python)
    return st.one_of(
        several,
        st.tuples(inner, inner),
        st.tuples(st.just(atom('{}')), st.none(), st.lists(inner, min_size=3, max_size=3).map(from_python)),
        st.tuples(NAMES, st.none(), several),
        st.tuples(BINARY, st.none(), st.tuples(inner, inner).map(from_python)),
        st.tuples(UNARY, st.none(), inner.map(lambda item: [item, None])),
        st.tuples(inner, NAMES, several).map(lambda t: ((atom('.'), None, from_python([t[0], t[1]])), None, t[2])),
        st.tuples(several, inner).map(lambda t: (atom('fn'), None, [(atom('->'), None, from_python(list(t))), None])),
        st.tuples(st.just(atom('%{}')), st.none(), st.lists(st.tuples(inner, inner), max_size=3).map(from_python)),
        st.tuples(inner, inner).map(lambda t: (atom('if'), None, from_python([t[0], [(atom('do'), t[1]), None]]))),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: (atom('__block__'), None, from_python(items))))


@given(st.recursive(LEAVES, _nodes, max_leaves=12))
@settings(max_examples=400, deadline=None)
def test_source_reads_back_as_the_same_code(tree):
    again = parse(to_source(tree))
    assert dump(plain(again)) == dump(plain(tree)), to_source(tree)


def plain(tree):
    """A tree without metadata, blocks of one expression and other things that text cannot tell apart."""
    if tree.__class__ is list:
        return from_python([plain(item) for item in to_python(tree)])
    if tree.__class__ is not tuple:
        return tree
    if len(tree) == 3 and tree[0] is atom('__block__') and tree[2].__class__ is list and tree[2][1] is None:
        return plain(tree[2][0])
    if len(tree) == 3 and (tree[1] is None or tree[1].__class__ is list):
        head, arguments = plain(tree[0]), plain(tree[2])
        if head is atom('not') and tree[2].__class__ is list and _is_in(tree[2][0]):
            return head, None, arguments
        if head is atom('sigil_c'):
            text = unescape(to_python(tree[2])[0][2][0])
            return from_python([ord(character) for character in text])
        return head, None, arguments
    return tuple(plain(item) for item in tree)


def _is_in(node):
    return node.__class__ is tuple and len(node) == 3 and node[0].__class__ is Atom and node[0].name == 'in'
