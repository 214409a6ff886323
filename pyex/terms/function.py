"""Functions: a term that is a function is a plain Python function; its Elixir arity is its count of positional parameters.

Where it comes from stands in its code's name (`co_name`), which the compiler writes:
`Elixir.Foo.bar/2` for a named function, `Elixir.Foo.bar/2-fun-0-` for a `fn` within one (numbered from 0 in each function),
`&Elixir.Foo.bar/2` for an external capture (`&Foo.bar/2`), `(file)-fun-` for a `fn` typed at the prompt;
the code of a file is `elixir_compiler_0.__FILE__/1`.
Captured variables are in the closure cells.
"""
from types import FunctionType


def is_function(term):
    return term.__class__ is FunctionType


def arity(function):
    return function.__code__.co_argcount


def is_external(function):
    return function.__code__.co_name[0] == '&'


def mfa(code_name):
    """('Elixir.Foo', 'bar', 2) of the code name of a named or captured function, or None (a `fn`)."""
    if code_name.endswith('-'):
        return None
    module_and_name, _, arity_ = code_name.lstrip('&').rpartition('/')
    return _split_name(module_and_name, arity_)


def _split_name(text, arity_):
    start = 0
    if text.startswith('Elixir.'):              # a module's parts begin with upper case letters, a function does not
        start = len('Elixir')
        while text[start:start + 1] == '.' and text[start + 1:start + 2].isupper():
            following = text.find('.', start + 1)
            if following < 0:
                break
            start = following
    else:
        start = text.find('.')
    return text[:start], text[start + 1:], int(arity_)


def owner(code_name):
    """(mfa of the function around a `fn`) for the code name of a `fn`, None at the prompt."""
    head, mark, _ = code_name.partition('-fun-')
    return mfa(head) if mark and '/' in head else None
