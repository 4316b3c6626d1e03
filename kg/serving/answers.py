"""A query's answer in the form the client would rather have, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import NotOfferedError, UnansweredQueryError
from kg.serving.frames import Channel, PieceWriter
from kg.store.guard import check_query
from kg.store.text import TOKEN, unescaped

TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
_PLAIN = (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV)
_NAME_AT_END = re.compile(r"[^\W\d][\w.\-\u00b7]*$")
_CHANGING = ("NOW", "RAND", "UUID", "BNODE")  # STRUUID too
_BLANK = ("[", "(")


def choose(formats: Mapping[str, object], wanted: Sequence[str]) -> str:
    """The first media type wanted that there is.

    Raises:
        NotOfferedError: when there is none of them.
    """
    for media in wanted:
        if media in formats:
            return media
    raise NotOfferedError(formats)


def answer_query(store: ox.Store, request: dict[str, Any], channel: Channel, prefixes: dict[str, str]) -> None:
    """Answer a query in pieces.

    Args:
        store: what is asked.
        request: ``query``, ``address`` (which relative IRIs are resolved against), ``default_graphs`` and
            ``named_graphs`` (IRIs; both empty where the request names no dataset),
            ``table_media`` and ``graph_media`` (what is accepted, best first), ``max_bytes``.
        channel: where the pieces go.
        prefixes: that shorten RDF, and stand for every query that does not declare them otherwise.

    Raises:
        QueryError, SyntaxError: when the query is malformed or asks for what is refused.
        NotOfferedError: when its form has no accepted format.
        SizeLimitError: when the answer is too large.
    """
    query = request["query"]
    check_query(query)
    known = {name: iri for name, iri in prefixes.items() if name}
    dataset = _dataset(request)
    results = store.query(query, base_iri=request["address"], prefixes=known, **dataset)
    if isinstance(results, ox.QueryTriples):
        media = choose(GRAPHS, request["graph_media"])
        head = {"media": media, "form": "graph", "cacheable": is_lasting(query, graph=True)}
        file = PieceWriter(channel, head, limit=request["max_bytes"])
        write_graph(results, file, media, prefixes)
        return
    media = choose(TABLES, request["table_media"])
    boolean = isinstance(results, ox.QueryBoolean)
    head = {"media": media, "form": "boolean" if boolean else "table", "cacheable": is_lasting(query)}
    file = PieceWriter(channel, head, limit=request["max_bytes"])
    if isinstance(results, ox.QueryBoolean) and TABLES[media] in _PLAIN:
        file.write(b"true\n" if results else b"false\n")  # no standard says how; the engine refuses
    else:
        results.serialize(file.file, format=TABLES[media])
    file.end()


def write_graph(triples: Iterable[ox.Triple], file: PieceWriter, media: str, prefixes: dict[str, str]) -> None:
    """Write triples in one of ``GRAPHS``, to the end.

    Raises:
        UnansweredQueryError: when RDF/XML is asked for and cannot hold a property or a triple term.
    """
    form = GRAPHS[media]
    if form == ox.RdfFormat.RDF_XML:
        triples = _writable(triples)
    try:
        ox.serialize(triples, file.file, format=form, prefixes=prefixes)
    except ValueError as error:  # a triple term in JSON-LD
        raise UnansweredQueryError(f"{media} cannot hold this graph: {error}", mend="Ask for Turtle.") from error
    file.end()


def _writable(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The triples, whose properties must end in a name that XML can write: the engine writes a broken document else."""
    known: set[str] = set()
    for triple in triples:
        iri = triple.predicate.value
        if iri not in known and not _NAME_AT_END.search(iri):
            raise UnansweredQueryError(
                f"RDF/XML cannot hold the property {iri}, which ends in no XML name", mend="Ask for Turtle."
            )
        known.add(iri)
        yield triple


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    """The dataset that a request names beside its query, which then counts alone (SPARQL 1.1 Protocol, 2.1.4)."""
    default, named = request["default_graphs"], request["named_graphs"]
    if not default and not named:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in default],
        "named_graphs": [ox.NamedNode(iri) for iri in named],
    }


def is_lasting(query: str, *, graph: bool = False) -> bool:
    """Whether a query gives the same answer whenever it is asked of the same data.

    Errs on the side of no: ``<`` before a function's name may open an IRI or compare.

    Args:
        query: SPARQL.
        graph: whether it makes a graph; blank nodes of its template are new ones at every asking.
    """
    text = unescaped(query)
    if not any(word in text.upper() for word in _CHANGING) and not graph:
        return True
    template = depth = 0
    for match in TOKEN.finditer(text):
        kind, word = match.lastgroup, match.group().upper()
        if word.endswith(_CHANGING) and kind == "word":  # FILTERRAND() are two words
            return False
        if kind == "iri" and "(" in word and any(name in word for name in _CHANGING):
            return False
        if word == "CONSTRUCT" and not template:
            template = 1  # its braces come next, unless it is the short form, whose pattern is the template
        elif template == 1 and kind in ("open", "close"):
            if depth and word in _BLANK:
                return False
            depth += 1 if kind == "open" else -1
            template = 1 if depth else 2
        elif template == 1 and depth and word == "_":  # of a label, _:b
            return False
    return True
