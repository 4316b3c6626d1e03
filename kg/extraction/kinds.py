"""Of what kind a token is: the kinds of frame.ttl, asked for in a condition or behind ``~`` in a realization."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kg.extraction.acting_names import acting_name
from kg.extraction.gazetteer import lookup
from kg.extraction.human_nouns import PUBLIC
from kg.extraction.readings import AGENTS, PLACES, Readings
from kg.extraction.unnamed import acts_unnamed, is_open_group, is_open_word
from kg.extraction.wordlists import HYPHENS

_REFERRING: Final = ("pronoun", "description", "possessive")
_ORGANIZATIONS: Final = frozenset(("organization",))
_WIDER: Final[Mapping[str, frozenset[str]]] = {"agent": AGENTS, "place": PLACES}


def is_of_kind(readings: Readings, index: int, kind: str) -> bool:
    """Whether a token is of a kind.

    Args:
        readings: of the sentence.
        index: the token.
        kind: notation of a ``fr:Kind``.
    """
    told = _TOLD.get(kind)
    if told is not None:
        return told(readings, index)
    return bool(readings.read(index, _WIDER.get(kind, frozenset((kind,)))))


def is_party(readings: Readings, index: int) -> bool:
    """Whether a token stands for somebody who can take part: named, described, or a pronoun for him."""
    if readings.read(index, AGENTS) or acts_unnamed(readings, index) or is_open_word(readings, index):
        return True
    return is_open_group(readings, index) or acting_name(readings, index) is not None


def _is_public(readings: Readings, index: int) -> bool:
    """Whether a token stands for a party of public life: anybody named, or officials and public bodies described."""
    if readings.read(index, AGENTS):
        return True
    return acts_unnamed(readings, index) and readings.graph.tokens[index].lemma.lower() in PUBLIC


def _is_union(readings: Readings, index: int) -> bool:
    """Whether the gazetteer knows an organization as a union of states, or as an organ of one."""
    return any(
        _is_of_states(readings.entity(key).name)
        for reading in readings.read(index, _ORGANIZATIONS)
        for key in reading.entities
    )


def _is_of_states(name: str) -> bool:
    entry = lookup(name)
    above = lookup(entry.state) if entry is not None else None
    return any(one is not None and one.kind == "union" for one in (entry, above))


def _is_demonym(readings: Readings, index: int) -> bool:
    return any(item.how == "demonym" for item in readings.at(index))


def _is_state(readings: Readings, index: int) -> bool:
    return any(item.kind == "country" and item.how == "name" for item in readings.at(index))


def _is_named(readings: Readings, index: int) -> bool:
    return any(item.how not in _REFERRING for item in readings.at(index))


def _is_acronym(readings: Readings, index: int) -> bool:
    form = readings.graph.tokens[index].form
    return len(form) > 1 and form.isupper()


def _is_pair(readings: Readings, index: int) -> bool:
    """Whether a token is two names, or one side of a hyphen pair ("Peru-Chile")."""
    if any(len(item.entities) > 1 for item in readings.at(index)):
        return True
    tokens = readings.graph.tokens
    return any(
        0 <= other < len(tokens) and tokens[dash].form in HYPHENS and bool(readings.at(other))
        for dash, other in ((index - 1, index - 2), (index + 1, index + 2))
    )


_TOLD: Final[Mapping[str, Callable[[Readings, int], bool]]] = {
    "acronym": _is_acronym,
    "demonym": _is_demonym,
    "named": _is_named,
    "pair": _is_pair,
    "party": is_party,
    "public": _is_public,
    "state": _is_state,
    "union": _is_union,
}
"""Kinds that are more than the kind of the entity."""
