"""From clusters of tellings to events: what the claims of each say, merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kg.model import KnownArgument, KnownEvent
from kg.resolution.labels import event_label, event_slug
from kg.resolution.slugs import digest, unique_slugs
from kg.resolution.status import settle
from kg.resolution.tellings import Telling, common

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.model import ClaimRef
    from kg.resolution.agreement import Surroundings
    from kg.resolution.memory import Memory
    from kg.schema.model import Role, Schema

Cluster = tuple[Telling, ...]
Filler = tuple[str, str, str]
"""Role IRI, entity id and value of an argument."""


def known_events(
    clusters: Sequence[Cluster],
    schema: Schema,
    around: Surroundings,
    published: Mapping[str, str | None],
    memory: Memory,
) -> tuple[KnownEvent, ...]:
    """The events, sorted by type and slug. Claims that together leave a role below its minimum make no event.

    Args:
        clusters: tellings of one event each.
        schema: gives roles and statuses.
        around: gives names and sides of entities.
        published: EDTF date of each article.
        memory: of earlier calls.
    """
    by_type: dict[str, list[tuple[Cluster, KnownEvent]]] = defaultdict(list)
    for tellings in clusters:
        known = partial(_known, tellings, schema, around, published)
        first = tellings[0]
        given = (schema.digest, tellings, _seen(tellings, around), tuple(published[one.article] for one in tellings))
        event = memory.reuse(("event", first.article, first.number), given, known)
        if _whole(event, schema):
            by_type[event.event_type].append((tellings, event))
    found: list[KnownEvent] = []
    for iri in sorted(by_type):
        members = by_type[iri]
        wanted = [(event.slug, digest(_smallest(tellings))) for tellings, event in members]
        for (_, event), slug in zip(members, unique_slugs(wanted, always=True), strict=True):
            found.append(replace(event, slug=slug))
    return tuple(sorted(found, key=lambda event: (event.event_type, event.slug)))


def _seen(tellings: Cluster, around: Surroundings) -> tuple[object, ...]:
    """What of the surroundings an event follows from."""
    who = sorted({entity for telling in tellings for _, entity, _, _ in telling.said if entity})
    return tuple((entity, around.names[entity], around.acts_for.get(entity)) for entity in who)


def _whole(event: KnownEvent, schema: Schema) -> bool:
    return all(
        sum(argument.role == role.iri for argument in event.arguments) >= role.needed
        for role in schema.type(event.event_type).roles
    )


def _smallest(tellings: Cluster) -> str:
    """What names the smallest claim for good: article and offsets of its trigger."""
    reference, claim = min(pair for telling in tellings for pair in [min(telling.claims, key=lambda pair: pair[0])])
    span = claim.trigger.span
    return f"{reference.article}/{span.start}-{span.end}/{claim.local_event}"


def _known(tellings: Cluster, schema: Schema, around: Surroundings, published: Mapping[str, str | None]) -> KnownEvent:
    event_type = tellings[0].type
    claims = sorted((pair for telling in tellings for pair in telling.claims), key=lambda pair: pair[0])
    stated = [(schema.status(claim.status), ref.article, published[ref.article]) for ref, claim in claims]
    status, contradicted = settle(stated)
    statuses: dict[str, list[ClaimRef]] = defaultdict(list)
    dates: dict[str, list[ClaimRef]] = defaultdict(list)
    for reference, claim in claims:
        statuses[claim.status].append(reference)
        if claim.date is not None:
            dates[claim.date].append(reference)
    date = common(dates)
    defaults = frozenset(concept.iri for concept in schema.concepts if concept.default)
    arguments = _arguments(tellings, around, defaults)
    slug_date = date or min(dates, default=None)
    disagreements = (["date"] if dates and date is None else []) + (["status"] if contradicted else [])
    return KnownEvent(
        event_type=event_type.iri,
        slug=event_slug(event_type, arguments, slug_date, around.names),
        label=event_label(event_type, arguments, date or " or ".join(sorted(dates)) or None, around.names),
        arguments=arguments,
        status=status,
        statuses=tuple((iri, tuple(refs)) for iri, refs in sorted(statuses.items())),
        date=date,
        dates=tuple((text, tuple(refs)) for text, refs in sorted(dates.items())),
        disagreements=tuple(disagreements),
        claims=tuple(reference for reference, _ in claims),
        sources=len({telling.group for telling in tellings}),
    )


def _arguments(tellings: Cluster, around: Surroundings, defaults: frozenset[str]) -> tuple[KnownArgument, ...]:
    """The filled roles, each with the claims that say so.

    Where one article names a state and another the person who acted for it, the person fills the role: the state's
    claims still support the event, but it is no second participant. Where one article names both, both take part.
    No role has more fillers than its maximum.
    """
    stated: dict[Filler, list[ClaimRef]] = defaultdict(list)
    for telling in tellings:
        for role, entity, value, reference in telling.said:
            stated[role, entity, value].append(reference)
    agents = {role.iri for role in tellings[0].type.roles if role.agent}
    acting = {entity for role, entity, _ in stated if role in agents}
    sides = {
        entity
        for entity in acting
        if any(entity in around.acts_for.get(other, ()) for other in acting)
        and not any(
            entity in telling.agents and any(entity in around.acts_for.get(other, ()) for other in telling.agents)
            for telling in tellings
        )
    }
    kept = {
        key: tuple(sorted(set(references)))
        for key, references in stated.items()
        if not (key[0] in agents and key[1] in sides and _stays_filled(key[0], sides, stated))
    }
    for limited in tellings[0].type.roles:
        for key in _beyond(limited, kept, defaults):
            del kept[key]
    return tuple(KnownArgument(*key, references) for key, references in sorted(kept.items()))


def _beyond(role: Role, kept: Mapping[Filler, tuple[ClaimRef, ...]], defaults: frozenset[str]) -> list[Filler]:
    """Fillers beyond the role's maximum: a scheme's default first, then what fewer articles, then fewer claims, say."""
    fillers = [key for key in kept if key[0] == role.iri]
    if not role.maximum or len(fillers) <= role.maximum:
        return []
    return sorted(
        fillers,
        key=lambda key: (
            key[2] in defaults,
            -len({reference.article for reference in kept[key]}),
            -len(kept[key]),
            key,
        ),
    )[role.maximum :]


def _stays_filled(role: str, sides: set[str], stated: Mapping[Filler, list[ClaimRef]]) -> bool:
    """Whether a role has a filler that is not dropped as a side."""
    return any(other == role and entity and entity not in sides for other, entity, _ in stated)
