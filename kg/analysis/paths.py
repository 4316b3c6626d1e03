"""Who connects two persons: paths whose every hop carries its facts, and what was left out and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from kg.analysis.projection import Fact, Network
from kg.analysis.search import all_shortest_paths, k_shortest_paths

LONGEST = 8  # hops; beyond, a path says nothing of people


@dataclass(frozen=True, slots=True)
class PathFilter:
    """Which facts may carry a path.

    Attributes:
        statuses: status IRIs let pass; empty for any.
        since, until: ISO days; facts that certainly lie outside are left out, undated ones pass only without a window.
    """

    statuses: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""

    def passes(self, fact: Fact) -> bool:
        """Whether a fact may carry a path."""
        if self.statuses and fact.status not in self.statuses:
            return False
        if (self.since or self.until) and not (fact.earliest or fact.latest):
            return False
        if self.since and fact.latest and fact.latest < self.since:
            return False
        return not (self.until and fact.earliest and fact.earliest > self.until)


@dataclass(frozen=True, slots=True)
class Hop:
    """Two persons next to each other on a path, and every fact they share that the filter lets pass, earliest first."""

    one: str
    other: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of persons (IRIs) and the hops between them (one fewer)."""

    persons: tuple[str, ...]
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The answer to "who connects these two?".

    Attributes:
        source, target: person IRIs.
        paths: shortest first.
        more: further paths of the same length exist than were asked for.
        left_out: direct contacts of the two that the filter kept out (planned, stalled, denied …), earliest first.
        otherwise: the shortest path were every fact let pass, when it is shorter or the only one; else None.
    """

    source: str
    target: str
    paths: tuple[Path, ...]
    more: bool
    left_out: tuple[Fact, ...]
    otherwise: Path | None


def find_paths(network: Network, source: str, target: str, *, wanted: PathFilter, count: int = 1) -> PathAnswer:
    """The ``count`` shortest paths between two persons.

    Args:
        network: projection of a store.
        source: IRI of a person of the network.
        target: IRI of another.
        wanted: which facts may carry a path.
        count: how many paths at most; 1 or more.

    Raises:
        networkx.NodeNotFound: when a person is not in the network.
    """

    def passable(one: str, other: str) -> bool:
        return any(wanted.passes(network.facts[event]) for event in network.graph.edges[one, other]["facts"])

    found = k_shortest_paths(network.graph, source, target, count + 1, passable=passable, longest=LONGEST)
    more = len(found) > count and len(found[count]) == len(found[count - 1])
    paths = tuple(_path(network, persons, wanted.passes) for persons in found[:count])
    left_out = tuple(fact for fact in network.between(source, target) if not wanted.passes(fact))
    otherwise: Path | None = None
    widest = next(all_shortest_paths(network.graph, source, target, longest=LONGEST), None)
    if widest is not None and (not paths or len(widest) < len(paths[0].persons)):
        otherwise = _path(network, widest, lambda _: True)
    return PathAnswer(source, target, paths, more, left_out, otherwise)


def _path(network: Network, persons: list[str], passes: Callable[[Fact], bool]) -> Path:
    """A chain of persons with the facts of each hop."""
    hops = tuple(
        Hop(one, other, tuple(fact for fact in network.between(one, other) if passes(fact)))
        for one, other in pairwise(persons)
    )
    return Path(tuple(persons), hops)
