"""How far a learner is: one small JSON file for each lesson, in the shell's state folder.

Steps are known by their ids, and what was typed in each is kept: a lesson is resumed by typing it again, unseen. If the step on
the page is another one by now (its digest has changed), its model answer is typed instead.
"""
import json
import os

from pyex.shell.settings import state_folder

DONE, SKIPPED = 'done', 'skipped'


class Progress:
    """Of one lesson. steps: {step id: {'how', 'digest', 'inputs'}}. here: what was typed in the step that is not done yet."""

    def __init__(self, lesson, folder=None):
        self.folder = folder = folder or state_folder()
        self.path = folder and os.path.join(folder, 'lessons', f'{lesson}.json')
        self.steps, self.here, self.finished = {}, [], False
        self._load()

    def of(self, lesson):
        """The progress in another lesson."""
        return Progress(lesson, self.folder)

    def _load(self):
        try:
            with open(self.path or os.devnull, encoding='utf-8') as file:
                kept = json.load(file)
            self.steps, self.here, self.finished = dict(kept['steps']), list(kept['here']), bool(kept['finished'])
        except (OSError, ValueError, KeyError, TypeError):          # none yet, or not ours: begin anew
            pass

    def save(self):
        if self.path is None:
            return
        try:
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with open(f'{self.path}.{os.getpid()}', 'w', encoding='utf-8') as file:
                json.dump({'steps': self.steps, 'here': self.here, 'finished': self.finished}, file, indent=1)
            os.replace(file.name, self.path)
        except OSError:                 # there is no place for it: it lasts as long as the program
            self.path = None

    def done(self, step, how):
        """A Step is over."""
        self.steps[step.id] = {'how': how, 'digest': step.digest, 'inputs': self.here}
        self.here = []

    def forget(self, steps):
        """Steps are to be done again."""
        for step in steps:
            self.steps.pop(step.id, None)
        self.here = []

    def how(self, step):
        """DONE, SKIPPED or None."""
        return self.steps.get(step.id, {}).get('how')

    def inputs(self, step):
        """What was typed in a Step, or None if that was another one."""
        kept = self.steps.get(step.id)
        return kept['inputs'] if kept and kept['digest'] == step.digest else None

    def reached(self, page):
        """The index of the first Step of a Page that is not done, or of the setups before it."""
        steps = page.steps
        index = next((index for index, step in enumerate(steps) if step.kind != 'setup' and self.how(step) is None), len(steps))
        while index and steps[index - 1].kind == 'setup' and self.how(steps[index - 1]) is None:
            index -= 1
        return index

    def count(self, page):
        """How many of a Page's tasks are done."""
        return sum(1 for step in page.tasks if self.how(step))
