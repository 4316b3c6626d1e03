"""An answer while it comes from the worker that makes it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from kg.serving.frames import Channel, Frame, Kind, error_of
from kg.serving.zygote import Child

_CLOCK: Final = 10.0
"""Seconds of the clock that count as one of a processor."""

_SHORTEST_PATIENCE_SECONDS: Final = 0.01


@dataclass(slots=True, eq=False)
class Worker:
    """One process, and the generation it reads.

    Attributes:
        gives_way: its query is a long one and runs at a low priority, which it keeps: it answers no other.
        placeless: it left its place among the workers to another.
        used: seconds of a processor it had used before its request.
        taken: moment of ``time.monotonic`` from which it is busy for a request.
        leave: told for how many seconds it was, once it is not.
    """

    child: Child
    generation: int
    epoch: int
    gives_way: bool = False
    placeless: bool = False
    used: float = 0.0
    taken: float = 0.0
    leave: Callable[[float], None] | None = None

    @property
    def channel(self) -> Channel:
        """To it."""
        return self.child.channel

    def settle(self) -> None:
        """Its request has it no longer."""
        leave, self.leave = self.leave, None
        if leave is not None:
            leave(time.monotonic() - self.taken)

    def sends_within(self, patience: float, deadline: float) -> bool:
        """Whether it sends something before its request has used a processor for so long, or the clock ten times so.

        Others may keep it from the processors, or a disk: that makes no query a long one.

        Args:
            patience: seconds of a processor.
            deadline: of ``time.monotonic``, when it is waited for no longer.
        """
        if self.channel.begun:
            return True
        latest = min(time.monotonic() + _CLOCK * patience, deadline)
        while (left := patience + self.used - self.child.processor_seconds()) > 0:
            now = time.monotonic()
            if now >= latest:
                return False
            if self.channel.wait(min(max(left, _SHORTEST_PATIENCE_SECONDS), latest - now)):
                return True
        return False

    def end(self, *, at_once: bool = False) -> None:
        """Close its channel: idle it ends by itself; otherwise it is killed."""
        if at_once:
            self.child.kill()
        self.channel.close()


class Source(Protocol):
    """Whose worker it is."""

    def receive(self, worker: Worker, deadline: float) -> Frame:
        """The worker's next frame."""
        ...

    def give_back(self, worker: Worker) -> None:
        """The worker has answered."""
        ...

    def discard(self, worker: Worker) -> None:
        """End the worker in the middle of what it does."""
        ...


@dataclass(slots=True, eq=False)
class Answer:
    """A worker's answer while it comes. Iterate it to its end, or close it.

    Attributes:
        head: what is known of it before its first piece: ``media``, ``cacheable`` …
        generation: that it was read from.
        told: what its end says, when it has come.
    """

    head: dict[str, Any]
    generation: int
    _pool: Source
    _worker: Worker
    _deadline: float
    _next: Frame | None
    told: dict[str, Any] = field(default_factory=dict)
    _open: bool = True

    def __post_init__(self) -> None:
        if self._next is not None and self._next.kind is not Kind.PIECE:
            self._finish(self._next)

    @property
    def epoch(self) -> int:
        """Of the generation, as the pool counts them."""
        return self._worker.epoch

    @property
    def complete(self) -> bool:
        """Whether all pieces have come."""
        return not self._open

    def first(self) -> bytes:
        """The piece that has come already; empty for an answer without any."""
        return self._next.payload if self._next is not None and self._next.kind is Kind.PIECE else b""

    def __iter__(self) -> Iterator[bytes]:
        """The pieces.

        Raises:
            KgError: when the answer breaks off: an error, a limit, a crash.
        """
        if self._next is not None and self._next.kind is Kind.PIECE:
            yield self._next.payload
        self._next = None
        while self._open:
            frame = self._receive()
            if frame.kind is Kind.PIECE:
                yield frame.payload
            else:
                self._finish(frame)

    def look_ahead(self) -> None:
        """Wait for the frame behind the first piece, so that a short answer is complete before its first byte goes."""
        if not self._open:
            return
        frame = self._receive()
        if frame.kind is Kind.PIECE:
            first = self.first()
            self._next = Frame(Kind.PIECE, first + frame.payload)
        else:
            self._finish(frame, keep=True)

    def _receive(self) -> Frame:
        """The worker's next frame; a worker that is lost has been ended."""
        try:
            return self._pool.receive(self._worker, self._deadline)
        except BaseException:
            self._open = False
            raise

    def _finish(self, frame: Frame, *, keep: bool = False) -> None:
        self._open = False
        self._next = self._next if keep else None
        try:
            told = frame.json()
        except BaseException:
            self._pool.discard(self._worker)
            raise
        self._pool.give_back(self._worker)
        if frame.kind is Kind.ERROR:
            raise error_of(told)
        self.told = told

    def close(self) -> None:
        """Nobody waits for the rest: its worker is ended, which is the only way to stop it."""
        if self._open:
            self._open = False
            self._pool.discard(self._worker)
