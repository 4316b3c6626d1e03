"""The service description (SPARQL 1.1 Service Description) with statistics of the data (VoID)."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_RESULTS = (
    "SPARQL_Results_JSON SPARQL_Results_XML SPARQL_Results_CSV SPARQL_Results_TSV"
    " Turtle N-Triples RDF_XML JSON-LD N-Quads TriG"
).split()
_INPUTS = "Turtle N-Triples RDF_XML JSON-LD".split()
_MOST_GRAPHS = 200
"""Named graphs described one by one; a store of many articles has more than anybody reads."""


def describe_service(store: ox.Store, *, endpoint: str, update: str) -> Iterator[ox.Triple]:
    """The triples that describe an endpoint.

    Args:
        store: what it serves.
        endpoint: its IRI.
        update: IRI of where it is updated; empty where it is read-only.
    """
    service, dataset, default = (ox.NamedNode(f"{endpoint}#{part}") for part in ("service", "dataset", "default"))
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if update else [])]
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    for language in languages:
        yield ox.Triple(service, _sd("supportedLanguage"), _sd(language))
    for form in _RESULTS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + form))
    for form in _INPUTS if update else ():
        yield ox.Triple(service, _sd("inputFormat"), ox.NamedNode(_FORMATS + form))
    yield ox.Triple(service, _sd("feature"), _sd("EmptyGraphs"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(default, _TYPE, _void("Dataset"))
    yield from _statistics(store, default)
    for number, (name, count) in enumerate(_largest(store)):
        entry, graph = (ox.NamedNode(f"{endpoint}#{part}-{number}") for part in ("entry", "graph"))
        yield ox.Triple(dataset, _sd("namedGraph"), entry)
        yield ox.Triple(entry, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), name)
        yield ox.Triple(entry, _sd("graph"), graph)
        yield ox.Triple(graph, _TYPE, _sd("Graph"))
        yield ox.Triple(graph, _void("triples"), _number(count))


def _statistics(store: ox.Store, graph: ox.NamedNode) -> Iterator[ox.Triple]:
    """VoID of the default graph: triples, classes with their instances, properties with their triples."""
    classes = _counts(store, f"SELECT ?key (COUNT(*) AS ?n) WHERE {{ ?s <{_TYPE.value}> ?key }} GROUP BY ?key")
    properties = _counts(store, "SELECT ?key (COUNT(*) AS ?n) WHERE { ?s ?key ?o } GROUP BY ?key")
    subjects = _counts(store, "SELECT (<x:s> AS ?key) (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }")
    yield ox.Triple(graph, _void("triples"), _number(sum(properties.values())))
    yield ox.Triple(graph, _void("distinctSubjects"), _number(sum(subjects.values())))
    yield ox.Triple(graph, _void("classes"), _number(len(classes)))
    yield ox.Triple(graph, _void("properties"), _number(len(properties)))
    for kind, counter, told, count_of in (
        ("class", classes, "classPartition", "entities"),
        ("property", properties, "propertyPartition", "triples"),
    ):
        for number, (iri, count) in enumerate(sorted(counter.items())):
            part = ox.NamedNode(f"{graph.value}-{kind}-{number}")
            yield ox.Triple(graph, _void(told), part)
            yield ox.Triple(part, _void(kind), ox.NamedNode(iri))
            yield ox.Triple(part, _void(count_of), _number(count))


def _largest(store: ox.Store) -> list[tuple[ox.NamedNode, int]]:
    """The named graphs with most triples, by IRI, each with how many it has."""
    counted = _counts(store, "SELECT ?key (COUNT(*) AS ?n) WHERE { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key")
    names = [name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode)]
    largest = sorted(names, key=lambda name: (-counted.get(name, 0), name))[:_MOST_GRAPHS]
    return [(ox.NamedNode(name), counted.get(name, 0)) for name in sorted(largest)]


def _counts(store: ox.Store, query: str) -> dict[str, int]:
    """Rows of a query for IRIs and numbers."""
    results = store.query(query)
    found: dict[str, int] = {}
    for row in results if isinstance(results, ox.QuerySolutions) else ():
        key, count = row[0], row[1]
        if isinstance(key, ox.NamedNode) and isinstance(count, ox.Literal):
            found[key.value] = int(count.value)
    return found


def _number(count: int) -> ox.Literal:
    return ox.Literal(str(count), datatype=_INTEGER)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID + name)
