"""Which nouns speak of an event told before: "the talks", "their meeting"; "during the meeting" as a mere setting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extraction.narrators import only_tells
from kg.extraction.wordlists import PERIODS, POINTING, ROLE_NOUNS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.drafts import Draft
    from kg.extraction.graph import Graph
    from kg.extraction.scene import Referring

_TIMELY: Final = WEEKDAYS | PERIODS | {"today", "yesterday", "tomorrow"}
_WHERE: Final = frozenset(("in", "at"))
_TOGETHER: Final = 2
_SETTING: Final = frozenset("during at in".split())
_ORDINAL: Final = frozenset(("st", "nd", "rd", "th"))


def takes_up(draft: Draft, graph: Graph) -> bool:
    """Whether a noun can speak of an event told before: definite, possessed, or bare plural ("talks")."""
    token = graph.tokens[draft.match.token]
    noun = draft.match.token
    if _is_counted(graph, noun) or _is_told_of(graph, noun) or _is_numbered(graph, noun):
        return False
    if token.upos not in ("NOUN", "PROPN") or draft.match.quantified:
        return False
    return draft.match.definite and not _is_anothers(draft, graph)


def is_strangers(draft: Draft, graph: Graph, referring: Sequence[Sequence[Referring]]) -> bool:
    """For "the envoy's trip" where nobody told of is known for an envoy: not the trip of who travelled last.

    Args:
        draft: of the event that somebody owns.
        graph: of its sentence.
        referring: who is referred to in each sentence; where that is unknown, nobody is a stranger.
    """
    if not referring:
        return False
    known = {row.head for row in referring[draft.match.sentence]}
    owners = (owner for owner in graph.dependents(draft.match.token, "poss") if owner not in known)
    return any(graph.tokens[one].upos == "NOUN" and graph.tokens[one].lemma.lower() in ROLE_NOUNS for one in owners)


def _is_anothers(draft: Draft, graph: Graph) -> bool:
    """For "a body whose first session", "the council's meeting": of something that took no part in an event told."""
    own = [filling for filling in draft.fillings if filling.sentence == draft.match.sentence]
    bodies = {
        filling.token
        for filling in own
        if filling.described and filling.kind == "organization" and graph.tokens[filling.token].feat("Number") != "Plur"
    }
    filled = {filling.token for filling in own} - bodies
    for owner in graph.dependents(draft.match.token, "poss"):
        token = graph.tokens[owner]
        if token.form.lower() == "whose":
            return True
        if token.upos == "NOUN" and owner not in filled and token.lemma.lower() not in _TIMELY:
            return True
    return False


def _is_numbered(graph: Graph, noun: int) -> bool:
    """For "the 12th Andean Summit": an occasion that bears a number in its name is no other one told before."""
    if not graph.tokens[noun].form[0].isupper() or not noun:
        return False
    before = (graph.tokens[child].form for child in graph.children(noun) if child < noun)
    return any(form[0].isdigit() and form[-2:].lower() in _ORDINAL for form in before)


def _is_counted(graph: Graph, noun: int) -> bool:
    """For "fifteen rounds of talks": many are none told before, whoever held them."""
    outer = graph.transparent.get(noun, -1)
    return outer >= 0 and any(graph.deprels[child] == "nummod" for child in graph.children(outer))


def _is_told_of(graph: Graph, noun: int) -> bool:
    """For "A updated B on the talks in Vienna": told of as held elsewhere, not those in which A and B meet."""
    if not any(edge.preposition in _WHERE for edge in graph.out(noun)):
        return False
    return any(only_tells(graph, noun, edge.head) for edge in graph.into(noun))


def is_its_setting(draft: Draft, graph: Graph) -> bool:
    """Whether a bare "during the meeting" only says when somebody did something: no party hangs on the noun.

    Args:
        draft: whose parties are those of the clause around.
        graph: of its sentence.
    """
    noun = draft.match.token
    if max((role.minimum for role in draft.event_type.roles), default=0) < _TOGETHER:
        return False  # "in the letter, X said": it was X's
    if graph.tokens[noun].upos != "NOUN" or draft.match.light or not draft.agents():
        return False
    if not any(edge.preposition in _SETTING for edge in graph.into(noun)):
        return False
    children = [child for child in graph.children(noun) if graph.deprels[child] not in ("case", "punct")]
    return bool(children) and all(
        graph.deprels[child] == "det" and graph.lower[child] in POINTING for child in children
    )
