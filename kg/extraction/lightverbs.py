"""Light verbs: verbs that lend an event noun their arguments ("held talks with", "the talks opened in")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.extraction.graph import Graph
from kg.extraction.paths import on_margins
from kg.extraction.predicates import is_passive
from kg.extraction.readings import Readings
from kg.extraction.wordlists import ATTITUDE_VERBS, HAPPENING_VERBS, PARTICIPATION_VERBS, PURPOSE_PREPOSITIONS
from kg.schema.model import EventType

_AWAITED: Final = frozenset("expect await schedule".split())


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends a trigger its arguments; ``relation`` is how the trigger hangs on it."""

    token: int
    relation: str
    preposition: str = ""


def light_verbs(event_type: EventType, readings: Readings, trigger: int) -> tuple[LightVerb, ...]:
    """Verbs that carry an event noun: "held talks", "talks were held", "arrived for talks", "the talks will be in"."""
    graph = readings.graph
    found: list[LightVerb] = []
    beside = on_margins(graph, trigger)
    for edge in graph.into(trigger):
        token = graph.tokens[edge.head]
        if token.upos not in ("VERB", "AUX") or (beside and edge.label == "p"):
            continue
        lemma = phrasal(graph, edge.head)
        if edge.label == "p" and edge.preposition == "for" and lemma in _AWAITED and is_passive(graph, edge.head):
            found.append(LightVerb(edge.head, "p", "for"))
        if lemma in ATTITUDE_VERBS:
            continue
        listed = lemma in event_type.light
        open_class = "*" in event_type.light and lemma not in event_type.not_light
        if edge.label == "obj" and (listed or open_class):
            found.append(LightVerb(edge.head, "obj"))
        elif edge.label == "p" and edge.preposition in PURPOSE_PREPOSITIONS and lemma not in event_type.not_light:
            if lemma in PARTICIPATION_VERBS or (listed and edge.preposition in ("for", "in", "on")):
                found.append(LightVerb(edge.head, "p", edge.preposition))
        elif edge.label == "subj" and {lemma, token.lemma.lower()} & HAPPENING_VERBS:
            found.append(LightVerb(edge.head, "subj"))
    # what the sentence says goes before what a relative clause adds ("talks that were planned have been cancelled")
    return tuple(sorted(dict.fromkeys(found), key=lambda verb: graph.deprels[verb.token] == "acl:relcl"))


def phrasal(graph: Graph, verb: int) -> str:
    """A verb's lemma with its particle: to call off ("call_off") is not to call."""
    for child in graph.children(verb):
        if graph.deprels[child] == "compound:prt":
            return f"{graph.tokens[verb].lemma.lower()}_{graph.tokens[child].form.lower()}"
    return graph.tokens[verb].lemma.lower()
