"""Calls that Elixir's compiler turns into others: Kernel's inlined functions, thin wrappers of Erlang's functions.

`inline` renames, `rewrite` also reorders arguments. What the guards and patterns allow is decided on the results.
"""
from pyex.expand.quoted import ERLANG, KERNEL, erlang, remote
from pyex.terms.atom import alias, atom

SAME_NAME = '''
* + ++ - -- / < == > >= abs apply binary_part bit_size byte_size ceil div exit floor hd is_atom is_binary is_bitstring
is_boolean is_float is_function is_integer is_list is_map is_number is_pid is_port is_reference is_tuple length make_ref
map_size max min node not rem round self send spawn spawn_link spawn_monitor throw tl trunc tuple_size'''

ARITIES = {
    **dict.fromkeys('+ -'.split(), (1, 2)),
    **dict.fromkeys('* ++ -- / < == > >= div max min rem send'.split(), (2,)),
    'apply': (2, 3), 'binary_part': (3,), 'is_function': (1, 2), 'make_ref': (0,), 'self': (0,), 'node': (0, 1),
    'spawn': (1, 3), 'spawn_link': (1, 3), 'spawn_monitor': (1, 3),
}

OTHERS = '''
Kernel != 2 erlang /=
Kernel !== 2 erlang =/=
Kernel <= 2 erlang =<
Kernel === 2 erlang =:=
Kernel function_exported? 3 erlang function_exported
Atom to_charlist 1 erlang atom_to_list
Atom to_string 1 erlang atom_to_binary
Bitwise &&& 2 erlang band
Bitwise <<< 2 erlang bsl
Bitwise >>> 2 erlang bsr
Bitwise ^^^ 2 erlang bxor
Bitwise ||| 2 erlang bor
Bitwise ~~~ 1 erlang bnot
Bitwise band 2 erlang band
Bitwise bnot 1 erlang bnot
Bitwise bor 2 erlang bor
Bitwise bsl 2 erlang bsl
Bitwise bsr 2 erlang bsr
Bitwise bxor 2 erlang bxor
Integer to_charlist 1 erlang integer_to_list
Integer to_charlist 2 erlang integer_to_list
Integer to_string 1 erlang integer_to_binary
Integer to_string 2 erlang integer_to_binary
IO iodata_length 1 erlang iolist_size
IO iodata_to_binary 1 erlang iolist_to_binary
List to_atom 1 erlang list_to_atom
List to_existing_atom 1 erlang list_to_existing_atom
List to_float 1 erlang list_to_float
List to_integer 1 erlang list_to_integer
List to_integer 2 erlang list_to_integer
List to_tuple 1 erlang list_to_tuple
Map keys 1 maps keys
Map merge 2 maps merge
Map to_list 1 maps to_list
Map values 1 maps values
Node list 0 erlang nodes
Node list 1 erlang nodes
Node spawn 2 erlang spawn
Node spawn 3 erlang spawn_opt
Node spawn 4 erlang spawn
Node spawn 5 erlang spawn_opt
Node spawn_link 2 erlang spawn_link
Node spawn_link 4 erlang spawn_link
Node spawn_monitor 2 erlang spawn_monitor
Node spawn_monitor 4 erlang spawn_monitor
Port close 1 erlang port_close
Port command 2 erlang port_command
Port command 3 erlang port_command
Port connect 2 erlang port_connect
Port demonitor 1 erlang demonitor
Port demonitor 2 erlang demonitor
Port list 0 erlang ports
Port open 2 erlang open_port
Process alive? 1 erlang is_process_alive
Process cancel_timer 1 erlang cancel_timer
Process cancel_timer 2 erlang cancel_timer
Process demonitor 1 erlang demonitor
Process demonitor 2 erlang demonitor
Process exit 2 erlang exit
Process flag 2 erlang process_flag
Process flag 3 erlang process_flag
Process get 0 erlang get
Process get_keys 0 erlang get_keys
Process get_keys 1 erlang get_keys
Process group_leader 0 erlang group_leader
Process hibernate 3 erlang hibernate
Process link 1 erlang link
Process list 0 erlang processes
Process read_timer 1 erlang read_timer
Process registered 0 erlang registered
Process send 3 erlang send
Process spawn 2 erlang spawn_opt
Process spawn 4 erlang spawn_opt
Process unlink 1 erlang unlink
Process unregister 1 erlang unregister
String duplicate 2 binary copy
String to_atom 1 erlang binary_to_atom
String to_existing_atom 1 erlang binary_to_existing_atom
String to_float 1 erlang binary_to_float
String to_integer 1 erlang binary_to_integer
String to_integer 2 erlang binary_to_integer
System monotonic_time 0 erlang monotonic_time
System os_time 0 os system_time
System system_time 0 erlang system_time
System time_offset 0 erlang time_offset
System unique_integer 0 erlang unique_integer
System unique_integer 1 erlang unique_integer
Tuple append 2 erlang append_element
Tuple to_list 1 erlang tuple_to_list
Function capture 3 erlang make_fun
Function info 1 erlang fun_info
Function info 2 erlang fun_info'''


