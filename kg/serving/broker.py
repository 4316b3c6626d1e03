"""What ``LOAD`` asks for, fetched for the process that may open no sockets; only from addresses of the public network.

A name is looked up once, all its addresses are judged, and the connection is made to a judged address, so that a second
answer of the name server changes nothing. The certificate is checked against the name. Each redirect begins anew.

Errors: ``ForbiddenError`` for what is refused whoever asks (scheme, address, port, credentials); ``SourceError`` for
what the other side gives or fails to give. A ``LOAD SILENT`` may pass over both.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from kg.errors import ForbiddenError, KgError, SourceError
from kg.serving.addresses import Address, Resolver, is_public, look_up

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ACCEPT: Final = (
    "application/n-quads, application/n-triples, text/turtle, application/trig, application/ld+json;q=0.9, "
    "application/rdf+xml;q=0.8, */*;q=0.1"
)
PORTS: Final = frozenset({80, 443, 8080, 8443})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
_SAFE: Final = "%/:?#[]@!$&'()*+,;=-._~"
_PIECE: Final = 65_536
_SHOWN: Final = 200
_MEND_ADDRESS: Final = "Only addresses of the public network are fetched; load the file yourself and send it to /data."


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost.

    Args:
        seconds: from the first look-up to the last byte, redirects included.
        content_bytes: size of the content.
        redirects: how many are followed.
        ports: that are connected to.
    """

    seconds: float = 30.0
    content_bytes: int = 50_000_000
    redirects: int = 5
    ports: frozenset[int] = PORTS


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched.

    Args:
        content: its bytes.
        media_type: as told, in lower case, without parameters; empty when none was told.
        iri: where it was found behind all redirects; relative IRIs in it are resolved against it.
    """

    content: bytes
    media_type: str
    iri: str


def fetch(
    iri: str,
    *,
    limits: Limits | None = None,
    resolver: Resolver = look_up,
    allow: Callable[[Address], bool] = is_public,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetches a document of the web.

    Args:
        iri: http or https, absolute; a fragment is left out.
        limits: what it may cost.
        resolver: who tells a name's addresses.
        allow: which of them may be connected to; all of a name's must be.
        tls: for https; the system's authorities by default.

    Raises:
        ForbiddenError: for another scheme, credentials in the IRI, a port or an address that is not allowed, or a
            redirect from https to http.
        SourceError: when the IRI is malformed, its host unknown or silent, the answer no success, too large or too
            late, compressed though that was not asked for, or a redirect beyond the limit.
    """
    errand = _Errand(limits or Limits(), resolver, allow, tls)
    url = _checked(urldefrag(iri)[0], errand.limits)
    for _ in range(errand.limits.redirects + 1):
        answer = errand.ask(url)
        if isinstance(answer, Fetched):
            return answer
        following = _checked(answer, errand.limits)
        if url.scheme == "https" and following.scheme != "https":
            raise ForbiddenError(f"{_shown(url)} redirects from https to http", mend="Name an https address.")
        url = following
    raise SourceError(
        f"{iri[:_SHOWN]} is redirected more than {errand.limits.redirects} times", mend="Name the last address."
    )


