"""Nouns that say in what part somebody comes: "the visitor", "the envoy", "the guest".

They mean the only person who is told shortly before to come, to bring something or to be received; no envoy leads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extraction.journey_words import JOURNEYS, TRAVELLING
from kg.extraction.offices import leads
from kg.extraction.relations import base
from kg.extraction.scene import Referring
from kg.extraction.wordlists import ENVOYS, HOSTING, word_set
from kg.model import Span

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.extraction.memory import Memory

_COME: Final = frozenset("guest visitor".split())
_VISITING: Final = ENVOYS | _COME
_GIVING: Final = frozenset("give grant accord offer hold host".split())  # a dinner for somebody, an audience to him
_DELIVERING: Final = word_set("convey bring deliver carry hand present transmit")
_COMING: Final = TRAVELLING | _DELIVERING | {"arrive", "visit", "tour"}
_PAYING: Final = frozenset("pay make begin start conclude end wind conduct".split())
_PAID: Final = JOURNEYS | {"stay", "call"}
_SENT: Final = frozenset("envoy ambassador representative emissary negotiator diplomat adviser mediator".split())
"""Offices of those who are sent; of another office's holder only what he brings makes an envoy."""
_BACK: Final = 3


def guests(memory: Memory, index: int) -> Iterator[Referring]:
    """The visitors and envoys of a sentence that exactly one person told of before is."""
    marked = memory.names[index].marked
    if _VISITING.isdisjoint(marked.lower):
        return
    covered = {at for row in memory.rows[index] if row.kind == "person" for at in range(row.start, row.end)}
    for at, word in enumerate(marked.lower):
        if word not in _VISITING or at < 1 or marked.lower[at - 1] != "the" or at in covered:
            continue
        if marked.letters[at + 1 : at + 2] in ("O", "N", "H", "M", "-") or marked.lower[at + 1 : at + 2] == ("from",):
            continue
        person = _only(memory, index, word)
        if person:
            span = Span(marked.tokens[at - 1].span.start, marked.tokens[at].span.end)
            yield Referring(index, at - 1, at + 1, at, span, (person,), "person", "description")


def _only(memory: Memory, index: int, word: str) -> str:
    """The only person who is told to come or to be received, in the nearest sentence before that tells of one."""
    sent = word in ENVOYS
    leaders = {holder.person for holder in memory.holders if sent and leads(holder.office)}
    others = {holder.person for holder in memory.holders if sent and holder.office.head not in _SENT} - leaders
    for at in range(index - 1, max(-1, index - 1 - _BACK), -1):
        if at in memory.blocked or not memory.near(index, at):
            return ""
        found = {
            row.entities[0]
            for row in memory.rows[at]
            if row.kind == "person"
            and len(row.entities) == 1
            and _comes(memory.graphs[at], row.head, bringing=row.entities[0] in others)
        } - leaders
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _comes(graph: Graph, head: int, *, bringing: bool) -> bool:
    """Whether the words around a person tell that the person comes, brings something or is received.

    With ``bringing`` it is not enough to come: a minister who travels is no envoy for that.
    """
    verb, label = graph.heads[head], base(graph.deprels[head])
    lemma = graph.tokens[verb].lemma.lower() if verb >= 0 else ""
    passive = graph.deprels[head] == "nsubj:pass"
    coming = _DELIVERING if bringing else _COMING
    if (label == "nsubj" and not passive and lemma in coming) or ((label == "obj" or passive) and lemma in HOSTING):
        return True
    cases = {graph.tokens[child].form.lower() for child in graph.children(head) if graph.deprels[child] == "case"}
    if label == "nsubj" and not bringing and lemma in _PAYING and _pays_visit(graph, verb):
        return True
    if label in {"obl", "nmod"} and cases & {"to", "for"} and _GIVING & {lemma, _governor(graph, verb)}:
        return True
    nouns = (head, *(child for child in graph.children(head) if graph.deprels[child] == "appos"))
    return any(
        graph.deprels[child] == "acl:relcl" and graph.tokens[child].lemma.lower() in coming
        for noun in nouns
        for child in graph.children(noun)
    )


def _pays_visit(graph: Graph, verb: int) -> bool:
    """Whether what a verb has as its object is a visit: "paid a visit to X", "concluded a tour"."""
    objects = (child for child in graph.children(verb) if graph.deprels[child] == "obj")
    return any(graph.tokens[child].lemma.lower() in _PAID for child in objects)


def _governor(graph: Graph, token: int) -> str:
    """The lemma of what governs a token; empty at the root."""
    above = graph.heads[token] if token >= 0 else -1
    return graph.tokens[above].lemma.lower() if above >= 0 else ""
