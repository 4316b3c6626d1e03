"""The port a service listens at: opened before anything else is done, with errors that say what to do."""

from __future__ import annotations

import errno
import socket
from contextlib import ExitStack
from typing import Final

from kg.errors import UsageError

_FIRST_FOR_ALL: Final = 1024  # ports below belong to root, unless the system says otherwise (ip(7))
_WAITING: Final = 1024  # connections that the system accepts before the service does


def open_ports(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen, one for each address that a name stands for (``localhost``: IPv4 and IPv6).

    Connections that come before the service runs wait for it.

    Args:
        host: an address of this machine, or a name of one.
        port: at each of them.

    Raises:
        UsageError: when there is no such host, it is not this machine, or the port is taken or not for this user.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise UsageError(f"the host {host!r} has no address", mend=_addresses()) from None
    failed: list[OSError] = []
    with ExitStack() as opened:
        sockets = []
        for family, _, _, _, address in found:
            try:
                sockets.append(opened.enter_context(_listening(family, address)))
            except OSError as error:  # a name may have an address of a family that this machine lacks
                if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise _told(error, host, port) from error
                failed.append(error)
        if not sockets:
            raise _told(failed[0], host, port)
        opened.pop_all()
    return sockets


def _listening(family: int, address: tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # an earlier service's last connections linger
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind(address)
        opened.listen(_WAITING)
    except OSError:
        opened.close()
        raise
    return opened


def _told(error: OSError, host: str, port: int) -> UsageError:
    """Why a port could not be opened, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return UsageError(f"port {port} of {host} is taken by another program", mend="Choose another with --port.")
    if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return UsageError(f"{host} is no address of this machine", mend=_addresses())
    if error.errno in (errno.EACCES, errno.EPERM) and port < _FIRST_FOR_ALL:
        return UsageError(
            f"port {port} is not for this user",
            mend=f"Choose one from {_FIRST_FOR_ALL} on with --port, and put a reverse proxy in front of it.",
        )
    return UsageError(f"port {port} of {host} cannot be opened ({error.strerror})", mend="Choose another with --port.")


def _addresses() -> str:
    return "Give --host an address of this machine: 127.0.0.1 for itself alone, 0.0.0.0 for all others too."
