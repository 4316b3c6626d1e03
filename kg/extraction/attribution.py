"""Who in the text says so: the speaker of the clause that a claim stands in, or the source named beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.relations import base
from kg.extraction.tense import marks
from kg.extraction.wordlists import word_set
from kg.model import Attribution, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.graph import Graph
    from kg.extraction.scene import Scene


_SAYING: Final = word_set(
    "say tell report add state announce confirm claim write explain note reveal disclose declare comment reply "
    "respond insist stress "
    "warn acknowledge admit concede argue assert allege tweet quote cite post hint signal indicate suggest predict "
    "remark observe recall "
    "emphasize emphasise underline reiterate repeat deny accuse estimate maintain contend believe think expect hope "
    "speculate"
)
_SOURCING: Final = frozenset({"according", "per"})


def attribution(scene: Scene, sentence: int, trigger: int) -> Attribution | None:
    """Who says what a trigger states, or None for the article's own voice.

    The nearest verb of saying above the trigger that has it in its complement, a clause of saying put beside it
    ("…, officials said"), or "according to". The entity is given where a reference overlaps the source's head.

    Args:
        scene: the article.
        sentence: index of the sentence.
        trigger: index of the trigger in it.
    """
    graph = scene.graphs[sentence]
    source = find_source(graph, trigger)
    if source is None:
        return None
    start, end = _phrase(graph, source)
    span = Span(graph.tokens[start].span.start, graph.tokens[end - 1].span.end)
    text = scene.article.text[span.start : span.end]
    return Attribution(text, span, _entity(scene, sentence, source))


def find_source(graph: Graph, trigger: int) -> int | None:
    """The token that stands for who says what a trigger states, or None."""
    child = trigger
    for node in (trigger, *graph.ancestors(trigger)):
        if (
            node != trigger
            and _says(graph, node)
            and base(graph.deprels[child]) in {"ccomp", "parataxis", "xcomp", "obj"}
        ):
            speaker = _speaker(graph, node)
            if speaker is not None:
                return speaker
        for source in _beside(graph, node, trigger=trigger):
            return source
        child = node
    return None


def _says(graph: Graph, node: int) -> bool:
    token = graph.tokens[node]
    return token.upos == "VERB" and token.lemma.lower() in _SAYING


def _speaker(graph: Graph, verb: int) -> int | None:
    """Subject of a verb of saying, its agent in the passive ("was quoted as saying" has its subject)."""
    for edge in graph.out(verb):
        if edge.label == "subj":
            return edge.dependent
    for child in graph.children(verb):
        if base(graph.deprels[child]) == "nsubj" or graph.deprels[child] == "obl:agent":
            return child
    return None


def _beside(graph: Graph, node: int, *, trigger: int) -> Iterator[int]:
    """Sources put beside a clause: "according to X", "X said" as a parenthesis."""
    for child in graph.children(node):
        lemma = graph.tokens[child].lemma.lower()
        if child == trigger:
            continue
        if any(word in _SOURCING for word in marks(graph, child)) and graph.tokens[child].upos in {"NOUN", "PROPN"}:
            yield child
        elif lemma == "according":
            yield from (one for one in graph.children(child) if graph.tokens[one].upos in {"NOUN", "PROPN"})
        elif base(graph.deprels[child]) == "parataxis" and _says(graph, child):
            speaker = _speaker(graph, child)
            complements = {base(graph.deprels[one]) for one in graph.children(child)}
            if speaker is not None and "ccomp" not in complements:
                yield speaker


def _phrase(graph: Graph, source: int) -> tuple[int, int]:
    """The source's words: its subtree without clauses, appositions and punctuation at its ends; half-open."""
    inside = {source}
    frontier = [source]
    while frontier:
        node = frontier.pop()
        for child in graph.children(node):
            relation = base(graph.deprels[child])
            if (
                relation in {"acl", "appos", "parataxis", "punct", "case", "advcl", "conj", "cc"}
                and graph.deprels[child] != "case"
            ):
                continue
            if relation == "case" and node == source:
                continue
            inside.add(child)
            frontier.append(child)
    start = end = source
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    return start, end + 1


def _entity(scene: Scene, sentence: int, source: int) -> str:
    """Key of the entity that a reference at the source's head names, if it is one."""
    if sentence >= len(scene.referring):
        return ""
    covering = [one for one in scene.referring[sentence] if one.start <= source < one.end and len(one.entities) == 1]
    exact = [one for one in covering if one.head == source and not one.group]
    chosen = exact or [one for one in covering if not one.group]
    return min(chosen, key=lambda one: (one.end - one.start, one.start)).entities[0] if chosen else ""
