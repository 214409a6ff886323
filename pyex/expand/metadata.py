"""What is known of a compiled module besides its code: plain data, made when the module is closed and kept in its record."""
from dataclasses import dataclass, field


@dataclass
class Metadata:
    name: object                            # Atom
    file: str = 'nofile'
    line: int = 0
    functions: tuple = ()                   # ((name Atom, arity), ...) sorted, public ones
    macros: tuple = ()
    attributes: tuple = ()                  # ((name Atom, value), ...): persisted ones, and behaviour, vsn
    docs: object = None                     # Docs, None for what must not be documented at all
    struct: object = None                   # the map of defaults
    enforced: tuple = ()                    # keys of @enforce_keys
    fields: object = None                   # what __info__(:struct) gives
    deprecated: dict = field(default_factory=dict)      # {(name, arity): reason}
    behaviours: tuple = ()
    callbacks: tuple = ()                   # ((name, arity), ...) in order of definition, macros as MACRO-name/arity+1
    optional_callbacks: tuple = ()
    specs: tuple = ()                       # ((kind, quoted), ...) of @spec, @type, ...
    heads: dict = field(default_factory=dict)           # {(name, arity): (kind, [(args, guards)])} for blame
    compile_options: object = None


@dataclass
class Docs:
    """`moduledoc`: str, False (hidden) or None; entries: {(kind, name, arity): Doc}."""
    moduledoc: object = None
    meta: object = None
    line: int = 0
    entries: dict = field(default_factory=dict)


@dataclass
class Doc:
    line: int
    signature: str
    text: object = None                     # str, False or None
    meta: object = None                     # a map
