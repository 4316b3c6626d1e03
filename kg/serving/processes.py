"""All processes behind one service, started when first needed."""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.serving.broker import Fetched
from kg.serving.frames import ChannelClosedError, Kind, error_of
from kg.serving.pool import Limits, Pool
from kg.serving.sandbox import ROOM
from kg.serving.write_queue import WriteLimits, WriteQueue
from kg.serving.zygote import Zygote

_PROBE_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class _Running:
    """What was started, and in which process."""

    pid: int
    zygote: Zygote
    pool: Pool
    writes: WriteQueue

    def close(self) -> None:
        """End them; in another process, a fork, they are not ours to end. A second time it does nothing."""
        if self.pid == os.getpid():
            self.writes.close()
            self.pool.close()
            self.zygote.close()


class Processes:
    """Query workers and the writer of one store. Threads share it.

    A server that forks after it has made the application gets processes of its own in each fork: none are started
    before the first request.

    Args:
        path: folder of the store.
        size: query workers.
        limits: of a query. write_limits: of a write.
        fetch: what LOAD loads, given its IRI and the seconds that it may take.
        enter: asked before a request waits for a query worker; see ``Pool``.
        lost: told what was lost, ``worker`` or ``writer``, and why.
    """

    def __init__(
        self,
        path: Path,
        *,
        size: int,
        limits: Limits,
        write_limits: WriteLimits,
        fetch: Callable[[str, float], Fetched],
        enter: Callable[[], Callable[[float], None]] = lambda: lambda _seconds: None,
        lost: Callable[[str, str], None] = lambda _part, _cause: None,
    ) -> None:
        self._path = path
        self._size = size
        self._limits = limits
        self._write_limits = write_limits
        self._fetch = fetch
        self._enter = enter
        self._lost = lost
        self._lock = threading.Lock()
        self._running: _Running | None = None

    @property
    def pool(self) -> Pool:
        """The query workers.

        Raises:
            StoreMissingError, StoreError: when there is no store to open.
        """
        return self._started().pool

    @property
    def writes(self) -> WriteQueue:
        """The writes that wait. Raises: as ``pool``."""
        return self._started().writes

    def check(self) -> None:
        """See a query worker answer, and whether a writer could begin with the memory it may have.

        Raises:
            StoreMissingError, StoreError: when not; says why.
        """
        running = self._started()
        running.pool.warm()
        deadline = time.monotonic() + _PROBE_SECONDS
        child = running.zygote.fork("probe", {"memory_bytes": self._write_limits.memory_bytes}, deadline)
        try:
            frame = child.channel.receive(deadline=deadline)
        except (ChannelClosedError, TimeoutError):
            raise StoreError("the writer has too little memory to begin", mend=ROOM) from None
        finally:
            child.kill()
            child.channel.close()
            running.zygote.ending(child)  # which waits for it
        if frame.kind is not Kind.READY:
            raise error_of(frame.json())

    def pids(self) -> tuple[int, ...]:
        """This process and all that it started."""
        return tuple(pid for pids in self.parts().values() for pid in pids)

    def parts(self) -> dict[str, tuple[int, ...]]:
        """Numbers of the processes, by part: ``web``, ``zygote``, ``worker`` and ``writer``."""
        running = self._running
        zygote, *others = (running.zygote.pids() if running else ()) or (0,)
        writer = running.writes.writer if running else 0
        return {
            "web": (os.getpid(),),
            "zygote": (zygote,) if zygote else (),
            "worker": tuple(pid for pid in others if pid != writer),
            "writer": tuple(pid for pid in others if pid == writer),
        }

    def close(self) -> None:
        """Make the writes that wait, then end all processes."""
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.close()

    def _started(self) -> _Running:
        running = self._running
        if running is not None and running.pid == os.getpid():
            return running
        with self._lock:
            if self._running is None or self._running.pid != os.getpid():
                zygote = Zygote()
                lost = self._lost
                pool = Pool(
                    self._path, zygote, size=self._size, limits=self._limits, enter=self._enter,
                    lost=lambda cause: lost("worker", cause),
                )  # fmt: skip
                writes = WriteQueue(
                    self._path, zygote, pool, limits=self._write_limits, fetch=self._fetch,
                    lost=lambda cause: lost("writer", cause),
                )  # fmt: skip
                self._running = _Running(os.getpid(), zygote, pool, writes)
                weakref.finalize(self, self._running.close)  # when it is forgotten, or the interpreter ends
            return self._running
