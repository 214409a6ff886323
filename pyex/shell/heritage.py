"""What shell processes leave behind when they die: their variables and the environment (imports, aliases) of their inputs."""
from pyex.terms import lists
from pyex.terms.atom import Atom


class Heritage:

    def __init__(self):
        self.states = {}                # {Pid: (prefix, binding, env)} of those who evaluate inputs, after their last input
        self.variables = {}             # of the dead, the later ones' over those of the earlier
        self.env = None

    def copy(self, term):
        """The same for a copy of the node. term: a function that gives its term for one of this node."""
        made = Heritage()
        made.states = {pid: (prefix, term(binding), term(env)) for pid, (prefix, binding, env) in self.states.items()}
        made.variables, made.env = {name: term(value) for name, value in self.variables.items()}, term(self.env)
        return made

    def keep(self, pid, prefix, binding, env):
        self.states[pid] = prefix, binding, env

    def prefix(self, pid):
        """'pyex', or 'pry' at a breakpoint."""
        return self.states[pid][0].name if pid in self.states else 'pyex'

    def names(self, pid):
        """The names of its variables that a person has written."""
        _, binding, _ = self.states.get(pid, (None, None, None))
        return [name for name, _ in lists.to_python(binding) if name.__class__ is Atom]

    def bury(self, pid):
        """A shell process has ended."""
        _, binding, env = self.states.pop(pid, (None, None, None))
        if env is not None:
            self.variables.update(lists.to_python(binding))
            self.env = env

    @property
    def binding(self):
        """All that was lost, as a binding."""
        return lists.from_python(list(self.variables.items()))
