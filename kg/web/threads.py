"""The threads that answer: of those that are idle, the one that answered last goes first.

Waitress's own take turns, so each request meets a thread whose stack and memory have left the processor's caches
meanwhile: with 64 of them a small answer took a third more of a processor than with two.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from queue import SimpleQueue
from typing import Final, Protocol

_LOGGER: Final = logging.getLogger("waitress")


class Task(Protocol):
    """What waitress has answered: a connection with a request."""

    def service(self) -> None:
        """Answer the request."""
        ...

    def cancel(self) -> None:
        """Answer none any more."""
        ...


class Threads:
    """Takes the place of waitress's ``ThreadedTaskDispatcher``.

    Args:
        count: how many there are, from the beginning: a request never fails because the system has none left.
    """

    def __init__(self, count: int) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[Task] = deque()
        self._idle: list[SimpleQueue[Task | None]] = []  # a place for the next task of each, the last to answer last
        self._ending = False
        self._threads = [
            threading.Thread(target=self._run, name=f"kg-web-{number}", daemon=True) for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def add_task(self, task: Task) -> None:
        """Have a task answered, as soon as a thread is idle."""
        with self._lock:
            if not self._idle:
                self._waiting.append(task)
                return
            place = self._idle.pop()
        place.put(task)

    def shutdown(self, *, timeout: float) -> None:
        """End the threads that are idle, and the others when they have answered; what still waits is not answered.

        Args:
            timeout: seconds that are waited for them.
        """
        with self._lock:
            self._ending = True
            idle, self._idle = self._idle, []
            waiting, self._waiting = self._waiting, deque()
        for place in idle:
            place.put(None)
        for task in waiting:
            task.cancel()
        until = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))
        if unanswered := len(waiting) + sum(thread.is_alive() for thread in self._threads):
            _LOGGER.warning("%d requests are not answered", unanswered)

    def _run(self) -> None:
        place: SimpleQueue[Task | None] = SimpleQueue()
        while True:
            task = self._next(place)
            if task is None:
                return
            try:
                task.service()
            except BaseException:
                _LOGGER.exception("An answer failed: %r", task)
            del task  # the next may be long in coming: its connection is not kept until then

    def _next(self, place: SimpleQueue[Task | None]) -> Task | None:
        """The task that waits for longest, or the next that comes to this thread's place; None at the end."""
        with self._lock:
            if self._ending:
                return None
            if self._waiting:
                return self._waiting.popleft()
            self._idle.append(place)
        return place.get()
