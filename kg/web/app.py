"""``create_app``: the WSGI application."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import AmbiguousNameError, KgError, QueryError, StoreError, UnknownNameError, UsageError
from kg.settings import Settings
from kg.web.current import CurrentGraph
from kg.web.pages import pages
from kg.web.sparql import endpoint

MAX_REQUEST = 1_000_000  # bytes of a request's body
LOOPBACK = ("127.0.0.1", "localhost", "::1")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create_app(settings: Settings | None = None) -> Flask:
    """The application over one store.

    Args:
        settings: which store, and the address it is served at; None for the environment's.

    Raises:
        StoreMissingError: when there is no store.
    """
    chosen = settings or Settings.from_environment()
    app = Flask("kg.web")
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_REQUEST
    if chosen.host in LOOPBACK:
        # A page elsewhere that names its own host our address must not read us.
        app.config["TRUSTED_HOSTS"] = ["localhost", "127.0.0.1", "[::1]"]
    app.extensions["kg"] = CurrentGraph(chosen.store)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.register_blueprint(pages)
    app.register_blueprint(endpoint)
    app.register_error_handler(KgError, _told)
    app.register_error_handler(HTTPException, _http)
    app.after_request(_secured)
    return app


def _secured(response: Response) -> Response:
    """The same headers on every answer."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _told(error: Exception) -> Response:
    """One of our errors, as a page for a browser and as problem+json (RFC 9457) for anyone else."""
    if not isinstance(error, KgError):  # registered for KgError alone
        raise error
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, UnknownNameError):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, AmbiguousNameError):
        status = HTTPStatus.MULTIPLE_CHOICES
    elif isinstance(error, UsageError | QueryError):
        status = HTTPStatus.BAD_REQUEST
    elif isinstance(error, StoreError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    details: dict[str, object] = {}
    if isinstance(error, QueryError) and error.line is not None:
        details = {"line": error.line, "column": error.column}
    return _problem(status, error.message, error.mend, details)


def _http(error: HTTPException) -> Response:
    """An error of HTTP itself: no such page, too large, wrong method."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status.is_redirection:
        return Response(error.get_body(), status, error.get_headers())
    response = _problem(status, error.description or status.phrase, "", {})
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _problem(status: HTTPStatus, message: str, mend: str, details: dict[str, object]) -> Response:
    """A page or problem+json."""
    if request.accept_mimetypes.best_match(["application/json", "text/html"], "application/json") == "text/html":
        response = Response(render_template("error.html", status=status, message=message, mend=mend), status)
    else:
        response = jsonify(title=status.phrase, status=int(status), detail=f"{message}. {mend}".strip(), **details)
        response.status_code = status
        response.content_type = "application/problem+json"
    return response
