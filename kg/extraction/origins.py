"""Whose people or goods they are: of "three Peruvian judges", "Peruvian timber", "visas of Peruvian judges", Peru."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.human_nouns import is_human_noun
from kg.extraction.party_words import FLOWS, GOODS, HOLDINGS

if TYPE_CHECKING:
    from kg.extraction.readings import Reading, Readings

_OPENED: Final = frozenset("sky port territory water crossing".split())
_ADMITTED: Final = frozenset("entry access transit landing".split())  # to a place, but for people
_STATES: Final = frozenset(("country",))
_BODIES: Final = frozenset(("organization",))
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
    own = _qualifying(readings, token, _STATES)
    if not own and is_human_noun(graph.tokens[token].lemma.lower(), graph.tokens[token].form):
        own = _qualifying(readings, token, _BODIES)  # "two Lantern Party financiers"
    if own or graph.tokens[token].lemma.lower() not in FLOWS | HOLDINGS | GOODS | _OPENED | _ADMITTED:
        return own
    if graph.tokens[token].lemma.lower() in _ADMITTED:
        admitted = [edge.dependent for edge in graph.out(token) if edge.preposition in ("to", "for")]
        return tuple(reading for one in admitted for reading in nations(readings, one, depth=depth + 1))
    return tuple(
        reading
        for edge in graph.out(token)
        if edge.label == "p" and edge.preposition in _AIMS
        for reading in (readings.read(edge.dependent, _STATES) or nations(readings, edge.dependent, depth=depth + 1))
    )


def _qualifying(readings: Readings, token: int, kinds: frozenset[str]) -> tuple[Reading, ...]:
    return tuple(
        reading
        for edge in readings.graph.out(token)
        if edge.label in _QUALIFYING
        for reading in readings.read(edge.dependent, kinds)
        if reading.how not in ("pronoun", "possessive")
    )
