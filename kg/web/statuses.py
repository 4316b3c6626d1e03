"""Our errors as statuses of HTTP, and the types of problems (RFC 9457) they are told as."""

from __future__ import annotations

import re
from http import HTTPStatus
from math import ceil

from kg.errors import (
    AmbiguousNameError,
    DataError,
    DependencyError,
    EmptyNetworkError,
    ForbiddenError,
    KgError,
    MemoryLimitError,
    NotOfferedError,
    OverBudgetError,
    OverloadError,
    PreconditionError,
    QueryError,
    RefusedQueryError,
    SizeLimitError,
    SourceError,
    StoreBusyError,
    StoreError,
    SupersededError,
    TimeLimitError,
    UnansweredQueryError,
    UnknownGraphError,
    UnknownNameError,
    UsageError,
)

PROBLEMS = "https://w3id.org/demarche/problems#"
"""What the types of problems begin with; the reference of the service describes each."""

_KINDS: tuple[tuple[type[KgError], HTTPStatus, str], ...] = (  # the first that fits
    (UnknownNameError, HTTPStatus.NOT_FOUND, "unknown-name"),
    (AmbiguousNameError, HTTPStatus.MULTIPLE_CHOICES, "ambiguous-name"),
    (EmptyNetworkError, HTTPStatus.NOT_FOUND, "empty-network"),
    (NotOfferedError, HTTPStatus.NOT_ACCEPTABLE, "not-offered"),
    (UsageError, HTTPStatus.BAD_REQUEST, "wrong-request"),
    (RefusedQueryError, HTTPStatus.FORBIDDEN, "refused-query"),
    (UnansweredQueryError, HTTPStatus.UNPROCESSABLE_ENTITY, "unanswered-query"),
    (QueryError, HTTPStatus.BAD_REQUEST, "malformed-query"),
    (SourceError, HTTPStatus.BAD_GATEWAY, "source"),
    (DataError, HTTPStatus.BAD_REQUEST, "malformed-data"),
    (UnknownGraphError, HTTPStatus.NOT_FOUND, "unknown-graph"),
    (ForbiddenError, HTTPStatus.FORBIDDEN, "forbidden"),
    (PreconditionError, HTTPStatus.PRECONDITION_FAILED, "precondition-failed"),
    (OverBudgetError, HTTPStatus.TOO_MANY_REQUESTS, "client-time"),
    (OverloadError, HTTPStatus.SERVICE_UNAVAILABLE, "overload"),
    (TimeLimitError, HTTPStatus.GATEWAY_TIMEOUT, "time-limit"),
    (MemoryLimitError, HTTPStatus.INSUFFICIENT_STORAGE, "memory-limit"),
    (SizeLimitError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "size-limit"),
    (DependencyError, HTTPStatus.NOT_IMPLEMENTED, "not-installed"),
    (SupersededError, HTTPStatus.SERVICE_UNAVAILABLE, "superseded"),
    (StoreBusyError, HTTPStatus.SERVICE_UNAVAILABLE, "store-busy"),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE, "store"),
)
_HIDDEN = "…"
# in quotes, in parentheses, or a word; whatever stands in the same ones goes with it
_PATH = re.compile(r"""'[^']*/[^']*'|"[^"]*/[^"]*"|\([^()]*/[^()]*\)|[^\s'"()]*/[^\s'"(),;:]*""")
_BUSY_SECONDS = 5
_SUPERSEDED_SECONDS = 1


def status_of(error: KgError) -> HTTPStatus:
    """The status that an error of ours is answered with."""
    return _kind(error)[0]


def problem_type(error: KgError) -> str:
    """The type of problem that an error of ours is."""
    return PROBLEMS + _kind(error)[1]


def retry_after(error: KgError) -> int | None:
    """Whole seconds after which another try is worth while; None where it is not."""
    if isinstance(error, OverBudgetError | OverloadError):
        return max(1, ceil(error.retry_after))
    if isinstance(error, SupersededError):
        return _SUPERSEDED_SECONDS
    return _BUSY_SECONDS if isinstance(error, StoreBusyError) else None


def _kind(error: KgError) -> tuple[HTTPStatus, str]:
    for kind, status, slug in _KINDS:
        if isinstance(error, kind):
            return status, slug
    return HTTPStatus.INTERNAL_SERVER_ERROR, "bug"


def in_public(error: KgError) -> tuple[str, str]:
    """An error's message and mend as strangers may read them: of errors of the store without paths of this machine.

    >>> in_public(StoreError("cannot write to the store (/srv/kg): [Errno 28] No space left: '/srv/kg/a b'"))
    ('cannot write to the store …: [Errno 28] No space left: …', '')
    """
    if not isinstance(error, StoreError):
        return error.message, error.mend
    return _without_paths(error.message), _without_paths(error.mend)


def _without_paths(text: str) -> str:
    text = _PATH.sub(_HIDDEN, text)
    return text.replace(f" at {_HIDDEN}", "")
