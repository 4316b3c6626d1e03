"""A table of digests with a number each, in bytes as they lie in a file: nothing of it is read before it is looked for.

>>> one, other = "0a" * 32, "ff" * 32
>>> table = DigestTable.of({other: 7, one: 3})
>>> table[other], table.changed({one: 9}, [other]) == {one: 9}
(7, True)
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

WIDTH: Final = 32
"""Bytes of a digest (SHA-256)."""

NUMBER: Final = 4
"""Bytes of a number."""

_APART: Final = 64  # of a million digests a megabyte is held


class DigestTable(Mapping[str, int]):
    """Digest in hexadecimal -> number.

    Args:
        data: holds the digests sorted, ``WIDTH`` bytes each, and in the same order the numbers, ``NUMBER`` bytes each,
            little-endian.
        count: how many there are.
        start: where they begin.
    """

    def __init__(self, data: bytes | mmap.mmap, count: int, *, start: int = 0) -> None:
        self._data = data
        self._count = count
        self._start = start
        self._numbers = start + count * WIDTH

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> DigestTable:
        """A table of digests, each 64 small hexadecimal digits, with their numbers."""
        return numbers if isinstance(numbers, cls) else cls(b"", 0).changed(numbers)

    def __getitem__(self, digest: str) -> int:
        key = _key(digest)
        place = self._place(key)
        if not key or place == self._count or self._digest(place) != key:
            raise KeyError(digest)
        return int.from_bytes(self._slice(self._numbers, NUMBER, place, place + 1), "little")

    def __iter__(self) -> Iterator[str]:
        return (self._digest(place).hex() for place in range(self._count))

    def __len__(self) -> int:
        return self._count

    def changed(self, given: Mapping[str, int], removed: Iterable[str] = ()) -> DigestTable:
        """Another table, with numbers given to digests, new or not, and others taken out; the rest is copied whole.

        Raises:
            ValueError: when what is given is no digest.
        """
        numbers = {_key(digest): number for digest, number in given.items()}
        if b"" in numbers:
            raise ValueError("a digest has 64 small hexadecimal digits")
        keys = sorted({*numbers, *map(_key, removed)} - {b""})
        columns: tuple[list[bytes], list[bytes]] = ([], [])
        done, count = 0, self._count
        for key in keys:
            place = self._place(key)
            held = place < self._count and self._digest(place) == key
            columns[0].append(self._slice(self._start, WIDTH, done, place))
            columns[1].append(self._slice(self._numbers, NUMBER, done, place))
            if key in numbers:
                columns[0].append(key)
                columns[1].append(numbers[key].to_bytes(NUMBER, "little"))
            done = place + held
            count += (key in numbers) - held
        columns[0].append(self._slice(self._start, WIDTH, done, self._count))
        columns[1].append(self._slice(self._numbers, NUMBER, done, self._count))
        return DigestTable(b"".join(columns[0] + columns[1]), count)

    def to_bytes(self) -> bytes:
        """As they lie in a file."""
        return self._data[self._start : self._numbers + self._count * NUMBER]

    def _place(self, key: bytes) -> int:
        """Where a digest stands, or would."""
        low = max(bisect_left(self._marks, key) - 1, 0) * _APART
        return bisect_left(range(self._count), key, low, min(low + _APART, self._count), key=self._digest)

    @cached_property
    def _marks(self) -> list[bytes]:
        """Some of the digests, at equal distances: a list is searched without a call a step."""
        return [self._digest(place) for place in range(0, self._count, _APART)]

    def _digest(self, place: int) -> bytes:
        start = self._start + place * WIDTH
        return self._data[start : start + WIDTH]

    def _slice(self, start: int, width: int, first: int, last: int) -> bytes:
        """Some of a column, from one place up to another."""
        return self._data[start + first * width : start + last * width]


def _key(digest: str) -> bytes:
    """A digest's bytes; empty for what is none."""
    try:
        key = bytes.fromhex(digest)
    except ValueError:
        return b""
    return key if len(key) == WIDTH and key.hex() == digest else b""
