"""From names to a scene: entities, what refers to them in every sentence, and the offices persons hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.ambiguity import decided
from kg.extraction.coreference import anaphors
from kg.extraction.deictics import deictic_places
from kg.extraction.graph import Graph
from kg.extraction.institutions import Unit, institutions
from kg.extraction.lead_offices import lead_offices
from kg.extraction.located_names import located
from kg.extraction.mentions import head_of, refer, refer_unit
from kg.extraction.names import Name, SentenceNames, find_names
from kg.extraction.offices import holders_of, positions
from kg.extraction.people import Person, parts_of
from kg.extraction.persons import gather
from kg.extraction.places import described_capitals, settle
from kg.extraction.register import Register
from kg.extraction.scene import Referring, Scene
from kg.extraction.shared_offices import shared_offices, states_of_envoys
from kg.model import Document, Entity, EntityKind, Span
from kg.names import fold


def understand(document: Document, graphs: tuple[Graph, ...]) -> Scene:
    """The scene of an article.

    Args:
        document: the parsed article.
        graphs: one per sentence of it, in order.
    """
    text = document.article.text
    names = decided(tuple(located(find_names(sentence, text)) for sentence in document.sentences), text)
    persons, where, names = gather(document, names)
    register = Register()
    keys = tuple(_enter(register, person) for person in persons)
    units = tuple(institutions(found) for found in names)
    meant = {place: (keys[number], persons[number]) for place, number in where.items()}
    referring = [
        list(_named(register, graph, index, found, units[index], meant, text))
        for index, (found, graph) in enumerate(zip(names, graphs, strict=True))
    ]
    settle(register, names)
    claims = positions(persons, keys, names, units, register, document)
    for claim, words in tuple(lead_offices(document, graphs, names, referring, (persons, keys), claims)):
        claims = (*claims, claim)
        rows = [row for row in referring[words.sentence] if not (row.group and row.head == words.head)]
        referring[words.sentence] = [*rows, words]
    resolved = anaphors(document, graphs, names, referring, register, holders_of(claims))
    pointing = deictic_places(document.article, graphs, resolved, register)
    resolved = tuple((*rows, *more) for rows, more in zip(resolved, pointing, strict=True))
    claims = tuple(
        sorted(
            states_of_envoys([*claims, *shared_offices(persons, keys, names, resolved, claims)]),
            key=lambda claim: (claim.span.start, claim.span.end, claim.holder, claim.title),
        )
    )
    entities = register.finished(document.article)
    return Scene(document.article, graphs, entities, _in_order(resolved, entities), claims)


def _in_order(
    resolved: Sequence[Sequence[Referring]], entities: Mapping[str, Entity]
) -> tuple[tuple[Referring, ...], ...]:
    """What refers to entities that were kept, in order of text."""
    return tuple(
        tuple(
            sorted(
                (row for row in sentence if all(key in entities for key in row.entities)),
                key=lambda row: (row.span.start, -row.span.end, row.start, -row.end, row.kind, row.entities),
            )
        )
        for sentence in resolved
    )


def _enter(register: Register, person: Person) -> str:
    """Enter a person; the key."""
    identity = "|".join(sorted(fold(form) for form in person.forms))
    while register.known(EntityKind.PERSON, identity):  # two kings of one name
        identity += "|"
    name = person.display
    draft = register.enter(EntityKind.PERSON, name, identity)
    draft.parts = parts_of(person.name)
    draft.spans.update(sighting.name.span for sighting in person.sightings)
    draft.peripheral = all(sighting.peripheral for sighting in person.sightings)
    return draft.key


def _named(
    register: Register,
    graph: Graph,
    index: int,
    found: SentenceNames,
    units: Sequence[Unit],
    meant: Mapping[tuple[int, int], tuple[str, Person]],
    text: str,
) -> Iterator[Referring]:
    """What the names, titles and institutions of a sentence refer to."""
    titled: set[int] = set()
    for name in _known_here(found, index, meant):
        for row in _titles(graph, index, name, meant[(index, name.start)][0]):
            titled.update(range(row.start, row.end))
            yield row
    for row in _shared(graph, index, found, meant):
        titled.update(range(row.start, row.end))
        yield row
    held: set[Span] = set()
    for unit in units:
        inside_title = titled.intersection(range(unit.head, unit.head + 1))
        if not inside_title or unit.role == "organization":
            held.add(unit.span)
            yield refer_unit(register, index, unit, text)
    for name in found.names:
        if name.kind in {"organization", "place"} and titled.issuperset(range(name.start, name.end)):
            continue
        if any(span.covers(name.span) for span in held) and name.kind == "organization":
            continue
        named = refer(register, graph, index, name, meant.get((index, name.start)) if name.kind == "person" else None)
        if named is not None and named.span not in held:
            yield named
    yield from described_capitals(register, index, found)


def _known_here(found: SentenceNames, index: int, meant: Mapping[tuple[int, int], tuple[str, Person]]) -> list[Name]:
    """The person names of a sentence that mean somebody."""
    return [name for name in found.names if name.kind == "person" and (index, name.start) in meant]


def _titles(graph: Graph, index: int, name: Name, key: str) -> Iterator[Referring]:
    """The titles around a name refer to the person too: the parser often makes the office the head of the phrase."""
    tokens = graph.tokens
    for title in ((name.before,) if name.before is not None else ()) + name.after:
        start, end = title.title_start, title.title_end
        if start >= end or title.shared:
            continue
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        yield Referring(index, start, end, head_of(graph, start, end), span, (key,), "person", "office")


def _shared(
    graph: Graph, index: int, found: SentenceNames, meant: Mapping[tuple[int, int], tuple[str, Person]]
) -> Iterator[Referring]:
    """An office that several persons share refers to all of them together."""
    for plural in found.plural:
        keys = [meant[(index, start)][0] for start, _, _ in plural.members if (index, start) in meant]
        if len(set(keys)) == len(plural.members):
            title = plural.members[0][2]
            span = Span(graph.tokens[title.start].span.start, graph.tokens[title.end - 1].span.end)
            yield Referring(index, title.start, title.end, plural.head, span, tuple(keys), "person", "pair")
