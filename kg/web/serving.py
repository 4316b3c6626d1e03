"""A production WSGI server behind ``kg serve``: waitress, pure Python, threads, no reloader."""

from __future__ import annotations

import dataclasses
import logging
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from types import FrameType
from typing import TYPE_CHECKING, Any

import waitress
from waitress.channel import ClientDisconnected
from waitress.server import BaseWSGIServer
from werkzeug.wsgi import ClosingIterator

from kg.errors import KgError, StoreMissingError
from kg.serving.sandbox import hide_process
from kg.settings import Settings
from kg.store import create_store, open_store
from kg.web.app import close_app, create_app, state_of
from kg.web.channels import channel_of
from kg.web.guards import answers_to_any, check_confinement
from kg.web.logs import ServiceEvent, open_logs
from kg.web.loop import Loop
from kg.web.ports import open_ports
from kg.web.state import MEGABYTE
from kg.web.threads import Threads

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 64
"""Requests that are answered or wait for a worker at a time; a waiting thread costs a stack."""

HEADER_BYTES = 16 * 1024
"""Of a request's first line and headers; a longer query is sent by POST."""

SENT_BYTES = 128 * 1024
"""Handed to the system at a time: waitress copies what it could not send, so a system's large default costs much."""

SPOOL_BYTES = MEGABYTE
"""Of an answer that waits in memory for a slow client; the rest waits in a temporary file, and holds no worker."""

ANSWERS_WAITING = 8
"""Answers of the largest size that may wait for their clients, all together."""

SEND_SECONDS = 600
"""In which a client must have read what waits for it."""

SPARE_SECONDS = 5
"""Beside the time of a query or a write, for what is being answered when the service ends."""

CONNECTIONS = 512
IDLE_SECONDS = 60
"""After which a connection without traffic is closed."""


def serve(settings: Settings, *, ready: Callable[[str], None]) -> None:
    """Serve a store until interrupted; one that does not exist is made, empty and plain.

    Args:
        settings: store, host, port and limits.
        ready: told the address once the port is open.

    Raises:
        UsageError: when the port cannot be opened there, or a setting or token has the wrong form.
        StoreError: when the store cannot be opened or made, or strangers would be served where query processes cannot
            be confined.
    """
    check_confinement(settings)
    hide_process()  # the tokens are in its memory and its environment, and workers are of the same user
    with ExitStack() as opened:
        ports = [opened.enter_context(port) for port in open_ports(settings.host, settings.port)]
        made = False
        try:
            open_store(settings.store)
        except StoreMissingError:
            create_store(settings.store, settings.base)
            made = True
        logs = open_logs(settings.log)
        opened.callback(logs.close)
        if made:  # a slip of the pen makes one, too
            logs.tell(ServiceEvent(name="store-made", details={"store": str(settings.store.absolute())}))
        _run(settings, ports, logs.tell, ready)


def _run(
    settings: Settings,
    ports: list[socket.socket],
    tell: Callable[[ServiceEvent], None],
    ready: Callable[[str], None],
) -> None:
    app = create_app(settings)
    sockets: dict[int, Any] = {}
    server = waitress.create_server(
        _cut_quietly(app),
        sockets,
        sockets=ports,
        _dispatcher=Threads(THREADS),
        ident=None,
        max_request_body_size=settings.request_megabytes * MEGABYTE + MEGABYTE,
        max_request_header_size=HEADER_BYTES,
        outbuf_overflow=SPOOL_BYTES,
        outbuf_high_watermark=2 * settings.answer_megabytes * MEGABYTE,  # never reached: no thread waits for a client
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=IDLE_SECONDS // 4,
        clear_untrusted_proxy_headers=False,  # the application reads or refuses them
    )
    for listening in sockets.values():
        if isinstance(listening, BaseWSGIServer):
            listening.channel_class = channel_of(state_of(app))
    server.adj.socket_options = [*server.adj.socket_options, (socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_BYTES)]
    loop = Loop(
        sockets,
        patience=max(settings.query_seconds, settings.update_seconds) + SPARE_SECONDS,
        send_seconds=SEND_SECONDS,
        most_waiting=ANSWERS_WAITING * settings.answer_megabytes * MEGABYTE,
    )

    def end(_number: int, _frame: FrameType | None) -> None:
        if not loop.end():  # it does not run yet, or is told a second time
            raise SystemExit(0)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}/"
    writers = state_of(app).tokens.names
    tell(ServiceEvent(name="started", details={"address": address, "writing": writers or "off", **_told(settings)}))
    if answers_to_any(settings):
        tell(ServiceEvent(name="any-host", level=logging.WARNING, details={"mend": _ANY_HOST}))
    try:
        state_of(app).processes.check()
        ready(address)
        loop.run()
    finally:
        close_app(app)
        tell(ServiceEvent(name="ended"))
        for number, handler in before.items():
            signal.signal(number, handler)


def _cut_quietly(app: WSGIApplication) -> WSGIApplication:
    """An application whose answers may break off: the connection ends then, and no trace fills the log.

    What was wrong stands in the query's own line already.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = app(environ, start_response)
        return ClosingIterator(_pieces(body), [body.close]) if isinstance(body, ClosingIterator) else body

    return answer


def _pieces(body: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from body
    except KgError as error:
        raise ClientDisconnected from error  # the server's word for ending a connection in its middle


_ANY_HOST = "Requests are answered whatever name they give the service: set KG_HOSTS to the names that it has."
_TOLD = "query_workers query_seconds query_megabytes answer_megabytes cache_megabytes update_seconds".split()


def _told(settings: Settings) -> dict[str, str | float | tuple[str, ...] | None]:
    """The limits in force, for the log."""
    return {"store": str(settings.store), **{name: dataclasses.asdict(settings)[name] for name in _TOLD}}
