"""What the prompt's `processes()`, `tree()`, `info(pid)`, `tables()`, `timers()` and `messages(fn)` print.

`Prompt(node)` stands at `node.observer`; the natives of `:pyex_observer` call it, on the node's thread. Each question is a
generator whose value is the text: with many processes it takes many steps, between which the process that asks lets others
run.
"""
from pyex.observer import chart, details, names, picture, plain, supervision, tables
from pyex.observer.model import ALIASES, COLUMNS, Query
from pyex.observer.source import LocalSource
from pyex.observer.story import KINDS, Story
from pyex.observer.survey import scan
from pyex.runtime import trace
from pyex.runtime.process import WAITING

LIMIT = 30                              # rows that are shown unless more are asked for
EVENTS = 50_000
WIDTH = 80


class Unknown(Exception):
    """Something was asked for that there is not; the text says what there is."""


class Prompt:
    """The observer's plain output for a node."""

    def __init__(self, node):
        self.node = node
        self.source = LocalSource(node)
        self.questions = {}             # {Pid of who asks: (generator, options)}
        self.recordings = {}            # {Pid of who runs a function: Recording}

    @property
    def width(self):
        return max(60, self.node.output.columns() or WIDTH)

    def begin(self, question, subject, options):
        """The running process asks something (one of QUESTIONS) about a subject. options: {str: value}. The first `step`."""
        if self.node.signals.under_way:
            self.node.signals.hurry()           # what it has sent arrives before it looks
        self.questions = {pid: asked for pid, asked in self.questions.items() if pid in self.node.processes}
        self.questions[self.node.current.pid] = QUESTIONS[question](self, subject, options), options
        return self.step()

    def step(self):
        """Go on with the question of the running process: None, or in the end (whether it could be answered, text)."""
        pid = self.node.current.pid
        question, options = self.questions[pid]
        try:
            next(question)
            while self.node.clock.virtual:      # how many steps it takes is a matter of the machine, and runs are to repeat themselves
                next(question)
            return None
        except StopIteration as end:
            answer = self._finish(end.value, options)
        except Unknown as error:
            answer = False, str(error)
        del self.questions[pid]
        return answer

    @staticmethod
    def _finish(text, options):
        """What is printed of a text: itself, or that it was written into a file."""
        file = options.get('file')
        if file is None:
            return True, text
        try:
            picture.save(text, file)
        except OSError as error:
            return False, f'could not write {file}: {error.strerror.lower()}'
        except ValueError as error:
            return False, str(error)
        return True, f'Written to {file}'

    # ---- questions --------------------------------------------------------------------------------------------------------------

    def processes(self, _, options):
        sort = options.get('sort', 'pid')
        sort = ALIASES.get(sort, sort)
        if sort not in COLUMNS:
            raise Unknown(f'no column is called :{sort}; there are {", ".join(f":{name}" for name in COLUMNS)}')
        falling = COLUMNS[sort][1] and sort not in ('pid', 'parent') or sort == 'marks'
        query = Query(sort, falling != bool(options.get('reverse')), options.get('filter', ''), 0, options.get('limit', LIMIT),
                      bool(options.get('tree')))
        page = yield from self.source.survey.look(query, self.source.traffic.counts)
        return plain.processes(page, self.source.summary(), self.width if 'file' not in options else 2 * WIDTH, query.tree)

    def tree(self, pid, _):
        supervisors = yield from scan(self.node, supervision.is_supervisor)
        if pid is None:
            return plain.trees(supervision.trees(self.node, supervisors))
        return plain.trees([supervision.tree(self.node, self._process(pid), supervisors)])

    def info(self, pid, _):
        process = self._process(pid)
        found = details.process(self.source, pid.number, process)
        children = yield from scan(self.node, lambda other: other.origin.parent is pid)
        return plain.info(found._replace(children=details.those(children)))

    def _process(self, pid):
        process = self.node.processes.get(pid)
        if process is None:
            raise Unknown(f'{pid!r} is not alive')
        return process

    def tables(self, _, _options):
        yield from ()
        return plain.tables(tables.tables(self.node), self.width)

    def objects(self, table, options):
        found = yield from tables.objects_of(table, 0, options.get('limit', LIMIT), options.get('filter', ''))
        return plain.objects(found, tables.name(table))

    def timers(self, _, options):
        yield from ()
        return plain.timers(tables.timers(self.node, 0, options.get('limit', LIMIT)), self.width)

    # ---- messages ----------------------------------------------------------------------------------------------------------------

    def record(self):
        """Begin to note down what the running process sets in motion."""
        pid = self.node.current.pid
        self.discard(pid)
        self.recordings[pid] = Recording(self, pid)

    def is_quiet(self):
        """Whether nothing that the function has set in motion can run on by itself just now."""
        return self.recordings[self.node.current.pid].is_quiet()

    def chart(self, options):
        """The chart of what was noted down since `record()`: (whether it could be made, text)."""
        recording = self.discard(self.node.current.pid)
        return self._finish(recording.text(self.width if 'file' not in options else 2 * WIDTH, bool(options.get('io'))), options)

    def discard(self, pid):
        """Listen no more for a process: it is done, was interrupted, or has ended."""
        recording = self.recordings.pop(pid, None)
        if recording is not None:
            recording.listener.close()
        return recording


QUESTIONS = {name: getattr(Prompt, name) for name in ('processes', 'tree', 'info', 'tables', 'objects', 'timers')}


class Recording:
    """What happens on a node from now on, for a chart of what a process has set in motion."""

    def __init__(self, prompt, pid):
        node = prompt.node
        self.prompt, self.node, self.pid = prompt, node, pid
        self.processes = {pid: node.processes[pid]}
        self.titles = {}                # {Pid: what it was called when it was met or ended}
        self.listener = trace.listen(node, KINDS, size=EVENTS, each=self._meet)

    def _meet(self, event):
        """Keep whoever takes part, for their names when they have ended."""
        for pid in (event.pid, event.other):
            if pid not in self.processes:
                process = self.node.processes.get(pid)
                if process is not None:
                    self.processes[pid] = process
                    self.titles[pid] = names.title(process)
        if event.kind == 'exit' and self.processes[event.pid].stack:
            self.titles[event.pid] = names.title(self.processes[event.pid])
        if event.kind == 'exit' and event.pid is self.pid:
            self.node.entry.post(lambda: self.prompt.discard(self.pid))

    def is_quiet(self):
        return not any(process.frames is not None and process.state != WAITING and process.pid is not self.pid
                       for process in self.processes.values())

    def text(self, width, io):
        story = Story(self.node, self.listener.take(), self.pid, self.processes, self.titles, io)
        text = chart.draw(story.titles(), story.steps, width)
        dropped = self.listener.dropped
        return text if not dropped else f'... {dropped} earlier events are not shown\n{text}'
