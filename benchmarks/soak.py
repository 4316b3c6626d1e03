"""Hours of mixed use of our service: does anything grow?

    python benchmarks/soak.py [--seconds 1800] [--quads 200000] [--clients 4] [--out FOLDER]

Clients, each a process of its own, read in several ways, update, write and delete graphs, and open pages. Each second
the resident memory, the open files and the number of processes of each kind are written down: ``soak.csv``, and
``soak.svg``, which shows them. Then the first and the last fifth of the time after the start are compared, process by
process of each kind. Exit code 1 when something has grown, or an answer was wrong.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import fmean

from benchmarks.invented import NAMESPACE, PERSONS, load_of_machine, make_store, person, small_question
from benchmarks.served import TOKEN, Client, Reply, Sample, Service, served

KINDS = ("web", "zygote", "worker")
MEGABYTE = 1 << 20
START_SHARE = 0.2
"""Of the time, in which caches fill and libraries load; it is not compared."""
GROWTH = 1.1
"""Times, and ``GROWTH_MEGABYTES`` or ``GROWTH_FILES`` beyond, that the end may exceed the beginning."""
GROWTH_MEGABYTES = 8.0
GROWTH_FILES = 4.0
PAUSE = 0.02
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
SCHEME = {"Content-Type": "text/turtle", **AUTHORIZED}


@dataclass(frozen=True, slots=True)
class Moment:
    """What the service took a number of seconds after the beginning."""

    second: float
    sample: Sample


def small(client: Client, dice: random.Random) -> Reply:
    """A question, asked before perhaps."""
    return client.query(small_question(dice.randrange(PERSONS * 5)))


def large(client: Client, dice: random.Random) -> Reply:
    """Many rows, in one format or another."""
    accept = dice.choice(["text/csv", "application/sparql-results+xml", "text/tab-separated-values"])
    return client.query(f"SELECT * {{ ?s ?p ?o }} LIMIT {dice.randrange(20_000)}", accept=accept)


def graph(client: Client, dice: random.Random) -> Reply:
    """A graph that is made."""
    some = person(dice.randrange(PERSONS)).value
    return client.query(f"CONSTRUCT WHERE {{ ?m <{NAMESPACE}is/participant> <{some}> ; ?p ?o }}", accept="text/turtle")


def zipped(client: Client, dice: random.Random) -> Reply:
    """An answer in gzip."""
    headers = {"Accept-Encoding": "gzip", "Content-Type": "application/sparql-query"}
    text = f"SELECT * {{ ?s ?p ?o FILTER(?o != {dice.randrange(100_000)}) }} LIMIT 2000"
    return client.ask("POST", "/sparql", text.encode(), headers)


def wrong(client: Client, dice: random.Random) -> Reply:
    """A query that is none."""
    reply = client.query(f"SELECT * {{ ?s ?p {'{' * dice.randrange(2000)}")
    return Reply(200) if reply.status == 400 else reply


def update(client: Client, dice: random.Random) -> Reply:
    """A triple put into one of few graphs, and another one taken out."""
    number = dice.randrange(50)
    name = f"urn:soak:{number % 5}"
    return client.update(
        f"DELETE WHERE {{ GRAPH <{name}> {{ <urn:n:{number}> ?p ?o }} }} ;"
        f" INSERT DATA {{ GRAPH <{name}> {{ <urn:n:{number}> <urn:is> {dice.random()} }} }}"
    )


def put(client: Client, dice: random.Random) -> Reply:
    """A graph written anew, or deleted."""
    path = f"/data?graph=urn:soak:whole{dice.randrange(5)}"
    if dice.random() < 0.3:
        reply = client.ask("DELETE", path, headers=AUTHORIZED)
        return Reply(200) if reply.status == 404 else reply
    body = "".join(f"<urn:n:{n}> <urn:is> {dice.randrange(9)} .\n" for n in range(dice.randrange(500)))
    return client.ask("PUT", path, body.encode(), SCHEME)


def get(client: Client, dice: random.Random) -> Reply:
    """A graph read, which may not be there."""
    reply = client.ask("GET", f"/data?graph=urn:soak:whole{dice.randrange(5)}")
    return Reply(200) if reply.status == 404 else reply


def page(client: Client, dice: random.Random) -> Reply:
    """A page as a browser opens it."""
    path = dice.choice(["/", "/sparql", "/health", "/ready", "/metrics", "/sparql?query=ASK%7B%7D&format=json"])
    return client.ask("GET", path, headers={"Accept": "text/html,*/*;q=0.8"})


def reopened(client: Client, _dice: random.Random) -> Reply:
    """A connection that is left."""
    client.close()
    return client.query("ASK {}")


USES: tuple[tuple[Callable[[Client, random.Random], Reply], int], ...] = (
    (small, 50),
    (large, 5),
    (graph, 10),
    (zipped, 5),
    (wrong, 3),
    (update, 6),
    (put, 3),
    (get, 5),
    (page, 10),
    (reopened, 3),
)
"""What clients do, and how often."""


def use(port: int, seed: int, ended: Event, told: Queue[Counter[tuple[str, int]]]) -> None:
    """Use the service until told to end; tells what came of it."""
    dice = random.Random(seed)  # noqa: S311 - a mix, no secret
    seen: Counter[tuple[str, int]] = Counter()
    acts, weights = zip(*USES, strict=True)
    with Client(port) as client:
        while not ended.is_set():
            act = dice.choices(acts, weights)[0]
            reply = act(client, dice)
            seen[act.__name__, reply.status if reply.whole else 0] += 1
            if reply.status not in range(200, 300):
                print(f"{act.__name__} {reply.status}: {reply.body[:300].decode(errors='replace')}", flush=True)
            time.sleep(PAUSE)
    told.put(seen)


def soak(service: Service, seconds: float, clients: int) -> tuple[list[Moment], Counter[tuple[str, int]]]:
    """Use the service for so long, looking at it every second."""
    processes = multiprocessing.get_context("fork")
    ended = processes.Event()
    told: Queue[Counter[tuple[str, int]]] = processes.Queue()
    children = [processes.Process(target=use, args=(service.port, seed, ended, told)) for seed in range(clients)]
    for child in children:
        child.start()
    moments: list[Moment] = []
    began = time.monotonic()
    while time.monotonic() - began < seconds and service.alive():
        moments.append(Moment(round(time.monotonic() - began, 1), service.sample(files=True)))
        time.sleep(1.0)
    ended.set()
    seen: Counter[tuple[str, int]] = Counter()
    for _ in children:
        seen += told.get(timeout=120)
    for child in children:
        child.join()
    return moments, seen


def per_process(moment: Moment, kind: str, what: str) -> float:
    """Megabytes or open files of one process of a kind, on average."""
    count = moment.sample.processes.get(kind, 0)
    if not count:
        return 0.0
    if what == "files":
        return moment.sample.files.get(kind, 0) / count
    return moment.sample.memory.get(kind, 0) / count / MEGABYTE


def compare(moments: Sequence[Moment]) -> list[str]:
    """Print the beginning beside the end; returns what has grown."""
    settled = moments[int(START_SHARE * len(moments)) :]
    part = max(1, len(settled) // 5)
    grown = []
    for what, slack in (("memory", GROWTH_MEGABYTES), ("files", GROWTH_FILES)):
        for kind in KINDS:
            first = fmean(per_process(moment, kind, what) for moment in settled[:part])
            last = fmean(per_process(moment, kind, what) for moment in settled[-part:])
            most = max(per_process(moment, kind, what) for moment in moments)
            print(f"  {what:6} of a {kind:7} {first:8.1f} then {last:8.1f}, most {most:8.1f}")
            if last > GROWTH * first + slack:
                grown.append(f"{what} of {kind}")
    return grown


def write_table(path: Path, moments: Sequence[Moment]) -> None:
    """All that was seen, as CSV: seconds, then bytes, files and processes of each kind."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["second", *(f"{what}_{kind}" for what in ("bytes", "files", "processes") for kind in KINDS)])
        for moment in moments:
            told = (moment.sample.memory, moment.sample.files, moment.sample.processes)
            table.writerow([moment.second, *(figures.get(kind, 0) for figures in told for kind in KINDS)])


