"""Reading one generation. It never changes, so whatever was read from it may be kept under its number.

>>> from kg.store.memory import MemoryStore
>>> MemoryStore().reader().ask("ASK { ?s ?p ?o }")
False
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Block
from kg.store import engine
from kg.store.arrivals import Arrivals
from kg.store.change import graph_name
from kg.store.engine import Solutions
from kg.store.folder import Hold
from kg.store.records import ArticleRecord, Source, read_records
from kg.vocabulary import PREFIXES

__all__ = ["Reader", "Solutions"]


class Reader:
    """One generation of a store. Get one from ``open_reader`` or ``Storage.reader``.

    The generation stays on the disk, superseded or not, until the reader is closed or forgotten. Several threads may
    use one reader at a time.

    Attributes:
        generation: its number; 0 is the empty store nothing was ever written to.
        base: base IRI of the data.
        sources: the register of where articles came from, by place.
    """

    def __init__(
        self,
        store: ox.Store | None,
        *,
        generation: int,
        base: str,
        sources: tuple[Source, ...],
        text: Callable[[str], str | None],
        blocks: Callable[[str], tuple[Block, ...] | None],
        hold: Hold | None = None,
        arrivals: Callable[[], Arrivals] | None = None,
    ) -> None:
        self._store = store
        self._hold = hold
        self.generation = generation
        self.base = base
        self.sources = sources
        self._text = text
        self._blocks = blocks
        self._arrivals = arrivals
        self._records: tuple[ArticleRecord, ...] | None = None

    def select(self, query: str) -> Solutions:
        """Answers a SELECT.

        Raises:
            QueryError: when the query is malformed (with its place), of another form, nests too deep or asks for
                ``SERVICE``.
        """
        return engine.select(self._open(), query)

    def ask(self, query: str) -> bool:
        """Answers an ASK. Raises: as ``select``."""
        return engine.ask(self._open(), query)

    def construct(self, query: str) -> list[ox.Triple]:
        """Answers a CONSTRUCT or DESCRIBE. Raises: as ``select``."""
        return engine.construct(self._open(), query)

    def serialize(self, query: str, format: ox.RdfFormat | ox.QueryResultsFormat) -> bytes:  # noqa: A002  (the engine's word)
        """Answers any query in a standard format.

        Raises:
            QueryError: as ``select``, and when the format does not fit the query's form.
        """
        return engine.serialize(self._open(), query, format, {**PREFIXES, "": self.base})

    def quads(self, graph: str | None) -> list[ox.Quad]:
        """The quads of one graph; None is the default graph.

        Complete, since the engine's own iterator aborts when it is let go of in another thread than its maker's.
        """
        return list(self._open().quads_for_pattern(None, None, None, graph_name(graph)))

    def graphs(self) -> tuple[str, ...]:
        """IRIs of the named graphs, sorted."""
        return tuple(sorted(name.value for name in self._open().named_graphs()))

    def canonical(self) -> bytes:
        """All graphs as N-Quads in the order of their lines: equal content, equal bytes (we write no blank nodes)."""
        data = self._open().dump(format=ox.RdfFormat.N_QUADS) or b""
        return b"".join(sorted(data.splitlines(keepends=True)))

    def articles(self) -> tuple[ArticleRecord, ...]:
        """The articles, by file and digest."""
        if self._records is None:
            self._records = read_records(self._open(), self.base)
        return self._records

    @cached_property
    def arrivals(self) -> Arrivals:
        """Since which generation it holds each of its articles; read when first asked for.

        Raises:
            StoreError: when the file that tells it is damaged.
            SupersededError: when the generation is gone, which this reader holds until it is closed.
        """
        return self._arrivals() if self._arrivals is not None else Arrivals(self.generation)

    def text(self, digest: str) -> str | None:
        """The kept text of an article, or None when the store keeps none of that digest."""
        return self._text(digest)

    def blocks(self, digest: str) -> tuple[Block, ...] | None:
        """What of an article's kept text is prose, or None when the store keeps none of that digest."""
        return self._blocks(digest)

    def close(self) -> None:
        """Lets go of the generation's files; afterwards every question raises ``StoreError``."""
        self._store = None
        if self._hold is not None:
            self._hold.release()

    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError("this reader was closed", mend="Open another.")
        return self._store
