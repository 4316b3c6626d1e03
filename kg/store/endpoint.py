"""A SPARQL 1.1 endpoint elsewhere that holds our graphs: asked as a generation is, over HTTP.

Queries go out as forms (SPARQL 1.1 Protocol, section 2.1.2), tables come back as JSON. One connection is kept for all
of them. Nothing is followed and nothing tried again, save what was sent into a connection that had been closed at its
other end meanwhile: what an endpoint cannot answer is an error that says what to do.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import SplitResult, urlencode, urlsplit

import pyoxigraph as ox

from kg.errors import EndpointError, KgError, OverloadError, SizeLimitError, TimeLimitError, UsageError
from kg.store.engine import Solutions
from kg.store.results import ColumnsError, solutions_of
from kg.store.terms import PREFIX_LINES

RESULTS: Final = "application/sparql-results+json"
LARGEST: Final = 64 << 20
"""Bytes that one answer may have; it is held in memory."""

_PIECE: Final = 1 << 16
_LONGEST: Final = 200  # characters of what an endpoint says that are told
_ONTOLOGY: Final = "graph/ontology"
_GRAPHS: Final = "SELECT DISTINCT ?g WHERE { GRAPH ?g { dip:connects a owl:ObjectProperty } } ORDER BY ?g"
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_TAG: Final = re.compile(r'(W/)?"(?P<state>(?P<number>[0-9]{1,18})-[0-9a-f]+)[.][0-9a-f]{24}(-gz)?"')
_HUNG_UP: Final = (ConnectionError, ssl.SSLEOFError, ssl.SSLZeroReturnError)
_MOST_ROWS: Final = "X-SPARQL-MaxRows"  # Virtuoso's word that a table was cut there
_PAGE: Final = re.compile(r"\bLIMIT \d+( OFFSET \d+)?$")  # whoever reads pages asks for the next
_RETRY: Final = 1.0  # seconds, where an endpoint that is busy says nothing of them
_PLAIN_MEDIA: Final = (RESULTS, "application/json")


class Endpoint:
    """Answers SELECT queries as ``Reader`` does. One thread at a time may ask it.

    Args:
        address: of the endpoint: http or https.
        token: sent to it, and to nobody else, as ``Authorization: Bearer``; empty for none.
        seconds: for all requests together, looking its name up and connecting included.
        prefer: base IRI to take where the endpoint holds data of several.
        largest: bytes that an answer may have.
        clock: seconds from anywhere, that never go back.

    Attributes:
        base: base IRI of the data, found by its ontology's graph.
        generation: its number, where the endpoint tells one; else None.
        requests: how many were sent.

    Raises:
        UsageError: for an address that cannot be asked, or a token that could be read on its way.
        EndpointError, LimitError: as ``select``, and when nothing of ours is there.
    """

    def __init__(
        self,
        address: str,
        *,
        token: str = "",
        seconds: float = 60.0,
        prefer: str = "",
        largest: int = LARGEST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parts = _checked(address)
        _check_token(token, parts)
        self._host = parts.hostname or ""
        self._path = parts.path or "/"
        self._query = f"?{parts.query}" if parts.query else ""
        self._told = f"{parts.scheme}://{parts.netloc}{parts.path}"
        self._headers = {"Accept": RESULTS, "Content-Type": "application/x-www-form-urlencoded"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._seconds, self._largest, self._clock = seconds, largest, clock
        self.until = clock() + seconds
        self._kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._port = parts.port
        self._connection = self._kind(self._host, self._port, timeout=seconds)
        self.generation: int | None = None
        self._state = ""
        self.requests = 0
        self.base = self._base(prefer)

    def select(self, query: str) -> Solutions:
        """Answers a SELECT; the known prefixes are declared where it declares none.

        Raises:
            EndpointError: when it cannot be reached, refuses, sends on, or answers with something else than a table.
            OverloadError: when it is busy. TimeLimitError: when it is late. SizeLimitError: when it sends too much.
        """
        text = query if query.startswith("PREFIX") else PREFIX_LINES + query
        try:
            return self._ask(text)
        except KgError:
            self.close()
            raise
        except (TimeoutError, http.client.HTTPException, OSError, UnicodeError) as error:
            self.close()
            if isinstance(error, TimeoutError) or self._left() <= 0:
                raise self._late() from None
            said = getattr(error, "strerror", "") or type(error).__name__
            raise EndpointError(
                f"{self._told} cannot be reached: {said}", mend="Look at the address, and whether it is served."
            ) from None

    def close(self) -> None:
        """End the connection; the next question opens another."""
        self._connection.close()

    def _ask(self, text: str) -> Solutions:
        answer, body = self._exchange(urlencode({"query": text}).encode())
        if self._left() <= 0:  # the watch may have cut it off in the middle of its head
            raise self._late()
        if answer.status != http.client.OK:
            raise self._refused(answer, body)
        self._note_generation(answer)
        media = (answer.headers.get_content_type() or "").lower()
        if media not in _PLAIN_MEDIA:
            raise EndpointError(
                f"{self._told} answers with {_short(media)}, not with a table of SPARQL",
                mend="Give the address of the SPARQL endpoint itself; of kg serve it ends in /sparql.",
            )
        try:
            found = solutions_of(json.loads(body), text)
        except ColumnsError as error:
            raise EndpointError(
                f"{self._told} answers with the columns {_short(error.found)} where others were asked for",
                mend="Look whether it speaks SPARQL 1.1.",
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise EndpointError(
                f"{self._told} answers with JSON that is no table of SPARQL", mend="Look whether it is an endpoint."
            ) from None
        most = answer.headers.get(_MOST_ROWS, "")
        if most.isascii() and most.isdecimal() and len(found.rows) >= int(most[:9]) and not _PAGE.search(text):
            raise EndpointError(
                f"{self._told} sends no more than {most[:9]} rows of a table",
                mend="Ask whoever runs it for more (of Virtuoso: ResultSetMaxRows).",
            )
        return found

    def _exchange(self, form: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        """Sends a question; once more where the connection was kept and its other end was closed meanwhile."""
        kept = self._connection.sock is not None
        if not kept:
            self._connect()
        left = self._left()
        if left <= 0:
            raise self._late()
        watch = threading.Timer(left, _stop, [self._connection.sock])  # however slowly an answer trickles in
        watch.daemon = True
        watch.start()
        try:
            self.requests += 1
            self._connection.request("POST", self._path + self._query, form, self._headers)
            answer = self._connection.getresponse()
        except _HUNG_UP:
            self.close()
            if not kept or self._left() <= 0:
                raise
        else:
            return answer, self._read(answer)
        finally:
            watch.cancel()
        return self._exchange(form)

    def _connect(self) -> None:
        """Opens a connection, in a thread: looking a name up takes as long as it likes, each address has its own time.

        Raises:
            TimeLimitError: nobody answers in the time that is left. OSError, UnicodeError: it cannot be.
        """
        left = self._left()
        if left <= 0:
            raise self._late()
        connection = self._connection = self._kind(self._host, self._port, timeout=left)
        failed: list[Exception] = []
        late = threading.Event()

        def connect() -> None:
            try:
                connection.connect()
            except (OSError, UnicodeError) as error:
                failed.append(error)
            if late.is_set():
                connection.close()

        thread = threading.Thread(target=connect, daemon=True)
        thread.start()
        thread.join(left)
        if thread.is_alive():
            late.set()
            raise self._late()
        if failed:
            raise failed[0]

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        """The body, as far as size and time allow."""
        pieces: list[bytes] = []
        size = 0
        while piece := answer.read(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > self._largest:
                raise SizeLimitError(
                    f"{self._told} sends more than {self._largest >> 20} MB in one answer", mend="Narrow the question."
                )
        if answer.length:
            raise http.client.IncompleteRead(b"", answer.length)
        return b"".join(pieces)

    def _refused(self, answer: http.client.HTTPResponse, body: bytes) -> EndpointError | OverloadError:
        """What a status that is no success means for who asks."""
        status = answer.status
        if status in (401, 403):
            return EndpointError(
                f"{self._told} does not let everybody ask ({status})", mend="Set KG_ENDPOINT_TOKEN to its token."
            )
        if status in (429, 503):
            wait = answer.headers.get("Retry-After", "")
            seconds = float(wait) if wait.isascii() and wait.isdecimal() and len(wait) < 7 else 0.0
            told = f"Ask again in {seconds:.0f} seconds." if seconds else "Ask again later."
            return OverloadError(f"{self._told} is busy ({status})", mend=told, retry_after=seconds or _RETRY)
        if 300 <= status < 400:
            place = urlsplit(answer.headers.get("Location", ""))
            where = f"{place.scheme}://{place.hostname or ''}{place.path}" if place.hostname else place.path
            return EndpointError(
                f"{self._told} sends on to {_short(where) or 'nowhere'} ({status}), which is not followed",
                mend="Give that address, if you trust it.",
            )
        if status == 404:
            return EndpointError(
                f"there is no endpoint at {self._told} (404)", mend="Of kg serve the address ends in /sparql."
            )
        said = "" if answer.headers.get_content_type() == "text/html" else _short(body.decode("utf-8", "replace"))
        return EndpointError(f"{self._told} refuses the query ({status}){f': {said}' if said else ''}")

    def _note_generation(self, answer: http.client.HTTPResponse) -> None:
        """A question that is answered from two generations is answered from none.

        The entity tags of ``kg serve`` begin with the state of the store; others say nothing.
        """
        found = _TAG.fullmatch(answer.headers.get("ETag", ""))
        if found is None:
            return
        if self._state not in ("", found["state"]):
            raise EndpointError(
                f"{self._told} has moved on to generation {found['number']} meanwhile", mend="Ask again."
            )
        self._state, self.generation = found["state"], int(found["number"])

    def _base(self, prefer: str) -> str:
        """The base of the data, by the name of its ontology's graph."""
        found = self.select(_GRAPHS).rows
        names = [row[0].value for row in found if row and isinstance(row[0], ox.NamedNode)]
        bases = [name.removesuffix(_ONTOLOGY) for name in names if name.endswith(f"/{_ONTOLOGY}")]
        if prefer in bases:
            return prefer
        if len(bases) != 1:
            there = f"data of several: {_short(', '.join(bases))}" if bases else "no graph of Demarche's"
            mend = "Set KG_BASE to one of them." if bases else "Give an endpoint that serves what kg build made."
            raise EndpointError(f"{self._told} holds {there}", mend=mend)
        return bases[0]

    def _left(self) -> float:
        return self.until - self._clock()

    def _late(self) -> TimeLimitError:
        return TimeLimitError(
            f"{self._told} did not answer within {self._seconds:g} seconds", mend="Give it more with --seconds."
        )


def _stop(connected: socket.socket) -> None:
    """End a connection under whoever reads from it."""
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _checked(address: str) -> SplitResult:
    """An address taken apart."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise UsageError("the address of the endpoint is none", mend="For example https://example.org/sparql") from None
    if parts.username is not None or parts.password is not None:
        raise UsageError("the address of the endpoint holds a name or a password", mend="Set KG_ENDPOINT_TOKEN.")
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain or parts.fragment:
        raise UsageError(
            f"{_short(address)!r} is no address of an endpoint", mend="For example https://example.org/sparql"
        )
    return parts


def _check_token(token: str, parts: SplitResult) -> None:
    """A token goes to its host alone, and over a line that nobody reads."""
    if token and not (token.isascii() and token.isprintable() and " " not in token):
        raise UsageError("KG_ENDPOINT_TOKEN is no token", mend="It is one word of ASCII.")
    if token and parts.scheme == "http" and parts.hostname not in _LOCAL:
        raise UsageError(
            f"a token would be sent to {parts.hostname} for everybody to read",
            mend="Use https, or unset KG_ENDPOINT_TOKEN.",
        )


def _short(text: str) -> str:
    """What an endpoint says, as part of a line of ours."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
