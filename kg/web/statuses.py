"""Our errors as statuses of HTTP."""

from __future__ import annotations

from http import HTTPStatus

from kg.errors import AmbiguousNameError, KgError, QueryError, StoreError, UnknownNameError, UsageError


def status_of(error: KgError) -> HTTPStatus:
    """The status that an error of ours is answered with."""
    if isinstance(error, UnknownNameError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, AmbiguousNameError):
        return HTTPStatus.MULTIPLE_CHOICES
    if isinstance(error, UsageError | QueryError):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, StoreError) else HTTPStatus.INTERNAL_SERVER_ERROR
