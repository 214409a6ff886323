"""The table of special forms: one decorated function for each, found by name and number of arguments.

    @form('case', 2)
    def expand_case(x, meta, args): ...      # x the Expander, args a Python list; returns expanded code

`ANY` as the arity takes all numbers of arguments; `NAME` is the form without arguments or parentheses (`__MODULE__`).
"""
from pyex.terms.atom import atom

ANY, NAME = 'any', 'name'
FORMS = {}              # (name, arity) -> function; filled while the files of forms are imported
OPEN_FORMS = {}         # name -> function, for ANY
NAMES = {}              # name -> function(x, meta), for NAME


def form(name, arity=ANY):
    def register(function):
        if arity == ANY:
            OPEN_FORMS[atom(name)] = function
        elif arity == NAME:
            NAMES[atom(name)] = function
        else:
            FORMS[atom(name), arity] = function
        return function
    return register


def is_special(name, arity):
    """Whether `name/arity` is a special form (which no module may define)."""
    return (name, arity) in FORMS or name in OPEN_FORMS or arity == 0 and name in NAMES
