"""What the call around the cursor wants: `Enum.reduce(enumerable, acc, fun)` with the current argument marked, and a line about it."""
from pyex.shell.completion import DEFINING, callbacks
from pyex.shell.cursor import CALL
from pyex.terms.function import arity, is_function

SOME = 3                # signatures that are shown at most
HINT, ARGUMENT, PROBLEM = 'class:elixir.hint', 'class:elixir.argument', 'class:elixir.problem'


def signature(text, knowledge):
    """(style, text) pairs for the end of a text; [] when it is in no call that is known."""
    cursor = knowledge.cursor(text)
    if cursor.place == 'nothing':
        return []
    scene = knowledge.look()
    for frame in cursor.around():
        found = _of_call(cursor, frame, scene)
        if found or frame.kind != CALL:         # without parentheses it may be no call at all: `x `
            return found
    return []


def _of_call(cursor, frame, scene):
    entries = scene.entries(frame.callee)
    if _is_defined(cursor, frame):
        entries = [entry for entry in callbacks(cursor, scene) if entry.name == frame.callee]
    if not entries:
        return _of_variable(scene, frame)
    if frame.kind == CALL and all(entry.kind == 'macro' for entry in entries):
        return []                           # `if x`, `def f`: forms of the language, not calls
    fitting = [entry for entry in entries if entry.arity > frame.position] or entries
    shown = []
    for entry in fitting[:SOME]:
        shown += [(HINT, '  ')] if shown else []
        shown += _shown(frame, entry)
    if not any(entry.arity > frame.position for entry in entries) and frame.position:
        return [*shown, (PROBLEM, '  that is one argument too many')]
    return [*shown, (HINT, f'  {fitting[0].doc}')] if len(fitting) == 1 and fitting[0].doc else shown


def _is_defined(cursor, frame):
    """Whether it is the head of `def name(`."""
    outer = cursor.frames[cursor.frames.index(frame) - 1] if frame is not cursor.frames[0] else None
    return outer is not None and outer.kind == CALL and outer.callee in DEFINING and not outer.argument and not outer.keys


def _shown(frame, entry):
    path = frame.callee.rpartition('.')[0]
    pairs = [('', f'{path}.{entry.name}(' if path else f'{entry.name}(')]
    for number, parameter in enumerate(entry.parameters):
        style = ARGUMENT if number == frame.position else HINT if number == 0 and frame.piped else ''
        pairs += [('', ', ')] if number else []
        pairs.append((style, parameter))
    return [*pairs, ('', ')')]


def _of_variable(scene, frame):
    """A function in a variable has no names for its arguments."""
    value = scene.variables.get(frame.callee)
    if not is_function(value) or frame.kind == CALL:
        return []
    pairs = [('', f'{frame.callee}.(')]
    for number in range(arity(value)):
        pairs += [('', ', ')] if number else []
        pairs.append((ARGUMENT if number == frame.position else '', f'arg{number + 1}'))
    return [*pairs, ('', ')')]
