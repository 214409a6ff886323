"""Where shells and observers of one person meet: a folder of sockets, one for each shell, `PID.sock`.

Nobody else can open them: the folder is 0700 and ours, a socket 0600, and who calls must have our user id where the system
tells (Linux).
"""
import os
import socket
import stat
import struct
import tempfile

LONGEST = 100                           # bytes of a socket's path, by most systems


class Unsafe(Exception):
    """The folder could be read by others; the text says which."""


def folder():
    """The folder, made if need be. Unsafe if it is not ours alone."""
    if not hasattr(socket, 'AF_UNIX') or not hasattr(os, 'getuid'):
        raise Unsafe('this system has no sockets that belong to one person')
    base = os.environ.get('XDG_RUNTIME_DIR')
    path = os.path.join(base, 'pyex') if base and os.path.isdir(base) else os.path.join(tempfile.gettempdir(), f'pyex-{os.getuid()}')
    if len(os.fsencode(path)) > LONGEST - 20:
        path = f'/tmp/pyex-{os.getuid()}'
    try:
        os.makedirs(path, mode=0o700)
    except FileExistsError:
        pass
    found = os.lstat(path)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise Unsafe(f'{path} is not a folder that only you can open; remove it, and try again')
    if found.st_mode & 0o077:
        os.chmod(path, 0o700)           # others could look into it, no more
    return path


def socket_path(pid):
    return os.path.join(folder(), f'{pid}.sock')


def sockets():
    """[(process id, path)] of the shells that run, the youngest last. What dead ones have left is removed."""
    found = []
    base = folder()
    for name in os.listdir(base):
        head, _, kind = name.partition('.')
        if kind == 'sock' and head.isdigit():
            path = os.path.join(base, name)
            if lives(path):
                found.append((os.lstat(path).st_mtime, int(head), path))
            else:
                remove(path)
    return [(pid, path) for _, pid, path in sorted(found)]


def lives(path):
    """Whether somebody listens at a socket."""
    try:
        connect(path).close()
    except OSError:
        return False
    return True


def is_alive(pid):
    """Whether a program with this id runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def remove(path):
    try:
        os.unlink(path)
    except OSError:
        pass                            # somebody else was quicker


def connect(path):
    """A socket that is connected to a shell's."""
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.connect(path)
    except OSError:
        made.close()
        raise
    return made


def listen(path):
    """A socket that listens at a path, for us alone. What killed programs have left there is removed."""
    for name in os.listdir(os.path.dirname(path)):
        head, _, kind = name.partition('.')
        if kind == 'sock' and head.isdigit() and not is_alive(int(head)):
            remove(os.path.join(os.path.dirname(path), name))
    remove(path)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(path)
    os.chmod(path, 0o600)
    made.listen(4)
    return made


def is_ours(connection):
    """Whether the one at the other end is of our user; True where the system does not tell (the folder has kept others out)."""
    option = getattr(socket, 'SO_PEERCRED', None)
    if option is None:
        return True
    _, uid, _ = struct.unpack('3i', connection.getsockopt(socket.SOL_SOCKET, option, struct.calcsize('3i')))
    return uid == os.getuid()
