"""A real ``kg serve`` in a process of its own, the processes behind it, and threads that load it."""

from __future__ import annotations

import csv
import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

TOKEN = "secret-of-the-tests"  # noqa: S105 - opens nothing but a store that is thrown away
START_LIMIT = 60.0
STOP_LIMIT = 30.0
TOGETHER = 7  # triples of one update
UNTIDY = (OSError, http.client.HTTPException)  # what a client sees of a server that is killed
COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


class Served:
    """A service over a store; a context that ends it.

    Args:
        folder: for the store (``store``) and the log (``log``).
        settings: environment variables beside the token.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.settings = settings
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(self) -> None:
        """Start it, and wait until it tells its address."""
        command = [sys.executable, "-m", "kg", "--store", str(self.store), "serve", "--port", str(self.port)]
        own = {"KG_TOKEN": TOKEN, "KG_QUERY_WORKERS": "2", "KG_LOG": str(self.folder / "log")}
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **own, **self.settings}
            )
        limit = time.monotonic() + START_LIMIT
        while b"Serving" not in (self.folder / "said").read_bytes():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < limit, self.said
            time.sleep(0.01)

    @property
    def said(self) -> str:
        """What it wrote to the terminal."""
        return (self.folder / "said").read_text()

    @property
    def events(self) -> list[dict[str, object]]:
        """Its log."""
        return [json.loads(line) for line in (self.folder / "log").read_text().splitlines()]

    @property
    def pid(self) -> int:
        """Of the process that serves HTTP."""
        assert self.process is not None
        return self.process.pid

    def end(self) -> int:
        """SIGTERM; returns the exit code."""
        assert self.process is not None
        self.process.terminate()
        try:
            return self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def kill(self) -> None:
        """SIGKILL."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    # ------------------------------------------------------------------------------------------------- its processes
    def zygote(self) -> int:
        """The process that forks workers; 0 for none."""
        return next(iter(children(self.pid)), 0)

    def workers(self) -> list[int]:
        """Query workers, and the writer."""
        return children(self.zygote()) if self.zygote() else []

    def writer(self) -> int:
        """The writer that holds the store's lock; 0 for none."""
        with suppress(OSError, ValueError, KeyError):
            pid: int = json.loads((self.store / "lock").read_text())["pid"]
            return pid if pid in self.workers() else 0
        return 0

    # ---------------------------------------------------------------------------------------------------- its answers
    def ask(
        self, method: str, path: str, body: bytes | None = None, timeout: float = 30.0, **headers: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Status, body and headers of one answer, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            given = {"Authorization": f"Bearer {TOKEN}", **{k.replace("_", "-"): v for k, v in headers.items()}}
            connection.request(method, path, body, given)
            response = connection.getresponse()
            return response.status, response.read(), response.headers
        finally:
            connection.close()

    def update(self, text: str, timeout: float = 60.0) -> int:
        """Status of an update."""
        return self.ask("POST", "/update", text.encode(), timeout, Content_Type="application/sparql-update")[0]

    def table(self, query: str) -> list[dict[str, str]]:
        """Rows of a query."""
        address = "/sparql?" + urlencode({"query": query, "format": "csv"})
        status, body, _ = self.ask("GET", address)
        assert status == 200, body
        return list(csv.DictReader(io.StringIO(body.decode())))

    def counts(self) -> dict[str, int]:
        """Triples of each named graph."""
        return {row["g"]: int(row["n"]) for row in self.table(COUNTS)}

    def recovered(self, limit: float) -> float:
        """Seconds until it answers a query and takes an update again; fails beyond the limit."""
        began = time.monotonic()
        while True:
            with suppress(*UNTIDY):
                ready = self.ask("GET", "/ready")[0] == 200
                if ready and self.update("INSERT DATA { GRAPH <urn:again> { <urn:s> <urn:p> <urn:o> } }") == 204:
                    return time.monotonic() - began
            assert time.monotonic() < began + limit, f"no answer for {limit} s"
            time.sleep(0.01)


class Load:
    """A context of threads that write and read without rest, and what they were told.

    Attributes:
        acknowledged: graphs whose update was answered with 204.
        told: how often which status came, "broken" for a connection that broke: ("write", 204), ("read", 200) …
    """

    def __init__(self, served: Served, *, writers: int = 3, readers: int = 2, pause: float = 0.0) -> None:
        self.acknowledged: set[str] = set()
        self.told: Counter[tuple[str, int | str]] = Counter()
        self.failures: list[str] = []
        self._served = served
        self._pause = pause
        self._stop = threading.Event()
        self._threads = [
            *(threading.Thread(target=self._write, args=(number,)) for number in range(writers)),
            *(threading.Thread(target=self._read) for _ in range(readers)),
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, number: int) -> None:
        count = 0
        while not self._stop.wait(self._pause):
            count += 1
            graph = f"urn:{id(self)}:{number}:{count}"
            triples = "".join(f"<urn:s> <urn:p> {value} . " for value in range(TOGETHER))
            status = self._told(
                "write", lambda g=graph, t=triples: self._served.update(f"INSERT DATA {{GRAPH <{g}> {{{t}}}}}")
            )
            if status == 204:
                self.acknowledged.add(graph)

    def _read(self) -> None:
        address = "/sparql?" + urlencode({"query": COUNTS, "format": "csv"})
        while not self._stop.wait(self._pause):
            self._told("read", lambda: self._check(self._served.ask("GET", address)))

    def _check(self, answer: tuple[int, bytes, object]) -> int:
        """No reader ever sees a half of an update, either."""
        status, body, _ = answer
        if status == 200:
            lines = [line for line in body.decode().splitlines() if line.startswith(f"urn:{id(self)}:")]
            self.failures += [line for line in lines if not line.endswith(f",{TOGETHER}")]
        return status

    def _told(self, kind: str, asking) -> int:
        try:
            status = asking()
        except UNTIDY:
            self.told[kind, "broken"] += 1
            time.sleep(0.01)
            return 0
        self.told[kind, status] += 1
        return status

    def verify(self) -> None:
        """Every acknowledged update is there, and none is there by half."""
        acknowledged = set(self.acknowledged)
        counts = self._served.counts()
        counts.pop("urn:again", None)
        assert {graph: count for graph, count in counts.items() if graph.startswith("urn:") and count != TOGETHER} == {}
        assert acknowledged <= counts.keys(), f"lost: {sorted(acknowledged - counts.keys())[:5]}"
        assert self.failures == []


def children(pid: int) -> list[int]:
    """Living processes started by another, by their number."""
    with suppress(OSError):
        listed = [(task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
        return sorted(int(child) for text in listed for child in text.split() if is_alive(int(child)))
    return []


def is_alive(pid: int) -> bool:
    """Whether a process runs: a zombie does not."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    return False


def wait_for_end(pids: list[int], limit: float) -> list[int]:
    """Those of some processes that run on beyond the limit, seconds."""
    end = time.monotonic() + limit
    while (left := [pid for pid in pids if is_alive(pid)]) and time.monotonic() < end:
        time.sleep(0.01)
    return left


def kill(pid: int) -> bool:
    """SIGKILL to a process; whether there was one."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
