"""Names that someone may have meant: the `Did you mean` of undefined functions."""
from pyex.terms.show import inspect


def jaro(one, other):
    """The Jaro distance of two texts, from 0.0 to 1.0."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    taken = [False] * len(other)
    matched = []
    for index, letter in enumerate(one):
        for place in range(max(0, index - reach), min(len(other), index + reach + 1)):
            if not taken[place] and other[place] == letter:
                taken[place] = True
                matched.append(letter)
                break
    if not matched:
        return 0.0
    others = [letter for letter, used in zip(other, taken) if used]
    swapped = sum(one_letter != other_letter for one_letter, other_letter in zip(matched, others)) // 2
    count = len(matched)
    return (count / len(one) + count / len(other) + (count - swapped) / count) / 3


def similar_functions(name, arity, functions):
    """The lines `      * name/arity` of the functions of the same name, or up to five of much the same, or ''."""
    same_name = sorted((other_arity for other, other_arity in functions if other is name))
    if same_name:
        return ''.join(f'      * {inspect(name)[1:]}/{other_arity}\n' for other_arity in same_name)
    scored = []
    for other, other_arity in functions:
        distance = jaro(other.name, name.name)
        if distance > 0.77:
            scored.append((distance, other.name, other_arity, other))
    chosen = sorted(scored, key=lambda entry: -entry[0])[:5]
    chosen.sort(key=lambda entry: (entry[1], entry[2]))
    return ''.join(f'      * {inspect(other)[1:]}/{other_arity}\n' for _, _, other_arity, other in chosen)
