"""Names that say who a description means: "its owner, Velm Shipping", "three firms, A and B", officials including X."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extraction.graph import Graph

_INCLUDING: Final = ("including", "among", "such_as")


def apposed_names(graph: Graph, index: int) -> tuple[int, ...]:
    """Heads of the names that say who a common noun means, in order; empty where none does.

    They stand in apposition to it, or behind "including". A list of names behind a plural counts though the parser read
    it as going on from the plural.

    Args:
        graph: of the sentence.
        index: the noun.
    """
    noun = graph.tokens[index]
    if noun.upos != "NOUN":
        return ()
    behind = [child for child in graph.children(index) if child > index]
    names = _proper(graph, [child for child in behind if graph.deprels[child] == "appos"])
    if ("Number", "Plur") in noun.feats:
        listed = _proper(graph, [child for child in behind if graph.deprels[child] == "conj"])
        if names or (len(listed) > 1 and not any(graph.deprels[at] == "cc" for at in graph.children(listed[0]))):
            names += listed
        names += _proper(graph, _included(graph, index))
    more = [child for name in names for child in graph.children(name) if graph.deprels[child] == "conj"]
    more += [at for child in more for at in graph.children(child) if graph.deprels[at] == "appos"]
    return tuple(sorted({*names, *_proper(graph, more)}))


def _included(graph: Graph, index: int) -> list[int]:
    """What "including" leads, on the noun or on the verb whose object it is."""
    holders = [index, *(edge.head for edge in graph.into(index) if edge.label == "obj")]
    return [
        edge.dependent
        for holder in holders
        for edge in graph.out(holder)
        if edge.label == "p" and edge.preposition in _INCLUDING and edge.dependent > index
    ]


def _proper(graph: Graph, tokens: list[int]) -> list[int]:
    """Names among tokens: a name's last word may be read as a noun ("Velm Credit")."""
    return [
        token
        for token in tokens
        if graph.tokens[token].upos == "PROPN"
        or (
            graph.tokens[token].form[0].isupper()
            and any(graph.tokens[child].upos == "PROPN" for child in graph.dependents(token, "compound"))
        )
    ]
