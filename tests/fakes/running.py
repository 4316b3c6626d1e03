"""``kg serve`` as a process of its own, for tests that ask it as strangers do."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60.0
STOP_SECONDS = 30.0
TOKEN = "token-of-the-tests"  # noqa: S105 - opens a store that is thrown away
ORIGIN = "https://yasgui.example.org"
MANY = 30_000  # rows of a large answer
_TOLD = re.compile(r"on (http://127\.0\.0\.1:[0-9]+)/")


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs: its address without a slash at the end, its store, and the token for writing."""

    address: str
    store: Path
    token: str = TOKEN

    @property
    def query(self) -> str:
        """Of queries."""
        return f"{self.address}/sparql"

    @property
    def update(self) -> str:
        """Of updates."""
        return f"{self.address}/update"

    @property
    def data(self) -> str:
        """Of graphs."""
        return f"{self.address}/data"

    @property
    def authorization(self) -> str:
        """The header's value."""
        return f"Bearer {self.token}"


@contextmanager
def running(store: Path, said: Path, **settings: str) -> Iterator[Running]:
    """A service over a store, made if it is not there; ended when left, which it must do with code 0.

    Args:
        store: its folder.
        said: file for what the service says.
        settings: further environment variables.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment = {**kept, "KG_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1", **settings}
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port)]
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        yield Running(_told(process, said), store)
    finally:
        process.terminate()
        try:
            code = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
    assert code == 0, said.read_text(errors="replace")[-2000:]


def _told(process: subprocess.Popen[bytes], said: Path) -> str:
    """The address it tells."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = _TOLD.search(said.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.02)
    raise AssertionError(f"it did not start: {said.read_text(errors='replace')[-2000:]}")
