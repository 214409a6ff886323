"""Tokens to quoted code.

`expression` climbs precedences with a stack of its own, so that a pipe or a sum of thousands of lines needs no Python
stack. What begins an expression is found in `PRIMARY`, a table that `literals`, `calls` and `containers` fill: kind of
token -> function(parser, do_ok), which leaves the position after what it read.

Elixir's grammar knows three classes of expressions, kept in `parser.kind_of` for the one read last:
MATCHED (most), UNMATCHED (ends with a do-block), NO_PARENS (a call without parentheses that takes all that follows,
commas too). `do_ok` says whether a do-block may belong to this expression: in `if foo bar do` it belongs to `if`.
"""
from pyex.diagnostics import Diagnostic
from pyex.syntax import messages
from pyex.syntax.errors import ElixirSyntaxError
from pyex.syntax.operators import BINARY, PREFIX
from pyex.syntax.quoted import (
    EMPTY, END_OF_EXPRESSION, IN, NEWLINES, STAB, WHEN, binary, block, negated, two, unwrap_when, with_meta)
from pyex.syntax.refusals import refusal
from pyex.terms.atom import NIL, atom
from pyex.terms.lists import from_python

MATCHED, UNMATCHED, NO_PARENS = 'matched', 'unmatched', 'no_parens'

PRIMARY = {}                    # kind of token -> function(parser, do_ok) -> node
POSTFIX = {}                    # kind of token -> function(parser, node, do_ok, bare) -> node

KEYS = frozenset(('kw_identifier', 'kw_identifier_quoted'))
_CLOSERS = frozenset((')', 'end', 'block_identifier', '$end', '}'))
_NO_BODY = _CLOSERS | {';'}
_STARTS_AFTER_ELLIPSIS = frozenset(('dual_op', 'ternary_op'))


def primary(*kinds):
    """Register what reads an expression that begins with one of these tokens."""
    def register(function):
        for kind in kinds:
            PRIMARY[kind] = function
        return function
    return register


def postfix(*kinds):
    def register(function):
        for kind in kinds:
            POSTFIX[kind] = function
        return function
    return register


