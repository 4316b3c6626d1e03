"""Conditions that no query keeps: a question that holds one is refused before it is read, not answered without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.service.asking.closed import AUXILIARY
from kg.service.asking.losses import loses
from kg.service.asking.pieces import Kind, Piece
from kg.service.asking.shapes import COMMON, PATH
from kg.service.asking.vocabulary import NARROW
from kg.service.asking.words import Atom, lemmas
from kg.service.lookup import PERSON

_BEFORE_NAMES: Final = tuple(
    tuple(phrase.split())
    for phrase in """through | via | on behalf of | in the presence of | in presence of | in the absence of | instead of
    | rather than | apart from | other than | thanks to | because of | in the name of""".split("|")
)
_PERFORMED: Final = frozenset("introduced introduces".split())  # who did it; who could is a path
_ASKED: Final = frozenset("who which what whose".split())
_JOINTS: Final = frozenset("and together along as well plus including excluding besides".split())
_AGAIN: Final = frozenset("who whom what which did has have was were".split())
_WHO: Final = frozenset("who whom".split())
_HOSTING: Final = frozenset("host welcome greet".split())
_SMALL: Final = frozenset("with to the a an both".split())
_BOTH: Final = (["and"], ["as", "well", "as"])
_TIES: Final = frozenset(
    "connect link relate tie associate connection relation relationship association contact".split()
)
_STATES: Final = frozenset("country state government nation organization organisation body city".split())


def asks_of_both(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether it is asked who has to do with each of two persons: "who met Anna and Bo", "whom do Anna and Bo know".

    Only ``COMMON`` keeps that; a comma joins as "and" does.

    Args:
        pieces: the question is cut into.
        atoms: its words.
    """
    if not any("who" in lemmas(atom.word) for atom in atoms[:2]) or asks_for_states(pieces, atoms):
        return False
    named = [index for index, piece in enumerate(pieces) if piece.kind in (Kind.NAME, Kind.STRANGE)]
    if len(named) < 2 or not all(_may_be_person(pieces[index]) for index in named[:2]):
        return False
    back = next((piece for piece in reversed(pieces[: named[0]]) if not _is_small(piece, atoms)), None)
    if back is None:
        return False
    done = any(_types(piece) or (piece.cue and PATH in piece.cue.queries) for piece in pieces[named[1] + 1 :])
    if not (_types(back) or (done and atoms[back.end - 1].word in AUXILIARY)):
        return False  # those at the talks between the two are no contacts of each
    between = [
        atoms[place].word
        for piece in pieces[named[0] + 1 : named[1]]
        if piece.kind is not Kind.TITLE
        for place in range(piece.begin, piece.end)
    ]
    between = [word for word in between if word not in _SMALL]
    return between in _BOTH or (not between and _asks_of_two(pieces, atoms, named[0]))


