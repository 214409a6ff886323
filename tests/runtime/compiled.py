"""Functions as the compiler would write them, by hand: for what tests must know of frames, and for benchmarks.

`load(node, source)` runs Python source in the node's globals. A function `f` of two parameters becomes `Elixir.Test.f/2`; sites
are made with `site(name, line, handles)`, and `rest(site, function)` says what goes on from there. The natives of `:erlang`
are there under their names (`send`, `self`...).
"""
from types import FunctionType

from pyex.natives import everything, registry
from pyex.runtime.clock import VirtualClock
from pyex.runtime.exceptions import ElixirError
from pyex.runtime.frames import Site
from pyex.runtime.node import Node
from pyex.terms.atom import atom

NATIVES = [('self', 0), ('send', 2), ('spawn', 1), ('exit', 1), ('error', 1), ('throw', 1), ('make_ref', 0), ('monitor', 2),
           ('demonitor', 1), ('register', 2), ('put', 2), ('get', 1), ('monotonic_time', 0)]


def furnished(**options):
    """A node with a virtual clock and the natives."""
    node = Node(**{'clock': VirtualClock()} | options)
    natives = registry.bind(node)
    node.modules.add_natives(natives)
    node.globals.update({name: natives['erlang', name, arity] for name, arity in NATIVES})
    node.fresh = lambda: furnished(**options | {'clock': node.clock.copy()})
    return node


def load(node, source):
    """Define functions in a node; its globals."""
    names = node.globals

    def site(name, line=1, handles=False):
        return Site(None, 0, f'Elixir.Test.{name}', line, handles)

    def rest(at, function):
        node.rests[at] = function
    before = {**names}
    names.update(atom=atom, ElixirError=ElixirError, site=site, rest=rest)
    exec(compile(source, 'test.ex', 'exec'), names)
    for name, value in names.items():
        if name not in before and value.__class__ is FunctionType and value.__globals__ is names:
            code = value.__code__
            value.__code__ = code.replace(co_name=f'Elixir.Test.{name}/{code.co_argcount}')
    return names


__all__ = ['everything', 'furnished', 'load']


LOOPS = '''
site_sum = site('sum/1')
site_sum_1 = site('sum/1')

def sum_(cells):                                # def sum([]), do: 0;  def sum([h | t]), do: h + sum(t)
    try: next(it)
    except STOP: captured.append((site_sum, (cells,))); raise
    if cells is None:
        return 0
    head, tail = cells
    try: result = sum_(tail)
    except STOP: captured.append((site_sum_1, (head,))); raise
    return head + result

rest(site_sum, lambda _, live: sum_(*live))
rest(site_sum_1, lambda result, live: live[0] + result)

site_spin = site('spin/1')

def spin(counter):                              # def spin(counter), do: (add(counter); spin(counter))
    while True:
        try: next(it)
        except STOP: captured.append((site_spin, (counter,))); raise
        counter[0] += 1

rest(site_spin, lambda _, live: spin(*live))

site_ring, site_ring_1 = site('ring/1'), site('ring/1')

def ring(successor):                            # receive do 0 -> :ok; n when is_integer(n) -> send(successor, n - 1); ring(successor) end
    try: next(it)
    except STOP: captured.append((site_ring, (successor,))); raise
    message = peek()
    if message is WAIT: captured.append((site_ring_1, (successor,))); raise Suspend
    return ring_1(message, (successor,))

def ring_1(message, live):
    successor, = live
    while True:
        if message.__class__ is int:
            accept()
            if message == 0:
                return 'ok'
            send(successor, message - 1)
            try: next(it)
            except STOP: captured.append((site_ring, (successor,))); raise
        message = peek()
        if message is WAIT:
            captured.append((site_ring_1, (successor,)))
            return WAIT

rest(site_ring, lambda _, live: ring(*live))
rest(site_ring_1, ring_1)

site_nap, site_nap_1 = site('nap/1'), site('nap/1')

def nap(milliseconds):                          # receive do after milliseconds -> :ok end
    try: next(it)
    except STOP: captured.append((site_nap, (milliseconds,))); raise
    deadline(milliseconds)
    message = peek()
    if message is WAIT: captured.append((site_nap_1, ())); raise Suspend
    return nap_1(message, ())

def nap_1(message, _):
    while message is not TIMEOUT:
        message = peek()
        if message is WAIT:
            captured.append((site_nap_1, ()))
            return WAIT
    return 'ok'

rest(site_nap, lambda _, live: nap(*live))
rest(site_nap_1, nap_1)
'''
