"""The wording of syntax errors and warnings. They are Elixir's own words, so that what one learns here holds there."""

KEY_WITHOUT_SPACE = 'keyword argument must be followed by space after: '
BAD_ALIAS = ('invalid character "{bad}" (code point U+{code}) in alias (only ASCII characters, without punctuation, '
             'are allowed): {name}')
DO_AFTER_FN = ('unexpected reserved word: do. Anonymous functions are written as:\n\n    fn pattern -> expression end\n\n'
               'Please remove the "do" keyword')
INTERPOLATED_CALL = 'interpolation is not allowed when calling function/macro. Found interpolation in a call starting with: '
BACKSLASH_AT_END = 'invalid escape \\ at end of file'
AFTER_NUMBER = ('invalid character "{bad}" after number {number}. If you intended to write a number, make sure to separate '
                'the number from the character (using comma, space, etc). If you meant to write a function name or a '
                'variable, note that identifiers in Elixir cannot start with numbers. Unexpected token: {bad}')
BAD_ATOM = 'invalid encoding in atom: '
NO_MAP = 'expected %{ to define a map, got: '
BAD_FLOAT = 'invalid float number '
CHAR = 'found {mark} followed by code point 0x{code:X} ({name}), please use ?{escape} instead'
BAD_SIGIL_NAME = ('invalid sigil name, it should be either a one-letter lowercase letter or an uppercase letter optionally '
                  'followed by uppercase letters and digits, got: ')
BAD_SIGIL_DELIMITER = ('invalid sigil delimiter: "{bad}" (column {column}, code point U+{code}). The available '
                       'delimiters are: //, ||, "", \'\', (), [], {{}}, <>')
SINGLE_QUOTES = '''using single-quoted strings to represent charlists is deprecated.
Use ~c"" if you indeed want a charlist or use "" instead.
You may run "mix format --migrate" to change all single-quoted
strings to use the ~c sigil and fix this warning.'''

AMBIGUOUS_PIPE = '''parentheses are required when piping into a function call. For example:

    foo 1 |> bar 2 |> baz 3

is ambiguous and should be written as

    foo(1) |> bar(2) |> baz(3)

Ambiguous pipe found at:'''

OLD_NOT_IN = '"not expr1 in expr2" is deprecated, use "expr1 not in expr2" instead'
EMPTY_CLAUSE = 'an expression is always required on the right side of ->. Please provide a value after ->'
EMPTY_PARENTHESES = ('invalid expression (). If you want to invoke or define a function, make sure there are no spaces between the '
                     'function name and its arguments. If you wanted to pass an empty block or code, pass a value instead, '
                     'such as a nil or an atom')
DEPRECATED_OPERATORS = {
    '^^^': '^^^ is deprecated. It is typically used as xor but it has the wrong precedence, use Bitwise.bxor/2 instead',
    '<|>': '<|> is deprecated. Use another pipe-like operator',
}
TRAILING_COMMA = 'trailing commas are not allowed inside function/macro call arguments'
NESTED_KEYWORD = '''missing parentheses for expression following "{key}:" keyword. Parentheses are required to solve ambiguity \
inside keywords.

This error happens when you have function calls without parentheses inside keywords. For example:

    function(arg, one: nested_call a, b, c)
    function(arg, one: if expr, do: :this, else: :that)

In the examples above, we don't know if the arguments "b" and "c" apply to the function "function" or "nested_call". \
Or if the keywords "do" and "else" apply to the function "function" or "if". You can solve this by explicitly adding \
parentheses:

    function(arg, one: if(expr, do: :this, else: :that))
    function(arg, one: nested_call(a, b, c))

Ambiguity found at:'''

NESTED_COMMA = '''unexpected comma. Parentheses are required to solve ambiguity in nested calls.

This error happens when you have nested function calls without parentheses. For example:

    one a, two b, c, d

In the example above, we don't know if the parameters "c" and "d" apply to the function "one" or "two". You can solve \
this by explicitly adding parentheses:

    one a, two(b, c, d)

Or by adding commas (in case a nested call is not intended):

    one, a, two, b, c, d

Elixir cannot compile otherwise. Syntax error before: \',\''''

CONTAINER_COMMA = '''unexpected comma. Parentheses are required to solve ambiguity inside containers.

This error may happen when you forget a comma in a list or other container:

    [a, b c, d]

Or when you have ambiguous calls:

    [one, two three, four, five]

In the example above, we don't know if the parameters "four" and "five" belongs to the list or the function "two". \
You can solve this by explicitly adding parentheses:

    [one, two(three, four), five]

Elixir cannot compile otherwise. Syntax error before: \',\''''

