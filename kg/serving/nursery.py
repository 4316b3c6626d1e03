"""What the zygote does in its own process; see ``kg.serving.zygote``, which starts it."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from kg.serving.frames import Channel, to_json
from kg.serving.roles import ROLES, Work
from kg.serving.sandbox import hide_process
from kg.serving.zygote import MESSAGE_BYTES, STATUS_SECONDS

_KEPT = 1000  # endings that nobody has asked for yet


class Nursery:
    """Forks workers and notes how they end.

    Args:
        control: to whoever started the process.
        roles: what workers do, by name.
    """

    def __init__(self, control: socket.socket, roles: Mapping[str, Work]) -> None:
        self._control = control
        self._roles = roles
        self._living: set[int] = set()
        self._endings: dict[int, int] = {}

    def run(self) -> None:
        """Answer until whoever started us has gone."""
        signal.signal(signal.SIGCHLD, lambda _number, _frame: self._reap())
        gc.collect()
        gc.freeze()  # forked children then write to fewer shared pages
        while True:
            data, descriptors, _, _ = socket.recv_fds(self._control, MESSAGE_BYTES, 1)
            if not data:
                break
            self._control.send(to_json(self._answer(json.loads(data), descriptors)))
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pid in self._living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _answer(self, message: dict[str, Any], descriptors: list[int]) -> dict[str, object]:
        if "fork" in message:
            try:
                return {"pid": self._fork(message, descriptors[0])}
            except OSError as error:
                return {"error": str(error)}
            finally:
                os.close(descriptors[0])
        if "ending" in message:
            return {"ending": self._ending(message["ending"])}
        return {"pids": sorted(self._living)}

    def _fork(self, message: dict[str, Any], descriptor: int) -> int:
        told = {**message, "parent": os.getpid()}
        role = self._roles[told.pop("fork")]
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # or it could end before it is known
        try:
            pid = os.fork()
            if pid:
                self._living.add(pid)
                return pid
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        code = 1
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            role(Channel(socket.socket(fileno=os.dup(descriptor))), told)
            code = 0
        finally:
            os._exit(code)  # nothing of the zygote's is to be ended twice

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                self._living.discard(pid)
                self._endings[pid] = os.waitstatus_to_exitcode(status)
                if len(self._endings) > _KEPT:
                    self._endings.pop(next(iter(self._endings)))

    def _ending(self, pid: int) -> int:
        """Its exit code; a child that closed its channel ends within an instant."""
        deadline = time.monotonic() + STATUS_SECONDS
        while pid in self._living and time.monotonic() < deadline:
            time.sleep(0.001)
        return self._endings.pop(pid, -signal.SIGKILL)


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
