"""What goes wrong in a worker or a writer, as an error that whoever asked can be told."""

from __future__ import annotations

import traceback

from kg.errors import KgError, MemoryLimitError, StoreError
from kg.store import engine


def as_ours(error: BaseException, text: str, *, memory: MemoryLimitError, failed: str) -> KgError:
    """An error that the other side of a channel can be told; a bug is printed, and told by its kind alone.

    Args:
        error: whatever was raised.
        text: query or update that the engine was given.
        memory: what a lack of memory is told as.
        failed: what did not succeed ("the write failed").
    """
    if isinstance(error, KgError):
        return error
    if isinstance(error, MemoryError):
        return memory
    ours = engine.as_ours(error, text)
    if isinstance(ours, KgError):
        return ours
    traceback.print_exception(error)  # a bug: the log shall tell it, the client not
    return StoreError(f"{failed}: {type(error).__name__}", mend="The service's log says more.")
