"""Store -> network: the SPARQL behind it. It runs on any SPARQL 1.1 store that holds our graphs.

``kg.analysis.pieces`` reads parts of it with the same rows, and makes them facts by the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg import edtf
from kg.analysis.network import Fact, Network, Report, graph_of
from kg.store.terms import Answering, select_rows
from kg.vocabulary import Dip

__all__ = [
    "Fact",
    "Network",
    "Report",
    "facts_of",
    "graph_of",
    "grouped",
    "offices_of",
    "parties_of",
    "project",
    "reports_of",
]

Row = tuple[str, ...]
OFFICE_ROWS = "?position ?holder ?title ?organization ?name"
EVENT_ROWS = "?event ?type ?label ?status ?date ?earliest ?latest ?sources"
EVENT_PATTERN = """?event a dip:Event , ?type ; rdfs:label ?label ; dip:status ?status ; dip:sources ?sources .
  FILTER(?type != dip:Event)
  OPTIONAL { ?event dip:date ?date }
  OPTIONAL { ?event dip:earliest ?earliest }
  OPTIONAL { ?event dip:latest ?latest }"""

_EVENTS = f"SELECT {EVENT_ROWS} WHERE {{ {EVENT_PATTERN} }} ORDER BY ?event ?date"
_CONTACTS = "SELECT ?event ?person WHERE { ?event dip:connects ?person } ORDER BY ?event ?person"
_NAMES = "SELECT ?person ?name WHERE { ?person a dip:Person ; rdfs:label ?name } ORDER BY ?person"
_AGENTS = """SELECT ?agent ?name WHERE {
  VALUES ?kind { dip:Organization dip:Country } ?agent a ?kind ; rdfs:label ?name } ORDER BY ?agent"""
_TAKING_PART = """SELECT DISTINCT ?event ?agent WHERE {
  VALUES ?kind { dip:Organization dip:Country } ?agent a ?kind . ?event dip:participant ?agent ; a dip:Event .
} ORDER BY ?event ?agent"""
_OFFICES = f"""SELECT {OFFICE_ROWS} WHERE {{
  ?position dip:holder ?holder ; dip:title ?title ; dip:organization ?organization .
  ?organization rdfs:label ?name }} ORDER BY ?position"""
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


def project(reader: Answering) -> Network:
    """Read the network from a store.

    Args:
        reader: one generation of a store.
    """
    names = {row[0]: row[1] for row in select_rows(reader, _NAMES)}
    agents = {row[0]: row[1] for row in select_rows(reader, _AGENTS)}
    contacts = grouped(select_rows(reader, _CONTACTS))
    taking_part = grouped(select_rows(reader, _TAKING_PART))
    originals = {row[0]: row[1] for row in select_rows(reader, _COPIES)}
    reports = reports_of(select_rows(reader, _REPORTS), originals)
    parties = parties_of(reader)
    places = grouped((event, name) for event, role, name in select_rows(reader, _PLACES) if role not in parties)
    rows = (row for row in select_rows(reader, _EVENTS) if row[0] in contacts or row[0] in taking_part)
    found = facts_of(rows, contacts, taking_part=taking_part, places=places, reports=reports)
    facts = {event: found[event] for event in sorted(found) if event in contacts}
    offices = offices_of(select_rows(reader, _OFFICES), reports)
    ties = {event: fact for event, fact in found.items() if fact.persons and fact.agents} | offices
    return Network(graph_of(names, facts), facts, names, dict(sorted(ties.items())), agents)


def facts_of(
    rows: Iterable[Row],
    contacts: Mapping[str, Sequence[str]],
    *,
    taking_part: Mapping[str, Sequence[str]],
    places: Mapping[str, Sequence[str]],
    reports: Mapping[str, tuple[Report, ...]],
) -> dict[str, Fact]:
    """Facts by event.

    Args:
        rows: ``EVENT_ROWS``, by event and date.
        contacts: persons of events.
        taking_part: organizations and states of events.
        places: names of places of events, in order, perhaps several times.
        reports: of events.
    """
    found: dict[str, Fact] = {}
    dates: dict[str, list[str]] = {}
    for event, kind, label, status, date, earliest, latest, sources in rows:
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
    return found


def grouped(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Second column by the first."""
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found


def reports_of(rows: Iterable[Row], originals: Mapping[str, str]) -> dict[str, tuple[Report, ...]]:
    """Who says so, of every event and every office, in order of publication.

    Args:
        rows: subject, article, status, outlet, day of publication (EDTF).
        originals: copy -> the article it is a copy of.
    """
    days: dict[str, str] = {}
    found: dict[str, list[Report]] = {}
    for subject, article, status, outlet, published in rows:
        if published not in days:
            last = edtf.bounds(published)[1] if published else None
            days[published] = last.isoformat() if last else ""
        report = Report(article, originals.get(article, article), outlet, days[published], status)
        found.setdefault(subject, []).append(report)
    return {
        subject: tuple(sorted(reports, key=lambda one: (one.published or "9999", one.article, one.status)))
        for subject, reports in found.items()
    }


def offices_of(rows: Iterable[Row], reports: Mapping[str, tuple[Report, ...]]) -> dict[str, Fact]:
    """Offices in organizations and states, each a tie of its holder; ``rows`` are ``OFFICE_ROWS``."""
    found: dict[str, Fact] = {}
    for position, holder, title, organization, name in rows:
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


def parties_of(reader: Answering) -> frozenset[str]:
    """Roles of those who take part, by the store's ontology: ``dip:participant`` and what lies under it."""
    parents = select_rows(reader, _PARTIES)
    found = {Dip.participant}
    while more := {role for role, parent in parents if parent in found} - found:
        found |= more
    return frozenset(found)
