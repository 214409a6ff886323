"""What is known of a compiled module besides its code: plain data, made when the module is closed and kept in its record.

Out of the stdlib's cache comes a `Metadata` whose docs, specs and heads are still pickled: most are never asked for, and
reading them all would take a third of the time that a start takes.
"""
import pickle

_SELDOM = ('docs', 'specs', 'heads')


class Metadata:
    """
    functions, macros: ((name Atom, arity), ...) sorted, public ones. attributes: ((name Atom, value), ...), persisted ones,
    and behaviour, vsn. struct: the map of defaults; enforced: keys of @enforce_keys; fields: what __info__(:struct) gives.
    deprecated: {(name, arity): reason}. callbacks: ((name, arity), ...) in order of definition, macros as
    MACRO-name/arity+1. specs: ((kind, quoted), ...) of @spec, @type, ... docs: Docs, None for what must not be documented.
    heads: {(name, arity): (kind, [(args, guards)])}, for blame. definitions: {(name, arity): compiler.Definition} for breakpoints,
    of what was compiled here and not read from the cache. replaced: {(name, arity): the function before it got one}. source: the text it was typed as (pipeline.Source), or None.
    """

    def __init__(self, name, file='nofile', line=0, functions=(), macros=(), attributes=(), docs=None, struct=None, enforced=(),
                 fields=None, deprecated=None, behaviours=(), callbacks=(), optional_callbacks=(), specs=()):
        self.name, self.file, self.line = name, file, line
        self.functions, self.macros, self.attributes = functions, macros, attributes
        self.struct, self.enforced, self.fields = struct, enforced, fields
        self.deprecated, self.behaviours = deprecated or {}, behaviours
        self.callbacks, self.optional_callbacks = callbacks, optional_callbacks
        self.docs, self.specs, self.heads = docs, specs, {}
        self.definitions, self.replaced, self.source = {}, {}, None

    def __getstate__(self):
        state = {field: value for field, value in vars(self).items() if field not in _SELDOM}
        state['definitions'], state['replaced'] = {}, {}
        state['pickled'] = pickle.dumps([getattr(self, field) for field in _SELDOM])
        return state

    def __getattr__(self, field):
        if field not in _SELDOM:
            raise AttributeError(field)
        vars(self).update(zip(_SELDOM, pickle.loads(vars(self).pop('pickled'))))
        return vars(self)[field]


class Docs:
    """moduledoc: str, False (hidden) or None. entries: {(kind, name, arity): Doc}. meta: a map."""

    def __init__(self, moduledoc=None, meta=None, line=0, entries=None):
        self.moduledoc, self.meta, self.line, self.entries = moduledoc, meta, line, entries or {}


class Doc:
    """text: str, False or None. meta: a map."""

    def __init__(self, line, signature, text=None, meta=None):
        self.line, self.signature, self.text, self.meta = line, signature, text, meta
