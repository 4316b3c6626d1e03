"""For whoever runs the service: ``/health``, ``/ready``, ``/metrics``."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, jsonify

from kg.errors import KgError, OverBudgetError, StoreError
from kg.web.exposition import CONTENT_TYPE
from kg.web.observing import tell_store_error
from kg.web.protocol import check_trusted
from kg.web.state import state
from kg.web.statuses import in_public

operations = Blueprint("operations", "kg.web")

_READY_SECONDS = 5.0
_ASK = {
    "operation": "query",
    "query": "ASK {}",
    "address": None,
    "default_graphs": [],
    "named_graphs": [],
    "table_media": ["application/sparql-results+json"],
    "graph_media": [],
}


@operations.get("/health")
def health() -> Response:
    """Whether the process answers: 200."""
    return _plain(HTTPStatus.OK, {"status": "alive"})


@operations.get("/ready")
def ready() -> Response:
    """Whether a query is answered: 200 with the generation, else 503.

    Raises:
        OverBudgetError: when a stranger asked too much.
    """
    try:
        answer = state().processes.pool.ask(dict(_ASK), seconds=_READY_SECONDS)
        for _ in answer:
            pass
    except OverBudgetError:
        raise
    except KgError as error:
        if isinstance(error, StoreError):
            tell_store_error(error)
        why, _ = in_public(error)
        return _plain(HTTPStatus.SERVICE_UNAVAILABLE, {"status": "not ready", "why": why})
    return _plain(HTTPStatus.OK, {"status": "ready", "generation": answer.generation})


@operations.get("/metrics")
def metrics() -> Response:
    """What the service counts, for Prometheus; for this machine, and for who has a token.

    Raises:
        Forbidden: for a stranger while no token is set.
        Unauthorized: for a stranger without one.
    """
    check_trusted("Metrics")
    response = Response(state().metrics.render(), content_type=CONTENT_TYPE)
    response.cache_control.no_store = True
    return response


def _plain(status: HTTPStatus, told: dict[str, object]) -> Response:
    response = jsonify(told)
    response.status_code = status
    response.cache_control.no_store = True
    return response
