#!/usr/bin/env bash
# What a user of the installed package does first, away from the checkout. $PYEX is the command.
set -euo pipefail

same() {
    if [ "$1" != "$2" ]; then
        printf 'expected: %s\n     got: %s\n' "$2" "$1" >&2
        exit 1
    fi
}

same "$("$PYEX" -e 'IO.puts(1 + 1)')" "2"
same "$("$PYEX" script.exs one two)" "$(printf '%s\n' '["one", "two"]' '[1, 4, 9]' '** caught :boom')"
"$PYEX" --version | grep -q pyex
"$PYEX" <guide.exs >answers.txt
for line in 'Agent [#PID<' 'received secret: The eagle has landed.' 'Agent priority changed to: high' 'Agent signing off.' \
    'The count is: 12' 'Counter is back: true' 'shell process exited with reason'; do
    grep -qF "$line" answers.txt || { echo "no answer holds: $line" >&2; cat answers.txt >&2; exit 1; }
done
lessons=$("$(dirname "$PYEX")/python" -c 'import pathlib, pyex; print(pathlib.Path(pyex.__file__).parent / "tutorials")')
"$PYEX" lesson check "$lessons"
echo "the installed package works"
