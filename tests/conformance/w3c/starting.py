"""A service to test: our own, started for it, or one that runs already.

``KG_ENDPOINT`` (such as ``http://127.0.0.1:7878``) names a running one, ``KG_ENDPOINT_PATHS`` its paths where they are
not ``/sparql,/update,/data``, ``KG_TOKEN`` the token for writing. Its data are replaced, so it must hold none.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from w3c.service import Address

READY = re.compile(r"\bhttp://[^/\s]+:[1-9][0-9]*")
START_LIMIT = 60.0  # seconds until it tells its address
STOP_LIMIT = 20.0  # seconds to finish
TOKEN = "conformance"  # noqa: S105 - opens nothing but a store that is thrown away
PATHS = "/sparql,/update,/data"


class NotStartedError(Exception):
    """The service did not start; the message is what it said."""


def named_address(environment: Mapping[str, str] = os.environ) -> Address | None:
    """The service that the environment names; None when it names none."""
    root = environment.get("KG_ENDPOINT", "").rstrip("/")
    paths = environment.get("KG_ENDPOINT_PATHS", PATHS).split(",")
    return Address(root, *paths, token=environment.get("KG_TOKEN", "")) if root else None


@contextmanager
def started(folder: Path) -> Iterator[Address]:
    """Our service over a new store, with a token; ended when left.

    Args:
        folder: empty; for the store and what the service says.

    Raises:
        NotStartedError: when it ended before it told its address, or told none in time.
    """
    command = [sys.executable, "-m", "kg", "serve", "--store", str(folder / "store"), "--port", str(_free_port())]
    environment = {**os.environ, "KG_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1"}
    said = folder / "said.txt"
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        yield Address(_told(process, said), token=TOKEN)
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    """A port that nobody listens to at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _told(process: subprocess.Popen[bytes], said: Path) -> str:
    """The address that a starting service tells."""
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        ended = process.poll() is not None
        text = said.read_text(errors="replace")
        found = READY.search(text)
        if found and not ended:
            return found.group()
        if ended:
            raise NotStartedError(text.strip())
        time.sleep(0.02)
    raise NotStartedError(f"it told no address in {START_LIMIT:.0f} s: {said.read_text(errors='replace').strip()}")
