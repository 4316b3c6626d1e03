"""A production WSGI server behind ``kg serve``: waitress, pure Python, threads, no reloader."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from types import FrameType

import waitress

from kg.errors import StoreError
from kg.settings import Settings
from kg.web.app import LOOPBACK, create_app

THREADS = 8


def serve(settings: Settings, *, ready: Callable[[str], None]) -> None:
    """Serve a store until interrupted.

    Args:
        settings: store, host and port.
        ready: told the address once the port is open.

    Raises:
        StoreMissingError: when there is no store.
        StoreError: when the address is not loopback, or the port is taken.
    """
    if settings.host not in LOOPBACK:
        raise StoreError(
            f"{settings.host} is not a loopback address",
            mend="Serve on 127.0.0.1: limits for strangers' queries are not built yet.",
        )
    app = create_app(settings)
    # each request that finds all threads asleep would be told of as a queue: nothing an analyst can mend
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = waitress.create_server(app, host=settings.host, port=settings.port, threads=THREADS, ident=None)
    except OSError as error:
        raise StoreError(
            f"port {settings.port} cannot be opened ({error.strerror})", mend="Choose another with --port."
        ) from error
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    before = signal.signal(signal.SIGTERM, _end)
    try:
        ready(f"http://{host}:{settings.port}/")
        server.run()  # ends on SystemExit and KeyboardInterrupt, after the requests that are being answered
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM ends the server as Ctrl-C does."""
    raise SystemExit(0)
