"""What the zygote does in its own process; see ``kg.serving.zygote``, which starts it."""

from __future__ import annotations

import errno
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from kg.errors import KgError, StoreError
from kg.serving.frames import Channel, Kind, error_payload, to_json
from kg.serving.roles import ROLES, Work
from kg.serving.sandbox import ROOM, hide_process
from kg.serving.zygote import MESSAGE_BYTES, STATUS_SECONDS

_GIVING_WAY = 10  # niceness
_KEPT = 1000  # endings that nobody has asked for yet


class Nursery:
    """Forks workers, signals them and notes how they end.

    Whoever asks names a worker by a number of its own that none had before: a process's number may be another's by
    then. Only here it is known whether it is, since a number is free when its process has been waited for.

    Args:
        control: to whoever started the process.
        roles: what workers do, by name.
    """

    def __init__(self, control: socket.socket, roles: Mapping[str, Work]) -> None:
        self._control = control
        self._roles = roles
        self._living: dict[int, int] = {}  # name -> process
        self._names: dict[int, int] = {}  # process -> name
        self._endings: dict[int, int] = {}  # name -> exit code
        self._wake = -1
        self._ours: tuple[int, ...] = ()

    def run(self) -> None:
        """Answer until whoever started us has gone."""
        gc.collect()
        gc.freeze()  # forked children then write to fewer shared pages
        with self._woken_by_endings():
            while self._wait():
                data, descriptors, _, _ = socket.recv_fds(self._control, MESSAGE_BYTES, 1)
                if not data:
                    break
                self._control.send(to_json(self._answer(json.loads(data), descriptors)))
        for pid in self._living.values():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    @contextmanager
    def _woken_by_endings(self) -> Iterator[None]:
        """A child's end makes ``_wake`` readable. No more is done when the signal comes: another may come meanwhile."""
        self._wake, wake = os.pipe()
        for end in (self._wake, wake):
            os.set_blocking(end, False)
        self._ours = (self._wake, wake)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)  # or nothing is written
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        try:
            yield
        finally:
            self._let_go()

    def _let_go(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in self._ours:
            os.close(end)
        self._ours = ()

    def _wait(self) -> bool:
        """Wait for a message; children that end meanwhile are waited for."""
        waiting = select.poll()
        for end in (self._control.fileno(), self._wake):
            waiting.register(end, select.POLLIN)
        while True:
            ready = {number for number, _ in waiting.poll()}
            if self._wake in ready:
                with suppress(BlockingIOError):
                    os.read(self._wake, MESSAGE_BYTES)
                self._reap()
            if self._control.fileno() in ready:
                return True

    def _answer(self, message: dict[str, Any], descriptors: list[int]) -> dict[str, object]:
        if "fork" in message:
            if not descriptors:  # the system drops one where this process may open no more
                return {"error": os.strerror(errno.EMFILE)}
            try:
                return {"pid": self._fork(message, descriptors[0])}
            except OSError as error:
                return {"error": str(error)}
            finally:
                os.close(descriptors[0])
        if "ending" in message:
            return {"ending": self._ending(message["ending"])}
        if "kill" in message:
            self._kill(message["kill"])
            return {}
        if "give_way" in message:
            self._give_way(message["give_way"])
            return {}
        return {"pids": sorted(self._living.values())}

    def _kill(self, name: int) -> None:
        pid = self._living.get(name)  # of a child that was not waited for: its number is nobody else's
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def _give_way(self, name: int) -> None:
        """All threads of a worker, which is a group of its own."""
        with suppress(OSError):
            pid = self._living.get(name)
            if pid is not None:
                os.setpriority(os.PRIO_PGRP, pid, _GIVING_WAY)

    def _fork(self, message: dict[str, Any], descriptor: int) -> int:
        told = {**message, "parent": os.getpid()}
        role, name = self._roles[told.pop("fork")], told.pop("name")
        pid = os.fork()
        if pid:
            self._living[name], self._names[pid] = pid, name
            return pid
        code = 1
        try:
            self._let_go()
            self._control.close()
            os.setpgid(0, 0)
            with Channel(socket.socket(fileno=os.dup(descriptor)), trusting=True) as channel:
                code = _work(role, channel, told)
        finally:
            os._exit(code)  # nothing of the zygote's is to be ended twice

    def _reap(self) -> None:
        """Wait for children that have ended, and note how."""
        with suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                name = self._names.pop(pid)
                del self._living[name]
                self._endings[name] = os.waitstatus_to_exitcode(status)
                if len(self._endings) > _KEPT:
                    del self._endings[next(iter(self._endings))]

    def _ending(self, name: int) -> int:
        """Its exit code; a child that closed its channel ends within an instant, or is ended."""
        deadline = time.monotonic() + STATUS_SECONDS
        self._reap()
        while name in self._living and time.monotonic() < deadline:
            time.sleep(0.001)
            self._reap()
        self._kill(name)
        return self._endings.pop(name, -signal.SIGKILL)


def _work(role: Work, channel: Channel, told: dict[str, Any]) -> int:
    """Be a worker; returns the exit code. One that cannot begin says why."""
    try:
        role(channel, told)
    except Exception as error:  # noqa: BLE001 - whoever waits is told, whatever it was
        with suppress(Exception):
            channel.send(Kind.ERROR, error_payload(_as_ours(error)), deadline=time.monotonic() + STATUS_SECONDS)
        return 1
    return 0


def _as_ours(error: Exception) -> KgError:
    if isinstance(error, KgError):
        return error
    if isinstance(error, MemoryError | RuntimeError):  # "can't start new thread": its stack has no room
        return StoreError(f"a worker has too little memory to begin ({error})", mend=ROOM)
    traceback.print_exception(error)  # a bug: the log shall tell it, the client not
    return StoreError(f"a worker cannot begin: {type(error).__name__}", mend="The service's log says more.")


def main(descriptor: int) -> None:
    """Be the zygote.

    Args:
        descriptor: of the socket to whoever started us.
    """
    hide_process()  # and with it each worker: one that reached another's memory would be no longer confined
    with socket.socket(fileno=descriptor) as control:
        Nursery(control, ROLES).run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
