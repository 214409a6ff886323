"""Looking at all processes of a node, a few at a time, so that a million of them do not hold up the scheduler.

A look is a generator: each step takes some tenths of a millisecond on the node's thread, and between two steps the scheduler
runs on. What a look needs of the one before (how many messages and reductions a process had) is kept in arrays in the order
of pids: 8 bytes each. Whole rows are made only of the processes on the page that is wanted.

What is in the table at a time is as true as a photograph that takes a while: each process is seen once, all at slightly
different times.
"""
import heapq
from array import array
from bisect import bisect_left, bisect_right
from itertools import islice
from operator import sub
from time import perf_counter

from pyex.observer import filters, rows
from pyex.observer.model import COLUMNS, Page, Query

STEP = 0.000_3                          # seconds that a step takes, about
CHUNK = 250                             # processes between two looks at the clock
PLAIN = Query(count=0)
PRIORITIES = 'max', 'high', 'normal', 'low'
REACH = 10_000                          # places from either end of an order that can be paged to
PAGES = 2_000                           # places of an order that are known at least
DEEPEST = 1_000                         # levels of a tree that are told apart
GROWS = 2                               # looks in a row at which a mailbox was longer than before, for a mark


class Columns:
    """What a look remembers: pids in ascending order, their reductions and numbers of messages, when it was taken."""

    def __init__(self, time=0):
        self.pids, self.reductions, self.messages = array('q'), array('q'), array('q')
        self.time = time

    def part(self, first, last):
        """(pids, reductions, messages) of the pids from `first` to `last`: arrays of the same length."""
        low, high = bisect_left(self.pids, first), bisect_left(self.pids, last + 1)
        pids = self.pids[low:high]
        return pids, self.reductions[low:high], self.messages[low:high]


