"""An entity as it appears in one article, with what that article says around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg import names
from kg.model import EntityKind, EntityRef
from kg.resolution.memory import Memory
from kg.resolution.states import present

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Entity, Extraction


@dataclass(frozen=True, slots=True)
class Office:
    """A title at an organization, comparable across articles.

    Attributes:
        title: folded.
        organization: reference, or folded name with the reference of its country; empty if none is named.
    """

    title: str
    organization: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity of one article.

    Attributes:
        published: EDTF date of the article, or None.
        offices: present offices of a person. states: references of the countries its offices, past ones too, belong to.
        titles: words of its titles, folded.
        countries: references of all countries the article names.
        chain: for a place, what it lies in, nearest first: references, or folded names where there is none.
        group: the copies its article belongs to, as their smallest digest; else the article's own.
    """

    ref: EntityRef
    entity: Entity
    published: str | None
    offices: frozenset[Office]
    states: frozenset[str]
    titles: frozenset[str]
    countries: frozenset[str]
    chain: tuple[str, ...]
    group: str


def appearances(
    extractions: Iterable[Extraction], groups: dict[str, str], memory: Memory | None = None
) -> list[Appearance]:
    """Every entity of every article, in order of article and key.

    Args:
        extractions: one for each article.
        groups: for each digest the smallest digest among its copies.
        memory: of earlier calls.
    """
    memory = memory or Memory()
    found: list[Appearance] = []
    for extraction in extractions:
        digest = extraction.article.digest
        group = groups.get(digest, digest)
        found += memory.reuse(("appearances", digest), (extraction, group), partial(_appearances, extraction, group))
    return sorted(found, key=lambda appearance: appearance.ref)


def _appearances(extraction: Extraction, group: str) -> list[Appearance]:
    digest = extraction.article.digest
    entities = {entity.key: _present(entity) for entity in extraction.entities}
    countries = frozenset(
        entity.reference for entity in entities.values() if entity.kind is EntityKind.COUNTRY and entity.reference
    )
    found: list[Appearance] = []
    for entity in entities.values():
        held = [position for position in extraction.positions if position.holder == entity.key]
        bodies = [entities[position.organization] for position in held if position.organization in entities]
        found.append(
            Appearance(
                ref=EntityRef(digest, entity.key),
                entity=entity,
                published=extraction.article.metadata.published,
                offices=frozenset(
                    Office(names.fold(position.title), _identity(entities.get(position.organization)))
                    for position in held
                    if not position.former
                ),
                states=frozenset(state for body in bodies if (state := _state(body))),
                titles=frozenset(word for position in held for word in names.tokens(position.title)),
                countries=countries,
                chain=_chain(entity, entities),
                group=group,
            )
        )
    return found


def _present(entity: Entity) -> Entity:
    reference, country = present(entity.reference), present(entity.country)
    same = (reference, country) == (entity.reference, entity.country)
    return entity if same else replace(entity, reference=reference, country=country)


def _identity(body: Entity | None) -> str:
    if body is None:
        return ""
    return body.reference or f"{names.fold(body.name)} {body.country}".strip()


def _state(body: Entity) -> str:
    return body.reference if body.kind is EntityKind.COUNTRY else body.country


def _chain(entity: Entity, entities: dict[str, Entity]) -> tuple[str, ...]:
    chain: list[str] = []
    seen = {entity.key}
    last = entity
    while last.within in entities and last.within not in seen:
        last = entities[last.within]
        seen.add(last.key)
        chain.append(last.reference or names.fold(last.name))
    if entity.country and entity.country not in chain:
        chain.append(entity.country)
    return tuple(chain)
