"""Hostile requests against our service, one by one, then in a row beside ordinary clients.

    python benchmarks/hostile.py [--quads 200000] [--seconds 5] [--megabytes 1024] [--row 200] [--row-alone]

Of each request: how it ended, how long it took, the most memory that all processes of the service had together
(resident; what they share counts for each), and whether the next ordinary question was answered rightly. Then as many
of them in a row while four clients ask ordinary questions: no answer may be lost or wrong, and the time that 99 of 100
stay under is compared to that without attacks. Exit code 1 when an expectation fails.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import socket
import sys
import tempfile
import threading
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TypeGuard

import pyoxigraph as ox

from benchmarks.attacks import Attack, Target, attacks
from benchmarks.invented import load_of_machine, make_store, newest, small_question
from benchmarks.served import HOST, Client, Reply, Service, Watch, percentile, served

MEGABYTE = 1 << 20
GRACE_SECONDS = 1.0
"""Beyond its limit that a request may take."""
OWN_MEGABYTES = 512
"""Of the web process and the zygote, buffers of slow clients included."""
CLIENTS = 4
QUIET_SECONDS = 15.0
SLOWDOWN = 5.0
QUESTIONS = 2000
MOST_BLAMED = 12
LOST_CHARACTERS = 300
PAUSE = 0.02
"""Seconds between an ordinary client's answer and its next question."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of an attack. ``faults`` are expectations that failed."""

    attack: Attack
    reply: Reply
    problem: str
    seconds: float
    memory: int
    faults: tuple[str, ...]


@dataclass(slots=True)
class Ordinary:
    """What ordinary clients saw.

    Attributes:
        seconds: of each answer.
        begun: when its question was asked.
        lost: when a question was asked whose answer was wrong or none, its status, and what it said.
        statuses: how often there was which.
    """

    seconds: list[float] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)
    lost: list[tuple[float, int, str]] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """Limits of a run.

    Attributes:
        seconds: of a query or update. memory: most bytes that all processes may have together.
    """

    seconds: float
    memory: int


