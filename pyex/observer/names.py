"""How code, processes and terms are called in the observer's tables."""
from pyex.runtime.process import FUNCTION
from pyex.terms import show
from pyex.terms.atom import Atom, atom
from pyex.terms.function import mfa, owner
from pyex.terms.names import literal

MFA = [Atom, Atom, int]                 # the classes of {module, name, arity}
LABEL, INITIAL_CALL, ANCESTORS = map(atom, ('$process_label', '$initial_call', '$ancestors'))
SUPERVISOR, ERL_EVAL, AGENT = map(atom, ('supervisor', 'erl_eval', 'Elixir.Agent.Server'))
TASK = 'Elixir.Task.Supervised.invoke_mfa/2'
FN = 'fn'                               # what is said of a process of which nothing is known but that it began with one
SCRIPT = 'elixir_compiler_'             # how the modules are called in which the code of a file runs
OWN = 'lib/'                            # how the paths of the standard library begin
LIMITS = {'limit': 30, 'printable_limit': 200}


def short(term, width=200):
    """A term in one line of so many characters at most."""
    text = show.inspect(term, **LIMITS)
    return text if len(text) <= width else text[:width - 1] + '…'


def whole(term, width=80):
    """A term over several lines if need be."""
    return show.inspect(term, pretty=True, width=width, limit=200, printable_limit=2_000)


def module(name):
    """'Foo.Bar' or ':lists' of a module's Atom or str."""
    return literal(name.name if name.__class__ is Atom else name)


def call(initial):
    """'Foo.bar/2' of (module, name, arity)."""
    module_, name, arity = initial
    return f'{module(module_)}.{name.name}/{arity}'


def code(name):
    """What a code name means to a person: 'Foo.bar/2', 'fn in Foo.bar/2', 'fn' (at the prompt), or the name itself ('start')."""
    around = owner(name)
    if around is not None:
        return f'fn in {_mfa(around)}' if not around[0].startswith(SCRIPT) else FN
    if name.endswith('-'):
        return FN
    found = mfa(name) if '/' in name else None
    return _mfa(found) if found else name


def _mfa(parts):
    module_, name, arity = parts
    return f'{module(module_)}.{name}/{arity}'


def place(file, line):
    """'file.ex:12', without folders."""
    return f'{file.rpartition("/")[2]}:{line}' if file else ''


def value(dictionary, key):
    """What stands in a process dictionary ({stored key: term} or None), or None."""
    return dictionary.get(key) if dictionary else None


def label(process):
    """The label that a process gave itself, as text, or None."""
    found = value(process.rare.dictionary, LABEL)
    return None if found is None else found if found.__class__ is str else short(found, 60)


def initial(process):
    """What a process began with."""
    begun = value(process.rare.dictionary, INITIAL_CALL)
    if begun.__class__ is tuple and [part.__class__ for part in begun] == MFA:
        return _initial_call(process, *begun)
    return _fn(process) or FN if process.origin.initial is FUNCTION else call(process.origin.initial)


def _initial_call(process, module_, name, arity):
    """What proc_lib has noted: 'Counter.init/1', 'supervisor MySup', 'fn in Foo.bar/2', 'Agent fn'."""
    if module_ is SUPERVISOR:
        return f'supervisor {literal(name.name)}'
    if not name.name.startswith('-'):
        return call((module_, name, arity))
    around = '' if module_ is ERL_EVAL else f' in {module(module_)}.{name.name[1:].partition("-fun-")[0]}'
    return f'{_kind(process)}fn{around}'


def _kind(process):
    """'Agent ', 'Task ' or nothing, by the functions on the stack of a process that began with a `fn`."""
    for site, live in process.stack:
        if site.name == TASK:
            return 'Task '
        if site.name.startswith('gen_server.') and AGENT in live:
            return 'Agent '
    return ''


def _fn(process):
    """'fn at iex:3' of a process that still is in the `fn` it began with; the outermost function it is in otherwise."""
    frames = process.stack
    unit = frames[0][0].unit if frames else None
    if unit is not None:
        found = frames[0][0].name
        line = next((row[1] for row in unit.site_rows if row[0] == found), frames[0][0].line)
        return _fn_at(found, unit.file, line)
    beginning = getattr(process.frames, '__code__', None)
    return beginning and _fn_at(beginning.co_name, beginning.co_filename, beginning.co_firstlineno)


def _fn_at(name, file, line):
    if not name.endswith('-'):
        return code(name)
    around = owner(name)
    return f'fn at {place(file, line)}' if around is None or around[0].startswith(SCRIPT) else code(name)


def begun(initial, where):
    """What a process began with: (module, name, arity), or the trace's Place of a `fn`."""
    return call(initial) if where is None else _fn_at(where.function, where.file, where.line)


def name(process):
    """Its registered name as text, or None."""
    return None if process.rare.name is None else literal(process.rare.name.name)


def title(process):
    """Its name, else its label, else what it began with."""
    return name(process) or label(process) or initial(process)
