"""Files and expressions of the command line, without a shell: `pyex FILE`, `pyex -e EXPR`."""
from pyex.shell.host import Host
from pyex.terms import lists
from pyex.terms.atom import alias, atom

CLI = alias('Kernel', 'CLI')


class Script(Host):
    """Runs commands, pairs of ('file' | 'require' | 'eval', text), by `Kernel.CLI`."""

    def __init__(self, console):
        super().__init__(console)
        self.status = None

    def finished(self, status):
        self.status = status
        self.events.put(int)            # wakes the main thread

    def run(self, commands):
        """The exit status."""
        term = lists.from_python([(atom(kind), text) for kind, text in commands])
        self.node.start()
        self.begin(lambda: self.node.spawn(self.node.exports[CLI, atom('main'), 1], (term,)))
        try:
            self.handle_events(lambda: self.status is not None)
        except KeyboardInterrupt:
            return 130
        return self.status
