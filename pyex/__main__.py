"""`python -m pyex`."""
import sys

from pyex.cli import main

sys.exit(main())
