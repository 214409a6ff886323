"""The descriptions of types, and the algebra on them.

A `Set` is a set of values: some of the *plain* kinds (bits), some atoms, and unions of lists, tuples and maps. A `Type` is what is
known of an expression, an interval of such sets: the value is surely one of `upper`, and all of `lower` may occur. `lower is upper`
for what is certain; a type with an empty `lower` is what Elixir prints as `dynamic(upper)`. Parts of lists, tuples and maps are
Sets: an uncertain part makes the whole uncertain.

Nothing here has negations (only atoms do): patterns and operators never make them. `subset` may therefore not see that a tuple is
covered by several others; it says yes where it does not know, since a no is what leads to warnings.
"""

BINARY, EMPTY_LIST, FLOAT, FUN, INTEGER, PID, PORT, REFERENCE = (1 << index for index in range(8))
BITS = 255
NO_ATOMS, ALL_ATOMS = (False, frozenset()), (True, frozenset())


class Set:
    """bits; atoms: (all but?, names); lists: ((elements, tail), ...); tuples: ((open?, elements), ...); maps: ((open?, {key: field}), ...)
    in which a field is (Set, optional?). size: how many sets it is made of, seen as a tree."""
    __slots__ = ('bits', 'atoms', 'lists', 'tuples', 'maps', 'size')

    def __init__(self, bits=0, atoms=NO_ATOMS, lists=(), tuples=(), maps=()):
        self.bits, self.atoms, self.lists, self.tuples, self.maps = bits, atoms, lists, tuples, maps
        self.size = 1
        if lists or tuples or maps:
            self.size += (sum(elements.size + tail.size for elements, tail in lists) + sum(one.size for _, parts in tuples for one in parts)
                          + sum(value.size for _, fields in maps for value, _ in fields.values()))

    def __eq__(self, other):
        return self is other or other.__class__ is Set and (
            self.bits == other.bits and self.atoms == other.atoms and self.lists == other.lists
            and self.tuples == other.tuples and self.maps == other.maps)

    __hash__ = None

    def __bool__(self):
        """Whether there is any value in it. What is empty is never put into `lists`, `tuples` and `maps`."""
        return bool(self.bits or self.lists or self.tuples or self.maps or self.atoms != NO_ATOMS)


NONE = Set()
TERM = Set(BITS, ALL_ATOMS, (), ((True, ()),), ((True, {}),))
TERM.lists = ((TERM, TERM),)


# -- making sets --------------------------------------------------------------------------------------------------------------

def bits(mask):
    return Set(mask)


def atoms(*names):
    return Set(atoms=(False, frozenset(names)))


ANY_ATOM = Set(atoms=ALL_ATOMS)
ANY_TUPLE = Set(tuples=((True, ()),))
ANY_MAP = Set(maps=((True, {}),))


LARGEST, WIDEST = 400, 64        # of larger sets the parts are not known: sets that hold the same part twice grow like 2 ** n


def _bounded(parts):
    parts = list(parts)
    return parts if sum(one.size for one in parts) < LARGEST else [one and TERM for one in parts]


def tuples(elements, open_=False):
    elements = tuple(_bounded(elements))
    return Set(tuples=((open_, elements),)) if all(elements) else NONE


def maps(fields, open_=False):
    """The maps with these fields: {key: Set}."""
    if not all(fields.values()):
        return NONE
    return Set(maps=((open_, {key: (value, False) for key, value in zip(fields, _bounded(fields.values()))}),))


def non_empty_list(elements, tail=Set(EMPTY_LIST)):
    """Lists with at least one element. A tail that is a list itself belongs to the list."""
    if not elements or not tail:
        return NONE
    elements, tail = _bounded((elements, tail))
    if tail is TERM:
        return Set(lists=((TERM, TERM),))
    rest = Set(tail.bits, tail.atoms, (), tail.tuples, tail.maps)
    for more, last in tail.lists:
        elements, rest = union(elements, more), union(rest, last)
    return Set(lists=((elements, rest),))


def any_list(elements):
    return union(non_empty_list(elements), Set(EMPTY_LIST))


# -- algebra of sets ------------------------------------------------------------------------------------------------------------

def union(left, right):
    if left is right or not right:
        return left
    if not left or right is TERM or left is TERM:
        return right if not left or right is TERM else left
    made = Set(left.bits | right.bits, _joined_atoms(left.atoms, right.atoms), _joined(left.lists, right.lists, _list_within),
               _joined(left.tuples, right.tuples, _tuple_within), _joined(left.maps, right.maps, _map_within))
    return TERM if made == TERM else made


def _joined(left, right, within):
    """The entries of both without those that lie within another one."""
    out = [one for one in left if not any(within(one, other) for other in right)]
    out += [one for one in right if not any(within(one, other) for other in out)]
    return tuple(out) if len(out) <= WIDEST else WHOLE[within]


def _joined_atoms(left, right):
    (but, names), (also_but, others) = left, right
    if but and also_but:
        return True, names & others
    if but or also_but:
        return (True, names - others) if but else (True, others - names)
    return False, names | others


def _common_atoms(left, right):
    (but, names), (also_but, others) = left, right
    if but and also_but:
        return True, names | others
    if but or also_but:
        return (False, others - names) if but else (False, names - others)
    return False, names & others


def intersection(left, right):
    if left is right or right is TERM:
        return left
    if left is TERM:
        return right
    return Set(left.bits & right.bits, _common_atoms(left.atoms, right.atoms), _crossed(left.lists, right.lists, _common_list, _list_within),
               _crossed(left.tuples, right.tuples, _common_tuple, _tuple_within), _crossed(left.maps, right.maps, _common_map, _map_within))


