"""Conditions that no query keeps: a question that holds one is refused before it is read, not answered without it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.service.asking.pieces import Kind, Piece
from kg.service.asking.shapes import PATH
from kg.service.asking.vocabulary import NARROW
from kg.service.asking.words import Atom, lemmas

_BEFORE_NAMES: Final = tuple(
    tuple(phrase.split())
    for phrase in """through | via | on behalf of | in the presence of | in presence of | in the absence of | instead of
    | rather than | apart from | other than | thanks to | because of | in the name of""".split("|")
)
_PERFORMED: Final = frozenset("introduced introduces".split())  # who did it; who could is a path
_ASKED: Final = frozenset("who which what whose".split())
_HOSTING: Final = frozenset("host welcome greet".split())
_SMALL: Final = frozenset("with to the a an both".split())


def has_unkept(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether a question holds a condition that would be lost.

    Args:
        pieces: it is cut into.
        atoms: its words.
    """
    asked = bool(atoms) and bool(lemmas(atoms[0].word) & _ASKED)
    paths = any(piece.cue and PATH in piece.cue.queries for piece in pieces)
    named = [index for index, piece in enumerate(pieces) if piece.kind in (Kind.NAME, Kind.STRANGE)]
    if any(atom.word in _PERFORMED for atom in atoms) or any(_is_led(pieces, atoms, index) for index in named):
        return True
    if not named and paths and not any(map(_types, pieces)):
        return True  # paths of nobody: of the whole network
    if asked and _asks_for_host(pieces, atoms):
        return True
    if not asked or paths:
        return False
    return any(atom.word == "both" for atom in atoms) or any(_asks_of_two(pieces, atoms, index) for index in named)


def _asks_for_host(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> bool:
    """Whether "who hosted" is asked of something that has no host."""
    if "who" not in lemmas(atoms[0].word):
        return False
    hosts = [_types(piece) for piece in pieces if lemmas(atoms[piece.begin].word) & _HOSTING]
    return any(_types(piece) and not _types(piece) & types for types in hosts for piece in pieces)


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
    """Whether a name and "and" another stand behind the word for events: who met Anna and Bo met each of them."""
    back = index - 1
    while back >= 0 and _is_small(pieces[back], atoms):
        back -= 1
    ahead = index + 1
    if back < 0 or not _types(pieces[back]) or ahead >= len(pieces):
        return False
    if any(piece.kind is Kind.NAME for piece in pieces[:back]) or atoms[pieces[ahead].begin].word != "and":
        return False
    ahead += 1
    while ahead < len(pieces) and _is_small(pieces[ahead], atoms):
        ahead += 1
    return ahead < len(pieces) and pieces[ahead].kind is Kind.NAME


def _is_small(piece: Piece, atoms: Sequence[Atom]) -> bool:
    return piece.kind is Kind.TITLE or all(atom.word in _SMALL for atom in atoms[piece.begin : piece.end])
