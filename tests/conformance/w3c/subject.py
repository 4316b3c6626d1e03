"""What the suites ask of a subject, be it the engine in process or a service over HTTP."""

from __future__ import annotations

from typing import Protocol

import pyoxigraph as ox

from w3c.suites import Source

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, RDF_XML, N_TRIPLES = "text/turtle", "application/rdf+xml", "application/n-triples"
RESULTS = (JSON, XML, CSV, TSV)


class RefusedError(Exception):
    """A subject gave no answer; the message is its own."""


class MalformedError(RefusedError):
    """It called the query or update malformed."""


class FailedError(RefusedError):
    """It understood the text and did not do it: no such graph, an address that it does not reach."""


class Subject(Protocol):
    """Something with a dataset that answers queries and takes updates."""

    def load(self, sources: tuple[Source, ...]) -> None:
        """Hold these files and nothing else."""

    def query(self, text: bytes, *, base: str, media_type: str) -> bytes:
        """The answer to a query.

        Args:
            text: the query, UTF-8.
            base: IRI that its relative IRIs are resolved against; empty for the subject's own.
            media_type: how the answer is to be written; empty for any.

        Raises:
            RefusedError: when there is none.
        """

    def update(self, text: bytes, *, base: str) -> None:
        """Run an update.

        Raises:
            RefusedError: when it was not done.
        """

    def quads(self) -> list[ox.Quad]:
        """All that it holds."""
