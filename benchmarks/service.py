"""Speed of our service, as ratios in one run: against the engine in process, other servers, and itself with one worker.

    python benchmarks/service.py [--quads 200000] [--rounds 5] [--part process oxigraph rdflib workers]
        [--oxigraph PATH] [--rdflib-endpoint PATH]

``pip install oxigraph`` brings Oxigraph's own server, ``pip install rdflib-endpoint[cli]`` the other; one that is not
found is left out, and said so. Rounds alternate between those compared, so that what else runs on the machine meets all
alike; medians count. A question that shall not come from the cache holds a number that nobody has asked with before.
Exit code 1 when a ratio is not what is wanted of it.
"""

from __future__ import annotations

import argparse
import io
import itertools
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from statistics import median

import pyoxigraph as ox

from benchmarks.invented import NAMESPACE, load_of_machine, make_store, newest, person, small_question
from benchmarks.served import HOST, Client, Service, free_port, running, served

SMALL = 200
"""Small questions a round."""
ROWS = 100_000
CLIENTS = 16
ASKING_SECONDS = 5.0
WORKER_CLIENTS = 4
WORK_MS = 5.0
"""From which on a question is work for the engine; below it what is measured is how a request travels."""
NUMBERS = itertools.count(1_000_000)
IS = f"{NAMESPACE}is/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
LIMITS = {"query_workers": 2, "query_seconds": 60}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure and what is wanted of it."""

    name: str
    value: float
    wanted: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.value >= self.wanted if self.at_least else self.value <= self.wanted

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{'ok  ' if self.met else 'FAIL'} {self.name}: {self.value:.2f} (wanted {sign} {self.wanted})"


def fresh(text: str) -> str:
    """A question with a number of its own where it says ``FRESH``."""
    return text.replace("FRESH", str(next(NUMBERS)))


KINDS = {
    "facts of one": f"SELECT ?p ?o {{ <{person(7).value}> ?p ?o FILTER(FRESH > 0) }}",
    "one hop": f"SELECT ?m {{ ?m <{IS}participant> <{person(7).value}> FILTER(FRESH > 0) }}",
    "two hops": f"SELECT DISTINCT ?o {{ ?m <{IS}participant> <{person(7).value}>, ?o FILTER(FRESH > 0) }}",
    "four hops": f"SELECT DISTINCT ?q {{ ?m <{IS}participant> <{person(7).value}>, ?o . ?n <{IS}participant> ?o, ?q"
    " FILTER(FRESH > 0) }",
    "ask": f"ASK {{ ?m <{IS}participant> <{person(7).value}> FILTER(FRESH > 0) }}",
    "group": f"SELECT ?y (COUNT(?m) AS ?n) {{ ?m <{IS}year> ?y FILTER(FRESH > 0) }} GROUP BY ?y ORDER BY ?y",
    "text": f"SELECT ?p {{ ?p {LABEL} ?l FILTER(CONTAINS(?l, '123') && FRESH > 0) }}",
    "order": f"SELECT ?m ?l {{ ?m <{IS}place> <{NAMESPACE}place/3> ; {LABEL} ?l FILTER(FRESH > 0) }} ORDER BY ?l"
    " LIMIT 50",
    "construct": f"CONSTRUCT {{ ?m <{IS}with> ?o }} WHERE {{ ?m <{IS}participant> <{person(9).value}>, ?o"
    " FILTER(FRESH > 0) }",
    "10,000 rows": f"SELECT ?m ?y {{ ?m <{IS}year> ?y FILTER(FRESH > 0) }} LIMIT 10000",
}
HEAVY = (
    f"SELECT (COUNT(*) AS ?n) (SUM(STRLEN(STR(?p))) AS ?s) {{ ?m <{IS}place> ?p ; <{IS}year> ?y"
    " FILTER(?y > 2003 && FRESH > 0) }"
)
"""About a tenth of a second of work, and a line of answer."""


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_process(engine: ox.Store, text: str) -> bytes:
    """The engine's own answer, as JSON or N-Triples."""
    results = engine.query(text)
    if isinstance(results, ox.QueryTriples):
        return results.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return results.serialize(format=ox.QueryResultsFormat.JSON) or b""


def over_http(client: Client, text: str, path: str = "/sparql") -> bytes:
    """A server's answer.

    Raises:
        RuntimeError: when there is none.
    """
    reply = client.query(text, accept="application/sparql-results+json, application/n-triples", path=path)
    if reply.status != 200 or not reply.whole:
        raise RuntimeError(f"{reply.status} {reply.body[:300]!r} to {text}")
    return reply.body


