"""What goes wrong in a worker or a writer, as an error that whoever asked can be told."""

from __future__ import annotations

import traceback
from pathlib import Path

from kg.errors import KgError, MemoryLimitError, QueryError, StoreError
from kg.store import engine
from kg.store.folder import explained


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


def of_write(error: BaseException, update: str, path: Path) -> KgError:
    """An error that whoever wrote can be told.

    Args:
        error: whatever was raised.
        update: its text; empty where it was none.
        path: folder of the store.
    """
    if isinstance(error, OSError):
        return explained(error, "write to the store", path)
    if isinstance(error, SyntaxError):
        ours = engine.syntax_error(error, "update", update)
        return QueryError(ours.message, mend=ours.mend, line=ours.line, column=ours.column)
    memory = MemoryLimitError("the write needs more memory than it may have", mend="Write less at a time.")
    return as_ours(error, update, memory=memory, failed="the write failed")
