"""Whose capital it is: who goes to the seat of a state goes to that state, where the text names no other host."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extraction.allegiance import Allegiances
    from kg.extraction.drafts import Draft
    from kg.extraction.scene import Scene
    from kg.schema.model import Role


def take_seats(drafts: Sequence[Draft], scene: Scene, allegiances: Allegiances) -> list[Draft]:
    """Fill the roles that name a role of places by ``fr:seatOf``: "arrived in <capital> on a visit".

    Not where whoever comes meets others there, and none of that state ("in <capital> for talks with <third state>").

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
    return [_taken(draft, drafts, seats, allegiances) for draft in drafts]


def _taken(draft: Draft, drafts: Sequence[Draft], seats: Mapping[str, str], allegiances: Allegiances) -> Draft:
    for role in draft.event_type.roles:
        if role.seat_of and not draft.role(role.iri):
            draft = _filled(draft, role, drafts, seats, allegiances)
    return draft


def _filled(
    draft: Draft, role: Role, drafts: Sequence[Draft], seats: Mapping[str, str], allegiances: Allegiances
) -> Draft:
    places = draft.role(role.seat_of)
    if len({key for filling in places for key in filling.entities}) != 1:
        return draft
    (place,) = places[0].entities
    state = seats.get(place, "")
    own = allegiances.states(state) if state else frozenset()
    comers = draft.agents()
    if not comers or not own or any(own & allegiances.states(key) for key in comers):
        return draft
    if _meets_others(draft, place, own, drafts, allegiances):
        return draft
    taken = replace(places[0], role=role.iri, entities=(state,), kind="country", implied=True)
    return replace(draft, fillings=(*draft.fillings, taken))


def _meets_others(
    draft: Draft, place: str, own: frozenset[str], drafts: Sequence[Draft], allegiances: Allegiances
) -> bool:
    """Whether some of those who come take part in something else there, with strangers to the state alone."""
    comers = set(draft.agents())
    home = {state for key in comers for state in allegiances.states(key)}
    met: set[str] = set()
    for other in drafts:
        there = {key for filling in other.places() for key in filling.entities}
        near = other.match.sentence == draft.match.sentence and not there
        if other.event_type.iri != draft.event_type.iri and (place in there or near) and comers & set(other.agents()):
            met |= set(other.agents()) - comers
    states = {state for key in met for state in allegiances.states(key)} - home
    return bool(states) and not states & own
