"""What may stand at the cursor, each with a line about it.

One function for each *place* that the cursor can be in (`cursor.py`) gives Candidates. They come from the table of the standard library
(`names.py`), from modules and variables of the node, and from the text itself. The node is asked for the latter once for each
completion (`knowledge.py`); it is hardly ever made to load a module of the library for one.
"""
import os
from itertools import islice
from typing import NamedTuple

from immutables import Map
from prompt_toolkit.completion import Completer, Completion

from pyex.observer.names import title
from pyex.shell import vocabulary
from pyex.shell.cursor import CALL, NAMES, PATH, path_start
from pyex.shell.knowledge import CODE, UNANSWERED
from pyex.shell.names import ELIXIR
from pyex.terms import lists
from pyex.terms.atom import Atom, atom
from pyex.terms.show import inspect

SOME = 200              # processes, files and atoms that are listed at most
NOTE, NARROW = 60, 24   # characters of a value shown, and of a note at least
BIG = 2_000             # keys of a map, bits of an integer: more are not shown
MARGINS = 5             # columns of the menu that are no text
ONLY_MODULES = {'alias', 'import', 'require', 'use', 'defimpl', 'r', 'recompile'}
DEFINING = {'def', 'defmacro'}
TYPES, CALLBACKS = ('type', 'opaque'), ('callback', 'macrocallback')
ENTRIES = {'t': TYPES, 'b': CALLBACKS}          # helpers that ask for something else than functions


class Candidate(NamedTuple):
    """text: replaces what is typed. shown: in the menu. note: the line beside it. rank: the lower, the further up."""
    text: str
    shown: str
    note: str = ''
    rank: int = 5


# ---- the places ---------------------------------------------------------------------------------------------------------------

PLACES = {}


def _place(name):
    def register(function):
        PLACES[name] = function
        return function
    return register


def candidates(text, knowledge, explicit=True):
    """(Candidates for the end of a text, the unfinished word they replace). explicit: a person has asked for them."""
    cursor = knowledge.cursor(text)
    found = PLACES[cursor.place](cursor, knowledge.look(), explicit)
    unique = {}
    for each in sorted(found, key=lambda each: (each.rank, each.text.lstrip('_'), each.text)):
        unique.setdefault(each.text, each)
    typed = '' if cursor.place == 'pid' else cursor.typed
    return matching(unique.values(), typed, explicit or cursor.place == 'member'), cursor.typed


def matching(found, typed, loosely):
    """Those that begin with what is typed; if there is none (and `loosely`), those that hold its letters in this order."""
    begun = [each for each in found if each.text.startswith(typed) and each.text != typed]
    if begun or len(typed) < 2 or any(each.text == typed for each in found):
        return begun
    lower = typed.lower()
    begun = [each for each in found if each.text.lower().startswith(lower)]
    return begun or loosely and [each for each in found if _holds(each.text.lower(), lower)] or []


def _holds(text, letters):
    rest = iter(text)
    return text[:1] == letters[:1] and all(letter in rest for letter in letters)


@_place('nothing')
def _nothing(_cursor, _scene, _explicit):
    return []


@_place('name')
def _name(cursor, scene, explicit):
    if not cursor.typed and not explicit:
        return []
    frame = cursor.frames[-1] if cursor.frames else None
    called = frame.callee if frame and frame.kind == CALL else ''
    fields = [*_fields(frame, scene), *_options(cursor, scene)]
    if fields and not cursor.typed:
        return fields
    if called in scene.variables and not cursor.typed:
        return vocabulary.OPERATORS
    if frame and frame.kind == '.{':
        return _next_modules(scene, scene.module(frame.callee) or '')
    if cursor.typed[:1].isupper() or called in ONLY_MODULES:
        return _root_modules(scene)
    if called in DEFINING and not frame.argument and not frame.keys:
        return _callbacks(cursor, scene)
    if len(cursor.typed) == 1 and not explicit:         # too many begin with it
        return [*fields, *_variables(scene)]
    found = [*fields, *_variables(scene), *_in_text(cursor), *_functions(scene.imports())]
    if called and frame.kind == CALL and (not frame.fresh or called in scene.variables):
        found.append(vocabulary.DO)
    return found + (vocabulary.KEYWORDS if cursor.typed else _root_modules(scene))


