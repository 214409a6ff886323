"""The order of the layers, read from the imports; see the map in `pyex/README.md`."""
import ast
from pathlib import Path

import pyex

ROOT = Path(pyex.__file__).parent
LAYERS = [('terms', 'diagnostics'), ('syntax', 'runtime'), ('compiler',), ('expand',), ('types',), ('library',), ('pipeline',), ('natives',), ('boot',),
          ('shell', 'observer', 'precompile'), ('learn',), ('cli', '__main__')]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
LEAVES = {'pyex.natives.registry', 'pyex.runtime.exceptions', 'pyex'}
THREADS = {'runtime/scheduler.py', 'runtime/entry.py'}


def modules():
    for path in sorted(ROOT.rglob('*.py')):
        relative = path.relative_to(ROOT)
        if relative.parts != ('__init__.py',):
            yield path, relative, ast.parse(path.read_text())


def imported(tree):
    """(line, module name, inside a function) of all imports."""
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef)) for n in ast.walk(f)}
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            whole = [f'{node.module}.{a.name}' for a in node.names]
            names = whole if node.module == 'pyex' or set(whole) <= LEAVES else [node.module]
        for name in names:
            yield node.lineno, name, id(node) in inside


def layer(parts):
    return parts[0].removesuffix('.py')


def test_every_import_points_down():
    wrong = []
    for _, relative, tree in modules():
        rank = RANK[layer(relative.parts)]
        for line, name, _ in imported(tree):
            if name.startswith('pyex.') and name not in LEAVES and RANK.get(name.split('.')[1], -1) > rank:
                wrong.append(f'{relative}:{line} imports {name}')
    assert not wrong, '\n'.join(wrong)


def test_no_import_inside_a_function():
    wrong = [f'{relative}:{line} {name}' for _, relative, tree in modules() for line, name, inside in imported(tree) if inside]
    assert not wrong, '\n'.join(wrong)


def test_threads_are_known_in_two_places_only():
    wrong = [str(relative) for _, relative, tree in modules()
             if layer(relative.parts) not in ('shell', 'observer') and str(relative) not in THREADS
             and any(name.split('.')[0] in ('threading', '_thread') for _, name, _ in imported(tree))]
    assert not wrong, wrong
