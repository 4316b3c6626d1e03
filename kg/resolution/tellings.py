"""One article's telling of one event: its claims of one number, with entities resolved, ready to be compared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from kg import edtf, names
from kg.model import ClaimRef, EntityKind, EntityRef
from kg.resolution.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import EventClaim, Extraction
    from kg.schema.model import EventType, Role, Schema

Bounds = tuple[date | None, date | None]

RECENT: Final = timedelta(days=31)
"""News tells without a date what happened in the last weeks."""
AHEAD: Final = timedelta(days=92)
"""And announces without a date what is due in the next months."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of one event.

    Attributes:
        article, number: digest and ``local_event``.
        group: smallest digest among the article's copies.
        claims: the claims, by reference. said: role, entity id, value and claim of each argument.
        fillers: entity ids by role IRI, of all roles but places. agents: all of these. places: entity ids of places.
        concepts: by role IRI.
        literals: folded words of the literal roles that must be filled.
        dates: stated dates, each once, sorted. when: their intersection where they agree.
        days: days the event may lie on: by its date, else by status and publication.
        likely: where it has no date, the days news usually means; else None.
        published: first and last day of publication.
        happened: some claim says that it took place. forward: all say that it is still to come.
        series: ordinals. triggers: folded trigger words, with the statuses: compared between copies.
    """

    article: str
    number: int
    group: str
    type: EventType
    claims: tuple[tuple[ClaimRef, EventClaim], ...]
    said: tuple[tuple[str, str, str, ClaimRef], ...]
    fillers: Mapping[str, frozenset[str]]
    agents: frozenset[str]
    places: frozenset[str]
    concepts: Mapping[str, frozenset[str]]
    literals: frozenset[str]
    dates: tuple[str, ...]
    when: str | None
    days: Bounds
    likely: tuple[date, date] | None
    published: Bounds
    happened: bool
    forward: bool
    series: frozenset[int]
    triggers: frozenset[tuple[str, str]]


def is_place(role: Role) -> bool:
    """Whether a role says where: it takes places and nobody acts in it."""
    return not role.agent and EntityKind.PLACE in role.kinds


def tellings(
    extractions: Iterable[Extraction],
    schema: Schema,
    ids: Mapping[EntityRef, str],
    groups: Mapping[str, str],
    memory: Memory | None = None,
) -> list[Telling]:
    """Every event that an article tells by at least one claim that is not generic; in order of article and number.

    Claims of a type that the schema does not know are left out.
    """
    memory = memory or Memory()
    types = {event_type.iri: event_type for event_type in schema.types}
    found: list[Telling] = []
    for extraction in extractions:
        digest = extraction.article.digest
        own = {EntityRef(digest, entity.key): ids.get(EntityRef(digest, entity.key)) for entity in extraction.entities}
        known = {reference: entity for reference, entity in own.items() if entity}
        group = groups.get(digest, digest)
        tell = partial(_told, extraction, schema, known, types=types, group=group)
        found += memory.reuse(("tellings", digest), (schema.digest, extraction, group, known), tell)
    return sorted(found, key=lambda telling: (telling.article, telling.number))


def _told(
    extraction: Extraction, schema: Schema, ids: Mapping[EntityRef, str], *, types: Mapping[str, EventType], group: str
) -> list[Telling]:
    digest = extraction.article.digest
    numbered: dict[int, list[tuple[ClaimRef, EventClaim]]] = defaultdict(list)
    for ordinal, claim in enumerate(extraction.claims):
        if claim.event_type in types:
            numbered[claim.local_event].append((ClaimRef(digest, "event", ordinal), claim))
    published = extraction.article.metadata.published
    kinds = {number: types[claims[0][1].event_type] for number, claims in numbered.items()}
    return [
        _telling(
            (digest, number, group),
            claims,
            published,
            event_type=kinds[number],
            schema=schema,
            ids=ids,
        )
        for number, claims in numbered.items()
        if not all(claim.generic for _, claim in claims)
    ]


def _telling(
    name: tuple[str, int, str],
    claims: list[tuple[ClaimRef, EventClaim]],
    published_text: str | None,
    *,
    event_type: EventType,
    schema: Schema,
    ids: Mapping[EntityRef, str],
) -> Telling:
    digest, number, group = name
    roles = {role.iri: role for role in event_type.roles}
    fillers: dict[str, set[str]] = defaultdict(set)
    places: set[str] = set()
    concepts: dict[str, set[str]] = defaultdict(set)
    literals: set[str] = set()
    said: list[tuple[str, str, str, ClaimRef]] = []
    for reference, claim in claims:
        for argument in claim.arguments:
            role = roles.get(argument.role)
            entity = ids.get(EntityRef(digest, argument.entity), "")
            if role is None or not (entity or argument.value):
                continue
            said.append((role.iri, entity, "" if entity else argument.value, reference))
            if entity and is_place(role):
                places.add(entity)
            elif entity:
                fillers[role.iri].add(entity)
            elif role.literal:
                if role.minimum:  # what makes the event: a quotation, not a remark beside it
                    literals.add(names.fold(argument.value))
            else:
                concepts[role.iri].add(argument.value)
    statuses = [schema.status(status) for status in sorted({claim.status for _, claim in claims})]
    happened = any(status.happened for status in statuses)
    forward = not any(status.happened or status.polarity.startswith("CT") for status in statuses)
    dates = tuple(sorted({claim.date for _, claim in claims if claim.date is not None}))
    published = edtf.bounds(published_text) if published_text else (None, None)
    when = common(dates)
    return Telling(
        article=digest,
        number=number,
        group=group,
        type=event_type,
        claims=tuple(claims),
        said=tuple(said),
        fillers={role: frozenset(who) for role, who in fillers.items()},
        agents=frozenset[str]().union(*fillers.values()),
        places=frozenset(places),
        concepts={role: frozenset(values) for role, values in concepts.items()},
        literals=frozenset(literals),
        dates=dates,
        when=when,
        days=_days(dates, when, published, happened=happened, forward=forward),
        likely=None if dates else _likely(published, happened=happened, forward=forward),
        published=published,
        happened=happened,
        forward=forward,
        series=frozenset(claim.series for _, claim in claims if claim.series),
        triggers=frozenset((names.fold(claim.trigger.text), claim.status) for _, claim in claims),
    )


def common(dates: Iterable[str]) -> str | None:
    """The intersection of dates; None where there are none or they exclude each other."""
    whole: str | None = None
    for text in sorted(set(dates)):
        whole = text if whole is None else edtf.intersect(whole, text)
        if whole is None:
            return None
    return whole


def _days(dates: tuple[str, ...], when: str | None, published: Bounds, *, happened: bool, forward: bool) -> Bounds:
    if dates:
        whole = when or (None if all_open(dates) else edtf.hull(dates))
        return edtf.bounds(whole) if whole else (None, None)
    if happened:
        return None, published[1]
    if forward and published[0] is not None:
        return published[0] - timedelta(days=1), None  # an early edition
    return None, None


def all_open(dates: Iterable[str]) -> bool:
    """Whether dates together are open at both ends."""
    limits = [edtf.bounds(text) for text in dates]
    return any(start is None for start, _ in limits) and any(end is None for _, end in limits)


def _likely(published: Bounds, *, happened: bool, forward: bool) -> tuple[date, date] | None:
    first, last = published
    if first is None or last is None:
        return None
    return (first if forward else first - RECENT), (last if happened else last + AHEAD)
