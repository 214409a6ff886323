"""`:pyex_file`: the file system, for `File`, `Path` and `:file`. Paths are binaries; an open file is its number.

What the operating system refuses is `{:error, reason}` with its own names for reasons (`:enoent`, `:eacces`, ...).
"""
import calendar
import errno
import glob
import os
import shutil
import stat
import time

from pyex.natives.registry import native
from pyex.terms.atom import ERROR, FALSE, OK, TRUE, atom
from pyex.terms.binary import canonical, to_bytes
from pyex.terms.lists import from_python, iterate

EOF, MISSING = atom('eof'), atom('undefined')
KINDS = ((stat.S_ISREG, 'regular'), (stat.S_ISDIR, 'directory'), (stat.S_ISLNK, 'symlink'))
MODES = {'append': os.O_APPEND | os.O_CREAT | os.O_WRONLY, 'exclusive': os.O_EXCL | os.O_CREAT | os.O_WRONLY}


def _path(term):
    return to_bytes(term)


def _failure(error):
    return ERROR, atom(errno.errorcode.get(error.errno, 'einval').lower())


def operation(name, arity):
    """A native whose OSErrors become `{:error, reason}`."""
    def register(function):
        names = ', '.join(function.__code__.co_varnames[:arity])
        scope = {'function': function, 'failure': _failure}
        exec(f'def {name}({names}):\n try: return function({names})\n except OSError as e: return failure(e)', scope)
        made = scope[name]
        made.__doc__ = function.__doc__
        return native('pyex_file', name, arity)(made)
    return register


@operation('read', 1)
def read(path):
    """`{:ok, contents}` of a file."""
    with open(_path(path), 'rb') as file:
        return OK, canonical(file.read())


def _flags(modes):
    names = {mode.name for mode in iterate(modes) if hasattr(mode, 'name')}
    flags = 0
    for name in names & MODES.keys():
        flags |= MODES[name]
    if 'write' in names:
        keep = 'append' in names or 'read' in names or 'exclusive' in names
        flags |= os.O_CREAT | os.O_WRONLY | (0 if keep else os.O_TRUNC)
    if 'read' in names and flags:
        flags = flags & ~os.O_WRONLY | os.O_RDWR
    return flags


@operation('open', 2)
def open_(path, modes):
    """`{:ok, number}` of a file, opened as `File.open/2` says."""
    if os.path.isdir(_path(path)):
        return ERROR, atom('eisdir')
    return OK, os.open(_path(path), _flags(modes), 0o666)


@operation('close', 1)
def close(number):
    """Closes a file."""
    os.close(number)
    return OK


@operation('get', 2)
def get(number, count):
    """`{:ok, bytes}`, at most so many, or `:eof`."""
    data = os.read(number, count)
    return (OK, canonical(data)) if data else EOF


@operation('put', 2)
def put(number, data):
    """Writes all of a binary."""
    rest = memoryview(to_bytes(data))
    while rest:
        rest = rest[os.write(number, rest):]
    return OK


@operation('position', 3)
def position(number, offset, whence):
    """`{:ok, position}` after a move from the beginning (0), here (1) or the end (2)."""
    return OK, os.lseek(number, offset, whence)


@operation('sync', 1)
def sync(number):
    """Waits until the disk has it all."""
    os.fsync(number)
    return OK


@operation('truncate', 1)
def truncate(number):
    """Cuts a file off where it is."""
    os.ftruncate(number, os.lseek(number, 0, os.SEEK_CUR))
    return OK


@operation('list', 1)
def list_(path):
    """`{:ok, names}` of what is in a directory."""
    return OK, from_python([canonical(name) for name in sorted(os.listdir(_path(path)))])


@operation('mkdir', 1)
def mkdir(path):
    """Makes a directory."""
    os.mkdir(_path(path))
    return OK


@operation('rmdir', 1)
def rmdir(path):
    """Removes an empty directory."""
    try:
        os.rmdir(_path(path))
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:
            return ERROR, atom('eexist')
        raise
    return OK


@operation('remove', 1)
def remove(path):
    """Removes a file."""
    if os.path.isdir(_path(path)) and not os.path.islink(_path(path)):
        return ERROR, atom('eperm')
    os.remove(_path(path))
    return OK


@operation('rename', 2)
def rename(source, destination):
    """Renames a file."""
    os.rename(_path(source), _path(destination))
    return OK


@operation('link', 2)
def link(existing, new):
    """Makes a second name for a file."""
    os.link(_path(existing), _path(new))
    return OK


