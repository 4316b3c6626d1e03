"""``create_app``: the WSGI application."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, RequestHeaderFieldsTooLarge, SecurityError

import kg.web.paths.page  # noqa: F401 - adds its address to those of the pages
from kg.errors import (
    AmbiguousNameError,
    KgError,
    QueryError,
    StoreError,
    SupersededError,
    UnknownNameError,
)
from kg.serving.tokens import Tokens
from kg.settings import Settings, parts
from kg.store import open_store
from kg.web.api import TRUSTED, api
from kg.web.guards import guard
from kg.web.negotiation import LONGEST, prefers_page
from kg.web.observing import observe, outcome_of, tell_store_error, trace
from kg.web.operations import operations
from kg.web.pages import pages
from kg.web.parameters import check_address
from kg.web.refusals import refusal
from kg.web.repeats import Repeats
from kg.web.searching import searching
from kg.web.sparql import endpoint
from kg.web.state import MEGABYTE, State
from kg.web.statuses import PROBLEMS, in_public, problem_type, retry_after, status_of

QUERY_BYTES = 2 * MEGABYTE
"""Of a request that is no write."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_WRITES = ("/update", "/data")
_API = "/api/"  # for programs: no error there is a page
_CROSS_ORIGIN = ("/sparql", _API, *_WRITES)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_EXPOSED = "ETag, Location, Retry-After, Demarche-Generation, Demarche-Request"
_NEGOTIATING = {
    "Accept": "HTTP_ACCEPT",
    "Accept-Encoding": "HTTP_ACCEPT_ENCODING",
    "Accept-Charset": "HTTP_ACCEPT_CHARSET",
    "Accept-Language": "HTTP_ACCEPT_LANGUAGE",
}
_DISPATCHES = 5


class Application(Flask):
    """Flask, without coroutines."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: Flask looks at each of the ten that a request calls whether it is a coroutine."""
        return func


def create_app(settings: Settings | None = None, *, tokens: Tokens | None = None) -> Flask:
    """The application over one store. It starts processes with its first request; ``close_app`` ends them.

    Args:
        settings: which store, the address it is served at, limits; None for the environment's.
        tokens: that allow writing; None for the environment's.

    Raises:
        StoreMissingError: when there is no store.
        StoreError: when strangers would be served where query processes cannot be confined.
        UsageError: for a setting or token of the wrong form.
    """
    chosen = settings or Settings.from_environment()
    open_store(chosen.store)  # tells at once when there is none
    app = Application("kg.web")
    app.config["MAX_CONTENT_LENGTH"] = chosen.request_megabytes * MEGABYTE
    app.config["MAX_FORM_MEMORY_SIZE"] = chosen.request_megabytes * MEGABYTE
    told = app.extensions["kg"] = State.of(chosen, Tokens.from_environment() if tokens is None else tokens)
    app.wsgi_app = Repeats(app.wsgi_app, told)  # type: ignore[method-assign]
    observe(app)
    guard(app, chosen)
    app.before_request(_limit_request)
    app.before_request(check_address)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for blueprint in (pages, searching, api, endpoint, operations):
        app.register_blueprint(blueprint)
    app.register_error_handler(SupersededError, _again)
    app.register_error_handler(KgError, _told)
    app.register_error_handler(HTTPException, _http)
    app.after_request(_secured)
    if chosen.cors:
        origins = frozenset(origin.lower().rstrip("/") for origin in parts(chosen.cors))
        app.after_request(lambda response: _shared(response, origins))
    return app


def close_app(app: Flask) -> None:
    """End an application's processes, when the writes that wait are made."""
    state_of(app).processes.close()


def state_of(app: Flask) -> State:
    """What an application's threads share."""
    found: State = app.extensions["kg"]
    return found


