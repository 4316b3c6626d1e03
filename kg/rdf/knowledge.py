"""Knowledge as the quads of the default graph: what the engine would have to infer is written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.edtf import bounds as edtf_bounds
from kg.model import EntityKind, EntityRef
from kg.rdf.iris import KIND_CLASSES, Iris
from kg.rdf.terms import Term, Writer, day, edtf, iri, number, text, truth
from kg.vocabulary import DIP, LABEL, SAME_AS, Dip

ACROSS = "across"  # option of frame.ttl: contacts are between fillers of different contact roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from kg.model import ClaimRef, Extraction, Knowledge, KnownEntity, KnownEvent, KnownPosition
    from kg.schema.model import Schema


def knowledge_quads(
    knowledge: Knowledge, extractions: Iterable[Extraction], schema: Schema, base: str
) -> Iterator[Quad]:
    """The default graph, without duplicates and blank nodes.

    Materialised, since the engine infers nothing: ``rdf:type dip:Event``, ``dip:participant`` for every agent role,
    ``dip:connects`` for the persons in contact roles where there are two or more, ``dip:earliest`` and ``dip:latest``.

    Args:
        knowledge: what ``kg.resolution.resolve`` made of exactly these extractions.
        extractions: give the claims their IRIs; their texts are not needed.
        schema: tells which roles are agents and contacts.
        base: base IRI of the store.
    """
    iris = Iris(base)
    claims: dict[ClaimRef, str] = {}
    for extraction in extractions:
        claims.update(iris.claims_of(extraction))
    names = {entity.id: entity.name for entity in knowledge.entities}
    writer = Writer.of(None)
    for entity in knowledge.entities:
        yield from writer.quads(iris.entity(entity.id), (KIND_CLASSES[entity.kind],), _entity(entity, iris))
    for position in knowledge.positions:
        pairs = _position(position, names, claims, iris)
        yield from writer.quads(iris.position(position.slug), (Dip.Position,), pairs)
    for event in knowledge.events:
        subject = iris.event(schema.type(event.event_type).slug, event.slug)
        pairs = _event(event, schema, claims, iris)
        yield from writer.quads(subject, (event.event_type, Dip.Event), pairs)
    for group in knowledge.copies:
        original, *copies = sorted(group)
        for copy in copies:
            yield from writer.quads(iris.article(copy), (), iter([(Dip.copyOf, iri(iris.article(original)))]))


def _entity(entity: KnownEntity, iris: Iris) -> Iterator[tuple[str, Term]]:
    yield LABEL, text(entity.name)
    yield Dip.name, text(entity.name)
    for alias in entity.aliases:
        yield Dip.alias, text(alias)
    if entity.reference:
        yield Dip.reference, text(entity.reference)
    if entity.listed:
        yield Dip.listedAs, iri(iris.listed(entity.listed))
    for identifier in entity.same_as:
        yield SAME_AS, iri(identifier)
    if entity.within:
        yield Dip.within if entity.kind is EntityKind.PLACE else Dip.memberOf, iri(iris.entity(entity.within))
    for source in entity.sources:
        yield Dip.restsOn, iri(_referent(source, iris))


def _referent(source: EntityRef, iris: Iris) -> str:
    return iris.referent(source.article, source.key)


def _position(
    position: KnownPosition, names: Mapping[str, str], claims: Mapping[ClaimRef, str], iris: Iris
) -> Iterator[tuple[str, Term]]:
    label = f"{names[position.holder]}, {'former ' if position.former else ''}{position.title}"
    if position.organization:
        label += f" ({names[position.organization]})"
    yield LABEL, text(label)
    yield Dip.holder, iri(iris.entity(position.holder))
    yield Dip.title, text(position.title)
    if position.organization:
        yield Dip.organization, iri(iris.entity(position.organization))
    yield Dip.former, truth(value=position.former)
    for date in position.as_of:
        yield Dip.asOf, edtf(date)
    for claim in position.claims:
        yield Dip.restsOn, iri(claims[claim])


def _event(event: KnownEvent, schema: Schema, claims: Mapping[ClaimRef, str], iris: Iris) -> Iterator[tuple[str, Term]]:
    yield LABEL, text(event.label)
    event_type = schema.type(event.event_type)
    roles = {role.iri: role for role in event_type.roles}
    concepts = {concept.iri for concept in schema.concepts}
    properties: dict[tuple[str, Term], None] = {}
    contacts: dict[str, set[str]] = {}
    for argument in event.arguments:
        role = roles[argument.role]
        if not argument.entity:
            value = iri(argument.value) if role.scheme or argument.value in concepts else text(argument.value)
            properties[argument.role, value] = None
            continue
        filler = iri(iris.entity(argument.entity))
        properties[argument.role, filler] = None
        if role.agent:
            properties[Dip.participant, filler] = None
        if role.contact and argument.entity.startswith(f"{EntityKind.PERSON}/"):
            contacts.setdefault(argument.entity, set()).add(argument.role)
    if _meet(contacts, across=ACROSS in event_type.options):
        properties.update({(Dip.connects, iri(iris.entity(person))): None for person in contacts})
    yield from properties
    yield Dip.status, iri(event.status)
    yield from _dates([event.date] if event.date is not None else [date for date, _ in event.dates])
    yield Dip.sources, number(event.sources)
    for name in event.disagreements:
        yield Dip.disagreesOn, iri(DIP + name)
    for claim in event.claims:
        yield Dip.restsOn, iri(claims[claim])


def _meet(contacts: Mapping[str, set[str]], *, across: bool) -> bool:
    """Whether persons in contact roles are in contact: two or more; ``across``, also in two different roles."""
    if len(contacts) < 2:
        return False
    return not across or len(set().union(*contacts.values())) > 1


def _dates(stated: list[str]) -> Iterator[tuple[str, Term]]:
    """The dates, and the first and last day of all of them together; an open end has none."""
    for date in stated:
        yield Dip.date, edtf(date)
    limits = [edtf_bounds(date) for date in stated]
    starts = [start for start, _ in limits if start is not None]
    ends = [end for _, end in limits if end is not None]
    if starts and len(starts) == len(limits):
        yield Dip.earliest, day(min(starts))
    if ends and len(ends) == len(limits):
        yield Dip.latest, day(max(ends))
