"""`pyex lesson check`: a lesson as a test.

A lesson is typed from its first line to its last. Each answer must be the one on the page; each check false before its step is
done and true after; each `wrong` answer rejected, with its own hint. Skipping a step (its model answer, from a copy of the step's
start) and resuming there (all inputs before it, anew) must lead to the same world. And all answers must be the same when
chance decides who runs first, unless the page says `order: matters`.
"""
import gc
import re

from pyex.learn import judge
from pyex.learn.answers import HOLES, Identities, difference, marked
from pyex.learn.page import Fault
from pyex.learn.world import Stuck
from pyex.runtime import probe

OTHER_SEEDS = 101, 102          # of the orders that are tried
COMPLAINT = re.compile(r'^(?:\x1b\[\d+m)?(?:\*\* \(|error: |warning: )', re.MULTILINE)
CROWD = 2_000                   # processes, too many to compare each
MANY = 8                        # faults of one kind that are told


class Stop(Exception):
    """The rest of a lesson makes no sense any more."""


def check(page, base, seeds=OTHER_SEEDS):
    """All faults of a Page, in the order of their lines. base: a Rehearsal to begin in (world.prepare). seeds: of the other orders."""
    gc.disable()                        # as for every node that runs; what copies leave is collected between two lessons
    try:
        return sorted(page.faults or Checker(page, base, seeds).check(), key=lambda fault: fault.line)
    finally:
        gc.enable()
        gc.collect()


class Checker:
    """One lesson under test."""

    def __init__(self, page, base, seeds):
        self.page, self.base, self.seeds = page, base, seeds
        self.faults = []
        self.digests = {}               # {step id: what the world is like after it}
        self.crowded = False            # whether there were so many processes that once is enough

    def check(self):
        try:
            self._through()
            if not self.faults and self.page.virtual and not self.crowded:
                self._again()
                self._in_other_orders()
        except Stop:
            pass
        return self.faults

    def fault(self, line, text):
        self.faults.append(Fault(line, text))

    # ---- once, with everything that belongs to a step -------------------------------------------------------------------

    def _through(self):
        page, identities = self.page, Identities()
        world = self.base.open(page.seed, page.ordered)
        for step in page.steps:
            before = world.fork() if step.kind == 'try' else None
            if before is None:
                world.stop_listening()
            else:
                world.listen()
            shown = self._type(world, step.block)
            self._compare(step.block, shown, identities)
            if step.kind == 'try':
                self._task(step, before, judge.attempt_of(before, world, judge.texts(step.block)))
                before.close()
            self.digests[step.id] = fingerprint(world.node)
            self.crowded |= len(world.node.processes) > CROWD
        world.close()

    def _type(self, world, block):
        """Type what a Block has; a list of what each input printed."""
        shown = []
        for item in block.inputs:
            try:
                shown.append(world.enter(item.entry))
            except Stuck as error:
                self.fault(item.line, f'`{first_line(item)}` never ends: {error}')
                raise Stop from None
        return shown

    def _compare(self, block, shown, identities):
        """Answers must be those on the page. Code has none there, but it must not complain."""
        for item, got in zip(block.inputs, shown):
            if not block.transcript:
                if COMPLAINT.search(got):
                    self.fault(item.line, f'this code does not run without a complaint:\n{marked("+", got)}')
            elif not identities.same(item.answer, got) and (item.answer or block.kind not in ('setup', 'wrong')):
                self.fault(*differs(item, got))

    # ---- a step that the learner does ---------------------------------------------------------------------------------

    def _task(self, step, before, attempt):
        if step.check is not None:
            self._two_sides(step, before, attempt)
        elif judge.same_changes(attempt, judge.Attempt(before, before, (), '', False)):
            self.fault(step.block.line, 'the answer changes nothing and has no value, so anything would be right: give this step a check')
        for wrong in step.wrongs:
            self._wrong(step, before, attempt, wrong)
        for case in step.cases:
            self._case(case, before, attempt)
        self._skip(step, before, attempt)

    def _two_sides(self, step, before, attempt):
        done, _ = judge.holds(step.check.text, judge.Attempt(before, before, (), '', False))
        if done:
            self.fault(step.check.line, 'this check holds before anything is typed: it must be false at the start of its step')
        done, why = judge.holds(step.check.text, attempt)
        if not done:
            self.fault(step.check.line, f'this check does not hold after the answer of line {step.block.line}: {why}')

    def _wrong(self, step, before, attempt, wrong):
        try:
            tried = judge.attempted(before, wrong)
        except Stuck as error:
            self.fault(wrong.line, f'this wrong answer never ends: {error}')
            return
        found = judge.foreseen(step, tried)
        if judge.is_done(step, tried, lambda: attempt, spare=True):
            self.fault(wrong.line, 'this answer is foreseen as wrong, but it passes')
        elif found is not wrong:
            self.fault(wrong.line, f'who answers this reads the hint of line {found.line}: the two are the same')
        tried.world.close()

    def _case(self, case, before, attempt):
        if judge.holds(case.text, judge.Attempt(before, before, (), '', False))[0]:
            self.fault(case.line, 'this holds before anything is typed: who begins would read its hint')
        if judge.holds(case.text, attempt)[0]:
            self.fault(case.line, 'this holds after the right answer')

    def _skip(self, step, before, attempt):
        if not self.page.virtual:
            return
        skipped = judge.attempted(before, step.block).world
        if fingerprint(skipped.node) != fingerprint(attempt.world.node):
            self.fault(step.block.line, 'skipping this step leads to another world than doing it')
        skipped.close()

    # ---- again, and in other orders ---------------------------------------------------------------------------------------

    def _again(self):
        world = self.base.open(self.page.seed, self.page.ordered)
        for step in self.page.steps:
            self._type(world, step.block)
            if fingerprint(world.node) != self.digests[step.id]:
                self.fault(step.block.line, 'a second run of the lesson leads to another world here: what is typed depends on something '
                           'outside of the lesson (the time of day, a file, the machine)')
                return
        world.close()

    def _in_other_orders(self):
        for seed in () if self.page.ordered else self.seeds:
            identities = Identities()
            world = self.base.open(seed, shuffled=True)
            for step in self.page.steps:
                for item, got in zip(step.block.inputs, self._type(world, step.block)):
                    if step.block.transcript and item.answer and not identities.same(item.answer, got):
                        line, text = differs(item, got)
                        self.fault(line, f'when chance decides who runs first (seed {seed}), {text}\n    say `order: matters` in the front '
                                   'matter if that is the point, or make the answer independent of it')
                        return
            world.close()


