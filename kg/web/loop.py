"""The loop that moves bytes between sockets and waitress's threads, and how it ends.

Waitress ends its loop first and then waits five seconds for its threads, whose answers nobody sends any more. This one
goes on until what was asked is answered. It also bounds what a slow reader may hold: time, and room for answers.
"""

from __future__ import annotations

import select
import time
from collections.abc import Callable
from typing import Any, Final
from weakref import WeakKeyDictionary

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

_ROUND_SECONDS: Final = 1.0
_LAST_ROUND_SECONDS: Final = 0.1
_SENT_SECONDS: Final = 0.01  # after which a connection is looked at again that a thread was sending to


class Loop:
    """Of the servers and connections in one of waitress's maps.

    Args:
        sockets: waitress's map.
        patience: seconds that requests may take to be answered once the loop is to end.
        send_seconds: that a client may take to read what waits for it.
        most_waiting: bytes of answers that may wait for their clients, all together; beyond, the connection goes that
            has been read from for longest.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        sockets: dict[int, Any],
        *,
        patience: float,
        send_seconds: float,
        most_waiting: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sockets = sockets
        self._patience = patience
        self._send_seconds = send_seconds
        self._most_waiting = most_waiting
        self._clock = clock
        self._servers = [server for server in sockets.values() if isinstance(server, BaseWSGIServer)]
        self._since: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        self._running = False
        self._ending = False

    def end(self) -> bool:
        """Have it end, when what was asked is answered. A signal's handler may call this.

        Returns:
            Whether it will: not before it runs, and not a second time.
        """
        if self._ending or not self._running:
            return False
        self._ending = True
        for server in self._servers:
            server.pull_trigger()
        return True

    def run(self) -> None:
        """Until it is told to end: then no connection is accepted, and what was asked is answered if it can be."""
        self._running = True
        look = self._clock()
        while not self._ending:
            self._turn(_ROUND_SECONDS)
            if self._clock() >= look:
                self.drop_slow()
                look = self._clock() + _ROUND_SECONDS
        for server in self._servers:
            wasyncore.dispatcher.close(server)  # not its own close, which takes the threads' way to wake the loop
        until = self._clock() + self._patience
        while self._leave_idle() and self._clock() < until:
            self._turn(_LAST_ROUND_SECONDS)
        for server in self._servers:
            server.task_dispatcher.shutdown(timeout=_LAST_ROUND_SECONDS)
        wasyncore.close_all(self._sockets)

    def drop_slow(self) -> None:
        """Close connections whose clients read too slowly for too long, or hold more than there is room for."""
        now, waiting = self._clock(), 0
        for channel in self._channels():
            if channel.total_outbufs_len:
                waiting += channel.total_outbufs_len
                self._since.setdefault(channel, now)
            else:
                self._since.pop(channel, None)
        for channel, since in sorted(self._since.items(), key=lambda item: item[1]):
            if waiting > self._most_waiting or now - since > self._send_seconds:
                waiting -= channel.total_outbufs_len
                del self._since[channel]
                channel.handle_close()

    def _turn(self, seconds: float) -> None:
        """Wait for what can be read or written, at most so long, and read or write it.

        Waitress's own turn takes part in a race: where a thread of an answer is sending it, the loop is told at once
        that the socket can be written to, may not touch it, and asks again. So it keeps the interpreter from that very
        thread: with sixteen clients it did so 5,000 times for each answer's millisecond, and answers took five times
        as long. What a thread sends is left to it here; it wakes the loop when it is done.
        """
        waiting = select.poll()  # select(2) knows 1,024 files only
        for number, channel in list(self._sockets.items()):
            flags = select.POLLIN | select.POLLPRI if channel.readable() else 0
            if channel.writable() and not channel.accepting:
                if _is_sent_by_thread(channel):
                    seconds = min(seconds, _SENT_SECONDS)
                else:
                    flags |= select.POLLOUT
            if flags:
                waiting.register(number, flags)
        for number, flags in waiting.poll(1000 * seconds):
            if (known := self._sockets.get(number)) is not None:  # one that went before may have closed it
                wasyncore.readwrite(known, flags)

    def _channels(self) -> list[Any]:
        return [channel for channel in self._sockets.values() if isinstance(channel, HTTPChannel)]

    def _leave_idle(self) -> bool:
        """Hear no client any more, and close connections on which nothing is asked; whether others are left."""
        busy = False
        for channel in self._channels():
            channel.readable = _deaf
            if channel.requests or channel.total_outbufs_len:
                busy = True
            else:
                channel.will_close = True
        return busy


def _is_sent_by_thread(channel: Any) -> bool:
    """Whether a thread is sending what waits in a connection."""
    if not isinstance(channel, HTTPChannel):
        return False
    if not channel.outbuf_lock.acquire(blocking=False):
        return True
    channel.outbuf_lock.release()
    return False


def _deaf() -> bool:
    return False