class Parser:
    def __init__(self, tokens, partners, meta, *, file='nofile', warnings=None, existing_atoms_only=False, encoder=None):
        last = tokens[-1] if tokens else ('$end', 1, 1, None, None)
        self.tokens = [*tokens, ('$end', last[1], last[2], None, None)]
        self.kinds = [token[0] for token in self.tokens]
        self.partners, self.meta, self.file, self.warnings = partners, meta, file, warnings
        self.existing_atoms_only, self.encoder = existing_atoms_only, encoder
        self.pos = 0
        self.kind_of = MATCHED
        self.access = False             # whether `[key]` may follow the node read last
        self.bare = True                # whether it may stand alone in a map: `%{node}`
        self.blame = None               # the token to blame when a NO_PARENS expression stands where it must not
        self.spaced = None              # where the `(` of `foo (a)` stands
        self.clause_start = None        # where the last `(` stands that might begin a clause
        self.loose = None               # the last call without parentheses that has one argument

    # -- small steps

    def next(self):
        token = self.tokens[self.pos]
        self.pos += 1
        return token

    def skip_eol(self):
        """Skip a line end; how many there were."""
        if self.kinds[self.pos] == 'eol':
            self.pos += 1
            return self.tokens[self.pos - 1][3]
        return 0

    def expect(self, kind):
        """The closing token, which may stand on a line of its own."""
        self.skip_eol()
        if self.kinds[self.pos] != kind:
            raise self.unexpected()
        return self.next()

    def unexpected(self):
        return refusal(self)

    def error(self, message, token, **fields):
        return ElixirSyntaxError(message, token[1], token[2], **fields)

    def warn(self, message, token):
        if self.warnings is not None:
            self.warnings.append(Diagnostic('warning', message, self.file, token[1], token[2]))

    # -- the whole text, blocks

    def program(self):
        """The quoted form of all tokens."""
        before = self.end_of_expression()
        expressions = self.sequence(self.expression)
        if self.kinds[self.pos] != '$end':
            raise self.unexpected()
        if not expressions:
            return atom('__block__'), self.meta.at(before) if before else EMPTY, EMPTY
        return block(expressions)

    def sequence(self, read):
        """What `read` gives, again and again, as long as it is separated by line ends or semicolons."""
        out, kinds = [], self.kinds
        while kinds[self.pos] not in _CLOSERS:
            out.append(read())
            end = self.end_of_expression()
            if end is None:
                break
            if self.meta.tokens and kinds[self.pos] not in _CLOSERS:
                out[-1] = self._annotated(out[-1], end)
        return out

    def end_of_expression(self):
        """Skip a line end, a semicolon or both; the token or None."""
        kind = self.kinds[self.pos]
        if kind == 'eol':
            token = self.next()
            if self.kinds[self.pos] == ';':
                self.pos += 1
            return token
        return self.next() if kind == ';' else None

    def _annotated(self, node, token):
        value = [(NEWLINES, token[3]), self.meta.at(token)]
        if node.__class__ is _Clause:
            body = with_meta(node.body[-1], END_OF_EXPRESSION, value)
            if body is node.body[-1]:
                node.meta = [(END_OF_EXPRESSION, value), node.meta]
            node.body[-1] = body
            return node
        return with_meta(node, END_OF_EXPRESSION, value)

    # -- operators

    def expression(self, do_ok=True, floor=0, until_pipe=False):
        """Read an expression of operators that bind at least as tightly as `floor`; `until_pipe`: but stop at `|`."""
        kinds, stack = self.kinds, []
        while True:
            kind = kinds[self.pos]
            while kind in PREFIX and self._prefix(kind, stack):
                kind = kinds[self.pos]
            reader = PRIMARY.get(kind)
            if reader is None:
                raise self.unexpected()
            self.bare = True
            node = reader(self, do_ok)
            kind = kinds[self.pos]
            if kind in POSTFIX and self.kind_of is MATCHED:
                node = self.suffixes(node, do_ok)
                kind = kinds[self.pos]
            powers = BINARY.get(kind)
            power = powers[0] if powers and powers[0] >= floor else -1
            while stack and stack[-1][0] > power:
                node = self._reduce(node, *stack.pop())
            if power < 0 or until_pipe and kind == 'pipe_op' and not stack:
                return node
            node = self._shift(node, powers[1], stack)
            if node is not None:
                while stack:
                    node = self._reduce(node, *stack.pop())
                return node

    def _prefix(self, kind, stack):
        """Put a prefix operator on the stack; False if it stands for itself (`...`)."""
        token = self.tokens[self.pos]
        if kind == 'ellipsis_op':
            following = self.kinds[self.pos + 1]
            if following not in PRIMARY and following not in PREFIX or following in _STARTS_AFTER_ELLIPSIS:
                return False
            self.pos += 1
        else:
            self.pos += 1
            self.skip_eol()
        stack.append((PREFIX[kind], None, token, None, 0))
        return True

    def _shift(self, left, power, stack):
        """Take the binary operator that stands here. `x when key: value` is the one whose right side ends all: its node."""
        token = self.next()
        newlines = self.skip_eol()
        if not newlines or token[0] == 'match_op':
            newlines = token[4]
        stack.append((power, left, token, self.kind_of, newlines))
        if token[0] == 'when_op' and self.kinds[self.pos] in KEYS:
            pairs = from_python(self.loose_keywords())
            self.kind_of, self.blame = NO_PARENS, token
            return pairs
        return None

    def _reduce(self, node, _power, left, token, left_kind, newlines):
        if left_kind is None:
            return self._reduce_prefix(node, token)
        if node is self.loose and token[0] == 'arrow_op':
            self.warn(messages.AMBIGUOUS_PIPE, token)
        if left_kind is UNMATCHED:
            self.kind_of = UNMATCHED
        elif self.kind_of is NO_PARENS:
            self.blame = token
        self.bare = self.access = False
        meta = self.meta.operator(token, 0 if token[3] == 'not in' else newlines)
        if token[3] == 'in' and negated(left) is not None:
            self.warn(messages.OLD_NOT_IN, token)
            return left[0], meta, [(IN, meta, two(negated(left), node)), EMPTY]
        return binary(meta, left, token, node)

    def _reduce_prefix(self, node, token):
        self.access = self.bare = False
        if self.kind_of is NO_PARENS:
            self.blame = token
        if token[3] == '//':
            inner = ('dual_op', token[1], token[2] + 1, '/', None)
            return atom('/'), self.meta.at(inner), two((atom('/'), self.meta.at(token), NIL), node)
        return atom(token[3]), self.meta.at(token), [node, EMPTY]

    def suffixes(self, node, do_ok, bare=False):
        """What follows without a space: `.name`, `[key]`, `.(arguments)`."""
        kinds = self.kinds
        while self.kind_of is MATCHED:
            reader = POSTFIX.get(kinds[self.pos])
            if reader is None or reader is POSTFIX['['] and not self.access:
                break
            node = reader(self, node, do_ok, bare)
        return node

    # -- clauses: `a, b when c -> d`

    def clauses(self):
        """The expressions or clauses up to what closes them, as one node or a list of clauses (Python's)."""
        items = self.sequence(self._clause)
        first = next((item for item in items if item.__class__ is _Clause), None)
        if first is None:
            return items
        if items[0] is not first:
            raise self.error(messages.LATE_CLAUSE, first.token)
        return Clauses(_collect(items))

    def _clause(self):
        kinds = self.kinds
        kind = kinds[self.pos]
        arguments = None
        if kind == 'stab_op':
            arguments = []
        elif kind == '(':
            self.clause_start = self.pos
            arguments = self._parenthesized_arguments()
        elif kind in KEYS:
            arguments = [from_python(self.loose_keywords())]
        if arguments is None:
            node = self.expression()
            if kinds[self.pos] not in (',', 'stab_op') or self.kind_of is UNMATCHED:
                return node
            arguments = self._more_arguments([node])
        if kinds[self.pos] != 'stab_op':
            if self.spaced is not None and self.partners.get(self.spaced) == self.pos:
                raise self.error(messages.SPACE_BEFORE_PARENTHESES, self.tokens[self.spaced])
            if self.partners.get(self.clause_start) == self.pos:
                self.pos += 1               # `(a, b)` might have begun a clause until here
            raise self.unexpected()
        return self._clause_body(arguments)

    def _more_arguments(self, arguments):
        kinds = self.kinds
        while kinds[self.pos] == ',':
            if self.kind_of is NO_PARENS:
                raise self.error(messages.NESTED_COMMA, self.blame)
            self.pos += 1
            if kinds[self.pos] in KEYS:
                arguments.append(from_python(self.loose_keywords()))
                break
            arguments.append(self.expression(False))
            if self.kind_of is NO_PARENS and len(arguments) > 1:
                raise self.error(messages.NESTED_COMMA, self.blame)
        return arguments

    def _parenthesized_arguments(self):
        """The arguments of `() ->`, `(a, b) ->`, `(a, b) when c ->`, or None where the parentheses are something else."""
        start, kinds = self.pos, self.kinds
        close = self.partners[start]
        if kinds[close + 1] not in ('stab_op', 'when_op'):
            return None
        warned = len(self.warnings) if self.warnings is not None else 0
        self.pos += 1
        self.skip_eol()
        if self.pos == close:
            arguments = []
        elif kinds[self.pos] in KEYS:
            arguments = [from_python(self.loose_keywords())]
        else:
            arguments = self._several()
        if arguments is None:
            self.pos = start
            if self.warnings is not None:
                del self.warnings[warned:]
            return None
        self.expect(')') if arguments else self.next()
        if kinds[self.pos] == 'when_op':
            token = self.next()
            newlines = self.skip_eol()
            guard = self.expression()
            return [(WHEN, self.meta.operator(token, newlines), from_python([*arguments, guard]))]
        return arguments

    def _several(self):
        """At least two arguments separated by commas, else None."""
        try:
            first = self.expression(False)
        except ElixirSyntaxError:
            return None                     # read again as an expression, which gives the error its place
        if self.kinds[self.pos] != ',':
            return None
        return self._more_arguments([first])

    def _clause_body(self, arguments):
        token = self.next()
        newlines = self.skip_eol() or token[4]
        if self.kinds[self.pos] in _NO_BODY:
            self.warn(messages.EMPTY_CLAUSE, token)
            body = NIL
        else:
            body = self.expression()
        return _Clause(token, self.meta.operator(token, newlines), unwrap_when(arguments), [body])

    # -- keywords

    def loose_keywords(self):
        """The pairs of `foo a: 1, b: 2`, in a call without parentheses or after `when`."""
        pairs, kinds = [], self.kinds
        while True:
            key_token = self.tokens[self.pos]
            key = self.key()
            value = self.expression(False)
            if self.kind_of is NO_PARENS:
                self.warn(messages.NESTED_KEYWORD.format(key=key_token[3]), key_token)
            pairs.append((key, value))
            if kinds[self.pos] != ',':
                return pairs
            if kinds[self.pos + 1] not in KEYS:
                comma = self.next()
                self.expression(False)
                raise self.error(messages.AFTER_KEYWORDS_IN_CALL, comma)
            self.pos += 1

    def keywords(self, closer, late, trailing_warning=None):
        """The pairs of `[a: 1, b: 2]` or `foo(a: 1)`, up to (not including) the closing token."""
        pairs, kinds = [], self.kinds
        while True:
            key = self.key()
            pairs.append((key, self.element()))
            if kinds[self.pos] != ',':
                return pairs
            comma = self.next()
            if kinds[self.pos] not in KEYS:
                if kinds[self.pos] == closer:
                    if trailing_warning:
                        self.warn(trailing_warning, comma)
                    return pairs
                self.expression(False)
                raise self.error(late, comma)

    def element(self):
        """An expression inside of brackets or braces."""
        node = self.expression()
        if self.kind_of is NO_PARENS:
            raise self.error(messages.CONTAINER_COMMA, self.blame)
        return node

    def key(self):
        """A keyword's key, and the line end after it."""
        token = self.next()
        self.skip_eol()
        return self.key_node(token)


class _Clause:
    """A clause whose body may still grow."""
    __slots__ = ('token', 'meta', 'arguments', 'body')

    def __init__(self, token, meta, arguments, body):
        self.token, self.meta, self.arguments, self.body = token, meta, arguments, body


class Clauses(list):
    """A Python list of clause nodes, as opposed to a list of expressions."""


def _collect(items):
    """Clause nodes; the expressions after a clause are the rest of its body."""
    clauses = []
    for item in items:
        if item.__class__ is _Clause:
            clauses.append(item)
        else:
            clauses[-1].body.append(item)
    return [(STAB, clause.meta, two(from_python(clause.arguments), block(clause.body))) for clause in clauses]
