"""Golden files: cases separated by `=====`, in each the input and the answer, separated by `-----`."""
from pathlib import Path

HERE = Path(__file__).parent / 'golden'


def cases(name):
    """(input, answer) of each case."""
    return [tuple(case.split('\n-----\n')) for case in (HERE / name).read_text().split('\n=====\n')]
