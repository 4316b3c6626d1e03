"""What the threads of a server share."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Response, current_app, has_request_context, request

from kg.service import KnowledgeGraph
from kg.serving.broker import Fetched, fetch
from kg.serving.broker import Limits as FetchLimits
from kg.serving.budget import Budgets, Places
from kg.serving.cache import AnswerCache
from kg.serving.pool import Limits
from kg.serving.processes import Processes
from kg.serving.remote import RemoteReader
from kg.serving.starting import Seen
from kg.serving.tokens import Tokens
from kg.serving.write_queue import WriteLimits
from kg.settings import Settings
from kg.web.gate import Gate
from kg.web.logs import LOGGER, Logs
from kg.web.metrics import Metrics, ServiceState

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MEGABYTE = 1 << 20
_LARGEST_KEPT = 0.25  # of the cache that one answer may take
_MINUTE = 60.0
_NEGOTIATED = ("Accept", "Accept-Encoding")


class CurrentGraph:
    """Hands out the newest generation for pages; each request keeps the one it was given.

    Args:
        store: folder of the store.
        ontology: folders with event types beyond those of the installation, if it was built with any.
        processes: whose workers read it.
        most: contacts that the network may hold.
    """

    def __init__(self, store: Path, ontology: Sequence[Path], processes: Processes, most: int) -> None:
        self._store = store
        self._most = most
        self._ontology = tuple(ontology)
        self._processes = processes
        self._lock = threading.Lock()
        self._opened: tuple[Seen, KnowledgeGraph] | None = None

    def get(self) -> KnowledgeGraph:
        """The newest generation, opened once for all threads.

        Raises:
            StoreMissingError: when the store was taken away.
        """
        return self.seen()[1]

    def seen(self) -> tuple[Seen, KnowledgeGraph]:
        """What names the newest generation, and that generation. Raises: as ``get``."""
        pool = self._processes.pool
        seen = pool.newest()
        opened = self._opened
        if opened is not None and opened[0].name == seen.name:
            return opened
        with self._lock:
            seen = pool.newest()  # again: who looked before and came later must not set it back
            if self._opened is None or self._opened[0].name != seen.name:
                reader = RemoteReader(pool, self._store, seen)
                graph = KnowledgeGraph.over(reader, self._store, ontology=self._ontology, most=self._most)
                self._opened = seen, graph
            return self._opened


@dataclass(frozen=True, slots=True)
class State:
    """Of one application.

    Attributes:
        processes: query workers and writer.
        graph: what pages read.
        cache: answers of queries.
        places: of clients among the workers.
        gate: to what is computed in this process itself.
        tokens: that allow writing.
        settings: as given.
        metrics: what is counted. logs: where it is written down.
    """

    settings: Settings
    processes: Processes
    graph: CurrentGraph
    cache: AnswerCache
    places: Places
    gate: Gate
    tokens: Tokens
    metrics: Metrics
    logs: Logs

    @classmethod
    def of(cls, settings: Settings, tokens: Tokens) -> State:
        """The state of a new application; starts no process."""
        metrics = Metrics(lambda: _service_state(processes, cache))
        size = settings.query_workers or max(2, os.cpu_count() or 1)
        share = settings.client_seconds
        budgets, places = Budgets(share, share / _MINUTE) if share else None, Places(max(1, size // 2))
        processes = Processes(
            settings.store,
            size=size,
            limits=Limits(
                seconds=settings.query_seconds,
                memory_bytes=settings.query_megabytes * MEGABYTE,
                answer_bytes=settings.answer_megabytes * MEGABYTE,
            ),
            write_limits=WriteLimits(
                seconds=settings.update_seconds, memory_bytes=settings.update_megabytes * MEGABYTE
            ),
            fetch=_fetch,
            enter=lambda: cls._enter(budgets, places),
            lost=metrics.count_restart,
        )
        room = settings.cache_megabytes * MEGABYTE
        cache = AnswerCache(room, int(room * _LARGEST_KEPT))
        return cls(
            settings=settings,
            processes=processes,
            graph=CurrentGraph(settings.store, settings.ontology, processes, settings.network_contacts),
            cache=cache,
            places=places,
            gate=Gate(budgets),
            tokens=tokens,
            metrics=metrics,
            logs=Logs(logging.getLogger(LOGGER), lambda: None),
        )

    @staticmethod
    def _enter(budgets: Budgets | None, places: Places) -> Callable[[float], None]:
        """Let a client have a worker, and charge it for the time; whoever sits at this machine has all there is.

        Raises:
            OverBudgetError: says when to ask again.
        """
        if not has_request_context() or client() in LOOPBACK:
            return lambda _seconds: None
        who = client()
        if budgets is not None:
            budgets.check(who)
        places.enter(who)

        def leave(seconds: float) -> None:
            places.leave(who)
            if budgets is not None:
                budgets.spend(who, seconds)

        return leave

    def write(self, request: dict[str, object], body: bytes, learn: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
        """Have a write made; see ``WriteQueue.write``."""
        return self.processes.writes.write(request, body, learn)


def _fetch(iri: str, seconds: float) -> Fetched:
    """What LOAD loads; see ``kg.serving.broker.fetch``."""
    limits = FetchLimits()
    return fetch(iri, limits=replace(limits, seconds=min(limits.seconds, seconds)))


def _service_state(processes: Processes, cache: AnswerCache) -> ServiceState:
    """The service at this moment."""
    pool = processes.pool
    return ServiceState(
        generation=pool.generation(),
        queue=pool.waiting,
        workers=pool.states(),
        cache=cache.state(),
        processes=processes.parts(),
    )


def client() -> str:
    """Address of whoever asks."""
    return request.remote_addr or ""


def stranger() -> str:
    """The same; empty for this machine, which has all there is."""
    return "" if client() in LOOPBACK else client()


def room(graph: KnowledgeGraph) -> AbstractContextManager[None]:
    """A place to compute over a network in this process; what is never read whole is computed by the workers.

    Raises:
        OverBudgetError, OverloadError: as of ``Gate.passed``.
    """
    gate = state().gate
    return (gate.charged if graph.is_vast else gate.passed)(stranger())


def state() -> State:
    """Of the application that answers."""
    found: State = current_app.extensions["kg"]
    return found


def current_graph() -> KnowledgeGraph:
    """The newest generation of the application's store."""
    return state().graph.get()


def varied(response: Response) -> Response:
    """Caches are told that the answer depends on what the client accepts."""
    if "Vary" in response.headers:
        response.vary.update(_NEGOTIATED)
    else:  # the usual case, at a tenth of what it takes to read and merge
        response.headers["Vary"] = ", ".join(_NEGOTIATED)
    return response


__all__ = ["LOOPBACK", "State", "client", "current_graph", "room", "state", "stranger", "varied"]
