"""Parties, fronts and unions whose names hold the name of a state: "the Velmian People's Front" is not Velm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extraction.gazetteer import Match
    from kg.model import Sentence

_MOVEMENTS: Final = frozenset(
    "party front movement liberation union unions league alliance brotherhood federation confederation coalition "
    "resistance jihad brigade brigades guerrillas association liberators freedom separatists rebels workers "
    "farmers".split()
)
_ABOVE: Final = frozenset({"union", "body", "media"})  # what the gazetteer knows by such words itself


def inside_movement(sentence: Sentence, start: int, end: int, matches: Sequence[tuple[int, int, Match]]) -> bool:
    """Whether a match of the gazetteer is but a part of a movement's name that the model marks.

    Args:
        sentence: with the model's names.
        start: first token of the match.
        end: the token behind it.
        matches: all of the sentence, with the tokens they cover.
    """
    known = {at for first, last, match in matches if match.entry.kind in _ABOVE for at in range(first, last)}
    for name in sentence.names:
        if name.kind != "ORG" or not name.start <= start < end <= name.end or end - start == name.end - name.start:
            continue
        if any(first <= name.start and name.end <= last for first, last, _ in matches):
            continue
        outside = (at for at in range(name.start, name.end) if at not in known)
        if any(
            sentence.tokens[at].form[0].isupper() and sentence.tokens[at].form.lower() in _MOVEMENTS for at in outside
        ):
            return not known.intersection(range(name.start, name.end))
    return False