@dataclass(slots=True)
class _Errand:
    """One fetch with its redirects: they share a deadline."""

    limits: Limits
    resolver: Resolver
    allow: Callable[[Address], bool]
    tls: ssl.SSLContext | None
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.limits.seconds

    def ask(self, url: SplitResult) -> Fetched | str:
        """The document, or where it is said to be."""
        try:
            sock = self._connect(url)
            try:
                return self._exchange(url, sock)
            finally:
                sock.close()
        except KgError:
            raise
        except TimeoutError as error:
            raise self._too_late(url) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            told = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
            raise SourceError(f"{_shown(url)} cannot be fetched: {told}", mend="Try again later.") from error

    def _connect(self, url: SplitResult) -> socket.socket:
        """A connection to a judged address."""
        host, port = url.hostname or "", _port(url)
        addresses = [ipaddress.ip_address(text) for text in self._resolved(url)]
        if not addresses:
            raise SourceError(f"the host {host} has no address", mend="Check its name.")
        for address in addresses:
            if not self.allow(address):
                raise ForbiddenError(f"{_shown(url)} is at an address that is not public", mend=_MEND_ADDRESS)
        error: OSError | None = None
        for address in addresses:
            try:
                sock = socket.create_connection((str(address), port), timeout=self._left(url))
            except OSError as one:
                error = one
                continue
            if url.scheme == "http":
                return sock
            try:
                return (self.tls or ssl.create_default_context()).wrap_socket(sock, server_hostname=host)
            except BaseException:
                sock.close()
                raise
        raise error or OSError("no connection")

    def _exchange(self, url: SplitResult, sock: socket.socket) -> Fetched | str:
        """One request and its answer over an open connection."""
        connection = http.client.HTTPConnection(url.hostname or "", _port(url))
        connection.sock = _Watched(sock, lambda: self._left(url))
        target = url.path + (f"?{url.query}" if url.query else "")
        connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", url.netloc)
        connection.putheader("Accept", ACCEPT)
        connection.putheader("Accept-Encoding", "identity")
        connection.putheader("User-Agent", "Demarche")
        connection.putheader("Connection", "close")
        connection.endheaders()
        response = connection.getresponse()
        if response.status in REDIRECTS and (location := response.getheader("Location")):
            location = location.encode("latin-1").decode(errors="replace")
            return urldefrag(urljoin(url.geturl(), location))[0]
        if response.status != http.client.OK:
            raise SourceError(f"{_shown(url)} answers {response.status}", mend="Check the address.")
        coding = response.getheader("Content-Encoding", "").strip().lower()
        if coding not in ("", "identity"):  # unpacking would cost what no size tells; plain is what was asked for
            raise SourceError(
                f"{_shown(url)} sends its content as {coding[:_SHOWN]}", mend="Name an uncompressed file."
            )
        content = self._content(url, response)
        media_type = response.getheader("Content-Type", "").partition(";")[0].strip().lower()
        return Fetched(content, media_type, url.geturl())

    def _content(self, url: SplitResult, response: http.client.HTTPResponse) -> bytes:
        """The content; nothing beyond the limit is read."""
        content = bytearray()
        announced = response.length or 0
        while announced <= self.limits.content_bytes and (piece := response.read1(_PIECE)):
            content += piece
            if len(content) > self.limits.content_bytes:
                break
        if max(announced, len(content)) > self.limits.content_bytes:
            raise self._too_large(url)
        if len(content) < announced:
            raise SourceError(
                f"{_shown(url)} breaks off after {len(content):,} of {announced:,} bytes", mend="Try again later."
            )
        return bytes(content)

    def _resolved(self, url: SplitResult) -> list[str]:
        """The addresses of a host, within the time left: the system's resolver takes none."""
        found: list[str] = []
        failed: list[Exception] = []

        def body() -> None:
            try:
                found.extend(self.resolver(url.hostname or "", _port(url)))
            except (OSError, ValueError) as error:
                failed.append(error)

        thread = threading.Thread(target=body, name="kg-look-up", daemon=True)
        thread.start()
        thread.join(self._left(url))
        if thread.is_alive():
            raise self._too_late(url)
        if failed:
            raise SourceError(f"the host {url.hostname} is not known", mend="Check its name.") from failed[0]
        return found

    def _left(self, url: SplitResult) -> float:
        """Seconds until the deadline."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise self._too_late(url)
        return left

    def _too_late(self, url: SplitResult) -> SourceError:
        return SourceError(f"{_shown(url)} takes more than {self.limits.seconds:g} seconds", mend="Try again later.")

    def _too_large(self, url: SplitResult) -> SourceError:
        return SourceError(f"{_shown(url)} has more than {self.limits.content_bytes:,} bytes", mend="Load it in parts.")


class _Watched(io.RawIOBase):
    """A connection as ``http.client`` uses it, with the time left set anew before each byte that is waited for.

    Args:
        sock: the connection.
        left: tells the seconds left, and raises when there are none.
    """

    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self._sock = sock
        self._left = left

    def readable(self) -> bool:
        """It is read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Bytes of the answer."""
        self._sock.settimeout(self._left())
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        """Nothing: ``http.client`` closes before the answer is read; who opened the connection closes it."""

    def sendall(self, data: bytes) -> None:
        """Send the request."""
        self._sock.settimeout(self._left())
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The answer as a file of bytes."""
        return io.BufferedReader(self, _PIECE)


def _checked(iri: str, limits: Limits) -> SplitResult:
    """An IRI as a URL in ASCII that may be asked for, as far as the look of it tells."""
    try:
        url = urlsplit(iri)
        port = url.port
        host = url.hostname or ""
        if ":" not in host:
            host = host.encode("idna").decode()
    except ValueError as error:  # UnicodeError is one
        raise SourceError(f"{iri[:_SHOWN]!r} is malformed", mend="Check the IRI.") from error
    if url.scheme not in ("http", "https"):
        raise ForbiddenError(f"{iri[:_SHOWN]!r} is no http or https address", mend="Name a document of the web.")
    if "@" in url.netloc:
        raise ForbiddenError("an address with a user's name is not fetched", mend="Leave out what stands before @.")
    if not _HOST.fullmatch(host):
        raise SourceError(f"{iri[:_SHOWN]!r} names no host", mend="Check the IRI.")
    if (port or _DEFAULT_PORTS[url.scheme]) not in limits.ports:
        raise ForbiddenError(
            f"port {port} is not asked", mend=f"Allowed are {', '.join(str(one) for one in sorted(limits.ports))}."
        )
    netloc = f"[{host}]" if ":" in host else host
    if port not in (None, _DEFAULT_PORTS[url.scheme]):
        netloc += f":{port}"
    path, query = quote(url.path or "/", safe=_SAFE), quote(url.query, safe=_SAFE)
    return SplitResult(url.scheme, netloc, path, query, "")


def _port(url: SplitResult) -> int:
    return url.port or _DEFAULT_PORTS[url.scheme]


def _shown(url: SplitResult) -> str:
    return url.geturl()[:_SHOWN]
