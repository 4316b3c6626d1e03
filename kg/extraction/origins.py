"""Whose people or goods they are: of "three Peruvian judges", "Peruvian timber", "visas of Peruvian judges", Peru."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.party_words import FLOWS, GOODS, HOLDINGS

if TYPE_CHECKING:
    from kg.extraction.readings import Reading, Readings

_OPENED: Final = frozenset("sky port territory water crossing".split())
_STATES: Final = frozenset(("country",))
_AIMS: Final = frozenset("to of from for with against on by".split())
_QUALIFYING: Final = ("amod", "compound", "poss")
_MAX_DEPTH: Final = 3


def nations(readings: Readings, token: int, *, depth: int = 0) -> tuple[Reading, ...]:
    """The states whose people, firms or goods a noun names; of goods and rights also those whom they reach.

    Args:
        readings: of the sentence.
        token: a noun that itself refers to nobody known.
        depth: how many nouns were followed so far.
    """
    graph = readings.graph
    if graph.tokens[token].upos not in ("NOUN", "PROPN") or depth >= _MAX_DEPTH:
        return ()
    own = tuple(
        reading
        for edge in graph.out(token)
        if edge.label in _QUALIFYING
        for reading in readings.read(edge.dependent, _STATES)
        if reading.how not in ("pronoun", "possessive")
    )
    if own or graph.tokens[token].lemma.lower() not in FLOWS | HOLDINGS | GOODS | _OPENED:
        return own
    return tuple(
        reading
        for edge in graph.out(token)
        if edge.label == "p" and edge.preposition in _AIMS
        for reading in (readings.read(edge.dependent, _STATES) or nations(readings, edge.dependent, depth=depth + 1))
    )