def measure_process(store: Path, rounds: int) -> list[Wanted]:
    """Small answers and a large one, over HTTP and in process."""
    engine = ox.Store.read_only(str(newest(store)))
    inside, outside, kept = [], [], []
    rows_inside, rows_outside = [], []
    rows = f"SELECT ?s ?p ?o {{ ?s ?p ?o FILTER(FRESH > 0) }} LIMIT {ROWS}"
    with served(store, **LIMITS) as service, service.client() as client:
        for _ in range(rounds):
            for _ in range(SMALL):
                text, same = small_question(next(NUMBERS)), small_question(0)
                inside.append(timed(lambda text=text: in_process(engine, text)))  # type: ignore[misc]
                outside.append(timed(lambda text=text: over_http(client, text)))  # type: ignore[misc]
                kept.append(timed(lambda same=same: over_http(client, same)))  # type: ignore[misc]
            text = fresh(rows)
            rows_inside.append(timed(lambda text=text: write_rows(engine, text)))  # type: ignore[misc]
            rows_outside.append(timed(lambda text=text: over_http(client, text)))  # type: ignore[misc]
    print(
        f"small answers: in process {1000 * median(inside):.2f} ms, over HTTP {1000 * median(outside):.2f} ms,"
        f" from the cache {1000 * median(kept):.2f} ms\n{ROWS:,} rows: in process {median(rows_inside):.2f} s,"
        f" over HTTP {median(rows_outside):.2f} s"
    )
    return [
        Wanted("ms that HTTP adds to a small answer", 1000 * (median(outside) - median(inside)), 1.5, at_least=False),
        Wanted(f"throughput of {ROWS:,} rows", median(rows_inside) / median(rows_outside), 0.8, at_least=True),
    ]


def write_rows(engine: ox.Store, text: str) -> None:
    """Serialize an answer in process, piece by piece, to nowhere."""
    results = engine.query(text)
    if isinstance(results, ox.QuerySolutions):
        results.serialize(io.BytesIO(), format=ox.QueryResultsFormat.JSON)


def measure_oxigraph(store: Path, folder: Path, program: str, rounds: int) -> list[Wanted]:
    """Questions of ten kinds, fresh and repeated, of both servers."""
    copy = folder / "oxigraph"
    shutil.copytree(newest(store), copy)
    port = free_port()
    command = [program, "serve-read-only", "--location", str(copy), "--bind", f"{HOST}:{port}"]
    with ExitStack() as stack:
        ours = stack.enter_context(stack.enter_context(served(store, **LIMITS)).client())
        theirs = stack.enter_context(stack.enter_context(running(command, port=port)).client())
        return _compare(ours, theirs, rounds)


def _compare(ours: Client, theirs: Client, rounds: int) -> list[Wanted]:
    slowdowns, gains = {}, {}
    print(
        f"{'against Oxigraph, ms':22} {'ours':>8} {'theirs':>8} {'ratio':>6}   {'repeated':>8} {'theirs':>8}"
        f" {'times':>6}"
    )
    for name, text in KINDS.items():
        takes: dict[str, list[float]] = {"ours": [], "theirs": [], "ours again": [], "theirs again": []}
        same = fresh(text)
        over_http(ours, same)
        over_http(theirs, same, "/query")
        for _ in range(4 * rounds):
            new = fresh(text)
            takes["ours"].append(timed(lambda new=new: over_http(ours, new)))  # type: ignore[misc]
            takes["theirs"].append(timed(lambda new=new: over_http(theirs, new, "/query")))  # type: ignore[misc]
            takes["ours again"].append(timed(lambda same=same: over_http(ours, same)))  # type: ignore[misc]
            takes["theirs again"].append(timed(lambda same=same: over_http(theirs, same, "/query")))  # type: ignore[misc]
        ms = {who: 1000 * median(values) for who, values in takes.items()}
        slower, faster = ms["ours"] / ms["theirs"], ms["theirs again"] / ms["ours again"]
        slowdowns[name, ms["theirs"] >= WORK_MS], gains[name, ms["theirs"] >= WORK_MS] = slower, faster
        print(
            f"  {name:20} {ms['ours']:8.2f} {ms['theirs']:8.2f} {slower:6.2f}   {ms['ours again']:8.2f}"
            f" {ms['theirs again']:8.2f} {faster:6.1f}"
        )
    figures = []
    for said, works in (("", (True, False)), (f", of {WORK_MS:.0f} ms and more", (True,))):
        slowest = max((value, name) for (name, work), value in slowdowns.items() if work in works)
        least = min((value, name) for (name, work), value in gains.items() if work in works)
        figures += [
            Wanted(f"slowest against Oxigraph, not asked before{said} ({slowest[1]})", slowest[0], 1.3, at_least=False),
            Wanted(f"least gain against Oxigraph, asked before{said} ({least[1]})", least[0], 5.0, at_least=True),
        ]
    return figures


