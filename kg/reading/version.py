"""The version of the reading rules, part of every claim's key."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

_LENGTH = 16


@cache
def reader_digest() -> str:
    """Digest of this package's source files: what reads differently has another digest.

    A changed comment changes it too; reading again for nothing is cheap, keeping stale claims is not.
    """
    digest = hashlib.sha256()
    files = [entry for entry in resources.files("kg.reading").iterdir() if entry.name.endswith(".py")]
    for entry in sorted(files, key=lambda item: item.name):
        # Line ends are folded so that a checkout on another system has the same digest.
        source = entry.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{entry.name}\0{len(source)}\0".encode())
        digest.update(source)
    return digest.hexdigest()[:_LENGTH]
