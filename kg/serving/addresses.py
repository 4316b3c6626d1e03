"""Addresses of the network, and which of them may be asked on a stranger's behalf."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Final

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Iterable[str]]
"""From a host's name and a port to addresses in numbers; raises OSError for a name that nobody knows."""

_UNICAST: Final = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is given out (RFC 4291); NAT64 is outside
_REFUSED: Final = (
    ipaddress.IPv6Network("2001::/32"),  # Teredo (RFC 4380), carries an address of IPv4
    ipaddress.IPv6Network("2002::/16"),  # 6to4 (RFC 3056), the same
    ipaddress.IPv6Network("3fff::/20"),  # for documentation (RFC 9637), unknown to older Pythons
    ipaddress.IPv4Network("192.88.99.0/24"),  # relays of 6to4 (RFC 7526)
)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network.

    >>> [is_public(ipaddress.ip_address(text)) for text in ("9.9.9.9", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]

    Loopback, private, link-local, multicast, reserved, unspecified and shared (RFC 6598) addresses do not, nor does an
    address of IPv6 that stands for one of IPv4 (mapped, 6to4, Teredo, NAT64), whichever that is.
    """
    if isinstance(address, ipaddress.IPv6Address) and (address.scope_id is not None or address not in _UNICAST):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or any(address in network for network in _REFUSED)
    )


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, from the system's resolver.

    Raises:
        OSError: when the name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
