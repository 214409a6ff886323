"""The node and its surroundings: time, unique integers, identifiers as text, `system_info`, `statistics`, `memory`, `halt`."""
import calendar
import os
import platform
import time

from pyex.natives.arguments import charlist, codes, elements, linked
from pyex.natives.erlang.conversions import ATOMS
from pyex.natives.erlang.signals import check_pid, check_reference
from pyex.natives.registry import native
from pyex.runtime import memory as machine_memory
from pyex.runtime.exceptions import badarg, error
from pyex.runtime.node import HOST, PROCESS_LIMIT
from pyex.terms import atom as atoms
from pyex.terms.atom import FALSE, TRUE, UNDEFINED, Atom, atom
from pyex.terms.identity import Pid, Port, Reference
from pyex.terms.lists import to_python

SECOND = 1_000_000_000
UNITS = {atom(name): rate for names, rate in (
    (('second', 'seconds'), 1), (('millisecond', 'milli_seconds'), 1_000), (('microsecond', 'micro_seconds'), 1_000_000),
    (('nanosecond', 'nano_seconds', 'native', 'perf_counter'), SECOND)) for name in names}
POSITIVE, MONOTONIC = atom('positive'), atom('monotonic')
LEAST_INTEGER = -576460752303423488


# ---- time ---------------------------------------------------------------------------------------------------------------

def unit_rate(unit, position=1):
    """The parts of a second that a time unit stands for."""
    if unit.__class__ is int and unit > 0:
        return unit
    rate = UNITS.get(unit) if unit.__class__ is Atom else None
    if rate is None:
        raise badarg({position: 'invalid time unit'})
    return rate


@native('erlang', 'monotonic_time', 0, maker=True)
def make_monotonic_time(node):
    """Nanoseconds of a clock that never goes back."""
    return node.clock.monotonic if not node.clock.virtual else lambda: node.clock.monotonic()


@native('erlang', 'monotonic_time', 1, node=True)
def monotonic_time(node, unit):
    """The time of a clock that never goes back, in a unit."""
    return node.clock.monotonic() * unit_rate(unit) // SECOND


@native('erlang', 'system_time', 0, node=True)
def system_time(node):
    """Nanoseconds since 1970."""
    return node.clock.system()


@native('erlang', 'system_time', 1, node=True)
def system_time_1(node, unit):
    """The time since 1970 in a unit."""
    return node.clock.system() * unit_rate(unit) // SECOND


@native('erlang', 'time_offset', 0, node=True)
def time_offset(node):
    """What is to be added to `monotonic_time` to get `system_time`."""
    return node.clock.system() - node.clock.monotonic()


@native('erlang', 'time_offset', 1, node=True)
def time_offset_1(node, unit):
    """`time_offset/0` in a unit."""
    return time_offset(node) * unit_rate(unit) // SECOND


@native('erlang', 'convert_time_unit', 3)
def convert_time_unit(time_, from_, to):
    """A time in another unit, rounded down."""
    if time_.__class__ is not int:
        raise badarg({1: 'not an integer'})
    from_rate = unit_rate(from_, 2)
    return time_ * unit_rate(to, 3) // from_rate


@native('erlang', 'timestamp', 0, node=True)
def timestamp(node):
    """The system time as {megaseconds, seconds, microseconds}."""
    seconds, nanoseconds = divmod(node.clock.system(), SECOND)
    return *divmod(seconds, 1_000_000), nanoseconds // 1_000


