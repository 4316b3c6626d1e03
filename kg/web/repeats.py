"""Requests that were answered already: answered again without being read again.

Most of a small answer's time is spent on reading the request and writing the headers. So the layer before the
application remembers, of a query that was answered from the cache or is in it now, which request it was and with which
headers it was answered. The same request gets the same headers with the body that the cache keeps, as long as the cache
keeps it and its generation stands.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Final

from werkzeug.wsgi import ClosingIterator

from kg.errors import KgError
from kg.serving import cache
from kg.web.guards import HANDED_ON, WRONG
from kg.web.metrics import Outcome
from kg.web.negotiation import LONGEST
from kg.web.observing import REQUEST_NUMBER, Asked, Trace, tell
from kg.web.state import LOOPBACK, State

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    _ErrorInfo = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]

PATH: Final = "/sparql"
MOST: Final = 1_000  # requests remembered, of at most 16 KB each: a server lets no header have more
LONGEST_BODY: Final = 16 * 1024
_BODIES: Final = ("application/x-www-form-urlencoded", "application/sparql-query")
_DECIDING: Final = (
    "REQUEST_METHOD", "CONTENT_TYPE", "QUERY_STRING", "SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme",
    "HTTP_HOST", "HTTP_ACCEPT", "HTTP_ACCEPT_CHARSET", "HTTP_ACCEPT_ENCODING", "HTTP_ORIGIN",
)  # fmt: skip
_INDIFFERENT: Final = (
    "HTTP_USER_AGENT", "HTTP_CONNECTION", "HTTP_KEEP_ALIVE", "HTTP_CACHE_CONTROL", "HTTP_PRAGMA", "HTTP_REFERER",
    "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_DNT", "HTTP_PRIORITY", "HTTP_UPGRADE_INSECURE_REQUESTS",
)  # fmt: skip
_KNOWN: Final = frozenset(_DECIDING + _INDIFFERENT)
_FETCH_METADATA: Final = "HTTP_SEC_"
_PLACE: Final = "kg.web.place"

Form = tuple[str | bool | bytes, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cache keeps an answer.

    Attributes:
        epoch, key: of the answer. generation: that it was read from.
        query: that it answers.
        zipped: whether it is sent in gzip where it is long enough.
    """

    epoch: int
    key: cache.Key
    generation: int
    query: str
    zipped: bool


@dataclass(frozen=True, slots=True)
class _Repeat:
    place: Place
    headers: list[tuple[str, str]]


class Repeats:
    """A WSGI layer; see the module.

    Args:
        application: behind it, whose answers' places are noted with ``note_place``.
        state: of the application.
    """

    def __init__(self, application: WSGIApplication, state: State) -> None:
        self._application = application
        self._state = state
        self._repeats: OrderedDict[Form, _Repeat] = OrderedDict()
        self._lock = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""
        form = form_of(environ)
        if form is None:
            return self._application(environ, start_response)
        with self._lock:
            known = self._repeats.get(form)
            if known is not None:
                self._repeats.move_to_end(form)
        body = self._body(known.place) if known is not None else None
        if known is not None and body is None:
            with self._lock:
                self._repeats.pop(form, None)
        if known is not None and body is not None:
            return self._again(environ, start_response, known, body)

        def start(
            status: str, headers: list[tuple[str, str]], error: _ErrorInfo | None = None, /
        ) -> Callable[[bytes], object]:
            place = environ.get(_PLACE)
            if place is not None and status.startswith(str(HTTPStatus.OK.value)):
                self._remember(form, _Repeat(place, [one for one in headers if one[0] != REQUEST_NUMBER]))
            return start_response(status, headers, error)

        return self._application(environ, start)

    def _body(self, place: Place) -> bytes | None:
        """The bytes that are sent, if they are the newest generation's and still there."""
        try:
            if self._state.processes.pool.newest().epoch != place.epoch:
                return None
        except KgError:  # the application tells what is wrong
            return None
        return self._state.cache.again(place.epoch, place.key, zipped=place.zipped)

    def _again(
        self, environ: WSGIEnvironment, start_response: StartResponse, known: _Repeat, body: bytes
    ) -> Iterable[bytes]:
        place = known.place
        trace = Trace(outcome=Outcome.CACHED, query=place.query, generation=place.generation, bytes=len(body))
        asked = Asked(client=environ.get("REMOTE_ADDR", ""), method=environ["REQUEST_METHOD"], path=PATH, route=PATH)
        start_response("200 OK", [*known.headers, (REQUEST_NUMBER, trace.request)])
        return ClosingIterator([body], lambda: tell(self._state, asked, trace, HTTPStatus.OK))

    def _remember(self, form: Form, repeat: _Repeat) -> None:
        with self._lock:
            self._repeats[form] = repeat
            self._repeats.move_to_end(form)
            if len(self._repeats) > MOST:
                self._repeats.popitem(last=False)


def note_place(environ: WSGIEnvironment, place: Place) -> None:
    """Tell the layer where the cache keeps what this request is answered with."""
    environ[_PLACE] = place


def form_of(environ: WSGIEnvironment) -> Form | None:
    """All of a request that its answer depends on; None for one that must be read.

    A header that is not known to be indifferent makes it one of those.
    """
    if environ.get("PATH_INFO") != PATH or WRONG in environ:
        return None
    if len(environ.get("HTTP_ACCEPT_LANGUAGE", "")) > LONGEST:
        return None
    for name in environ:
        if name.startswith("HTTP_") and name not in _KNOWN and not name.startswith(_FETCH_METADATA):
            return None
    body = _body_of(environ)
    if body is None:
        return None
    local = environ.get("REMOTE_ADDR") in LOOPBACK
    return (body, local, HANDED_ON in environ, *[environ.get(name, "") for name in _DECIDING])


def _body_of(environ: WSGIEnvironment) -> bytes | None:
    """The body of a request, which can be read again; None where it must be read otherwise."""
    method, length = environ["REQUEST_METHOD"], environ.get("CONTENT_LENGTH") or "0"
    if method == "GET":
        return None if environ.get("CONTENT_TYPE") or length != "0" else b""
    if method != "POST" or environ.get("CONTENT_TYPE") not in _BODIES or len(length) > len(str(LONGEST_BODY)):
        return None
    if not length.isascii() or not length.isdigit() or not 0 < int(length) <= LONGEST_BODY:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    return body
