"""Code IR into Python's `ast`, and that into a code object (constants still tagged: see `link.py`)."""
import ast
import warnings

from pyex.compiler.ir import NOTHING, SITE, known
from pyex.compiler.liveness import free_variables
from pyex.compiler.rest import VALUE
from pyex.runtime.process import WAITING

_LOAD, _STORE = ast.Load(), ast.Store()
TURN = '@turn'                  # the variable of Python's loops; nobody reads it
TAKER = '@taker'                # the Process that takes a message
_OPERATORS = {'+': ast.Add(), '-': ast.Sub(), '*': ast.Mult(), '//': ast.FloorDiv(), '%': ast.Mod(),
              '&': ast.BitAnd(), '|': ast.BitOr(), '^': ast.BitXor()}
_COMPARISONS = {'is': ast.Is(), 'is not': ast.IsNot(), '==': ast.Eq(), '!=': ast.NotEq(), '<': ast.Lt(), '<=': ast.LtE(),
                '>': ast.Gt(), '>=': ast.GtE()}


def code_of(define, file, live, in_rest=False):
    """The code object of a ('def', ...). live: {site number: names}; in_rest: its own receives may return WAIT."""
    return _inner(_compiled(_Writer(live, define[6]).function(define, define[2], in_rest), file))


def _compiled(definition, file):
    module = ast.Module(body=[definition], type_ignores=[])
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', SyntaxWarning)          # `x is ('\0a', 'ok')`: link.py makes that an atom
        return compile(module, file, 'exec', dont_inherit=True)


def _inner(code):
    return next(c for c in code.co_consts if c.__class__ is code.__class__)


def closure_code_of(define, captured, file, live, looping):
    """The code object of a ('def', ...) that stands in another function, to be linked by itself: its receives return WAIT."""
    writer = _Writer(live, looping)
    around = writer.maker(captured, writer.function(define, define[2], True))
    return _inner(_inner(_compiled(around, file)))


def _is_tagged(e):
    """Whether an expression may be a tuple among Python's constants: `link.py` puts a term in its place."""
    return e[0] == 'tuple' or e[0] == 'c' and e[1].__class__ is tuple


