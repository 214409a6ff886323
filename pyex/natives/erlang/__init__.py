"""`:erlang`, in files by theme: importing the package registers them all."""
import importlib
import pkgutil

for _file in pkgutil.iter_modules(__path__, __name__ + '.'):
    importlib.import_module(_file.name)
