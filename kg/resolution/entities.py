"""From the entities of the articles to the entities of the knowledge: grouped, named, given slugs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg import names
from kg.judgement import referent_name
from kg.model import EntityKind, EntityRef, KnownEntity
from kg.resolution.judging import judged_groups
from kg.resolution.persons import group_persons, is_full
from kg.resolution.slugs import digest, unique_slugs
from kg.resolution.things import country_words, group_countries, group_organizations, group_places, group_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.judgement import Sides
    from kg.resolution.appearances import Appearance
    from kg.watchlist import Listed

_LONGEST_SLUG: Final = 60


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities, and which of them each article's entity is."""

    entities: tuple[KnownEntity, ...]
    ids: Mapping[EntityRef, str]


def resolve_entities(
    appearances: Sequence[Appearance],
    sides: Sides | None = None,
    listed: Mapping[EntityRef, Listed] | None = None,
) -> Cast:
    """Group the entities of all articles, as far as judgements and watch-list (``sides``) leave that open; by id.

    Args:
        appearances: of all articles.
        sides: what judgements and watch-list hold together and keep apart.
        listed: the entries of the watch-list that entities are; an entry gives its name and identifiers.
    """
    by_kind: dict[EntityKind, list[Appearance]] = {kind: [] for kind in EntityKind}
    unnamed: dict[EntityKind, list[Appearance]] = {kind: [] for kind in EntityKind}
    for appearance in appearances:
        (by_kind if appearance.entity.named else unnamed)[appearance.entity.kind].append(appearance)
    groups = {
        EntityKind.PERSON: group_persons(by_kind[EntityKind.PERSON]),
        EntityKind.COUNTRY: group_countries(by_kind[EntityKind.COUNTRY]),
        EntityKind.PLACE: group_places(by_kind[EntityKind.PLACE]),
        EntityKind.ORGANIZATION: group_organizations(by_kind[EntityKind.ORGANIZATION], country_words(appearances)),
    }
    found: list[tuple[KnownEntity, list[Appearance]]] = []
    for kind in EntityKind:
        together = groups[kind] + group_unnamed(unnamed[kind])
        if sides:
            together = judged_groups(together, sides, _judged_by)
        members = [sorted(group, key=_ref) for group in together]
        found += _known(kind, sorted(members, key=lambda group: group[0].ref), listed or {})
    ids = {member.ref: entity.id for entity, group in found for member in group}
    states = {
        entity.reference: entity.id for entity, _ in found if entity.kind is EntityKind.COUNTRY and entity.reference
    }
    entities = [replace(entity, within=_within(entity, group, ids, states)) for entity, group in found]
    return Cast(tuple(sorted(entities, key=lambda entity: entity.id)), ids)


def _judged_by(appearance: Appearance) -> tuple[str]:
    return (referent_name(appearance.ref.article, appearance.ref.key),)


def _ref(appearance: Appearance) -> EntityRef:
    return appearance.ref


def _entry(group: list[Appearance], listed: Mapping[EntityRef, Listed]) -> Listed | None:
    return next((listed[member.ref] for member in group if member.ref in listed), None)


def _known(
    kind: EntityKind, groups: list[list[Appearance]], listed: Mapping[EntityRef, Listed]
) -> Iterable[tuple[KnownEntity, list[Appearance]]]:
    entries = [_entry(group, listed) for group in groups]
    labels = [entry.name if entry else _name(group) for group, entry in zip(groups, entries, strict=True)]
    wanted = [
        (names.slug(label)[:_LONGEST_SLUG].strip("-"), digest(f"{group[0].ref.article}/{group[0].ref.key}"))
        for label, group in zip(labels, groups, strict=True)
    ]
    for label, group, entry, slug in zip(labels, groups, entries, unique_slugs(wanted), strict=True):
        references = sorted({member.entity.reference for member in group if member.entity.reference})
        yield (
            KnownEntity(
                kind=kind,
                slug=slug,
                name=label,
                aliases=_aliases(group, label),
                reference=references[0] if references else "",
                within="",
                sources=tuple(member.ref for member in group),
                listed=entry.id if entry else "",
                same_as=entry.identifiers if entry else (),
            ),
            group,
        )


def _name(group: list[Appearance]) -> str:
    """The usual full name: in most articles, then the longest, then the first in the alphabet."""
    written = {(member.ref.article, member.entity.name) for member in group}
    counts = Counter(name for _, name in written)
    full = [name for name in counts if is_full(name)] or list(counts)
    if group[0].entity.kind is not EntityKind.PERSON:
        full = list(counts)
    return min(full, key=lambda name: (-counts[name], -len(name), name))


def _aliases(group: list[Appearance], label: str) -> tuple[str, ...]:
    forms = {member.entity.name for member in group}
    forms.update(mention.text for member in group if member.entity.named for mention in member.entity.mentions)
    return tuple(sorted(forms - {label}))


def _within(
    entity: KnownEntity, group: list[Appearance], ids: Mapping[EntityRef, str], states: Mapping[str, str]
) -> str:
    """What it lies in or belongs to: what most articles say; a place before a country, since it says more."""
    said: Counter[str] = Counter()
    for member in group:
        if entity.kind is EntityKind.PERSON:
            said.update(states[state] for state in member.states if state in states)
            continue
        within = ids.get(EntityRef(member.ref.article, member.entity.within), "")
        state = states.get(member.entity.country, "")
        said.update([within or state] if within or state else [])
    said.pop(entity.id, None)
    if entity.kind is EntityKind.PERSON:
        return next(iter(said)) if len(said) == 1 else ""
    inner = {place: count for place, count in said.items() if place.startswith(f"{EntityKind.PLACE}/")} or dict(said)
    return min(inner, key=lambda place: (-inner[place], place), default="")


def affiliations(
    appearances: Sequence[Appearance], cast: Cast, offices: Iterable[tuple[str, str]]
) -> dict[str, frozenset[str]]:
    """For each person and organization the ids of the organizations and countries it acts for.

    Args:
        appearances: all of them.
        cast: what they were resolved to.
        offices: person id and organization id of every position.
    """
    found: dict[str, set[str]] = defaultdict(set)
    states = {
        entity.reference: entity.id
        for entity in cast.entities
        if entity.kind is EntityKind.COUNTRY and entity.reference
    }
    for appearance in appearances:
        own = {states[state] for state in appearance.states if state in states}
        if appearance.entity.kind is EntityKind.ORGANIZATION and appearance.entity.country in states:
            own.add(states[appearance.entity.country])
        found[cast.ids[appearance.ref]] |= own
    for holder, organization in offices:
        found[holder].add(organization)
    return {name: frozenset(acts_for - {name}) for name, acts_for in found.items() if acts_for}
