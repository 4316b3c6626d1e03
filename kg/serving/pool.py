"""The pool of query workers: who answers next, for how long, and what becomes of one that does not.

Workers read the newest generation. When there is a newer one the idle go, the busy finish what they answer, and new
ones take their place; nobody's request is dropped for it.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import (
    OverloadError,
    StoreError,
    SupersededError,
    TimeLimitError,
)
from kg.serving.busy import Busy
from kg.serving.coming import Answer, Worker
from kg.serving.conditions import stamp
from kg.serving.endings import CAUSES, ended
from kg.serving.frames import ChannelClosedError, Frame, Kind, error_of, to_json
from kg.serving.starting import Seen, Starter
from kg.serving.zygote import Zygote
from kg.store import open_store

_PATIENCE_SECONDS: Final = 0.2
"""Of a processor. A query that has used so much is a long one: it runs at a low priority and leaves its place to
others, so that short ones beside it stay quick."""

_LAST_PATIENCE_SECONDS: Final = 1.0
"""Of a processor. A long query that found no room beside the places keeps its own so long, though it is the last."""

_LONG_RETRY_SECONDS: Final = 5.0

_WARM_SECONDS: Final = 60.0  # for a worker that is started to see whether one can be
_ASKINGS: Final = 2  # of workers that were ended from outside before they answered
_RETRY_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        seconds: from the request to the end of its answer.
        memory_bytes: address space of a worker.
        answer_bytes: of an answer.
        waiting: requests that may wait for a worker: fewer than a server has threads, or it answers nothing else.
    """

    seconds: float = 30.0
    memory_bytes: int = 2 << 30
    answer_bytes: int = 256 << 20
    waiting: int = 32


