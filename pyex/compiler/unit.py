"""A unit: one function with the functions nested in it, as the linker, the scheduler and stack traces know it."""
import marshal

from pyex.compiler.ir import function_named
from pyex.compiler.liveness import free_variables


class Unit:
    """Immutable. Hangs as the last constant in each of its code objects.

    name: code name of the function. sites: tuple of (code name, line, handles). details: (define, live, operations), marshalled
    if the unit comes from a cache; only read when a rest is compiled or an error explained. objects: terms that cannot be stored (pids, functions).
    source: the text it was typed as (pipeline.Source), or None: whoever wants to show it looks into the file.
    """
    __slots__ = ('name', 'file', 'site_rows', 'details', 'objects', 'sites', 'constants', 'version', 'operations',
                 'source')

    def __init__(self, name, file, site_rows, details, objects=()):
        self.name, self.file, self.site_rows, self.details, self.objects = name, file, site_rows, details, objects
        self.sites = self.constants = self.version = None               # set by the linker
        self.source = None
        self.operations = None                          # read out of the details when an error first asks

    def data(self):
        """What `marshal` can store of it."""
        return self.name, self.file, self.site_rows, self.details

    def parts(self):
        """(define, {site: live names}, operations)"""
        return marshal.loads(self.details) if self.details.__class__ is bytes else self.details

    def operation(self, column):
        """(kind, name, argument IR) of the operation that the compiler marked with this column, or None."""
        row = self._row(column)
        return row[:3] if row is not None and row[0] != 'tail' else None

    def is_tail(self, column):
        """Does a tail call stand at this column?"""
        row = self._row(column)
        return row is not None and row[3]

    def arity_of(self, code_name):
        """How many parameters a function of this unit has, the variables that it captures included."""
        define = function_named(self.parts()[0], code_name)
        return len(define[3]) + len(free_variables(define))

    def line_of(self, code_name):
        """The line of a function of this unit."""
        return function_named(self.parts()[0], code_name)[5]

    def _row(self, column):
        if self.operations is None:
            self.operations = self.parts()[2]
        operations = self.operations
        return operations[column - 1] if column is not None and 0 < column <= len(operations) else None

    def evaluate(self, arguments, variables):
        """The terms that simple argument IR stands for in a Python frame with these local variables."""
        return [self._value(a, variables) for a in arguments]

    def _value(self, e, variables):
        if e[0] == 'c':
            return self.constants(e[1])
        if e[0] == 'n':
            return variables.get(e[1])
        raise LookupError(e[0])
