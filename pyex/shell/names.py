"""What the modules of the standard library offer, as a table that is read without loading any of them.

It is made from the cache of compiled code (docs, signatures, fields of structs) and kept beside it, each source file's part under
that file's key; so only what has changed is read anew. Modules that are typed at the prompt are described by the same functions.
"""
import importlib
import marshal
import os
import re
from functools import partial
from typing import NamedTuple

from pyex.library import PACKAGE, Cache, module_names, sources
from pyex.natives import registry
from pyex.syntax import parse, to_source
from pyex.syntax.errors import ElixirSyntaxError
from pyex.terms import lists
from pyex.terms.atom import Atom, atom

FILE, FORM = 'names.bin', 3      # a table of another form is made anew
NATIVES = PACKAGE / 'natives'
FIELD, DEFAULT, DEFAULTS, WHEN, TYPED = map(atom, ('field', 'default', 'defaults', 'when', '::'))
ELIXIR = 'Elixir.'


class Entry(NamedTuple):
    """A function, macro, type or callback. parameters: as written ('options \\\\ []'). doc: its first line. mentioned: the atoms that its doc
    explains, (name, note, whether it is an option or an item of a list) each. defaults: how many parameters may be left out."""
    name: str
    arity: int
    kind: str
    parameters: tuple
    doc: str
    mentioned: tuple
    defaults: int

    @property
    def arities(self):
        return range(self.arity - self.defaults, self.arity + 1)

    @property
    def signature(self):
        return f'{self.name}({", ".join(self.parameters)})'


class Offer(NamedTuple):
    """A module. mentioned: as an Entry's. fields: of its struct, (name, default as text, must it be given) each; None if it has none. kinds of entries:
    'function', 'macro', 'type', 'opaque', 'callback', 'macrocallback'."""
    doc: str
    fields: tuple
    entries: tuple
    mentioned: tuple = ()

    def of(self, *kinds):
        return [entry for entry in self.entries if entry.kind in kinds]


# ---- from a module's metadata -------------------------------------------------------------------------------------------------


def offer_of(metadata, inspect):
    """The Offer of a module, from its Metadata. inspect(term): its text."""
    docs = metadata.docs
    documented = {} if docs is None else docs.entries
    typed = _typed_parameters(metadata.specs)
    entries = [_documented(key, doc, typed) for key, doc in documented.items() if doc.text is not False]
    listed = {(key[1].name, arity) for key, doc in documented.items() if key[0] in ('function', 'macro') for arity in _arities(key, doc)}
    for kind, names in (('function', metadata.functions), ('macro', metadata.macros)):
        entries += [Entry(name.name, arity, kind, _unnamed(arity), '', (), 0) for name, arity in names
                    if (name.name, arity) not in listed and not name.name.startswith('__')]
    about = docs.moduledoc if docs else None
    return Offer(first_line(about), _fields(metadata, inspect), tuple(entries), mentions(about))


def _documented(key, doc, typed):
    kind, name, arity = key
    shown = parameters(doc.signature, arity) if doc.signature else typed.get(key) or _unnamed(arity)
    return Entry(name.name, arity, kind, shown, first_line(doc.text), mentions(doc.text), _defaults(doc))


def _defaults(doc):
    return doc.meta.get(DEFAULTS, 0) if doc.meta is not None else 0


def _arities(key, doc):
    return range(key[2] - _defaults(doc), key[2] + 1)


def _fields(metadata, inspect):
    if metadata.struct is None:
        return None
    needed = {name.name for name in metadata.enforced}
    rows = [(field.get(FIELD).name, inspect(field.get(DEFAULT))) for field in lists.iterate(metadata.fields)] if metadata.fields else \
           [(key.name, inspect(value)) for key, value in metadata.struct.items() if key.__class__ is Atom]
    return tuple((name, default, name in needed) for name, default in rows if not name.startswith('__'))


def _typed_parameters(specs):
    """{(kind, name, arity): parameters} of callbacks, from their types."""
    found = {}
    for kind, quoted in specs:
        kind = kind.name if kind.__class__ is Atom else kind
        if kind in ('callback', 'macrocallback'):
            head = _head(quoted)
            if head is not None:
                shown = tuple(map(_parameter, lists.iterate(head[2])))
                found[kind, head[0], len(shown)] = shown
    return found


def _head(quoted):
    """`{name, meta, arguments}` of a typespec."""
    while quoted.__class__ is tuple and len(quoted) == 3 and quoted[0] in (WHEN, TYPED):
        quoted = quoted[2][0]
    return quoted if quoted.__class__ is tuple and len(quoted) == 3 and (quoted[2] is None or quoted[2].__class__ is list) else None


def _parameter(quoted):
    """`name` of `name :: type`, else the type's own name."""
    typed = quoted.__class__ is tuple and len(quoted) == 3 and quoted[0] is TYPED
    return to_source(quoted[2][0] if typed else quoted)


def parameters(signature, arity):
    """('enumerable', 'fun') of 'map(enumerable, fun)'."""
    try:
        quoted = parse(signature)
    except ElixirSyntaxError:
        return _unnamed(arity)
    arguments = quoted[2] if quoted.__class__ is tuple and len(quoted) == 3 else None
    if arguments.__class__ is not list:
        return _unnamed(arity)
    return tuple(' '.join(to_source(argument).split()) for argument in lists.iterate(arguments))


def _unnamed(arity):
    return tuple(f'arg{number}' for number in range(1, arity + 1))


def first_line(text):
    """The first sentence of a doc, or its first line."""
    if not text:
        return ''
    paragraph = ' '.join(text.strip().partition('\n\n')[0].split())
    return paragraph.partition('. ')[0].rstrip('.:')


