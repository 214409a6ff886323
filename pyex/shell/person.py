"""What belongs to the person at the shell: the files that a session begins with, and the editor."""
import os

NAMES = '.iex.exs', '.pyex.exs'


def dot_files(named=None):
    """The files to begin with: the one that was named ('' is none), or the first of each of `NAMES` in the current and the home directory."""
    if named is not None:
        return (os.path.abspath(named),) if named else ()
    folders = os.getcwd(), os.environ.get('IEX_HOME') or os.path.expanduser('~')
    paths = [[os.path.join(folder, name) for folder in folders] for name in NAMES]
    return tuple(found for places in paths if (found := next(filter(os.path.isfile, places), None)))


def edit(host, command):
    """Run an editor, which gets the terminal; without one it must do without."""
    with host.terminal.lent():
        return os.system(command if host.terminal.tty else f'{command} < /dev/null')