def asks_of_ties_to_both(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether it is asked who is tied to each of two: "connected to both"; "who connects both" asks for a path.

    Args:
        pieces: the question is cut into.
        atoms: its words.
    """
    named = [piece for piece in pieces if piece.kind in (Kind.NAME, Kind.STRANGE)]
    if len(named) < 2 or not any("who" in lemmas(atom.word) for atom in atoms[:2]):
        return False
    first = named[0].begin
    between = [piece for piece in pieces if named[0].end <= piece.begin < named[1].begin]
    if not all(_is_small(piece, atoms) or atoms[piece.begin].word in _JOINTS for piece in between):
        return False
    before = [atom.word for atom in atoms[:first] if atom.word not in ("both", "the")]
    titles = {atoms[p.begin].word for p in pieces if p.kind is Kind.TITLE and p.begin < first}
    while before and before[-1] in titles:
        before.pop()
    if len(before) > 1 and "know" in lemmas(before[-1]):
        return atoms[len(before)].word == "both"
    return len(before) > 2 and before[-1] in ("to", "with") and bool(lemmas(before[-2]) & _TIES)


def asks_of_ties(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether it asks by a word that means a path, too: "connect", "link"."""
    return any(piece.cue and PATH in piece.cue.queries and lemmas(atoms[piece.begin].word) & _TIES for piece in pieces)


def asks_for_states(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether states or bodies are asked for, where persons alone are told."""
    names = {place for piece in pieces if piece.kind is Kind.NAME for place in range(piece.begin, piece.end)}
    return any(place not in names and lemmas(atom.word) & _STATES for place, atom in enumerate(atoms))


def has_unkept(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether a question holds a condition that would be lost; see ``asks_of_both`` for one that is not.

    Args:
        pieces: it is cut into.
        atoms: its words.
    """
    asked = bool(atoms) and bool(lemmas(atoms[0].word) & _ASKED)
    paths = any(piece.cue and {PATH, COMMON} & set(piece.cue.queries) for piece in pieces)
    if loses(pieces, atoms, of_both=asks_of_both(pieces, atoms)):
        return True
    named = [index for index, piece in enumerate(pieces) if piece.kind in (Kind.NAME, Kind.STRANGE)]
    if any(atom.word in _PERFORMED for atom in atoms) or any(_is_led(pieces, atoms, index) for index in named):
        return True
    if not named and paths and not any(map(_types, pieces)):
        return True  # paths of nobody: of the whole network
    if asked and _asks_for_host(pieces, atoms):
        return True
    if _asks_twice(pieces, atoms):
        return True
    if not asked or paths or asks_of_both(pieces, atoms):
        return False
    return any(atom.word == "both" for atom in atoms) or any(_asks_of_two(pieces, atoms, index) for index in named)


def _asks_for_host(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether "who hosted" is asked of something that has no host."""
    if "who" not in lemmas(atoms[0].word):
        return False
    hosts = [_types(piece) for piece in pieces if lemmas(atoms[piece.begin].word) & _HOSTING]
    return any(_types(piece) and not _types(piece) & types for types in hosts for piece in pieces)


def _asks_twice(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether "and who", "and did" begin a second question: of others, or after other events than the first."""
    before: frozenset[str] = frozenset()
    for index, piece in enumerate(pieces[:-1]):
        if before and atoms[piece.begin].word == "and" and atoms[pieces[index + 1].begin].word in _AGAIN:
            kinds = frozenset[str]().union(*map(_types, pieces[index + 1 :]))
            return bool(kinds - before) or (bool(kinds) and atoms[pieces[index + 1].begin].word in _WHO)
        before |= _types(piece)
    return False


def _types(piece: Piece) -> frozenset[str]:
    """Event types that a piece means well."""
    return frozenset(kind for kind, fit in piece.cue.types.items() if fit > NARROW) if piece.cue else frozenset()


def _is_led(pieces: Sequence[Piece], atoms: Sequence[Atom], index: int) -> bool:
    """Whether words that no query knows stand before a name: "through Anna", "on behalf of Norway"."""
    begin = pieces[index].begin
    while index and pieces[index - 1].kind is Kind.TITLE:
        index, begin = index - 1, pieces[index - 1].begin
    while begin and atoms[begin - 1].word in ("the", "a", "an"):
        begin -= 1
    return any(
        len(phrase) <= begin and tuple(atom.word for atom in atoms[begin - len(phrase) : begin]) == phrase
        for phrase in _BEFORE_NAMES
    )


def _asks_of_two(pieces: Sequence[Piece], atoms: Sequence[Atom], index: int) -> bool:
    """Whether a name and "and" another stand behind the word for events: who met Anna and Bo met each of them.

    So it is with "together with", "as well as", and a comma between persons.
    """
    back = index - 1
    while back >= 0 and _is_small(pieces[back], atoms):
        back -= 1
    ahead = index + 1
    if back < 0 or not _types(pieces[back]) or ahead >= len(pieces):
        return False
    other = next((piece for piece in pieces[ahead:] if piece.kind is Kind.NAME), None)
    if other is None or any(piece.kind is Kind.NAME for piece in pieces[:back]):
        return False
    end = pieces[index].end
    titles = {place for piece in pieces if piece.kind is Kind.TITLE for place in range(piece.begin, piece.end)}
    joint = [atoms[place].word for place in range(end, other.begin) if place not in titles]
    joint = [word for word in joint if word not in _SMALL]
    persons = PERSON in pieces[index].kinds and PERSON in other.kinds
    return (bool(joint) and set(joint) <= _JOINTS) or (other.begin == end and persons)


def _may_be_person(piece: Piece) -> bool:
    """Whether a name is a person's, or of nobody: then it is told that nobody is called so."""
    return PERSON in piece.kinds or piece.kind is Kind.STRANGE


def _is_small(piece: Piece, atoms: Sequence[Atom]) -> bool:
    return piece.kind is Kind.TITLE or all(atom.word in _SMALL for atom in atoms[piece.begin : piece.end])
