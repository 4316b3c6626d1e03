"""What a request was, for the metrics and the log: begun when it comes, told when its answer has ended."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, field
from typing import Final, TypedDict

from flask import Flask, Response, g, request

from kg.errors import (
    ForbiddenError,
    KgError,
    MemoryLimitError,
    OverBudgetError,
    OverloadError,
    RefusedQueryError,
    SizeLimitError,
    StoreBusyError,
    StoreError,
    TimeLimitError,
)
from kg.web.logs import QueryEvent, RequestEvent, ServiceEvent, WriteEvent
from kg.web.metrics import Outcome
from kg.web.state import State, client, state
from kg.web.statuses import status_of

REQUEST_NUMBER: Final = "Demarche-Request"
"""Header of every answer: the number of its request in the log."""

_OUTCOMES: tuple[tuple[type[KgError], Outcome], ...] = (
    (TimeLimitError, Outcome.TIME),
    (MemoryLimitError, Outcome.MEMORY),
    (SizeLimitError, Outcome.SIZE),
    (OverloadError, Outcome.OVERLOAD),
    (OverBudgetError, Outcome.BUDGET),
    (ForbiddenError, Outcome.REFUSED),
    (RefusedQueryError, Outcome.REFUSED),
)


class _Same(TypedDict):
    """What all events of requests hold."""

    request: str
    client: str
    method: str
    path: str
    status: int
    seconds: float
    bytes: int
    token: str | None


@dataclass(slots=True)
class Trace:
    """What is known of a request so far.

    Attributes:
        query: text of a query.
        operations, graphs: kinds of a write, and what it writes. more_operations, more_graphs: how many others.
        bytes: of the answer's body as sent.
    """

    request: str = field(default_factory=lambda: secrets.token_hex(6))
    began: float = field(default_factory=time.monotonic)
    outcome: Outcome | None = None
    query: str | None = None
    operations: tuple[str, ...] | None = None
    graphs: tuple[str, ...] | None = None
    more_operations: int | None = None
    more_graphs: int | None = None
    token: str | None = None
    generation: int | None = None
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as far as it is told of.

    Attributes:
        client: address. path: without what follows the question mark. route: the rule it matched, if any.
    """

    client: str
    method: str
    path: str
    route: str | None


def trace() -> Trace:
    """Of the request that is answered."""
    found: Trace = g.trace
    return found


def observe(app: Flask) -> None:
    """Have an application's requests counted and logged."""
    app.before_request(_begin)
    app.after_request(_end)


def outcome_of(error: KgError) -> Outcome:
    """The word for an error."""
    for kind, outcome in _OUTCOMES:
        if isinstance(error, kind):
            return outcome
    if "brought the engine down" in error.message:
        return Outcome.CRASH
    return Outcome.SYNTAX if status_of(error) < 500 else Outcome.FAILED


def tell_store_error(error: StoreError) -> None:
    """Log what is wrong with the store, paths and all, which a client is not told."""
    level = logging.WARNING if isinstance(error, StoreBusyError) else logging.ERROR
    state().logs.tell(ServiceEvent(name="store-error", level=level, details={"reason": str(error)}))


def _begin() -> None:
    g.trace = Trace()


def _end(response: Response) -> Response:
    """Tell of the request when its answer has ended; its number goes with it."""
    known: Trace = g.get("trace") or Trace()  # refused before it began
    response.headers[REQUEST_NUMBER] = known.request
    told, status = state(), response.status_code
    asked = Asked(
        client=client(),
        method=request.method,
        path=request.path,
        route=request.url_rule.rule if request.url_rule else None,
    )
    if not response.is_streamed:
        known.bytes = response.content_length or 0
    response.call_on_close(lambda: tell(told, asked, known, status))
    return response


def tell(told: State, asked: Asked, known: Trace, status: int) -> None:
    """Count and log a request whose answer has ended.

    Args:
        told: of the application.
        asked: the request.
        known: what became of it.
        status: of the answer.
    """
    seconds = round(time.monotonic() - known.began, 6)
    told.metrics.observe_request(route=asked.route, method=asked.method, status=status, seconds=seconds)
    outcome = known.outcome or Outcome.FAILED
    same: _Same = {
        "request": known.request,
        "client": asked.client,
        "method": asked.method,
        "path": asked.path,
        "status": status,
        "seconds": seconds,
        "bytes": known.bytes,
        "token": known.token,
    }
    if known.query is not None:
        told.metrics.count_query(outcome)
        event: RequestEvent = QueryEvent(**same, outcome=outcome, query=known.query, generation=known.generation)
    elif known.operations is not None:
        told.metrics.count_update(outcome)
        event = WriteEvent(
            **same,
            outcome=outcome,
            operations=known.operations,
            more_operations=known.more_operations,
            graphs=known.graphs,
            more_graphs=known.more_graphs,
            generation=known.generation,
        )
    else:
        event = RequestEvent(**same, outcome=known.outcome)
    told.logs.tell(event)
