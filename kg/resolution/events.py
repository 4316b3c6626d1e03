"""From the tellings of all articles to events: find pairs worth comparing, cluster them, merge what they say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.model import EntityKind, KnownArgument, KnownEvent
from kg.resolution.agreement import SURE, Surroundings, agreement, excluded
from kg.resolution.clusters import Link, cluster
from kg.resolution.labels import event_label, event_slug
from kg.resolution.slugs import digest, unique_slugs
from kg.resolution.status import settle
from kg.resolution.tellings import Telling, common

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from datetime import date

    from kg.model import ClaimRef
    from kg.schema.model import Role, Schema

_LONG: Final = 100  # days beyond which a date tells no more than none

Cluster = tuple[Telling, ...]
Filler = tuple[str, str, str]
"""Role IRI, entity id and value of an argument."""


def _never(_one: Telling, _other: Telling) -> bool:
    return False


def cluster_tellings(
    tellings: Sequence[Telling], around: Surroundings, apart: Callable[[Telling, Telling], bool] = _never
) -> list[Cluster]:
    """The tellings, grouped by event.

    Args:
        tellings: in order of article and number.
        around: what is known of the entities.
        apart: whether a judgement keeps two apart.
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for key in set(_keys(telling, around)):
            blocks[key].append(index)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    verdicts: dict[tuple[int, int], bool] = {}

    def excludes(left: int, right: int) -> bool:
        pair = min(left, right), max(left, right)
        if pair not in verdicts:
            one, other = tellings[left], tellings[right]
            verdicts[pair] = apart(one, other) or excluded(one, other, around)
        return verdicts[pair]

    links = []
    for left, right in pairs:
        if not excludes(left, right) and (found := agreement(tellings[left], tellings[right], around)):
            links.append(Link(found.strength, left, right))
    groups = cluster(len(tellings), links, excludes, sure=SURE)
    return [tuple(tellings[index] for index in group) for group in groups]


def _keys(telling: Telling, around: Surroundings) -> Iterator[Hashable]:
    """What two tellings must share to be compared; wide enough for every link that `agreement` may find."""
    kind = telling.type.iri
    agents = sorted(telling.agents)
    country = f"{EntityKind.COUNTRY}/"
    if telling.literals:
        yield from ((kind, who, text) for who in agents for text in telling.literals)
        return
    named = [who for who in agents if not who.startswith(country)]
    yield from ((kind, "named", *pair) for pair in combinations(named, 2))
    sides = sorted({side for who in agents for side in (who, *around.acts_for.get(who, ()))})
    lone = [(side,) for side in sides] if _alone(telling) else []
    times: list[Hashable] = [*_months(telling), *telling.series]
    for parties in [*lone, *combinations(sides, 2)]:
        yield from ((kind, time, *parties) for time in times)
    if telling.group:
        yield kind, telling.group, frozenset(agents)


def _alone(telling: Telling) -> bool:
    """Whether one party may be all there is in common."""
    least = sum(role.minimum for role in telling.type.roles if role.agent)
    return least < 2 or len(telling.agents) == 1 or telling.when is not None


def _months(telling: Telling) -> Iterator[str]:
    """The months the event may lie in, where that says something."""
    limits: tuple[date | None, date | None] = telling.likely or telling.days
    start, end = limits
    if start is None or end is None or (telling.dates and (end - start).days > _LONG):
        return
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield f"{year}-{month}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def known_events(
    clusters: Sequence[Cluster], schema: Schema, around: Surroundings, published: Mapping[str, str | None]
) -> tuple[KnownEvent, ...]:
    """The events, sorted by type and slug. Claims that together leave a role below its minimum make no event.

    Args:
        clusters: tellings of one event each.
        schema: gives roles and statuses.
        around: gives names and sides of entities.
        published: EDTF date of each article.
    """
    by_type: dict[str, list[tuple[Cluster, KnownEvent]]] = defaultdict(list)
    for tellings in clusters:
        event = _known(tellings, schema, around, published)
        if _whole(event, schema):
            by_type[event.event_type].append((tellings, event))
    found: list[KnownEvent] = []
    for iri in sorted(by_type):
        members = by_type[iri]
        wanted = [(event.slug, digest(_smallest(tellings))) for tellings, event in members]
        for (_, event), slug in zip(members, unique_slugs(wanted, always=True), strict=True):
            found.append(replace(event, slug=slug))
    return tuple(sorted(found, key=lambda event: (event.event_type, event.slug)))


def _whole(event: KnownEvent, schema: Schema) -> bool:
    return all(
        sum(argument.role == role.iri for argument in event.arguments) >= role.minimum
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
