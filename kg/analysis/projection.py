"""The network of persons: who is in contact with whom through which events.

An event with n persons in contact roles stays one fact with n participants; the edge between two persons carries the
facts they share. Nothing is filtered here: a search says which facts it lets pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import networkx as nx

from kg.store import Reader
from kg.store.terms import select_rows
from kg.vocabulary import Dip

_EVENTS = """SELECT ?event ?type ?label ?status ?date ?earliest ?latest ?sources WHERE {
  ?event a dip:Event , ?type ; rdfs:label ?label ; dip:status ?status ; dip:sources ?sources .
  FILTER(?type != dip:Event)
  OPTIONAL { ?event dip:date ?date }
  OPTIONAL { ?event dip:earliest ?earliest }
  OPTIONAL { ?event dip:latest ?latest }
} ORDER BY ?event ?date"""
_CONTACTS = "SELECT ?event ?person WHERE { ?event dip:connects ?person } ORDER BY ?event ?person"
_NAMES = "SELECT ?person ?name WHERE { ?person a dip:Person ; rdfs:label ?name } ORDER BY ?person"
_PLACES = """SELECT ?event ?role ?name WHERE {
  VALUES ?kind { dip:Place dip:Country }
  ?place a ?kind ; rdfs:label ?name . ?event ?role ?place ; a dip:Event .
} ORDER BY ?event ?name ?role"""
# Asked once, not for every event.
_AGENTS = "SELECT DISTINCT ?role ?of WHERE { GRAPH $ONTOLOGY { ?role rdfs:subPropertyOf ?of } }"


@dataclass(frozen=True, slots=True)
class Fact:
    """An event as the network sees it.

    Attributes:
        event, type, status: IRIs. label: for people.
        dates: EDTF, several where reports disagree. earliest, latest: ISO days, empty when open.
        places: names. persons: IRIs of those in contact roles. sources: independent articles.
    """

    event: str
    type: str
    label: str
    status: str
    dates: tuple[str, ...]
    earliest: str
    latest: str
    places: tuple[str, ...]
    persons: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Network:
    """Persons and what connects them.

    Attributes:
        graph: an edge between every two persons who share a fact; its attribute ``facts`` holds the event IRIs, sorted.
        facts: by event IRI, those that connect at least two persons.
        names: person IRI -> name, for every person in the store.
    """

    graph: nx.Graph[str] = field(repr=False)
    facts: Mapping[str, Fact] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)

    def between(self, one: str, other: str) -> tuple[Fact, ...]:
        """The facts two persons share, earliest first, undated last."""
        if not self.graph.has_edge(one, other):
            return ()
        facts = [self.facts[event] for event in self.graph.edges[one, other]["facts"]]
        return tuple(sorted(facts, key=lambda fact: (fact.earliest or "9999", fact.latest or "9999", fact.event)))


def project(reader: Reader) -> Network:
    """Read the network of persons from a store.

    Args:
        reader: one generation of a store.
    """
    names = {row[0]: row[1] for row in select_rows(reader, _NAMES)}
    contacts: dict[str, list[str]] = {}
    for event, person in select_rows(reader, _CONTACTS):
        contacts.setdefault(event, []).append(person)
    agents = _agents(reader)
    places: dict[str, list[str]] = {}
    for event, role, name in select_rows(reader, _PLACES):
        if role not in agents:
            places.setdefault(event, []).append(name)
    facts: dict[str, Fact] = {}
    dates: dict[str, list[str]] = {}
    for event, kind, label, status, date, earliest, latest, sources in select_rows(reader, _EVENTS):
        if event not in contacts:
            continue
        if date:
            dates.setdefault(event, []).append(date)
        known = facts.get(event)
        facts[event] = Fact(
            event=event,
            type=kind,
            label=label,
            status=status,
            dates=tuple(sorted(set(dates.get(event, ())))),
            earliest=min(earliest, known.earliest) if known else earliest,
            latest=max(latest, known.latest) if known else latest,
            places=tuple(dict.fromkeys(places.get(event, ()))),
            persons=tuple(contacts[event]),
            sources=int(sources),
        )
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(names))
    shared: dict[tuple[str, str], list[str]] = {}
    for event in sorted(facts):
        persons = sorted(facts[event].persons)
        for index, one in enumerate(persons):
            for other in persons[index + 1 :]:
                shared.setdefault((one, other), []).append(event)
    for (one, other), events in sorted(shared.items()):
        graph.add_edge(one, other, facts=tuple(events))
    return Network(graph, facts, names)


def _agents(reader: Reader) -> frozenset[str]:
    """Roles of those who take part, by the store's ontology: ``dip:participant`` and what lies under it."""
    parents = select_rows(reader, _AGENTS)
    found = {Dip.participant}
    while more := {role for role, parent in parents if parent in found} - found:
        found |= more
    return frozenset(found)
