"""Store -> network: the SPARQL behind it. It runs on any SPARQL 1.1 store that holds our graphs."""

from __future__ import annotations

from collections.abc import Mapping

from kg import edtf
from kg.analysis.network import Fact, Network, Report, graph_of
from kg.store import Reader
from kg.store.terms import select_rows
from kg.vocabulary import Dip

__all__ = ["Fact", "Network", "Report", "graph_of", "project"]

_EVENTS = """SELECT ?event ?type ?label ?status ?date ?earliest ?latest ?sources WHERE {
  ?event a dip:Event , ?type ; rdfs:label ?label ; dip:status ?status ; dip:sources ?sources .
  FILTER(?type != dip:Event)
  OPTIONAL { ?event dip:date ?date }
  OPTIONAL { ?event dip:earliest ?earliest }
  OPTIONAL { ?event dip:latest ?latest }
} ORDER BY ?event ?date"""
_CONTACTS = "SELECT ?event ?person WHERE { ?event dip:connects ?person } ORDER BY ?event ?person"
_NAMES = "SELECT ?person ?name WHERE { ?person a dip:Person ; rdfs:label ?name } ORDER BY ?person"
_AGENTS = """SELECT ?agent ?name WHERE {
  VALUES ?kind { dip:Organization dip:Country } ?agent a ?kind ; rdfs:label ?name } ORDER BY ?agent"""
_TAKING_PART = """SELECT DISTINCT ?event ?agent WHERE {
  VALUES ?kind { dip:Organization dip:Country } ?agent a ?kind . ?event dip:participant ?agent ; a dip:Event .
} ORDER BY ?event ?agent"""
_OFFICES = """SELECT ?position ?holder ?title ?organization ?name WHERE {
  ?position dip:holder ?holder ; dip:title ?title ; dip:organization ?organization .
  ?organization rdfs:label ?name } ORDER BY ?position"""
_PLACES = """SELECT ?event ?role ?name WHERE {
  VALUES ?kind { dip:Place dip:Country }
  ?place a ?kind ; rdfs:label ?name . ?event ?role ?place ; a dip:Event .
} ORDER BY ?event ?name ?role"""
_REPORTS = """SELECT DISTINCT ?subject ?article ?status ?outlet ?published WHERE {
  ?subject dip:restsOn ?claim .
  GRAPH ?g {
    ?claim dip:article ?article .
    OPTIONAL { ?claim dip:statedStatus ?status }
    OPTIONAL { ?article dip:publisher ?outlet }
    OPTIONAL { ?article dip:published ?published }
  } $OURS(?g)
} ORDER BY ?subject ?article ?status"""
_COPIES = "SELECT ?copy ?original WHERE { ?copy dip:copyOf ?original } ORDER BY ?copy"
# Asked once, not for every event.
_PARTIES = "SELECT DISTINCT ?role ?of WHERE { GRAPH $ONTOLOGY { ?role rdfs:subPropertyOf ?of } }"


def project(reader: Reader) -> Network:
    """Read the network from a store.

    Args:
        reader: one generation of a store.
    """
    names = {row[0]: row[1] for row in select_rows(reader, _NAMES)}
    agents = {row[0]: row[1] for row in select_rows(reader, _AGENTS)}
    contacts = _grouped(select_rows(reader, _CONTACTS))
    taking_part = _grouped(select_rows(reader, _TAKING_PART))
    reports = _reports(reader)
    places = _places(reader)
    found: dict[str, Fact] = {}
    dates: dict[str, list[str]] = {}
    for event, kind, label, status, date, earliest, latest, sources in select_rows(reader, _EVENTS):
        if event not in contacts and event not in taking_part:
            continue
        if date:
            dates.setdefault(event, []).append(date)
        known = found.get(event)
        found[event] = Fact(
            event=event,
            type=kind,
            label=label,
            status=status,
            dates=tuple(sorted(set(dates.get(event, ())))),
            earliest=min(earliest, known.earliest) if known else earliest,
            latest=max(latest, known.latest) if known else latest,
            places=tuple(dict.fromkeys(places.get(event, ()))),
            persons=tuple(contacts.get(event, ())),
            sources=int(sources),
            agents=tuple(taking_part.get(event, ())),
            reports=reports.get(event, ()),
        )
    facts = {event: found[event] for event in sorted(found) if event in contacts}
    ties = {event: fact for event, fact in found.items() if fact.persons and fact.agents} | _offices(reader, reports)
    return Network(graph_of(names, facts), facts, names, dict(sorted(ties.items())), agents)


def _grouped(rows: list[tuple[str, ...]]) -> dict[str, list[str]]:
    """Second column by the first."""
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found


def _reports(reader: Reader) -> dict[str, tuple[Report, ...]]:
    """Who says so, of every event and every office, in order of publication."""
    originals = {row[0]: row[1] for row in select_rows(reader, _COPIES)}
    days: dict[str, str] = {}
    found: dict[str, list[Report]] = {}
    for subject, article, status, outlet, published in select_rows(reader, _REPORTS):
        if published not in days:
            last = edtf.bounds(published)[1] if published else None
            days[published] = last.isoformat() if last else ""
        report = Report(article, originals.get(article, article), outlet, days[published], status)
        found.setdefault(subject, []).append(report)
    return {
        subject: tuple(sorted(reports, key=lambda one: (one.published or "9999", one.article, one.status)))
        for subject, reports in found.items()
    }


def _offices(reader: Reader, reports: Mapping[str, tuple[Report, ...]]) -> dict[str, Fact]:
    """Offices in organizations and states, each a tie of its holder."""
    found: dict[str, Fact] = {}
    for position, holder, title, organization, name in select_rows(reader, _OFFICES):
        said = reports.get(position, ())
        found[position] = Fact(
            event=position,
            type=Dip.Position,
            label=f"{title}, {name}",
            status="",
            dates=(),
            earliest="",
            latest="",
            places=(),
            persons=(holder,),
            sources=len({report.source for report in said}),
            agents=(organization,),
            reports=said,
        )
    return found


def _places(reader: Reader) -> dict[str, list[str]]:
    """Names of the places of events: what a party's role says is none."""
    parties = _parties(reader)
    found: dict[str, list[str]] = {}
    for event, role, name in select_rows(reader, _PLACES):
        if role not in parties:
            found.setdefault(event, []).append(name)
    return found


def _parties(reader: Reader) -> frozenset[str]:
    """Roles of those who take part, by the store's ontology: ``dip:participant`` and what lies under it."""
    parents = select_rows(reader, _PARTIES)
    found = {Dip.participant}
    while more := {role for role, parent in parents if parent in found} - found:
        found |= more
    return frozenset(found)
