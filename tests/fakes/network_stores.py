"""Stores that hold given facts as the pipeline would write them, so that a projection finds these facts again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

import pyoxigraph as ox

from kg.analysis.network import Fact
from kg.store import MemoryStore, Solutions
from kg.store.change import Change
from kg.vocabulary import DIP, EDTF, LABEL, OWL, RDFS, TYPE, XSD, Dip

BASE = "https://example.org/"


def node(iri):
    return ox.NamedNode(iri)


def day(text):
    return ox.Literal(text, datatype=node(XSD + "date"))


def quads_of(facts: Iterable[Fact], names: Iterable[str], agents: Iterable[str] = (), *, base: str = BASE):
    """Graph (None: the default graph) -> quads: knowledge, an ontology, and one article a report.

    Args:
        facts: events, or offices (of the type ``Dip.Position``, with the label "title, organization").
        names: IRIs of persons. agents: of organizations. The last part of an IRI is the name.
        base: of the data.
    """
    found: dict[str | None, list[ox.Quad]] = {None: []}
    claims = count()

    def put(subject, predicate, value, graph=None):
        name = ox.DefaultGraph() if graph is None else node(graph)
        found.setdefault(graph, []).append(ox.Quad(node(subject), node(predicate), value, name))

    def label(iri):
        return ox.Literal(iri.rpartition("/")[2])

    ontology = f"{base}graph/ontology"
    put(Dip.connects, TYPE, node(OWL + "ObjectProperty"), ontology)
    put(DIP + "guest", RDFS + "subPropertyOf", node(Dip.participant), ontology)
    for kind, iris in ((Dip.Person, names), (Dip.Organization, agents)):
        for iri in iris:
            put(iri, TYPE, node(kind))
            put(iri, LABEL, label(iri))
    for fact in facts:
        if fact.type == Dip.Position:
            put(fact.event, Dip.holder, node(fact.persons[0]))
            put(fact.event, Dip.title, ox.Literal("envoy"))
            put(fact.event, Dip.organization, node(fact.agents[0]))
        else:
            for kind in (Dip.Event, fact.type):
                put(fact.event, TYPE, node(kind))
            put(fact.event, LABEL, ox.Literal(fact.label))
            put(fact.event, Dip.status, node(fact.status))
            put(fact.event, Dip.sources, ox.Literal(str(fact.sources), datatype=node(XSD + "integer")))
            for date in fact.dates:
                put(fact.event, Dip.date, ox.Literal(date, datatype=node(EDTF)))
            for name, value in ((Dip.earliest, fact.earliest), (Dip.latest, fact.latest)):
                if value:
                    put(fact.event, name, day(value))
            for person in fact.persons:
                put(fact.event, Dip.connects, node(person))
                put(fact.event, Dip.participant, node(person))
            for agent in fact.agents:
                put(fact.event, Dip.participant, node(agent))
                put(fact.event, DIP + "guest", node(agent))
            for place in fact.places:
                put(f"{base}id/place/{place}", TYPE, node(Dip.Place))
                put(f"{base}id/place/{place}", LABEL, ox.Literal(place))
                put(fact.event, DIP + "place", node(f"{base}id/place/{place}"))
        for report in fact.reports:
            claim, graph = f"{base}id/claim/{next(claims)}", f"{base}graph/article/{report.article.rpartition('/')[2]}"
            put(fact.event, Dip.restsOn, node(claim))
            put(claim, Dip.article, node(report.article), graph)
            if report.status:
                put(claim, Dip.statedStatus, node(report.status), graph)
            if report.outlet:
                put(report.article, Dip.publisher, ox.Literal(report.outlet), graph)
            if report.published:
                put(report.article, Dip.published, ox.Literal(report.published, datatype=node(EDTF)), graph)
            if report.source != report.article:
                put(report.article, Dip.copyOf, node(report.source))
    return {graph: tuple(dict.fromkeys(quads)) for graph, quads in found.items()}


def reader_of(facts: Iterable[Fact], names: Iterable[str], agents: Iterable[str] = ()):
    """A reader of a store in memory that holds the facts."""
    store = MemoryStore(BASE)
    quads: Mapping[str | None, tuple[ox.Quad, ...]] = quads_of(facts, names, agents)
    store.commit(Change(graphs=quads))
    return store.reader()


class Capped:
    """A reader as a server that sends no more than so many rows of any table, and does not say so."""

    def __init__(self, reader, most):
        self.base, self._reader, self._most = reader.base, reader, most

    def select(self, query):
        """See ``Reader``."""
        found = self._reader.select(query)
        return Solutions(found.variables, found.rows[: self._most])
