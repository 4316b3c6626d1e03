"""Media types an answer can have, and their short names."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store.forms import query_form

__all__ = ["FORMATS", "SHORT", "offered", "query_form"]

_TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "text/csv": ox.QueryResultsFormat.CSV,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
FORMATS: dict[str, ox.QueryResultsFormat | ox.RdfFormat] = {**_TABLES, **_GRAPHS}

SHORT = {
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}


def offered(query: str) -> list[str]:
    """Media types a query can be answered as, the usual one first."""
    return list(_GRAPHS if query_form(query) in ("CONSTRUCT", "DESCRIBE") else _TABLES)
