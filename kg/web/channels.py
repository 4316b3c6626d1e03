"""Waitress's connections, made ours: what the server itself refuses, and answers that break off.

A request that never reaches the application (too large, no HTTP) is answered as the application would, and is counted
and logged as all others are.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask

from kg.web.metrics import Outcome
from kg.web.observing import REQUEST_NUMBER, Asked, Trace, tell
from kg.web.refusals import too_large
from kg.web.state import State
from kg.web.statuses import PROBLEMS

DRAIN_SECONDS: Final = 20.0
"""In which a client may send on what was refused: closed before, its system drops the answer that it has not read."""

_TOGETHER_BYTES: Final = 128 * 1024
"""An answer at most so large goes with its header in one call."""

_RESET: Final = struct.pack("ii", 1, 0)  # linger for no time (socket(7)): the other end is told of a reset
_UNKNOWN: Final = "-"  # method and path of a request that was not read so far


class Answering(WSGITask):  # type: ignore[misc]  # waitress has no types
    """The application's answer. To HTTP/1.0, which has no last chunk, a reset tells that it broke off."""

    wrote_header: bool

    def write(self, data: bytes) -> None:
        """Send a piece; with the first goes the header, in one call: two would wake the client twice."""
        if self.complete and not self.wrote_header:
            self.channel.head = self.build_response_header()
            self.wrote_header = True
        super().write(data)
        if self.channel.head:  # there is no body
            self.channel.write_soon(b"")

    def execute(self) -> None:
        """Have the application answer."""
        try:
            super().execute()
        except Exception:
            if self.wrote_header and self.content_length is None and not self.chunked_response:
                with suppress(OSError):
                    self.channel.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            raise


class Refusing(ErrorTask):  # type: ignore[misc]
    """The answer to a request that the application does not see, or failed at before it said a word."""

    def execute(self) -> None:
        """Answer, count and log."""
        state, began = self.channel.state, Trace(outcome=Outcome.FAILED)
        code = self.request.error.code
        status = HTTPStatus(code)
        kind, message, mend = self._told(status)
        title = status.phrase
        told = {"detail": f"{message}. {mend}".strip(), "status": code, "title": title, "type": PROBLEMS + kind}
        body = json.dumps(told).encode() + b"\n"
        self.status = f"{code} {title}"
        self.response_headers += [
            ("Content-Type", "application/problem+json"),
            ("X-Content-Type-Options", "nosniff"),
            (REQUEST_NUMBER, began.request),
        ]
        self.set_close_on_finish()
        self.content_length = began.bytes = len(body)
        self.channel.drains = True
        read = status is not HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE  # then the parser makes up a first line
        asked = Asked(
            client=self.channel.addr[0],
            method=getattr(self.request, "command", _UNKNOWN) if read else _UNKNOWN,
            path=getattr(self.request, "path", _UNKNOWN) if read else _UNKNOWN,
            route=None,
        )
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            began.outcome = Outcome.SIZE if kind == "size-limit" else Outcome.SYNTAX
        tell(state, asked, began, code)
        self.write(body)

    def _told(self, status: HTTPStatus) -> tuple[str, str, str]:
        """The type of problem, what is wrong, and its mend."""
        adjusted = self.channel.adj
        kind = status.phrase.lower().replace(" ", "-")
        if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return "size-limit", *too_large(self.channel.state.settings.request_megabytes)
        if status is HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
            told = f"The first line and the headers of a request may have {adjusted.max_request_header_size:,} bytes"
            return kind, told, "Send a long query by POST."
        if status is HTTPStatus.INTERNAL_SERVER_ERROR:
            return kind, "This request could not be answered", "The service's log says more."
        wrong = self.request.error.body
        mend = "Escape all that is not ASCII: é is %C3%A9." if wrong == "Bad URI" else ""
        return kind, f"The request is not HTTP as it is understood here: {wrong}", mend


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection.

    Attributes:
        state: of the application; a class made by ``channel_of`` has it.
        head: header of an answer, which is sent with what is sent next.
        drains: whether what the client still sends is read and dropped before the connection is closed.
    """

    task_class = Answering
    error_task_class = Refusing
    state: State
    head = b""
    drains = False
    _until = 0.0

    def write_soon(self, data: Any) -> Any:
        """Send, behind the header if there is one; a large answer is not copied for that."""
        head, self.head = self.head, b""
        if head and (not isinstance(data, bytes) or len(data) > _TOGETHER_BYTES):
            super().write_soon(head)
        elif head:
            data = head + data
        return super().write_soon(data)

    def handle_write(self) -> None:
        """Send what waits; then, where the client may be sending still, hear it to its end."""
        if self.drains and self.close_when_flushed and not self.will_close and not self._until:
            self._flush_exception(self._flush_some)
            if not self.total_outbufs_len and not self.will_close:
                self._until = time.monotonic() + DRAIN_SECONDS
                with suppress(OSError):
                    self.socket.shutdown(socket.SHUT_WR)
        elif not self._until or self.will_close:
            super().handle_write()

    def writable(self) -> Any:
        """Whether there is something to send, or to close."""
        return self.will_close if self._until else super().writable()

    def readable(self) -> Any:
        """Whether what comes is read."""
        return not self.will_close if self._until else super().readable()

    def handle_read(self) -> None:
        """Read; what comes behind a refused request is dropped."""
        if not self._until:
            super().handle_read()
        elif time.monotonic() > self._until:
            self.handle_close()
        else:
            try:
                self.recv(self.adj.recv_bytes)  # closes at the client's end
            except OSError:
                self.handle_close()


def channel_of(shared: State) -> type[Channel]:
    """The class of an application's connections."""

    class Ours(Channel):
        """With the application's state."""

        state = shared

    return Ours
