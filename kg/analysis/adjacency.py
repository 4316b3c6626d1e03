"""The network as compressed sparse rows: who is next to whom by number, for searches that touch millions of edges.

Nodes are numbered in the order of their IRIs, so the order of numbers is that of names in an address, and a search that
goes through neighbours in order finds paths in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.analysis.network import Fact, Network

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Adjacency:
    """Links between nodes, each with the facts it rests on.

    Attributes:
        nodes: IRIs, sorted. facts: IRIs, sorted.
        starts: (nodes + 1) where each node's row begins in the two that follow.
        neighbours: (2 links) nodes next to it, ascending. links: (2 links) number of the link to each.
        fact_starts: (links + 1) where each link's facts begin in ``link_facts``; (facts of links) their numbers.
    """

    nodes: tuple[str, ...]
    facts: tuple[str, ...]
    starts: Numbers
    neighbours: Numbers
    links: Numbers
    fact_starts: Numbers
    link_facts: Numbers

    @cached_property
    def index(self) -> dict[str, int]:
        """IRI -> number."""
        return {iri: number for number, iri in enumerate(self.nodes)}

    def degree(self, node: int) -> int:
        """How many neighbours a node has."""
        return int(self.starts[node + 1] - self.starts[node])

    @property
    def degrees(self) -> Numbers:
        """(nodes) how many neighbours each has."""
        return np.diff(self.starts)

    def facts_of(self, link: int) -> list[int]:
        """Numbers of the facts that a link rests on."""
        return list(self.link_facts[self.fact_starts[link] : self.fact_starts[link + 1]].tolist())

    def link_between(self, one: int, other: int) -> int:
        """Number of the link between two nodes; -1 for none."""
        begin, end = self.starts[one], self.starts[one + 1]
        place = begin + int(np.searchsorted(self.neighbours[begin:end], other))
        return int(self.links[place]) if place < end and self.neighbours[place] == other else -1

    def usable(self, facts: Flags) -> Flags:
        """(links) those that rest on one of the flagged facts at least."""
        if not len(self.fact_starts) - 1:
            return np.zeros(0, dtype=np.bool_)
        return np.logical_or.reduceat(facts[self.link_facts], self.fact_starts[:-1])

    def flags(self, passes: Callable[[str], bool]) -> Flags:
        """(facts) for which something holds."""
        return np.fromiter((passes(iri) for iri in self.facts), dtype=np.bool_, count=len(self.facts))


def adjacency_of(network: Network, *, ties: bool = False) -> Adjacency:
    """The rows of a network.

    Args:
        network: persons, and what connects them.
        ties: with organizations and states as nodes too, next to those whom offices and common events tie to them.
    """
    chosen: dict[str, Fact] = {**network.facts, **network.ties} if ties else dict(network.facts)
    facts = tuple(sorted(chosen))
    nodes = tuple(sorted({*network.names, *(network.agents if ties else ())}))
    index = {iri: number for number, iri in enumerate(nodes)}
    ones: list[int] = []
    others: list[int] = []
    numbers: list[int] = []
    for number, iri in enumerate(facts):
        for one, other in _pairs(chosen[iri], is_contact=iri in network.facts, with_agents=ties):
            low, high = sorted((index[one], index[other]))
            ones.append(low)
            others.append(high)
            numbers.append(number)
    return from_pairs(nodes, facts, ones, others, numbers)


def from_pairs(
    nodes: Sequence[str], facts: Sequence[str], ones: Iterable[int], others: Iterable[int], numbers: Iterable[int]
) -> Adjacency:
    """Rows from triples (smaller node, larger node, fact), in any order.

    Args:
        nodes: IRIs, sorted.
        facts: IRIs, sorted.
        ones: of each triple, the smaller node.
        others: the larger.
        numbers: the fact.
    """
    count = len(nodes)
    low, high, fact = (np.asarray(column, dtype=np.int64) for column in (ones, others, numbers))
    key = low * count + high
    order = np.lexsort((fact, key))
    pairs, first = np.unique(key[order], return_index=True)
    one, other = pairs // max(count, 1), pairs % max(count, 1)
    link = np.arange(len(pairs), dtype=np.int64)
    ends = np.concatenate((one, other))
    row = np.lexsort((np.concatenate((other, one)), ends))
    starts = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(ends, minlength=count), out=starts[1:])
    return Adjacency(
        nodes=tuple(nodes),
        facts=tuple(facts),
        starts=starts,
        neighbours=np.concatenate((other, one))[row],
        links=np.concatenate((link, link))[row],
        fact_starts=np.append(first, len(order)).astype(np.int64),
        link_facts=fact[order],
    )


def _pairs(fact: Fact, *, is_contact: bool, with_agents: bool) -> Iterable[tuple[str, str]]:
    """Who is next to whom through a fact."""
    persons = sorted(set(fact.persons))
    if is_contact:
        for place, one in enumerate(persons):
            for other in persons[place + 1 :]:
                yield one, other
    if with_agents:
        for person in persons:
            for agent in sorted(set(fact.agents)):
                yield person, agent
