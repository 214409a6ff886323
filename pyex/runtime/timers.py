"""Timers: deadlines of `receive`, and messages to be sent later.

Timers that fall due at the same time share a *bucket*, a list of the form [due, timer, timer, ...] in which a timer is a
`Process` (the deadline of its receive) or a `Message`; a heap holds only the due times. Deadlines of the same length that are
set within 0.1 ms of each other share one, the last one's. Starting a timer then is an append, and takes 8 bytes. Cancelling
marks it (the process no longer points at the bucket); when most timers are dead the buckets are swept, so that a million
calls that each had a deadline leave nothing behind. On a virtual clock all times are exact.
Nothing fires early.
"""
from heapq import heapify, heappop, heappush

from pyex.runtime.frames import TIMEOUT
from pyex.runtime.process import EXPIRED, WAITING, Process
from pyex.terms.identity import Pid

SLACK = 100_000                 # nanoseconds that a deadline may be late for sharing a bucket
PORTION = 1_000                 # timers that fire in one go: 0.1 ms, in which nobody runs
FEW = 1_000                     # dead timers that are not worth a sweep


class Message:
    """A message to be sent at a time. destination: Pid or Atom. timer: its bucket, None when it
    was sent or cancelled."""
    __slots__ = ('reference', 'destination', 'content', 'due', 'timer')

    def __init__(self, reference, destination, content, due):
        self.reference, self.destination, self.content, self.due = reference, destination, content, due
        self.timer = None


class Timers:
    """All timers of a node. next: when the next is due (nanoseconds), or `NEVER`.

    timeout, until, bucket: of the last deadline: its milliseconds, until when others of that length may share its bucket, where it is.
    dead: how many timers in buckets were cancelled; enough: so many that they are counted, and perhaps swept.
    """
    NEVER = 1 << 200

    def __init__(self, node):
        self.node = node
        self.buckets, self.heap = {}, []
        self.next = self.NEVER
        self.dead, self.enough = 0, FEW
        self.timeout, self.until, self.bucket = None, -self.NEVER, None
        self.now = node.clock.monotonic
        self.slack = 0 if node.clock.virtual else SLACK
        self.messages = {}              # {Reference: Message} that can be cancelled
        self.many = FEW                 # more messages than this: those to dead processes are looked for

    def wait(self, process, timeout):
        """Start the deadline of a receive, `timeout` milliseconds from now."""
        clock = self.now                # (called as a method it takes twice the time in CPython 3.11)
        now = clock()
        if now <= self.until and timeout == self.timeout:
            process.timer = bucket = self.bucket
            bucket.append(process)
        else:
            self.start(process, now + timeout * 1_000_000 + self.slack)
            self.timeout, self.until, self.bucket = timeout, now + self.slack, process.timer

    def start(self, timer, due):
        """Put a Process or Message into the bucket of a time."""
        bucket = self.buckets.get(due)
        if bucket is None:
            bucket = self.buckets[due] = [due]
            heappush(self.heap, due)
            if due < self.next:
                self.next = due
        bucket.append(timer)
        timer.timer = bucket

    @property
    def count(self):
        """How many timers there are in the buckets, dead ones too."""
        return sum(map(len, self.buckets.values())) - len(self.buckets)

    def forget(self, timer):
        """Cancel: `timer` is in a bucket and shall not fire."""
        timer.timer = None
        self.drop()

    def drop(self):
        """One timer in some bucket is dead."""
        self.dead += 1
        if self.dead > self.enough:
            if self.dead * 2 > self.count:
                self.sweep()
            self.enough = self.dead + max(FEW, self.count // 4)

    def sweep(self):
        """Take the dead timers out of all buckets."""
        self.until, self.bucket = -self.NEVER, None
        for due, bucket in list(self.buckets.items()):
            bucket[1:] = [timer for timer in bucket[1:] if timer.timer is bucket]
            if len(bucket) == 1:
                del self.buckets[due]
        self.heap = list(self.buckets)
        heapify(self.heap)
        self.next = self.heap[0] if self.heap else self.NEVER
        self.dead = 0

    def fire(self, now):
        """What is due at `now` happens; where thousands of timers are, some of it: the rest when the scheduler looks again."""
        left = PORTION
        while self.next <= now and left > 0:
            bucket = self.buckets.pop(heappop(self.heap))
            if bucket is self.bucket:
                self.until, self.bucket = -self.NEVER, None
            self.next = self.heap[0] if self.heap else self.NEVER
            left -= len(bucket)
            expire = self.expire
            for timer in bucket[1:]:
                if timer.timer is not bucket:
                    self.dead -= 1
                elif timer.__class__ is Process:
                    expire(timer)
                else:
                    self.ring(timer)

    def ring(self, message):
        """Send a message that is due."""
        message.timer = None
        self.messages.pop(message.reference, None)
        self.node.deliver(message.destination, message.content)

    @staticmethod
    def expire(process):
        """The deadline of a receive has passed."""
        process.timer = TIMEOUT
        if process.state == WAITING:
            process.state = EXPIRED
            process.queue.append(process)

    def send_later(self, reference, destination, content, due):
        message = self.messages[reference] = Message(reference, destination, content, due)
        self.start(message, due)
        if len(self.messages) > self.many:
            self.forsake()
            self.many = 2 * len(self.messages) + FEW

    def forsake(self):
        """Forget the messages to processes that are dead: servers that set a timer of an hour may die by the thousand before it rings."""
        processes = self.node.processes
        for message in [message for message in self.messages.values()
                        if message.destination.__class__ is Pid and message.destination not in processes]:
            self.forget(self.messages.pop(message.reference))

    def remaining(self, reference):
        """The whole milliseconds (rounded up, as BEAM does) until a timer's message, or None."""
        message = self.messages.get(reference)
        if message is None:
            return None
        if message.destination.__class__ is Pid and message.destination not in self.node.processes:
            self.forget(self.messages.pop(reference))       # a timer ends with its process; it is noticed here
            return None
        return max(0, -(-(message.due - self.node.clock.monotonic()) // 1_000_000))

    def cancel(self, reference):
        """`remaining`, and the message will not be sent."""
        left = self.remaining(reference)
        if left is not None:
            self.forget(self.messages.pop(reference))
        return left

    def live(self):
        """The timers that will fire, in order: (due, Process or Message). (A receive that was begun anew is twice in its bucket.)"""
        return [(due, timer) for due in sorted(self.buckets) for timer in dict.fromkeys(self.buckets[due][1:])
                if timer.timer is self.buckets[due]]
