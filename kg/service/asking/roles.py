"""Where a name stands in a question, in the words of the parameters' ``heard``: by, from, to, subject, object, own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.service.asking.closed import ANYBODY, AUXILIARY, BEING, LIGHT, PREPOSITIONS, RECEIVING, TOPICS
from kg.service.asking.pieces import Kind, Piece
from kg.service.asking.words import Atom, is_participle, lemmas

ANYWHERE: Final = frozenset("subject object own beside by from of to with between for against".split())
"""Where one stands who takes part, on whichever side."""

_OTHER: Final = {"subject": "object", "object": "subject"}


def places_of(pieces: Sequence[Piece], atoms: Sequence[Atom]) -> dict[int, str] | None:
    """Where each name stands, by the index of its piece; None where one stands in no way that is understood."""
    found: dict[int, str] = {}
    before: int | None = None
    for index, piece in enumerate(pieces):
        if piece.kind is not Kind.NAME:
            continue
        own = atoms[piece.end - 1].own
        if own and _is_somebody(pieces, atoms, index + 1):
            return None  # whose wife, whose envoy: no party to what is asked
        joint = _joint(pieces, atoms, before, index)
        if joint == "or":
            return None
        if before is not None and joint:
            found[index] = found[before] if found[before] != "beside" else "subject"
        else:
            found[index] = _place(pieces, atoms, index)
        before = index
    return found


def _is_somebody(pieces: Sequence[Piece], atoms: Sequence[Atom], index: int) -> bool:
    """Whether what stands behind "Anna's" is a person or a thing, not what she does."""
    if index >= len(pieces):
        return False
    piece, after = pieces[index], pieces[index + 1] if index + 1 < len(pieces) else None
    if piece.kind in (Kind.TITLE, Kind.NAME) or (piece.kind is Kind.PLAIN and atoms[piece.begin].word in ANYBODY):
        return True
    if piece.kind is not Kind.LEFT:
        return False
    done = any(atom.word in AUXILIARY for atom in atoms[: piece.begin])
    return done or after is None or after.kind is not Kind.CUE or is_participle(atoms[after.begin].word)


def _joint(pieces: Sequence[Piece], atoms: Sequence[Atom], before: int | None, index: int) -> str:
    """The word "and" or "or", where it joins a name to the one before."""
    if before is None:
        return ""
    words = [
        atoms[place].word
        for piece in pieces[before + 1 : index]
        if piece.kind is not Kind.TITLE
        for place in range(piece.begin, piece.end)
    ]
    words = [word for word in words if word not in ("the", "both", "then")]
    return words[0] if len(words) == 1 and words[0] in ("and", "or") else ""


def _place(pieces: Sequence[Piece], atoms: Sequence[Atom], index: int) -> str:
    """Of one name."""
    piece = pieces[index]
    back = index - 1
    while back >= 0 and _small(pieces[back], atoms):
        back -= 1
    word = atoms[pieces[back].end - 1].word if back >= 0 else ""
    own, after = atoms[piece.end - 1].own, pieces[index + 1] if index + 1 < len(pieces) else None
    if own and after and after.kind is Kind.CUE:
        return "own"  # on Anna's agenda: "on" is the agenda's
    if word in TOPICS and _before_cue(pieces, index):
        return "beside"  # on a Lindqvist visit: "on" is the visit's
    if word in PREPOSITIONS and pieces[back].kind is not Kind.NAME:
        return _behind(word, pieces[back], atoms)
    if own:
        return "own"
    return _side(pieces, atoms, index, back)


def _before_cue(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a name, perhaps with others, stands before a word for events at once."""
    after = next((piece for piece in pieces[index + 1 :] if piece.kind is not Kind.NAME), None)
    return after is not None and after.kind is Kind.CUE and after.cue is not None and bool(after.cue.types)


def _small(piece: Piece, atoms: Sequence[Atom]) -> bool:
    """What may stand between a preposition and its name."""
    return piece.kind is Kind.TITLE or (
        piece.end == piece.begin + 1
        and (piece.kind is Kind.PLAIN or atoms[piece.begin].word in ("the", "a", "an", "both"))
    )


def _behind(word: str, piece: Piece, atoms: Sequence[Atom]) -> str:
    """Of a name behind a preposition: "received by" is the receiver's."""
    at = piece.end - 1
    if word == "by" and at and lemmas(atoms[at - 1].word) & RECEIVING:
        return "object"
    return PREPOSITIONS[word]


def _side(pieces: Sequence[Piece], atoms: Sequence[Atom], index: int, back: int) -> str:
    """Of a name without a preposition: who does it, whom it is done to, or a noun beside a noun."""
    piece = pieces[index]
    verbs = [place for place in range(len(atoms)) if _is_verb(pieces, atoms, place)]
    ahead = [place for place in verbs if place >= piece.end]
    behind = [place for place in verbs if place < piece.begin]
    direct = atoms[pieces[back].end - 1].word if back >= 0 else ""
    helped = direct in AUXILIARY
    if not ahead and not behind:
        return "beside"
    if not helped and not behind and _is_noun(pieces, atoms, index):
        return "beside"
    if ahead and (helped or not behind or _next_is_verb(pieces, index, ahead[0])):
        verb, side = ahead[0], "subject"
        between = {atom.word for atom in atoms[piece.end : verb]}
        if (direct in BEING or between & BEING) and is_participle(atoms[verb].word):
            side = "object"
        if "under" in between:
            side = _OTHER[side]
    elif behind:
        verb, side = behind[-1], "object"
    else:
        return "subject"
    return _OTHER[side] if lemmas(atoms[verb].word) & RECEIVING else side


def _next_is_verb(pieces: Sequence[Piece], index: int, verb: int) -> bool:
    """Whether nothing but small words stand between a name and a verb."""
    between = [piece for piece in pieces[index + 1 :] if piece.begin < verb]
    return all(piece.kind in (Kind.PASSED, Kind.PLAIN, Kind.SHOWN) for piece in between)


def _is_verb(pieces: Sequence[Piece], atoms: Sequence[Atom], place: int) -> bool:
    """Whether a word may be one that names stand before and behind: a cue, or a light verb beside one."""
    piece = next(piece for piece in pieces if piece.begin <= place < piece.end)
    if piece.kind is Kind.CUE:
        return piece.begin == place and piece.cue is not None and bool(piece.cue.types)
    return piece.kind is Kind.PASSED and bool(lemmas(atoms[place].word) & LIGHT) and atoms[place].word not in AUXILIARY


def _is_noun(pieces: Sequence[Piece], atoms: Sequence[Atom], index: int) -> bool:
    """Whether a name and the cue behind it are two nouns: "Okafor letters", and no name follows at once."""
    if index + 1 >= len(pieces) or pieces[index + 1].kind is not Kind.CUE:
        return False
    cue = pieces[index + 1]
    word = atoms[cue.begin].word
    after = pieces[index + 2] if index + 2 < len(pieces) else None
    return not is_participle(word) and not word.endswith("ing") and (after is None or after.kind is not Kind.NAME)
