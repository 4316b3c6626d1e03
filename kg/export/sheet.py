"""What a network says, as plain values that every writer can print: the one step between NetworkX and a file.

Everything is sorted, so the same network gives the same bytes. Text is made printable here, once: what no XML file may
hold (control characters, halves of surrogates) becomes U+FFFD, so that all formats say the same names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.analysis.columns import columns_of
from kg.analysis.paths import PathFilter
from kg.analysis.projection import Fact, Network
from kg.store.terms import Terms
from kg.vocabulary import local_name

Value = str | int | float

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2, Char
_NO_TOKEN = re.compile(r"[^A-Za-z0-9]+")
_DIGITS = 12  # of a digest, where two IRIs look alike
_ENTITY = "/id/"


@dataclass(frozen=True, slots=True)
class Node:
    """A person. ``id`` is an NMTOKEN of ASCII letters, digits and hyphens, unlike any other's of the sheet."""

    iri: str
    id: str
    label: str
    kind: str
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Event:
    """A fact of the network.

    Attributes:
        iri, id: as of ``Node``. type, status: keys of the ontology. label: for people.
        happened: whether its status says that it took place.
        dates: EDTF, several where reports disagree. earliest, latest: ISO days, empty when open.
        places: names. persons: ids of nodes. sources: independent articles.
    """

    iri: str
    id: str
    type: str
    label: str
    status: str
    happened: bool
    dates: tuple[str, ...]
    earliest: str
    latest: str
    places: tuple[str, ...]
    persons: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Two persons (ids, the smaller first) and the events they share, earliest first, undated last."""

    source: str
    target: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A network ready to be written.

    Attributes:
        nodes: by id. edges: by source and target. events: by id, those on the edges.
        types: keys of all event types of the ontology, also of those without an event.
        narrowed: whether a filter chose the events. filters: what was asked for, in words.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    events: tuple[Event, ...]
    types: tuple[str, ...] = ()
    narrowed: bool = False
    filters: tuple[str, ...] = ()

    @property
    def described(self) -> str:
        """What it is of, for the description that a file carries."""
        chosen = f"Only events with {'; '.join(self.filters)}." if self.filters else "Events of every status and day."
        return f"Persons in contact. {printable(chosen)}"

    def links(self) -> Iterator[tuple[str, Edge, Event]]:
        """Every pair with every event it shares: an id for that, the edge, the event."""
        for edge in self.edges:
            for event in edge.events:
                yield f"{event.id}.{edge.source}.{edge.target}", edge, event


def make_sheet(
    network: Network,
    terms: Terms,
    wanted: PathFilter | None = None,
    *,
    columns: Mapping[str, Mapping[str, Value]] | None = None,
    filters: Sequence[str] = (),
) -> Sheet:
    """The part of a network that a filter lets pass.

    Args:
        network: projection of a store.
        terms: of the same store.
        wanted: which events; with one that narrows, persons whom no event is left to connect are left out too.
        columns: further attributes of persons: name -> IRI -> value.
        filters: what was asked for, in words.
    """
    wanted = wanted or PathFilter()
    narrowed = bool(wanted.active())
    facts = columns_of(network)
    passing = facts.passing(wanted)
    chosen = [facts.iris[number] for number in facts.contacts.tolist() if passing[number]]
    passed = {iri: network.facts[iri] for iri in chosen}
    shared: dict[tuple[str, str], list[str]] = {}
    for iri, fact in passed.items():
        for pair in combinations(sorted(set(fact.persons)), 2):
            shared.setdefault(pair, []).append(iri)
    linked = {person for pair in shared for person in pair}
    persons = sorted(linked if narrowed else network.names)
    ids = make_ids([*persons, *passed])
    events = {iri: _event(fact, wanted, terms, ids) for iri, fact in passed.items()}
    edges = tuple(
        Edge(
            min(ids[one], ids[other]),
            max(ids[one], ids[other]),
            tuple(sorted((events[iri] for iri in iris), key=_when)),
        )
        for (one, other), iris in shared.items()
    )
    contacts: dict[str, int] = {}
    attended: dict[str, set[str]] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            contacts[end] = contacts.get(end, 0) + 1
            attended.setdefault(end, set()).update(event.id for event in edge.events)
    nodes = [
        Node(
            iri=printable(iri),
            id=ids[iri],
            label=printable(network.names.get(iri) or local_name(iri)),
            kind="person",
            attributes={
                "contacts": contacts.get(ids[iri], 0),
                "events": len(attended.get(ids[iri], ())),
                **{name: values[iri] for name, values in sorted((columns or {}).items()) if iri in values},
            },
        )
        for iri in persons
    ]
    return Sheet(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.target))),
        events=tuple(sorted(events.values(), key=lambda event: event.id)),
        types=tuple(sorted(terms.types.values())),
        narrowed=narrowed,
        filters=tuple(filters),
    )


def make_ids(iris: Iterable[str]) -> dict[str, str]:
    """IRIs -> ids that every format allows: NMTOKENs, readable, one for each.

    >>> make_ids(["https://example.org/id/person/anna-petit"])
    {'https://example.org/id/person/anna-petit': 'person-anna-petit'}

    IRIs that would look alike get a digest behind.
    """
    wanted = {iri: _NO_TOKEN.sub("-", iri.rpartition(_ENTITY)[2]).strip("-") or "x" for iri in iris}
    seen: dict[str, int] = {}
    for token in wanted.values():
        seen[token] = seen.get(token, 0) + 1
    return {
        iri: token if seen[token] == 1 else f"{token}-{hashlib.sha256(iri.encode()).hexdigest()[:_DIGITS]}"
        for iri, token in wanted.items()
    }


def printable(text: str) -> str:
    """Text with U+FFFD for every character that XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _event(fact: Fact, wanted: PathFilter, terms: Terms, ids: Mapping[str, str]) -> Event:
    """A fact with its keys; its status and its sources by those reports that count."""
    reports = wanted.counted(fact)
    status = wanted.status(fact, reports)
    return Event(
        iri=printable(fact.event),
        id=ids[fact.event],
        type=terms.types.get(fact.type) or local_name(fact.type),
        label=printable(fact.label),
        status=local_name(status),
        happened=status in terms.happened,
        dates=tuple(map(printable, fact.dates)),
        earliest=fact.earliest,
        latest=fact.latest,
        places=tuple(map(printable, fact.places)),
        persons=tuple(sorted(ids[person] for person in fact.persons if person in ids)),
        sources=fact.sources if len(reports) == len(fact.reports) else len({report.source for report in reports}),
    )


def _when(event: Event) -> tuple[str, str, str]:
    """Order of time, undated last."""
    return (event.earliest or "9999", event.latest or "9999", event.id)
