"""One writer at a time: an advisory lock on a file, which also says who holds it."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kg.errors import StoreBusyError
from kg.store.folder import explain_errors

WAIT_SECONDS = 60.0
_PAUSE_SECONDS = 0.05


@contextmanager
def hold_lock(path: Path, *, command: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the write lock. The system frees it when the holder ends, however it ends.

    Args:
        path: the lock file, made if missing.
        command: what the holder does, for whoever waits ("kg build seeds").
        wait: seconds to wait for another holder; 0 not at all.

    Raises:
        StoreBusyError: when another process or thread still holds it, naming it.
        StoreError: when the file cannot be opened for writing.
    """
    with explain_errors("lock the store for writing", path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _acquire(descriptor, path, wait)
        with suppress(OSError):  # a full disk must not keep us from mending it; the name is a courtesy
            since = datetime.now().astimezone().isoformat(timespec="seconds")
            holder = json.dumps({"pid": os.getpid(), "command": command, "since": since})
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, holder.encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise StoreBusyError(
                    f"the store at {path.parent} is being written by {_holder(descriptor)}",
                    mend="Wait until it is done, or end it, and call again.",
                ) from error
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _holder(descriptor: int) -> str:
    """Who holds the lock, as it wrote there."""
    try:
        told = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {told['pid']} ({told['command']}) since {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
