"""The one state a sentence names, where a thing known to all is aimed at some state and nothing says at which.

"The embargo has cost Peru billions", "sanctions are keeping the Peruvian government from its talks": who reads it takes
the state that is named. Only where the article tells of no such event in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.graph import Graph
from kg.extraction.relations import base
from kg.extraction.scene import Referring, Scene
from kg.extraction.wordlists import LOCATIVE, REPORTING

_AIMING: Final = frozenset("on against upon to for targeting".split())
_NEW: Final = frozenset("a an another no any".split())
_NAMED: Final = ("name", "capital")
_QUALIFYING: Final = ("amod", "compound")
_AFFECTING: Final = frozenset("under with from".split())
_DOING: Final = frozenset("from by".split())
_PLACING: Final = LOCATIVE | {"to"}
_STATE: Final = frozenset("government regime leadership economy people authorities authority".split())


def take_lone_states(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Fill the one open role of a bare noun with the only state of its sentence.

    Args:
        drafts: of the article, in order of the text.
        scene: the article.
    """
    told = {draft.event_type.iri for draft in drafts if draft.is_complete()}
    return [
        _completed(draft, scene) if draft.event_type.iri not in told and not draft.is_complete() else draft
        for draft in drafts
    ]


def _completed(draft: Draft, scene: Scene) -> Draft:
    roles = [role for role in draft.event_type.roles if role.iri in draft.missing()]
    if "inherit" not in draft.match.options() or len(roles) != 1 or not roles[0].described:
        return draft
    graph = scene.graphs[draft.match.sentence]
    if not _is_bare(draft, graph):
        return draft
    found = {
        item.entities: item
        for item in scene.referring[draft.match.sentence]
        if item.kind == "country" and _may_be_meant(item, graph) and not set(item.entities) & set(draft.agents())
    }
    if len(found) != 1:
        return draft
    item = next(iter(found.values()))
    filling = Filling(
        roles[0].iri, item.entities, item.span, draft.match.sentence, item.head, 0, kind=item.kind, implied=True
    )
    return replace(draft, fillings=(*draft.fillings, filling))


def _is_bare(draft: Draft, graph: Graph) -> bool:
    """Whether the trigger is a noun that is not told as new and says of nobody whom it is aimed at."""
    token = draft.match.token
    if graph.tokens[token].upos != "NOUN" or any(
        graph.tokens[child].form.lower() in _NEW for child in graph.children(token)
    ):
        return False
    heads = (token, *(verb.token for verb in draft.match.light))
    if any(edge.preposition in _AIMING for head in heads for edge in graph.out(head)):
        return False
    return not any(  # "put them under sanctions": it says whom
        edge.label == "p" and edge.preposition in _AFFECTING and graph.dependents(edge.head, "obj")
        for edge in graph.into(token)
    )


def _may_be_meant(item: Referring, graph: Graph) -> bool:
    """Whether a state is named for itself: not as who speaks, who does it or else acts, nor by a mere adjective."""
    head = item.head
    if item.how == "demonym" and graph.deprels[head] == "amod" and graph.tokens[graph.heads[head]].lemma in _STATE:
        head = graph.heads[head]
    elif item.how not in _NAMED or base(graph.deprels[head]) in _QUALIFYING:
        return False
    above = graph.heads[head]
    under = {edge.preposition for edge in graph.into(head)}
    if under & _DOING or (item.how == "capital" and under & _PLACING):
        return False
    if above < 0 or base(graph.deprels[head]) != "nsubj":
        return True
    return graph.tokens[above].lemma not in REPORTING and graph.deprels[above] != "conj"
