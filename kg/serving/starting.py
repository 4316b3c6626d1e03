"""How query workers begin: started over the newest generation, and why one cannot be."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import KgError, OverloadError, StoreError
from kg.serving.coming import Worker
from kg.serving.conditions import state_name
from kg.serving.endings import CAUSES
from kg.serving.frames import ChannelClosedError, Kind, error_of
from kg.serving.sandbox import ROOM
from kg.serving.zygote import Zygote

_START_SECONDS: Final = 20.0
_SURE: Final = 3  # failures for a reason that stays: memory may end for one worker and not for the next
_TRIES: Final = 20  # of opening a generation while writers supersede it
_RETRY_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A state of the store's pointer; one value, since threads read it unlocked.

    Attributes:
        stamp: tells its file from every other there was.
        generation: that it names.
        epoch: how many states were seen before.
        base: base IRI of the data; a store of another base may take the place of one.
    """

    stamp: tuple[int, int]
    generation: int
    epoch: int
    base: str

    @property
    def name(self) -> str:
        """A name that no other generation has, of whatever store, now or after a restart: for entity tags."""
        return state_name(self.generation, self.stamp)


class Starter:
    """Starts workers of one store. Threads share it.

    Args:
        path: folder of the store.
        zygote: forks the workers.
        memory_bytes: address space of a worker.
        newest: what the store's pointer says now.
    """

    def __init__(self, path: Path, zygote: Zygote, *, memory_bytes: int, newest: Callable[[], Seen]) -> None:
        self._path = path
        self._zygote = zygote
        self._memory_bytes = memory_bytes
        self._newest = newest

    def start(self, deadline: float) -> Worker:
        """A new worker that has opened the newest generation; one that vanishes meanwhile is given up for the next.

        Args:
            deadline: of ``time.monotonic``.

        Raises:
            StoreError: when the generation cannot be opened, or no worker can begin with the memory it may have.
            OverloadError: when the deadline passes first.
        """
        last: KgError = StoreError("no query's process could begin", mend="See the log of the service.")
        hopeless = 0
        for _ in range(_TRIES):
            seen = self._newest()
            worker = self._fork(seen, deadline)
            try:
                error = self._wait(worker, seen, min(deadline, time.monotonic() + _START_SECONDS))
            except BaseException:
                worker.end(at_once=True)
                raise
            if error is None:
                return worker
            worker.end(at_once=True)
            last, hopeless = error, hopeless + bool(error.mend)
            if hopeless >= _SURE and self._newest().generation == seen.generation:
                break
            if time.monotonic() >= deadline:
                raise OverloadError(
                    "no process could be started in the time a query may take",
                    mend="Try again soon.",
                    retry_after=_RETRY_SECONDS,
                ) from error
        raise last

    def _fork(self, seen: Seen, deadline: float) -> Worker:
        number = seen.generation
        database = str(self._path / "generations" / str(number) / "graph") if number else ""
        told: dict[str, object] = {"database": database, "base": seen.base, "memory_bytes": self._memory_bytes}
        return Worker(self._zygote.fork("query", told, deadline), number, seen.epoch)

    def _wait(self, worker: Worker, seen: Seen, deadline: float) -> KgError | None:
        """Why a worker cannot begin, with a mend where another would not, either; None for one that has."""
        try:
            frame = worker.channel.receive(deadline=deadline)
        except TimeoutError:
            return StoreError("a query's process takes too long to begin")
        except ChannelClosedError:
            ending = self._zygote.ending(worker.child)
            if CAUSES.get(ending, "memory") == "memory":
                return StoreError("a query's process has too little memory to open the store", mend=ROOM)
            return StoreError(f"a query's process ended before it began ({ending})")
        if frame.kind is Kind.READY:
            return None
        told = error_of(frame.json())
        if told.mend:
            return told
        return StoreError(
            f"generation {seen.generation} of the store cannot be opened: {told.message}",
            mend="Restore a backup of the store.",
        )
