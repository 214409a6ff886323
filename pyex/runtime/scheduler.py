"""The scheduler: gives slices of 2,000 reductions to processes, by priority, in one thread.

`max` goes before `high`, `high` before the rest; a `low` process gets one slice where a `normal` one gets eight, as measured
on real schedulers. A favourite (the shell) is as if it had a core of its own: it gets every other slice of the rest, and one in
eight beside `max` and `high`, so that whoever started an endless loop there can end it. Between two slices, the inbox of other threads and the timers are looked at: each costs some 20 ns when there is nothing. The protocol with generated code is described in `pyex/README.md`, section 4.
"""
import gc
import sys
import threading
import traceback
from collections import deque

from pyex.runtime import mailbox
from pyex.runtime.exceptions import ElixirError, ProcessExit, Suspend
from pyex.runtime.frames import TIMEOUT, WAIT, Site, Throw
from pyex.runtime.mailbox import LONG, unroll
from pyex.runtime.process import FUNCTION, READY, WAITING, WOKEN
from pyex.runtime.signals import NORMAL
from pyex.runtime.stacktrace import BADARITY, BADFUN, caught, entries_of
from pyex.terms.atom import ERROR, NIL, atom
from pyex.terms.function import is_function
from pyex.terms.lists import from_python

SLICE = 2_000
TAKEN = 20                              # reductions that a slice may have used for the next to go on with what is left; after more it has all of them
REDUCTIONS = (None,) * SLICE             # an iterator over a tuple or list can be set back, which is half the price of a new one
WARM = 50                               # one in so many waits that saved the frames of callers is looked into: do they wait there often?
FAVOUR = 8                              # slices, of which a favourite gets one beside `max` and `high`
LOW_ROUNDS = 8                          # slices of a normal process for one of a low process
PRIORITIES = 'low', 'normal', 'high', 'max'
PYTHON_FRAMES = 20_000                  # a slice nests 2,000 calls at most, each with a few natives' frames
STACK_BYTES = 64 << 20
QUIET = 0.5                             # seconds without work before Python's cycle collector may run
MANY_REPORTS = 500                      # crash reports that may wait for the logger; Elixir's Logger begins to drop there too
MANY_OBJECTS = 200_000                  # more new objects than this are not searched for cycles (it would take long)
NOCATCH, LOGGER, CRASH = map(atom, ('nocatch', 'logger', 'crash'))
INITIAL_CALL, LABEL = atom('$initial_call'), atom('$process_label')
APPLY_2 = FUNCTION                      # the entry of a stack trace for what was no function to be called
NOBODY, INTERRUPTED = atom('receive_that_nothing_can_end'), atom('interrupted')
VARIADIC = 0x04                         # a code flag: the function takes any number of arguments

START = None, ()                        # in place of a frame: a function without parameters is to be called
CALL = Site(None, 0, 'start', 0)        # the frame (CALL, (function, arguments)): a function to be called
APPLY = Site(None, 1, 'start', 0)       # the frame (APPLY, (module, name, arguments)): one to be found first
RETURN = Site(None, 2, 'return', 0)     # the frame (RETURN, (value,)): what a native gives when it ends the slice
AWAKE = Site(None, 3, 'hibernate', 0)   # the frame (AWAKE, (module, name, arguments)) of a hibernating process


class Interrupted(BaseException):
    """Raised from another thread in whatever a process runs (`entry.interrupt`)."""


class Replace(BaseException):
    """The running process drops all it was doing and goes on with another frame, after a message came if it `waits`."""

    def __init__(self, frame, waits=False):
        self.frame, self.waits = frame, waits


class Parked(list):
    """The run queue of a suspended process; `queue` is the one it returns to."""

    def __init__(self, queue):
        super().__init__()
        self.queue = queue


