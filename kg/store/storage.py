"""What the write side needs of a store; one lies on disk, one in memory."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import pyoxigraph as ox

from kg.store.change import Change
from kg.store.reader import Reader


class Storage(Protocol):
    """A store that can be written. Readers see a change whole, or not at all."""

    base: str

    def reader(self) -> Reader:
        """A reader of the newest generation."""
        ...

    def write_lock(self, *, command: str, wait: float = ...) -> AbstractContextManager[None]:
        """Held around reading the newest generation and committing what follows from it.

        Raises:
            StoreBusyError: when another writer holds it for longer than ``wait`` seconds.
        """
        ...

    def commit(self, change: Change) -> int:
        """Publishes a change as a new generation and returns its number; the present one when nothing would change.

        The caller holds ``write_lock``.

        Raises:
            StoreError: when it cannot be written; the last generation stands.
        """
        ...

    def keep_pending(self, key: str, quads: Sequence[ox.Quad]) -> None:
        """Keeps what was read of an article until it is committed, so that a killed build need not read it again."""
        ...

    def pending(self, key: str) -> tuple[ox.Quad, ...] | None:
        """What ``keep_pending`` kept under the key, or None."""
        ...

    def clear_pending(self) -> None:
        """Drops all that is pending."""
        ...