class _Writer:
    """Writes one function; `line` is that of the statement being written."""

    def __init__(self, live, looping):
        self.live, self.looping = live, looping
        self.line, self.column = 1, 0
        self.in_rest = False

    def at(self, node, line=None, column=0):
        node.lineno = node.end_lineno = line or self.line
        node.col_offset = node.end_col_offset = column
        return node

    def around(self, node):
        """Place a loop or `try` where its first statement is: Python needs an instruction to step from one line to another."""
        return self.at(node, node.body[0].lineno)

    # ---- functions and bodies

    def function(self, define, python_name, in_rest):
        _, _, _, params, body, line, _ = define
        around = self.in_rest, self.line
        self.in_rest, self.line = in_rest, line or 1
        arguments = ast.arguments(posonlyargs=[], args=[self.at(ast.arg(p)) for p in params], kwonlyargs=[], kw_defaults=[],
                                  defaults=[])
        made = ast.FunctionDef(name=python_name, args=arguments, body=self.body(body), decorator_list=[], type_params=[])
        made = self.at(made)
        self.in_rest, self.line = around
        return made

    def body(self, statements):
        out = []
        for statement in statements:
            out += getattr(self, 's_' + statement[0])(*statement[1:])
        return out or [self.at(ast.Pass())]

    # ---- expressions

    def e(self, node):
        return getattr(self, 'e_' + node[0])(*node[1:])

    def load(self, name):
        return self.at(ast.Name(name, _LOAD))

    def store(self, name):
        return self.at(ast.Name(name, _STORE))

    def constant(self, value):
        return self.at(ast.Constant(value))

    e_n = e_g = load
    e_c = constant

    def e_set(self, name, e):
        return self.at(ast.NamedExpr(self.store(name), self.e(e)))

    def e_call(self, function, arguments, line=None, operation=None):
        made = ast.Call(self.e(function), [self.e(a) for a in arguments], [])
        return self.at(made, line, operation or 0)

    def e_star(self, function, arguments, line=None):
        return self.at(ast.Call(self.e(function), [self.at(ast.Starred(self.e(arguments), _LOAD))], []), line)

    def e_method(self, e, name, arguments):
        function = self.at(ast.Attribute(self.e(e), name, _LOAD))
        return self.at(ast.Call(function, [self.e(a) for a in arguments], []))

    def e_bin(self, operator, a, b, line=None, operation=None):
        if _is_tagged(a) or _is_tagged(b):      # Python would calculate with the tagged constants while it compiles
            a = 'call', known('item'), (('tuple', (a,)), ('c', 0))
        return self.at(ast.BinOp(self.e(a), _OPERATORS[operator], self.e(b)), line, operation or 0)

    def e_cmp(self, operator, a, b):
        return self.at(ast.Compare(self.e(a), [_COMPARISONS[operator]], [self.e(b)]))

    def e_index(self, e, index):
        if e[0] == 'c':             # Python would read the part out of the tagged constant while it compiles
            return self.e_call(known('item'), (e, ('c', index)))
        return self.at(ast.Subscript(self.e(e), self.e(index) if index.__class__ is tuple else self.constant(index), _LOAD))

    def e_slice(self, e, start):
        return self.at(ast.Subscript(self.e(e), self.at(ast.Slice(self.constant(start))), _LOAD))

    def e_class(self, e):
        return self.at(ast.Attribute(self.e(e), '__class__', _LOAD))

    def e_self(self):
        return self.at(ast.Attribute(self.at(ast.Attribute(self.load('node'), 'current', _LOAD)), 'pid', _LOAD))

    def e_tuple(self, items):
        return self.at(ast.Tuple([self.e(i) for i in items], _LOAD))

    def e_cell(self, head, tail):
        return self.at(ast.List([self.e(head), self.e(tail)], _LOAD))

    def e_ternary(self, test, a, b):
        return self.at(ast.IfExp(self.e(test), self.e(a), self.e(b)))

    def e_and(self, items):
        return self.at(ast.BoolOp(ast.And(), [self.e(i) for i in items]))

    def e_or(self, items):
        return self.at(ast.BoolOp(ast.Or(), [self.e(i) for i in items]))

    def e_not(self, e):
        return self.at(ast.UnaryOp(ast.Not(), self.e(e)))

    # ---- statements

    def assign(self, name, value):
        return self.at(ast.Assign([self.store(name)], value))

    def s_let(self, name, e):
        return [self.assign(name, self.e(e))]

    def s_lets(self, names, values):
        target = self.at(ast.Tuple([self.store(n) for n in names], _STORE))
        return [self.at(ast.Assign([target], self.e_tuple(values)))]

    def s_unpack(self, names, e):
        return [self.at(ast.Assign([self.at(ast.Tuple([self.store(n) for n in names], _STORE))], self.e(e)))]

    def tail_of(self, last):
        return self.at(ast.Subscript(self.load(last), self.constant(1), _STORE))

    def s_grow(self, last, e):
        return [self.at(ast.Assign([self.tail_of(last), self.store(last)], self.e_cell(e, NOTHING)))]

    def s_close(self, last, e):
        return [self.at(ast.Assign([self.tail_of(last)], self.e(e)))]

    def s_do(self, e):
        return [self.at(ast.Expr(self.e(e)))]

    def s_ret(self, e):
        return [self.at(ast.Return(self.e(e)))]

    def s_raise(self, e, line=None):
        self.line = line or self.line
        return [self.at(ast.Raise(self.e(e), None))]

    def s_if(self, test, body, orelse):
        made = ast.If(self.e(test), self.body(body), self.body(orelse) if orelse else [])
        return [self.at(made)]

    def s_loop(self, body):
        if body[0][0] != 'count':
            return [self.around(ast.While(self.constant(True), self.body(body), []))]
        _, number, line = body[0]
        self.line = line or self.line
        out_of_reductions = [self.saved(number), self.step()]
        return [self.around(ast.For(self.store(TURN), self.load('it'), self.body(body[1:]), out_of_reductions))]

    def s_block(self, body):
        return [self.around(ast.While(self.constant(True), [*self.body(body), self.at(ast.Break())], []))]

    def s_break(self):
        return [self.at(ast.Break())]

    def s_continue(self):
        return [self.at(ast.Continue())]

    def s_guard(self, name, e, prelude):
        handler = self.at(ast.ExceptHandler(self.load('Exception'), None, [self.assign(name, self.constant(False))]))
        body = [*(self.body(prelude) if prelude else ()), self.assign(name, self.e(e))]
        return [self.at(ast.Try(body, [handler], [], []))]

    def s_try(self, body, name, catch):
        error = name + '!'
        caught = self.assign(name, self.at(ast.Call(self.load(catch), [self.load(error)], [])))
        handlers = [self.at(ast.ExceptHandler(self.load('STOP'), None, [self.at(ast.Raise(None, None))])),
                    self.at(ast.ExceptHandler(self.load('Exception'), error, [caught]))]
        return [self.assign(name, self.constant(None)), self.at(ast.Try(self.body(body), handlers, [], []))]

    def s_def(self, name, code_name, params, body, line, by_value):
        made = ('def', name, code_name, params, body, line, by_value)
        function = self.function(made, code_name, False)
        bind = self.assign(name, self.load(code_name))
        if not by_value or by_value == 'looping' and not self.looping:
            return [function, bind]
        around = self.maker(sorted(free_variables(made)), function)
        call = self.at(ast.Call(self.load(around.name), [self.load(a.arg) for a in around.args.args], []))
        return [around, self.assign(name, call)]

    def maker(self, captured, function):
        """A Python function that takes what a closure captures and gives the closure."""
        arguments = ast.arguments(posonlyargs=[], args=[self.at(ast.arg(c)) for c in captured], kwonlyargs=[], kw_defaults=[], defaults=[])
        body = [function, self.at(ast.Return(self.load(function.name)))]
        return self.at(ast.FunctionDef(name=function.name + 'maker', args=arguments, body=body, decorator_list=[], type_params=[]))

    # ---- where a process can stop

    def saved(self, number):
        """`captured.append((site, (live, ...)))`"""
        live = self.e_tuple([('n', name) for name in self.live[number]])
        frame = self.at(ast.Tuple([self.constant((SITE, number)), live], _LOAD))
        append = self.at(ast.Attribute(self.load('captured'), 'append', _LOAD))
        return self.at(ast.Expr(self.at(ast.Call(append, [frame], []))))

    def protected(self, statement, number):
        handler = self.at(ast.ExceptHandler(self.load('STOP'), None, [self.saved(number), self.at(ast.Raise(None, None))]))
        return self.around(ast.Try([statement], [handler], [], []))

    def s_site(self, number, target, e, line):
        self.line = line or self.line
        value = self.e(e)
        statement = self.at(ast.Expr(value)) if target is None else self.assign(target, value)
        return [self.protected(statement, number)]

    def s_await(self, number, target, e, line):
        target = target or '@awaited'
        leave = [self.saved(number), self.at(ast.Return(self.load('WAIT')))]
        waits = self.at(ast.Compare(self.load(target), [ast.Is()], [self.load('WAIT')]))
        return [*self.s_site(number, target, e, line), self.at(ast.If(waits, leave, []))]

    def s_count(self, number, line):
        self.line = line or self.line
        return [self.protected(self.step(), number)]

    def step(self):
        """One reduction; STOP where none is left."""
        return self.at(ast.Expr(self.at(ast.Call(self.load('next'), [self.load('it')], []))))

    def s_peek(self, number, target, line, late):
        self.line = line or self.line
        return self.waited(target, late, [self.saved(number)])

    def s_stay(self, number, target, line, late):
        self.line = line or self.line
        return self.waited(target, late, [])

    def waited(self, target, late, before):
        """The next message, or the process waits, with what is done `before`. Where no deadline can be running that is written out."""
        ask = self.assign(target, self.at(ast.Call(self.load('peek'), [], [])))
        leave = self.at(ast.Return(self.load('WAIT')) if self.in_rest else ast.Raise(self.load('Suspend'), None))
        if late:
            waits = self.at(ast.Compare(self.load(target), [ast.Is()], [self.load('WAIT')]))
            return [ask, self.at(ast.If(waits, [*before, leave], []))]
        length = self.at(ast.Call(self.load('len'), [self.of_taker('mailbox')], []))
        empty = self.at(ast.Compare(self.of_taker('scanned'), [ast.Eq()], [length]))
        alone = self.at(ast.UnaryOp(ast.Not(), self.at(ast.Attribute(self.load('node'), 'nesting', _LOAD))))
        state = self.at(ast.Assign([self.of_taker('state', _STORE)], self.constant(WAITING)))
        waits = self.at(ast.If(self.at(ast.BoolOp(ast.And(), [empty, alone])), [state, *before, leave], []))
        return [self.assign(TAKER, self.at(ast.Attribute(self.load('node'), 'current', _LOAD))), waits, ask]

    def s_accept(self, line):
        self.line = line or self.line
        scanned = self.at(ast.BinOp(self.of_taker('scanned'), ast.Sub(), self.constant(1)))
        taken = self.at(ast.Subscript(self.of_taker('mailbox'), scanned, ast.Del()))
        return [self.assign(TAKER, self.at(ast.Attribute(self.load('receiver'), 'current', _LOAD))), self.at(ast.Delete([taken])),
                self.at(ast.Assign([self.of_taker('scanned', _STORE)], self.constant(0))),
                self.at(ast.Assign([self.of_taker('mark', _STORE)], self.constant(None)))]

    def of_taker(self, attribute, context=_LOAD):
        return self.at(ast.Attribute(self.load(TAKER), attribute, context))

    def s_resume(self, target, handles):
        out = []
        if handles:
            test = self.at(ast.Compare(self.e_class(('n', VALUE)), [ast.Is()], [self.load('Throw')]))
            error = self.at(ast.Attribute(self.load(VALUE), 'error', _LOAD))
            out.append(self.at(ast.If(test, [self.at(ast.Raise(error, None))], [])))
        if target is not None:
            out.append(self.assign(target, self.load(VALUE)))
        return out