SPACE_BEFORE_PARENTHESES = ('unexpected parentheses. If you are making a function call, do not insert spaces between the '
                            "function name and the opening parentheses. Syntax error before: '('")
STEP_ALONE = ('the range step operator (//) must immediately follow the range definition operator (..), for example: '
              "1..9//2. If you wanted to define a default argument, use (\\\\) instead. Syntax error before: '//'")
FN_WITHOUT_CLAUSES = "expected anonymous functions to be defined with -> inside: 'fn'"
LATE_CLAUSE = ('unexpected operator ->. If you want to define multiple clauses, the first expression must use ->. '
               "Syntax error before: '->'")
ACCESS_ARGUMENTS = ('too many arguments when accessing a value. The value[key] notation in Elixir expects either a single '
                    'argument or a keyword list. The following examples are allowed:\n\n    value[one]\n'
                    '    value[one: 1, two: 2]\n    value[[one, two, three]]\n\nThese are invalid:\n\n'
                    '    value[1, 2, 3]\n    value[one, two, three]\n\nSyntax error after: \'[\'')
LATE_EXPRESSION = '''unexpected expression after keyword list. Keyword lists must always come {rule}. Therefore, this is not \
allowed:

{wrong}

Instead, {advice}:

{right}

Syntax error after: \',\''''
AFTER_KEYWORDS_IN_CALL = LATE_EXPRESSION.format(
    rule='as the last argument', wrong='    function_call(1, some: :option, 2)', advice='wrap the keyword in brackets',
    right='    function_call(1, [some: :option], 2)')
AFTER_KEYWORDS_IN_DATA = LATE_EXPRESSION.format(
    rule='last in lists and maps', wrong='    [some: :value, :another]\n    %{some: :value, another => value}',
    advice='reorder it to be the last entry',
    right='    [:another, some: :value]\n    %{another => value, some: :value}')
KEYWORDS_IN = ('unexpected keyword list inside {what}. Did you mean to write a map (using %{{...}}) or a list (using '
               "[...]) instead? Syntax error after: '{mark}'")
END_OF_LINE = 'unexpectedly reached end of line. The current expression is invalid or incomplete'
TOO_DEEP = 'the brackets or blocks of this text are nested too deeply'
INCOMPLETE = 'syntax error: expression is incomplete'
UNKNOWN_ATOM = 'unsafe atom does not exist: '
LONG_ATOM = 'atom length must be less than system limit: '


def reserved(word):
    return (f'syntax error before: {word}. "{word}" is a reserved word in Elixir and therefore its usage is limited. For '
            "instance, it can't be used as a variable or be defined nor invoked as a regular function")


INVALID_DO = '''. In case you wanted to write a "do" expression, you must either use do-blocks or separate the keyword \
argument with comma. For example, you should either write:

    if some_condition? do
      :this
    else
      :that
    end

or the equivalent construct:

    if(some_condition?, do: :this, else: :that)

where "some_condition?" is the first argument and the second argument is a keyword list.

You may see this error if you forget a trailing comma before the "do" in a "do" block'''


def unclosed(mark, line, what):
    return f'missing terminator: {mark} (for {what} starting at line {line})'


def unclosed_sigil(name, mark, closing, line):
    return f'missing terminator: {closing} (for sigil ~{name}{mark} starting at line {line})'


def unclosed_interpolation(what):
    """`what` is the description of the text around, if that were what is unclosed."""
    return 'missing interpolation terminator: "}" (' + what.partition(' (')[2]


def needless_quotes(what, name):
    if what == 'keyword':
        return (f'found quoted keyword "{name}" but the quotes are not required. Note that keywords are always atoms, even '
                'when quoted. Similar to atoms, keywords made exclusively of ASCII letters, numbers, and underscores and '
                'not beginning with a number do not require quotes')
    if what == 'call':
        return (f'found quoted call "{name}" but the quotes are not required. Calls made exclusively of Unicode letters, '
                'numbers, and underscores and not beginning with a number do not require quotes')
    return (f'found quoted atom "{name}" but the quotes are not required. Atoms made exclusively of ASCII letters, '
            'numbers, underscores, beginning with a letter or underscore, and optionally ending with ! or ? do not '
            'require quotes')
