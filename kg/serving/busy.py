"""The workers that answer, and the places they take: long queries leave theirs, so that short ones need not wait."""

from __future__ import annotations

from collections.abc import Iterator

from kg.serving.coming import Worker


class Busy:
    """Workers that answer. Whoever uses it holds the pool's lock.

    Args:
        size: how many short queries run at a time, and how many long ones run beside them without a place. Further long
            ones keep their places.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._workers: set[Worker] = set()

    def __len__(self) -> int:
        return len(self._workers)

    def __iter__(self) -> Iterator[Worker]:
        return iter(self._workers)

    def __contains__(self, worker: Worker) -> bool:
        return worker in self._workers

    def taken(self) -> int:
        """How many places are."""
        return sum(not worker.placeless for worker in self._workers)

    def enter(self, worker: Worker) -> None:
        """A worker has been asked."""
        self._workers.add(worker)

    def leave(self, worker: Worker) -> None:
        """A worker answers no more, if it did; a long query that kept its place may leave it now."""
        if worker not in self._workers:
            return
        self._workers.remove(worker)
        if worker.placeless:
            following = next((other for other in self._workers if other.gives_way and not other.placeless), None)
            if following is not None:
                following.placeless = True

    def give_way(self, worker: Worker) -> None:
        """A worker's query has become a long one: it leaves its place, if there is room beside the places."""
        worker.gives_way = True
        worker.placeless = sum(other.placeless for other in self._workers) < self._size

    def crowds(self, worker: Worker) -> bool:
        """Whether a long query keeps its place, and no place is left for short ones."""
        keeping = sum(other.gives_way and not other.placeless for other in self._workers)
        return not worker.placeless and keeping >= self._size
