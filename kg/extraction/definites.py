"""Bare definite places: "the country", "the city" mean the one named last before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extraction.graph import Graph
from kg.extraction.relations import base
from kg.extraction.scene import Referring, Scene

_STATES: Final = frozenset("country nation kingdom republic".split())
_CITIES: Final = frozenset("city town".split())
_FAR_BACK: Final = 3  # sentences


def definite_place(scene: Scene, sentence: int, index: int) -> Referring | None:
    """What a bare "the country" or "the city" refers to, or None.

    Args:
        scene: the article.
        sentence: index of the sentence.
        index: the noun.
    """
    graph = scene.graphs[sentence]
    lemma = graph.tokens[index].lemma.lower()
    if lemma not in _STATES | _CITIES or not _is_bare(graph, index):
        return None
    acting = _acting(graph, index)
    for item in _before(scene, sentence, index):
        if item.sentence == sentence and item.head in acting:
            continue
        if lemma in _STATES and item.kind == "country" and item.how == "name":
            return item
        if lemma in _CITIES and (item.kind == "place" or item.as_place) and item.how not in ("pronoun", "possessive"):
            return item
    return None


def _is_bare(graph: Graph, index: int) -> bool:
    """Whether "the" or "that" alone stands with the noun."""
    children = [child for child in graph.children(index) if graph.deprels[child] not in ("case", "punct", "cop")]
    articles = [child for child in children if graph.tokens[child].form.lower() in ("the", "that", "this")]
    narrowing = ("amod", "compound", "nmod", "acl", "nummod", "appos", "flat")
    return bool(articles) and not any(base(graph.deprels[child]) in narrowing for child in children)


def _before(scene: Scene, sentence: int, index: int) -> Iterator[Referring]:
    """What refers before a token, nearest first."""
    for earlier in range(sentence, max(sentence - _FAR_BACK, 0) - 1, -1):
        for item in sorted(scene.referring[earlier], key=lambda one: one.start, reverse=True):
            if earlier < sentence or item.end <= index:
                yield item


def _acting(graph: Graph, index: int) -> frozenset[int]:
    """Subjects of the nearest verb above: who acts on the country is not that country."""
    verb = next((above for above in graph.ancestors(index) if graph.tokens[above].upos == "VERB"), -1)
    return frozenset(graph.dependents(verb, "subj")) if verb >= 0 else frozenset()
