"""What may stand at the cursor: modules, their functions, variables, keys of maps, and what is imported at the prompt.

Names come from the node itself: its module table, and the state that the evaluator keeps in its process dictionary.
"""
from immutables import Map
from prompt_toolkit.completion import Completer, Completion

from pyex.library import module_names
from pyex.syntax import tokens
from pyex.terms import lists, maps
from pyex.terms.atom import Atom, alias, atom

STATE, BINDING, ENV, FUNCTIONS, MACROS = map(atom, ('iex_evaluator', 'binding', 'env', 'functions', 'macros'))
MODULE = 'Elixir.'
SPECIAL = alias('Kernel', 'SpecialForms')
WORDS = ('do', 'end', 'fn', 'true', 'false', 'nil', 'when', 'and', 'or', 'not', 'in', 'else', 'rescue', 'catch', 'after')


class NodeCompleter(Completer):

    def __init__(self, session):
        self.session = session

    def get_completions(self, document, _event):
        before = document.text_before_cursor
        found = self.session.node.entry.call(lambda: candidates(before, self.session.node, self.session.evaluator))
        typed = word(before)[1]
        for text, shown in found:
            yield Completion(text, start_position=-len(typed), display=shown)


def word(text):
    """(what stands before the last dot, the unfinished name after it) at the end of a text; before is None without a dot."""
    parts = _trailing(text)
    if not parts:
        return None, ''
    last = parts[-1]
    if last == '.':
        return ''.join(parts[:-1]), ''
    head = parts[:-1]
    if head and head[-1] == '.':
        return ''.join(head[:-1]), last
    return None, last


def _trailing(text):
    """The texts of the tokens that form the name path at the end of a text: ['String', '.', 'up']."""
    parts, at = [], len(text)
    for token in reversed(list(tokens(text))):
        if token.kind == 'eol' or token.end != at or not _in_path(token):
            break
        parts.append(token.text)
        at = token.start
    return parts[::-1]


def _in_path(token):
    return token.text == '.' or token.kind in ('alias', 'atom') or token.kind.endswith('identifier')


def candidates(text, node, evaluator):
    """Sorted (text to insert, text to show) pairs for the end of a text."""
    head, typed = word(text)
    state = _state(node, evaluator)
    if head is None:
        found = _plain(node, state, typed)
    else:
        found = _members(node, state, head)
    return sorted((name, shown) for name, shown in set(found) if name.startswith(typed) and name != typed)


def _state(node, evaluator):
    process = node.processes.get(evaluator)
    rare = process.rare if process is not None else None
    state = (rare.dictionary or {}).get(STATE) if rare else None
    return state if state.__class__ is Map else maps.EMPTY_MAP


def _plain(node, state, typed):
    if typed.startswith(':'):
        return [(f':{name}',) * 2 for name in _known(node) if not name.startswith(MODULE)]
    if typed[:1].isupper():
        return _modules(node, '')
    return [*((name,) * 2 for name in WORDS), *_variables(state), *_imported(node, state)]


def _variables(state):
    return [(pair[0].name,) * 2 for pair in lists.iterate(state.get(BINDING)) if pair[0].__class__ is Atom]


def _imported(node, state):
    env = state.get(ENV)
    found = _exports(node.modules.find(SPECIAL))
    if env.__class__ is Map:
        for kind in (FUNCTIONS, MACROS):
            for _module, names in lists.iterate(env.get(kind)):
                found += [(name.name, f'{name.name}/{arity}') for name, arity in lists.iterate(names)]
    return found


def _known(node):
    """The names of all modules there are: of the standard library, loaded ones, natives."""
    library = [name[1:] if name.startswith(':') else MODULE + name for name in module_names()]
    return {*library, *(name.name for name in node.modules), *(key[0].name for key in node.exports)}


def _modules(node, prefix):
    """The next parts of the names of Elixir modules that begin with `prefix` (''; 'Foo.')."""
    start = MODULE + prefix
    names = {name[len(start):].partition('.')[0] for name in _known(node) if name.startswith(start)}
    return [(name, name) for name in names if name[:1].isupper()]


def _members(node, state, head):
    if head.startswith(':'):
        return _exports(node.modules.find(atom(head[1:])))
    if head[:1].isupper():
        return [*_modules(node, f'{head}.'), *_exports(node.modules.find(alias(head)))]
    return _keys(state, head)


def _exports(module):
    if module is None:
        return []
    return [(name.name, f'{name.name}/{arity}') for name, arity in (*module.functions, *module.macros)
            if not name.name.startswith('__')]


def _keys(state, head):
    """The atom keys of the map that a variable, or a path such as `user.address`, holds."""
    name, *path = head.split('.')
    value = next((pair[1] for pair in lists.iterate(state.get(BINDING)) if pair[0] is atom(name)), None)
    for key in path:
        value = value.get(atom(key)) if value.__class__ is Map else None
    if value.__class__ is not Map:
        return []
    return [(key.name,) * 2 for key in value if key.__class__ is Atom and not key.name.startswith('__')]
