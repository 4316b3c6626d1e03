"""What the way in which a role was filled tells: who acts, who is on both sides, who only passes something on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.noun_phrases import is_bare_plural
from kg.extraction.paths import has_own_subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extraction.graph import Graph
    from kg.schema.model import Realization


def is_acting(realization: Realization) -> bool:
    """Whether it fills a role with a subject or a possessor."""
    return realization.path is not None and realization.path.label in ("subj", "poss")


def is_between(realization: Realization) -> bool:
    """Whether it fills a role by "between", which names all sides."""
    return realization.path is not None and "between" in realization.path.prepositions


def is_on_the_way(token: int, realization: Realization, others: Iterable[Realization], trigger: int) -> bool:
    """For "gave X a letter to Y": where the noun says for whom it is, who is named before it only takes it in.

    Args:
        token: who may fill the role.
        realization: how.
        others: in what ways words behind the event's noun fill the role already.
        trigger: the event's noun.
    """
    if realization.scope != "light" or not 0 <= token < trigger or realization.path is None:
        return False
    return realization.path.label in ("p", "iobj") and any(
        way.path is not None and way.path.label == "p" and way.scope in ("own", "governor") for way in others
    )


def is_anothers_clause(realization: Realization, graph: Graph, trigger: int) -> bool:
    """Whether it is too little to say that who stands further off takes part: a bare plural ("talks"), a whole clause.

    Who decides something at talks does take part in them. Who announces that others will meet does not.
    """
    if not realization.fallback:
        return False
    if graph.tokens[trigger].upos in ("VERB", "AUX") and has_own_subject(graph, trigger):
        return True
    return realization.kind != "public" and is_bare_plural(graph, trigger)


def is_joint(graph: Graph, noun: int) -> bool:
    """For "in a joint statement issued after the talks": those who make it together were there."""
    return any(graph.lower[child] == "joint" for child in graph.children(noun))