@native('erlang', 'now', 0, node=True)
def now(node):
    """`timestamp/0`, different for each call."""
    node.last_now = moment = max(node.clock.system() // 1_000, node.last_now + 1)
    seconds, microseconds = divmod(moment, 1_000_000)
    return *divmod(seconds, 1_000_000), microseconds


def _calendar(moment):
    return (moment.tm_year, moment.tm_mon, moment.tm_mday), (moment.tm_hour, moment.tm_min, moment.tm_sec)


@native('erlang', 'localtime', 0, node=True)
def localtime(node):
    """{date, time} here and now."""
    return _calendar(time.localtime(node.clock.system() // SECOND))


@native('erlang', 'universaltime', 0, node=True)
def universaltime(node):
    """{date, time} in UTC."""
    return _calendar(time.gmtime(node.clock.system() // SECOND))


@native('erlang', 'date', 0, node=True)
def date(node):
    """{year, month, day} here and now."""
    return localtime(node)[0]


@native('erlang', 'time', 0, node=True)
def time_of_day(node):
    """{hour, minute, second} here and now."""
    return localtime(node)[1]


def _moment(date_time, hint='not a datetime'):
    """Seconds since 1970 of {date, time}, both read as UTC."""
    try:
        (year, month, day), (hour, minute, second) = date_time
        return calendar.timegm((year, month, day, hour, minute, second))
    except (TypeError, ValueError, OverflowError):
        raise badarg({1: hint}) from None


@native('erlang', 'posixtime_to_universaltime', 1)
def posixtime_to_universaltime(seconds):
    """{date, time} in UTC of seconds since 1970."""
    if seconds.__class__ is not int:
        raise badarg({1: 'not an integer'})
    return _calendar(time.gmtime(seconds))


@native('erlang', 'universaltime_to_posixtime', 1)
def universaltime_to_posixtime(date_time):
    """Seconds since 1970 of {date, time} in UTC."""
    return _moment(date_time)


@native('erlang', 'universaltime_to_localtime', 1)
def universaltime_to_localtime(date_time):
    """{date, time} here of {date, time} in UTC."""
    return _calendar(time.localtime(_moment(date_time)))


@native('erlang', 'localtime_to_universaltime', 1)
def localtime_to_universaltime(date_time):
    """{date, time} in UTC of {date, time} here."""
    moment = time.gmtime(_moment(date_time))
    return _calendar(time.gmtime(time.mktime((*moment[:8], -1))))


@native('erlang', 'localtime_to_universaltime', 2)
def localtime_to_universaltime_2(date_time, daylight):
    """`localtime_to_universaltime/1`; whether daylight saving time is meant is known by the calendar."""
    return localtime_to_universaltime(date_time)


# ---- unique integers ----------------------------------------------------------------------------------------------------

@native('erlang', 'unique_integer', 0, node=True)
def unique_integer(node):
    """An integer that no other call in this node gives."""
    return unique_integer_1(node, None)


@native('erlang', 'unique_integer', 1, node=True)
def unique_integer_1(node, modifiers):
    """`unique_integer/0` that is `positive`, or larger than all given before (`monotonic`)."""
    chosen = elements(modifiers)
    if any(modifier is not POSITIVE and modifier is not MONOTONIC for modifier in chosen):
        raise badarg({1: 'invalid modifier'})
    node.integers += 1
    return node.integers if POSITIVE in chosen else LEAST_INTEGER + node.integers


# ---- identifiers as text ------------------------------------------------------------------------------------------------

@native('erlang', 'pid_to_list', 1)
def pid_to_list(pid):
    """The charlist of a pid: '<0.104.0>'."""
    return charlist(f'<0.{check_pid(pid).number}.0>')


@native('erlang', 'list_to_pid', 1, node=True)
def list_to_pid(node, text):
    """The pid of a charlist such as '<0.104.0>'."""
    characters = codes(text)
    parts = characters[1:-1].split('.')
    if characters[:1] + characters[-1:] != '<>' or len(parts) != 3 or not all(map(str.isdecimal, parts)):
        raise badarg({1: 'not a textual representation of a pid'})
    return node.pid(int(parts[1]))


@native('erlang', 'ref_to_list', 1)
def ref_to_list(reference):
    """The charlist of a reference."""
    return charlist(repr(check_reference(reference)).replace('Reference', 'Ref'))


@native('erlang', 'list_to_ref', 1, node=True)
def list_to_ref(node, text):
    """The reference of a charlist such as '#Ref<0.1.2.3>'; the last number tells it."""
    characters = codes(text)
    parts = characters[5:-1].split('.')
    if characters[:5] + characters[-1:] != '#Ref<>' or len(parts) != 4 or not all(map(str.isdecimal, parts)):
        raise badarg({1: 'not a textual representation of a reference'})
    return node.reference(int(parts[-1]))


@native('erlang', 'list_to_port', 1, node=True)
def list_to_port(node, text):
    """The port of a charlist such as '#Port<0.4>'."""
    characters = codes(text)
    parts = characters[6:-1].split('.')
    if characters[:6] + characters[-1:] != '#Port<>' or len(parts) != 2 or not all(map(str.isdecimal, parts)):
        raise badarg({1: 'not a textual representation of a port'})
    return node.port(int(parts[1]))


@native('erlang', 'ports', 0)
def ports():
    """All ports: there are none."""
    return None


@native('erlang', 'port_to_list', 1)
def port_to_list(port):
    """The charlist of a port."""
    if port.__class__ is not Port:
        raise badarg({1: 'not a port'})
    return charlist(repr(port))


# ---- node ---------------------------------------------------------------------------------------------------------------

@native('erlang', 'node', 0)
def node_0():
    """The name of this node."""
    return HOST


@native('erlang', 'node', 1)
def node_1(term):
    """The node of a pid, a reference or a port: always this one."""
    if term.__class__ not in (Pid, Reference, Port):
        raise badarg({1: 'not a pid'})
    return HOST


THIS, KNOWN, VISIBLE, HIDDEN, CONNECTED = map(atom, ('this', 'known', 'visible', 'hidden', 'connected'))


@native('erlang', 'nodes', 0)
def nodes():
    """The other nodes: there are none."""
    return None


@native('erlang', 'nodes', 1)
def nodes_1(kinds):
    """The nodes of some kinds; only `this` and `known` name one."""
    wanted = to_python(kinds) if kinds is None or kinds.__class__ is list else [kinds]
    if not all(kind in (THIS, KNOWN, VISIBLE, HIDDEN, CONNECTED) for kind in wanted):
        raise badarg({1: 'not a valid node type'})
    return [HOST, None] if THIS in wanted or KNOWN in wanted else None


@native('erlang', 'is_alive', 0)
def is_alive():
    """Whether the node is part of a distributed system: it is not."""
    return FALSE


@native('erlang', 'monitor_node', 2)
def monitor_node(name, flag):
    """Nodes can be monitored only by one that is distributed: the error `notalive`."""
    raise error(atom('notalive'))


@native('erlang', 'disconnect_node', 1)
def disconnect_node(name):
    """`ignored`, as on a node that is not distributed."""
    return atom('ignored')


@native('erlang', 'get_cookie', 0)
def get_cookie():
    """The cookie of the node: `nocookie`, since it is not distributed."""
    return atom('nocookie')


@native('erlang', 'halt', 0, node=True)
def halt(node):
    """End pyex."""
    return halt_1(node, 0)


@native('erlang', 'halt', 1, node=True)
def halt_1(node, status):
    """End pyex with an exit status, or with a text on standard error (1)."""
    return halt_2(node, status, None)


@native('erlang', 'halt', 2, node=True)
def halt_2(node, status, options):
    """`halt/1`; the options do nothing."""
    if status.__class__ is not int or status < 0:
        if status is not atom('abort') and status is not None and status.__class__ is not list:
            raise badarg({1: 'invalid status'})
        status = 1
    if node.host is not None:
        node.host.halt(status)
        return TRUE
    raise SystemExit(status)


SYSTEM_FLAGS = {atom(name): value for name, value in (
    ('backtrace_depth', 8), ('fullsweep_after', 65535), ('min_heap_size', 233), ('min_bin_vheap_size', 46422),
    ('schedulers_online', 1), ('scheduler_wall_time', FALSE), ('time_offset', atom('final')), ('trace_control_word', 0))}


@native('erlang', 'system_flag', 2)
def system_flag(flag, value):
    """Flags of the BEAM have no effect here; the value that each has."""
    if flag.__class__ is not Atom or flag not in SYSTEM_FLAGS:
        raise badarg({1: 'invalid system flag'})
    return SYSTEM_FLAGS[flag]


# ---- system_info --------------------------------------------------------------------------------------------------------

_INFO = {                               # {name: value or function(node)}
    'process_count': lambda node: len(node.processes), 'process_limit': PROCESS_LIMIT,
    'atom_count': lambda node: atoms.count(), 'atom_limit': ATOMS,
    'ets_count': lambda node: len(node.ets.tables), 'ets_limit': 1 << 27, 'port_count': 0, 'port_limit': 65_536,
    'otp_release': charlist('25'), 'version': charlist('13.1.5'), 'wordsize': 8, 'schedulers': 1, 'schedulers_online': 1,
    'schedulers_state': (1, 1, 1), 'dirty_cpu_schedulers': 1, 'dirty_cpu_schedulers_online': 1, 'dirty_io_schedulers': 1,
    'logical_processors': lambda node: os.cpu_count(), 'logical_processors_available': lambda node: os.cpu_count(),
    'logical_processors_online': lambda node: os.cpu_count(), 'machine': charlist('PYEX'), 'endian': atom('little'),
    'system_version': lambda node: charlist(f'pyex on Python {platform.python_version()}\n'),
    'system_architecture': lambda node: charlist(f'{platform.machine()}-{platform.system().lower()}'),
    'start_time': lambda node: node.start_time, 'end_time': 8646911283000000000, 'threads': TRUE, 'smp_support': FALSE,
    'scheduler_id': 1, 'time_offset': atom('final'), 'time_warp_mode': atom('no_time_warp'), 'time_correction': TRUE,
    'tolerant_timeofday': atom('enabled'), 'creation': 0, 'context_reductions': 2000, 'emu_flavor': atom('emu'),
    'emu_type': atom('opt'), 'build_type': atom('opt'), 'debug_compiled': FALSE, 'heap_type': atom('private'),
    'multi_scheduling': atom('disabled'), 'kernel_poll': FALSE, 'thread_pool_size': 1, 'backtrace_depth': 8,
    'fullsweep_after': (atom('fullsweep_after'), 65535), 'min_heap_size': (atom('min_heap_size'), 233),
    'min_bin_vheap_size': (atom('min_bin_vheap_size'), 46422), 'compat_rel': 25, 'nif_version': charlist('2.16'),
    'driver_version': charlist('3.3'), 'dist_ctrl': None, 'delayed_node_table_gc': 60, 'trace_control_word': 0,
    'scheduler_bind_type': atom('unbound'), 'modified_timing_level': UNDEFINED}
SYSTEM_INFO = {atom(name): value for name, value in _INFO.items()}
SYSTEM_INFO[atom('wordsize'), atom('internal')] = SYSTEM_INFO[atom('wordsize'), atom('external')] = 8


@native('erlang', 'system_info', 1, node=True)
def system_info(node, item):
    """Facts about the system; what has no meaning here has the value it has on a usual BEAM."""
    if item.__class__ in (Atom, tuple) and item in SYSTEM_INFO:
        value = SYSTEM_INFO[item]
        return value(node) if callable(value) else value
    raise badarg({1: 'invalid system info item'})


# ---- statistics ---------------------------------------------------------------------------------------------------------

def _since(node, name, value):
    """(value, how much it has grown since the last time it was asked for)."""
    before = node.asked.get(name, 0)
    node.asked[name] = value
    return value, value - before


def _runnable(node):
    return sum(map(len, node.scheduler.queues.values()))


def _active(node):
    return _runnable(node) + (node.current is not None)


def _reductions(node):
    return node.scheduler.slices * 2000 + sum(process.reductions for process in node.processes.values())


STATISTICS = {atom(name): function for name, function in (
    ('runtime', lambda node: _since(node, 'runtime', int(time.process_time() * 1000))),
    ('wall_clock', lambda node: _since(node, 'wall_clock', (node.clock.monotonic() - node.start_time) // 1_000_000)),
    ('reductions', lambda node: _since(node, 'reductions', _reductions(node))),
    ('exact_reductions', lambda node: _since(node, 'exact_reductions', _reductions(node))),
    ('run_queue', _runnable), ('run_queue_lengths', lambda node: [_runnable(node), None]),
    ('run_queue_lengths_all', lambda node: [_runnable(node), None]),
    ('total_run_queue_lengths', _runnable), ('total_run_queue_lengths_all', _runnable),
    ('active_tasks', lambda node: [_active(node), None]), ('total_active_tasks', _active),
    ('context_switches', lambda node: (node.scheduler.slices, 0)), ('garbage_collection', lambda node: (0, 0, 0)),
    ('io', lambda node: ((atom('input'), 0), (atom('output'), 0))), ('scheduler_wall_time', lambda node: UNDEFINED))}


@native('erlang', 'statistics', 1, node=True)
def statistics(node, item):
    """Figures about what the node has done."""
    if item.__class__ is Atom and item in STATISTICS:
        return STATISTICS[item](node)
    raise badarg({1: 'invalid statistics item'})


# ---- memory -------------------------------------------------------------------------------------------------------------

KINDS = [atom(name) for name in ('total', 'processes', 'processes_used', 'system', 'atom', 'atom_used', 'binary', 'code', 'ets')]


def _memory(node):
    total = machine_memory.resident()
    processes = min(total, 500 * len(node.processes))
    atom_bytes, tables = 100 * atoms.count(), node.ets.memory()
    return dict(zip(KINDS, (total, processes, processes, total - processes, atom_bytes, atom_bytes, 0, 0, tables)))


@native('erlang', 'memory', 0, node=True)
def memory(node):
    """How many bytes are used: the total is what the whole Python uses, its parts are estimates."""
    return linked(list(_memory(node).items()))


@native('erlang', 'memory', 1, node=True)
def memory_1(node, wanted):
    """The bytes of one kind, or a list of {kind, bytes}."""
    figures = _memory(node)
    one = wanted.__class__ is Atom
    kinds = [wanted] if one else elements(wanted)
    if not all(kind.__class__ is Atom and kind in figures for kind in kinds):
        raise badarg({1: 'invalid memory type option'})
    return figures[wanted] if one else linked([(kind, figures[kind]) for kind in kinds])
