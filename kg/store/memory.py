"""A store in memory: for tests, and for trying things without a folder. Gone with the process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pyoxigraph as ox

from kg.errors import StoreBusyError
from kg.model import Block
from kg.store.arrivals import Arrivals, next_arrivals
from kg.store.change import Change, find_difference
from kg.store.reader import Reader
from kg.store.records import ARTICLE_GRAPHS, Source
from kg.vocabulary import DEFAULT_BASE


class MemoryStore:
    """A ``Storage`` without a folder."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self._generation = 0
        self._store = ox.Store()
        self._texts: dict[str, tuple[str, tuple[Block, ...]]] = {}
        self._sources: tuple[Source, ...] = ()
        self._arrivals = Arrivals()
        self._pending: dict[str, tuple[ox.Quad, ...]] = {}
        self._lock = threading.Lock()

    def reader(self) -> Reader:
        """A reader of the present state; later commits do not reach it."""
        texts, arrivals = self._texts, self._arrivals
        return Reader(
            self._store,
            generation=self._generation,
            base=self.base,
            sources=self._sources,
            text=lambda digest: texts[digest][0] if digest in texts else None,
            blocks=lambda digest: texts[digest][1] if digest in texts else None,
            arrivals=lambda: arrivals,
        )

    @contextmanager
    def write_lock(self, *, command: str, wait: float = 30.0) -> Iterator[None]:
        """Keeps other threads out; raises ``StoreBusyError`` after ``wait`` seconds."""
        if not self._lock.acquire(timeout=wait):
            raise StoreBusyError(f"another thread writes to this store; {command} waited", mend="Try again.")
        try:
            yield
        finally:
            self._lock.release()

    def commit(self, change: Change) -> int:
        """Makes the next state beside the present one and puts it in its place."""
        difference = find_difference(self._store, change)
        texts = {digest: kept for digest, kept in self._texts.items() if digest not in change.dropped_texts}
        texts.update((article.digest, (article.text, article.blocks)) for article in change.texts)
        sources = self._sources if change.sources is None else tuple(sorted(change.sources))
        if difference or texts != self._texts or sources != self._sources:
            arrivals = self._arrivals
            self._arrivals = (
                next_arrivals(
                    lambda: arrivals,
                    self._store,
                    change.graphs,
                    prefix=self.base + ARTICLE_GRAPHS,
                    generation=self._generation + 1,
                )
                or arrivals
            )
            store = ox.Store()
            store.bulk_extend(self._store)
            difference.apply(store)
            self._store, self._texts, self._sources = store, texts, sources
            self._generation += 1
        return self._generation

    def keep_pending(self, key: str, quads: Sequence[ox.Quad]) -> None:
        """See ``Storage``."""
        self._pending[key] = tuple(quads)

    def pending(self, key: str) -> tuple[ox.Quad, ...] | None:
        """See ``Storage``."""
        return self._pending.get(key)

    def clear_pending(self) -> None:
        """See ``Storage``."""
        self._pending.clear()
