"""`for`: generators, filters, and the options `into`, `uniq`, `reduce`."""
from pyex.expand import errors
from pyex.expand.control import LEFT_ARROW, expand_clause, expand_generator_pattern, expand_head, is_arrows, refuse_context
from pyex.expand.bitstrings import expand_bitstring_pattern
from pyex.expand.forms import form
from pyex.expand.quoted import DO, FALSE, LEAVES, TRUE, WHEN, cells, is_call, is_keywords, is_node, items, split_when
from pyex.terms.atom import atom
from pyex.terms.show import inspect

FOR, BITS, REDUCE = atom('for'), atom('<<>>'), atom('reduce')
OPTIONS = ('into', 'uniq', 'reduce')


@form('for')
def expand_for(x, meta, args):
    refuse_context(x, meta, 'for')
    steps, options, block = split_options(x, meta, args)
    x.at_line(meta)
    reducing = any(key is REDUCE for key, _ in options)
    options = check_options(x, meta, options)
    values = x.expand_args([value for _, value in options])
    scope = x.enter()
    if not steps or not is_generator(steps[0]):
        raise errors.fatal(x, meta, 'for comprehensions must start with a generator')
    steps = [expand_step(x, step) for step in steps]
    block = expand_reducer(x, meta, block) if reducing else expand_body(x, meta, block)
    x.leave(scope)
    options = [(DO, block), *((key, value) for (key, _), value in zip(options, values))]
    return FOR, meta, cells([*steps, cells(options)])


def split_options(x, meta, args):
    """The steps, the options without `do`, and the block of `do`."""
    options = args[-1] if args else None
    if options is None or not is_keywords(options):
        raise errors.fatal(x, meta, 'missing :do option in "for"')
    steps, pairs = args[:-1], items(options)
    if steps and len(pairs) == 1 and steps[-1] is not None and is_keywords(steps[-1]):
        pairs = items(steps.pop()) + pairs              # for x <- list, into: %{} do ... end
    blocks = [value for key, value in pairs if key is DO]
    if not blocks:
        raise errors.fatal(x, meta, 'missing :do option in "for"')
    return steps, [pair for pair in pairs if pair[0] is not DO], blocks[0]


def check_options(x, meta, options):
    for key, value in options:
        if key.name not in OPTIONS:
            raise errors.fatal(x, meta, f'unsupported option {inspect(key)} given to for')
        if key.name == 'uniq' and value.__class__ in LEAVES and value is not TRUE and value is not FALSE:
            raise errors.fatal(x, meta, f':uniq option for comprehensions only accepts a boolean, got: {inspect(value)}')
    if len(options) > 1 and any(key is REDUCE for key, _ in options):
        raise errors.fatal(x, meta, 'cannot use :reduce alongside :into/:uniq in comprehension')
    return options


def is_generator(step):
    if is_call(step, LEFT_ARROW, 2):
        return True
    return is_node(step) and step[0] is BITS and step[2].__class__ is list and is_call(items(step[2])[-1], LEFT_ARROW, 2)


def expand_step(x, step):
    if not is_generator(step):
        return x.expand(step)
    if step[0] is BITS:
        return expand_bits_generator(x, step)
    _, meta, (left, (right, _)) = step
    before = x.vars
    right = x.expand(right)
    return LEFT_ARROW, meta, [expand_generator_pattern(x, left, before), [right, None]]


def expand_bits_generator(x, step):
    """`<<a, b <- bits>>`: the pattern is all that stands before the arrow."""
    _, meta, segments = step
    *segments, (_, arrow_meta, (last, (right, _))) = items(segments)
    before = x.vars
    right = x.expand(right)
    guard = None
    if is_call(last, WHEN, 2):
        last, (guard, _) = last[2]
    pattern = expand_bitstring_pattern(x, meta, [*segments, last], before)
    if guard is not None:
        raise errors.fatal(x, meta, 'guards are not allowed in bitstring generators')
    return BITS, meta, [(LEFT_ARROW, arrow_meta, [pattern, [right, None]]), None]


def expand_body(x, meta, block):
    if is_arrows(block):
        raise errors.fatal(x, meta, 'the do block was written using acc -> expr clauses but the :reduce option was not given')
    return x.expand(block)


def expand_reducer(x, meta, block):
    if not is_arrows(block):
        raise errors.fatal(x, meta, REDUCE_CLAUSES)
    return cells([expand_clause(x, clause, reducer_head) for clause in items(block)])


def reducer_head(x, meta, args):
    if len(split_when(args)[0]) != 1:
        raise errors.fatal(x, meta, REDUCE_CLAUSES)
    return expand_head(x, meta, args)


REDUCE_CLAUSES = (
    'when using :reduce with comprehensions, the do block must be written using acc -> expr clauses, where each clause expects '
    'the accumulator as a single argument')
