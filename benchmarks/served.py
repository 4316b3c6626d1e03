"""A service started for a measurement, a client of it, and what it takes of the machine (Linux, proc(5))."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

HOST = "127.0.0.1"
TOKEN = "measured"  # noqa: S105 - opens nothing but a store that is thrown away
PAGE = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 60.0
STOP_SECONDS = 30.0
_READY = re.compile(r"http://[^/\s]+:(\d+)")
_ROLES = {"nursery": "zygote"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; status 0 where the connection ended without one, ``whole`` where the body came to its end."""

    status: int
    body: bytes = b""
    media: str = ""
    whole: bool = True


class Client:
    """Asks over one connection that is kept, as a library does.

    Args:
        port: of the service on this machine.
        seconds: to wait for each answer.
    """

    def __init__(self, port: int, *, seconds: float = 60.0) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=seconds)

    def query(self, text: str, *, accept: str = "application/sparql-results+json", path: str = "/sparql") -> Reply:
        """POST of a query as a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self.ask("POST", path, urlencode({"query": text}).encode(), headers)

    def update(self, text: str) -> Reply:
        """POST of an update, with the token."""
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
        return self.ask("POST", "/update", text.encode(), headers)

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Reply:
        """Any request; a connection that the service has ended meanwhile is opened anew, once."""
        for again in (True, False):
            fresh = self._connection.sock is None
            try:
                self._connection.request(method, path, body or None, dict(headers or {}))
                answer = self._connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                self._connection.close()
                if fresh or not again:
                    return Reply(0, whole=False)
                continue
            return _read(answer, self._connection)
        raise AssertionError

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _read(answer: http.client.HTTPResponse, connection: http.client.HTTPConnection) -> Reply:
    media = answer.headers.get_content_type()
    try:
        return Reply(answer.status, answer.read(), media)
    except (http.client.HTTPException, ConnectionError):
        connection.close()
        return Reply(answer.status, media=media, whole=False)


@dataclass(frozen=True, slots=True)
class Sample:
    """What the service takes at a moment, by kind of process: resident bytes, open files, processes."""

    memory: dict[str, int]
    files: dict[str, int]
    processes: dict[str, int]

    @property
    def total(self) -> int:
        """Resident bytes together; what processes share counts for each, so it is an upper bound."""
        return sum(self.memory.values())


@dataclass(slots=True)
class Service:
    """One that runs.

    Attributes:
        port: on this machine.
        process: the web process, or the only one.
    """

    port: int
    process: subprocess.Popen[bytes]
    _parents: dict[int, int] = field(default_factory=dict)

    def client(self, *, seconds: float = 60.0) -> Client:
        """A new connection."""
        return Client(self.port, seconds=seconds)

    def alive(self) -> bool:
        """Whether its first process runs still."""
        return self.process.poll() is None

    def pids(self) -> dict[int, str]:
        """Its processes, and what kind each is."""
        present = [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - many times a second
        for gone in self._parents.keys() - set(present):
            del self._parents[gone]
        for pid in present:
            if pid not in self._parents:
                with suppress(OSError):
                    stat = Path(f"/proc/{pid}/stat").read_text()
                    self._parents[pid] = int(stat.rpartition(")")[2].split()[1])
        kinds = {self.process.pid: "web"}
        grown = True
        while grown:
            grown = False
            for pid, parent in self._parents.items():
                if parent in kinds and pid not in kinds:
                    kinds[pid] = "zygote" if kinds[parent] == "web" else "worker"
                    grown = True
        return kinds

    def sample(self, *, files: bool = False) -> Sample:
        """What it takes now."""
        memory: dict[str, int] = {}
        opened: dict[str, int] = {}
        count: dict[str, int] = {}
        for pid, kind in self.pids().items():
            with suppress(OSError):
                resident = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * PAGE
                memory[kind] = memory.get(kind, 0) + resident
                count[kind] = count.get(kind, 0) + 1
                if files:
                    opened[kind] = opened.get(kind, 0) + len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - the same
        return Sample(memory, opened, count)


class Watch:
    """Notes the most memory a service takes while it is open.

    Args:
        service: that is watched.
        every: seconds between looks.
    """

    def __init__(self, service: Service, *, every: float = 0.05) -> None:
        self._service = service
        self._every = every
        self._ended = threading.Event()
        self._peak = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            self._peak = max(self._peak, self._service.sample().total)

    def take(self) -> int:
        """The most bytes since it was last asked."""
        peak, self._peak = max(self._peak, self._service.sample().total), 0
        return peak

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


@contextmanager
def served(store: Path, **settings: int | str) -> Iterator[Service]:
    """Our service over a store, with a token; ended when left.

    Args:
        store: its folder.
        settings: as environment variables, in lower case without ``KG_``: ``query_seconds=5``.

    Raises:
        RuntimeError: when it does not start.
    """
    given = {f"KG_{name.upper()}": str(value) for name, value in settings.items()}
    given = {"KG_TOKEN": TOKEN, "KG_LOG": os.devnull, "PYTHONUNBUFFERED": "1", **given}
    command = [sys.executable, "-m", "kg", "--store", str(store), "serve", "--port", str(free_port())]
    with running(command, environment=given) as service:
        yield service


@contextmanager
def running(command: list[str], *, environment: Mapping[str, str] | None = None, port: int = 0) -> Iterator[Service]:
    """Any service, in a group of processes of its own; ended when left.

    Args:
        command: that starts it.
        environment: beside the present one.
        port: that it opens; 0: it prints its address.

    Raises:
        RuntimeError: when it does not start.
    """
    output = subprocess.DEVNULL if port else subprocess.PIPE
    process = subprocess.Popen(
        command, stdout=output, stderr=None if not port else output, env={**os.environ, **(environment or {})}
    )
    try:
        yield Service(port if port and _opens(port) else _told(process), process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _told(process: subprocess.Popen[bytes]) -> int:
    """The port that a starting service prints; what it prints later is read, lest it should wait for that."""
    for line in process.stdout or ():
        found = _READY.search(line.decode(errors="replace"))
        if found:
            threading.Thread(target=lambda: [None for _ in process.stdout or ()], daemon=True).start()
            return int(found[1])
    raise RuntimeError("the service ended before it told its address")


def _opens(port: int) -> bool:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1.0):
            return True
        time.sleep(0.1)
    raise RuntimeError(f"nobody opened port {port}")


def free_port() -> int:
    """A port that nobody listens to at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def percentile(values: list[float], share: float) -> float:
    """The value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
