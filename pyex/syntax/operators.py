"""The operators: which token kind each is, and how tightly each kind binds.

A kind is what Elixir's grammar calls it (`match_op`, `dual_op`, ...). Higher numbers bind tighter.
"""

KINDS = {
    '...': 'ellipsis_op', '..': 'range_op',
    '&': 'capture_op', '@': 'at_op', '!': 'unary_op', '^': 'unary_op', '~~~': 'unary_op',
    '+': 'dual_op', '-': 'dual_op', '*': 'mult_op', '/': 'mult_op', '**': 'power_op',
    '++': 'concat_op', '--': 'concat_op', '+++': 'concat_op', '---': 'concat_op', '<>': 'concat_op',
    '//': 'ternary_op', '^^^': 'xor_op',
    '|>': 'arrow_op', '<<<': 'arrow_op', '>>>': 'arrow_op', '<<~': 'arrow_op', '~>>': 'arrow_op',
    '<~': 'arrow_op', '~>': 'arrow_op', '<~>': 'arrow_op', '<|>': 'arrow_op',
    '<': 'rel_op', '>': 'rel_op', '<=': 'rel_op', '>=': 'rel_op',
    '==': 'comp_op', '!=': 'comp_op', '=~': 'comp_op', '===': 'comp_op', '!==': 'comp_op',
    '&&': 'and_op', '&&&': 'and_op', '||': 'or_op', '|||': 'or_op',
    '=': 'match_op', '|': 'pipe_op', '::': 'type_op', '<-': 'in_match_op', '\\\\': 'in_match_op',
    '=>': 'assoc_op', '->': 'stab_op',
}

WORDS = {'and': 'and_op', 'or': 'or_op', 'in': 'in_op', 'when': 'when_op', 'not': 'unary_op'}

# kind: (how tightly it binds, the least its right side must bind)
BINARY = {
    'in_match_op': (40, 41), 'when_op': (50, 50), 'type_op': (60, 60), 'pipe_op': (70, 70),
    'match_op': (100, 100), 'or_op': (120, 121), 'and_op': (130, 131), 'comp_op': (140, 141),
    'rel_op': (150, 151), 'arrow_op': (160, 161), 'in_op': (170, 171), 'xor_op': (180, 181),
    'ternary_op': (190, 190), 'concat_op': (200, 200), 'range_op': (200, 200),
    'dual_op': (210, 211), 'mult_op': (220, 221), 'power_op': (230, 231),
}

PREFIX = {'capture_op': 90, 'ellipsis_op': 90, 'unary_op': 300, 'dual_op': 300, 'ternary_op': 300}

AT = 320

# A line that begins with one of these goes on with the expression of the line before.
JOINS_LINES = frozenset(BINARY.keys() - {'dual_op'} | {'stab_op', 'assoc_op'})

# Longest first, for the tokenizer's regular expression.
BY_LENGTH = sorted(KINDS, key=len, reverse=True)

# What may be an atom or keyword key besides the operators above.
ATOM_SYMBOLS = sorted([*KINDS, '..//', '%{}', '{}', '<<>>', '%', '.'], key=len, reverse=True)
