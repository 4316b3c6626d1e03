"""Who asks, and by which name: a reverse proxy's word, the names that are answered to, and whether strangers may ask.

All of it stands in the application, not in a server, so that any WSGI server is guarded alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import SecurityError

from kg.errors import StoreError, UsageError
from kg.serving.sandbox import is_supported
from kg.settings import Settings, parts
from kg.web.state import LOOPBACK, client

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def _variable(header: str) -> str:
    """Name of a header in a WSGI environment."""
    return "HTTP_" + header.upper().replace("-", "_")


_FORWARDED: Final = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via")
_FORWARDED_VARIABLES: Final = frozenset(map(_variable, _FORWARDED))
HANDED_ON: Final = "kg.web.handed_on"
"""In the environment of a request that the proxy handed on."""

WRONG: Final = "kg.web.wrong"
_LOOPBACK: Final = re.compile(r"127(\.\d{1,3}){3}")


class Proxy:
    """A WSGI layer that believes one reverse proxy: client, host and scheme are what it says in X-Forwarded headers.

    Of several values the last is taken, which the proxy itself added. What comes from another address stays as it is.

    Args:
        application: behind it.
        address: of the proxy.

    Raises:
        UsageError: when that is no IP address.
    """

    def __init__(self, application: WSGIApplication, address: str) -> None:
        try:
            self._address = _plain(ip_address(address))
        except ValueError:
            raise UsageError(f"KG_PROXY: {address!r} is no IP address", mend="For example 127.0.0.1") from None
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""
        try:
            known = _plain(ip_address(environ.get("REMOTE_ADDR", ""))) == self._address
        except ValueError:
            known = False
        if known and "HTTP_X_FORWARDED_FOR" in environ:
            self._believe(environ)
        return self._application(environ, start_response)

    @staticmethod
    def _believe(environ: WSGIEnvironment) -> None:
        said = {name: environ.pop(_variable(name), "").rpartition(",")[2].strip() for name in _FORWARDED}
        environ[HANDED_ON] = True
        try:
            environ["REMOTE_ADDR"] = str(_plain(ip_address(said["X-Forwarded-For"])))
        except ValueError:
            environ[WRONG] = "X-Forwarded-For holds no address"
        if host := said["X-Forwarded-Host"]:
            environ["HTTP_HOST"] = host
        if scheme := said["X-Forwarded-Proto"].lower():
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
            else:
                environ[WRONG] = "X-Forwarded-Proto is neither http nor https"


def guard(app: Flask, settings: Settings) -> None:
    """Have each request looked at before it is answered.

    Raises:
        StoreError: when strangers would be served where query processes cannot be confined.
        UsageError: when the proxy's address is none.
    """
    check_confinement(settings)
    if settings.proxy:
        app.wsgi_app = Proxy(app.wsgi_app, settings.proxy)  # type: ignore[method-assign]
    confined, names = is_supported(), _names(settings)
    local = is_loopback(settings.host)

    def look() -> None:
        _refuse_forwarded()
        _refuse_names(names, local=local)
        if not confined and client() not in LOOPBACK:  # whatever address another server was bound to
            raise SecurityError("This system cannot confine the processes of queries, and answers none of strangers")

    app.before_request(look)


def check_confinement(settings: Settings) -> None:
    """Strangers' queries run only in processes that have given up the network and other programs.

    Raises:
        StoreError: when strangers would be served where that cannot be.
    """
    strangers = f"{settings.host} is not a loopback address" if not is_loopback(settings.host) else ""
    strangers = strangers or ("a proxy hands on what strangers ask" if settings.proxy else "")
    if strangers and not is_supported():
        raise StoreError(
            f"{strangers}, and this system cannot confine the processes of queries",
            mend="Serve on 127.0.0.1 without a proxy, or on Linux (x86-64 or aarch64) with seccomp.",
        )


def is_loopback(name: str) -> bool:
    """Whether a host's name stands for this machine alone, whoever resolves it."""
    return name in LOOPBACK or _LOOPBACK.fullmatch(name) is not None


def answers_to_any(settings: Settings) -> bool:
    """Whether strangers may call the service what they like."""
    return not _names(settings) and (not is_loopback(settings.host) or bool(settings.proxy))


def _names(settings: Settings) -> frozenset[str]:
    """Those that a setting gives."""
    return frozenset(name.strip("[]").lower() for name in parts(settings.hosts))


def _refuse_forwarded() -> None:
    """Behind a proxy that nobody told us of, every stranger would pass for somebody at this machine.

    Raises:
        SecurityError: when the request was handed on by one, or by ours in a form that says nothing.
    """
    if wrong := request.environ.get(WRONG):
        raise SecurityError(f"The proxy's word is not understood: {wrong}")
    if not _FORWARDED_VARIABLES.isdisjoint(request.environ):
        raise SecurityError("This request comes through a proxy that is not known here: set KG_PROXY to its address")


def _refuse_names(names: frozenset[str], *, local: bool) -> None:
    """A page elsewhere that gives our address to a name of its own must not read us (DNS rebinding).

    Flask's TRUSTED_HOSTS would do, but knows no IPv6 addresses.

    Args:
        names: that the service has, beside those of loopback.
        local: whether it is bound to loopback, where without names only a proxy may call it anything.

    Raises:
        SecurityError: when the request names another host.
    """
    if not names and (not local or HANDED_ON in request.environ):
        return
    host = request.headers.get("Host", LOOPBACK[0])
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if not is_loopback(name or "") and name not in names:
        known = " and ".join((*LOOPBACK, *sorted(names)))
        raise SecurityError(f"This server is not called {host}; it answers as {known} (KG_HOSTS)")


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """An IPv4 address written as IPv6 is itself."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