class Scheduler:
    """Run queues and the loop over them."""

    def __init__(self, node):
        self.node = node
        self.queues = {'max': deque(), 'high': deque(), 'normal': deque(), 'low': deque(), 'favourite': deque()}
        self.slices = 0                 # that ended by preemption
        self.turn = False               # whether it is the favourites' turn
        self.raised, self.warm = 0, set()   # waits that saved the frames of callers; the sites of such frames whose rests know of it
        self.begun = SLICE              # reductions that were left when the running slice began
        self.passed = 0                 # slices of `max` and `high` since a favourite had one
        self.credit = 0                 # what the low processes have saved up, see `_chosen`
        self.thread = None
        self.defect = None              # the text of the Python error that ended the background thread
        self.pause = None               # a closure that is asked at each turn of the background thread: True while the world stands still
        self.stopping, self.stopped = False, threading.Event()
        self.resting = True             # nothing is runnable, the background thread sleeps
        sys.setrecursionlimit(max(sys.getrecursionlimit(), PYTHON_FRAMES))

    def run(self, until=None):
        """Run processes in this thread until `until()` is true, or until none is runnable and no timer is due."""
        node, queues = self.node, self.queues
        urgent, high, normal, low, favourite = map(queues.get, ('max', 'high', 'normal', 'low', 'favourite'))
        inbox, captured, rests = node.entry.inbox, node.captured, self._rests()
        reductions_left, reset = self._count()
        enough = SLICE - min(TAKEN, SLICE // 2)
        spare = []                          # serves as the list of frames while a process has none
        while True:                         # (a condition here, and CPython 3.11 would not specialise this function until it has been called eight times)
            if inbox:
                node.current = None
                node.entry.take()
                if self.stopping:
                    return
            if until is not None and until():
                node.current = None
                return
            if urgent or high or low:
                queue = self._chosen()
            elif favourite:
                queue = favourite if not normal or self._turns() else normal
            else:
                queue = normal
            try:
                process = queue.popleft()
            except IndexError:
                if self._on_time() or inbox or self._idle(until):
                    continue
                return
            frames = process.frames
            if frames.__class__ is tuple:
                site, live = frames
                process.frames = stack = spare
            elif frames.__class__ is list:
                site, live = frames.pop()
                stack = frames
            elif frames is not None:
                site, live = START
                process.frames = stack = spare
            else:                           # it died in the queue
                continue
            node.current = process
            if process.state:               # it waited in `receive`: it goes on with what `peek()` would give
                index, mailbox = process.scanned, process.mailbox
                if process.state == WOKEN or index < len(mailbox):
                    process.scanned = index + 1
                    value = mailbox[index]
                    if len(mailbox) > LONG:
                        unroll(process)
                else:
                    process.timer, process.scanned, value = None, 0, TIMEOUT
                process.state = READY
            else:                           # it was preempted, or begins: it may need all of its reductions
                value = None
                if self.begun != SLICE:
                    reset(0)
                    self.begun = SLICE
            while True:                     # once, and once more for each error that reaches a handler
                try:
                    value = rests[site](value, live) if site is not None else frames()
                    while stack and value is not WAIT:
                        site, live = stack.pop()
                        value = rests[site](value, live)
                    if value is not WAIT:
                        node.signals.terminate(process, NORMAL)
                    elif stack:
                        if captured:
                            stack.append(captured.pop())
                            while captured:
                                stack.append(captured.pop())
                        else:               # it waits again, with the frame that it had
                            stack.append((site, live))
                    elif captured:
                        process.frames = captured.pop()
                        if captured:
                            captured.append(process.frames)
                            spare = self._save(process, stack, captured)
                    else:
                        process.frames = frames if stack is spare else (site, live)
                except Suspend:
                    if stack or len(captured) > 1:
                        self._warmed(captured)
                        spare = self._save(process, stack, captured)
                    else:
                        process.frames = captured.pop()
                except StopIteration:
                    spare = self._save(process, stack, captured)
                    process.queue.append(process)
                    reductions_left, reset = self._preempted(process)
                except (ProcessExit, Replace, Interrupted, Exception) as event:      # it must end the process, and nothing else
                    frame = self._recovered(process, event, site, live, value)
                    if frame is not None:
                        site, live, value = frame
                        continue
                break
            left = reductions_left()
            process.reductions += self.begun - left
            if left < enough:
                reset(0)
                self.begun = SLICE
                self._on_time()
            else:
                self.begun = left

    # ---- a slice --------------------------------------------------------------------------------------------------

    def _rests(self):
        node = self.node
        rests, exports = node.rests, node.exports

        def apply(_, live):
            module, name, arguments = live
            return exports[module, name, len(arguments)](*arguments)

        def awake(_, live):
            node.current.scanned = 0
            node.current.rare.hibernating = False
            return apply(_, live)
        rests.update({CALL: call, APPLY: apply, AWAKE: awake, RETURN: lambda _, live: live[0]})
        return rests

    def _was_missing(self, error, site):
        """Whether an error only said that the rest of a site is not compiled yet; it is then.

        So `rests` can be a plain dict, which is read faster than one that makes what it lacks.
        """
        node = self.node
        if error.__class__ is not KeyError or site is None or site in node.rests:
            return False
        node.rests[site] = node.compile_rest(site)
        return True

    def _count(self):
        """Begin to count reductions: `it` ends after a slice of them. Its methods (how many are left, start again)."""
        it = self.node.globals['it'] = iter(REDUCTIONS)
        self.begun = SLICE
        return it.__length_hint__, it.__setstate__

    def used(self):
        """The reductions that the running slice has used."""
        return self.begun - self.node.globals['it'].__length_hint__()

    @staticmethod
    def _save(process, stack, captured):
        """Keep the captured frames, above those that a process has left on its `stack`. The list that can serve as the next `spare`."""
        if not stack and len(captured) == 1:
            process.frames = captured.pop()
            return stack
        captured.reverse()
        stack += captured
        captured.clear()
        process.frames = stack
        return []

    def _warmed(self, captured):
        """Frames were saved since something had to wait. One time in `WARM` their rests are made such that it need not raise the next time."""
        self.raised += 1
        if self.raised % WARM:
            return
        node = self.node
        for site, _ in captured[1:]:
            if site.unit is not None and site not in self.warm:
                self.warm.add(site)
                made = node.compile_rest(site, warm=True)
                if made is not None:
                    node.rests[site] = made

    def _on_time(self):
        """Let the timers fire that are due. True if there were any."""
        timers = self.node.timers
        if timers.next is timers.NEVER:
            return False
        now = self.node.clock.monotonic()
        if timers.next > now:
            return False
        timers.fire(now)
        return True

    def _chosen(self):
        """Whose turn it is while not only normal processes and favourites wait.

        `max` and `high` starve all others, but that one slice in eight is a favourite's. A low process gets one slice for
        eight of each normal process.
        """
        urgent, favourite = self.queues['max'] or self.queues['high'], self.queues['favourite']
        if urgent:
            self.passed = (self.passed + 1) % FAVOUR if favourite else self.passed
            return favourite if favourite and not self.passed else urgent
        normal, low = self.queues['normal'], self.queues['low']
        if favourite and self._turns():
            return favourite
        needed = LOW_ROUNDS * len(normal)
        if self.credit >= needed:
            self.credit -= needed
            return low
        self.credit += len(low)
        return normal

    def _turns(self):
        """Whether it is the favourites' turn: every other time."""
        self.turn = not self.turn
        return self.turn

    def park(self, process):
        """Suspend a process: what would put it into its run queue is kept aside."""
        parked = Parked(process.queue)
        if process.state != WAITING:
            process.queue.remove(process)
            parked.append(process)
        process.queue = parked

    @staticmethod
    def unpark(process):
        """Resume a suspended process."""
        parked = process.queue
        process.queue = parked.queue
        if parked:
            process.queue.append(process)

    def favour(self, process):
        """Give a process of normal priority half of the time that high ones leave, however many run, and some of theirs: it is a person's shell."""
        normal, favourite = self.queues['normal'], self.queues['favourite']
        if process.queue is normal:
            process.queue = favourite
            if process in normal:
                normal.remove(process)
                favourite.append(process)

    def priority_of(self, process):
        """'low', 'normal', 'high' or 'max'."""
        queue = getattr(process.queue, 'queue', process.queue)
        name = next(name for name, candidate in self.queues.items() if candidate is queue)
        return 'normal' if name == 'favourite' else name

    def _preempted(self, process):
        self.slices += 1
        if len(process.mailbox) > LONG:
            unroll(process)
        process.reductions += self.begun
        self._on_time()
        if not self.slices % 64:
            self.node.guard.look(process)
        return self._count()

    # ---- errors ---------------------------------------------------------------------------------------------------

    def _recovered(self, process, event, site, live, value):
        """An exception has left the code of a process, of which it ran (site, live) with a value: the (site, live, value) to go on with, or None."""
        if self._was_missing(event, site):
            return site, live, value
        self.node.captured.clear()
        if event.__class__ is ProcessExit:
            self.node.signals.terminate(process, event.reason)
        elif event.__class__ is Replace:
            process.frames = event.frame
            self._rejoin(process, event.waits and not process.mailbox)
        elif event.__class__ is Interrupted:
            self._interrupted(process, event)
        else:
            trace = event.__traceback__.tb_next
            return self._handler(process, caught(event, self.node), trace and trace.tb_frame.f_code)
        return None

    def _interrupted(self, process, event):
        """`entry.interrupt` broke into a process. It has put new frames there, or is about to."""
        self.node.entry.broken = entries_of(event.__traceback__, self.node)
        if process.frames.__class__ is list:
            if self.node.entry.interrupting is not process.pid:         # it came too late, to the wrong one
                self.node.signals.terminate(process, INTERRUPTED)
                return
            process.frames = RETURN, (NIL,)
        self._rejoin(process, False)

    @staticmethod
    def _rejoin(process, waits):
        if waits:
            process.state = WAITING
        else:
            process.queue.append(process)

    def _handler(self, process, error, code):
        """(site, live, Throw) of the frame that handles an error, or None: then the process has ended.

        code: of the outermost Python frame that it left.
        """
        bottom = process.frames[:1]
        frame = pop_handler(process.frames)
        if frame is not None:
            return *frame, Throw(error)
        self.node.crashes.falls(process.pid, bottom[0][0] if bottom else code)
        if error.kind == 'exit':
            self.node.signals.terminate(process, error.reason)
        else:
            reason = error.reason if error.kind == 'error' else (NOCATCH, error.reason)
            self._report(process, reason, error.stack)
            self.node.signals.terminate(process, (reason, error.stack))
        return None

    def _report(self, process, reason, stack):
        """Tell the process registered as `:logger`, if there is one, of a crash.

        It is sent `{:crash, pid, label, {:error, reason, stack}, time}`: label is what `Process.set_label/1` gave, or nil,
        a throw is the error {:nocatch, term}, time the system time in microseconds. Exits are not reported, nor is
        what has `:"$initial_call"` in its dictionary: proc_lib reports those. A logger that is too far behind is spared, and
        told how many it did not see (`node.spared`).
        """
        dictionary = process.rare.dictionary or {}
        node = self.node
        logger = node.processes.get(node.names.get(LOGGER))
        if logger is None or INITIAL_CALL in dictionary:
            return
        if len(logger.mailbox) < MANY_REPORTS:
            time = node.clock.system() // 1000
            node.crashes.note(process, reason, stack)
            node.deliver(logger.pid, (CRASH, process.pid, dictionary.get(LABEL, NIL), (ERROR, reason, stack), time))
        else:
            node.spared += 1

    # ---- runs within natives ----------------------------------------------------------------------------------------

    def nested(self, function, arguments):
        """Run a function to its end on behalf of the running native.

        Preemption only starts another slice; a receive that must wait lets the other processes run (`hold`).
        """
        node = self.node
        globals_, captured, rests = node.globals, node.captured, self._rests()
        outer, stack, value = (globals_['it'], self.begun), [], None
        site, live = CALL, (function, arguments)
        node.nesting += 1
        try:
            while True:
                self._count()
                try:
                    value = rests[site](value, live)
                    while stack:
                        site, live = stack.pop()
                        value = rests[site](value, live)
                    return value
                except StopIteration:
                    captured.reverse()
                    stack += captured
                    captured.clear()
                    (site, live), value = stack.pop(), None
                except Exception as error:
                    if self._was_missing(error, site):
                        continue
                    captured.clear()
                    frame = pop_handler(stack)
                    if frame is None:
                        raise
                    (site, live), value = frame, Throw(caught(error, node))
        finally:
            node.nesting -= 1
            globals_['it'], self.begun = outer

    def hold(self, process):
        """A receive in a nested run waits: the others run until its message is there, or (True) its deadline has passed.

        What they nest in turn must end before this one can go on: two nested runs that wait for each other wait for ever.
        """
        node, frames, nesting, counter = self.node, process.frames, self.node.nesting, (self.node.globals['it'], self.begun)

        def over():
            return len(process.mailbox) > process.scanned or process.timer is TIMEOUT or process.frames is not frames
        node.nesting = 0
        try:
            self.run(over)
        finally:
            node.nesting, node.current = nesting, process
            node.globals['it'], self.begun = counter
        if process.frames is not frames:
            raise ProcessExit(None) if process.frames is None else Interrupted
        if not over():
            mailbox.abandon(process, node.timers)
            raise ElixirError('error', NOBODY)
        return len(process.mailbox) == process.scanned

    # ---- nothing to do ------------------------------------------------------------------------------------------------

    def _idle(self, until):
        """Nothing can run. False if there is nothing to wait for."""
        node = self.node
        timers = node.timers
        node.current = None
        node.entry.at_rest()
        if any(self.queues.values()):
            return True
        if node.clock.virtual:
            if timers.next is not timers.NEVER:
                seconds = node.clock.lag(timers.next)
                if not seconds or not node.entry.wait(seconds):
                    node.clock.advance(timers.next)
                return True
        elif timers.next is not timers.NEVER and (until is not None or self.thread is not None):
            self._wait((timers.next - node.clock.monotonic()) / 1e9)
            return True
        if self.thread is None:
            return False
        self._wait(None)
        return True

    def _wait(self, seconds):
        """Sleep until another thread wants something, or until a timer is due."""
        entry = self.node.entry
        self.resting = True
        if seconds is not None and seconds < QUIET or self.thread is None:
            entry.wait(seconds)
        elif not entry.wait(QUIET):
            self._tidy()
            entry.wait(None if seconds is None else max(0, seconds - QUIET))
        self.resting = False

    @staticmethod
    def _tidy():
        """Look for cycles of Python objects: terms hold none, so this is for what natives and libraries leave."""
        if gc.get_count()[0] > MANY_OBJECTS:
            gc.freeze()
        else:
            gc.collect(1)

    # ---- the background thread ----------------------------------------------------------------------------------------

    def start(self):
        """Run in a thread of its own until `stop()`."""
        if self.thread is not None:
            return
        self.stopping = False
        self.stopped.clear()
        gc.disable()
        gc.freeze()
        before = threading.stack_size(STACK_BYTES)
        self.thread = threading.Thread(target=self._serve_or_die, name='pyex', daemon=True)
        self.thread.start()
        threading.stack_size(before)
        threading.Thread(target=self.node.entry.watch, name='pyex memory', daemon=True).start()

    def _serve_or_die(self):
        try:
            self._serve()
        except BaseException:                   # a defect of ours, whatever it is: who waits for the node is told
            self.defect = traceback.format_exc()

    def _serve(self):
        """`run` for ever. What another thread raises too late, between two slices, puts the process back that was just taken."""
        while not self.stopping:
            try:
                self.run(self.pause)
                if self.pause is not None and not self.stopping:
                    self._wait(None)
            except (Interrupted, MemoryError):
                process = self.node.current
                if process is not None and process.alive and process.state == READY and process not in process.queue:
                    process.queue.append(process)

    def stop(self):
        """End the background thread after the slice that runs; the processes stay as they are."""
        thread = self.thread
        if thread is None:
            return
        self.stopping = True
        self.stopped.set()
        self.node.entry.wake()
        if thread is not threading.current_thread():
            thread.join()
        self.thread = None
        gc.enable()


def call(_, live):
    """Call a term that should be a function with so many parameters: live is (term, arguments)."""
    function, arguments = live
    if not is_function(function):
        raise ElixirError('error', (BADFUN, function), entry=APPLY_2)
    if function.__code__.co_argcount != len(arguments) and not function.__code__.co_flags & VARIADIC:
        raise ElixirError('error', (BADARITY, (function, from_python(arguments))), entry=APPLY_2)
    return function(*arguments)


def pop_handler(stack):
    """Drop frames until one lies in a `try`; that frame, or None."""
    while stack:
        frame = stack.pop()
        if frame[0].handles:
            return frame
    return None
