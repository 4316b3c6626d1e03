"""The characters of a noun phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.graph import Graph
from kg.extraction.relations import base
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

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


_NARROWING: Final = ("det", "nummod", "nmod:poss", "amod")
_POINTING_OUT: Final = frozenset("here there today yesterday tomorrow".split())
_DESCRIBING: Final = frozenset("of from".split())


def noun_phrase(graph: Graph, token: int, *, describing: bool = False) -> Span:
    """The characters of the noun phrase a token heads, without a preposition or relative clause.

    Args:
        graph: of the sentence.
        token: the head.
        describing: only what tells who it is: "miners from the valley", not "miners in the capital".
    """
    inside = {token}
    waiting = [token]
    while waiting:
        for child in graph.children(waiting.pop()):
            label = base(graph.deprels[child])
            if child in inside or label not in _PHRASE or graph.deprels[child] == "acl:relcl":
                continue
            if label in ("case", "punct", "cc", "conj", "appos", "acl") and graph.heads[child] == token:
                continue
            if describing and label == "nmod" and graph.heads[child] == token and not _describes(graph, child):
                continue
            if child > token and graph.lower[child] in _POINTING_OUT:
                continue  # "met diplomats here Tuesday"
            inside.add(child)
            waiting.append(child)
    first = last = token
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return Span(graph.tokens[first].span.start, graph.tokens[last].span.end)


def names_apart(graph: Graph, token: int) -> tuple[int, ...]:
    """The heads of the names that a participle gives a noun: "a group known as X", "the team, composed of X and Y"."""
    found: list[int] = []
    for clause in graph.children(token):
        if base(graph.deprels[clause]) not in ("acl", "appos"):
            continue
        lemma = graph.tokens[clause].lemma.lower()
        wanted = _GIVING_NAMES.get(lemma) or _GIVING_NAMES.get(graph.tokens[clause].form.lower())
        if wanted is None:
            continue
        found += [
            edge.dependent
            for edge in graph.out(clause)
            if edge.dependent > clause and (edge.preposition if edge.label == "p" else edge.label) in wanted
        ]
    return tuple(found)


_GIVING_NAMES: Final = {
    "know": ("as",),
    "call": ("xcomp", "obj"),
    "name": ("xcomp", "obj"),
    "dub": ("xcomp", "obj"),
    "compose": ("of",),
    "comprise": ("obj", "of"),
    "consist": ("of",),
    "make": ("of", "up_of"),
}


def is_bare_plural(graph: Graph, token: int) -> bool:
    """Whether a noun is plural and nothing narrows it ("spoke on visits to the shrine"): not this or that occasion."""
    before = [child for child in graph.children(token) if child < token]
    plural = graph.tokens[token].feat("Number") == "Plur"
    return plural and not any(graph.deprels[child] in _NARROWING for child in before)


def _describes(graph: Graph, phrase: int) -> bool:
    """Whether a phrase under a noun is a possessor, a title or an of- or from-phrase."""
    if graph.deprels[phrase] != "nmod":
        return True
    case = [child for child in graph.children(phrase) if graph.deprels[child] == "case"]
    return any(graph.tokens[child].form.lower() in _DESCRIBING for child in case)


def joins(graph: Graph, token: int, before: Iterable[int]) -> bool:
    """Whether "and" joins a word to one of those before: "A and B returned from a visit" tells of both."""
    heads = {head for word in before if word >= 0 for head in (word, graph.heads[word])}
    return token >= 0 and graph.deprels[token] == "conj" and graph.heads[token] in heads
