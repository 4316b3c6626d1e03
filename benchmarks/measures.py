"""How long the measures of the network take, and how that grows.

    python benchmarks/measures.py [TIES ...]

Each network is made anew from a seed: events of two to eight persons, whose popularity follows a power law, until there
are as many ties between persons as asked for (100,000 without an argument). One line a measure: seconds by the clock,
seconds of a processor, and what was found. NetworkX's time for the same stands beside where it takes below a minute.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from itertools import combinations

import networkx as nx

from kg.analysis.bridges import bridges
from kg.analysis.change import Window, compare
from kg.analysis.communities import communities
from kg.analysis.ego import ego
from kg.analysis.network import Fact, Network
from kg.analysis.rank import MEASURES, rank
from kg.analysis.result import Result
from kg.analysis.weights import TieFilter, weigh

PERSONS_A_TIE = 0.2
EXPONENT = 0.6  # of the popularity of the n-th person
SIZES, SHARES = (2, 3, 4, 5, 8), (70, 15, 8, 5, 2)
HALF = 2015


def make(wanted: int, *, seed: int = 1) -> Network:
    """A network of so many ties."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark
    persons = [f"https://example.org/id/person/{number:07}" for number in range(int(wanted * PERSONS_A_TIE))]
    weights = [(number + 1) ** -EXPONENT for number in range(len(persons))]
    drawn = iter(())
    facts: dict[str, Fact] = {}
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < wanted:
        party: set[str] = set()
        size = chance.choices(SIZES, SHARES)[0]
        while len(party) < size:
            person = next(drawn, None)
            if person is None:
                drawn = iter(chance.choices(persons, weights, k=10_000))
                continue
            party.add(person)
        event = f"https://example.org/id/event/{len(facts):08}"
        day = f"{chance.randrange(2010, 2020)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        facts[event] = Fact(event, "t:Meeting", event, "s:occurred", (day,), day, day, (), tuple(sorted(party)), 1)
        pairs.update(combinations(sorted(party), 2))
    graph = nx.Graph(sorted(pairs))
    return Network(graph, facts, {person: f"Person {person[-7:]}" for person in graph})


def timed(name: str, call: Callable[[], object]) -> None:
    """Run once, and tell."""
    begin, used = time.perf_counter(), time.process_time()
    found = call()
    seconds, used = time.perf_counter() - begin, time.process_time() - used
    told = f"{len(found.table().rows)} rows; {found.notes[0]}" if isinstance(found, Result) else ""
    print(f"{name:32} {seconds:8.2f} s {used:8.2f} s  {told[:90]}", flush=True)


def main() -> None:
    """Measure networks of the sizes named on the command line."""
    for size in [int(word) for word in sys.argv[1:]] or [100_000]:
        network = make(size)
        wanted = TieFilter()
        ties = weigh(network, wanted)
        persons, edges = len(ties.persons), len(ties.pairs)
        print(f"{edges} ties, {persons} persons, {len(network.facts)} events")
        timed("weights alone", lambda: weigh(network, wanted))  # noqa: B023 - called at once
        for by in MEASURES:
            timed(f"rank --by {by}", lambda: rank(network, wanted, by=by))  # noqa: B023
        timed("communities", lambda: communities(network, wanted))  # noqa: B023
        timed("bridges", lambda: bridges(network, wanted))  # noqa: B023
        old, new = Window("before", "", f"{HALF - 1}-12-31"), Window("after", f"{HALF}-01-01", "")
        timed("compare", lambda: compare(network, wanted, old, new))  # noqa: B023
        timed("ego, radius 2", lambda: ego(network, ties.persons[persons // 2], wanted, radius=2))  # noqa: B023
        timed("NetworkX: louvain_communities", lambda: nx.community.louvain_communities(ties.graph, seed=0))  # noqa: B023
        timed("NetworkX: core_number", lambda: nx.core_number(ties.graph))  # noqa: B023
        timed("NetworkX: betweenness, k=10", lambda: nx.betweenness_centrality(ties.graph, k=10, seed=1))  # noqa: B023


if __name__ == "__main__":
    main()