class Trap:
    """A socket on this machine that notes who calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server((HOST, 0))
        self.port: int = self._socket.getsockname()[1]
        self.seen = 0
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.seen += 1
            connection.close()


def answers_of(store: Path, questions: int) -> list[str]:
    """What the engine answers in process to the ordinary questions."""
    engine = ox.Store.read_only(str(newest(store)))
    results = [engine.query(small_question(number)) for number in range(questions)]
    return [_plain(one.serialize(format=ox.QueryResultsFormat.JSON)) for one in results if _is_table(one)]


def _is_table(results: object) -> TypeGuard[ox.QuerySolutions]:
    return isinstance(results, ox.QuerySolutions)


def _plain(body: bytes | None) -> str:
    return json.dumps(json.loads(body or b"{}"), sort_keys=True)


def is_right(reply: Reply, expected: str) -> bool:
    """Whether an ordinary question was answered, and rightly."""
    return reply.status == 200 and reply.whole and _plain(reply.body) == expected


def attack_once(attack: Attack, target: Target, bench: Bench, watch: Watch) -> Ending:
    """Send one attack, and see how it ends."""
    watch.take()
    seen, began = None, time.monotonic()
    try:
        reply = attack.send(target)
    except TimeoutError:
        reply, seen = Reply(0, whole=False), "no end"
    seconds, memory = time.monotonic() - began, watch.take()
    problem = ""
    if reply.media == "application/problem+json":
        problem = str(json.loads(reply.body)["type"]).rpartition("#")[2]
    faults = [seen] if seen else []
    if reply.status not in attack.ends:
        faults.append(f"status {reply.status}: {reply.body[:120].decode(errors='replace')}")
    if reply.status >= 400 and not problem and not reply.body:
        faults.append("an error without a word")
    if seconds > bench.seconds + GRACE_SECONDS:
        faults.append("too long")
    if memory > bench.memory:
        faults.append("too much memory")
    return Ending(attack, reply, problem, seconds, memory, tuple(faults))


def attack_all(service: Service, chosen: Sequence[Attack], expected: Sequence[str], bench: Bench) -> Iterator[Ending]:
    """Every attack, an ordinary question behind each."""
    trap = Trap()
    target = Target(service.port, trap.port, bench.seconds)
    with Watch(service) as watch:
        for number, attack in enumerate(chosen):
            ending = attack_once(attack, target, bench, watch)
            faults = list(ending.faults)
            with service.client() as client:
                began = time.monotonic()
                if not is_right(client.query(small_question(number)), expected[number]):
                    faults.append("the next answer is wrong")
                if time.monotonic() - began > bench.seconds + GRACE_SECONDS:
                    faults.append("the next answer is late")
            if not service.alive():
                faults.append("the service ended")
            if trap.seen:
                faults.append("the trap was called")
                trap.seen = 0
            yield Ending(attack, ending.reply, ending.problem, ending.seconds, ending.memory, tuple(faults))


def ask_ordinarily(
    port: int, first: int, expected: Sequence[str], ended: Event, told: multiprocessing.Queue[Ordinary]
) -> None:
    """Ask ordinary questions until told to end."""
    seen = Ordinary()
    number = first
    with Client(port) as client:
        while not ended.is_set():
            began = time.monotonic()
            reply = client.query(f"{small_question(number)} #{began}")
            seen.seconds.append(time.monotonic() - began)
            seen.begun.append(began)
            seen.statuses[reply.status] = seen.statuses.get(reply.status, 0) + 1
            if not is_right(reply, expected[number]):
                seen.lost.append((began, reply.status, reply.body[:LOST_CHARACTERS].decode("utf-8", "replace")))
            number = (number + 1) % len(expected)
            time.sleep(PAUSE)
    told.put(seen)


@contextmanager
def ordinary_clients(service: Service, expected: Sequence[str]) -> Iterator[Ordinary]:
    """Four of them beside what is done in the context; filled when it is left."""
    processes = multiprocessing.get_context("fork")
    ended, told = processes.Event(), processes.Queue()
    children = [
        processes.Process(target=ask_ordinarily, args=(service.port, first * 100, expected, ended, told))
        for first in range(CLIENTS)
    ]
    for child in children:
        child.start()
    together = Ordinary()
    try:
        yield together
    finally:
        ended.set()
        for _ in children:
            seen: Ordinary = told.get(timeout=120)
            together.seconds += seen.seconds
            together.begun += seen.begun
            together.lost += seen.lost
            for status, count in seen.statuses.items():
                together.statuses[status] = together.statuses.get(status, 0) + count
        for child in children:
            child.join()


def row(service: Service, chosen: Sequence[Attack], expected: Sequence[str], bench: Bench, count: int) -> list[str]:
    """So many attacks in a row beside ordinary clients; prints figures and returns what failed."""
    with ordinary_clients(service, expected) as quiet:
        time.sleep(QUIET_SECONDS)
    trap = Trap()
    target = Target(service.port, trap.port, bench.seconds)
    began = time.monotonic()
    begun: list[float] = []
    endings: list[Ending] = []
    with Watch(service) as watch, ordinary_clients(service, expected) as beside:
        for number in range(count):
            begun.append(time.monotonic())
            endings.append(attack_once(chosen[number % len(chosen)], target, bench, watch))
    seconds = time.monotonic() - began
    quiet99, beside99 = percentile(quiet.seconds, 0.99), percentile(beside.seconds, 0.99)
    peak = max(ending.memory for ending in endings)
    print(f"\n{count} attacks in a row in {seconds:.0f} s beside {CLIENTS} clients; {load_of_machine()}")
    for name, seen in (("quiet", quiet), ("beside", beside)):
        half, most = percentile(seen.seconds, 0.5), max(seen.seconds)
        print(
            f"  {name:7} {len(seen.seconds):6} answers {seen.statuses}, {len(seen.lost)} wrong or lost; median"
            f" {1000 * half:.1f} ms, 99 of 100 under {1000 * percentile(seen.seconds, 0.99):.1f} ms, most {most:.2f} s"
        )
    for name, slow in Counter(_slow(beside, SLOWDOWN * quiet99, begun, endings)).most_common(MOST_BLAMED):
        print(f"  {slow:5} answers took more than {SLOWDOWN:g} times that of quiet, asked during: {name}")
    print(f"  ratio {beside99 / quiet99:.1f}; most memory {peak / MEGABYTE:.0f} MB; the trap saw {trap.seen}")
    faults = [f"{ending.attack.name}: {fault}" for ending in endings for fault in ending.faults]
    for (name, status, said), lost in Counter(_blamed(beside, begun, endings)).items():
        faults.append(f"{lost} ordinary answers were lost or wrong ({status}) during {name}: {said}")
    if quiet.lost:
        faults.append(f"{len(quiet.lost)} ordinary answers were lost or wrong in quiet")
    if beside99 > SLOWDOWN * quiet99:
        faults.append(f"ordinary clients wait {beside99 / quiet99:.1f} times as long")
    if trap.seen:
        faults.append("the trap was called")
    return faults


def _blamed(seen: Ordinary, begun: Sequence[float], endings: Sequence[Ending]) -> Iterator[tuple[str, int, str]]:
    """The attack that went on when a question was asked whose answer was lost, its status and what it said."""
    for moment, status, said in seen.lost:
        yield endings[max(0, bisect_right(begun, moment) - 1)].attack.name, status, said


def _slow(seen: Ordinary, limit: float, begun: Sequence[float], endings: Sequence[Ending]) -> Iterator[str]:
    """The attack that went on when a question was asked whose answer took longer than ``limit`` seconds."""
    for moment, seconds in zip(seen.begun, seen.seconds, strict=True):
        if seconds > limit:
            yield endings[max(0, bisect_right(begun, moment) - 1)].attack.name


def main() -> int:
    """Attack, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=200_000)
    parser.add_argument("--seconds", type=int, default=5, help="that a query or update may take")
    parser.add_argument("--megabytes", type=int, default=1024, help="that a query or update may take")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--row", type=int, default=200, help="attacks in a row beside ordinary clients; 0: none")
    parser.add_argument("--only", default="", help="attacks whose name holds this")
    parser.add_argument("--row-alone", action="store_true", help="leave the attacks one by one out")
    given = parser.parse_args()
    chosen = [attack for attack in attacks() if given.only in attack.name]
    bench = Bench(given.seconds, ((given.workers + 1) * given.megabytes + OWN_MEGABYTES) * MEGABYTE)
    limits = {
        "query_seconds": given.seconds,
        "update_seconds": given.seconds,
        "query_megabytes": given.megabytes,
        "update_megabytes": given.megabytes,
        "query_workers": given.workers,
    }
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder) / "store", given.quads)
        expected = answers_of(store, QUESTIONS)
        with served(store, **limits) as service:
            print(f"{'attack':42} {'status':>6} {'problem':18} {'s':>6} {'MB':>6}")
            for ending in attack_all(service, () if given.row_alone else chosen, expected, bench):
                cut = "" if ending.reply.whole or not ending.reply.status else " cut off"
                print(
                    f"{ending.attack.name:42} {ending.reply.status:6} {ending.problem + cut:18}"
                    f" {ending.seconds:6.2f} {ending.memory / MEGABYTE:6.0f}  {'; '.join(ending.faults)}",
                    flush=True,
                )
                failed += [f"{ending.attack.name}: {fault}" for fault in ending.faults]
            if given.row:
                failed += row(service, chosen, expected, bench, given.row)
    print(f"\n{len(failed)} expectations failed")
    for fault in failed:
        print(f"  {fault}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
