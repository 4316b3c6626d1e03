"""How workers end, and what that means for whoever asked them."""

from __future__ import annotations

import signal
from typing import Final

from kg.errors import KgError, MemoryLimitError, OverloadError, QueryError

CAUSES: Final = {
    -signal.SIGSEGV: "crash",
    -signal.SIGBUS: "crash",
    -signal.SIGILL: "crash",
    -signal.SIGKILL: "killed",
}
"""How a worker ended -> why; anything else is a lack of memory, of which the engine aborts."""


def ended(cause: str) -> KgError:
    """What a worker's end means for whoever asked it."""
    if cause == "crash":
        return QueryError("the query is too complex: it brought the engine down", mend="Flatten it, or ask in parts.")
    if cause == "killed":
        return OverloadError("the query's process was ended from outside", mend="Try again.")
    return MemoryLimitError("the answer needs more memory than a query may have", mend="Ask for less, or in parts.")


def end_of_write(ending: int) -> tuple[str, KgError]:
    """Why a process that made a write ended, and what that means for whoever wrote.

    Args:
        ending: its exit code, or minus the number of the signal.
    """
    cause = CAUSES.get(ending, "memory")
    if cause == "killed":
        return cause, OverloadError("the writer was ended from outside; nothing was written", mend="Try again.")
    if cause == "crash":
        return cause, QueryError("the write is too complex: it brought the engine down", mend="Write it in parts.")
    return cause, MemoryLimitError("the write needs more memory than it may have", mend="Write less at a time.")
