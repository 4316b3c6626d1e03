"""Steps of a realization over the enhanced graph: along an edge, and up to a governing verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.extraction.graph import Edge, Graph
from kg.extraction.journey_words import STAYS
from kg.extraction.relations import base
from kg.extraction.status_words import MARGINS
from kg.schema.model import Governor, Step

_BESIDE: Final = frozenset(("during", "after", "before", "since", "following"))
"""What is done at another time, or by the way, has no say in who takes part."""
_JOURNEYS: Final = STAYS | {"flight"}
_GOVERNING: Final = ("VERB", "AUX", "ADJ")


def admits(lemmas: tuple[str, ...], lemma: str) -> bool:
    """Whether a scope's lemmas admit one; ``!`` before the first excludes."""
    if not lemmas:
        return True
    if lemmas[0].startswith("!"):
        return lemma not in {item.lstrip("!") for item in lemmas}
    return lemma in lemmas


def governors(graph: Graph, index: int, wanted: Governor) -> list[int]:
    """Verbs (with a preposition adjectives too: "subject to sanctions") above a token, in order."""
    found: list[int] = []
    beside = on_margins(graph, index)
    for edge in graph.into(index):
        token = graph.tokens[edge.head]
        head = edge.head
        if wanted.prepositions:
            governs = edge.label == "p" and edge.preposition in wanted.prepositions
            if governs and wanted.lemmas and token.upos not in _GOVERNING:
                # "removed X from its list", with the phrase hung on X
                head = next((up.head for up in graph.into(head) if up.label == "obj" and up.head < index), head)
                token = graph.tokens[head]
            if token.upos == "ADJ" and graph.deprels[head] == "xcomp":
                # "kept prices unchanged at a meeting"
                head = graph.heads[head]
                token = graph.tokens[head]
            elif _is_left_undone(graph, head):
                head = graph.heads[graph.heads[head]]
                token = graph.tokens[head]
            governs = governs and token.upos in _GOVERNING
        else:
            governs = edge.label in ("obj", "subj", "p", "xcomp", "ccomp") and token.upos in ("VERB", "AUX")
            governs = governs and edge.preposition not in _BESIDE and not (edge.label == "p" and beside)
        if governs and head not in found and admits(wanted.lemmas, token.lemma.lower()):
            found.append(head)
    return found


def _is_left_undone(graph: Graph, index: int) -> bool:
    """For "kept prices unchanged" with "unchanged" read as a participle of the prices: no verb begins so."""
    noun = graph.heads[index]
    left = graph.deprels[index] == "acl" and graph.lower[index].startswith("un") and graph.lower[index].endswith("ed")
    return left and graph.deprels[noun] == "obj"


def on_margins(graph: Graph, trigger: int) -> bool:
    """Whether only something beside an event is told: what is done "on the sidelines of the summit" is another one."""
    package = graph.transparent.get(trigger, graph.heads[trigger] if graph.deprels[trigger] == "nmod" else trigger)
    return package >= 0 and graph.tokens[package].lemma.lower() in MARGINS


def follow(edges: Iterable[Edge], step: Step) -> list[int]:
    """Dependents along a step, in order."""
    label = step.label
    if label != "p":
        return [edge.dependent for edge in edges if edge.label == label]
    prepositions = step.prepositions
    return [edge.dependent for edge in edges if edge.label == label and edge.preposition in prepositions]


def bearers(graph: Graph, verb: int) -> tuple[int, ...]:
    """The grammatical subject: who bears what a passive tells, else who acts."""
    passive = any(graph.deprels[child] == "aux:pass" for child in graph.children(verb))
    return graph.dependents(verb, "obj" if passive else "subj")


def has_own_subject(graph: Graph, verb: int) -> bool:
    """Whether a verb says itself who acts, and does not leave it to what governs it."""
    return any(base(graph.deprels[child]) == "nsubj" for child in graph.children(verb))


def is_predicate(graph: Graph, index: int) -> bool:
    """Whether a noun is told of somebody ("is in the capital after ...")."""
    return any(graph.deprels[child] == "cop" for child in graph.children(index))


def is_object(graph: Graph, index: int) -> bool:
    """Whether a token already is what a verb is about."""
    return any(edge.label == "obj" for edge in graph.into(index))


def is_journey(graph: Graph, index: int, above: int) -> bool:
    """Whether a noun is what somebody goes somewhere for: "a stop in Lima for talks", "his trip for a meeting"."""
    if graph.deprels[index] != "nmod" or graph.tokens[above].lemma.lower() not in _JOURNEYS:
        return False
    return any(graph.deprels[child] == "case" and graph.tokens[child].form == "for" for child in graph.children(index))
