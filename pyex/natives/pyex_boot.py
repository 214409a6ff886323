"""What `:pyex_boot` tells the node."""
from pyex.natives.registry import native
from pyex.terms.atom import OK


@native('pyex_boot', 'leader', 1, node=True)
def leader(node, pid):
    """From now on `pid` leads the processes that no other process spawns."""
    node.leader = pid
    return OK
