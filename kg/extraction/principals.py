"""Envoys and who sent them: "a special envoy of President X, Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.wordlists import ENVOYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.readings import Reading, Readings

_PERSON: Final = frozenset(("person",))
_DESCRIBING: Final = ("appos", "nmod:desc", "compound", "flat", "conj")


def senders(readings: Readings, index: int) -> tuple[Reading, ...]:
    """The persons who sent one that is called an envoy there; nobody where the envoy is not said to be anybody's.

    Args:
        readings: of the sentence.
        index: the envoy's token: the name, or the noun itself.
    """
    found: list[Reading] = []
    for noun in _nouns(readings, index):
        for edge in readings.graph.out(noun):
            if edge.label == "poss" or (edge.label == "p" and edge.preposition in ("of", "from")):
                found += [one for one in readings.read(edge.dependent, _PERSON) if one.token != index]
    return tuple(dict.fromkeys(found))


def _nouns(readings: Readings, index: int) -> Iterator[int]:
    """The words for an envoy that stand with a name."""
    graph = readings.graph
    around = [index]
    if graph.deprels[index] in ("appos", "flat"):
        around.append(graph.heads[index])
    around += [child for child in graph.children(index) if graph.deprels[child] in _DESCRIBING]
    for one in around:
        if graph.tokens[one].lemma.lower() in ENVOYS:
            yield one
