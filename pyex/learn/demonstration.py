"""`pyex lesson play`: a lesson that types itself, for an audience."""
import time

from pyex.learn.voice import Voice

TYPING, READING, LOOKING = 0.05, 0.03, 0.8          # seconds for a character that is typed, one that is read, an answer


class Demonstration:
    """speed: 1 as a person types, 2 twice as fast; 0 without any pause."""

    def __init__(self, page, base, terminal, speed):
        self.page, self.terminal, self.speed = page, terminal, speed
        self.voice = Voice(terminal)
        self.world = base.open(page.seed, page.ordered)
        self.world.terminal.ansi = terminal.ansi

    def give(self):
        self.voice.title(self.page)
        for number, step in enumerate(self.page.steps):
            self.read(step.prose)
            if step.kind == 'setup':
                self.world.type(step.block.inputs)
                continue
            for item in step.block.inputs:
                self.show(f'pyex {self.page.id} {self.page.tasks.index(step) + 1}/{len(self.page.tasks)}> ', item)
        self.read(self.page.closing)

    def read(self, text):
        self.voice.prose(text)
        self.pause(READING * len(text))

    def show(self, prompt, item):
        """One input, character by character, and its answer."""
        self.voice.say(prompt)
        for line, text in enumerate(item.entry.text.rstrip('\n').split('\n')):
            if line:
                self.voice.say('\n' + '...> '.rjust(len(prompt)))
            for character in text:
                self.voice.say(character)
                self.pause(TYPING)
        self.pause(LOOKING)
        answer = self.world.enter(item.entry)
        self.voice.say('\n' + answer + '\n' * bool(answer))
        self.pause(LOOKING + READING * len(answer))

    def pause(self, seconds):
        if self.speed:
            time.sleep(seconds / self.speed)
