"""What the service tells Prometheus: requests, outcomes of queries, workers, the generation, the cache, its processes.

The web process counts what passes through it. What others know (the pool, the cache, the kernel) is read when somebody
asks for the page. No label holds what a client wrote, so strangers cannot make the page grow.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from kg.serving.cache import CacheState
from kg.web.exposition import Counter, Family, Gauge, Histogram, render_families

SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Bounds of the durations told: from an answer of the cache to a long query's end."""

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
OTHER: Final = "other"  # a method or route of the client's own making


class Outcome(StrEnum):
    """What became of a query or an update."""

    OK = "ok"
    CACHED = "cached"
    NOT_MODIFIED = "not-modified"
    SYNTAX = "syntax"
    TIME = "time"
    MEMORY = "memory"
    SIZE = "size"
    CRASH = "crash"
    OVERLOAD = "overload"
    BUDGET = "budget"
    REFUSED = "refused"
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ServiceState:
    """The service at one moment.

    Attributes:
        generation: number of the one that answers.
        queue: requests that wait for a worker.
        workers: state ("idle", "busy", "starting") -> how many.
        cache: of answers.
        processes: part ("web", "zygote", "worker", "writer") -> numbers of its processes.
    """

    generation: int
    queue: int = 0
    workers: Mapping[str, int] = field(default_factory=dict)
    cache: CacheState | None = None
    processes: Mapping[str, Sequence[int]] = field(default_factory=dict)


class Metrics:
    """The counters of one service; may be used from any thread.

    Args:
        state: asked at each rendering.
    """

    def __init__(self, state: Callable[[], ServiceState]) -> None:
        self._state = state
        outcomes = [(outcome.value,) for outcome in Outcome]
        self._requests = Counter(
            "demarche_requests_total", "Requests answered, by route, method and status.", ("route", "method", "status")
        )
        self._seconds = Histogram(
            "demarche_request_seconds", "Seconds from a request to the end of its answer, by route.", "route", SECONDS
        )
        self._queries = Counter("demarche_queries_total", "Queries, by what became of them.", ("outcome",), outcomes)
        self._updates = Counter("demarche_updates_total", "Writes, by what became of them.", ("outcome",), outcomes)
        self._restarts = Counter(
            "demarche_worker_restarts_total",
            "Processes that ended and were replaced, by part and cause.",
            ("part", "cause"),
        )

    def observe_request(self, *, route: str | None, method: str, status: int, seconds: float) -> None:
        """Counts a request when its answer has ended.

        Args:
            route: the rule it matched ("/data/<path:graph>"), never the path; None where none did.
            method: as sent.
            status: as answered.
            seconds: from its arrival to the last byte of the answer.
        """
        told = route or OTHER
        self._requests.add(told, method if method in METHODS else OTHER, str(status))
        self._seconds.observe(told, seconds)

    def count_query(self, outcome: Outcome) -> None:
        """Counts a query."""
        self._queries.add(outcome.value)

    def count_update(self, outcome: Outcome) -> None:
        """Counts an update or a write of the Graph Store Protocol."""
        self._updates.add(outcome.value)

    def count_restart(self, part: str, cause: str) -> None:
        """Counts a process that ended and was replaced.

        Args:
            part: "worker", "writer" or another of the service's own words.
            cause: "time", "memory", "crash" or another of them.
        """
        self._restarts.add(part, cause)

    def render(self) -> bytes:
        """The page, to be sent as ``exposition.CONTENT_TYPE``."""
        counted: list[Family] = [self._requests, self._seconds, self._queries, self._updates, self._restarts]
        state = self._state()
        return render_families(
            [*counted, *_service_gauges(state), *_cache_families(state.cache), *_process_gauges(state)]
        )


def _service_gauges(state: ServiceState) -> list[Family]:
    workers = tuple(((name,), float(count)) for name, count in sorted(state.workers.items()))
    return [
        Gauge("demarche_workers", "Query workers, by what they do.", ("state",), workers),
        _plain("demarche_queue_requests", "Requests that wait for a worker.", state.queue),
        _plain("demarche_generation", "Number of the generation that answers.", state.generation),
    ]


def _cache_families(state: CacheState | None) -> list[Family]:
    if state is None:
        return []
    asked = Counter("demarche_cache_requests_total", "Answers looked for in the cache, by success.", ("result",))
    asked.add("hit", amount=state.hits)
    asked.add("miss", amount=state.misses)
    return [
        asked,
        _plain("demarche_cache_answers", "Answers in the cache.", state.answers),
        _plain("demarche_cache_bytes", "Bytes the cache takes.", state.bytes),
    ]


def _process_gauges(state: ServiceState) -> list[Family]:
    """Sums over each part's processes. Pages that forked processes share are counted for each."""
    counts, resident, files = [], [], []
    for part, numbers in sorted(state.processes.items()):
        usages = [usage for usage in map(read_usage, numbers) if usage is not None]
        counts.append(((part,), float(len(usages))))
        resident.append(((part,), float(sum(usage.resident for usage in usages))))
        known = [usage.files for usage in usages if usage.files is not None]
        if known or not usages:
            files.append(((part,), float(sum(known))))
    return [
        Gauge("demarche_processes", "Processes, by part of the service.", ("part",), tuple(counts)),
        Gauge("demarche_resident_bytes", "Memory in use, shared pages included.", ("part",), tuple(resident)),
        Gauge("demarche_open_files", "Open files, sockets included.", ("part",), tuple(files)),
    ]


def _plain(name: str, text: str, value: float) -> Gauge:
    return Gauge(name, text, (), (((), value),))


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process takes.

    Attributes:
        resident: bytes of memory in use.
        files: that are open; None where only root may know: of a process that hides itself.
    """

    resident: int
    files: int | None


def read_usage(process: int) -> Usage | None:
    """Asks the kernel what a process takes (proc(5)); None when it is gone, or the system has no ``/proc``."""
    place = Path("/proc") / str(process)
    with suppress(OSError, IndexError, ValueError):
        pages = int((place / "statm").read_text("ascii").split()[1])
        return Usage(pages * resource.getpagesize(), _count_files(place / "fd"))
    return None


def _count_files(place: Path) -> int | None:
    try:
        return len(list(place.iterdir()))
    except PermissionError:
        return None
