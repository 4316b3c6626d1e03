"""Words that narrow a question to what no query knows: at one table, excluding, might, who are of a country."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.service.asking.closed import PREPOSITIONS
from kg.service.asking.pieces import Kind, Piece
from kg.service.asking.shapes import COMMON, PATH
from kg.service.asking.vocabulary import NARROW
from kg.service.asking.words import Atom, lemmas
from kg.service.lookup import PERSON

_JOINT: Final = frozenset("together jointly simultaneously separately concurrently individually apart".split())
_JOINT_PHRASES: Final = tuple(
    tuple(phrase.split())
    for phrase in """at once | in one | at one | in a single | at a single | side by side | one by one
    | one after the other""".split("|")
)
_EXCLUDING: Final = frozenset("excluding exclude excludes excluded except excepting barring minus omitting".split())
_MAY: Final = frozenset("might may".split())
_COULD: Final = frozenset("can could".split())
_BE: Final = frozenset("is are was were".split())
_SMALL: Final = frozenset("with to the a an both".split())
_JOINING: Final = frozenset("with alongside".split())
_STILL: Final = frozenset("then later also the a an who has have had did is are was were".split())
_AUXILIARY: Final = frozenset("did do does has have had is was".split())
_ELSEWHERE: Final = frozenset("where when how".split())


def loses(pieces: Sequence[Piece], atoms: Sequence[Atom], *, of_both: bool) -> bool:
    """Whether an answer would pass over a condition that a question holds.

    Args:
        pieces: it is cut into.
        atoms: its words.
        of_both: it is asked who has to do with each of two persons.
    """
    named = {place for piece in pieces if piece.kind is Kind.NAME for place in range(piece.begin, piece.end)}
    words = [("" if place in named else atom.word) for place, atom in enumerate(atoms)]
    queries = {query for piece in pieces if piece.cue for query in piece.cue.queries}
    common = of_both or COMMON in queries
    return (
        any(word in _EXCLUDING for word in words)
        or any(pair in (("and", "or"), ("or", "and")) for pair in pairwise(words))
        or any(before == "as" and word in _AUXILIARY for before, word in pairwise(words))
        or (PATH not in queries and _is_unsure(pieces, words))
        or (PATH not in queries and _is_joint(pieces, atoms, words, common=common))
        or (common and _is_of_their_place(pieces, words))
        or _tells_of_whom(pieces, words)
        or _does_two_things(pieces, words)
        or (COMMON in queries and words[0] in _ELSEWHERE and words[:2] not in (["how", "many"], ["how", "often"]))
    )


def _is_unsure(pieces: Sequence[Piece], words: Sequence[str]) -> bool:
    """Whether it is asked what may be: a status is asked for by its own word."""
    timed = {place for piece in pieces if piece.kind is Kind.TIME for place in range(piece.begin, piece.end)}
    for place, word in enumerate(words):
        if word in _MAY and place not in timed and words[place + 1 : place + 2] != ["i"]:
            return True
        if word in _COULD and place and "who" in lemmas(words[place - 1]) and words[place + 1 : place + 2] != ["you"]:
            return True
    return False


def _is_joint(pieces: Sequence[Piece], atoms: Sequence[Atom], words: Sequence[str], *, common: bool) -> bool:
    """Whether two are to be met at one table, or each apart."""
    persons = [index for index, piece in enumerate(pieces) if piece.kind is Kind.STRANGE or PERSON in piece.kinds]
    if len(persons) < 2 or not (common or any("who" in lemmas(word) for word in words[:3])):
        return False
    if any(word in _JOINT for word in words) or any(
        tuple(words[place : place + len(phrase)]) == phrase for phrase in _JOINT_PHRASES for place in range(len(words))
    ):
        return True
    first, second = (pieces[index] for index in persons[:2])
    between = words[first.end : second.begin]
    titles = {piece.begin for piece in pieces if piece.kind is Kind.TITLE}
    small = all(word in _SMALL | _JOINING or first.end + at in titles for at, word in enumerate(between))
    back = next((piece for piece in reversed(pieces[: persons[0]]) if not _is_small(piece, atoms)), None)
    done = any(_kinds(piece) for piece in pieces[persons[1] + 1 :])
    taken = back is not None and (bool(_kinds(back)) or (done and atoms[back.end - 1].word in _AUXILIARY))
    return taken and small and bool(set(between) & _JOINING)


def _is_of_their_place(pieces: Sequence[Piece], words: Sequence[str]) -> bool:
    """Whether a country tells of persons: "Kenyan common contacts"; "in Kenya" tells of events."""
    for piece in pieces:
        if piece.kind is Kind.NAME and PERSON not in piece.kinds:
            before = [word for word in words[: piece.begin] if word not in ("the", "city", "of")][-1:]
            if not before or PREPOSITIONS.get(before[0]) != "in":
                return True
    return False


def _tells_of_whom(pieces: Sequence[Piece], words: Sequence[str]) -> bool:
    """Whether "who are", "and is" behind what is asked tell of whom, by a country or place: "who are Kenyan"."""
    for index, piece in enumerate(pieces):
        if piece.kind is not Kind.NAME or PERSON in piece.kinds:
            continue
        place = piece.begin
        while place and (words[place - 1] in ("the", "from", "based") or PREPOSITIONS.get(words[place - 1]) == "in"):
            place -= 1
        led = place > 1 and words[place - 1] in _BE and words[place - 2] in ("who", "and")
        if led and any(one.cue and one.cue.fit > NARROW for one in pieces[:index] if one.begin < place - 2):
            return True
    return False


def _does_two_things(pieces: Sequence[Piece], words: Sequence[str]) -> bool:
    """Whether a second verb has a name of its own: "who met Anna and wrote to Bo"."""
    asked = any("who" in lemmas(word) for word in words[:2])
    for index, piece in enumerate(pieces):
        kinds = _asked_for(piece)
        before = [one for one in pieces[:index] if one.kind in (Kind.CUE, Kind.NAME, Kind.STRANGE) and one.end > 1]
        if not kinds or not before or not any(_is_name(one) for one in pieces[index + 1 :]):
            continue
        earlier = next((at for at, one in enumerate(before) if _asked_for(one)), None)
        if earlier is None or not _is_name(before[-1]):
            continue
        between = words[before[-1].end : piece.begin]
        joined = bool(between) and between[0] == "and" and set(between[1:]) <= _STILL
        if joined and (asked or not kinds & frozenset().union(*map(_asked_for, before))):
            return True
        if asked and not between and words[piece.begin].endswith("ed") and not kinds & _asked_for(before[earlier]):
            return True
    return False


def _kinds(piece: Piece) -> frozenset[str]:
    """Event types that a piece means well."""
    return frozenset(kind for kind, fit in piece.cue.types.items() if fit > NARROW) if piece.cue else frozenset()


def _asked_for(piece: Piece) -> frozenset[str]:
    """Event types that a piece means well, and a path."""
    return _kinds(piece) | (frozenset({PATH}) & piece.cue.queries.keys() if piece.cue else frozenset())


def _is_name(piece: Piece) -> bool:
    return piece.kind in (Kind.NAME, Kind.STRANGE)


def _is_small(piece: Piece, atoms: Sequence[Atom]) -> bool:
    return piece.kind is Kind.TITLE or all(atom.word in _SMALL for atom in atoms[piece.begin : piece.end])
