"""Speed of the filters of paths on invented networks, from the file that is kept beside a generation.

    python benchmarks/filters.py [--contacts 100000 1000000] [--seed 7]

Events have reports of many outlets and days, places, states that take part; persons have offices. For each filter a
network is read anew; told are the seconds of the first question and of a second one between others, and the first's as
a multiple of a question's that lets every status pass. Exit code 1 when a first one takes longer than is wanted.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np

from benchmarks.invented import load_of_machine
from benchmarks.paths import invented, load, questions, timed
from kg.analysis.adjacency import rows_of
from kg.analysis.columns import Lists, columns_of
from kg.analysis.kept import FILE, save_network
from kg.analysis.network import Fact, Network, Report
from kg.analysis.paths import PathFilter, PathQuestion, find_paths
from kg.vocabulary import Dip

FIRST_SECONDS: Final = 3.0
OUTLETS, PLACES, STATES = 200, 2_000, 200
OFFICES_A_PERSON = 0.2
TIMES = 3

FILTERS: Final = {
    "none": PathQuestion(PathFilter()),
    "status": PathQuestion(PathFilter(frozenset({"urn:occurred"}))),
    "outlet": PathQuestion(PathFilter(outlets=frozenset(f"Outlet {number}" for number in range(0, OUTLETS, 2)))),
    "known by": PathQuestion(PathFilter(frozenset({"urn:occurred"}), known_by="2015-06-30")),
    "concerning": PathQuestion(PathFilter(concerning=frozenset(f"Place {number}" for number in range(0, PLACES, 2)))),
    "barring": PathQuestion(PathFilter(barring=frozenset({"Place 3", "urn:state:003"}))),
    "place passed": PathQuestion(PathFilter(frozenset({"urn:occurred"})), through_places=(frozenset({"Place 3"}),)),
    "four places passed": PathQuestion(
        PathFilter(), through_places=tuple(frozenset({f"Place {number}"}) for number in (3, 14, 159, 26))
    ),
    "outlet, sources": PathQuestion(PathFilter(outlets=frozenset({"Outlet 1", "Outlet 2"}), sources=2)),
    "via org": PathQuestion(PathFilter(frozenset({"urn:occurred"})), ties=True),
    "via org, known by": PathQuestion(PathFilter(known_by="2015-06-30"), ties=True),
}


def reported(network: Network, seed: int) -> Network:
    """The same with who reports its events, where they are, which states take part, and with offices."""
    chance = random.Random(seed)  # noqa: S311 - an invention, no secret
    facts: dict[str, Fact] = {}
    ties: dict[str, Fact] = {}
    for iri, fact in network.facts.items():
        reports = tuple(
            sorted(
                (_report(chance, chance.randrange(len(network.facts))) for _ in range(chance.choice((1, 1, 1, 2, 3)))),
                key=lambda report: (report.published, report.article),
            )
        )
        places = tuple({f"Place {chance.randrange(PLACES)}" for _ in range(chance.choice((0, 1, 1, 2)))})
        agents = (f"urn:state:{chance.randrange(STATES):03}",) if chance.random() < 0.2 else ()
        sources = len({report.source for report in reports})
        facts[iri] = replace(fact, reports=reports, places=tuple(sorted(places)), agents=agents, sources=sources)
        if agents:
            ties[iri] = facts[iri]
    for number, person in enumerate(network.names):
        if chance.random() < OFFICES_A_PERSON:
            iri, said = f"urn:office:{number:07}", (_report(chance, number),)
            state = f"urn:state:{chance.randrange(STATES):03}"
            ties[iri] = Fact(iri, Dip.Position, iri, "", (), "", "", (), (person,), 1, (state,), said)
    agents = {f"urn:state:{number:03}": f"State {number}" for number in range(STATES)}
    return Network(None, facts, network.names, dict(sorted(ties.items())), agents)


def _report(chance: random.Random, number: int) -> Report:
    article = f"urn:article:{number:07}"
    day = f"{chance.randint(1990, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Report(article, article, f"Outlet {chance.randrange(OUTLETS)}", day, "urn:occurred")


def measure(place: Path, question: PathQuestion, pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Seconds of a first question and of a second one, between others."""
    (one, other), (third, fourth) = pairs[:2]
    firsts, seconds = [], []
    for _ in range(TIMES):
        network = load(place)
        firsts.append(timed(lambda: find_paths(network, [one], [other], question)))  # noqa: B023 - called at once
        seconds.append(timed(lambda: find_paths(network, [third], [fourth], question)))  # noqa: B023
    return median(firsts), median(seconds)


def _arrays(parts: Iterable[object]) -> Iterator[np.ndarray]:
    """Arrays among the parts of something, and in its lists; those derived from others left out."""
    for part in parts:
        if isinstance(part, np.ndarray):
            yield part
        elif isinstance(part, Lists):
            yield from (part.starts, part.items)


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(load_of_machine())
    failed = 0
    for contacts in given.contacts:
        plain = invented(contacts, given.seed)
        pairs = questions(plain, 2, given.seed)
        network = reported(plain, given.seed)
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / FILE
            saving = timed(lambda: save_network(network, place))  # noqa: B023
            reading = min(timed(lambda: load(place)) for _ in range(TIMES))  # noqa: B023
            print(
                f"{contacts:,} contacts, {len(network.facts):,} events, {len(network.ties):,} ties: file of"
                f" {place.stat().st_size >> 20} MB written in {saving:.2f} s, read in {reading:.2f} s"
            )
            columns, rows = columns_of(network), rows_of(network, ties=False)
            size = sum(part.nbytes for part in _arrays(vars(columns).values()))
            links = len(rows.fact_starts) - 1
            print(
                f"  rows {sum(part.nbytes for part in _arrays(vars(rows).values())) / links:.0f} bytes a link,", end=""
            )
            print(f" columns {size / links:.0f}, {size / len(columns.iris):.0f} a fact")
            base = 0.0
            for name, question in FILTERS.items():
                first, second = measure(place, question, pairs)
                base = base or first
                print(
                    f"  {name:18} first {first:7.3f} s ({first / base:6.1f} times), second {second:7.3f} s", flush=True
                )
                failed += first > FIRST_SECONDS
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
