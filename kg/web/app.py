"""``create_app``: the WSGI application."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from kg.errors import AmbiguousNameError, KgError, QueryError, UnknownNameError
from kg.settings import Settings
from kg.web.current import CurrentGraph
from kg.web.pages import pages
from kg.web.sparql import endpoint
from kg.web.statuses import status_of

MAX_REQUEST = 1_000_000  # bytes of a request's body
LOOPBACK = ("127.0.0.1", "localhost", "::1")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
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
        app.before_request(_refuse_strangers)
    app.extensions["kg"] = CurrentGraph(chosen.store, chosen.ontology)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.register_blueprint(pages)
    app.register_blueprint(endpoint)
    app.register_error_handler(KgError, _told)
    app.register_error_handler(HTTPException, _http)
    app.after_request(_secured)
    return app


def _refuse_strangers() -> None:
    """A page elsewhere that gives our address to a name of its own must not read us (DNS rebinding).

    Flask's TRUSTED_HOSTS would do, but knows no IPv6 addresses.

    Raises:
        SecurityError: when the request names another host.
    """
    host = request.headers.get("Host", LOOPBACK[0])
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if name not in LOOPBACK:
        raise SecurityError(f"This server is not called {host}; it answers as {' and '.join(LOOPBACK)}")


def _secured(response: Response) -> Response:
    """The same headers on every answer."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _told(error: Exception) -> Response:
    """One of our errors, as a page for a browser and as problem+json (RFC 9457) for anyone else."""
    if not isinstance(error, KgError):  # registered for KgError alone
        raise error
    details: dict[str, object] = {}
    names: tuple[str, ...] = ()
    if isinstance(error, QueryError) and error.line is not None:
        details = {"line": error.line, "column": error.column}
    elif isinstance(error, AmbiguousNameError):
        names, details = error.choices, {"choices": error.choices}
    elif isinstance(error, UnknownNameError):
        names, details = error.nearest, {"nearest": error.nearest}
    return _problem(status_of(error), error.message, error.mend, details, names)


def _http(error: HTTPException) -> Response:
    """An error of HTTP itself: no such page, too large, wrong method."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return Response(error.get_body(), status, error.get_headers())
    if isinstance(error, SecurityError):  # no page: its links would lead there
        return Response(f"{error.description}\n", status, content_type="text/plain; charset=utf-8")
    response = _problem(status, error.description or status.phrase, "", {}, ())
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _problem(
    status: HTTPStatus, message: str, mend: str, details: dict[str, object], names: tuple[str, ...]
) -> Response:
    """A page, with links to the names meant perhaps, or problem+json."""
    message = message.rstrip(".")
    if request.accept_mimetypes.best_match(["application/json", "text/html"], "application/json") == "text/html":
        response = Response(
            render_template("error.html", status=status, message=message, mend=mend, names=names), status
        )
    else:
        response = jsonify(title=status.phrase, status=int(status), detail=f"{message}. {mend}".strip(), **details)
        response.status_code = status
        response.content_type = "application/problem+json"
    response.vary.add("Accept")
    return response
