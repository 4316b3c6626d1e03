"""The bytes of a source as a stream: unpacked where they are gzip, looked at before they are read, never held whole.

What a source holds is told by its first bytes, never by its name.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from typing import IO, TYPE_CHECKING, Final

from kg.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES: Final = 16 * 1024 * 1024
"""Largest article that is read; larger ones are refused."""

HEAD_BYTES: Final = 64 * 1024
_GZIP: Final = b"\x1f\x8b"
_STEP: Final = 1024 * 1024


class Content:
    """What a source holds, read once from front to end.

    Attributes:
        head: its first bytes (at most 64 KiB), unpacked; they are read again by what follows.
    """

    def __init__(self, stream: IO[bytes], *, file: str) -> None:
        """Look at the first bytes.

        Args:
            stream: open for reading; it stays the caller's to close.
            file: the source's name, for errors.

        Raises:
            SourceError: when it is gzip and damaged from the start.
        """
        self._file = file
        self._stream: IO[bytes] = stream
        self.head = _full_read(stream, HEAD_BYTES)
        self.packed = self.head.startswith(_GZIP)
        if self.packed:
            self._stream = io.BufferedReader(_Unpacked(io.BufferedReader(_Joined(self.head, stream)), file))
            self.head = _full_read(self._stream, HEAD_BYTES)
        self._joined = io.BufferedReader(_Joined(self.head, self._stream), _STEP)

    def whole(self, limit: int = MAX_BYTES) -> bytes:
        """Everything, at most ``limit`` bytes.

        Raises:
            SourceError: when there is more, or the gzip data is damaged.
        """
        data = self._joined.read(limit + 1)
        if len(data) > limit:
            size = len(data)
            while piece := self._joined.read(_STEP):
                size += len(piece)
                if size > _MOST_COUNTED:
                    break
            raise too_large(self._file, size, limit)
        return data

    def lines(self) -> Iterator[bytes | int]:
        """Each line with its end; for one that is larger than any article, its number of bytes instead.

        A byte order mark of UTF-8 is not part of the first line.
        """
        if self.head.startswith(codecs.BOM_UTF8):
            self._joined.read(len(codecs.BOM_UTF8))
        while line := self._joined.readline(MAX_BYTES + 1):
            if len(line) <= MAX_BYTES or line.endswith(b"\n"):
                yield line
                continue
            size = len(line)
            while line and not line.endswith(b"\n"):
                line = self._joined.readline(_STEP)
                size += len(line)
            yield size


_MOST_COUNTED: Final = 1 << 30


def too_large(name: str, size: int, limit: int = MAX_BYTES) -> SourceError:
    """The error for what cannot be one article."""
    more = "more than " if size > _MOST_COUNTED else ""
    return SourceError(
        f"{name}: {more}{size / (1 << 20):.1f} MiB, more than the {limit >> 20} MiB of one article",
        mend="Split it into one file an article, or give JSON Lines or CSV with one record an article.",
    )


def _full_read(stream: IO[bytes], size: int) -> bytes:
    """Read so many bytes, or all there are: a pipe gives fewer at a time."""
    pieces: list[bytes] = []
    missing = size
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


class _Joined(io.RawIOBase):
    """Bytes that were read already, and after them the rest of their stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # io passes a writable buffer
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


class _Unpacked(io.RawIOBase):
    """The content of gzip data; its faults are the source's."""

    def __init__(self, packed: IO[bytes], file: str) -> None:
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # io passes a writable buffer
        try:
            data = self._gzip.read1(len(view))
        except EOFError as error:
            raise SourceError(
                f"{self._file}: the gzip data is cut off",
                mend="Fetch or pack the file again; records before the cut are read, of a single article nothing.",
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise SourceError(
                f"{self._file}: the gzip data is damaged", mend="Fetch or pack the file again."
            ) from error
        view[: len(data)] = data
        return len(data)