@operation('symlink', 2)
def symlink(existing, new):
    """Makes a symbolic link."""
    os.symlink(_path(existing), _path(new))
    return OK


@operation('readlink', 1)
def readlink(path):
    """`{:ok, path}` that a symbolic link leads to."""
    return OK, canonical(os.readlink(_path(path)))


@operation('copy', 2)
def copy(source, destination):
    """`{:ok, bytes}`: copies contents and permissions."""
    with open(_path(source), 'rb') as file, open(_path(destination), 'wb') as out:
        shutil.copyfileobj(file, out)
    shutil.copymode(_path(source), _path(destination))
    return OK, os.path.getsize(_path(destination))


@operation('chmod', 2)
def chmod(path, mode):
    """Sets permissions."""
    os.chmod(_path(path), mode)
    return OK


@operation('chown', 3)
def chown(path, user, group):
    """Sets owner and group; -1 keeps one."""
    os.chown(_path(path), user, group)
    return OK


@operation('touch', 2)
def touch(path, seconds):
    """Sets the times of a file, which is made if need be."""
    with open(_path(path), 'ab'):
        pass
    os.utime(_path(path), (seconds, seconds))
    return OK


@operation('stat', 2)
def stat_(path, follow):
    """`{:ok, {type, size, mode, links, inode, uid, gid, device, access, atime, mtime, ctime}}`, times in seconds."""
    found = os.stat(_path(path)) if follow is TRUE else os.lstat(_path(path))
    kind = next((name for test, name in KINDS if test(found.st_mode)), 'other')
    readable, writable = os.access(_path(path), os.R_OK), os.access(_path(path), os.W_OK)
    access = {(True, True): 'read_write', (True, False): 'read', (False, True): 'write', (False, False): 'none'}
    kind, access = atom('device' if stat.S_ISCHR(found.st_mode) else kind), atom(access[readable, writable])
    return OK, (kind, found.st_size, found.st_mode, found.st_nlink, found.st_ino, found.st_uid, found.st_gid, found.st_dev,
                access, int(found.st_atime), int(found.st_mtime), int(found.st_ctime))


@native('pyex_file', 'datetime', 2)
def datetime(seconds, kind):
    """Seconds since 1970 as {{year, month, day}, {hour, minute, second}}, `:universal` or `:local`."""
    moment = time.localtime(seconds) if kind.name == 'local' else time.gmtime(seconds)
    return tuple(moment[:3]), tuple(moment[3:6])


@native('pyex_file', 'seconds', 1)
def seconds(datetime_):
    """Seconds since 1970 of a universal {{year, month, day}, {hour, minute, second}}."""
    return calendar.timegm((*datetime_[0], *datetime_[1], 0, 0, 0))


@operation('cwd', 0)
def cwd():
    """`{:ok, path}` of the current directory."""
    return OK, canonical(os.getcwdb())


@operation('cd', 1)
def cd(path):
    """Changes the current directory."""
    os.chdir(_path(path))
    return OK


@native('pyex_file', 'wildcard', 2)
def wildcard(pattern, match_dot):
    """The paths that match a pattern, sorted."""
    found = {path for one in _alternatives(pattern) for path in _glob(one, match_dot is not FALSE)}
    return from_python(sorted(found))


def _glob(pattern, hidden):
    for path in glob.iglob(pattern, recursive=True):
        if hidden or not any(part.startswith('.') and part not in ('.', '..') for part in path.split('/')):
            yield path.rstrip('/') or path


def _alternatives(pattern):
    """A pattern with `{a,b}` as all the patterns without."""
    start = pattern.find('{')
    end = pattern.find('}', start)
    if start < 0 or end < 0:
        return [pattern]
    return [one for choice in pattern[start + 1:end].split(',')
            for one in _alternatives(pattern[:start] + choice + pattern[end + 1:])]


@native('pyex_file', 'describe', 1)
def describe(reason):
    """What an error of a file operation means."""
    number = getattr(errno, reason.name.upper(), None) if hasattr(reason, 'name') else None
    text = WORDS.get(getattr(reason, 'name', None)) or number and os.strerror(number).lower()
    return text or 'unknown POSIX error'


WORDS = {'enoent': 'no such file or directory', 'eisdir': 'illegal operation on a directory', 'eexist': 'file already exists',
         'enotdir': 'not a directory', 'eacces': 'permission denied', 'badarg': 'bad argument', 'eperm': 'not owner',
         'terminated': 'the file server process is terminated', 'einval': 'invalid argument', 'ebadf': 'bad file number'}
