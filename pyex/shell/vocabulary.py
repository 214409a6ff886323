"""Words of the language that are not names of a module, as Candidates with a line about each: what the completion offers beside names."""
from typing import NamedTuple


class Word(NamedTuple):
    """As completion.Candidate."""
    text: str
    shown: str
    note: str = ''
    rank: int = 5


def _words(rank, **notes):
    return [Word(name, name, note, rank) for name, note in notes.items()]


KEYWORDS = _words(
    7, do='begins a block', end='ends a block', fn='a function: fn x -> x + 1 end', true='a boolean', false='a boolean', nil='nothing, as a value',
    when='begins a guard', after='what follows in any case, or after a time', rescue='what exceptions lead to', catch='what throws and exits lead to')
KEYWORDS += [Word('else', 'else', 'the other branch', 7), Word('and', 'and', 'both are true', 7), Word('or', 'or', 'one is true', 7),
             Word('not', 'not', 'the opposite', 7), Word('in', 'in', 'is an element of', 7)]

DO = Word('do', 'do', 'begins a block', -1)         # where it is likely: `if x d`

OPERATORS = [Word(symbol + ' ', symbol, note) for symbol, note in (
    ('|>', 'the value becomes the first argument of the call that follows'), ('do', 'begins a block'), ('==', 'equal'), ('!=', 'not equal'),
    ('===', 'equal and of the same type'), ('<', 'less'), ('<=', 'less or equal'), ('>', 'greater'), ('>=', 'greater or equal'), ('+', 'sum'),
    ('-', 'difference'), ('*', 'product'), ('/', 'quotient, a float'), ('++', 'lists joined'), ('--', 'a list without elements of another'),
    ('<>', 'binaries joined'), ('=', 'match'), ('=~', 'does a text match a regular expression'), ('..', 'a range'), ('in', 'is an element of'),
    ('and', 'both are true'), ('or', 'one is true'), ('&&', 'the second unless the first is false or nil'),
    ('||', 'the first unless it is false or nil'), ('when', 'begins a guard'))]

SEGMENT_TYPES = _words(
    5, integer='a whole number, 8 bits unless a size is given (the default)', float='a floating-point number, of 64, 32 or 16 bits',
    bits='any number of bits', bitstring='as bits', binary='whole bytes', bytes='as binary', utf8='a code point in UTF-8',
    utf16='a code point in UTF-16', utf32='a code point in UTF-32', signed='an integer that may be negative', unsigned='an integer from 0 on (the default)',
    little='the low byte first', big='the high byte first (the default)', native="the machine's order of bytes")
SEGMENT_TYPES += [Word('size(', 'size(n)', 'how many units'), Word('unit(', 'unit(n)', 'how many bits a unit has')]

ATTRIBUTES = [Word(name, f'@{name}', note) for name, note in (
    ('moduledoc', 'what the module is for'), ('doc', 'what the next function does'), ('spec', 'the types of the next function'), ('type', 'defines a type'),
    ('typep', 'defines a private type'), ('opaque', 'defines a type whose inside is hidden'), ('typedoc', 'what the next type is'),
    ('impl', 'the next function implements a callback'), ('behaviour', 'a module whose callbacks this one implements'),
    ('callback', 'a function that modules of this behaviour must have'), ('macrocallback', 'a macro that they must have'),
    ('optional_callbacks', 'callbacks that may be missing'), ('enforce_keys', 'fields that must be given when the struct is made'),
    ('derive', 'protocols to implement for the struct'), ('deprecated', 'the next function should not be used any more'),
    ('before_compile', 'a macro to run before the module is closed'), ('after_compile', 'a function to run after it'), ('on_load', 'a function to run when it is loaded'),
    ('compile', 'options for the compiler'), ('dialyzer', 'options for dialyzer'), ('external_resource', 'a file that the module depends on'))]

ATOMS = [('ok', 'it worked'), ('error', 'it did not'), ('infinity', 'no limit of time'), ('normal', 'a reason for an exit: nothing happened'),
         ('shutdown', 'a reason for an exit: asked to stop'), ('kill', 'an exit signal that cannot be trapped'), ('noreply', 'a server does not answer yet'),
         ('reply', 'a server answers'), ('stop', 'a server stops'), ('ignore', 'a server does not start'), ('continue', 'a server goes on at once'),
         ('hibernate', 'a server sleeps until the next message'), ('halt', 'enough of an enumeration'), ('cont', 'more of an enumeration'),
         ('suspend', 'a pause in an enumeration'), ('nonode@nohost', 'this node'), ('timeout', 'nothing came in time'), ('undefined', "Erlang's nil")]

_REGEX = (('i', 'letters in either case'), ('m', '^ and $ at each line'), ('s', '. matches line ends'), ('x', 'blanks and comments mean nothing'),
          ('u', 'Unicode'), ('f', 'unanchored only on the first line'), ('U', 'as little as possible'))
_LIST = (('a', 'a list of atoms'), ('c', 'a list of charlists'), ('s', 'a list of strings'))
MODIFIERS = {f'~{letter}': [Word(name, name, note) for name, note in notes]
             for letters, notes in (('rR', _REGEX), ('wW', _LIST)) for letter in letters}