class Survey:
    """The looks of one observer at a node. graves: the `Graves` of it."""

    def __init__(self, node, graves):
        self.node, self.graves = node, graves
        self.columns, self.before = Columns(node.clock.monotonic()), Columns()
        self.known = {}                 # {pid number: Process} of those that were shown, and of what they know
        self.growing = {}               # {pid number: looks in a row at which its mailbox was longer}
        self.seen = {}                  # {pid number: ((state, reductions), since when)} of the rows last shown
        self.births = [(node.pids, node.clock.monotonic())]         # (last pid number, time) of the looks
        self.spent = self.elapsed = 0.0
        self.last = None                # the `_Choice` of the last look, for further pages of it
        self.steps, self.changes, self.counts = {}, {}, None

    def look(self, query, counts=None):
        """A generator that looks at all processes; its value is the Page. counts: {Pid: [received, sent]} or None."""
        if query.sort not in COLUMNS:
            raise ValueError(f'no column is called {query.sort}')
        began, spent = perf_counter(), 0.0
        node, self.counts = self.node, counts
        columns = Columns(node.clock.monotonic())
        self.steps, self.changes = {}, {}
        if not query.fresh and self.last is not None and self.last.serves(query):
            return self._page(query, self.last, len(self.columns.pids))
        if query._replace(first=0, count=0, descending=False, fresh=True) == PLAIN and len(node.processes) > REACH:
            return self._glance(query, columns)
        yield from _drop(self.last)
        start, self.last = perf_counter(), None
        chosen = _Choice(query, self._values())
        for some in walk(node):
            chunk = [process for process in some if process.frames is not None]
            self._measure(chunk, columns)
            chosen.add(chunk)
            if perf_counter() - start > STEP:
                spent += perf_counter() - start
                yield
                start = perf_counter()
        if query.ended:
            chosen.add([process for process in self.graves.fresh() if not _holds(columns.pids, process.pid.number)])
        self._finish(columns)
        for _ in chosen.arrange():
            if perf_counter() - start > STEP:
                spent += perf_counter() - start
                yield
                start = perf_counter()
        self.last = chosen
        page = self._page(query, chosen, len(columns.pids))
        self.spent, self.elapsed = spent + perf_counter() - start, perf_counter() - began
        return page

    def _glance(self, query, columns):
        """The Page of a long table in the order of pids: only what is on it is looked at."""
        processes = self.node.processes
        total = len(processes)
        first = max(0, min(query.first, total - query.count))
        from_end = query.descending != (first > total // 2)
        skipped = total - first - query.count if first > total // 2 else first
        ordered = reversed(processes.values()) if from_end else iter(processes.values())
        found = list(islice(ordered, skipped, skipped + query.count))
        if from_end:
            found.reverse()
        self._measure(found, columns)
        self._finish(columns)
        seen, self.seen = self.seen, {}
        shown = [self.row(process, seen=seen) for process in found]
        return Page(tuple(shown[::-1] if query.descending else shown), first, total, total, query.sort, query.descending)

    # ---- columns ------------------------------------------------------------------------------------------------------

    def _measure(self, chunk, columns):
        """Note down a chunk, and what has changed in it since the last look."""
        if not chunk:
            return
        first = not self.columns.pids                   # the first look knows of no changes
        pids = array('q', [process.pid.number for process in chunk])
        reductions = array('q', [process.reductions for process in chunk])
        messages = array('q', [len(process.mailbox) for process in chunk])
        columns.pids += pids
        columns.reductions += reductions
        columns.messages += messages
        old_pids, old_reductions, old_messages = self.columns.part(pids[0], pids[-1])
        if first:
            return
        if old_pids == pids:
            if old_reductions != reductions:
                self._note(self.steps, pids, map(sub, reductions, old_reductions))
            if old_messages != messages:
                self._note(self.changes, pids, map(sub, messages, old_messages))
        else:
            self._compare(pids, reductions, dict(zip(old_pids, old_reductions)), self.steps)
            self._compare(pids, messages, dict(zip(old_pids, old_messages)), self.changes)

    @staticmethod
    def _note(into, pids, differences):
        into.update((pid, difference) for pid, difference in zip(pids, differences) if difference)

    def _compare(self, pids, values, old, into):
        """Those that were there at the last look and were not looked at are not known to have changed."""
        newest = self.births[-1][0]
        for pid, value in zip(pids, values):
            before = old.get(pid, 0 if pid > newest else value)
            if value != before:
                into[pid] = value - before

    def _finish(self, columns):
        growing = self.growing
        self.growing = {pid: growing.get(pid, 0) + 1 for pid, change in self.changes.items() if change > 0}
        self.before, self.columns = self.columns, columns
        self.births.append((self.node.pids, columns.time))
        del self.births[1:-50]

    def _values(self):
        """{column: function(process)} of what a table can be sorted by."""
        values = dict(rows.VALUES)
        values['reductions_step'] = lambda process: self.steps.get(process.pid.number, 0)
        values['messages_change'] = lambda process: self.changes.get(process.pid.number, 0)
        values['marks'] = self.marks
        values['age'] = lambda process: self._age(process.pid.number)[0]
        values['priority'] = lambda process: PRIORITIES.index(self.node.scheduler.priority_of(process))
        values['received'] = lambda process: self._count(process, 0) or 0
        values['sent'] = lambda process: self._count(process, 1) or 0
        return values

    def _count(self, process, which):
        if self.counts is None:
            return None
        found = self.counts.get(process.pid)
        return found[which] if found else 0

    def marks(self, process):
        grows = 'g' if self.growing.get(process.pid.number, 0) >= GROWS else ''
        return grows + (rows.marks(process) if process.frames is not None else self.graves.marks(process))

    # ---- pages ----------------------------------------------------------------------------------------------------------

    def _page(self, query, chosen, total):
        first = chosen.first(query)
        self.seen, seen = {}, self.seen
        shown = tuple(self.row(process, depth, children, seen) for process, depth, children in chosen.page(first, query.count))
        return Page(shown, first, chosen.matched, total, query.sort, query.descending)

    def row(self, process, depth=0, children=0, seen=None):
        """The Row of a process."""
        number = process.pid.number
        self.remember([process])
        since, since_least = self._since(process, self.seen if seen is None else seen)
        age, age_least = self._age(number)
        grave = self.graves.of(process)
        change = {'since': since, 'since_least': since_least, 'age': age, 'age_least': age_least, 'depth': depth, 'children': children,
                  'messages_change': self.changes.get(number, 0), 'reductions_step': self.steps.get(number, 0),
                  'received': self._count(process, 0), 'sent': self._count(process, 1),
                  'marks': 'g' if self.growing.get(number, 0) >= GROWS else ''}
        if grave is not None:
            change.update(marks=grave.marks, reason=grave.reason, since=self.node.clock.monotonic() - grave.time, since_least=False)
        return rows.row(self.node, process, change)

    def remember(self, processes):
        """They may be asked for by their numbers."""
        if len(self.known) > REACH:
            self.known.clear()
        self.known.update((process.pid.number, process) for process in processes)

    def find(self, number):
        """The living Process with a pid's number, or None."""
        process = self.known.get(number)
        if process is not None:
            return process if process.frames is not None else None
        processes = self.node.processes
        younger = number > self.node.pids // 2          # they are in the order of their numbers
        for process in reversed(processes.values()) if younger else processes.values():
            if process.pid.number == number:
                return process
            if (process.pid.number < number) == younger:
                return None
        return None

    def _since(self, process, seen):
        """How long a process has been in its state, as far as it has been seen: (nanoseconds, it may be more)."""
        number, now, sign = process.pid.number, self.node.clock.monotonic(), (rows.state(process), process.reductions)
        known = seen.get(number)
        if known is None or known[0] != sign:
            known = sign, now
            if number not in self.steps and self.before.pids and rows.state(process) == 'receive' and _holds(self.before.pids, number):
                known = sign, self.before.time          # it has done nothing since the look before
        self.seen[number] = known
        return now - known[1], True

    def _age(self, number):
        """How long ago a process was started: (nanoseconds, it may be more)."""
        place = bisect_left(self.births, (number,))
        return self.node.clock.monotonic() - self.births[place][1] if place < len(self.births) else 0, True


def walk(node):
    """All processes of a node in chunks; others may start and end between two of them.

    A list of a million takes 30 ms: one is only made when that has happened.
    """
    processes, pids, listed = node.processes, node.pids, False
    iterator, last = iter(processes.values()), 0
    while True:
        try:
            if pids != node.pids and not listed:        # the dictionary may have been arranged anew
                raise RuntimeError
            chunk = list(islice(iterator, CHUNK))
        except RuntimeError:                            # it has shrunk, or grown
            everybody, listed = list(processes.values()), True
            iterator = iter(everybody[bisect_right(everybody, last, key=_number):])
            continue
        if not chunk:
            return
        last = chunk[-1].pid.number
        yield chunk


def _drop(chosen):
    """Let go of the processes of a look, in steps: to free a list of a million takes 10 ms."""
    if chosen is not None:
        chosen.order = None
        while chosen.found:
            del chosen.found[-20 * CHUNK:]
            yield


def _number(process):
    return process.pid.number


def scan(node, wanted):
    """A generator whose value is the list of the processes for which `wanted(process)`."""
    found, start = [], perf_counter()
    for chunk in walk(node):
        found += filter(wanted, chunk)
        if perf_counter() - start > STEP:
            yield
            start = perf_counter()
    return [process for process in found if process.frames is not None]


def _holds(pids, number):
    index = bisect_left(pids, number)
    return index < len(pids) and pids[index] == number


class _Choice:
    """The processes that pass the filter of a query, in its order."""

    def __init__(self, query, values):
        self.query, self.order = query, None
        self.value = values[query.sort]
        self.numeric = COLUMNS[query.sort][1]
        self.accept = filters.compiled(query.filter, values)
        self.found = []                 # all that pass, in the order of their pids; `order`: as they are to be shown
        self.present, self.below = {}, {}       # of a tree: {Pid: process}, {Pid of a parent: its children}
        self.matched = 0

    def add(self, processes):
        self.found += processes if self.accept is None else filter(self.accept, processes)

    def arrange(self):
        """Put them in order, in steps: a generator."""
        self.matched, query = len(self.found), self.query
        if query.tree:
            yield from self._as_tree()
        elif query.sort in ('pid', 'age') and not query.ended:
            self.order = self.found[::-1] if query.descending == (query.sort == 'pid') else self.found
        else:
            far = query.first + query.count
            from_end = far > self.matched // 2 and query.first > 0
            wanted = max(query.count, min(REACH, max(PAGES, self.matched - query.first if from_end else far)))
            picked = yield from self._best(wanted, query.descending != from_end)
            missing = [None] * (self.matched - len(picked))
            self.order = missing + picked[::-1] if from_end else picked + missing

    def _best(self, wanted, largest):
        """The first so many in an order: the best of each chunk together with those found so far."""
        pick, best, value, last = heapq.nlargest if largest else heapq.nsmallest, [], self.value, None
        sign = -1 if largest else 1                     # equal ones stay in the order of their pids
        for index in range(0, self.matched, CHUNK):
            keys = [value(process) for process in self.found[index:index + CHUNK]]
            if last is None:
                better = list(enumerate(keys, index))
            elif largest:
                better = [(place, key) for place, key in enumerate(keys, index) if key > last]
            else:
                better = [(place, key) for place, key in enumerate(keys, index) if key < last]
            if better:
                best += [(key, sign * place) for place, key in better]
                if len(best) > 2 * wanted:
                    best = pick(wanted, best)
                    last = best[-1][0]
            yield
        return [self.found[abs(place)] for _, place in pick(wanted, best)]

    def _as_tree(self):
        """Parents before their children, siblings in the order of the query."""
        below, present, folded = self.below, self.present, self.query.folded
        for index in range(0, len(self.found), CHUNK):
            present.update((process.pid, process) for process in self.found[index:index + CHUNK])
            yield
        for index, process in enumerate(self.found):
            parent = process.origin.parent
            below.setdefault(parent if parent in present else None, []).append(process)
            if not index % CHUNK:
                yield
        todo, order = [iter(self._siblings(below.get(None, ())))], []
        while todo:
            process = next(todo[-1], None)
            if process is None:
                todo.pop()
                continue
            order.append(process)
            if process.pid in below and process.pid.number not in folded:
                todo.append(iter(self._siblings(below[process.pid])))
            if not len(order) % CHUNK:
                yield
        self.order, self.matched = order, len(order)

    def _siblings(self, processes):
        """Siblings in the order of the query; very many of them in the order of their pids."""
        if self.query.sort == 'pid' or len(processes) > REACH:
            return reversed(processes) if self.query.descending else processes
        return sorted(processes, key=self.value, reverse=self.query.descending)

    def _depth(self, process):
        """How many of its ancestors are in the tree."""
        depth, parent = 0, process.origin.parent
        while parent in self.present and depth < DEEPEST:
            depth, parent = depth + 1, self.present[parent].origin.parent
        return depth

    def serves(self, query):
        """Whether a page of another query can be taken from this order."""
        same = self.query._replace(first=query.first, count=query.count, follow=query.follow, fresh=query.fresh) == query
        if not same or self.order is None:
            return False
        first = self.first(query)
        return None not in self.order[first:first + query.count]

    def first(self, query):
        """The place of the first row on the page of a query."""
        last = max(0, self.matched - query.count)
        first = min(max(0, query.first), last)
        if query.follow is not None:
            place = next((place for place, process in enumerate(self.order) if process is not None and process.pid.number == query.follow), None)
            if place is not None and not first <= place < first + query.count:
                first = min(max(0, place - query.count // 2), last)
        return first

    def page(self, first, count):
        """(process, depth, how many children) of each on the page."""
        return [(process, self._depth(process), len(self.below.get(process.pid, ())))
                for process in self.order[first:first + count] if process is not None]
