"""Whose capital it is: who goes to the seat of a state goes to that state, where the text names no other host."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extraction.journey_words import HALTS
from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extraction.allegiance import Allegiances
    from kg.extraction.drafts import Draft
    from kg.extraction.scene import Scene
    from kg.schema.model import Role

_IN_PASSING: Final = HALTS | {"way", "route", "refuel", "transit", "pass", "layover", "flight"}


def take_seats(drafts: Sequence[Draft], scene: Scene, allegiances: Allegiances) -> list[Draft]:
    """Fill the roles that name a role of places by ``fr:seatOf``: "arrived in <capital> on a visit".

    Only of comers who are known to act for another state. Not where they meet others there, and nobody of that state
    ("in <capital> for talks with <third state>"), nor where they only pass through.

    Args:
        drafts: complete ones; nothing is taken from the result.
        scene: the article.
        allegiances: who acts for whom.
    """
    seats = {
        row.as_place: row.entities[0]
        for rows in scene.referring
        for row in rows
        if row.how == "capital" and row.as_place and len(row.entities) == 1
    }
    seats |= {key: key for key, entity in scene.entities.items() if entity.kind is EntityKind.COUNTRY}
    with_agent: dict[str, list[Draft]] = {}
    for draft in drafts:
        for key in draft.agents():
            with_agent.setdefault(key, []).append(draft)
    return [_taken(draft, with_agent, seats, scene, allegiances) for draft in drafts]


def _taken(
    draft: Draft,
    with_agent: Mapping[str, Sequence[Draft]],
    seats: Mapping[str, str],
    scene: Scene,
    allegiances: Allegiances,
) -> Draft:
    token = scene.graphs[draft.match.sentence].tokens[draft.match.token]
    if token.lemma.lower() in _IN_PASSING:
        return draft
    for role in draft.event_type.roles:
        if role.seat_of and not draft.role(role.iri):
            draft = _filled(draft, role, with_agent, seats, allegiances)
    return draft


def _filled(
    draft: Draft,
    role: Role,
    with_agent: Mapping[str, Sequence[Draft]],
    seats: Mapping[str, str],
    allegiances: Allegiances,
) -> Draft:
    places = draft.role(role.seat_of)
    if len({key for filling in places for key in filling.entities}) != 1:
        return draft
    (place,) = places[0].entities
    state = seats.get(place, "")
    own = allegiances.states(state) if state else frozenset()
    homes = [allegiances.states(key) for key in draft.agents()]
    if not own or not homes or any(not home or own & home for home in homes):
        return draft
    beside = [other for key in draft.agents() for other in with_agent[key]]
    if _meets_others(draft, place, own, beside, allegiances):
        return draft
    taken = replace(places[0], role=role.iri, entities=(state,), kind="country", implied=True)
    return replace(draft, fillings=(*draft.fillings, taken))


def _meets_others(
    draft: Draft, place: str, own: frozenset[str], beside: Sequence[Draft], allegiances: Allegiances
) -> bool:
    """Whether those who come take part in something else there, with nobody who is known to be of that state.

    Args:
        draft: who comes where.
        place: key of where.
        own: references of the state visited.
        beside: the events that those who come take part in.
        allegiances: who acts for whom.
    """
    comers = set(draft.agents())
    met: set[str] = set()
    unnamed = False
    for other in beside:
        there = {key for filling in other.places() for key in filling.entities}
        near = other.match.sentence == draft.match.sentence and not there
        if other.event_type.iri != draft.event_type.iri and (place in there or near):
            met |= set(other.agents()) - comers
            unnamed = unnamed or any(filling.described for filling in other.fillings)
    return (bool(met) or unnamed) and not any(own & allegiances.states(key) for key in met)
