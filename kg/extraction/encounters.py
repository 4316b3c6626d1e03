"""Who a sentence tells to meet, as the ground of what is said next; and whom a possessive or "he" cannot mean.

"The president spoke with the premier about the tasks that Chad and Kenya share. They agreed": the two who spoke, not
the states of the subordinate clause. A wrong link is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.memory import SUBJECTS, conjuncts
from kg.extraction.relations import base

if TYPE_CHECKING:
    from kg.extraction.graph import Graph
    from kg.extraction.memory import Memory

_RECEIVING: Final = frozenset("meet receive host welcome telephone phone call".split())
_SPEAKING: Final = frozenset("meet speak talk confer dine lunch huddle consult negotiate".split())
_HOLDING: Final = frozenset("hold have conduct open begin conclude".split())
_OCCASIONS: Final = frozenset(
    "talk meeting conversation discussion summit call dinner lunch negotiation dialogue".split()
)
_JOURNEYS: Final = frozenset("talk meeting visit trip tour discussion negotiation".split())
_SITUATING: Final = frozenset("in at near outside".split())
_TOPICS: Final = frozenset("on about regarding concerning over".split())


def encounter(memory: Memory, index: int) -> tuple[str, ...]:
    """The two persons whom the main clause of a sentence tells to have met or spoken; empty where it tells no such."""
    graph = memory.graphs[index]
    who = subject_of(memory, index)
    partners = {_person(memory, index, at) for root in graph.children(-1) for at in _partners(graph, root) if who}
    return (who, *partners) if len(partners) == 1 and partners.isdisjoint(("", who)) else ()


def subject_of(memory: Memory, index: int) -> str:
    """The one person who is the subject of a sentence's main verb; empty where there is none."""
    graph = memory.graphs[index]
    subjects = [
        child for root in graph.children(-1) for child in graph.children(root) if graph.deprels[child] in SUBJECTS
    ]
    return _person(memory, index, subjects[0]) if len(subjects) == 1 else ""


def acting_above(memory: Memory, index: int, token: int) -> str:
    """Who acts in the clause that an adverbial clause with a token depends on, where it names nobody else."""
    graph = memory.graphs[index]
    named = memory.persons(index, token)
    for verb in graph.ancestors(token):
        if base(graph.deprels[verb]) == "advcl" and len(named) == 1:
            subjects = [at for at in graph.children(graph.heads[verb]) if graph.deprels[at] in SUBJECTS]
            return next((key for at in subjects if (key := _person(memory, index, at)) in named), "")
    return ""


def _partners(graph: Graph, verb: int) -> list[int]:
    """Whom the subject of a verb meets or speaks with, all of them."""
    lemma = graph.tokens[verb].lemma.lower()
    parts = graph.children(verb)
    objects = [part for part in parts if graph.deprels[part] == "obj"]
    found: list[int] = []
    if lemma in _RECEIVING:
        found += objects
    held = [part for part in objects if lemma in _HOLDING and graph.tokens[part].lemma.lower() in _OCCASIONS]
    origins = [*([verb] if lemma in _SPEAKING or held else []), *held]
    for origin in origins:
        found += [
            part
            for part in graph.children(origin)
            if base(graph.deprels[part]) in {"obl", "nmod"} and "with" in _cases(graph, part)
        ]
    return [one for part in found for one in (part, *conjuncts(graph, part))]


def _person(memory: Memory, index: int, token: int) -> str:
    """The one person a token means, where nobody is coordinated with it; empty for others."""
    row = memory.at(index, token)
    if row is None or row.kind != "person" or len(row.entities) != 1:
        return ""
    return "" if conjuncts(memory.graphs[index], token) else row.entities[0]


def _cases(graph: Graph, token: int) -> set[str]:
    return {graph.lower[child] for child in graph.children(token) if graph.deprels[child] == "case"}


def in_relative_clause(graph: Graph, token: int) -> bool:
    """Whether a token stands in a clause that describes a noun: "the tasks that Chad and Kenya share"."""
    return any(base(graph.deprels[at]) == "acl" for at in (token, *graph.ancestors(token)))


def is_setting(graph: Graph, token: int) -> bool:
    """Whether a token only says where: "in Nairobi" makes Kenya no side."""
    return base(graph.deprels[token]) in {"obl", "nmod"} and not _SITUATING.isdisjoint(_cases(graph, token))


def hosts_countrymen(memory: Memory, index: int, token: int) -> set[str]:
    """Whom "his" cannot mean before a visit or talks: those of the state that is visited or talked with.

    "His talks with Kenyan officials will cover the border", says the Kenyan minister of his guest.
    """
    graph = memory.graphs[index]
    noun = graph.heads[token]
    if noun < 0 or graph.tokens[noun].lemma.lower() not in _JOURNEYS:
        return set()
    states: set[str] = set()
    for part in graph.children(noun):
        if base(graph.deprels[part]) == "nmod" and _cases(graph, part) & {"with", "to"}:
            rows = [row for row in memory.rows[index] if row.kind == "country" and row.start <= part < row.end]
            states.update(key for row in rows for key in row.entities)
    offices: dict[str, set[str]] = {}
    for holder in memory.holders:
        offices.setdefault(holder.person, set()).add(holder.office.organization)
    return {person for person, homes in offices.items() if states and homes - {""} and homes - {""} <= states}


def topics(memory: Memory, index: int, subject: int, gender: str, barred: set[str]) -> set[str]:
    """The persons whom a phrase in front of the subject makes the topic: "On the visit of X, Y denied that he"."""
    graph = memory.graphs[index]
    found: set[str] = set()
    for part in graph.children(graph.heads[subject]):
        topical = base(graph.deprels[part]) == "obl" and bool(_cases(graph, part) & _TOPICS)
        if part < subject and topical:
            inside = {at for at in range(subject) if at == part or part in graph.ancestors(at)}
            found.update(
                row.entities[0]
                for row in memory.rows[index]
                if row.kind == "person" and row.head in inside and row.how in {"name", "surname"}
            )
    own = memory.at(index, subject)
    return {
        key
        for key in found - barred - set(own.entities if own is not None else ())
        if memory.gender.get(key, gender) == gender
    }
