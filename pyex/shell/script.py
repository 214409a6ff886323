"""Files and expressions of the command line, without a shell: `pyex FILE`, `pyex -e EXPR`."""
from pyex.shell.host import Host


class Script(Host):

    def run(self, commands):
        """Until the last of the commands is done; the exit status."""
        self.node.start()
        try:
            return self.run_commands(commands)
        except KeyboardInterrupt:
            return 130
