"""One stay told on several days: "arrived in Lima on Monday", "ended his visit to Peru on Wednesday".

Nobody arrives at one place twice within a few days, unless the text says so; what is dated in a stay is a day of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.journey_words import ARRIVING
from kg.extraction.tense import auxiliaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.drafts import Draft
    from kg.extraction.graph import Graph

_DAYS: Final = 7
_ANEW: Final = frozenset("again return re-enter revisit second another third twice back".split())
_AHEAD: Final = frozenset(
    "planned upcoming forthcoming coming next proposed expected scheduled possible future impending first".split()
)
_PAST: Final = frozenset(("was", "were", "had"))
_WITHIN: Final = frozenset("VERB AUX ADJ".split())


def is_sojourn(draft: Draft) -> bool:
    """Whether it is of a type that a place belongs to: somebody is somewhere for a while."""
    return may_say_where(draft) and bool(draft.places())


def may_say_where(draft: Draft) -> bool:
    """Whether its type is one of stays, although it may leave unsaid where ("his visiting counterpart")."""
    return bool(set(draft.event_type.one_of) & set(draft.event_type.place_roles))


def are_days_of_one_stay(draft: Draft, others: Sequence[Draft], graphs: Sequence[Graph]) -> bool:
    """Whether dates that differ can be days of one stay: of the same people, and not told in the same words.

    Args:
        draft: a dated one.
        others: what has been told of the event it may be of.
        graphs: of all sentences.
    """
    if not is_sojourn(draft) or any(_is_anew(graphs[one.match.sentence], one) for one in (draft, *others)):
        return False
    dated = [one for one in others if one.date is not None]
    return bool(dated) and all(
        _who(draft) & _who(one) and _tells_a_part(draft, one, graphs) and _is_near(draft.date, one.date)
        for one in dated
    )


def is_plan_of(plan: Draft, arrivals: Sequence[Draft], graphs: Sequence[Graph]) -> bool:
    """For "X arrived in Lima on Monday. X was due in Peru for three days": what was planned then is what came about.

    So is "after his Peru tour" with a clause that lies ahead, unless its words say that the tour does.

    Args:
        plan: what was to be.
        arrivals: what is told as done.
        graphs: of all sentences.
    """
    graph = graphs[plan.match.sentence]
    if not is_sojourn(plan) or plan.fresh or _is_anew(graph, plan):
        return False
    before = [one for one in arrivals if one.match.sentence < plan.match.sentence]
    known = _is_known(graph, plan) and any(one.date is not None for one in before)
    if not known and not _was_planned(graph, plan.match.token):
        return False
    return all(
        is_sojourn(one)
        and bool(_who(plan) & _who(one))
        and (plan.date is None or one.date is None or _is_near(plan.date, one.date))
        for one in arrivals
    )


def date_by_arrival(drafts: Sequence[Draft], numbers: Sequence[int], graphs: Sequence[Graph]) -> list[Draft]:
    """Of several days of one stay keep the one on which it began: an arrival's, else the first.

    Args:
        drafts: complete ones, in order of the text.
        numbers: the event of each.
        graphs: of all sentences.
    """
    stays: dict[int, list[int]] = {}
    for place, (draft, number) in enumerate(zip(drafts, numbers, strict=True)):
        if draft.date is not None and draft.status.happened and may_say_where(draft):
            stays.setdefault(number, []).append(place)
    result = list(drafts)
    for told in stays.values():
        arrivals = [place for place in told if _arrives(drafts[place], graphs)]
        places = told if arrivals else [place for place in told if is_sojourn(drafts[place])]
        dates = [result[place].date or "" for place in places]
        if all(edtf.compatible(one, other) for one in dates for other in dates):
            continue
        first = min(arrivals or places, key=lambda place: edtf.bounds(drafts[place].date or "")[0] or date.max)
        for place in places:
            if not edtf.compatible(drafts[place].date or "", drafts[first].date or ""):
                result[place] = replace(drafts[place], date=None, date_span=None)
    return result


def _arrives(draft: Draft, graphs: Sequence[Graph]) -> bool:
    token = graphs[draft.match.sentence].tokens[draft.match.token]
    return token.lemma.lower() in ARRIVING or token.lemma.lower() == "arrival"


def _who(draft: Draft) -> frozenset[str]:
    needed = [role.iri for role in draft.event_type.roles if role.agent and role.minimum]
    return frozenset(key for iri in needed for key in draft.entities(iri))


def _tells_a_part(one: Draft, other: Draft, graphs: Sequence[Graph]) -> bool:
    """Whether one tells of the stay as known ("his visit"), or they of two parts of it (arriving, being there)."""
    nouns = [draft for draft in (one, other) if draft.match.trigger.upos == "NOUN"]
    if any(draft.match.definite for draft in nouns):
        return True
    lemmas = [graphs[draft.match.sentence].tokens[draft.match.token].lemma.lower() for draft in (one, other)]
    return len(nouns) < len(lemmas) and lemmas[0] != lemmas[1]


def _is_near(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    (first, last), (start, end) = edtf.bounds(one), edtf.bounds(other)
    if first is None or last is None or start is None or end is None:
        return False
    if (last - first).days > _DAYS or (end - start).days > _DAYS:
        return False
    return max((start - last).days, (first - end).days) <= _DAYS


def _is_anew(graph: Graph, draft: Draft) -> bool:
    """Whether a word of its clause says that somebody is there once more."""
    token = draft.match.token
    words = {graph.tokens[index].lemma.lower() for index in (token, *graph.children(token))}
    words |= {graph.tokens[verb.token].lemma.lower() for verb in draft.match.light}
    return not words.isdisjoint(_ANEW)


def _is_known(graph: Graph, plan: Draft) -> bool:
    """Whether a possessed noun without a date or a word of what lies ahead tells of it: "his Peru tour"."""
    noun = plan.match.token
    if plan.match.trigger.upos != "NOUN" or plan.date is not None or plan.match.light:
        return False
    words = {graph.lower[child] for child in graph.children(noun)}
    return bool(graph.dependents(noun, "poss")) and words.isdisjoint(_AHEAD)


def _was_planned(graph: Graph, token: int) -> bool:
    """Whether the plan is told in the past: "was expected in", "had been due for"."""
    for node in (token, *graph.ancestors(token)):
        if graph.tokens[node].upos not in _WITHIN:
            continue
        helpers = {graph.tokens[index].form.lower() for index in (*auxiliaries(graph, node), *graph.children(node))}
        return not helpers.isdisjoint(_PAST)
    return False
