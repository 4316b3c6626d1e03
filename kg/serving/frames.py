"""Messages between the processes of the service: frames over a stream socket.

A frame is its payload's length (4 bytes, big-endian), its kind (1 byte) and the payload. A request and a head are JSON;
pieces are bytes of an answer as they stand.

>>> one, other = Channel.pair()
>>> one.send(Kind.HEAD, to_json({"media": "text/csv"}))
>>> other.receive()
Frame(kind=<Kind.HEAD: b'H'>, payload=b'{"media": "text/csv"}')
>>> one.close(); other.close()
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import IO, Any, cast

from kg.errors import (
    DataError,
    ForbiddenError,
    KgError,
    MemoryLimitError,
    NotOfferedError,
    QueryError,
    RefusedQueryError,
    SizeLimitError,
    SourceError,
    StoreBusyError,
    StoreError,
    StoreMissingError,
    UnansweredQueryError,
    UnknownGraphError,
    UsageError,
)

PIECE_BYTES = 128 * 1024
"""Bytes of an answer that travel together."""

_HEADER = struct.Struct("!Ic")
_ERRORS: dict[str, type[KgError]] = {
    kind.__name__: kind
    for kind in (
        DataError,
        ForbiddenError,
        MemoryLimitError,
        NotOfferedError,
        QueryError,
        RefusedQueryError,
        SizeLimitError,
        SourceError,
        StoreBusyError,
        StoreError,
        StoreMissingError,
        UnansweredQueryError,
        UnknownGraphError,
        UsageError,
    )
}


class Kind(Enum):
    """What a frame is."""

    REQUEST = b"R"
    BODY = b"B"
    READY = b"Y"
    HEAD = b"H"
    PIECE = b"P"
    END = b"E"
    ERROR = b"X"
    FETCH = b"F"


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    kind: Kind
    payload: bytes

    def json(self) -> dict[str, Any]:
        """The payload of a request, a head or an error, read."""
        value: dict[str, Any] = json.loads(self.payload)
        return value


class ChannelClosedError(Exception):
    """The process at the other end has gone."""


class Channel:
    """One end of a connection between two processes. One thread uses it at a time.

    Args:
        connection: a connected stream socket; the channel owns it.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._header = bytearray(_HEADER.size)

    @classmethod
    def pair(cls) -> tuple[Channel, Channel]:
        """Two ends that are connected to each other."""
        one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        return cls(one), cls(other)

    def fileno(self) -> int:
        """Descriptor of the socket."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close this end; the other sees that nothing more comes."""
        self._socket.close()

    def send(self, kind: Kind, payload: bytes | bytearray | memoryview = b"") -> None:
        """Send one frame, waiting until the other end has room for it.

        Raises:
            ChannelClosedError: when the other end is closed.
        """
        header = _HEADER.pack(len(payload), kind.value)
        try:
            self._socket.settimeout(None)
            if len(payload) < PIECE_BYTES:
                self._socket.sendall(header + bytes(payload))
            else:
                self._socket.sendall(header)
                self._socket.sendall(payload)
        except OSError as error:
            raise ChannelClosedError from error

    def receive(self, *, deadline: float | None = None) -> Frame:
        """Wait for one frame.

        Args:
            deadline: of ``time.monotonic``; None waits for ever.

        Raises:
            ChannelClosedError: when the other end is closed.
            TimeoutError: when the deadline passes. What came of the frame is lost, so the channel is of no more use.
        """
        self._fill(memoryview(self._header), deadline)
        length, kind = _HEADER.unpack(self._header)
        payload = bytearray(length)
        self._fill(memoryview(payload), deadline)
        return Frame(Kind(kind), bytes(payload))

    def _fill(self, place: memoryview, deadline: float | None) -> None:
        """Read exactly as much as fits into a place."""
        while place:
            self._socket.settimeout(None if deadline is None else max(deadline - time.monotonic(), 1e-4))
            try:
                count = self._socket.recv_into(place)
            except TimeoutError:
                raise
            except OSError as error:
                raise ChannelClosedError from error
            if not count:
                raise ChannelClosedError
            place = place[count:]


class PieceWriter:
    """A file that sends what is written into it as pieces, behind a head that goes with the first of them.

    Args:
        channel: to whoever asked.
        head: what is told before the first piece.
        limit: bytes an answer may have.
    """

    def __init__(self, channel: Channel, head: dict[str, object], *, limit: int) -> None:
        self._channel = channel
        self._head: dict[str, object] | None = head
        self._limit = limit
        self._buffer = bytearray()
        self.count = 0

    @property
    def file(self) -> IO[bytes]:
        """This, as the engine's annotations want it: all it calls is ``write`` and ``flush``."""
        return cast("IO[bytes]", self)

    def write(self, data: bytes) -> int:
        """Take bytes of the answer.

        Raises:
            SizeLimitError: when there are more than the limit.
        """
        self._buffer += data
        self.count += len(data)
        if self.count > self._limit:
            raise SizeLimitError(
                f"the answer is larger than {self._limit:,} bytes", mend="Ask for less with LIMIT, or in parts."
            )
        if len(self._buffer) >= PIECE_BYTES:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what waits."""
        if self._head is not None:
            self._channel.send(Kind.HEAD, to_json(self._head))
            self._head = None
        if self._buffer:
            self._channel.send(Kind.PIECE, self._buffer)
            self._buffer = bytearray()

    def end(self, told: dict[str, object] | None = None) -> None:
        """Send what waits, and that this was all."""
        self.flush()
        self._channel.send(Kind.END, to_json(told or {}))


def to_json(value: dict[str, object]) -> bytes:
    """A payload from plain values."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def error_payload(error: KgError) -> bytes:
    """An error as it travels; the nearest kind that the other end knows."""
    kind = next((known.__name__ for known in type(error).__mro__ if known.__name__ in _ERRORS), StoreError.__name__)
    told: dict[str, object] = {"kind": kind, "message": error.message, "mend": error.mend}
    if isinstance(error, QueryError):
        told |= {"line": error.line, "column": error.column}
    if isinstance(error, NotOfferedError):
        told["offers"] = list(error.offers)
    return to_json(told)


def error_of(told: dict[str, Any]) -> KgError:
    """The error that ``error_payload`` told."""
    kind, message, mend = _ERRORS[told["kind"]], told["message"], told["mend"]
    if issubclass(kind, QueryError):
        return kind(message, mend=mend, line=told["line"], column=told["column"])
    if kind is NotOfferedError:
        offers: Iterable[str] = told["offers"]
        return NotOfferedError(offers)
    return kind(message, mend=mend)
