"""The characters of a noun phrase."""

from __future__ import annotations

from typing import Final

from kg.extraction.graph import Graph
from kg.model import Span

_PHRASE: Final = (
    "det",
    "amod",
    "compound",
    "nummod",
    "nmod",
    "flat",
    "appos",
    "acl",
    "fixed",
    "case",
    "punct",
    "conj",
    "cc",
    "advmod",
)


def noun_phrase(graph: Graph, token: int) -> Span:
    """The characters of the noun phrase a token heads, without a preposition or relative clause."""
    inside = {token}
    waiting = [token]
    while waiting:
        for child in graph.children(waiting.pop()):
            label = graph.deprels[child].partition(":")[0]
            if child in inside or label not in _PHRASE or graph.deprels[child] == "acl:relcl":
                continue
            if label in ("case", "punct", "cc", "conj", "appos", "acl") and graph.heads[child] == token:
                continue
            inside.add(child)
            waiting.append(child)
    first = last = token
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return Span(graph.tokens[first].span.start, graph.tokens[last].span.end)
