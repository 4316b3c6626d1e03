"""The interchange form of an extraction: one JSON object per article (DESIGN.md section 7).

Here the claims of one article about one event become one event: roles are united, dates intersected, the status
derived, every claim's sentences kept. Keys come from the ontology.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg import edtf
from kg.model import BlockKind, Entity, EntityKind, EventClaim, Extraction, Mention, Span
from kg.names import fold
from kg.schema.model import EventType, Role, Schema, Status

_PRONOUNS: Final = frozenset(
    "i me my mine myself we us our ours ourselves he him his himself she her hers herself it its itself they them "
    "their theirs themselves who whom whose which that".split()
)

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def interchange(extraction: Extraction, schema: Schema) -> dict[str, Json]:
    """One article in the interchange form.

    Args:
        extraction: what the article says.
        schema: the ontology it was extracted with.

    Returns:
        ``file headline published persons events``; ``name`` is canonical, ``mention`` as written (for a pronoun the
        name that its sentence gives), evidence are exact sentences.
    """
    article = extraction.article
    entities = {entity.key: entity for entity in extraction.entities}
    return {
        "file": article.file,
        "headline": article.metadata.headline,
        "published": article.metadata.published,
        "persons": [_person(entity, extraction, entities) for entity in extraction.entities if _is_told(entity)],
        "events": [
            _event(group, extraction, entities, schema)
            for group in _groups(extraction.claims)
            if not all(claim.generic for claim in group)
        ],
    }


def _is_told(entity: Entity) -> bool:
    return entity.kind is EntityKind.PERSON and entity.named and not entity.peripheral


def _person(entity: Entity, extraction: Extraction, entities: Mapping[str, Entity]) -> Json:
    positions: dict[tuple[str, str], None] = {}
    for claim in extraction.positions:
        if claim.holder == entity.key:
            organization = entities.get(claim.organization)
            positions[claim.title, organization.name if organization else ""] = None
    return {
        "name": entity.name,
        "mentions": list(dict.fromkeys(mention.text for mention in entity.mentions)),
        "positions": [{"title": title, "organization": organization or None} for title, organization in positions],
    }


def _groups(claims: Iterable[EventClaim]) -> list[tuple[EventClaim, ...]]:
    """Claims by local event, in order of first mention."""
    found: dict[int, list[EventClaim]] = {}
    for claim in claims:
        found.setdefault(claim.local_event, []).append(claim)
    return [tuple(group) for group in found.values()]


def _event(
    group: tuple[EventClaim, ...], extraction: Extraction, entities: Mapping[str, Entity], schema: Schema
) -> dict[str, Json]:
    event_type = schema.type(group[0].event_type)
    told = tuple(claim for claim in group if not claim.generic)
    event: dict[str, Json] = {"type": event_type.key}
    for role in event_type.roles:
        value = _role(role, told, entities, schema)
        if value or not _is_where(role):
            event[role.key] = value
        else:
            event[role.key] = None
    event["date"] = _date(told)
    event["status"] = _status(told, event_type, extraction, schema)
    text = extraction.article.text
    spans = sorted({span for claim in told for span in claim.evidence})
    event["evidence"] = list(dict.fromkeys(text[span.start : span.end].strip() for span in spans))
    return event


def _is_where(role: Role) -> bool:
    return bool(role.kinds) and not role.agent and set(role.kinds) <= {"place", "country"}


def _role(role: Role, claims: tuple[EventClaim, ...], entities: Mapping[str, Entity], schema: Schema) -> Json:
    """Fillers of one role: agents as name and mention, a place as it is called, literals and concepts as text."""
    filled = [argument for claim in claims for argument in claim.arguments if argument.role == role.iri]
    if _is_where(role):
        keys = list(dict.fromkeys(argument.entity for argument in filled if argument.entity))
        return _place(keys, entities)
    if role.scheme:
        labels = {concept.iri: concept.label for concept in schema.concepts}
        chosen = list(dict.fromkeys(labels[argument.value] for argument in filled))
        return (chosen[0] if chosen else None) if role.maximum == 1 else list(chosen)
    if role.literal:
        texts = list(dict.fromkeys(argument.value for argument in filled))
        return " … ".join(texts) if texts else None
    seen: dict[str, str] = {}
    evidence = tuple(span for claim in claims for span in claim.evidence)
    for argument in filled:
        if argument.entity:
            entity = entities[argument.entity]
            named = _named_as(argument.mention, entity, evidence)
            if named == entity.name or argument.entity not in seen:  # "arrived in <capital> on a visit to <state>"
                seen[argument.entity] = named
    return [{"name": entities[key].name, "mention": mention} for key, mention in seen.items()]


def _named_as(mention: Mention, entity: Entity, evidence: Sequence[Span]) -> str:
    """What fills a role as written; for what stands for a name, the nearest name of its sentence."""
    sentence = next((span for span in evidence if span.covers(mention.span)), None)
    stands_for = entity.kind is EntityKind.PERSON and mention not in entity.mentions
    if sentence is None or not (stands_for or mention.text.lower() in _PRONOUNS):
        return mention.text
    names = [name for name in entity.mentions if sentence.covers(name.span)]
    before = [name for name in names if name.span.end <= mention.span.start]
    return (before[-1] if before else names[0] if names else mention).text


def _place(keys: Sequence[str], entities: Mapping[str, Entity]) -> str | None:
    """The narrowest place: one that lies within another leaves that one unsaid; the first named where they differ."""
    outer = {entities[key].within for key in keys if key in entities}
    references = {entities[key].country for key in keys if key in entities and entities[key].country}
    narrow = [key for key in keys if key not in outer and entities[key].reference not in references]
    for key in narrow or keys:
        return _as_written(entities[key])
    return None


def _as_written(place: Entity) -> str:
    """A place by its name, or as the article calls it where it never uses that name ("Kiev" of 1992)."""
    # "the Ukrainian capital" is no name; a dateline in capitals does not tell how the name is written
    texts = [mention.text for mention in place.mentions]
    written = [text for text in texts if text.split()[-1][0].isupper() and not text.isupper()]
    if place.kind is not EntityKind.PLACE or not written or fold(place.name) in {fold(text) for text in written}:
        return place.name
    return written[0]


def _date(claims: tuple[EventClaim, ...]) -> str | None:
    """The intersection of what the claims say; where they exclude each other, what the first says."""
    result: str | None = None
    for claim in claims:
        if claim.date is not None:
            result = claim.date if result is None else edtf.intersect(result, claim.date) or result
    return result


def _status(claims: tuple[EventClaim, ...], event_type: EventType, extraction: Extraction, schema: Schema) -> str:
    """What the article knows in the end: that it happened settles it, else the strongest thing said of its future."""
    headlines = tuple(block.span for block in extraction.article.blocks if block.kind is BlockKind.HEADLINE)
    body = [claim for claim in claims if not any(span.covers(claim.trigger.span) for span in headlines)]
    chosen = derive_status([schema.status(claim.status) for claim in body or claims])
    if chosen.happened:
        functional = {role.iri for role in event_type.roles if role.scheme and role.maximum == 1}
        printed = {concept.iri: concept.prints_status for concept in schema.concepts if concept.prints_status}
        for claim in claims:
            for argument in claim.arguments:
                if argument.role in functional and argument.value in printed and schema.status(claim.status).happened:
                    return printed[argument.value]
    return chosen.key


def derive_status(statuses: Sequence[Status]) -> Status:
    """The status of an event: occurrence settles plans, a negation ends them, else what is said first holds.

    Args:
        statuses: of its claims in order of the text, headlines left out; at least one.
    """
    happened = next((status for status in statuses if status.happened), None)
    if happened is not None:
        return happened
    ended = [status for status in statuses if status.polarity.endswith("-")]
    return ended[-1] if ended else statuses[0]