@_place('member')
def _member(cursor, scene, _explicit):
    frame = cursor.frames[-1] if cursor.frames else None
    called = frame.callee if frame and frame.kind == CALL else ''
    value = None if cursor.head[:1] in ':' or cursor.head[:1].isupper() else scene.value(cursor.head)
    if value.__class__ is Map:
        return [Candidate(name, name, _preview(value.get(atom(name)))) for name in _keys(value)]
    module = scene.module(cursor.head)
    if module is None:
        return []
    found = [each._replace(rank=6) for each in _next_modules(scene, module)] if module.startswith(ELIXIR) else []
    offer = scene.offer(module)
    if offer is None or called in ONLY_MODULES:
        return found
    return found + _functions([entry for entry in offer.of(*ENTRIES.get(called, CODE)) if not entry.name.startswith('__')])


@_place('atom')
def _atom(cursor, scene, explicit):
    accessed = _accessed(cursor, scene)
    if accessed:
        return accessed
    frame, _ = cursor.call()
    found = _colons(_mentioned(scene, frame, not frame.key and not frame.position, frame.key), 1) if frame is not None else []
    if cursor.typed == ':' and not explicit:
        return found
    for name in scene.modules:
        if not name.startswith(ELIXIR):
            found.append(Candidate(f':{name}', f':{name}', _doc_of(scene, name) or 'Erlang module', 3))
    named = scene.knowledge.ask(lambda: [name.name for name in scene.node.names])
    found += _colons([(name, 'a registered process') for name in named if not name.startswith(ELIXIR)], 2)
    found += _colons([(span.text[1:], '') for span in cursor.spans if span.kind == 'atom'], 4)
    return found + _colons(vocabulary.ATOMS, 4)


def _colons(rows, rank):
    return [Candidate(f':{name}', f':{name}', note, rank + at / SOME / 10) for at, (name, note) in enumerate(rows)]


def _options_of(rows):
    return [Candidate(f'{name}: ', f'{name}:', note, at / SOME / 10) for at, (name, note) in enumerate(rows)]


def _accessed(cursor, scene):
    """The keys of what `path[:` asks."""
    spans = cursor.spans
    if len(spans) < 2 or spans[-1].text != '[' or spans[-2].kind not in NAMES or spans[-2].end != spans[-1].start:
        return []
    start = path_start(spans, len(spans) - 1)
    value = scene.value(''.join(span.text for span in spans[start:-1]))
    return [Candidate(f':{name}', f':{name}', _preview(_got(value, name)), 0) for name in _keys(value)]


@_place('struct')
def _struct(cursor, scene, _explicit):
    start = ELIXIR + (cursor.head + '.' if cursor.head else '')
    found = []
    full = {short: scene.module(short.removeprefix(ELIXIR)) for short in scene.aliases()}
    for name in {*scene.modules, *full}:
        offer = scene.offer(full.get(name, name)) if name.startswith(start) and _may_have_struct(scene, full.get(name, name)) else None
        if offer is not None and offer.fields is not None:
            rest = name[len(start):]
            found.append(Candidate(rest + '{', f'%{rest}{{}}', offer.doc or ', '.join(field[0] for field in offer.fields)))
    return found


def _may_have_struct(scene, name):
    """Whether it costs nothing to know."""
    return name in scene.knowledge.library.offers or name in scene.loaded


@_place('string')
def _string(cursor, scene, explicit):
    frame, _ = cursor.call()
    if frame is not None and frame.callee == 'pid':
        return [candidate._replace(text=candidate.shown[5:-1]) for candidate in _processes(scene)]
    folder, slash, _name = cursor.typed.rpartition('/')
    if not (explicit or slash):
        return []
    return [Candidate(folder + slash + entry.name + ('/' if entry.is_dir() else ''), entry.name + ('/' if entry.is_dir() else ''), '')
            for entry in _files(folder + slash)]


def _files(folder):
    try:
        return sorted(os.scandir(os.path.expanduser(folder) or '.'), key=lambda entry: entry.name)[:SOME]
    except OSError:
        return []


@_place('sigil')
def _sigil(_cursor, scene, _explicit):
    return [Candidate('~' + entry.name[6:], '~' + entry.name[6:], entry.doc)
            for entry in scene.imports() if entry.name.startswith('sigil_')]


@_place('modifiers')
def _modifiers(cursor, _scene, explicit):
    return vocabulary.MODIFIERS.get(cursor.head, []) if explicit else []


