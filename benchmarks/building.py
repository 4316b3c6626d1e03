"""Builds invented articles while the service answers and takes updates; tells what went wrong: nothing, it should be.

    python benchmarks/building.py [--articles 1000] [--folder FOLDER]

Needs the language model. A writer inserts three triples at a time into graphs of its own, readers ask, and ``kg build``
reads the articles with as many workers as there are processors. Exit code 1 when a read failed, a write was refused or
lost, an article is missing, or the build failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from served import Client, percentile, served

PEOPLE = ("Ada Brandt", "Karel Novotny", "Ines Duarte", "Tomas Lindqvist", "Mira Kovac", "Paulo Reyes", "Hana Sato")
TITLES = ("foreign minister", "trade envoy", "prime minister", "ambassador", "defence minister")
STATES = ("Norway", "Chile", "Portugal", "Japan", "Croatia", "Kenya")
CITIES = ("Geneva", "Vienna", "Oslo", "Lisbon", "Nairobi")
MONTHS = "January February March April May June July August September October November December".split()
TOGETHER = 3
COUNTED = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s <urn:p> ?o } } GROUP BY ?g"
ARTICLES = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/article/')) }"
EVENTS = "SELECT (COUNT(*) AS ?n) WHERE { ?event a <https://w3id.org/demarche/ontology#Event> }"
LABELS = "SELECT ?s ?o WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } LIMIT 50"


def article(number: int) -> str:
    """An article like no other."""
    one, other = PEOPLE[number % 7], PEOPLE[(number // 7 + number + 1) % 7]
    first, second = STATES[number % 6], STATES[(number + 1 + number // 6 % 4) % 6]
    day = f"{1 + number % 28} {MONTHS[number // 28 % 12]} {2001 + number // 336}"
    city = CITIES[number % 5]
    return (
        f"{city}, {day}\n\n{first}'s {TITLES[number % 5]} {one} met {second}'s {TITLES[(number + 2) % 5]} {other}"
        f" in {city} on {day}.\n\nThey signed agreement number {number} on fisheries and trade. {other} will travel to"
        f" {first} next month, a spokesman said.\n"
    )


class Clients:
    """Threads that ask and write until they are told to stop."""

    def __init__(self, port: int) -> None:
        self.told: Counter[str] = Counter()
        self.seconds: dict[str, list[float]] = {"read": [], "write": []}
        self.acknowledged: list[str] = []
        self._port = port
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=work) for work in (self._write, self._read, self._read)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let them finish what they do."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self) -> None:
        with Client(self._port) as client:
            number = 0
            while not self._stop.wait(0.05):
                number += 1
                graph = f"urn:mine:{number}"
                triples = " ".join(f"<urn:s> <urn:p> {value} ." for value in range(TOGETHER))
                began = time.monotonic()
                status = client.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {triples} }} }}").status
                self._note("write", status, began)
                if status == 204:
                    self.acknowledged.append(graph)

    def _read(self) -> None:
        with Client(self._port) as client:
            while not self._stop.wait(0.01):
                for query in (EVENTS, LABELS):
                    began = time.monotonic()
                    self._note("read", client.query(query).status, began)

    def _note(self, kind: str, status: int, began: float) -> None:
        self.told[f"{kind} {status}"] += 1
        self.seconds[kind].append(time.monotonic() - began)


def rows(port: int, query: str) -> list[list[str]]:
    """Cells of an answer's rows."""
    with Client(port) as client:
        return [line.split(",") for line in client.query(query, accept="text/csv").body.decode().split()[1:]]


def main() -> int:
    """Measure, print, and tell whether all was well."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--folder", type=Path)
    chosen = options.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="building-"))
    sources = folder / "in"
    sources.mkdir(parents=True)
    for number in range(chosen.articles):
        (sources / f"{number:05}.txt").write_text(article(number), encoding="utf-8")
    with served(folder / "store") as service:
        clients = Clients(service.port)
        began = time.monotonic()
        command = [sys.executable, "-m", "kg", "--store", str(folder / "store"), "build", str(sources)]
        command += ["--workers", str(os.cpu_count() or 1)]
        built = subprocess.run(command, check=False, capture_output=True, text=True)
        seconds = time.monotonic() - began
        clients.stop()
        counts = {graph: int(count) for graph, count in rows(service.port, COUNTED)}
        held, events = (int(rows(service.port, query)[0][0]) for query in (ARTICLES, EVENTS))
    lost = [graph for graph in clients.acknowledged if counts.get(graph) != TOGETHER]
    torn = [graph for graph, count in counts.items() if count != TOGETHER]
    wrong = {told: count for told, count in clients.told.items() if told not in ("read 200", "write 204")}
    print(built.stdout[-600:], built.stderr[-600:])
    said = f"{chosen.articles} articles built in {seconds:.0f} s (exit code {built.returncode})"
    print(f"{said}: {held} held, {events} events")
    for kind, taken in clients.seconds.items():
        print(
            f"{kind}: {len(taken)}, median {percentile(taken, 0.5) * 1000:.0f} ms, 99 of 100 below"
            f" {percentile(taken, 0.99) * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms"
        )
    updates = f"acknowledged {len(clients.acknowledged)}, lost {len(lost)}, torn {len(torn)}"
    print(f"told otherwise: {wrong or 'nothing'}; updates {updates}")
    return int(bool(built.returncode or wrong or lost or torn or held != chosen.articles))


if __name__ == "__main__":
    sys.exit(main())
