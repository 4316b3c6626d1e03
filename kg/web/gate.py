"""The way to what is computed in the web process itself: measures of the network, paths, exports; questions, names.

All threads share one interpreter, so a long computation slows everybody down. Few go on at a time, few more wait, and a
stranger has one and is charged for it as for a worker's time. How long one may be is bounded by the size of what is
computed over (``kg.web.api.bounds``): nobody can end a thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from kg.errors import OverloadError
from kg.serving.budget import Budgets, Places

AT_ONCE: Final = 2
WAITING: Final = 8
SECONDS: Final = 20.0  # that one waits
_AGAIN: Final = 2.0  # seconds after which another try is worth while
_MEND: Final = "Try again soon."


class Gate:
    """Lets few compute at a time; may be used from any thread.

    Args:
        budgets: of strangers; None where nobody is charged.
        at_once, waiting: how many compute, and wait. seconds: that one waits at most.
    """

    def __init__(
        self, budgets: Budgets | None, *, at_once: int = AT_ONCE, waiting: int = WAITING, seconds: float = SECONDS
    ) -> None:
        self._budgets = budgets
        self._places = Places(1)
        self._inside = BoundedSemaphore(at_once)
        self._known = BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def passed(self, stranger: str) -> Iterator[None]:
        """Compute, when there is room.

        Args:
            stranger: address of who asks; empty for this machine, which has all there is.

        Raises:
            OverBudgetError: when a stranger has used up its time, or computes already.
            OverloadError: when too many wait, or the wait is too long.
        """
        if stranger and self._budgets is not None:
            self._budgets.check(stranger)
        if not self._known.acquire(blocking=False):
            raise OverloadError("too many wait for a measure or an export", mend=_MEND, retry_after=_AGAIN)
        try:
            with self._place(stranger):
                if not self._inside.acquire(timeout=self._seconds):
                    raise OverloadError(
                        f"no measure or export could begin within {self._seconds:g} seconds",
                        mend=_MEND,
                        retry_after=_AGAIN,
                    )
                try:
                    with self.charged(stranger):
                        yield
                finally:
                    self._inside.release()
        finally:
            self._known.release()

    @contextmanager
    def charged(self, stranger: str) -> Iterator[None]:
        """Compute what is short, as soon as it is asked for; a stranger is charged for it all the same.

        Args:
            stranger: as of ``passed``.

        Raises:
            OverBudgetError: when a stranger has used up its time.
        """
        if not stranger or self._budgets is None:
            yield
            return
        self._budgets.check(stranger)
        began = time.thread_time()
        try:
            yield
        finally:
            self._budgets.spend(stranger, time.thread_time() - began)

    @contextmanager
    def _place(self, stranger: str) -> Iterator[None]:
        """The one place of a stranger."""
        if stranger:
            self._places.enter(stranger)
        try:
            yield
        finally:
            if stranger:
                self._places.leave(stranger)
