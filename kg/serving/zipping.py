"""Answers in gzip (RFC 1952): the same bytes for the same answer, whether it is zipped while it is sent or as a whole.

An entity tag promises that. zlib is given slices of one size, so its output cannot depend on how an answer came.

>>> zipped(b"a" * 1000) == b"".join(zip_pieces([b"a" * 10] * 100))
True
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

SMALLEST_ZIPPED: Final = 860
"""Bytes; shorter answers fit into a packet as they are. No other property decides: one tag must not have two forms."""

_WINDOW: Final = 31  # zlib's word for a gzip header
_LEVEL: Final = 3  # keeps up with what workers send
_SLICE: Final = 64 * 1024


def zip_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """An answer in gzip, while its pieces come."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW)
    room = bytearray()
    for piece in pieces:
        room += piece
        whole = len(room) - len(room) % _SLICE
        for start in range(0, whole, _SLICE):
            if packed := packer.compress(room[start : start + _SLICE]):
                yield packed
        del room[:whole]
    yield packer.compress(room) + packer.flush()


def zipped(body: bytes) -> bytes:
    """An answer in gzip, as a whole."""
    return b"".join(zip_pieces([body]))
