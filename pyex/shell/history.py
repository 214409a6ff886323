"""What was typed, over all sessions: whole expressions, each of them once, the latest first.

The file is prompt_toolkit's (a date, then the lines of an entry with a `+` before each). Several shells may write to it: each entry
is added under a lock of the file, and when too much that is old has gathered, the file is written anew under the same lock.
"""
import fcntl
import os
import time
from contextlib import contextmanager

from prompt_toolkit.history import History

from pyex.shell.reader import split

KEPT = 5_000            # entries; twice as many in the file before it is written anew


class Entries(History):

    def __init__(self, path):
        super().__init__()
        self.path = path                # None: it lasts as long as the session

    # what prompt_toolkit asks for

    def load_history_strings(self):
        """The entries, the latest first."""
        text = self._read()
        entries = parsed(text)
        kept = latest(entries)
        if len(entries) > 2 * KEPT:
            self._rewrite(kept)
        return kept

    def store_string(self, string):
        if self.path is None:
            return
        try:
            with self._locked() as file:
                file.write(written(string))
        except OSError:
            self.path = None            # the disk is full, or gone: the session goes on

    def append_string(self, string):
        """Add what was entered: each expression of a pasted block by itself."""
        for text in [entry.text.strip('\n') for entry in split(string)] or [string]:
            if text in self._loaded_strings:
                self._loaded_strings.remove(text)
            self._loaded_strings.insert(0, text)
            self.store_string(text)

    async def load(self):
        """As prompt_toolkit's, which would forget what was typed before it had loaded."""
        if not self._loaded:
            typed = self._loaded_strings
            self._loaded_strings = typed + [entry for entry in self.load_history_strings() if entry not in set(typed)]
            self._loaded = True
        for entry in self._loaded_strings:
            yield entry

    # the file

    def _read(self):
        try:
            with open(self.path, encoding='utf-8', errors='replace') as file:
                return file.read()
        except (OSError, TypeError):
            return ''

    @contextmanager
    def _locked(self):
        """The file, open at its end, nobody else writing to it."""
        while True:
            with open(self.path, 'ab') as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if _is_file_at(self.path, file):            # and not one that was replaced while we waited
                    yield file
                    return

    def _rewrite(self, entries):
        try:
            with self._locked():
                unfinished = f'{self.path}.{os.getpid()}'
                with open(unfinished, 'wb') as file:
                    file.write(b''.join(written(entry) for entry in reversed(latest(parsed(self._read())))))
                os.replace(unfinished, self.path)
        except OSError:
            pass                        # it stays long


def _is_file_at(path, file):
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def written(entry):
    """An entry as it stands in the file."""
    lines = ''.join(f'+{line}\n' for line in entry.split('\n'))
    return f'\n# {time.strftime("%Y-%m-%d %H:%M:%S")}\n{lines}'.encode('utf-8', 'replace')


def parsed(text):
    """The entries of a file, in its order."""
    entries, lines = [], []
    for line in text.split('\n'):
        if line.startswith('+'):
            lines.append(line[1:])
        elif lines:
            entries.append('\n'.join(lines))
            lines = []
    return entries


def latest(entries):
    """The last ones, the latest first, each once."""
    return list(dict.fromkeys(reversed(entries)))[:KEPT]


# ---- finding ------------------------------------------------------------------------------------------------------------------


def ranked(entries, query):
    """(entry, places of the letters found) of the entries that hold the letters of `query` in this order, the best first.

    Whole words before letters here and there, the latest before older ones.
    """
    if not query:
        return [(entry, ()) for entry in entries]
    found = []
    for age, entry in enumerate(entries):
        places = located(entry, query)
        if places is not None:
            found.append((spread(entry, places), age, entry, places))
    found.sort(key=lambda row: row[:2])
    return [(entry, places) for _, _, entry, places in found]


def located(text, query):
    """Where the letters of `query` stand in a text, in this order: in one piece if possible. None if they do not."""
    lower, wanted = (text, query) if query != query.lower() else (text.lower(), query)
    places, at = [], 0
    for word in wanted.split():
        start = lower.find(word, at)
        if start >= 0:
            places += range(start, start + len(word))
            at = start + len(word)
            continue
        for letter in word:
            at = lower.find(letter, at) + 1
            if not at:
                return None
            places.append(at - 1)
    return tuple(places)


def spread(text, places):
    """How badly the places found look: gaps between them, and beginnings within a word."""
    gaps = sum(after != before + 1 for before, after in zip(places, places[1:]))
    inside = places[0] > 0 and text[places[0] - 1].isalnum()
    return gaps * 2 + inside
