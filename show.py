# show.py Module fun arity : Python of a stdlib function
import sys; sys.path.insert(0,'/tmp/speed/dev'); sys.setrecursionlimit(50000)
import ast
from pyex.library import Cache, path_of
from pyex.compiler import python
from pyex.compiler.unit import Unit
name,fun,ar=sys.argv[1:4]
for compiled,md in Cache().load(path_of(name)):
    if compiled.name==name:
        for u in compiled.units:
            if u[0]==fun and u[1]==int(ar):
                define,live,ops=Unit(*u[2:6]).parts()
                print(ast.unparse(python._Writer(live,define[6]).function(define,define[2],False)))
