"""What a person can do to processes."""
from collections.abc import Callable
from typing import NamedTuple

from pyex.observer.views.bottom import Question


class Action(NamedTuple):
    """Something to be done to processes. run(source, pids, text) gives None, or why not; ask: what to ask for, and with which text."""
    done: str
    run: Callable
    ask: str = ''
    text: str = ''


ACTIONS = {
    'kill': Action('exit signal sent to', lambda source, pids, text: source.kill(pids, text), 'exit reason for {}:', ':kill'),
    'send': Action('sent to', lambda source, pids, text: source.send(pids, text), 'send to {}, an Elixir expression:'),
    'suspend': Action('suspended', lambda source, pids, _: source.suspend(pids)),
    'resume': Action('resumed', lambda source, pids, _: source.resume(pids)),
}


def start(app, action, pids, who):
    """Do an action, after asking for what it needs."""
    def run(text):
        app.act(lambda source: action.run(source, pids, text), f'{action.done} {who}')
    if action.ask:
        app.ask(Question(action.ask.format(who), lambda text: text.strip() and run(text), action.text))
    else:
        run('')
