"""How much of the workers' time one client may take: a token bucket each, counted in seconds a worker was busy.

Beside it each client has only so many places: its requests cannot take all workers, nor all of their queue.

A bucket holds so many seconds, refills at so many a second, and is charged *after* the work, since nobody knows before
what a query costs. So it may fall below nought, and its client waits until it is above again: whoever asks one query
that takes the whole limit waits longer than whoever asks a hundred quick ones.
"""

from __future__ import annotations

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

from kg.errors import OverBudgetError

CLIENTS: Final = 10_000  # remembered at a time; some 3 MB
SHORTEST_WAIT: Final = 0.1  # seconds; less would have a client ask again before anything changed
_PLACE_SECONDS: Final = 1.0  # after which a client may have a place again
_PREFIX: Final = 64  # bits of an IPv6 address that name a subscriber; the rest the subscriber may choose freely


@dataclass(slots=True)
class _Bucket:
    """Seconds left at a moment of the clock."""

    left: float
    moment: float


class Budgets:
    """The clients' buckets; all methods may be called from any thread.

    Of more than ``clients`` clients the one longest unheard is forgotten, and begins anew with a full bucket.

    Args:
        capacity: seconds of a worker's time a client may take at once.
        refill: seconds that come back in each second.
        clock: seconds that never go back.
        clients: how many are remembered.

    Raises:
        ValueError: when a number is not above nought.
    """

    def __init__(
        self, capacity: float, refill: float, clock: Callable[[], float] = time.monotonic, *, clients: int = CLIENTS
    ) -> None:
        for number in (capacity, refill, clients):
            if not (number > 0 and math.isfinite(number)):
                raise ValueError(f"{number} is not above nought")
        self._capacity = capacity
        self._refill = refill
        self._clock = clock
        self._clients = clients
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._buckets)

    def check(self, client: str) -> None:
        """Lets a client pass that has time left.

        Args:
            client: its address, or any other name; see ``client_group``.

        Raises:
            OverBudgetError: when it has none; says in how many seconds it will.
        """
        with self._lock:
            bucket = self._buckets.get(client_group(client))
            left = self._capacity if bucket is None else self._refilled(bucket)
        if left <= 0:
            raise OverBudgetError(retry_after=max(-left / self._refill, SHORTEST_WAIT))

    def spend(self, client: str, seconds: float) -> None:
        """Charges a client for the time a worker was busy for it, whatever came of it."""
        group = client_group(client)
        with self._lock:
            bucket = self._buckets.get(group)
            left = self._capacity if bucket is None else self._refilled(bucket)
            self._buckets[group] = _Bucket(left - max(seconds, 0.0), self._clock())
            self._buckets.move_to_end(group)
            if len(self._buckets) > self._clients:
                self._buckets.popitem(last=False)

    def _refilled(self, bucket: _Bucket) -> float:
        return min(self._capacity, bucket.left + (self._clock() - bucket.moment) * self._refill)


class Places:
    """How many requests of one client wait for a worker or have one; may be used from any thread.

    Args:
        most: of one client.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()
        self._lock = Lock()

    def enter(self, client: str) -> None:
        """Lets one more request of a client in.

        Args:
            client: see ``client_group``.

        Raises:
            OverBudgetError: when the client has all that it may.
        """
        group = client_group(client)
        with self._lock:
            if self._taken[group] >= self._most:
                raise OverBudgetError("this client asks too much at the same time", retry_after=_PLACE_SECONDS)
            self._taken[group] += 1

    def leave(self, client: str) -> None:
        """One request of a client is answered."""
        group = client_group(client)
        with self._lock:
            self._taken[group] -= 1
            if self._taken[group] <= 0:
                del self._taken[group]


def client_group(client: str) -> str:
    """Who shares a bucket: IPv6 addresses of one /64, and an IPv4 address with itself written as IPv6.

    >>> client_group("2001:db8:0:1:aaaa::7"), client_group("::ffff:192.0.2.1"), client_group("token ann")
    ('2001:db8:0:1::/64', '192.0.2.1', 'token ann')

    Args:
        client: an address, with or without the zone of its interface; anything else is its own group.
    """
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    kept = int(address) >> (128 - _PREFIX) << (128 - _PREFIX)
    return f"{IPv6Address(kept)}/{_PREFIX}"
