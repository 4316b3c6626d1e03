"""What the ``LOAD``s of an update load, fetched before its turn comes: a slow host keeps nobody else from writing.

A process of its own reads the update, which the web process does not, and says what is to be fetched; it holds no lock
and may be killed at any moment. The writer judges the update again when its turn has come.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.errors import KgError, SizeLimitError, TimeLimitError
from kg.serving.broker import Fetched
from kg.serving.endings import end_of_write
from kg.serving.faults import of_write
from kg.serving.frames import Channel, ChannelClosedError, Kind, error_of, error_payload, to_json
from kg.serving.query_worker import STACK_BYTES
from kg.serving.sandbox import confine, is_supported
from kg.serving.update_checks import read_update
from kg.serving.zygote import Zygote
from kg.store import open_store

MOST_BYTES: Final = 100_000_000
"""Of all that one update loads: it waits in the memory of the web process."""

Learn: TypeAlias = Callable[[dict[str, Any]], None]
"""Takes what is known of an update; see ``kg.serving.update_checks.Update.told``."""

# A word of its own for the engine, which has no tokens: behind a letter of another word it can be none of ours.
_LOAD = re.compile(r"(?<![A-Za-z0-9_:/#.\-])load(?:silent)?(?=[\s<#])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was fetched for an update.

    Attributes:
        documents: of each LOAD in its order what it named (``source``), and where something was found ``media``,
            ``iri`` (behind redirects) and its ``start`` and ``end`` in the content.
        content: all documents.
    """

    documents: list[dict[str, object]]
    content: bytes


def may_load(request: dict[str, object]) -> bool:
    """Whether a write may have a LOAD; told by its letters alone."""
    return bool(_LOAD.search(str(request.get("update", ""))))


def work(channel: Channel, told: dict[str, Any]) -> None:
    """Read one update and ask for what it loads.

    Args:
        channel: to whoever has the update.
        told: ``path`` (of the store), ``memory_bytes``.
    """
    if is_supported():
        confine(parent=told["parent"], memory_bytes=told["memory_bytes"], writes=False)
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=_run, args=(channel, Path(told["path"])), name="kg-loads")
    thread.start()
    thread.join()


def _run(channel: Channel, path: Path) -> None:
    with suppress(ChannelClosedError):
        request = channel.receive().json()
        try:
            update = read_update(request)
            channel.send(Kind.HEAD, to_json(update.told()))
            storage = open_store(path)
            update.check(base=storage.base, managed=bool(storage.reader().sources))
            loads = [operation for operation in update.operations if operation.kind == "LOAD"]
            if loads:
                update.check_syntax()
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            channel.send(Kind.ERROR, error_payload(of_write(error, str(request["update"]), path)))
            return
        for operation in loads:
            channel.send(Kind.FETCH, to_json({"iri": operation.source or "", "silent": operation.silent}))
        channel.send(Kind.END)


class Loader:
    """Fetches what updates load. Threads share it.

    Args:
        path: folder of the store.
        zygote: forks who reads an update.
        memory_bytes: address space of that.
        fetch: fetches an IRI within so many seconds.
        lost: told why a process was lost.
    """

    def __init__(
        self,
        path: Path,
        zygote: Zygote,
        *,
        memory_bytes: int,
        fetch: Callable[[str, float], Fetched],
        lost: Callable[[str], None],
    ) -> None:
        self._path = path
        self._zygote = zygote
        self._memory_bytes = memory_bytes
        self._fetch = fetch
        self._lost_for = lost

    def load(self, request: dict[str, object], deadline: float, learn: Learn = lambda _told: None) -> Loaded:
        """Fetch all that an update loads, one after another; what a silent LOAD names may be missing.

        Args:
            request: as ``kg.serving.writer`` takes it.
            deadline: of ``time.monotonic``.
            learn: told what is known of the update as soon as it is.

        Raises:
            TimeLimitError: when the deadline passes, even where a LOAD is silent.
            SizeLimitError: when it is too much together.
            KgError: when the update is refused, or something cannot be fetched.
        """
        documents: list[dict[str, object]] = []
        pieces: list[bytes] = []
        size = 0
        for told in self._read(request, deadline, learn):
            document: dict[str, object] = {"source": told["iri"]}
            documents.append(document)
            try:
                fetched = self._fetch(told["iri"], max(deadline - time.monotonic(), 0.0))
            except KgError:
                if time.monotonic() >= deadline:
                    raise _late() from None
                if not told["silent"]:
                    raise
                continue
            start, size = size, size + len(fetched.content)
            if size > MOST_BYTES:
                raise SizeLimitError(
                    f"the update loads more than {MOST_BYTES:,} bytes", mend="Load the documents in several updates."
                )
            document |= {"media": fetched.media_type, "iri": fetched.iri, "start": start, "end": size}
            pieces.append(fetched.content)
        return Loaded(documents, b"".join(pieces))

    def _read(self, request: dict[str, object], deadline: float, learn: Learn) -> list[dict[str, Any]]:
        """What an update loads: of each LOAD its IRI, and whether it is silent."""
        told: dict[str, object] = {"path": str(self._path), "memory_bytes": self._memory_bytes}
        child = self._zygote.fork("loads", told, deadline)
        asked: list[dict[str, Any]] = []
        try:
            child.channel.send(Kind.REQUEST, to_json(request), deadline=deadline)
            while (frame := child.channel.receive(deadline=deadline)).kind in (Kind.HEAD, Kind.FETCH):
                learn(frame.json()) if frame.kind is Kind.HEAD else asked.append(frame.json())
        except TimeoutError:
            child.kill()
            raise _late() from None
        except ChannelClosedError:
            cause, error = end_of_write(self._zygote.ending(child))
            self._lost_for(cause)
            raise error from None
        finally:
            child.channel.close()
        if frame.kind is Kind.ERROR:
            raise error_of(frame.json())
        return asked


def _late() -> TimeLimitError:
    return TimeLimitError("the write takes longer than it may", mend="Load less at a time.")
