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
import select
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import IO, Any, Self, cast

from kg.errors import (
    DataError,
    ForbiddenError,
    KgError,
    MemoryLimitError,
    NotOfferedError,
    PreconditionError,
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

MOST_PIECE_BYTES = 1 << 20
"""Most bytes of one piece; what the engine hands over at once may be larger, and goes as several."""

_HEADER = struct.Struct("!Ic")
_READ_BYTES = 64 * 1024
_SHORTEST_WAIT = 1e-4  # seconds; nought would mean not to wait at all
_LONGEST_WAIT = 3600.0  # seconds; poll(2) takes 24 days at most, and limits may be longer
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_ERRORS: dict[str, type[KgError]] = {
    kind.__name__: kind
    for kind in (
        DataError,
        ForbiddenError,
        MemoryLimitError,
        NotOfferedError,
        PreconditionError,
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
        """The payload of a request, a head or an error, read.

        Raises:
            StoreError: when it is no JSON object: the process at the other end is not to be believed any more.
        """
        try:
            value = json.loads(self.payload)
        except (ValueError, RecursionError) as error:
            raise _misspoken("what is no JSON") from error
        if not isinstance(value, dict):
            raise _misspoken("JSON that is no object")
        return value


_MOST_BYTES: dict[Kind, int] = {
    Kind.READY: 64 << 10,
    Kind.PIECE: MOST_PIECE_BYTES,
    Kind.END: 256 << 20,  # the register of articles, or all graphs' names
}
"""What a frame of a worker may hold; of any other kind ``_MOST_OTHERS``."""

_MOST_OTHERS = 4 << 20


class ChannelClosedError(Exception):
    """The process at the other end has gone."""


class Channel:
    """One end of a connection between two processes. One thread uses it at a time.

    Args:
        connection: a connected stream socket; the channel owns it.
        trusting: take frames of any size: a worker believes who made it, and who made it does not believe a worker.
    """

    def __init__(self, connection: socket.socket, *, trusting: bool = False) -> None:
        connection.setblocking(False)  # what can be sent or is there needs one call; with a timeout it would be three
        self._socket = connection
        self._trusting = trusting
        self._read = bytearray()  # that came behind the frame before
        self._room = bytearray(_READ_BYTES)

    @classmethod
    def pair(cls) -> tuple[Channel, Channel]:
        """Two ends that are connected to each other."""
        one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        return cls(one), cls(other)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fileno(self) -> int:
        """Descriptor of the socket."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close this end; the other sees that nothing more comes."""
        self._socket.close()

    def send(self, kind: Kind, payload: bytes | bytearray | memoryview = b"", *, deadline: float | None = None) -> None:
        """Send one frame, waiting until the other end has room for it.

        Args:
            kind: of the frame.
            payload: what it holds.
            deadline: of ``time.monotonic``; None waits for ever.

        Raises:
            ChannelClosedError: when the other end is closed.
            TimeoutError: when the deadline passes. A part of the frame may have gone: the channel is of no more use.
        """
        if len(payload) < PIECE_BYTES:
            self.send_bytes(frame_bytes(kind, payload), deadline=deadline)
        else:
            self.send_bytes(_HEADER.pack(len(payload), kind.value), deadline=deadline)
            self.send_bytes(payload, deadline=deadline)

    def send_bytes(self, data: bytes | bytearray | memoryview, *, deadline: float | None = None) -> None:
        """Send frames as they stand. Raises: as ``send``."""
        left = memoryview(data)
        while left:
            try:
                left = left[self._socket.send(left) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError as error:
                raise ChannelClosedError from error

    @property
    def begun(self) -> bool:
        """Whether a part of the next frame is here; the rest need not be."""
        return bool(self._read)

    def wait(self, seconds: float) -> bool:
        """Whether something comes, or the other end closes, within so many seconds."""
        return self.begun or self._is_ready(select.POLLIN, max(seconds, 0.0))

    def receive(self, *, deadline: float | None = None) -> Frame:
        """Wait for one frame.

        Args:
            deadline: of ``time.monotonic``; None waits for ever.

        Raises:
            ChannelClosedError: when the other end is closed.
            TimeoutError: when the deadline passes. The rest of the frame may come later: the channel is of no more use.
            StoreError: when a worker sends what is no frame, or one larger than its kind may be; likewise.
        """
        while len(self._read) < _HEADER.size:
            self._read += self._some(memoryview(self._room), deadline)
        length, letter = _HEADER.unpack_from(self._read)
        kind = self._kind(letter, length)
        end = _HEADER.size + length
        if len(self._read) >= end:
            payload = bytes(self._read[_HEADER.size : end])
            del self._read[:end]
            return Frame(kind, payload)
        whole = bytearray(length)
        have = len(self._read) - _HEADER.size
        whole[:have] = self._read[_HEADER.size :]
        self._read.clear()
        place = memoryview(whole)[have:]
        while place:
            place = place[len(self._some(place, deadline)) :]
        return Frame(kind, bytes(whole))

    def _kind(self, letter: bytes, length: int) -> Kind:
        """What a frame is, before any room is made for it."""
        try:
            kind = Kind(letter)
        except ValueError:
            raise _misspoken(f"a message of the kind {letter!r}") from None
        if length > _MOST_BYTES.get(kind, _MOST_OTHERS) and not self._trusting:
            raise _misspoken(f"a message of {length:,} bytes")
        return kind

    def _some(self, place: memoryview, deadline: float | None) -> memoryview:
        """Read as much as there is into a place, at least one byte; returns what was filled."""
        while True:
            try:
                count = self._socket.recv_into(place)
                break
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
            except OSError as error:
                raise ChannelClosedError from error
        if not count:
            raise ChannelClosedError
        return place[:count]

    def _wait(self, event: int, deadline: float | None) -> None:
        """Wait until the socket can be read or written.

        Raises:
            TimeoutError: when the deadline passes first, or has passed: who takes a byte at a time gains no time.
        """
        late = deadline is not None and time.monotonic() >= deadline
        if late or not self._is_ready(event, seconds_left(deadline)):
            raise TimeoutError

    def _is_ready(self, event: int, seconds: float | None) -> bool:
        """Whether it can be within so many seconds, or the other end closes; None waits for ever."""
        waiting = select.poll()
        waiting.register(self._socket, event)
        if seconds is None:
            return bool(waiting.poll())
        until = time.monotonic() + seconds
        while not (ready := bool(waiting.poll(1000 * min(seconds, _LONGEST_WAIT)))):
            seconds = until - time.monotonic()
            if seconds <= 0:
                break
        return ready


def seconds_left(deadline: float | None) -> float | None:
    """Seconds until a deadline of ``time.monotonic``, as sockets take them; None where there is none."""
    return None if deadline is None else max(deadline - time.monotonic(), _SHORTEST_WAIT)


def _misspoken(what: str) -> StoreError:
    return StoreError(f"a process of the service sent {what}", mend="Ask again; report it if it happens again.")


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
            self._send()
        return len(data)

    def flush(self) -> None:
        """Nothing: the engine flushes at an answer's end alone, and ``end`` sends all the rest at once."""

    def _send(self) -> None:
        """Send what waits."""
        if self._head is not None:
            self._channel.send(Kind.HEAD, to_json(self._head))
            self._head = None
        if self._buffer:
            whole = memoryview(self._buffer)
            for start in range(0, len(whole), MOST_PIECE_BYTES):
                self._channel.send(Kind.PIECE, whole[start : start + MOST_PIECE_BYTES])
            self._buffer = bytearray()

    def end(self) -> None:
        """Send what waits, and that this was all; a short answer goes in one piece, head and end with it."""
        head = frame_bytes(Kind.HEAD, to_json(self._head)) if self._head is not None else b""
        pieces = frame_bytes(Kind.PIECE, self._buffer) if self._buffer else b""
        self._head, self._buffer = None, bytearray()
        self._channel.send_bytes(head + pieces + frame_bytes(Kind.END))


def frame_bytes(kind: Kind, payload: bytes | bytearray | memoryview = b"{}") -> bytes:
    """A frame as it travels."""
    return _HEADER.pack(len(payload), kind.value) + bytes(payload)


def to_json(value: dict[str, object]) -> bytes:
    """A payload from plain values."""
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


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
    """The error that ``error_payload`` told; one that says so where it told none."""
    try:
        kind, message, mend = _ERRORS[told["kind"]], str(told["message"]), str(told["mend"])
        if issubclass(kind, QueryError):
            return kind(message, mend=mend, line=told["line"], column=told["column"])
        if kind is NotOfferedError:
            offers: Iterable[str] = told["offers"]
            return NotOfferedError(offers)
    except (KeyError, TypeError):
        return _misspoken("an error that is none")
    return kind(message, mend=mend)
