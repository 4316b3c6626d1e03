"""Reading one generation through query workers: what pages and catalogue queries read from, not an open store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import NotOfferedError, QueryError
from kg.model import Provenance
from kg.serving.answers import GRAPHS, TABLES
from kg.serving.pool import Pool
from kg.store import Reader, Solutions
from kg.store.folder import Folder
from kg.store.records import ArticleRecord
from kg.store.texts import Texts

_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


class RemoteReader(Reader):
    """One generation of a store, read by the workers of a pool.

    Args:
        pool: of the store's workers.
        path: folder of the store; its kept texts are files.

    Attributes:
        generation: the newest one when the reader was made. Asking it for more when that is served no longer raises
            ``SupersededError``.
    """

    def __init__(self, pool: Pool, path: Path) -> None:
        texts = Texts(Folder(path).texts)
        super().__init__(
            ox.Store(),
            generation=pool.generation(),
            base=pool.base,
            sources=(),
            text=texts.read,
            blocks=texts.blocks,
        )
        self._pool = pool

    def select(self, query: str) -> Solutions:
        """Answers a SELECT. Raises: as ``Reader.select``, and what the pool raises."""
        results = self._results(query)
        if not isinstance(results, ox.QuerySolutions):
            raise _other_form("SELECT")
        width = range(len(results.variables))
        rows = [tuple(solution[i] for i in width) for solution in results]
        return Solutions(tuple(variable.value for variable in results.variables), rows)

    def ask(self, query: str) -> bool:
        """Answers an ASK. Raises: as ``select``."""
        results = self._results(query)
        if not isinstance(results, ox.QueryBoolean):
            raise _other_form("ASK")
        return bool(results)

    def construct(self, query: str) -> list[ox.Triple]:
        """Answers a CONSTRUCT or DESCRIBE. Raises: as ``select``."""
        try:
            data = self._answer(query, [], [_TRIPLES])
        except NotOfferedError as error:
            raise _other_form("CONSTRUCT or DESCRIBE") from error
        return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)]

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
        """The quads of one graph; None is the default graph."""
        data = self._read({"operation": "quads", "graph": graph, "everything": False})[0]
        return list(ox.parse(data, format=ox.RdfFormat.N_QUADS))

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

    def _results(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean:
        try:
            data = self._answer(query, [_JSON], [])
        except NotOfferedError as error:
            raise _other_form("SELECT") from error
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)

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

    def _read(self, request: dict[str, object]) -> tuple[bytes, dict[str, Any]]:
        """All of an answer, and what its end tells."""
        answer = self._pool.ask(request, generation=self.generation)
        return b"".join(answer), answer.told


def _other_form(wanted: str) -> QueryError:
    return QueryError(f"the query is not a {wanted}", mend=f"Write it as {wanted}, or ask for its form.")
