"""The merged graph in the interchange form (see docs/reference/interchange.md): ``{"persons": […], "events": […]}``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.store import Reader
from kg.store.terms import read_terms, select_rows
from kg.vocabulary import Dip

_PERSONS = """SELECT ?person ?name ?alias WHERE {
  ?person a dip:Person ; dip:name ?name . OPTIONAL { ?person dip:alias ?alias } } ORDER BY ?person ?alias"""
_EVENTS = """SELECT ?event ?property ?value ?label WHERE {
  ?event a dip:Event ; ?property ?value . OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?event ?property ?label ?value"""
_SOURCES = """SELECT DISTINCT ?event ?file ?start ?quote WHERE {
  ?event a dip:Event ; dip:restsOn ?claim .
  GRAPH ?g {
    ?claim dip:article/dip:file ?file ; gaf:denotedBy ?sentence . ?sentence dip:start ?start ; dip:quote ?quote
  } $OURS(?g)
} ORDER BY ?event ?file ?start"""
_PRINTED = (
    """SELECT ?concept ?status WHERE { GRAPH $ONTOLOGY { ?concept fr:printsStatus ?status } } ORDER BY ?concept"""
)


def write_events(reader: Reader) -> Iterator[bytes]:
    """Persons, then events with their sources, one object a line inside one JSON object.

    An event has ``id``, ``type``, its roles by their keys, ``place``, ``date`` (EDTF or null; where reports disagree
    null, and all in ``dates``), ``status`` and ``sources``; names are canonical.
    """
    terms = read_terms(reader)

    persons: dict[str, tuple[str, list[str]]] = {}
    for iri, name, alias in select_rows(reader, _PERSONS):
        persons.setdefault(iri, (name, []))[1].extend([alias] if alias else [])
    yield b'{"persons": [\n'
    yield _lines({"id": iri, "name": name, "variants": variants} for iri, (name, variants) in persons.items())
    yield b'\n], "events": [\n'

    keys = {iri: key for key, iri in terms.statuses.items()}
    printed = {row[0]: row[1] for row in select_rows(reader, _PRINTED)}
    sources: dict[str, dict[str, list[str]]] = {}
    for event, file, _, quote in select_rows(reader, _SOURCES):
        quotes = sources.setdefault(event, {}).setdefault(file, [])
        if quote not in quotes:
            quotes.append(quote)
    facts: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for event, name, value, label in select_rows(reader, _EVENTS):
        facts.setdefault(event, {}).setdefault(name, []).append((value, label))

    def form(event: str, known: dict[str, list[tuple[str, str]]]) -> dict[str, object]:
        kind = next(value for values in known.values() for value, _ in values if value in terms.types)
        status = keys.get(known[Dip.status][0][0], "")
        found: dict[str, object] = {"id": event, "type": terms.types[kind]}
        for (owner, role), key in terms.roles.items():
            if owner != kind or role not in known:
                continue
            values = [label or terms.labels.get(value, value) for value, label in known[role]]
            found[key] = [*_listed(found.get(key)), *values]
            if terms.statuses.get(status) in terms.happened:
                status = next((printed[value] for value, _ in known[role] if value in printed), status)
        dates = sorted(value for value, _ in known.get(Dip.date, []))
        found["date"] = dates[0] if len(dates) == 1 else None
        if len(dates) > 1:
            found["dates"] = dates
        found["status"] = status
        found["sources"] = [{"file": file, "evidence": quotes} for file, quotes in sources.get(event, {}).items()]
        return found

    yield _lines(form(event, known) for event, known in facts.items())
    yield b"\n]}\n"


def _listed(value: object) -> list[object]:
    """What a key holds so far."""
    return list(value) if isinstance(value, list) else []


def _lines(objects: Iterator[dict[str, object]]) -> bytes:
    """Objects, one a line."""
    return ",\n".join(json.dumps(item, ensure_ascii=False) for item in objects).encode()