@_place('arity')
def _arity(cursor, scene, _explicit):
    found = scene.entries(cursor.head)
    return [Candidate(str(arity), f'/{arity}', f'{entry.signature}  {entry.doc}') for entry in found for arity in entry.arities]


@_place('type')
def _type(_cursor, _scene, _explicit):
    return vocabulary.SEGMENT_TYPES


@_place('attribute')
def _attribute(cursor, _scene, _explicit):
    spans = cursor.spans
    typed = [after.text for before, after in zip(spans, spans[1:]) if before.kind == 'at_op' and after.kind in NAMES]
    return [*vocabulary.ATTRIBUTES, *(Candidate(name, f'@{name}', 'of this module', 0) for name in typed)]


@_place('pid')
def _pid(cursor, scene, _explicit):
    """It would be a comment; `pid/3` makes the same."""
    return [candidate._replace(text=f'pid({candidate.shown[5:-1].replace(".", ", ")})') for candidate in _processes(scene)
            if candidate.shown.startswith(cursor.typed)]


@_place('operator')
def _operator(_cursor, _scene, explicit):
    return vocabulary.OPERATORS if explicit else []


# ---- parts --------------------------------------------------------------------------------------------------------------------


def _root_modules(scene):
    shorts = [Candidate(short.removeprefix(ELIXIR), short.removeprefix(ELIXIR), f'alias of {full.removeprefix(ELIXIR)}', 1)
              for short, full in scene.aliases().items()]
    return shorts + _next_modules(scene, 'Elixir')


def _next_modules(scene, module):
    """The next parts of the names of modules that begin with the name of one."""
    start = module + '.'
    names = {name[len(start):].partition('.')[0] for name in scene.modules if name.startswith(start)}
    return [Candidate(name, name, _doc_of(scene, start + name), 1) for name in names if name[:1].isupper()]


def _doc_of(scene, name):
    offer = scene.knowledge.library.offers.get(name) or (scene.offer(name) if name in scene.loaded else None)
    return offer.doc if offer else ''


def _functions(entries):
    """One Candidate for each name."""
    grouped = {}
    for entry in entries:
        grouped.setdefault(entry.name, []).append(entry)
    return [_function(name, each) for name, each in grouped.items()]


def _function(name, entries):
    arities = sorted({arity for entry in entries for arity in entry.arities})
    told = next((entry for entry in entries if entry.doc), entries[0])
    return Candidate(name, f'{name}/{",".join(map(str, arities))}', f'({", ".join(told.parameters)})  {told.doc}' if told.parameters else told.doc)


def _variables(scene):
    return [Candidate(name, name, _preview(value), 0) for name, value in scene.variables.items()]


def _preview(value):
    """The begin of a value; nothing of one that takes long to show (the keys of a map would be sorted for it)."""
    if value.__class__ is Map and len(value) > BIG:
        return f'a map of {len(value):,} keys'
    if value.__class__ is int and value.bit_length() > BIG:
        return 'a big integer'
    return inspect(value, limit=5, printable_limit=30, width=1000)[:NOTE]


def _in_text(cursor):
    """Names that stand in the text before the cursor: parameters, variables not yet bound, functions being defined."""
    spans = cursor.spans
    found = []
    for before, span in zip([None, *spans], spans):
        if span.kind in NAMES and (before is None or before.text != '.') and len(span.text) > 1:
            defined = span.kind == 'paren_identifier' and before is not None and before.text in ('def', 'defp', 'defmacro', 'defmacrop')
            if defined or span.kind != 'paren_identifier':
                found.append(Candidate(span.text, span.text, 'defined above' if defined else '', 2 if defined else 6))
    return found


def _keys(value):
    """The names of the atom keys of a map or a keyword list."""
    if value.__class__ is Map and len(value) <= BIG:
        return sorted(key.name for key in value if key.__class__ is Atom and not key.name.startswith('__'))
    if value.__class__ is list:
        return [pair[0].name for pair in lists.iterate(value) if pair.__class__ is tuple and len(pair) == 2 and pair[0].__class__ is Atom]
    return []


def _got(value, name):
    if value.__class__ is Map:
        return value.get(atom(name))
    return next(pair[1] for pair in lists.iterate(value) if pair[0] is atom(name))


