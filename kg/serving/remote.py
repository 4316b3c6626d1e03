"""Reading one generation through query workers: what pages and catalogue queries read from, not an open store.

Whoever may write chooses what stands in a document, and the engine's parsers recurse. So nothing is parsed here: terms
come as plain values (``kg.serving.rows``) and are made by their constructors.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, cast

import pyoxigraph as ox

from kg.errors import NotOfferedError, QueryError
from kg.model import Provenance
from kg.serving.answers import GRAPHS, TABLES
from kg.serving.pool import Pool
from kg.serving.rows import Value, read_rows, term_of
from kg.serving.starting import Seen
from kg.store import Reader, Solutions
from kg.store.arrivals import read_arrivals
from kg.store.change import graph_name
from kg.store.engine import Term
from kg.store.folder import Folder
from kg.store.records import ArticleRecord
from kg.store.texts import Texts

PAGE_BYTES: Final = 64 << 20
"""What a page may read at a time; it is held in the process that serves everybody."""


class RemoteReader(Reader):
    """One generation of a store, read by the workers of a pool.

    Args:
        pool: of the store's workers.
        path: folder of the store; its kept texts are files.
        seen: the generation to be read; None for the newest.

    Attributes:
        generation: that is read. Asking it for more when that is served no longer raises
            ``SupersededError``.
    """

    def __init__(self, pool: Pool, path: Path, seen: Seen | None = None) -> None:
        texts = Texts(Folder(path).texts)
        seen = seen or pool.newest()
        number = seen.generation
        super().__init__(
            None,
            generation=number,
            base=seen.base,
            sources=(),
            text=texts.read,
            blocks=texts.blocks,
            arrivals=lambda: read_arrivals(Folder(path).generation(number), number),
        )
        self._pool = pool

    def select(self, query: str) -> Solutions:
        """Answers a SELECT; a triple term in it is told as a text.

        Raises:
            QueryError, StoreError: as ``Reader.select``, and what the pool raises.
            SizeLimitError: when the answer has more than ``PAGE_BYTES``.
        """
        data, head = self._rows(query, "select")
        rows = [tuple(map(term_of, row)) for row in read_rows(data)]
        return Solutions(tuple(head["variables"]), cast("list[tuple[Term | None, ...]]", rows))

    def ask(self, query: str) -> bool:
        """Answers an ASK. Raises: as ``select``."""
        return bool(self._rows(query, "ask")[1]["boolean"])

    def construct(self, query: str) -> list[ox.Triple]:
        """Answers a CONSTRUCT or DESCRIBE.

        Raises:
            StoreError: when there is a triple term in it, and as ``select``.
        """
        return [_triple(row) for row in read_rows(self._rows(query, "construct")[0])]

    def serialize(self, query: str, format: ox.RdfFormat | ox.QueryResultsFormat) -> bytes:  # noqa: A002  (the engine's word)
        """Answers any query in a standard format. Raises: as ``select``."""
        tables = [media for media, known in TABLES.items() if known == format][:1]
        graphs = [media for media, known in GRAPHS.items() if known == format][:1]
        try:
            return self._answer(query, tables, graphs)
        except NotOfferedError as error:
            raise QueryError(
                f"the query gives nothing that {format} can hold", mend="Ask for another format."
            ) from error

    def quads(self, graph: str | None) -> list[ox.Quad]:
        """The quads of one graph; None is the default graph. Raises: as ``construct``."""
        data = self._read({"operation": "quads", "graph": graph, "everything": False})[0]
        name = graph_name(graph)
        triples = map(_triple, read_rows(data))
        return [ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples]

    def graphs(self) -> tuple[str, ...]:
        """IRIs of the named graphs, sorted."""
        names: list[str] = self._read({"operation": "graphs"})[1]["graphs"]
        return tuple(names)

    def canonical(self) -> bytes:
        """All graphs as N-Quads in the order of their lines."""
        data = self._read({"operation": "quads", "graph": None, "everything": True})[0]
        return b"".join(sorted(data.splitlines(keepends=True)))

    def articles(self) -> tuple[ArticleRecord, ...]:
        """The articles, by file and digest."""
        if self._records is None:
            told = self._read({"operation": "articles"})[1]["articles"]
            self._records = tuple(
                ArticleRecord(**{**record, "provenance": Provenance(**record["provenance"])}) for record in told
            )
        return self._records

    def close(self) -> None:
        """Nothing is held open; the pool outlives its readers."""

    def _rows(self, query: str, form: str) -> tuple[bytes, dict[str, Any]]:
        """Rows of a query's answer, and what was told before them."""
        data, _, head = self._read({"operation": "rows", "query": query, "form": form})
        return data, head

    def _answer(self, query: str, tables: list[str], graphs: list[str]) -> bytes:
        return self._read(
            {
                "operation": "query",
                "query": query,
                "address": None,
                "default_graphs": [],
                "named_graphs": [],
                "table_media": tables,
                "graph_media": graphs,
            }
        )[0]

    def _read(self, request: dict[str, object]) -> tuple[bytes, dict[str, Any], dict[str, Any]]:
        """All of an answer, what its end tells, and its head."""
        answer = self._pool.ask({"max_bytes": PAGE_BYTES, **request}, generation=self.generation)
        return b"".join(answer), answer.told, answer.head


def _triple(row: Sequence[Value]) -> ox.Triple:
    """The triple of a row that has one; a fourth value is its graph."""
    subject, predicate, target = (term_of(value, triples=False) for value in row[:3])
    return ox.Triple(
        cast("ox.NamedNode | ox.BlankNode", subject),
        cast("ox.NamedNode", predicate),
        cast("ox.NamedNode | ox.BlankNode | ox.Literal", target),
    )