# In a doc (which is Markdown): an item of a list that begins with atoms, a sentence that lists options, and an atom in running text with
# what stands in parentheses after it.
_ITEM = re.compile(r'^\s*\* ((?:`:\w+[?!]?`(?:, | or | and )?)+)(?: ?[-:–] (.*))?', re.M)
_OPTIONS = re.compile(r'\b[Oo]ptions?\b[^:.]*:((?:[^.`]|`[^`]*`)*)')
_ATOM = re.compile(r'`:(\w+[?!]?)`(?: \(([^)]*)\))?')


def mentions(text):
    """The atoms that a doc explains, with its words: ((name, note, is it an option), ...)."""
    if not text or '`:' not in text:
        return ()
    head = text.partition('\n## ')[0]           # what follows is about something else, if the options are told already
    prose, found = _prose(head if _ITEM.search(head) else text), {}
    for item in _ITEM.finditer(prose):
        for name, _ in _ATOM.findall(item[1]):
            found.setdefault(name, (_plain(item[2] or ''), True))
    for listed in _OPTIONS.finditer(prose):
        for name, note in _ATOM.findall(listed[1]):
            found.setdefault(name, (_plain(note), True))
    for name, note in _ATOM.findall(prose):
        found.setdefault(name, (_plain(note), False))
    return tuple((name, *rest) for name, rest in found.items())


def _plain(note):
    return ' '.join(note.replace('`', '').rstrip('.').split())


def _prose(text):
    """A doc without its code; what goes on with an item of a list stands on the item's line."""
    lines, item = [], False
    for line in text.split('\n'):
        begins = line.lstrip().startswith('* ')
        if item and not begins and line.startswith('  '):
            lines[-1] += ' ' + line.strip()
            continue
        item = begins
        if begins or not line.startswith('    '):
            lines.append(line)
    return '\n'.join(lines)


def native_offers():
    """{module: Offer} of the natives of Erlang's modules, all of which are imported for it."""
    importlib.import_module('pyex.natives.everything')
    found = {}
    for module, name, arity in sorted(registry.names()):
        if not module.startswith('pyex_'):
            found.setdefault(module, []).append(_native(module, name, arity))
    return {module: Offer('', None, tuple(entries)) for module, entries in found.items()}


def _native(module, name, arity):
    named = registry.parameters(module, name, arity)
    shown = tuple(each.strip('_') for each in named) if len(named) == arity else _unnamed(arity)
    return Entry(name, arity, 'function', shown, first_line(registry.doc(module, name, arity)), (), 0)


# ---- the table of the standard library ----------------------------------------------------------------------------------------


class Names:
    """{module name ('Elixir.Enum', 'lists'): Offer} of the standard library; `modules`: the names of all there are."""

    def __init__(self, cache=None, inspect=str):
        self.cache, self.inspect = cache or Cache(), inspect
        self.offers, self.modules = {}, set()

    def load(self):
        """Read the table; make anew what is not there or has changed."""
        stored, sealed, kept = self._stored(), self.cache.sealed, {}
        for name, key, make in self._wanted():
            part = stored.get(name)
            if part is None or part[0] != key and not sealed:
                part = make() or part           # an old one tells more than none
            if part is not None:
                kept[name] = part
        if kept != stored:
            self._store(kept)
        self._take(kept)
        return self

    def _wanted(self):
        """(name, key, function that makes it) of all parts of the table."""
        for path in sources():
            key = self.cache.key(path)
            yield self.cache.file_name(path), key, partial(self._part, path, key)
        key = _stamps(NATIVES)
        yield 'natives', key, lambda: (key, {module: _row(offer) for module, offer in native_offers().items()})

    def _part(self, path, key):
        """(key, {module: row}) of a source file that has been compiled, else None."""
        found = self.cache.load(path)
        if found is None:
            return None
        return key, {compiled.name: _row(offer_of(metadata, self.inspect)) for compiled, metadata in found}

    def _take(self, parts):
        for _, rows in parts.values():
            for module, (doc, fields, entries, mentioned) in rows.items():
                before = self.offers.get(module)
                entries = (*(before.entries if before else ()), *(Entry(*entry) for entry in entries))
                self.offers[module] = Offer(doc or before and before.doc or '', fields, entries, mentioned)
        self.modules = {*self.offers, *(_full_name(name) for name in module_names())}
        self.modules = {name for name in self.modules if not name.startswith('pyex_')}

    def _stored(self):
        for folder in self.cache.folders:
            try:
                form, parts = marshal.loads((folder / FILE).read_bytes())
                return parts if form == FORM else {}
            except (OSError, ValueError, EOFError, TypeError):
                continue
        return {}

    def _store(self, parts):
        data = marshal.dumps((FORM, parts))
        for folder in self.cache.folders:
            try:
                unfinished = folder / f'{FILE}.{os.getpid()}'
                unfinished.write_bytes(data)
                os.replace(unfinished, folder / FILE)
                return
            except OSError:
                continue


def _row(offer):
    return offer.doc, offer.fields, tuple(tuple(entry) for entry in offer.entries), offer.mentioned


def _full_name(name):
    return name[1:] if name.startswith(':') else ELIXIR + name


def _stamps(folder):
    """Bytes that change when a Python file of a folder does."""
    files = sorted(os.scandir(folder), key=lambda file: file.name)
    return b''.join(b'%s%d;' % (file.name.encode(), file.stat().st_mtime_ns) for file in files if file.name.endswith('.py'))
