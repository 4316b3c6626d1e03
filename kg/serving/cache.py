"""Complete answers, kept while their generation stands.

A generation never changes, so the same query on it has the same answer, and nothing here ever grows stale: an answer
leaves when room is needed, or with its generation. Whoever puts one in leaves out what the engine may answer otherwise
a second time (NOW, RAND, UUID, fresh blank nodes).
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeAlias

from kg.serving import zipping

Key: TypeAlias = tuple[str | int | tuple[str, ...] | None, ...]
"""What an answer depends on beside the generation: query, dataset, media type."""

ENTRY_BYTES: Final = (
    600  # what an entry takes beside its strings: its objects and its place in the order (measured: 560)
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: its media type with parameters (``text/csv; charset=utf-8``), and its body."""

    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class CacheState:
    """Counts since the cache was made, and what it holds now (answers, and bytes with keys and zipped forms)."""

    hits: int
    misses: int
    answers: int
    bytes: int


@dataclass(slots=True)
class _Entry:
    answer: Answer
    size: int
    zipped: bytes | None = None
    zipping: Lock = field(default_factory=Lock)


_Place: TypeAlias = tuple[int, Key]


class AnswerCache:
    """The answers used last; all methods may be called from any thread.

    Args:
        bytes_limit: most bytes all answers take, their keys and zipped forms included; 0 keeps none.
        largest: most bytes one answer takes with its key; a larger one is not kept.
    """

    def __init__(self, bytes_limit: int, largest: int) -> None:
        self._limit = bytes_limit
        self._largest = min(largest, bytes_limit)
        self._entries: OrderedDict[_Place, _Entry] = OrderedDict()
        self._bytes = 0
        self._hits = 0
        self._misses = 0
        self._oldest = 0  # generations before it are gone
        self._lock = Lock()

    @property
    def largest(self) -> int:
        """Most bytes one answer takes with its key."""
        return self._largest

    def get(self, generation: int, key: Key) -> Answer | None:
        """The answer on this generation, if it is kept."""
        with self._lock:
            entry = self._entries.get((generation, key))
            if entry is None:
                self._misses += 1
                return None
            self._hits += 1
            self._entries.move_to_end((generation, key))
            return entry.answer

    def again(self, generation: int, key: Key, *, zipped: bool) -> bytes | None:
        """The bytes to be sent of an answer that was given before, if it is kept still.

        Args:
            generation: that it was read from.
            key: what it depends on beside it.
            zipped: in gzip, where it is long enough.

        Returns:
            None when it is not kept, which is not counted: whoever asks again will ``get`` it.
        """
        with self._lock:
            entry = self._entries.get((generation, key))
            if entry is None:
                return None
            self._hits += 1
            self._entries.move_to_end((generation, key))
        if not zipped or len(entry.answer.body) < zipping.SMALLEST_ZIPPED:
            return entry.answer.body
        return self._zipped((generation, key), entry)

    def put(self, generation: int, key: Key, answer: Answer) -> bool:
        """Keeps an answer, and drops those unused longest to make room.

        Returns:
            Whether it is kept: not when it is too large, or its generation is forgotten already (its worker was slow).
        """
        size = ENTRY_BYTES + _size(key) + sys.getsizeof(answer.media_type) + sys.getsizeof(answer.body)
        with self._lock:
            if size > self._largest or generation < self._oldest:
                return False
            self._drop((generation, key))
            self._entries[generation, key] = _Entry(answer, size)
            self._bytes += size
            self._make_room()
            return True

    def zipped(self, generation: int, key: Key) -> bytes | None:
        """The body of a kept answer in gzip (RFC 1952), made when first asked for and kept beside it.

        Returns:
            None when the answer is not kept, or too short: send it as it is.
        """
        with self._lock:
            entry = self._entries.get((generation, key))
        if entry is None or len(entry.answer.body) < zipping.SMALLEST_ZIPPED:
            return None
        return self._zipped((generation, key), entry)

    def _zipped(self, place: _Place, entry: _Entry) -> bytes:
        """The zipped form of an entry, which may have been dropped meanwhile."""
        with entry.zipping:  # of this entry alone: others are served meanwhile
            if entry.zipped is None:
                entry.zipped = zipping.zipped(entry.answer.body)
                self._count_zipped(place, entry)
            return entry.zipped

    def forget_before(self, generation: int) -> None:
        """Drops the answers of all older generations, and keeps none of them any more."""
        if generation <= self._oldest:
            return
        with self._lock:
            self._oldest = generation
            for place in [place for place in self._entries if place[0] < self._oldest]:
                self._drop(place)

    def state(self) -> CacheState:
        """What a page of metrics tells."""
        with self._lock:
            return CacheState(self._hits, self._misses, len(self._entries), self._bytes)

    def _count_zipped(self, place: _Place, entry: _Entry) -> None:
        with self._lock:
            if entry.zipped is None or self._entries.get(place) is not entry:  # dropped meanwhile
                return
            size = sys.getsizeof(entry.zipped)
            entry.size += size
            self._bytes += size
            self._make_room()

    def _make_room(self) -> None:
        while self._bytes > self._limit:
            self._drop(next(iter(self._entries)))

    def _drop(self, place: _Place) -> None:
        entry = self._entries.pop(place, None)
        if entry is not None:
            self._bytes -= entry.size


def _size(part: object) -> int:
    """Bytes a key takes, its parts included."""
    return sys.getsizeof(part) + (sum(map(_size, part)) if isinstance(part, tuple) else 0)
