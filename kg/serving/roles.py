"""What a zygote can fork."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

import pyoxigraph as ox

from kg.serving import loads, query_worker, writer
from kg.serving.frames import Channel, Kind
from kg.serving.sandbox import confine, is_supported

Work = Callable[[Channel, dict[str, Any]], None]
"""What a worker does: with a channel to whoever asks, and what it is told at its start."""


def probe(channel: Channel, told: dict[str, Any]) -> None:
    """See whether a process of so much memory can begin: it takes what each takes before it is asked anything.

    Args:
        channel: to whoever wants to know.
        told: ``memory_bytes``.
    """
    if is_supported():
        confine(parent=told["parent"], memory_bytes=told["memory_bytes"], writes=False)

    def begin() -> None:
        ox.Store()
        channel.send(Kind.READY)

    threading.stack_size(query_worker.STACK_BYTES)
    thread = threading.Thread(target=begin, name="kg-probe")
    thread.start()
    thread.join()


ROLES: Final[dict[str, Work]] = {
    "query": query_worker.work,
    "writer": writer.work,
    "loads": loads.work,
    "probe": probe,
}
