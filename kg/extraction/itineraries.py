"""Several stops told in one breath: each with its own day, and with whom "respectively" puts there.

Runs once there is one draft for each stop: "flew to A on May 6 and a day later to B", "visits to A and B, during which
he saw X and Y respectively".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.dates import DateExpression
from kg.extraction.drafts import Draft
from kg.extraction.fillings import Filling
from kg.extraction.graph import Graph

_SEVERAL: Final = 2
_NEAR: Final = 3  # words between a place and its day
_RESPECTIVELY: Final = "respectively"

_Told = tuple[DateExpression, bool] | None  # a day, and whether it stands behind the stop
_Stops = tuple[tuple[int, Filling], ...]  # place in the list of drafts, and the stop


def date_stops(
    drafts: Sequence[Draft], dates: Sequence[Sequence[DateExpression]], graphs: Sequence[Graph]
) -> list[Draft]:
    """Drafts of one trigger's stops, each with the day told beside it, and those who were met there in order.

    Args:
        drafts: one for each event.
        dates: the date expressions of each sentence.
        graphs: of all sentences.
    """
    result = list(drafts)
    for stops in _journeys(drafts):
        first = drafts[stops[0][0]]
        graph, expressions = graphs[first.match.sentence], dates[first.match.sentence]
        told = _in_order(graph, stops, expressions) or [_day(graph, stop.token, expressions) for _, stop in stops]
        if not any(told):
            continue
        _between(told, [stop.token for _, stop in stops], expressions)
        for (position, _), one in zip(stops, _shared(told), strict=True):
            if one is not None:
                result[position] = _dated(result[position], one)
    for stops in _journeys(drafts):
        _put_where(result, stops, graphs)
    return result


def _journeys(drafts: Sequence[Draft]) -> list[_Stops]:
    """The stops of each trigger that tells of several, in order of the text."""
    found: dict[tuple[str, int, int, int, int], list[tuple[int, Filling]]] = {}
    for position, draft in enumerate(drafts):
        places = draft.places()
        if len(places) == 1 and places[0].token >= 0 and places[0].sentence == draft.match.sentence:
            key = (draft.event_type.iri, draft.match.sentence, draft.match.token, draft.match.telling, draft.occasion)
            found.setdefault(key, []).append((position, places[0]))
    return [
        tuple(sorted(stops, key=lambda stop: stop[1].token))
        for stops in found.values()
        if len({stop.token for _, stop in stops}) == len(stops) >= _SEVERAL
    ]


def _in_order(graph: Graph, stops: _Stops, expressions: Sequence[DateExpression]) -> list[_Told]:
    """For "will visit A and B on May 5-6 and May 8-9 respectively": as many days behind the stops, in their order."""
    if _RESPECTIVELY not in graph.lower:
        return []
    behind = [one for one in expressions if one.edtf and not one.days and one.start > stops[-1][1].token]
    return [(one, True) for one in behind] if len(behind) == len(stops) else []


def _day(graph: Graph, place: int, expressions: Sequence[DateExpression]) -> _Told:
    """The expression right behind a place (True), or right before its preposition (False)."""
    for one in expressions:
        if (
            one.edtf
            and not one.days
            and place < one.start <= place + 1 + _NEAR
            and _is_gap(graph, place + 1, one.start)
        ):
            return one, True
    for one in expressions:
        if one.edtf and not one.days and one.end < place <= one.end + _NEAR:
            between = graph.tokens[one.end : place]
            if all(token.upos in ("ADP", "DET") or graph.heads[token.index] == place for token in between) and not any(
                token.form == "," for token in between
            ):
                return one, False
    return None


def _between(told: list[_Told], places: Sequence[int], expressions: Sequence[DateExpression]) -> None:
    """For "to A to see X, on June 6, and a day later to B": the only other day told before the next stop is A's."""
    taken = {one[0].span for one in told if one}
    for at, place in enumerate(places[:-1]):
        free = [
            one
            for one in expressions
            if place < one.start < places[at + 1] and one.edtf and not one.days and one.span not in taken
        ]
        if told[at] is None and len(free) == 1:
            told[at] = (free[0], True)


def _is_gap(graph: Graph, start: int, end: int) -> bool:
    """Whether only the rest of a name, a comma and a preposition stand between a place and its day."""
    return all(token.upos in ("ADP", "PUNCT", "PROPN") for token in graph.tokens[start:end])


def _shared(told: Sequence[_Told]) -> list[DateExpression | None]:
    """A day behind a list of stops is that of all of them, and so is one before it."""
    result = [one[0] if one else None for one in told]
    for at in range(len(told) - 2, -1, -1):
        after = told[at + 1]
        if result[at] is None and (after is None or after[1]):
            result[at] = result[at + 1]
    for at in range(1, len(told)):
        if result[at] is None:
            result[at] = result[at - 1]
    return result


def _dated(draft: Draft, one: DateExpression) -> Draft:
    date = (one.future if not draft.status.happened else None) or one.edtf
    return replace(draft, date=date, date_span=one.span)


def _put_where(drafts: list[Draft], stops: _Stops, graphs: Sequence[Graph]) -> None:
    """For "visits to A and B, where he saw X and Y respectively": X in A on its day, Y in B on the other."""
    journey = drafts[stops[0][0]]
    if not any(token.form.lower() == _RESPECTIVELY for token in graphs[journey.match.sentence].tokens):
        return
    groups: dict[tuple[str, int], list[int]] = {}
    for position, draft in enumerate(drafts):
        other = draft.event_type.iri != journey.event_type.iri
        if draft.match.apart and other and draft.match.sentence == journey.match.sentence:
            groups.setdefault((draft.event_type.iri, draft.match.token), []).append(position)
    for members in groups.values():
        common = set(journey.agents()) & set(drafts[members[0]].agents())
        if len(members) != len(stops) or not common:
            continue
        for member, (position, stop) in zip(members, stops, strict=True):
            draft, source = drafts[member], drafts[position]
            roles = draft.event_type.place_roles
            kept = tuple(item for item in draft.fillings if item.role not in roles)
            where = (replace(stop, role=roles[0], implied=True),) if roles else ()
            drafts[member] = replace(draft, fillings=(*kept, *where), date=source.date, date_span=source.date_span)