def fingerprint(node):
    """A value that is equal for two nodes in the same state; of a crowd only roughly."""
    if len(node.processes) > CROWD:
        return node.clock.monotonic(), node.pids, node.references, len(node.processes)
    return probe.digest(node)


def differs(item, got):
    """(line, text) of a fault: an answer that is another one."""
    if not item.answer:
        return item.line, f'`{first_line(item)}` has no answer on the page; it is\n{difference("", got)}'
    if not got:
        return item.line, f'`{first_line(item)}` has no answer, the page has one (-):\n{marked("-", item.answer)}'
    return item.answer_lines[0], f'`{first_line(item)}` has another answer (+) than the page (-):\n{difference(item.answer, got)}'


def first_line(item):
    head, *more = item.entry.text.strip().split('\n')
    return head + ' ...' if more else head


def report(page, faults):
    """The faults of a page as a person reads them."""
    told = [f'{page.path}:{fault.line}: {fault.text}\n' for fault in faults[:MANY]]
    if len(faults) > MANY:
        told.append(f'{page.path}: and {len(faults) - MANY} more\n')
    return ''.join(told)


# ---- filling in -----------------------------------------------------------------------------------------------------------

def filled(page, base):
    """The text of a page with the answers of today in its transcripts: for authors, who read them before they keep them."""
    world, lines = base.open(page.seed, page.ordered), page.text.split('\n')
    changes = []                        # (first line, line after the last, new lines)
    for step in page.steps:
        for wrong in step.wrongs:
            changes += _answers(wrong, world.fork())
        changes += _answers(step.block, world)
    for start, end, new in sorted(changes, reverse=True):
        lines[start - 1:end - 1] = new
    return '\n'.join(lines)


def _answers(block, world):
    for item in block.inputs:
        got = world.enter(item.entry)
        silent = block.kind in ('setup', 'wrong') and not item.answer
        kept = got == item.answer or HOLES.search(item.answer) and Identities().same(item.answer, got)
        if block.transcript and not silent and not kept:
            start, end = item.answer_lines
            blanks = end - start - len(item.answer.split('\n')) if item.answer else end - start
            yield start, end, (got.split('\n') if got else []) + [''] * max(0, blanks)
