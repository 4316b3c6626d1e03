"""The network as compressed sparse rows: who is next to whom by number, for searches that touch millions of edges.

Nodes are numbered in the order of their IRIs, so the order of numbers is that of names in an address, and a search that
goes through neighbours in order finds paths in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.analysis.columns import Columns, Flags, Lists, Narrow, Numbers, columns_of
from kg.analysis.network import Fact, Network, in_order


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

    def places_of(self, nodes: Numbers) -> Numbers:
        """Places in ``neighbours`` and ``links`` of the rows of some nodes, one row behind another."""
        begins = self.starts[nodes]
        counts = self.starts[nodes + 1] - begins
        skipped = np.cumsum(counts) - counts
        found: Numbers = np.repeat(begins - skipped, counts) + np.arange(int(counts.sum()))
        return found

    @property
    def degrees(self) -> Numbers:
        """(nodes) how many neighbours each has."""
        return np.diff(self.starts)

    def degrees_over(self, links: Flags) -> Numbers:
        """(nodes) how many neighbours each has over the flagged links."""
        sums = np.concatenate(([0], np.cumsum(links[self.links], dtype=np.int64)))
        found: Numbers = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return found

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

    def together(self, bits: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """(links) the bits that any of the facts of each has."""
        if not len(self.fact_starts) - 1:
            return np.zeros(0, dtype=np.uint8)
        return np.bitwise_or.reduceat(bits[self.link_facts], self.fact_starts[:-1])


def rows_of(network: Network, *, ties: bool) -> Adjacency:
    """The rows of a network, made once.

    Args:
        network: persons, and what connects them.
        ties: with organizations and states as nodes too, next to those whom offices and common events tie to them.
    """
    key = ("rows", ties)
    if key not in network.kept:
        columns = columns_of(network)
        network.kept[key] = _tied(columns, network) if ties else _rows(columns)
    rows: Adjacency = network.kept[key]
    return rows


def keep_rows(network: Network, rows: Adjacency) -> None:
    """Give a network the rows, without ties, that were kept of it."""
    network.kept["rows", False] = rows


def facts_between(network: Network, one: str, other: str) -> tuple[Fact, ...]:
    """The facts two persons share, earliest first, undated last; none where somebody is not in the network.

    Args:
        network: persons, and what connects them.
        one: IRI of a person.
        other: IRI of another.
    """
    rows = rows_of(network, ties=False)
    if one not in rows.index or other not in rows.index:
        return ()
    link = rows.link_between(rows.index[one], rows.index[other])
    return in_order(network.facts[rows.facts[number]] for number in rows.facts_of(link)) if link >= 0 else ()


def pairs_of(persons: Lists, facts: Narrow | Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each two persons of some facts: the smaller number, the larger, and the fact; in no order that counts.

    Args:
        persons: of every fact, ascending.
        facts: numbers of those wanted.
    """
    chosen = np.asarray(facts, dtype=np.int64)
    counts, begins = persons.counts[chosen], persons.starts[chosen].astype(np.int64)
    found: list[tuple[Numbers, Numbers, Numbers]] = [(_NONE, _NONE, _NONE)]
    for size in np.unique(counts[counts > 1]).tolist():
        of_size = counts == size
        present = persons.items[begins[of_size, None] + np.arange(size)].astype(np.int64)
        first, second = np.triu_indices(size, 1)
        numbers = np.repeat(chosen[of_size], len(first))
        found.append((present[:, first].ravel(), present[:, second].ravel(), numbers))
    one, other, number = (np.concatenate(column) for column in zip(*found, strict=True))
    return one, other, number


_NONE: Numbers = np.zeros(0, dtype=np.int64)


def _rows(columns: Columns) -> Adjacency:
    """Persons next to persons."""
    one, other, fact = pairs_of(columns.persons, columns.contacts)
    facts = tuple(columns.iris[number] for number in columns.contacts.tolist())
    return from_pairs(columns.people, facts, one, other, np.searchsorted(columns.contacts, fact))


def _tied(columns: Columns, network: Network) -> Adjacency:
    """Persons next to persons, and next to organizations and states."""
    nodes = sorted({*columns.people, *columns.parties, *network.agents})
    index = {iri: number for number, iri in enumerate(nodes)}
    people = np.array([index[iri] for iri in columns.people], dtype=np.int64)
    parties = np.array([index[iri] for iri in columns.parties], dtype=np.int64)
    one, other, fact = pairs_of(columns.persons, columns.contacts)
    person, party, tie = _across(columns.persons, columns.agents)
    person, party = people[person], parties[party]
    return from_pairs(
        nodes,
        columns.iris,
        np.concatenate((people[one], np.minimum(person, party))),
        np.concatenate((people[other], np.maximum(person, party))),
        np.concatenate((fact, tie)),
    )


def _across(left: Lists, right: Lists) -> tuple[Numbers, Numbers, Numbers]:
    """Each of one list of a fact with each of the other, and the fact."""
    counts = left.counts * right.counts
    fact = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(fact)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = right.counts[fact]
    lefts = left.items[left.starts[fact] + within // np.maximum(width, 1)]
    rights = right.items[right.starts[fact] + within % np.maximum(width, 1)]
    return lefts.astype(np.int64), rights.astype(np.int64), fact


def from_pairs(
    nodes: Sequence[str],
    facts: Sequence[str],
    ones: Sequence[int] | Numbers,
    others: Sequence[int] | Numbers,
    numbers: Sequence[int] | Numbers,
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