def _table():
    table = {}
    for name in SAME_NAME.split():
        for arity in ARITIES.get(name, (1,)):
            table[KERNEL, atom(name), arity] = ERLANG, atom(name)
    for row in OTHERS.strip().splitlines():
        module, name, arity, erlang_module, erlang_name = row.split()
        table[alias(module), atom(name), int(arity)] = atom(erlang_module), atom(erlang_name)
    return table


INLINED = _table()


def inline(module, name, arity):
    """(module, name) of the Erlang function that stands for a function of Elixir, or None."""
    return INLINED.get((module, name, arity))


REWRITES = {}


def rewriting(module, name, arity):
    def register(function):
        REWRITES[alias(module), atom(name), arity] = function
        return function
    return register


def _increment(meta, index):
    return index + 1 if index.__class__ is int else erlang(atom('+'), meta, index, 1)


@rewriting('Kernel', 'elem', 2)
def elem(meta, tuple_, index):
    return erlang(atom('element'), meta, _increment(meta, index), tuple_)


@rewriting('Kernel', 'put_elem', 3)
def put_elem(meta, tuple_, index, value):
    return erlang(atom('setelement'), meta, _increment(meta, index), tuple_, value)


@rewriting('Kernel', 'is_map_key', 2)
def is_map_key(meta, map_, key):
    return erlang(atom('is_map_key'), meta, key, map_)


@rewriting('Tuple', 'delete_at', 2)
def delete_at(meta, tuple_, index):
    return erlang(atom('delete_element'), meta, _increment(meta, index), tuple_)


@rewriting('Tuple', 'insert_at', 3)
def insert_at(meta, tuple_, index, value):
    return erlang(atom('insert_element'), meta, _increment(meta, index), tuple_, value)


@rewriting('Tuple', 'duplicate', 2)
def duplicate(meta, value, size):
    return erlang(atom('make_tuple'), meta, size, value)


@rewriting('Process', 'monitor', 1)
def monitor(meta, process):
    return erlang(atom('monitor'), meta, atom('process'), process)


@rewriting('Port', 'monitor', 1)
def port_monitor(meta, port):
    return erlang(atom('monitor'), meta, atom('port'), port)


@rewriting('Process', 'group_leader', 2)
def group_leader(meta, process, leader):
    return erlang(atom('group_leader'), meta, leader, process)


@rewriting('Process', 'send_after', 3)
def send_after(meta, destination, message, time):
    return erlang(atom('send_after'), meta, time, destination, message)


@rewriting('Process', 'send_after', 4)
def send_after_options(meta, destination, message, time, options):
    return erlang(atom('send_after'), meta, time, destination, message, options)


def _maps(name, order):
    def rewrite_maps(meta, *args):
        return remote(atom('maps'), atom(name), meta, *[args[index] for index in order])
    return rewrite_maps


for _name, _arity, _erlang, _order in (
        ('delete', 2, 'remove', (1, 0)), ('fetch', 2, 'find', (1, 0)), ('fetch!', 2, 'get', (1, 0)),
        ('has_key?', 2, 'is_key', (1, 0)), ('put', 3, 'put', (1, 2, 0)), ('replace!', 3, 'update', (1, 2, 0))):
    rewriting('Map', _name, _arity)(_maps(_erlang, _order))


def rewrite(module, name, meta, args):
    """The call that stands for `module.name(args)` with expanded args (a Python list), or None."""
    function = REWRITES.get((module, name, len(args)))
    return function(meta, *args) if function else None


GUARD_FUNCTIONS = frozenset({(atom(name), arity) for name, arities in (
    ('+ -', (1, 2)), ('* / < > =< >= == /= =:= =/= div rem and or xor andalso orelse', (2,)),
    ('band bor bxor bsl bsr', (2,)), ('bnot not', (1,)), ('binary_part', (2, 3)), ('element', (2,)), ('is_map_key map_get', (2,)),
    ('is_function', (1, 2)), ('is_record', (2, 3)), ('max min', (2,)), ('node', (0, 1)), ('self', (0,)),
    ('abs bit_size byte_size ceil float floor hd is_atom is_binary is_bitstring is_boolean is_float is_integer is_list is_map '
     'is_number is_pid is_port is_reference is_tuple length map_size round size tl trunc tuple_size', (1,)))
    for name in name.split() for arity in arities})


def is_guard(module, name, arity):
    """Whether a (rewritten) remote call is allowed in guards."""
    return module is ERLANG and (name, arity) in GUARD_FUNCTIONS