def _crossed(left, right, common, within):
    out = ()
    for one in left:
        for other in right:
            found = common(one, other)
            if found is not None:
                out = _joined(out, (found,), within)
    return out


def _common_list(one, other):
    elements, tail = intersection(one[0], other[0]), intersection(one[1], other[1])
    return (elements, tail) if elements and tail else None


def _common_tuple(one, other):
    (open_, elements), (also_open, others) = one, other
    if len(elements) > len(others) and not also_open or len(elements) < len(others) and not open_:
        return None
    longer = elements if len(elements) > len(others) else others
    made = tuple(intersection(*pair) for pair in zip(elements, others)) + longer[min(len(elements), len(others)):]
    return (open_ and also_open, made) if all(made) else None


ANYTHING, MISSING = (TERM, True), (NONE, True)


def field(entry, key):
    """(Set, optional?) of a key in one entry of `maps`."""
    return entry[1].get(key, ANYTHING if entry[0] else MISSING)


def _common_map(one, other):
    fields = {}
    for key in {**one[1], **other[1]}:
        (value, optional), (also, also_optional) = field(one, key), field(other, key)
        value, optional = intersection(value, also), optional and also_optional
        if not value and not optional:
            return None
        fields[key] = value, optional
    return one[0] and other[0], fields


def disjoint(left, right):
    return not intersection(left, right)


def subset(left, right):
    """Whether all of left lies in right; yes where only a look at several entries at once could tell."""
    if left is right or right is TERM or not left:
        return True
    return (not left.bits & ~right.bits and _common_atoms(left.atoms, _other_atoms(right.atoms)) == NO_ATOMS
            and _covered(left.lists, right.lists, _list_within, _common_list)
            and _covered(left.tuples, right.tuples, _tuple_within, _common_tuple)
            and _covered(left.maps, right.maps, _map_within, _common_map))


def _other_atoms(given):
    return not given[0], given[1]


def _covered(left, right, within, common):
    return all(any(within(one, other) for other in right) or sum(common(one, other) is not None for other in right) > 1 for one in left)


def _list_within(one, other):
    return subset(one[0], other[0]) and subset(one[1], other[1])


def _tuple_within(one, other):
    (open_, elements), (also_open, others) = one, other
    if open_ and not also_open or len(elements) < len(others) or len(elements) > len(others) and not also_open:
        return False
    return all(subset(*pair) for pair in zip(elements, others))


def _map_within(one, other):
    if one[0] and not other[0]:
        return False
    for key in {**one[1], **other[1]}:
        (value, optional), (also, also_optional) = field(one, key), field(other, key)
        if optional and not also_optional or not subset(value, also):
            return False
    return True


WHOLE = {_list_within: TERM.lists, _tuple_within: TERM.tuples, _map_within: TERM.maps}


# -- parts of sets ----------------------------------------------------------------------------------------------------------------

def element(given, index):
    """The values that stand at an index of the tuples in a set."""
    out = NONE
    for open_, elements in given.tuples:
        out = union(out, elements[index] if index < len(elements) else TERM if open_ else NONE)
    return out


def head(given):
    out = NONE
    for elements, _ in given.lists:
        out = union(out, elements)
    return out


def tail(given):
    out = NONE
    for elements, last in given.lists:
        out = union(out, union(Set(lists=((elements, last),)), last))
    return out


def fetch(given, key):
    """(the values of a key in the maps of a set, whether some lack it)."""
    out, lacking = NONE, False
    for entry in given.maps:
        value, optional = field(entry, key)
        out, lacking = union(out, value), lacking or optional
    return out, lacking


def put(given, key, value):
    """The maps of a set with a key set to another value."""
    if not value:
        return given
    return Set(maps=tuple((open_, {**fields, key: (value, False)}) for open_, fields in given.maps))


def only_maps(given):
    return not (given.bits or given.lists or given.tuples or given.atoms != NO_ATOMS)


def only_atoms(given):
    return not (given.bits or given.lists or given.tuples or given.maps)


# -- types ------------------------------------------------------------------------------------------------------------------------

class Type:
    """An interval of sets; see above."""
    __slots__ = ('lower', 'upper')

    def __init__(self, lower, upper):
        self.lower, self.upper = lower, upper

    def __eq__(self, other):
        return other.__class__ is Type and self.lower == other.lower and self.upper == other.upper

    __hash__ = None

    @property
    def gradual(self):
        return self.lower is not self.upper


def certain(given):
    return Type(given, given)


def uncertain(given):
    return Type(NONE, given) if given else NOTHING


DYNAMIC, NOTHING, ANY = Type(NONE, TERM), Type(NONE, NONE), Type(TERM, TERM)


def weakened(given):
    """`dynamic(...)` around a type."""
    return uncertain(given.upper)


def either(left, right):
    if not left.gradual and not right.gradual:
        return certain(union(left.upper, right.upper))
    return Type(union(left.lower, right.lower), union(left.upper, right.upper))


def both(left, right):
    if not left.gradual and not right.gradual:
        return certain(intersection(left.upper, right.upper))
    return Type(intersection(left.lower, right.lower), intersection(left.upper, right.upper))


def part(given, of):
    """What a function of sets gives for a type."""
    if not given.gradual:
        return certain(of(given.upper))
    return Type(of(given.lower), of(given.upper))


def compound(make, *parts):
    """The type of a list, tuple or map: `make` gives its set from those of its parts. One uncertain part makes it uncertain."""
    made = make(*[one.upper for one in parts])
    return uncertain(made) if any(one.gradual for one in parts) else certain(made)


def compatible(given, expected):
    """Could a value of one type be taken where a set is expected? What is certain has to fit wholly."""
    if given.lower:
        return subset(given.lower, expected)
    return not disjoint(given.upper, expected)
