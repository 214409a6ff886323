# python of functions of a source file
import sys; sys.path.insert(0,'/tmp/speed/dev'); sys.setrecursionlimit(50000)
import ast
from pyex import boot as B
from pyex.compiler import python
from pyex.compiler.unit import Unit
from pyex.compiler.rest import rest_of
from pyex.expand.module import compile_source
from pyex.syntax import parse
import pyex.pipeline as P
class Out:
    def write(self,d,t): sys.stderr.write(t)
n=B.boot(output=Out())
src=open(sys.argv[1]).read()
with n.world.collected() as ms:
    q=parse(src,'x.ex')
    compile_source(n.world,q if not (q.__class__ is tuple and q[0].name=='__block__') else (q[0],q[1],[q[2][0],None]),'x.ex')
want=sys.argv[2:]
for compiled,md in ms:
    for u in compiled.units:
        if u[0] in want:
            define,live,ops=Unit(*u[2:6]).parts()
            print(ast.unparse(python._Writer(live,define[6]).function(define,define[2],False)))
            for k in live:
                r=rest_of(define,k,live[k],False)
                print('--- rest', k); print(ast.unparse(python._Writer(live,r[6]).function(r,'rest%d'%k,True)))
