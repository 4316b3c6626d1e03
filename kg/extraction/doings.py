"""Doings: events of one sentence that somebody does in one go, and so at one place and on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg import edtf
from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.event_sites import follows, is_background
from kg.extraction.graph import Graph
from kg.extraction.passes import union
from kg.extraction.relations import base
from kg.extraction.tense import marks

_LINKS: Final = frozenset(("obl", "nmod", "advcl", "conj", "acl", "obj", "xcomp"))
_TOPIC: Final = frozenset(("about", "regarding", "concerning"))
_AFTERWARDS: Final = frozenset(("after", "following"))
_GOALS: Final = frozenset(("to", "for"))


def share_places(drafts: Sequence[Draft], graphs: Sequence[Graph], allegiances: Allegiances) -> list[Draft]:
    """Events of one sentence that somebody does in one go share place and date: "visited Lima, meeting X".

    Only across types (two events of one type in one sentence are told apart by their places), only with a participant
    in common, only where the tree links them as one doing, and only what the other leaves open.
    """
    result = list(drafts)
    for position, draft in enumerate(drafts):
        for other in drafts:
            if other.match.sentence != draft.match.sentence or other.event_type.iri == draft.event_type.iri:
                continue
            if not _one_doing(graphs[draft.match.sentence], draft, other):
                continue
            common = any(allegiances.same_side(one, two) for one in draft.agents() for two in other.agents())
            if not common or draft.status.happened is not other.status.happened:
                continue
            current = result[position]
            where = current.event_type.place_roles
            if where and not current.places() and other.places() and not _came_later(graphs, draft, other):
                source = other.places()
                if len({key for filling in source for key in filling.entities}) == 1:
                    taken = tuple(replace(filling, role=where[0], implied=True) for filling in source)
                    current = replace(current, fillings=union(current.event_type, current.fillings, taken))
            if current.date is None and other.date is not None and not _is_long_stay(other):
                current = replace(current, date=other.date, date_span=other.date_span)
            result[position] = current
    return result


def _came_later(graphs: Sequence[Graph], draft: Draft, other: Draft) -> bool:
    """For "After meeting X, Y flew to Lima": where somebody went then is not where he had met."""
    graph = graphs[draft.match.sentence]
    heads = {
        graph.heads[token]
        for token in _doers(graph, draft)
        if base(graph.deprels[token]) == "advcl" and not _AFTERWARDS.isdisjoint(marks(graph, token))
    }
    return any(
        edge.head in heads and edge.label == "p" and edge.preposition in _GOALS
        for filling in other.places()
        for edge in graph.into(filling.token)
    )


def _is_long_stay(draft: Draft) -> bool:
    earliest, latest = edtf.bounds(draft.date or "")
    return earliest is None or latest is None


def _one_doing(graph: Graph, one: Draft, other: Draft) -> bool:
    """Whether the tree links two triggers as one doing: purpose, participle, coordination or shared verb."""
    first, second = _doers(graph, one), _doers(graph, other)
    if first & second:
        return True
    if is_background(graph, one.match.token) is not is_background(graph, other.match.token):
        return False
    for left, right in ((first, second), (second, first)):
        for token in left:
            if follows(graph, token):
                continue  # "then drove to Lima"
            head = graph.heads[token]
            relation = base(graph.deprels[token])
            steps = 0
            while head >= 0 and steps < 4:
                if head in right:
                    spoken_of = not _TOPIC.isdisjoint(marks(graph, token))  # "spoke on Monday about his trip"
                    return relation in _LINKS and not spoken_of
                own = any(base(graph.deprels[child]) == "nsubj" for child in graph.children(head))
                own = own or follows(graph, head)
                if graph.tokens[head].upos not in ("NOUN", "PROPN", "VERB", "AUX") or own:
                    break  # "went there, and the trip put the talks on May 3 back on track": another does that
                head = graph.heads[head]
                steps += 1
    return False


def _doers(graph: Graph, draft: Draft) -> set[int]:
    """The words that tell of an event: trigger, light verbs, what a copula says ("was in X, where Y received him")."""
    tokens = {draft.match.token, *(verb.token for verb in draft.match.light)}
    return tokens | {graph.heads[token] for token in tokens if graph.deprels[token] == "cop"}