class Pool:
    """Query workers of one store. Threads share it.

    Args:
        path: folder of the store.
        zygote: forks the workers.
        size: how many answer at the same time, and how many long queries run beside them.
        limits: of each request.
        enter: asked before a request waits for a worker; returns what is told for how many seconds it had one. An error
            of it refuses the request.
        lost: told why a worker was lost: ``time``, ``memory``, ``crash``, ``killed``, ``crowded`` (by other long ones)
            or ``left`` (by its client).
    """

    def __init__(
        self,
        path: Path,
        zygote: Zygote,
        *,
        size: int,
        limits: Limits,
        enter: Callable[[], Callable[[float], None]] = lambda: lambda _seconds: None,
        lost: Callable[[str], None] = lambda _cause: None,
    ) -> None:
        self.limits = limits
        self.size = size
        self._enter = enter
        self._lost_for = lost
        self._path = path
        self._zygote = zygote
        self._free = threading.Condition()
        self._seen = self._see(self._look(), 0)
        self._idle: list[Worker] = []
        self._busy = Busy(size)
        self._starting = 0
        self._waiting = 0
        self._closed = False
        self._starter = Starter(path, zygote, memory_bytes=limits.memory_bytes, newest=self.newest)

    @property
    def base(self) -> str:
        """Base IRI of the data in the generation that was seen last."""
        return self._seen.base

    @property
    def waiting(self) -> int:
        """Requests that wait for a worker."""
        return self._waiting

    def states(self) -> dict[str, int]:
        """How many workers are idle, busy or starting."""
        with self._free:
            return {"idle": len(self._idle), "busy": len(self._busy), "starting": self._starting}

    def generation(self) -> int:
        """The newest generation, which the next request is answered from; looks at the store's pointer.

        Raises:
            StoreError: when the store was taken away.
        """
        return self.newest().generation

    def newest(self) -> Seen:
        """What the store's pointer says now; workers of another generation are stale from here on.

        Raises:
            StoreError: when the store was taken away.
        """
        seen = self._seen
        if self._look() == seen.stamp:
            return seen
        with self._free:  # looked at again: who looked before and came later must not set it back
            looked = self._look()
            if looked == self._seen.stamp:
                return self._seen
            seen = self._seen = self._see(looked, self._seen.epoch + 1)
            stale, self._idle = self._idle, []
            self._free.notify_all()
        for worker in stale:
            worker.end()
        return seen

    def _see(self, looked: tuple[int, int], epoch: int) -> Seen:
        """The state of a pointer; the store is opened anew, since another may stand in its place."""
        store = open_store(self._path)
        return Seen(looked, store.generation(), epoch, store.base)

    def _look(self) -> tuple[int, int]:
        """What tells one state of the store's pointer from another: every commit replaces its file."""
        try:
            return stamp(self._path)
        except OSError:
            open_store(self._path).generation()  # tells best what is wrong
            raise

    def ask(self, request: dict[str, object], *, seconds: float = 0.0, generation: int | None = None) -> Answer:
        """Have a request answered.

        Args:
            request: as ``kg.serving.query_worker`` takes it.
            seconds: a limit lower than the pool's own; 0 for none.
            generation: the one that must answer; None for the newest.

        Raises:
            KgError: as the worker tells it; before the first piece only.
            OverloadError: when no worker came free.
            TimeLimitError, MemoryLimitError: when it takes more than it may.
            StoreError: when no worker can be started, or one sends what is no answer.
            QueryError: when it brings the worker down.
            SupersededError: when ``generation`` is served no longer.
        """
        allowed = min(seconds, self.limits.seconds) if seconds > 0 else self.limits.seconds
        deadline = time.monotonic() + allowed
        payload = to_json({"max_bytes": self.limits.answer_bytes, **request})
        for _ in range(_ASKINGS):
            worker = self._take_counted(deadline, generation)
            try:
                return self._begin(worker, payload, deadline)
            except ChannelClosedError:  # it died while it was idle: nothing was begun
                self._lost(worker, "killed")
            except BaseException:
                if self._holds(worker):
                    self.discard(worker, "crash")  # what was wrong with it or with us: its place is for another
                raise
        raise ended("killed")

    def _begin(self, worker: Worker, payload: bytes, deadline: float) -> Answer:
        """Ask a worker; returns when its answer has begun."""
        worker.used = worker.child.processor_seconds()
        try:
            worker.channel.send(Kind.REQUEST, payload, deadline=deadline)
        except TimeoutError:
            raise self._late(worker) from None
        head = self.receive(worker, deadline, fresh=True)
        told = head.json()
        if head.kind is Kind.ERROR:
            self.give_back(worker)
            raise error_of(told)
        return Answer(told, worker.generation, self, worker, deadline, self.receive(worker, deadline))

    def _late(self, worker: Worker) -> TimeLimitError:
        """End a worker that takes too long."""
        self.discard(worker, "time")
        return TimeLimitError(
            "the answer takes longer than it may", mend="Ask for less, or in parts; the limit is the service's."
        )

    def receive(self, worker: Worker, deadline: float, *, fresh: bool = False) -> Frame:
        """The next frame of a worker that is answering.

        Args:
            worker: that answers.
            deadline: until when.
            fresh: let a closed channel through as ``ChannelClosedError`` where the worker ended before it was asked.
        """
        try:
            if not worker.placeless:
                self._be_patient(worker, deadline)
            return worker.channel.receive(deadline=deadline)
        except TimeoutError:
            raise self._late(worker) from None
        except ChannelClosedError:
            ending = self._zygote.ending(worker.child)
            if fresh and ending == -signal.SIGKILL:
                raise
            cause = CAUSES.get(ending, "memory")
            self._lost(worker, cause)
            raise ended(cause) from None
        except StoreError:  # it sends what no worker of ours would
            self.discard(worker, "crash")
            raise

    def _be_patient(self, worker: Worker, deadline: float) -> None:
        """Wait for what a worker sends, as long as its query may keep its place.

        One that takes longer than a short one runs on at a low priority and leaves its place, if there is room.

        Raises:
            OverloadError: when it keeps the last place from short ones for too long; it is ended.
        """
        if not worker.gives_way:
            if worker.sends_within(_PATIENCE_SECONDS, deadline):
                return
            with self._free:
                self._busy.give_way(worker)
                self._free.notify()
            worker.child.give_way()
        if worker.placeless or worker.sends_within(_LAST_PATIENCE_SECONDS, deadline):
            return
        with self._free:
            crowds = self._busy.crowds(worker)
        if crowds and time.monotonic() < deadline:
            self.discard(worker, "crowded")
            raise OverloadError(
                "as many long queries run as may run at a time", mend="Try again soon.", retry_after=_LONG_RETRY_SECONDS
            )

    def _taken(self) -> int:
        """Places that are taken. The caller holds the condition."""
        return self._busy.taken() + self._starting

    def give_back(self, worker: Worker) -> None:
        """A worker has answered."""
        worker.settle()
        with self._free:
            self._busy.leave(worker)
            keep = worker.epoch == self._seen.epoch and not worker.gives_way and not self._closed
            if keep and len(self._idle) + self._taken() < self.size:
                self._idle.append(worker)
                self._free.notify()
                return
            self._free.notify()
        worker.end()

    def discard(self, worker: Worker, cause: str = "left") -> None:
        """End a worker in the middle of what it does."""
        self._lost(worker, cause)

    def _lost(self, worker: Worker, cause: str) -> None:
        """A worker is no more, or shall not be: one that only closed its channel is ended, too."""
        worker.settle()
        with self._free:
            self._busy.leave(worker)
            self._free.notify()
        worker.end(at_once=True)
        self._lost_for(cause)

    def _take_counted(self, deadline: float, generation: int | None) -> Worker:
        """A worker whose time is counted from here on: waiting for it costs nothing."""
        leave = self._enter()
        try:
            worker = self._take(deadline, generation)
        except BaseException:
            leave(0.0)
            raise
        worker.taken, worker.leave = time.monotonic(), leave
        return worker

    def _holds(self, worker: Worker) -> bool:
        """Whether a worker takes a place among the busy."""
        with self._free:
            return worker in self._busy

    def _take(self, deadline: float, generation: int | None) -> Worker:
        """An idle worker of the newest generation, started if there may be one more."""
        self._check(generation)
        with self._free:
            if self._waiting >= self.limits.waiting:
                raise OverloadError("too many requests wait", mend="Try again soon.", retry_after=_RETRY_SECONDS)
            self._waiting += 1
            try:
                while not self._idle and self._taken() >= self.size:
                    if self._closed:
                        raise OverloadError("the service is ending", retry_after=_RETRY_SECONDS)
                    if not self._free.wait(deadline - time.monotonic()):
                        self._free.notify()  # who is told just as its time ends has not heard it: another shall
                        raise OverloadError(
                            "all workers were busy for as long as a query may take",
                            mend="Try again soon.",
                            retry_after=_RETRY_SECONDS,
                        )
            finally:
                self._waiting -= 1
            worker = self._idle.pop() if self._idle else None
            if worker is not None:
                self._busy.enter(worker)
            else:
                self._starting += 1
        if worker is not None and worker.channel.wait(0):  # it has nothing to say: it has gone
            self._lost(worker, "killed")
            return self._take(deadline, generation)
        if worker is None:
            worker = self._start_counted(deadline)
        if generation is not None and worker.generation != generation:  # superseded while it was waited for
            self.give_back(worker)
            self._check(generation)
            return self._take(deadline, generation)
        return worker

    def _check(self, generation: int | None) -> None:
        """Look for a newer generation, and refuse what only a superseded one could answer."""
        newest = self.generation()
        if generation is not None and generation != newest:
            raise SupersededError(f"generation {generation} is served no longer", mend="Ask again.")

    def _start_counted(self, deadline: float) -> Worker:
        """A new worker, busy, for which room was counted."""
        worker = None
        try:
            worker = self._starter.start(deadline)
        finally:
            with self._free:
                self._starting -= 1
                if worker is not None:
                    self._busy.enter(worker)
                self._free.notify()
        return worker

    def warm(self) -> int:
        """See a worker answer from the newest generation; returns its number.

        One more than the pool's size is started where all are busy, and let go of again: who wrote waits for no query.

        Raises:
            StoreError: when none can be started.
        """
        number = self.generation()
        with self._free:
            if self._idle:
                return number
            self._starting += 1
        worker = self._start_counted(time.monotonic() + _WARM_SECONDS)
        self.give_back(worker)
        return worker.generation

    def close(self) -> None:
        """End all workers; whoever waits for one is told so."""
        with self._free:
            self._closed = True
            workers = [*self._idle, *self._busy]
            self._idle = []
            self._free.notify_all()
        for worker in workers:
            with suppress(OSError):
                worker.end(at_once=True)
