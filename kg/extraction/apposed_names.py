"""Names that say who a description means: "its owner, Velm Shipping", "three firms, A and B", officials including X."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.relations import base

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


def included_names(graph: Graph, index: int) -> tuple[int, ...]:
    """Heads of the names that "including", "such as", "among them" single out of a plural, in order.

    Wherever the parser hung them: they belong to the last plural before these words.
    """
    if not _is_plural(graph, index):
        return ()
    names = _proper(graph, _included(graph, index))
    names += [child for name in names for child in graph.children(name) if graph.deprels[child] == "conj"]
    return tuple(sorted(set(_proper(graph, names))))


def _included(graph: Graph, index: int) -> list[int]:
    """What "including" leads behind a plural, another plural not between them."""
    found = []
    owners = {edge.dependent for edge in graph.out(index) if edge.preposition == "of"}  # "the assets of 7 men"
    for at in range(index + 1, len(graph.tokens)):
        form, after = graph.tokens[at].form.lower(), graph.tokens[at + 1 : at + 2]
        if (_is_plural(graph, at) and at not in owners) or (graph.tokens[at].upos == "VERB" and form != "including"):
            break
        if form == "among" and after and after[0].form.lower() in ("them", "whom"):
            found += [next((name for name in range(at + 2, len(graph.tokens)) if _opens_name(graph, name)), index)]
            break
        if form in ("including", "such", "among"):
            edges = [edge for head in range(len(graph.tokens)) for edge in graph.out(head) if edge.dependent > at]
            found += [edge.dependent for edge in edges if edge.label == "p" and edge.preposition in _INCLUDING]
            break
    return [name for name in dict.fromkeys(found) if name > index]


def _opens_name(graph: Graph, at: int) -> bool:
    """Whether a token is the head of a name, no title or state before one."""
    return graph.tokens[at].upos == "PROPN" and base(graph.deprels[at]) not in ("nmod", "compound", "amod", "flat")


def _is_plural(graph: Graph, index: int) -> bool:
    token = graph.tokens[index]
    people = token.upos == "PROPN" and not graph.dependents(index, "flat") and token.form.endswith("s")
    return ("Number", "Plur") in token.feats and (token.upos == "NOUN" or people)


def _proper(graph: Graph, tokens: list[int]) -> list[int]:
    """Names among tokens: a name's last word may be read as a noun ("Velm Credit")."""
    return [
        token
        for token in tokens
        if graph.tokens[token].upos == "PROPN"
        or (
            graph.tokens[token].form[0].isupper()
            and any(
                graph.tokens[child].upos == "PROPN"
                for label in ("compound", "flat")
                for child in graph.dependents(token, label)
            )
        )
    ]
