"""The writes that wait, made into generations by one killable writer at a time.

Writes that wait at the same moment share a generation. One that fails, takes too long or brings the writer down is told
so; the others are made without it. A write is acknowledged when the generation that holds it answers reads.

Others wait for the lock (``kg build``), so a generation takes in further writes for a share of the time that one may
take; those whose turn has not come go into the next.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError, MemoryLimitError, OverloadError, StoreError, TimeLimitError
from kg.serving.broker import Fetched
from kg.serving.endings import end_of_write
from kg.serving.frames import ChannelClosedError, Frame, Kind, error_of, to_json
from kg.serving.loads import Learn, Loader, may_load
from kg.serving.pool import Pool
from kg.serving.sandbox import ROOM
from kg.serving.zygote import Child, Zygote

_COMMAND: Final = "kg serve"
_BEGIN_SECONDS: Final = 20.0
_PUBLISH_SECONDS: Final = 120.0
_SHARE: Final = 0.25
"""Of the time of one write, in which a generation takes in others."""

_LOADING: Final = 4
"""Updates whose LOADs are fetched at the same time: what they load waits in memory."""

_RETRY_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class WriteLimits:
    """What one write may cost.

    Attributes:
        seconds: that it may take by itself. memory_bytes: address space of the writer.
        wait: seconds that it waits for another writer (``kg build``).
        waiting: writes that may wait or be in the making: far fewer than a server has threads, since each holds one.
    """

    seconds: float = 60.0
    memory_bytes: int = 4 << 30
    wait: float = 10.0
    waiting: int = 16


@dataclass(slots=True, eq=False)
class _Write:
    """One write, and what became of it."""

    request: dict[str, object]
    body: bytes
    known: dict[str, Any] = field(default_factory=dict)
    spent: float = 0.0  # seconds of its time, for what it loads
    done: threading.Event = field(default_factory=threading.Event)
    told: dict[str, Any] = field(default_factory=dict)
    error: KgError | None = None

    def fail(self, error: KgError) -> None:
        self.error = error


@dataclass(frozen=True, slots=True)
class _Begun:
    """A generation that a writer makes: its number, and the inode of its folder, which it keeps for good."""

    number: int
    mark: int


class _WriterLostError(Exception):
    """The writer is no more; what it had not published is to be made again."""


class WriteQueue:
    """Takes writes from many threads. The thread that makes them ends with the process.

    ``generations`` counts those made; ``writer`` is the number of the process that makes one now, 0 for none.

    Args:
        path: folder of the store.
        zygote: forks writers.
        pool: switches to what was written.
        limits: of each write.
        fetch: what LOAD loads, given its IRI and the seconds that it may take.
        lost: told why a writer was lost: ``time``, ``memory``, ``crash`` or ``killed``.
    """

    def __init__(
        self,
        path: Path,
        zygote: Zygote,
        pool: Pool,
        *,
        limits: WriteLimits,
        fetch: Callable[[str, float], Fetched],
        lost: Callable[[str], None] = lambda _cause: None,
    ) -> None:
        self._path = path
        self._zygote = zygote
        self._pool = pool
        self._limits = limits
        self._lost_for = lost
        self._loader = Loader(path, zygote, memory_bytes=limits.memory_bytes, fetch=fetch, lost=lost)
        self._loading = 0
        self._waiting: deque[_Write] = deque()
        self._making = 0
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        self.generations = 0
        self.writer = 0

    @property
    def waiting(self) -> int:
        """Writes that wait."""
        return len(self._waiting)

    def write(self, request: dict[str, object], body: bytes = b"", learn: Learn = lambda _told: None) -> dict[str, Any]:
        """Have a write made; returns when the generation that holds it answers reads.

        Args:
            request: as ``kg.serving.writer`` takes it.
            body: documents of a graph store request.
            learn: told what is known of an update, whatever becomes of it; see ``kg.serving.update_checks``.

        Returns:
            ``generation``, and what the writer told.

        Raises:
            OverloadError: when too many wait.
            KgError: why it was not made; nothing of it was.
        """
        loads = may_load(request)
        with self._change:
            busy = len(self._waiting) + self._making + self._loading >= self._limits.waiting
            if self._closed or busy or (loads and self._loading >= _LOADING):
                raise OverloadError("too many writes wait", mend="Try again soon.", retry_after=_RETRY_SECONDS)
            self._loading += loads
        write = _Write({**request, "body": bool(body)}, body)
        try:
            if loads:
                self._load(write, learn)
        finally:
            with self._change:
                self._loading -= loads
        with self._change:
            if self._closed:
                raise OverloadError("the service is ending", mend="Try again soon.", retry_after=_RETRY_SECONDS)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="kg-writes", daemon=True)
                self._thread.start()
            self._waiting.append(write)
            self._change.notify()
        write.done.wait()
        if write.known:
            learn(write.known)
        if write.error is not None:
            raise write.error
        return write.told

    def _load(self, write: _Write, learn: Learn) -> None:
        """Fetch what an update loads, in the time that it may take itself."""
        began = time.monotonic()
        loaded = self._loader.load(write.request, began + self._limits.seconds, learn)
        write.request = {**write.request, "documents": loaded.documents, "body": bool(loaded.content)}
        write.body, write.spent = loaded.content, time.monotonic() - began

    def close(self) -> None:
        """Take no more writes, make those that wait, and end."""
        with self._change:
            self._closed = True
            self._change.notify()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._change:
                while not self._waiting and not self._closed:
                    self._change.wait()
                if not self._waiting:
                    return
                together = list(self._waiting)
                self._waiting.clear()
                self._making = len(together)
            later: list[_Write] = []
            try:
                later = self._make(together)
            except KgError as error:
                for write in together:
                    write.error = write.error or (None if write.told.get("generation") else error)
            except Exception as error:  # noqa: BLE001 - nobody may be left waiting
                fault = StoreError(f"the write failed: {error!r}", mend="Report this.")
                for write in together:
                    write.error = write.error or (None if write.told.get("generation") else fault)
            finally:
                with self._change:
                    self._waiting.extendleft(reversed(later))
                    self._making = 0
                for write in together:
                    if write not in later:
                        write.done.set()

    def _make(self, together: list[_Write]) -> list[_Write]:
        """Make one generation of several writes, as often anew as one of them spoils it.

        Returns:
            Those whose turn did not come.

        Raises:
            StoreBusyError: when another writer holds the lock for too long.
            StoreError: when nothing can be written.
        """
        left = list(together)
        while left:
            try:
                number, later = self._attempt(left)
            except _WriterLostError:
                left = [write for write in left if write.error is None]
                continue
            if number is not None:
                self.generations += 1
                for write in left:
                    if write.error is None and write not in later:
                        write.told["generation"] = number
                with suppress(KgError):  # it stands, whether or not a worker can be started at the moment
                    self._pool.warm()
            return later
        return []

    def _attempt(self, left: list[_Write]) -> tuple[int | None, list[_Write]]:
        """The generation's number, or None when no write succeeded; and the writes whose turn did not come."""
        child = self._zygote.fork(
            "writer",
            {
                "path": str(self._path),
                "memory_bytes": self._limits.memory_bytes,
                "wait": self._limits.wait,
                "command": _COMMAND,
            },
            time.monotonic() + _BEGIN_SECONDS,
        )
        self.writer = child.pid
        try:
            begun = self._begin(child)
            asked = [write for write in left if write.error is None]
            until = time.monotonic() + _SHARE * self._limits.seconds
            made = 0
            while made < len(asked) and (not made or time.monotonic() < until):
                self._one(child, asked[made])
                made += 1
            later = asked[made:]
            return (None if all(write.error for write in asked[:made]) else self._publish(child, begun)), later
        except BaseException:
            child.kill()  # it shall not publish
            raise
        finally:
            self.writer = 0
            child.channel.close()  # left to itself it takes its copy away

    def _begin(self, child: Child) -> _Begun:
        """Wait until the writer holds the lock and the copy."""
        deadline = time.monotonic() + self._limits.wait + _BEGIN_SECONDS
        frame = self._receive(child, deadline)
        if frame is None or frame.kind is not Kind.READY:
            raise error_of(frame.json()) if frame else self._unbegun(child)
        told = frame.json()
        return _Begun(told["generation"] + 1, told["mark"])

    def _unbegun(self, child: Child) -> KgError:
        """Why a writer was lost before it was given anything."""
        fault = self._fault(child)
        if isinstance(fault, MemoryLimitError):  # nobody's write is the reason
            return StoreError("the writer has too little memory to open the store", mend=ROOM)
        return fault

    def _one(self, child: Child, write: _Write) -> None:
        """Have one write applied to the edition.

        Raises:
            _WriterLostError: when the edition is lost with it.
        """
        deadline = time.monotonic() + self._limits.seconds - write.spent
        try:
            child.channel.send(Kind.REQUEST, to_json(write.request), deadline=deadline)
            if write.body:
                child.channel.send(Kind.BODY, write.body, deadline=deadline)
            while (frame := self._receive(child, deadline)) is not None and frame.kind is Kind.HEAD:
                write.known = frame.json()
        except ChannelClosedError:
            frame = None
        except TimeoutError:
            child.kill()
            frame = None
        if frame is None:
            write.fail(self._fault(child, timed=time.monotonic() >= deadline))
            raise _WriterLostError
        told = frame.json()
        if frame.kind is Kind.ERROR:
            write.fail(error_of(told))
            if told.get("spoiled"):
                raise _WriterLostError
        else:
            write.told = told

    def _publish(self, child: Child, begun: _Begun) -> int:
        deadline = time.monotonic() + _PUBLISH_SECONDS
        try:
            child.channel.send(Kind.REQUEST, to_json({"operation": "publish"}), deadline=deadline)
            frame = self._receive(child, deadline)
        except ChannelClosedError:
            frame = None
        except TimeoutError:
            child.kill()
            frame = None
        if frame is not None:
            if frame.kind is Kind.ERROR:
                raise error_of(frame.json())
            return int(frame.json()["generation"])
        fault = self._fault(child)  # it has ended when that is known, and can move the pointer no more
        if self._pool.generation() == begun.number and self._mark(begun.number) == begun.mark:
            return begun.number  # it died between moving the pointer and telling so
        raise fault

    def _mark(self, number: int) -> int:
        """What tells a generation from one of the same number that another writer made."""
        with suppress(OSError):
            return (self._path / "generations" / str(number)).stat().st_ino
        return 0

    def _receive(self, child: Child, deadline: float) -> Frame | None:
        """The writer's next frame; None when it died or must die."""
        try:
            return child.channel.receive(deadline=deadline)
        except TimeoutError:
            child.kill()
        except ChannelClosedError:
            pass
        return None

    def _fault(self, child: Child, *, timed: bool = False) -> KgError:
        """Why a writer was lost; it is counted."""
        ending = self._zygote.ending(child)
        if timed:
            self._lost_for("time")
            return TimeLimitError("the write takes longer than it may", mend="Write less at a time.")
        cause, error = end_of_write(ending)
        self._lost_for(cause)
        return error
