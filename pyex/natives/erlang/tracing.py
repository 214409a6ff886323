"""`:erlang.trace/3` and its kin. The work is done in `pyex_tracing.py`, which few programs need."""
from pyex.natives.registry import native
from pyex.terms.atom import atom

TRACING = atom('pyex_tracing')


@native('erlang', 'trace', 3, node=True)
def trace(node, who, how, flags):
    """Switch trace flags of processes on or off; how many processes that are.

    who: a pid, `:all`, `:existing` or `:new`. Flags: `:send`, `:receive`, `:procs`, `:call`, `:arity`, `:silent`, `:set_on_spawn`,
    `:set_on_link`, `:timestamp`, `:all`, `{:tracer, pid}` (the caller unless given).
    """
    return node.exports[TRACING, atom('trace'), 3](who, how, flags)


@native('erlang', 'trace_pattern', 2, node=True)
def trace_pattern_2(node, function, spec):
    """As `trace_pattern/3`, of calls from other modules."""
    return trace_pattern(node, function, spec, None)


@native('erlang', 'trace_pattern', 3, node=True)
def trace_pattern(node, function, spec, flags):
    """Tell of calls of functions by processes with the flag `:call`; how many functions that are.

    function: `{module, name, arity}`, name and arity may be `:_`. spec: true, false, or a match specification of the list of
    arguments, whose body may be `{:return_trace}` or `{:exception_trace}`. Flags: `[:local]` for calls from within the module too.
    """
    return node.exports[TRACING, atom('trace_pattern'), 3](function, spec, flags)


@native('erlang', 'trace_info', 2, node=True)
def trace_info(node, who, what):
    """What is traced: of a pid `:flags` or `:tracer`, of `{module, name, arity}` `:traced` or `:match_spec`."""
    return node.exports[TRACING, atom('trace_info'), 2](who, what)


@native('erlang', 'trace_delivered', 1, node=True)
def trace_delivered(node, who):
    """Have `{:trace_delivered, who, reference}` sent to the caller after all trace messages so far; the reference."""
    return node.exports[TRACING, atom('trace_delivered'), 1](who)
