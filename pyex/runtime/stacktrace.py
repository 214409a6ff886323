"""Stack traces, and Python's errors as Elixir's.

`caught(error, node)` is called wherever an error reaches a handler of Elixir code or the bottom of a process. It gives
the `ElixirError` it is, with its stack trace as a term: `[{module, function, arity or args, [file: ..., line: ...]}]`,
innermost first, at most 8 entries, as on the BEAM. The entries come from Python's traceback, then from the Python frames
above the handler, then from the heap frames of the process. Generated code is known by its code name, which says what
function it is; a frame it left by a tail call does not count. A native stands in the trace with its arguments where it
raised; hints about them go into the entry's location as `error_info: %{module: ..., hints: %{1 => "not a pid"}}`.
"""
import itertools
import os
import traceback

from pyex.natives import registry
from pyex.runtime.exceptions import BADARG, BADARITH, SYSTEM_LIMIT, ElixirError
from pyex.runtime.frames import RESULT
from pyex.terms import function as functions
from pyex.terms.atom import atom
from pyex.terms.lists import EMPTY, from_python
from pyex.terms.maps import from_pairs

DEPTH = 8
SHELL_FN = '-fun-'                  # ends the code name of a `fn` typed at the prompt; those of modules have a number
BODIES = {'(file)': ('elixir_eval', '__FILE__', 1), '(module)': ('elixir_module', '__MODULE__', 1)}     # code outside functions
BADFUN, BADARITY, PYTHON = atom('badfun'), atom('badarity'), atom('python')
ERLANG, FILE, LINE, ERROR_INFO = atom('erlang'), atom('file'), atom('line'), atom('error_info')
HINTS, MODULE, SMALL = atom('hints'), atom('module'), 1 << 59
UNSEEN = {('erlang', name, arity) for name, arity in
           [('error', 1), ('error', 2), ('error', 3), ('exit', 1), ('throw', 1), ('raise', 3), ('apply', 2), ('apply', 3)]}
KERNEL_MODULES = {'os', 'file', 'code', 'inet'}
OWN, FUNCTION_CLAUSE = 'pyex_', atom('function_clause')
MACHINERY = RecursionError, MemoryError
TYPE_ERRORS = TypeError, ZeroDivisionError, OverflowError, ValueError, ArithmeticError


def caught(error, node):
    """The ElixirError that an exception is for Elixir code, with its `stack`; it no longer holds Python frames."""
    trace = error.__traceback__
    if error.__class__ is not ElixirError:
        error = _translated(error, trace, node)
    if error.stack is None:
        try:
            error.stack = _stack(error, trace, node)
        except Exception as defect:             # of this file: it may cost the trace, but never the scheduler
            node.defects.append(''.join(traceback.format_exception(defect)))
            error.stack = EMPTY
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def caught_to_handle(error, node):
    """`caught` where most errors are taken by a clause that does not ask for the trace: it is only made when it is.

    An ElixirError stays as it is, Python frames included; `stack_of` makes the trace, `handled` lets the frames go.
    """
    return error if error.__class__ is ElixirError else caught(error, node)


def _translated(error, trace, node):
    try:
        return _from_python(error, trace, node)
    except Exception as defect:                 # as above
        node.defects.append(''.join(traceback.format_exception(defect)))
        return ElixirError('error', (PYTHON, f'{type(error).__name__}: {error}'))


# ---- Python's errors ------------------------------------------------------------------------------------------------

def _from_python(error, trace, node):
    if isinstance(error, MACHINERY):
        return ElixirError('error', SYSTEM_LIMIT)
    frame, instruction = _innermost(trace)
    if frame is not None and isinstance(error, TYPE_ERRORS):
        if not is_generated(frame.f_code):
            return ElixirError('error', BADARG if isinstance(error, TypeError) else BADARITH)
        operation = _operation(frame, instruction)
        if operation is not None:
            return _failed_operation(frame, node, *operation)
        return ElixirError('error', BADARITH)
    node.defects.append(''.join(traceback.format_exception(error)))
    return ElixirError('error', (PYTHON, f'{type(error).__name__}: {error}'))


def _innermost(trace):
    """(frame, instruction offset) of the generated code or native that an error came out of."""
    found = None, 0
    while trace is not None:
        code = trace.tb_frame.f_code
        if is_generated(code) or registry.mfa_of(code):
            found = trace.tb_frame, trace.tb_lasti
        trace = trace.tb_next
    return found


def _operation(frame, instruction):
    operation = getattr(_unit(frame.f_code), 'operation', None)
    return operation and operation(_column(frame.f_code, instruction))


def _failed_operation(frame, node, kind, name, arguments):
    values = _unit(frame.f_code).evaluate(arguments, frame.f_locals)
    if kind == 'call':
        called, *rest = values
        if functions.is_function(called):
            return ElixirError('error', (BADARITY, (called, from_python(rest))))
        return ElixirError('error', (BADFUN, called))
    module, function, _ = functions.mfa(name)
    entry = atom(module), atom(function), values
    if _unseen_operation(name, arguments) and not _is_shell_code(frame.f_code):
        return ElixirError('error', BADARITH)
    try:
        node.exports[*entry[:2], len(values)](*values)  # the native itself knows the reason and the hints
    except ElixirError as error:
        return ElixirError('error', error.reason, error.hints, entry=entry)
    return ElixirError('error', BADARITH, entry=entry)


