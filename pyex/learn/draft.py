"""`pyex lesson record OUT.md`: what is typed in a lesson's world becomes the draft of a lesson."""
from pyex.learn.lesson import Lesson
from pyex.shell.transcript import page

DRAFT = '''\
---
id: {id}
title: {title}
needs: []
seed: {seed}
---
{body}'''


class Draft(Lesson):
    """The shell of a lesson that has no steps yet."""

    def start(self, commands=()):
        self.enter_world(self.prepare().open(self.page.seed))
        self.voice.note('Whatever you type becomes a transcript. `quit()` (or Ctrl+D) writes the draft; then put prose '
                        'between the fences, and say which inputs are the learner\'s (`try`).')
        return True

    def finish(self):
        """There is nothing to be told at the end."""

    def prompt(self, continued=False):
        return '...> ' if continued else f'pyex {self.page.id} draft> '

    def text(self):
        """The draft."""
        body = page(self.transcript.selected(), self.page.title)
        return DRAFT.format(id=self.page.id, title=self.page.title, seed=self.page.seed, body=body)
