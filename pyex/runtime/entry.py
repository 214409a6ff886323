"""The one door from other threads: closures are put into the inbox, and the scheduler runs them between two slices.

`post` does not wait, `call` waits for the answer, `settle` until nothing is runnable, `interrupt` breaks into a process
whatever it does. `watch` looks after natives that would use up all memory. When no background thread runs the node, `call` runs its closure in the caller's thread.
"""
import ctypes
import threading
import time
import traceback
from collections import deque

from pyex.runtime import mailbox
from pyex.runtime.process import READY, WAITING
from pyex.runtime.scheduler import CALL, Interrupted

PULSE = 0.25                            # seconds between two looks at whether the node is alive
PATIENCE = 0.05                         # seconds that a native may run on before an interrupt breaks into it
HUNGRY = 10                             # times that `settle` may take longer than it should, on a machine that is busy
WATCH = 0.1                             # seconds between two looks at a native that may be eating all memory


class NodeDied(Exception):
    """The background thread has ended by a defect of ours: nothing runs any more."""


class Entry:
    """The door to a node."""

    def __init__(self, node):
        self.node = node
        self.inbox = deque()
        self.settlers = []              # functions to call when nothing is runnable
        self.bell = threading.Event()
        self.interrupting = None        # the Pid of the process that was last interrupted
        self.broken = None              # the entries of its stack trace, if it had to be broken into

    # ---- for other threads ----------------------------------------------------------------------------------------

    def post(self, closure):
        """Have a closure run between two slices, by and by."""
        self.inbox.append(closure)
        self.bell.set()

    def call(self, closure, timeout=None):
        """The result of a closure that runs between two slices, or the error it raised. TimeoutError after so many seconds."""
        thread = self.node.scheduler.thread
        if thread is None or thread is threading.current_thread():
            return closure()
        answer = _Answer(closure)
        self.post(answer.run)
        if not self._patiently(answer.ready, timeout):
            raise TimeoutError
        return answer.take()

    def _patiently(self, event, timeout):
        """Wait for an event that the node's thread sets; False after so many seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while not event.wait(PULSE if end is None else min(PULSE, max(0, end - time.monotonic()))):
            if self.node.scheduler.defect is not None:
                raise NodeDied
            if end is not None and time.monotonic() >= end:
                return False
        return True

    def settle(self, milliseconds):
        """Wait until nothing is runnable, or the scheduler has run for some milliseconds. True if it came to that.

        They are milliseconds of its thread, which gets little of a second on a busy machine.
        """
        if self.node.scheduler.thread is None:
            return True
        event, seconds, times = threading.Event(), milliseconds / 1000, []
        def look():
            times.append(time.thread_time())
        self.post(lambda: self.settlers.append(event.set))
        self.post(look)
        end = time.monotonic() + seconds * HUNGRY
        while not event.wait(seconds / 2):
            self.post(look)
            if times and times[-1] - times[0] >= seconds or time.monotonic() >= end:
                return False
        return True

    def interrupt(self, pid, function, arguments=()):
        """Have a process drop whatever it does, and go on by calling a function: same pid, mailbox, links and dictionary."""
        self.redirect(pid, lambda _process: (CALL, (function, arguments)))

    def redirect(self, pid, frames):
        """Have a process drop whatever it does, and go on with the heap frames that `frames(process)` gives."""
        done = threading.Event()
        self.broken = None

        def replace():
            try:
                self._replace(pid, frames)
            finally:
                done.set()
        if self.node.scheduler.thread is None:
            return replace()
        self.interrupting = pid
        self.post(replace)
        while not done.wait(PATIENCE):
            if self.node.scheduler.defect is not None:
                raise NodeDied
            self._break_into(pid)

    def _break_into(self, pid):
        """Stop the native, or the nested run, that keeps the scheduler from looking at its inbox."""
        current = self.node.current
        if current is not None and current.pid is pid:
            self._raise(Interrupted)

    def _raise(self, exception):
        """Raise an exception in the thread of the scheduler, wherever it is."""
        thread = self.node.scheduler.thread
        if thread is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(exception))

    def watch(self):
        """The body of a thread: a native that runs for long while there is next to no memory left gets a MemoryError."""
        scheduler, before = self.node.scheduler, None
        while not scheduler.stopped.wait(WATCH):
            if scheduler.resting:
                continue
            moment = self.node.current, scheduler.slices, scheduler.used()
            if moment == before and moment[0] is not None and self.node.guard.check():
                self._raise(MemoryError)
            before = moment

    # ---- for the scheduler ----------------------------------------------------------------------------------------

    def take(self):
        """Run all that is in the inbox."""
        while self.inbox:
            try:
                self.inbox.popleft()()
            except Exception:                   # of whoever posted it: it must not end the scheduler
                self.node.defects.append(traceback.format_exc())

    def at_rest(self):
        """Nothing is runnable: tell those who wait for that. Some process may be runnable then."""
        while self.settlers:
            self.settlers.pop()()

    def wait(self, seconds):
        """Sleep until something is in the inbox (True) or so many seconds have passed."""
        if not self.inbox:
            self.bell.wait(seconds)
        self.bell.clear()
        return bool(self.inbox)

    def wake(self):
        """Have the scheduler look around."""
        self.post(lambda: None)

    def _replace(self, pid, frames):
        process = self.node.processes.get(pid)
        if process is None:
            return
        process.frames = frames(process)
        mailbox.abandon(process, self.node.timers)
        if process.state == WAITING:
            process.queue.append(process)
        process.state = READY


class _Answer:
    """What a closure run by another thread gave."""

    def __init__(self, closure):
        self.closure, self.ready, self.value, self.error = closure, threading.Event(), None, None

    def run(self):
        try:
            self.value = self.closure()
        except BaseException as error:          # it belongs to the thread that asked, whatever it is
            self.error = error
        self.ready.set()

    def take(self):
        if self.error is not None:
            raise self.error
        return self.value
