"""How expansion fails. The diagnostic is emitted first, then `CompileError` says that it was.

A *fatal* error ends the expansion at once. A *flaw* inside a function is noted on the module, and expansion goes on to
find more; the module fails when it is complete. Everywhere else a flaw is fatal.
"""
from pyex.diagnostics import Diagnostic
from pyex.expand.env import module_text
from pyex.expand.quoted import line_of
from pyex.runtime.exceptions import error
from pyex.terms.atom import NIL, TRUE, alias, atom
from pyex.terms.maps import STRUCT, from_pairs

COMPILE_ERROR, ARGUMENT_ERROR, EXCEPTION = alias('CompileError'), alias('ArgumentError'), atom('__exception__')
LOGGED = '(errors have been logged)'


def exception(struct, **fields):
    """An exception struct."""
    pairs = [(STRUCT, struct), (EXCEPTION, TRUE)]
    return from_pairs(pairs + [(atom(name), value) for name, value in fields.items()])


def argument_error(message):
    return error(exception(ARGUMENT_ERROR, message=message))


def compile_error(description, file=NIL, line=NIL):
    return error(exception(COMPILE_ERROR, description=description, file=file, line=line))


def cannot_compile(env):
    """The error that follows the diagnostics of what lies in `env`."""
    if env is None or env.module is NIL:
        return compile_error(f'cannot compile code {LOGGED}')
    return compile_error(f'cannot compile module {module_text(env.module)} {LOGGED}', env.file)


def emit(world, severity, env, line, message, where=None):
    world.emit(Diagnostic(severity, message, env.file, line or env.line, where=where))


def fatal(x, meta, message, plain=False):
    """The exception to raise for a fatal error (`raise fatal(...)`); `plain` leaves the module out of it."""
    emit(x.world, 'error', x.env, line_of(meta) or x.line, message, None if plain else where_of(x.env))
    return cannot_compile(None if plain else x.env)


def flaw(x, meta, message):
    """Note an error of a function and go on, or raise it where nothing could go on."""
    error_ = fatal(x, meta, message)
    builder = x.world.builder(x.env.module) if x.env.module is not NIL and x.env.function is not NIL else None
    if builder is None:
        raise error_
    builder.tainted = True


def where_of(env):
    return env.where() if env.function is not NIL else None


def warn(x, meta, message, where=True):
    emit(x.world, 'warning', x.env, line_of(meta) or x.line, message, where_of(x.env) if where else None)
