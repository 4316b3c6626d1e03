"""Speed of paths on invented networks, as ratios to NetworkX in one run.

    python benchmarks/paths.py [--contacts 100000 1000000] [--questions 20] [--seed 7]

A network has so many contacts (a person in an event); how many contacts a person has, and an event persons, follows a
power law. Questions are pairs that are connected, drawn with a seed; medians count. Exit code 1 when a ratio is not
what is wanted of it.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median

import networkx as nx
import numpy as np

from benchmarks.invented import load_of_machine
from kg.analysis.kept import FILE, load_network, save_network
from kg.analysis.network import Fact, Network
from kg.analysis.paths import PathFilter, PathQuestion, find_paths, rows_of
from kg.analysis.projection import graph_of
from kg.analysis.search import Search

ALL_SHORTEST = 100.0
K_BEST = 0.2
K = 10
TIMES = 3
COLD_SECONDS = 3.0
MEGABYTE = 1 << 20
DISTANCE = 3
"""Least number of steps between the ends of a question: those next to each other are no question."""


def invented(contacts: int, seed: int) -> Network:
    """A network with so many contacts."""
    chance = random.Random(seed)  # noqa: S311 - an invention, no secret
    persons = [f"urn:person:{number:07}" for number in range(max(10, contacts // 6))]
    weights = list(itertools.accumulate(1 / (rank + 10) ** 0.8 for rank in range(len(persons))))
    facts: dict[str, Fact] = {}
    made = 0
    while made < contacts:
        size = min(2 + int(chance.paretovariate(1.8)) - 1, 30)
        present = sorted(set(chance.choices(persons, cum_weights=weights, k=size)))
        if len(present) < 2:
            continue
        made += len(present)
        day = f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        iri = f"urn:event:{len(facts):07}"
        facts[iri] = Fact(iri, "urn:Meeting", iri, "urn:occurred", (day,), day, day, (), tuple(present), 1)
    names = {person: person for person in persons}
    return Network(graph_of(names, facts), facts, names)


def questions(network: Network, count: int, seed: int) -> list[tuple[str, str]]:
    """Pairs at some distance from each other."""
    chance = random.Random(seed)  # noqa: S311 - an invention, no secret
    largest = sorted(max(nx.connected_components(network.graph), key=len))
    found: list[tuple[str, str]] = []
    while len(found) < count:
        one, other = chance.sample(largest, 2)
        if nx.shortest_path_length(network.graph, one, other) >= DISTANCE:
            found.append((one, other))
    return found


def timed(work: Callable[[], object], *, times: int = 1) -> float:
    """Seconds, the fewest of some times."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def compare(network: Network, pairs: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    """Ratios of each question: how many times NetworkX's speed we have.

    Returns:
        ``search``: all shortest paths, the search alone; ``answer``: the same with facts, ranks and what was kept out;
        ``best``: the best ten with all that, beside the ten shortest without.
    """
    graph, rows = network.graph, rows_of(network, ties=False)
    search = Search(rows, np.ones(len(rows.fact_starts) - 1, dtype=np.bool_), np.ones(len(rows.nodes), dtype=np.bool_))
    wanted = PathFilter(frozenset({"urn:occurred"}))
    shortest, best = PathQuestion(wanted, mode="shortest", count=500), PathQuestion(wanted, count=K)
    ratios: dict[str, list[float]] = {"search": [], "answer": [], "best": []}
    for pair in pairs:
        one, other = pair
        numbers = rows.index[one], rows.index[other]
        every = timed(lambda: count_of(nx.all_shortest_paths(graph, *pair)), times=TIMES)  # noqa: B023 - called at once
        first = timed(
            lambda: count_of(itertools.islice(nx.shortest_simple_paths(graph, *pair), K)),  # noqa: B023
            times=TIMES,
        )
        for name, work in (
            ("search", lambda: count_of(search.shortest(*numbers, longest=8))),  # noqa: B023
            ("answer", lambda: find_paths(network, [one], [other], shortest)),  # noqa: B023
        ):
            ratios[name].append(every / timed(work, times=TIMES))
        ratios["best"].append(first / timed(lambda: find_paths(network, [one], [other], best), times=TIMES))  # noqa: B023
    return ratios


def load(place: Path) -> Network:
    """The network of a file."""
    found = load_network(place)
    if found is None:
        raise SystemExit(f"{place} cannot be read")
    return found


def count_of(paths: Iterable[object]) -> int:
    """How many there are, all of them looked at."""
    return sum(1 for _ in paths)


def main() -> int:
    """Compare, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(load_of_machine())
    failed = 0
    for contacts in given.contacts:
        network = invented(contacts, given.seed)
        pairs = questions(network, given.questions, given.seed)
        building = timed(lambda network=network: rows_of(network, ties=False))  # type: ignore[misc]
        rows = rows_of(network, ties=False)
        first = timed(lambda: find_paths(network, [pairs[0][0]], [pairs[0][1]], PathQuestion(count=1)))  # noqa: B023
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / FILE
            saving = timed(lambda: save_network(network, place))  # noqa: B023
            megabytes = place.stat().st_size / MEGABYTE
            one, other = pairs[0]
            wanted = PathQuestion(PathFilter(frozenset({"urn:occurred"})))
            cold = timed(lambda: find_paths(load(place), [one], [other], wanted))  # noqa: B023
        ratios = compare(network, pairs)
        size = sum(
            part.nbytes for part in (rows.starts, rows.neighbours, rows.links, rows.fact_starts, rows.link_facts)
        )
        links = len(rows.fact_starts) - 1
        print(
            f"{contacts:,} contacts, {len(network.names):,} persons, {len(network.facts):,} events, {links:,} links:"
            f" rows made in {building:.2f} s ({size / links:.0f} bytes a link), first path {first:.2f} s;"
            f" file of {megabytes:.0f} MB written in {saving:.2f} s, read and a first path from it in {cold:.2f} s"
        )
        for name, values in ratios.items():
            print(f"  {name:7} median {median(values):7.2f} times NetworkX's speed, least {min(values):.2f}")
        failed += cold > COLD_SECONDS
        failed += (median(ratios["search"]) < ALL_SHORTEST) + (median(ratios["best"]) < K_BEST)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
