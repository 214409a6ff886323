"""What a person has set with a key and wants to find again in the next session: a JSON object in the shell's state folder.

Where there is no such folder, settings last as long as the session.
"""
import json
import os


class Settings:

    def __init__(self, folder=None):
        folder = folder or state_folder()
        self.path = folder and os.path.join(folder, 'settings')
        self.values = {}

    def get(self, name, default):
        return self._read().get(name, default)

    def set(self, name, value):
        """Keep a setting; other sessions may have written theirs meanwhile."""
        self.values = self._read() | {name: value}
        if self.path:
            try:
                with open(f'{self.path}.{os.getpid()}', 'w', encoding='utf-8') as file:
                    json.dump(self.values, file, indent=2)
                os.replace(file.name, self.path)
            except OSError:
                self.path = None

    def _read(self):
        try:
            with open(self.path, encoding='utf-8') as file:
                values = json.load(file)
        except (OSError, TypeError, ValueError):        # none, nowhere, or not ours
            return self.values
        return values if isinstance(values, dict) else self.values


def state_folder():
    """Where the shell keeps what lasts over sessions, or None if there is no such place."""
    state = os.environ.get('XDG_STATE_HOME') or os.path.expanduser('~/.local/state')
    folder = os.path.join(state, 'pyex')
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
