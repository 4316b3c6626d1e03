"""What somebody came to do and then did: "arrived on Monday to brief Y" beside "held talks with Y on Tuesday"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kg import edtf
from kg.extraction.drafts import Draft
from kg.extraction.graph import Graph
from kg.extraction.journey_words import MOVING

_DAYS: Final = 7
_PURPOSE: Final = frozenset(("xcomp", "advcl", "acl"))
_PARTIES: Final = 2
_BESIDE: Final = 2  # sentences between purpose and deed where no day ties them


def fulfil(drafts: Sequence[Draft], compatible: Callable[[Draft, Draft], bool], graphs: Sequence[Graph]) -> list[Draft]:
    """Join the purpose of a journey that was made with the doing of it, by the same parties, within days.

    The day of the journey is no day of what was done there: the purpose loses it.

    Args:
        drafts: in order of the text.
        compatible: whether two drafts may be one event as far as date, place, series, format and status go.
        graphs: of all sentences.
    """
    result = list(drafts)
    for position, purpose in enumerate(drafts):
        journey = _journey(purpose, drafts, graphs)
        if journey is None:
            continue
        for place, deed in enumerate(drafts):
            if not _does(deed, purpose, journey) or not compatible(_where_he_went(purpose, journey, deed), deed):
                continue
            first, second = sorted((place, position))
            result[position] = replace(purpose, date=None, date_span=None) if deed.date else purpose
            if result[second].antecedent < 0:
                result[second] = replace(result[second], antecedent=first)
            break
    return result


def _journey(purpose: Draft, drafts: Sequence[Draft], graphs: Sequence[Graph]) -> Draft | None:
    """The journey, told as made, that a verb names the purpose of; None where there is none."""
    match, graph = purpose.match, graphs[purpose.match.sentence]
    if purpose.status.happened or purpose.generic or match.trigger.upos != "VERB" or purpose.antecedent >= 0:
        return None
    token = match.token
    if graph.deprels[token] not in _PURPOSE or not any(graph.lower[child] == "to" for child in graph.children(token)):
        return None
    head = graph.heads[token]
    if head < 0 or graph.tokens[head].lemma.lower() not in MOVING:
        return None
    made = (one for one in drafts if one.match.sentence == match.sentence and one.match.token == head)
    return next((one for one in made if one.status.happened), None)


def _where_he_went(purpose: Draft, journey: Draft, deed: Draft) -> Draft:
    """The purpose as it would be done, on no day yet: where the journey led, if nothing else says where."""
    fillings = purpose.fillings
    if not purpose.places():
        fillings += tuple(
            replace(filling, role=iri) for iri in purpose.event_type.place_roles for filling in journey.places()
        )
    return replace(purpose, fillings=fillings, status=deed.status, date=None, date_span=None)


def _does(deed: Draft, purpose: Draft, journey: Draft) -> bool:
    """Whether the very parties did it, no sooner than they came and no more than days after that."""
    if deed.event_type.iri != purpose.event_type.iri or not deed.status.happened or deed.generic or deed.fresh:
        return False
    if len(deed.agents()) < _PARTIES or set(deed.agents()) != set(purpose.agents()):
        return False
    if deed.date is None or journey.date is None:
        return abs(deed.match.sentence - purpose.match.sentence) <= _BESIDE
    (start, end), (came, _) = edtf.bounds(deed.date), edtf.bounds(journey.date)
    if start is None or end is None or came is None:
        return False
    return end >= came and (start - came).days <= _DAYS