def _limit_request() -> None:
    """Only a write's body may be large, and no header that tells what is accepted.

    Raises:
        RequestHeaderFieldsTooLarge: when one of those is.
        RequestEntityTooLarge: when the request says that it is larger.
    """
    environ = request.environ
    for name, variable in _NEGOTIATING.items():
        if len(environ.get(variable, "")) > LONGEST:
            raise RequestHeaderFieldsTooLarge(f"{name} may have {LONGEST:,} characters")
    if not request.path.startswith(_WRITES):
        request.max_content_length = QUERY_BYTES
        if (request.content_length or 0) > QUERY_BYTES:
            raise RequestEntityTooLarge(f"A query may have {QUERY_BYTES:,} bytes")


def _secured(response: Response) -> Response:
    """The same headers on every answer."""
    present = {name.lower() for name, _ in response.headers}
    for name, value in HEADERS.items():
        if name.lower() not in present:
            response.headers.add(name, value)
    return response


def _shared(response: Response, origins: frozenset[str]) -> Response:
    """Let pages of other origins read the endpoint's answers (CORS)."""
    if not request.path.startswith(_CROSS_ORIGIN) or request.endpoint in TRUSTED:
        return response
    origin = request.headers.get("Origin", "")
    if "*" in origins:
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response.vary.add("Origin")
        if origin not in origins:
            return response
        response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    if request.method == "OPTIONS":
        response.headers.update(_PREFLIGHT)
    return response


def _again(error: Exception) -> Response:
    """A generation took over while a page was made: it is made anew, from the new one."""
    g.dispatches = g.get("dispatches", 0) + 1
    if g.dispatches >= _DISPATCHES:
        return _told(error)
    try:
        answered = current_app.dispatch_request()
    except SupersededError as again:
        return _again(again)
    except KgError as other:
        return _told(other)
    except HTTPException as other:
        return _http(other)
    return current_app.make_response(answered)


def _told(error: Exception) -> Response:
    """One of our errors, as a page for a browser and as problem+json (RFC 9457) for anyone else."""
    if not isinstance(error, KgError):  # registered for KgError alone
        raise error
    if g.get("trace"):
        trace().outcome = outcome_of(error)
    if isinstance(error, StoreError):  # the operator's to mend, and nobody else's: who asked is told less
        tell_store_error(error)
    details: dict[str, object] = {}
    names: tuple[str, ...] = ()
    if isinstance(error, QueryError) and error.line is not None:
        details = {"line": error.line, "column": error.column}
    elif isinstance(error, AmbiguousNameError):
        names, details = error.choices, {"choices": error.choices}
    elif isinstance(error, UnknownNameError):
        names, details = error.nearest, {"nearest": error.nearest}
    message, mend = in_public(error)
    response = _problem(status_of(error), problem_type(error), message, mend, details, names)
    if (seconds := retry_after(error)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def _http(error: HTTPException) -> Response:
    """An error of HTTP itself: no such page, too large, wrong method."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return Response(error.get_body(), status, error.get_headers())
    if isinstance(error, SecurityError):  # no page: its links would lead there
        return Response(f"{error.description}\n", status, content_type="text/plain; charset=utf-8")
    too_large = status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE  # Pythons name it differently
    kind = PROBLEMS + ("size-limit" if too_large else status.phrase.lower().replace(" ", "-"))
    response = _problem(status, kind, *refusal(error), {}, ())
    for name, value in error.get_headers():
        if name in ("Allow", "WWW-Authenticate"):
            response.headers[name] = value
    return response


def _problem(
    status: HTTPStatus, kind: str, message: str, mend: str, details: dict[str, object], names: tuple[str, ...]
) -> Response:
    """A page, with links to the names meant perhaps, or problem+json."""
    message = message.rstrip(".")
    if prefers_page(request.headers.get("Accept", "")) and not request.path.startswith(_API):
        response = Response(
            render_template("error.html", status=status, message=message, mend=mend, names=names), status
        )
    else:
        told = f"{message}. {mend}".strip()
        response = jsonify(type=kind, title=status.phrase, status=int(status), detail=told, **details)
        response.status_code = status
        response.content_type = "application/problem+json"
    response.vary.add("Accept")
    return response
