"""`:erlang`, in files by theme."""
from pyex.natives.erlang import (
    binaries, conversions, dictionary, lists, maps, numbers, process_info, processes, signals, system, timers, tuples, types)

__all__ = ['binaries', 'conversions', 'dictionary', 'lists', 'maps', 'numbers', 'process_info', 'processes', 'signals', 'system',
           'timers', 'tuples', 'types']
