"""Imports every file of natives, which registers them."""
import importlib
import pkgutil

from pyex import natives

for _module in pkgutil.walk_packages(natives.__path__, natives.__name__ + '.'):
    importlib.import_module(_module.name)
