"""Quoted -> expanded: macros run, names resolved, variables numbered. See pyex/README.md sections 2 and 3.

    forms           the table of special forms; the files below register theirs
    expander        the walk over quoted code, its state, scopes of variables
    structures, control, comprehensions, captures, bitstrings, quoting, names, calls      the forms
    macros, definers                calling macros; Kernel's native ones
    builder, attributes, definitions, behaviours, reports, module        modules being defined
    env, world, lexical, metadata   what surrounds an expansion
"""
from pyex.expand import bitstrings, calls, captures, comprehensions, control, definers, definitions, names, quoting, structures
from pyex.expand.env import Env, from_struct
from pyex.expand.expander import Expander
from pyex.expand.module import environment

__all__ = ['Env', 'Expander', 'environment', 'from_struct', 'bitstrings', 'calls', 'captures', 'comprehensions', 'control', 'definers',
           'definitions', 'names', 'quoting', 'structures']
