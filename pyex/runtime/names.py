"""Registered names: {Atom: Pid} of the node; a process has one name at most and loses it before its end is announced."""


def register(node, name, process):
    """Give a process a name. False if either has one already."""
    if name in node.names or process.rare.name is not None:
        return False
    node.names[name] = process.pid
    process.special().name = name
    _tell(node, 'register', process, name)
    return True


def unregister(node, name):
    """Take a name away. False if nobody has it."""
    pid = node.names.pop(name, None)
    if pid is None:
        return False
    process = node.processes[pid]
    process.rare.name = None
    _tell(node, 'unregister', process, name)
    return True


def unregister_dead(node, process):
    """Free the name of a process that is no longer among the living."""
    name, process.rare.name = process.rare.name, None
    del node.names[name]
    _tell(node, 'unregister', process, name)


def _tell(node, event, process, name):
    if node.trace is not None:
        node.trace.emit(event, process.pid, None, name)