def _fields(frame, scene):
    """The keys that `%Struct{` and `%{map | ` want."""
    if frame is None or frame.kind not in ('%', '%{') or not frame.fresh:
        return []
    if frame.updates:
        value = scene.value(frame.updates)
        return _options_of([(name, _preview(_got(value, name))) for name in _keys(value) if name not in frame.keys])
    module = scene.module(frame.callee) if frame.callee else None
    offer = scene.offer(module) if module else None
    return _options_of([(name, 'must be given' if needed else f'{default} unless given')
                        for name, default, needed in (offer and offer.fields or ()) if name not in frame.keys])


def _options(cursor, scene):
    """The keywords that the function around the cursor takes here, or the atoms."""
    frame, keys = cursor.call()
    innermost = cursor.frames[-1] if cursor.frames else None
    if frame is None or keys or not innermost.fresh:
        return []
    if frame.keys or innermost.keys or any(_takes_options(entry, frame.position) for entry in scene.entries(frame.callee)):
        given = {*frame.keys, *innermost.keys}
        return _options_of([row for row in _mentioned(scene, frame, True) if row[0] not in given])
    return [] if cursor.typed else _colons(_mentioned(scene, frame, not frame.position), 0)


def _takes_options(entry, position):
    if position >= len(entry.parameters):
        return False
    name = entry.parameters[position].partition(' ')[0]
    return any(word in name for word in ('opt', 'keyword', 'flags', 'attributes')) or entry.parameters[position].endswith('[]')


def _mentioned(scene, frame, options=False, value=None):
    """(name, note) of the atoms that the docs of a called function explain: only its options, if they are asked for and it has some;
    not its options, if a `value` of one is wanted."""
    entries = scene.entries(frame.callee)
    rows = [row for entry in entries for row in entry.mentioned]
    if not rows and (frame.keys or any(_takes_options(entry, frame.position) for entry in entries)):
        offer = scene.offer(scene.module(frame.callee.rpartition('.')[0]) or '')
        rows = offer.mentioned if offer else ()
    if options and any(row[2] for row in rows):
        rows = [row for row in rows if row[2]]
    found = {}
    for name, note, option in rows:
        if not (value and option):
            found[name] = found.get(name) or note
    return list(found.items())


def _callbacks(cursor, scene):
    """The callbacks of the behaviours that the module being typed uses, as heads of functions."""
    return [Candidate(entry.signature, f'{entry.name}/{entry.arity}', entry.doc, 0) for entry in callbacks(cursor, scene)]


def callbacks(cursor, scene):
    """The Entries of the callbacks of the behaviours that the module being typed uses."""
    spans, found = cursor.spans, []
    for index in range(1, len(spans)):
        if spans[index].kind == 'alias' and spans[index - 1].text in ('use', 'behaviour'):
            end = index + 1
            while end < len(spans) and spans[end].kind in PATH and spans[end].start == spans[end - 1].end:
                end += 1
            offer = scene.offer(scene.module(''.join(span.text for span in spans[index:end])))
            found += offer.of(*CALLBACKS) if offer else ()
    return found


def _processes(scene):
    """Candidates shown as pids, with what is known of each."""
    return scene.knowledge.ask(lambda: [Candidate(inspect(pid), inspect(pid), _about(scene, pid)) for pid in islice(scene.node.processes, SOME)])


def _about(scene, pid):
    """Its name, or what it began with."""
    return 'this shell' if pid is scene.knowledge.session.evaluator else title(scene.node.processes[pid])


# ---- for prompt_toolkit -------------------------------------------------------------------------------------------------------


class NodeCompleter(Completer):

    def __init__(self, knowledge, room):
        self.knowledge, self.room = knowledge, room     # room(document): columns from the cursor to the right edge
        self.last = None, ((), '')      # (text, explicit) and what was found for it

    def found(self, text, explicit):
        """As `candidates`; twice in a row for the same text it is looked up once."""
        if self.last[0] != (text, explicit):
            self.last = (text, explicit), candidates(text, self.knowledge, explicit)
        return self.last[1]

    def forget(self):
        """Something may have been evaluated."""
        self.last = None, ((), '')

    def get_completions(self, document, event):
        try:
            found, typed = self.found(document.text_before_cursor, event.completion_requested)
        except UNANSWERED:
            return
        width = self.room(document) + len(typed) - max((len(each.shown) for each in found), default=0) - MARGINS
        for each in found:
            yield Completion(each.text, start_position=-len(typed), display=each.shown, display_meta=shortened(each.note, max(width, NARROW)))


def shortened(note, width):
    """A note that fits, so that the menu stays where the word is."""
    return note if len(note) <= width else note[:width - 1] + '…'
