"""What the way in which a role was filled tells: who acts, who is on both sides, who only passes something on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.narrators import speaks_for_others
from kg.extraction.noun_phrases import is_bare_plural
from kg.extraction.paths import has_own_subject
from kg.extraction.plural_titles import is_plural_office
from kg.extraction.wordlists import HYPHENS, POINTING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extraction.graph import Graph
    from kg.schema.model import Realization

_REVIVING: Final = frozenset(
    "get bring put revive rescue save push promote restart relaunch rekindle jumpstart kickstart salvage".split()
)
_FIELDS: Final = frozenset(
    "the economic foreign finance defence defense trade energy senior interior health agriculture education".split()
)
_GOING: Final = frozenset(("visit", "tour", "reach", "leave"))


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


def takes_no_part(realization: Realization, graph: Graph, trigger: int, token: int) -> bool:
    """Whether words stand where a party would and name none: who only speaks for others, where somebody went.

    "A spokesman said after the talks" does not bring him to the table; in "visited Peru for talks with X of Chad" the
    other side is X, and Peru is where they met.
    """
    if realization.path is None or realization.path.label not in ("subj", "obj", "poss"):
        return False
    if realization.path.label == "poss":
        return _is_name_part(graph, trigger, token)
    if realization.path.label == "subj":
        telling = realization.scope == "governor" and realization.fallback
        return (telling and speaks_for_others(graph, token)) or (
            realization.scope == "light" and _revives(graph, trigger, token)
        )
    going = any(edge.label == "obj" and graph.tokens[edge.head].lemma.lower() in _GOING for edge in graph.into(token))
    return (
        going
        and realization.scope == "light"
        and any(
            edge.preposition == "with" and graph.tokens[edge.dependent].upos == "PROPN" for edge in graph.out(trigger)
        )
    )


def _is_name_part(graph: Graph, trigger: int, token: int) -> bool:
    """For "the Economic Leaders' Meeting": capitals say that the plural is a part of the occasion's name."""
    noun = graph.tokens[token]
    capitals = graph.tokens[trigger].form[0].isupper() and noun.form[0].isupper() and token > 0
    before = [graph.lower[child] for child in graph.children(token) if child < token]
    return (
        capitals
        and _FIELDS.issuperset(before)
        and noun.feat("Number") == "Plur"
        and is_plural_office(noun.form.lower())
    )


def _revives(graph: Graph, trigger: int, token: int) -> bool:
    """For "get the Chadian-Libyan talks back on track": the pair before the noun are all who talk."""
    sides = [edge.dependent for edge in graph.out(trigger) if edge.label in ("amod", "compound")]
    pair = any(graph.tokens[at + 1].form in HYPHENS and at + 2 in sides for at in sides if at + 2 < trigger)
    verbs = (edge.head for edge in graph.into(token) if edge.label == "subj")
    return pair and any(graph.tokens[verb].lemma.lower() in _REVIVING for verb in verbs)


def takes_up(realization: Realization, graph: Graph, trigger: int) -> bool:
    """Whether a bare "the letter" leaves open what an earlier sentence told: who hands it over did not write it."""
    at_it = realization.scope_prepositions and realization.kind != "public"  # whoever speaks at it was there
    if realization.scope != "governor" or at_it or graph.tokens[trigger].upos in ("VERB", "AUX"):
        return False
    words = {graph.tokens[child].form.lower() for child in graph.children(trigger)}
    return not words.isdisjoint(POINTING) and not graph.dependents(trigger, "poss")


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
