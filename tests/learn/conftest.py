"""The pseudo-terminal is the shell's."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / 'shell'))
