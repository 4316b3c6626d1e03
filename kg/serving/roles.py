"""What a zygote can fork."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from kg.serving import query_worker, writer
from kg.serving.frames import Channel

Work = Callable[[Channel, dict[str, Any]], None]
"""What a worker does: with a channel to whoever asks, and what it is told at its start."""

ROLES: Final[dict[str, Work]] = {"query": query_worker.work, "writer": writer.work}
