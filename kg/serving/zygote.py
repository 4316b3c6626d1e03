"""The warm process that forks workers: it has imported what they need, and never opened a store or started a thread.

A fork of it is ready in milliseconds, where a fresh interpreter takes hundreds; and what serves HTTP, which has many
threads, forks nothing itself. It also learns how workers ended, which tells a crash from a lack of memory.
It ends when whoever started it ends, and its workers with it.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from kg.errors import OverloadError, StoreError
from kg.serving.frames import Channel, seconds_left, to_json

MESSAGE_BYTES = 64 * 1024
"""What a message to the zygote, or its reply, may have."""

STATUS_SECONDS = 2.0
"""How long the end of a process that was told to end is waited for."""

_REPLY_SECONDS = 30.0  # its imports included; one that is silent for longer is replaced
_SECRETS = "KG_TOKEN"
_SCHEDULED = 2  # CPUCLOCK_SCHED of Linux


@dataclass(frozen=True, slots=True)
class Child:
    """A worker process.

    Attributes:
        pid: its number, which is another's when it has ended.
        channel: to it.
        name: what the zygote calls it; no other worker of this process is called so.
        zygote: that forked it, and alone knows whether it still runs.
    """

    pid: int
    channel: Channel
    name: int
    zygote: Zygote

    def processor_seconds(self) -> float:
        """Seconds of a processor that all its threads have used; 0 where that cannot be known, or it has gone.

        A process's clock is named by its number, as clock_getcpuclockid(3) does: Python offers its own alone.
        """
        try:
            return time.clock_gettime((~self.pid << 3) | _SCHEDULED)
        except OSError:
            return 0.0

    def kill(self) -> None:
        """End it at once, whatever it does; one that has ended stays so."""
        self.zygote.tell({"kill": self.name})

    def give_way(self) -> None:
        """Let it run only where others leave the processors idle, as far as they do: all its threads, for good."""
        self.zygote.tell({"give_way": self.name})


class Zygote:
    """Forks workers on demand; started when first asked, and anew when it has died. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._closed = False
        self._names = itertools.count(1)
        self._owed: deque[float] = deque()  # of each reply that has not come: until when it is waited for

    def fork(self, role: str, arguments: dict[str, object], deadline: float | None = None) -> Child:
        """A new worker.

        Args:
            role: a key of ``ROLES``.
            arguments: what it is told, plain values.
            deadline: of ``time.monotonic``. A worker that is made later ends by itself: nobody holds its channel.

        Raises:
            StoreError: when no process can be made.
            OverloadError: when the deadline passes first.
        """
        ours, theirs = Channel.pair()
        name = next(self._names)
        try:
            with self._alone(deadline):
                pid = self._ask({"fork": role, "name": name, **arguments}, theirs, deadline)["pid"]
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return Child(pid, ours, name, self)

    def ending(self, child: Child) -> int:
        """How a worker that has gone ended: its exit code, or minus the number of the signal; -9 where nobody knows."""
        with self._lock, suppress(StoreError):
            return int(self._ask({"ending": child.name}, None)["ending"])
        return -signal.SIGKILL

    def tell(self, message: dict[str, object]) -> None:
        """Pass on what shall be done with a worker; where the zygote has gone, so has the worker."""
        with self._lock, suppress(StoreError):
            if self._control is not None:
                self._ask(message, None)

    def pids(self) -> tuple[int, ...]:
        """The zygote itself and all its workers."""
        with self._lock:
            if self._process is None:
                return ()
            with suppress(StoreError):
                return (self._process.pid, *self._ask({"pids": True}, None)["pids"])
        return ()

    def close(self) -> None:
        """End the zygote and its workers."""
        with self._lock:
            self._closed = True
            self._stop()

    @contextmanager
    def _alone(self, deadline: float | None) -> Iterator[None]:
        """One thread at a time.

        Raises:
            OverloadError: when the deadline passes before it is this one's turn.
        """
        left = -1.0 if deadline is None else max(deadline - time.monotonic(), 0.0)
        if not self._lock.acquire(timeout=left):
            raise _late()
        try:
            yield
        finally:
            self._lock.release()

    def _ask(self, message: dict[str, object], passed: Channel | None, deadline: float | None = None) -> dict[str, Any]:
        """One message and its reply; a zygote that has died, or is silent for too long, is replaced once.

        Raises:
            StoreError: when there is none, and none is to be or can be started.
            OverloadError: when the deadline passes; the reply is thrown away when it comes.
        """
        for _ in range(2):
            if self._closed:
                raise StoreError("the service is ending", mend="Ask again when it has been started.")
            control = self._control or self._start()
            try:
                descriptors = [passed.fileno()] if passed else []
                control.settimeout(_REPLY_SECONDS)
                socket.send_fds(control, [to_json(message)], descriptors)
                self._owed.append(time.monotonic() + _REPLY_SECONDS)
                reply = b""
                while self._owed:  # those that nobody waited for come first
                    reply = self._receive(control, deadline)
            except OSError:
                reply = b""
            if reply:
                told: dict[str, Any] = json.loads(reply)
                if "error" in told:
                    raise StoreError(f"no process can be made for a query: {told['error']}", mend="Try again later.")
                return told
            self._stop()
        raise StoreError("the process that makes query workers ends at once", mend="See the log of the service.")

    def _receive(self, control: socket.socket, deadline: float | None) -> bytes:
        """The next reply.

        Raises:
            OSError: when the zygote has died, or is silent for too long.
            OverloadError: when the deadline passes first.
        """
        until = self._owed[0]
        waits = until if deadline is None else min(until, deadline)
        control.settimeout(seconds_left(waits))
        try:
            reply = control.recv(MESSAGE_BYTES)
        except TimeoutError:
            if time.monotonic() < until:
                raise _late() from None
            raise
        if not reply:
            raise ConnectionResetError
        self._owed.popleft()
        return reply

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                    [sys.executable, "-m", "kg.serving.nursery", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    start_new_session=True,  # a Ctrl-C in the terminal is for whoever serves
                    env=_environment(),
                )
            except OSError as error:
                ours.close()
                raise StoreError(
                    f"no process can be started: {error}", mend="Free some memory or processes."
                ) from error
        self._control = ours
        return ours

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        self._owed.clear()
        if self._process is not None:
            try:
                self._process.wait(STATUS_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _late() -> OverloadError:
    return OverloadError("no process could be started in the time that is left", mend="Try again soon.")


# Each thread's arena of glibc reserves 64 MB of address space, of which a worker has little: with 1 GB two of a hundred
# ended while they opened the store (the engine starts threads). A trace of where memory ended tells nothing.
_FOR_THE_ENGINE = {"MALLOC_ARENA_MAX": "2", "RUST_BACKTRACE": "0"}


def _environment() -> dict[str, str]:
    """Of the zygote and its workers: secrets are none of theirs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SECRETS)}
    return {**kept, **_FOR_THE_ENGINE, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
