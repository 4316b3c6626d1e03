"""Parties nobody names: an office without its holder, some of a nation's or a number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.acronyms import is_unknown_acronym
from kg.extraction.human_nouns import is_human_noun
from kg.extraction.party_words import (
    BODIES,
    DIGNITIES,
    ENTOURAGE,
    FIRMS,
    FLOWS,
    GOODS,
    GOVERNMENTS,
    HOLDINGS,
    QUANTITIES,
)
from kg.extraction.wordlists import ROLE_NOUNS

if TYPE_CHECKING:
    from kg.extraction.readings import Readings

_NOBODY: Final = FLOWS | HOLDINGS | GOODS
_ACTING: Final = FIRMS | ROLE_NOUNS | BODIES | QUANTITIES
_STATES: Final = frozenset(("country",))


def is_unnamed_party(readings: Readings, index: int) -> bool:
    """Whether a noun stands for somebody unnamed: "the minister", "a Peruvian shipyard", "27 groups", not for goods.

    An office that is somebody's ("its President") waits for the one who holds it.
    """
    graph = readings.graph
    token = graph.tokens[index]
    lemma = token.lemma.lower()
    if token.upos not in ("NOUN", "PROPN") or readings.at(index) or graph.dependents(index, "poss"):
        return False
    if lemma in ROLE_NOUNS or lemma in DIGNITIES:
        return True
    if lemma in _NOBODY or readings.is_definite(index):
        return False
    if is_human_noun(lemma, token.form) and (token.upos == "NOUN" or readings.covering(index) is None):
        return True  # "100 MPs" bear capitals and no name
    if token.upos == "PROPN":
        return False
    return any(
        edge.label == "nummod" or (edge.label in ("amod", "compound") and readings.read(edge.dependent, _STATES))
        for edge in graph.out(index)
    )


def is_described_body(readings: Readings, index: int) -> bool:
    """Whether a noun that names nobody stands for people, a body, a firm or a ship: something that acts."""
    graph = readings.graph
    token = graph.tokens[index]
    lemma = token.lemma.lower()
    if token.upos == "NUM":
        # "two of its commanders"
        return any(
            edge.preposition == "of" and graph.tokens[edge.dependent].lemma.lower() in FIRMS | ROLE_NOUNS
            for edge in graph.out(index)
        )
    if lemma in GOVERNMENTS and readings.is_definite(index):
        return False
    if readings.at(index):
        return False
    if is_unknown_acronym(graph, index) or (lemma in ENTOURAGE and token.upos == "NOUN"):
        return True
    # "the Orion shipping group": a proper noun stands inside the noun's phrase
    named = any(graph.tokens[child].upos == "PROPN" for child in graph.children(index))
    return token.upos == "NOUN" and lemma in _ACTING and (named or not readings.is_definite(index))