WIDTH, HEIGHT, LEFT, GAP = 900, 260, 60, 40
COLOURS = {"web": "#1f77b4", "zygote": "#7f7f7f", "worker": "#d62728"}


def write_plot(path: Path, moments: Sequence[Moment]) -> None:
    """The same as a picture: two panels, one line for each kind of process."""
    whole = 2 * (HEIGHT + GAP) + GAP
    panels = [_panel(moments, what, GAP + number * (HEIGHT + GAP)) for number, what in enumerate(("memory", "files"))]
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{whole}" font-family="sans-serif"'
        f' font-size="12"><rect width="100%" height="100%" fill="white"/>{"".join(panels)}</svg>\n',
        encoding="utf-8",
    )


def _panel(moments: Sequence[Moment], what: str, top: int) -> str:
    figures = {
        kind: [
            (moment.sample.memory.get(kind, 0) / MEGABYTE if what == "memory" else moment.sample.files.get(kind, 0))
            for moment in moments
        ]
        for kind in KINDS
    }
    most = max(1.0, *(value for values in figures.values() for value in values))
    end = max(moments[-1].second, 1.0)
    title = "resident memory, MB" if what == "memory" else "open files"
    drawn = [
        f'<text x="{LEFT}" y="{top - 8}">{title}, all processes of a kind; {end:.0f} seconds</text>',
        f'<path d="M{LEFT},{top}V{top + HEIGHT}H{WIDTH - GAP}" fill="none" stroke="black"/>',
        f'<text x="{LEFT - 5}" y="{top + 10}" text-anchor="end">{most:.0f}</text>',
        f'<text x="{LEFT - 5}" y="{top + HEIGHT}" text-anchor="end">0</text>',
    ]
    for number, (kind, values) in enumerate(figures.items()):
        points = " ".join(
            f"{LEFT + moment.second / end * (WIDTH - GAP - LEFT):.1f},{top + HEIGHT - value / most * HEIGHT:.1f}"
            for moment, value in zip(moments, values, strict=True)
        )
        drawn.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[kind]}"/>')
        drawn.append(f'<text x="{LEFT + 420 + 90 * number}" y="{top - 8}" fill="{COLOURS[kind]}">{kind}</text>')
    return "".join(drawn)


def main() -> int:
    """Use the service for long, and tell what grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=1800)
    parser.add_argument("--quads", type=int, default=200_000)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--out", type=Path, default=Path(), help="folder for soak.csv and soak.svg")
    given = parser.parse_args()
    print(load_of_machine())
    with tempfile.TemporaryDirectory() as folder:
        store = make_store(Path(folder) / "store", given.quads)
        with served(store, query_workers=2) as service:
            moments, seen = soak(service, given.seconds, given.clients)
    given.out.mkdir(parents=True, exist_ok=True)
    write_table(given.out / "soak.csv", moments)
    write_plot(given.out / "soak.svg", moments)
    print(f"{seen.total():,} requests in {moments[-1].second:.0f} s; {load_of_machine()}")
    for (act, status), count in sorted(seen.items()):
        print(f"  {act:8} {status} {count:7,}")
    failed = [f"{act} answered {status}" for act, status in seen if not 200 <= status < 300]
    failed += [f"{what} grew" for what in compare(moments)]
    for fault in failed:
        print(f"FAIL {fault}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
