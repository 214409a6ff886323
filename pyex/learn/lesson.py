"""A lesson as a shell: the shell that a learner knows, with a teacher beside it.

Whatever is typed runs as always. The teacher reads the prose of a step, plays what is to be shown, looks after each input whether the
step is done (on a copy of the world), and answers to what the learner asks for (`COMMANDS`: `hint()`, `skip()`...).
"""
from pyex.learn import judge
from pyex.learn.progress import DONE, SKIPPED
from pyex.learn.voice import Voice
from pyex.learn.world import Still, Stuck, entry
from pyex.runtime.process import WAITING
from pyex.shell.session import Session

DEAD = 'The shell died, and its variables with it. `reset()` brings back everything as it was at the start of this step.'
IN_VAIN = '(Your shell waits for a message, and nobody is left who could send one: Ctrl+C ends the waiting.)'
NUDGE = 3                       # inputs in vain (more, if the answer itself has more), after which the learner is told of hint() and skip()
LOUD = 'failed', 'restarted'
COMMANDS = {}


def command(function):
    COMMANDS[function.__name__] = function
    return function


class Left(EOFError):
    """The learner leaves the lesson."""


class Lesson(Still):
    """The shell of a lesson.

    prepare: a function that makes the Rehearsal to begin in (it takes a second: meanwhile the title is read). progress: of this
    lesson. course: for what comes after it. paced: sleeping takes its time.
    """

    def __init__(self, terminal, page, prepare, progress, course, paced=False):
        super().__init__(terminal)
        self.page, self.prepare, self.progress, self.course, self.paced = page, prepare, progress, course, paced
        self.base = None                # the Rehearsal to begin in
        self.voice = Voice(terminal)
        self.past = ()                  # what happened in this step before the learner left, or played, and came back
        self.told = False               # whether there is no more to say about why the running input takes so long
        self.commands = []              # what the learner asked for in the running input
        self.index = 0                  # of the step
        self.start_world = None         # a Rehearsal: the world at the start of this step
        self.wrong = None               # the wrong answer that the world is like
        self.model = None               # the Attempt of the model answer, once it was needed
        self.aside = None               # the Rehearsal to come back to from play()
        self.shown = self.hints = self.tries = 0
        self.offered = None             # the Input that stands at the prompt
        self.next = None                # the lesson to go on with

    @property
    def banner(self):
        return ''

    @property
    def step(self):
        """The Step that the learner is at, None after the last."""
        return self.page.steps[self.index] if self.index < len(self.page.steps) else None

    # ---- the world ----------------------------------------------------------------------------------------------------------

    def start(self, commands=()):
        """Begin, or resume."""
        reached = self.progress.reached(self.page)
        if reached == len(self.page.steps) and self.page.steps:
            self.progress.steps, reached = {}, 0            # it was done once: from the beginning
        self.voice.title(self.page)
        self.voice.usage()
        self.say_needs()
        self.base = self.prepare()
        self.voice.lessons = {found.path.name: found.id for found in self.course.pages.values()}
        world = self.rebuilt(reached)
        if self.progress.count(self.page):
            self.voice.note(f'You were here before: {self.progress.count(self.page)} of {len(self.page.tasks)} steps are done.')
        self.index = reached
        typed = self.progress.here
        world.listen()
        for text in typed:
            attempt(world, entry(text))
        past = judge.happened(world)
        world.stop_listening()
        self.enter_world(world)
        self.begin_step(self.rebuilt(reached) if typed else None)
        self.past = past
        for text in typed:
            self.count_shown(text)
        if typed and self.step is not None and self.step.kind == 'try':
            self.voice.note('Here you have typed already:')
            for text in typed:
                self.voice.echo(self.prompt(), text)
        return True

    def say_needs(self):
        """Which lessons it builds on that are not done."""
        needed = [name for name in self.page.settings.get('needs', ()) if name in self.course.pages]
        before = [name for name in needed if not self.progress.of(name).finished]
        if before:
            self.voice.note('It builds on ' + ' and '.join(f'`learn(:{name})`' for name in before) + '.')

    def rebuilt(self, count):
        """The world before step number `count`: all that was typed before is typed again, unseen."""
        world = self.base.open(self.page.seed, self.page.ordered)
        for step in self.page.steps[:count]:
            inputs = self.progress.inputs(step)
            entries = [item.entry for item in step.block.inputs] if inputs is None else map(entry, inputs)
            for typed in entries:
                attempt(world, typed)
        return world

    def enter_world(self, world):
        """Go on in the world of a Rehearsal."""
        if self.node is not None:
            self.node.stop()
        self.adopt(world.node, world)
        self.still = self.node.clock.virtual
        if self.still:
            self.node.clock.paced = self.paced
        if self.still:
            self.node.scheduler.pause = self.turn
        self.terminal.attach(self.node)
        self.node.start()

    def settle(self, pid):
        if self.still:
            super().settle(pid)
        else:
            Session.settle(self, pid)

    def _begin(self, entry, given):
        self.told = False
        return super()._begin(entry, given)

    def request(self, *request):
        self.told = True
        super().request(*request)

    def turn(self):
        if not self.normal and not self.told and not self.idle and self.waits_in_vain():
            self.told = True
            self.events.put(lambda: self.voice.note(IN_VAIN))
        return super().turn()

    def waits_in_vain(self):
        """Whether the shell waits for a message, and nothing is left that could send one."""
        scheduler, shell = self.scheduler, self.node.processes.get(self.evaluator)
        return (shell is not None and shell.state == WAITING and self.settler is None and not self.serving
                and not any(scheduler.queues.values()) and self.node.timers.count == self.node.timers.dead and not self.node.entry.inbox)

    def observe(self, pid, reference):
        """While a person observes, sleeping takes its time: there is something to see."""
        self.told = True
        if self.show_observer is not None and self.still:
            self.node.clock.paced = True
        return super().observe(pid, reference)

    def _observe(self, pid, reference):
        super()._observe(pid, reference)
        if self.still:
            self.node.clock.paced = self.paced

    def _wait(self):
        self.handle_events(lambda: self.idle and (self.rested or not self.still), self._heal)

    # ---- steps --------------------------------------------------------------------------------------------------------------

    def begin_step(self, start=None):
        """Read the prose up to the next task, and run what is to be run unseen. start: the world at its start, if not the present one."""
        while self.step is not None and self.step.kind == 'setup':
            self.voice.prose(self.step.prose)
            self.run_unseen(self.step.block)
            self.progress.done(self.step, DONE)
            self.index += 1
            start = None
        self.shown = self.hints = self.tries = 0
        self.model = self.wrong = None
        self.past = ()
        if self.step is None:
            self.finish()
            return
        self.start_world = (start or self.snapshot()) if self.step.kind == 'try' else None
        self.node.entry.call(self.listen if self.step.kind == 'try' else self.stop_listening)
        self.voice.prose(self.step.prose)
        if not self.step.block.transcript and self.step.kind == 'show':
            self.voice.code(self.step.block.text)

    def finish(self):
        if not self.progress.finished or self.progress.steps:
            self.progress.finished = True
            self.progress.save()
        following = self.course.after(self.page)
        self.voice.prose(self.page.closing)
        self.voice.finished(self.page, following)
        if following is None and self.page.id in self.course.pages:
            self.voice.note('It was the last one of the course.')

    def over(self, how):
        """The step is done."""
        step = self.step
        self.progress.done(step, how)
        self.index += 1
        self.progress.save()
        if step.kind == 'try':
            self.voice.done(how)
        self.begin_step()

    def run_unseen(self, block):
        """Type the inputs of a Block without showing anything but complaints."""
        self.muted = []
        try:
            for item in block.inputs:
                super().evaluate(item.entry)
                self.progress.here.append(item.entry.text)
                if self.outcome in LOUD or 'warning:' in ''.join(self.muted):
                    self.terminal.write('stdout', ''.join(self.muted))
                    self.printed = ''           # it was among this
                self.muted.clear()
        finally:
            self.muted = None

    # ---- what the learner types -----------------------------------------------------------------------------------------------

    def prompt(self, continued=False):
        if self.lent is not None:               # a breakpoint has the prompt
            return super().prompt(continued)
        if continued:
            return '...> '
        return f'pyex {self.page.id} {self.place()}> '

    def place(self):
        if self.aside is not None:
            return 'play'
        if self.step is None:
            return 'done'
        return f'{self.page.tasks.index(self.step) + 1}/{len(self.page.tasks)}'

    def offer(self):
        """What is to be shown stands at the prompt; who clears it (Ctrl+C) gets an empty one."""
        item = self.next_input()
        cleared, self.offered = self.offered is item, item
        return '' if item is None or cleared else item.entry.text.rstrip('\n')

    def next_input(self):
        """The Input that is to be played next, or None."""
        step = self.step
        if step is None or self.aside is not None or step.kind != 'show' or not step.block.transcript:
            return None
        return step.block.inputs[self.shown]

    def evaluate(self, entry):
        if not entry.text.strip():
            self.enter()
            return
        self.offered = None
        super().evaluate(entry)
        asked, self.commands = self.commands, []
        if self.next is not None:
            self.leave()
        if asked:
            self.transcript.hide()
            for name in asked:
                COMMANDS[name](self)
        elif self.aside is None and self.lent is None:
            self.consider(entry)

    def enter(self):
        """An empty line: what is to be shown is shown, or the task is told again."""
        item = self.next_input()
        if item is not None:
            self.voice.echo(self.prompt(), item.entry.text)
            self.evaluate(item.entry)
        elif self.step is None or self.aside is not None:
            self.voice.note('`back()` goes back to the lesson.' if self.aside else '`quit()` leaves; `learn()` shows the course.')
        elif self.step.kind == 'show':
            before = len(self.printed)
            self.run_unseen(self.step.block)
            self.terminal.write('stdout', self.printed[before:])
            self.over(DONE)
        else:
            self.voice.task(self.step)

    def consider(self, entry):
        """Look at an input: whether the step is done."""
        step = self.step
        if step is None or self.outcome == 'interrupted':
            return
        self.progress.here.append(entry.text)
        if step.kind == 'show':
            self.was_shown(entry)
        else:
            self.was_tried(step)
        self.progress.save()

    def was_shown(self, entry):
        if not self.count_shown(entry.text):
            if self.outcome == 'restarted':
                self.voice.note(DEAD)
        elif self.shown == len(self.step.block.inputs):
            self.over(DONE)

    def count_shown(self, text):
        """Whether something that was typed is what is to be shown next; then what follows it is next."""
        item = self.next_input()
        found = item is not None and judge.plain(text) == judge.plain(item.entry.text)
        self.shown += found
        return found

    def was_tried(self, step):
        attempted = self.attempt()
        if judge.is_done(step, attempted, self.model_attempt):
            self.over(DONE)
            return
        self.tries += 1
        wrong, before = judge.foreseen(step, attempted), self.wrong
        self.wrong = wrong
        if wrong is not None and (wrong is not before or judge.is_typed(wrong, attempted)):
            self.voice.wrong(wrong.why, judge.is_beginning(wrong, step))
        elif self.outcome == 'restarted':
            self.voice.note(DEAD)
        elif self.tries % max(NUDGE, len(step.block.inputs) + 1) == 0:
            self.voice.note('Not there yet. `hint()` helps, `skip()` shows the answer, Enter tells the task again.')

    def attempt(self):
        made = judge.attempt_of(self.start_world, self.snapshot(), self.progress.here)
        return made._replace(events=self.past + judge.happened(self))

    def model_attempt(self):
        self.model = self.model or judge.attempted(self.start_world, self.step.block)
        return self.model

    # ---- what the learner asks for --------------------------------------------------------------------------------------------

    @command
    def hint(self):
        hints = self.step.hints if self.step else []
        if self.hints < len(hints):
            self.voice.hint(hints[self.hints], self.hints + 1, len(hints))
            self.hints += 1
        elif hints:
            self.voice.note('That was the last hint. `skip()` shows the answer.')
        elif self.step is not None and self.step.kind == 'show':
            self.voice.note('Nothing to solve here: Enter goes on.')
        else:
            self.voice.note('There is no hint for this step. `skip()` shows the answer.' if self.step else 'The lesson is over.')

    @command
    def skip(self):
        if self.step is None or self.aside is not None:
            self.voice.note('There is nothing to skip.')
            return
        if self.start_world is not None:
            self.enter_world(self.start_world.fork())
            self.progress.here = []
        block = self.step.block
        for item in block.inputs[self.shown:]:
            self.voice.echo(self.prompt(), item.entry.text)
            Still.evaluate(self, item.entry)
            self.progress.here.append(item.entry.text)
        self.over(SKIPPED if self.step.kind == 'try' else DONE)

    @command
    def back(self):
        if self.aside is not None:
            world, self.aside = self.aside, None
            self.enter_world(world)
            if self.start_world is not None:
                self.node.entry.call(self.listen)
                self.printed = world.printed            # and what happened before is in `past`
            self.voice.note('Back in the lesson; nothing has changed here.')
            return
        before = [index for index, step in enumerate(self.page.steps[:self.index]) if step.kind != 'setup']
        if not before:
            self.voice.note('This is the first step.')
            return
        self.go_to(before[-1])

    @command
    def reset(self):
        if self.step is None:
            self.voice.note('The lesson is over; `back()` goes back into it.')
        else:
            self.aside = None
            self.go_to(self.index)

    def go_to(self, index):
        """To the start of a step, with everything as it was then."""
        self.progress.forget(self.page.steps[index:])
        self.progress.save()
        world = self.start_world.fork() if index == self.index and self.start_world else self.rebuilt(index)
        self.index = index
        self.enter_world(world)
        self.begin_step()

    @command
    def play(self):
        if self.aside is None:
            self.past += judge.happened(self)
            self.aside = self.snapshot()
        self.voice.note('A copy of the world to play in: nothing that you do here counts. `back()` goes back to the lesson.')

    @command
    def steps(self):
        self.voice.steps(self.page, self.progress, self.step)

    @command
    def quit(self):
        self.leave()

    def leave(self):
        self.progress.save()
        raise Left


def attempt(world, typed):
    """Type an Entry into a Rehearsal; what never ends there is left out."""
    try:
        world.evaluate(typed)
    except Stuck:
        world.node.entry.interrupt(world.evaluator, world.interrupted)