def measure_rdflib(store: Path, folder: Path, program: str, rounds: int) -> list[Wanted]:
    """Requests a second of sixteen clients, ours and rdflib-endpoint's."""
    data = folder / "data.nt"
    engine = ox.Store.read_only(str(newest(store)))
    engine.dump(str(data), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    port = free_port()
    command = [program, "serve", "--host", HOST, "--port", str(port), str(data)]
    speeds: dict[str, list[float]] = {"ours": [], "theirs": []}
    with served(store, **LIMITS) as ours, running(command, port=port) as theirs:
        for _ in range(rounds):
            speeds["ours"].append(_speed(ours, CLIENTS, small_question, "/sparql"))
            speeds["theirs"].append(_speed(theirs, CLIENTS, small_question, "/"))
    both = {who: median(values) for who, values in speeds.items()}
    print(f"{CLIENTS} clients: ours {both['ours']:.0f} a second, rdflib-endpoint {both['theirs']:.0f}")
    return [Wanted("requests a second against rdflib-endpoint", both["ours"] / both["theirs"], 3.0, at_least=True)]


def measure_workers(store: Path, rounds: int) -> list[Wanted]:
    """Answers a second of two query workers and of one."""
    engine = ox.Store.read_only(str(newest(store)))
    alone = median(timed(lambda: in_process(engine, fresh(HEAVY))) for _ in range(5))
    speeds: dict[int, list[float]] = {1: [], 2: []}
    with served(store, query_workers=1) as one, served(store, query_workers=2) as two:
        for _ in range(rounds):
            for size, service in ((1, one), (2, two)):
                speeds[size].append(_speed(service, WORKER_CLIENTS, heavy_question, "/sparql"))
    one_speed, two_speed = median(speeds[1]), median(speeds[2])
    print(f"questions of {1000 * alone:.0f} ms: one worker {one_speed:.1f} a second, two {two_speed:.1f}")
    return [Wanted("two workers against one", two_speed / one_speed, 1.6, at_least=True)]


def heavy_question(number: int) -> str:
    """One that nobody asked before."""
    return HEAVY.replace("FRESH", str(number))


def _speed(service: Service, clients: int, question: Callable[[int], str], path: str) -> float:
    """Answers a second that several clients get, each a process of its own."""
    processes = multiprocessing.get_context("fork")
    told: Queue[int] = processes.Queue()
    first = next(NUMBERS) * 1000
    children = [
        processes.Process(target=_ask, args=(service.port, question, path, first + child * 100_000_000, told))
        for child in range(clients)
    ]
    for child in children:
        child.start()
    count = sum(told.get() for _ in children)
    for child in children:
        child.join()
    return count / ASKING_SECONDS


def _ask(port: int, question: Callable[[int], str], path: str, number: int, told: Queue[int]) -> None:
    count = 0
    with Client(port) as client:
        over_http(client, question(number), path)
        end = time.monotonic() + ASKING_SECONDS
        while time.monotonic() < end:
            number += 1
            over_http(client, question(number), path)
            count += 1
    told.put(count)


PARTS = ("process", "oxigraph", "rdflib", "workers")


def run(parts: Sequence[str], store: Path, folder: Path, programs: dict[str, str], rounds: int) -> list[Wanted]:
    """Measure what is asked for."""
    figures: list[Wanted] = []
    if "process" in parts:
        figures += measure_process(store, rounds)
    for part, measure in (("oxigraph", measure_oxigraph), ("rdflib", measure_rdflib)):
        if part in parts:
            program = shutil.which(programs[part])
            if program is None:
                print(f"{programs[part]} is not here: left out")
                continue
            figures += measure(store, folder, program, rounds)
    if "workers" in parts:
        figures += measure_workers(store, rounds)
    return figures


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="folder of a store to make, or made by this before")
    parser.add_argument("--quads", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--part", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--oxigraph", default="oxigraph", help="program of Oxigraph's own server")
    parser.add_argument("--rdflib-endpoint", default="rdflib-endpoint", help="program of the other one")
    given = parser.parse_args()
    programs = {"oxigraph": given.oxigraph, "rdflib": given.rdflib_endpoint}
    print(load_of_machine())
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(given.store or Path(folder) / "store", given.quads)
        figures = run(given.part, store, Path(folder), programs, given.rounds)
    print(load_of_machine())
    for figure in figures:
        print(figure)
    return int(not all(figure.met for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