def _unseen_operation(name, arguments):
    """Whether the BEAM's compiled code leaves an operator out of traces: `/`, and `+` and `-` with a literal small number."""
    if name == 'erlang.//2':
        return True
    literals = {'erlang.+/2': arguments, 'erlang.-/2': arguments[1:]}.get(name, ())
    return any(kind == 'c' and (value.__class__ is float or value.__class__ is int and abs(value) < SMALL)
               for kind, value, *_ in literals)


# ---- what the trace is made of ----------------------------------------------------------------------------------------

def is_generated(code):
    """Whether a code object was made from Elixir: its name is `module.function/arity` or that of a `fn`, or it has a unit."""
    return '/' in code.co_name or code.co_name.endswith(SHELL_FN) or hasattr(_unit(code), 'operation')


def _is_shell_code(code):
    """Whether the BEAM would interpret this code: what is typed at the prompt, outside of modules."""
    return code.co_name.endswith(SHELL_FN) or code.co_name in BODIES


def _unit(code):
    return code.co_consts[-1] if code.co_consts else None


def _column(code, instruction):
    position = next(itertools.islice(code.co_positions(), instruction // 2, None), None)
    return position and position[2]


def _left_by_tail_call(code, instruction):
    is_tail = getattr(_unit(code), 'is_tail', None)
    return is_tail is not None and is_tail(_column(code, instruction))


def _stack(error, trace, node):
    entries = _entries(trace, node)
    first = next(entries, None)
    out = []
    if error.entry is not None:
        out.append(_given_entry(error, first))
        if not _same_function(error.entry, first):
            out.append(first and first.term())
    elif first is not None and not _is_inside(first, error):
        out.append(first.term(error))
    out = [entry for entry in out if entry is not None]
    while len(out) < DEPTH and (entry := next(entries, None)):
        out.append(entry.term())
    return from_python(out)


def _is_inside(entry, error):
    """Whether an entry is one of our own natives, which Elixir does not have, and does not explain anything."""
    return (entry.arguments is not None and entry.module.startswith(OWN) and error.hints is None
            and error.reason is not FUNCTION_CLAUSE)


class _Entry:
    """One line of a trace: a function and the line it was at; `arguments` of the native that raised."""
    __slots__ = ('module', 'name', 'arity', 'file', 'line', 'arguments', 'place')

    def __init__(self, module, name, arity, file=None, line=None, arguments=None):
        self.place = None
        self.module, self.name, self.arity = module, name, arity
        self.file, self.line, self.arguments = file, line, arguments

    def term(self, error=None):
        arity = self.arity
        location = self.location()
        if error is not None and self.arguments is not None:
            arity = from_python(self.arguments)
        if error is not None and (self.arguments is not None or isinstance(error.hints, dict) and 'reason' in error.hints):
            location = _with_hints(error, self.module, location)
        return atom(self.module), atom(self.name), arity, location

    def location(self):
        if self.line is None or not self.file:          # generated code has no place
            return EMPTY
        return from_python([(FILE, from_python([ord(c) for c in relative(self.file)])), (LINE, self.line)])


def relative(file):
    """A file below the current directory as seen from there, as Elixir names it in traces and warnings."""
    try:
        here = os.getcwd().rstrip('/') + '/' if file[:1] == '/' else None
    except FileNotFoundError:               # somebody has deleted it
        here = None
    return file[len(here):] if here and file.startswith(here) else file


def _with_hints(error, module, location):
    if error.hints is None:
        return location
    hints = error.hints
    if isinstance(hints, dict):
        hints = from_pairs((key if key.__class__ is int else atom(key), text) for key, text in hints.items())
    info = from_pairs([(HINTS, hints), (MODULE, atom(_explainer(module)))])
    return [(ERROR_INFO, info), location]


def _explainer(module):
    """The module that explains a native's errors on the BEAM."""
    if module == 'erlang':
        return 'erl_erts_errors'
    return 'erl_kernel_errors' if module in KERNEL_MODULES else 'erl_stdlib_errors'


def _same_function(entry, first):
    module, name, arity = entry
    if first is None:
        return False
    count = arity if arity.__class__ is int else len(arity)
    return module is None or (module.name, name.name, count) == (first.module, first.name, first.arity)


def _given_entry(error, first):
    """The entry that an error names itself: with the place of the function's frame, where there is one."""
    module, name, arity = error.entry
    location = EMPTY
    if first is not None and _same_function(error.entry, first):
        location = first.location()
        module, name = module or atom(first.module), name or atom(first.name)
    if module is None:
        return None
    location = _with_hints(error, module.name, location)
    return module, name, arity if arity.__class__ is int else from_python(arity), location


def _entries(trace, node):
    """The entries from the innermost frame outwards; a function that calls itself at one place again and again is there once."""
    return _once(_all_entries(trace, node))


def _once(entries):
    before = None
    for entry in entries:
        if before is None or not _is_same_call(before, entry):
            yield entry
        before = entry


def _is_same_call(one, other):
    """`place` is (code, instruction) of a Python frame and the site of a heap frame: only like ones can be compared."""
    if (one.name, one.module, one.line, one.arity) != (other.name, other.module, other.line, other.arity) or one.line is None:
        return False
    a, b = one.place, other.place
    if a is None or b is None:
        return False
    return a.__class__ is not b.__class__ or a.__class__ is tuple and a[0] is not b[0] or a == b


def _all_entries(trace, node):
    frames = _called_frames(trace)
    outermost = trace and trace.tb_frame
    innermost = True
    while frames:
        frame, instruction, line = frames.pop()
        entry = _entry_of(frame, instruction, line, innermost)
        if entry is None or innermost and _unseen_division(entry, frames):
            continue
        entry.place = None if innermost else (frame.f_code, instruction)
        innermost = False
        yield entry
        yield from _repeated(entry, *_result_of(frame))
    yield from _python_frames_above(outermost, node)
    yield from _heap_frames(node.current)


def _called_frames(trace):
    """(frame, instruction, line) of a traceback, outermost first; of natives that call natives only the first one."""
    frames, in_native = [], False
    while trace is not None:
        frame = trace.tb_frame
        generated = is_generated(frame.f_code)
        native = not generated and registry.mfa_of(frame.f_code) is not None
        if generated or native and not in_native:
            frames.append((frame, trace.tb_lasti, trace.tb_lineno))
        in_native = not generated and (in_native or native)
        trace = trace.tb_next
    return frames


def _unseen_division(entry, frames):
    """Whether this is the native `/`, called by code of a module: see `_unseen_operation`."""
    if (entry.module, entry.name) != ('erlang', '/') or not frames:
        return False
    code = frames[-1][0].f_code
    return not _is_shell_code(code) and code.co_name[0] != '&'


def _python_frames_above(frame, node):
    bottom = node.scheduler.run.__code__
    while frame is not None and frame.f_code is not bottom and frame.f_back is not None:
        frame = frame.f_back
        entry = _entry_of(frame, frame.f_lasti, frame.f_lineno, False)
        if entry is not None:
            entry.place = frame.f_code, frame.f_lasti
            yield entry
            yield from _repeated(entry, *_result_of(frame))


def _entry_of(frame, instruction, line, innermost):
    code = frame.f_code
    if is_generated(code):
        if not innermost and (code.co_name[0] == '&' or _left_by_tail_call(code, instruction)):
            return None
        return _generated_entry(code.co_name, code.co_filename, line, _unit(code), code.co_argcount + len(code.co_freevars))
    native = registry.mfa_of(code)
    if native is None or native in UNSEEN:
        return None
    values = frame.f_locals
    arguments = [values.get(name) for name in code.co_varnames[:code.co_argcount]] if innermost else None
    return _Entry(*native, arguments=arguments)


def _generated_entry(code_name, file, line, unit, arity=0):
    """unit: knows the arity of its `fn`s, also for the rest of one. arity: of code without a unit."""
    mfa = BODIES.get(code_name) or ('/' in code_name and functions.mfa(code_name))
    if mfa:
        return _Entry(*mfa, file, line)
    around = functions.owner(code_name)
    if around is None:
        return None                         # a fn typed at the prompt: iex does not show it
    module, name, outer_arity = around
    number = code_name.partition('-fun-')[2].rstrip('-')
    if hasattr(unit, 'arity_of'):
        arity = unit.arity_of(code_name)
    return _Entry(module, f'-{name}/{outer_arity}-fun-{number}-', arity, file, line)


def _result_of(frame):
    """(the last cell, the cell before the first) of the list that a function makes by self calls; None if it is no such function."""
    if RESULT[0] not in frame.f_code.co_varnames:
        return None, None
    return map(frame.f_locals.get, RESULT)


def _repeated(entry, last, start):
    """The entry of a function's self calls that made its result longer: they are a loop here. The BEAM too shows them as one.

    The cell before the result has their line.
    """
    if last is not start and start[0] is not None:
        yield _Entry(entry.module, entry.name, entry.arity, entry.file, start[0])


def _heap_frames(process):
    for site, live in reversed(process.stack if process is not None else ()):
        unit = site.unit
        entry = _generated_entry(site.name, getattr(unit, 'file', 'nofile'), site.line, unit)
        if entry is not None:
            entry.place = site
            yield entry
            for last, start in site.growing:
                yield from _repeated(entry, live[last], live[start])


def entries_of(trace, node):
    """The entries of the trace of something that unwound the running process: a list of terms."""
    return [entry.term() for entry in itertools.islice(_entries(trace, node), DEPTH)]


def entries_now(node, process, frame=None):
    """The entries of the trace that a process would raise where it is: a list of terms. frame: of the running process."""
    found = []
    source = _once(itertools.chain(_python_frames_above(frame, node), _heap_frames(process)))
    for entry in itertools.islice(source, DEPTH):
        found.append(entry.term())
    return found
