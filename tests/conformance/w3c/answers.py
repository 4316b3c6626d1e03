"""Answers to queries, as values: what a file of a suite or the body of a response says."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pyoxigraph as ox

from w3c.nodes import Node, Nodes
from w3c.subject import CSV, JSON, N_TRIPLES, RDF_XML, RESULTS, TSV, TURTLE, XML
from w3c.suites import Suites
from w3c.vocabulary import RS

Term = Node | None
Graph = frozenset[ox.Triple]
MEDIA_TYPES = {"srx": XML, "srj": JSON, "csv": CSV, "tsv": TSV, "ttl": TURTLE, "rdf": RDF_XML, "nt": N_TRIPLES}


@dataclass(frozen=True)
class Solutions:
    """The answer to a SELECT query.

    Args:
        variables: their names, sorted: SELECT * promises no order.
        rows: the values of these variables, None for an unbound one.
        ordered: whether the order of the rows counts.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]
    ordered: bool = False


Answer = bool | Solutions | Graph


def expected_answer(suites: Suites, file: str) -> tuple[Answer, str]:
    """The answer that a file of a suite tells, and the media type to ask for so as to be answered like it."""
    media_type = MEDIA_TYPES[file.rpartition(".")[2]]
    if media_type in RESULTS:
        return parse_answer(suites.read(file), media_type), media_type
    quads = suites.parse(file)
    nodes = Nodes(quads)
    for result_set in nodes.of_type(f"{RS}ResultSet"):
        return _result_set(nodes, result_set), XML if media_type == RDF_XML else JSON
    return frozenset(quad.triple for quad in quads), media_type


def parse_answer(body: bytes, media_type: str, *, base: str = "") -> Answer:
    """The answer that the body of a response holds.

    Args:
        body: as received.
        media_type: of a result format or of an RDF format for one graph.
        base: IRI against which a graph's relative IRIs are resolved.

    Raises:
        SyntaxError: when the body is not of that type.
    """
    if media_type == CSV:
        return _csv(body)
    if media_type not in RESULTS:
        quads = ox.parse(body, ox.RdfFormat.from_media_type(media_type), base_iri=base or None)
        return frozenset(quad.triple for quad in quads)
    found = ox.parse_query_results(body, ox.QueryResultsFormat.from_media_type(media_type))
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return _solutions(names, [dict(zip(names, solution, strict=True)) for solution in found])


def _csv(body: bytes) -> Solutions:
    """Comma-separated values tell no types: a cell is text, or a blank node; an empty one may be unbound.

    Raises:
        SyntaxError: when they are not comma-separated values.
    """
    try:
        lines = list(csv.reader(io.StringIO(body.decode(), newline=""), strict=True))
    except csv.Error as error:
        raise SyntaxError(f"{error}") from error
    if not lines:
        raise SyntaxError("the answer has no header")
    return _solutions(lines[0], [dict(zip(lines[0], map(_cell, line), strict=True)) for line in lines[1:]])


def _cell(text: str) -> Term:
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    return ox.Literal(text) if text else None


def _result_set(nodes: Nodes, result_set: Node) -> bool | Solutions:
    """A result set written as RDF (https://www.w3.org/2001/sw/DataAccess/tests/result-set)."""
    boolean = nodes.text(result_set, f"{RS}boolean")
    if boolean:
        return boolean == "true"
    names = [node.value for node in nodes.all(result_set, f"{RS}resultVariable")]
    found = nodes.all(result_set, f"{RS}solution")
    places = [nodes.text(solution, f"{RS}index") for solution in found]
    ordered = bool(found) and all(places)
    if ordered:
        found = [
            solution for _, solution in sorted(zip(map(int, places), found, strict=True), key=lambda pair: pair[0])
        ]
    rows = [
        {
            nodes.text(binding, f"{RS}variable"): nodes.one(binding, f"{RS}value")
            for binding in nodes.all(solution, f"{RS}binding")
        }
        for solution in found
    ]
    return _solutions(names, rows, ordered=ordered)


def _solutions(names: list[str], rows: list[dict[str, Term]], *, ordered: bool = False) -> Solutions:
    variables = tuple(sorted(set(names)))
    return Solutions(variables, tuple(tuple(row.get(name) for name in variables) for row in rows), ordered)
