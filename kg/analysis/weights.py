"""The weighted network that measures run over: which facts count, and how much each ties two persons.

An event of n persons ties each two of them with the weight 1/(n-1), so that a person's weights sum up to the number of
events that the person took part in (Newman, Scientific collaboration networks II, Phys. Rev. E 64, 016132, 2001).
Who stood in a crowd did not meet all of it: events above a cap are left out.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network
from kg.analysis.result import called, counted
from kg.errors import EmptyNetworkError, UsageError

CAP = 20  # persons; a reception, not a talk


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which facts tie persons.

    Attributes:
        statuses, types: IRIs let pass; empty for any.
        since, until: ISO days; facts that certainly lie outside are left out, undated ones pass only without a window.
        sources: fewest independent sources of a fact.
        cap: most persons of a fact; 2 or more.

    Raises:
        UsageError: when the cap is below 2 or the sources are below 1.
    """

    statuses: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    sources: int = 1
    cap: int = CAP

    def __post_init__(self) -> None:
        if self.cap < 2:
            raise UsageError(f"a cap of {self.cap} persons leaves no event", mend="Give 2 or more.")
        if self.sources < 1:
            raise UsageError(f"{self.sources} is no number of sources", mend="Give 1 or more.")

    def refusal(self, fact: Fact) -> str:
        """Why a fact does not count, in words that follow a number; empty when it does."""
        if self.statuses and fact.status not in self.statuses:
            return "by status"
        if self.types and fact.type not in self.types:
            return "by type"
        if fact.sources < self.sources:
            return f"with fewer than {counted(self.sources, 'independent source')}"
        if (self.since or self.until) and not PathFilter(since=self.since, until=self.until).passes(fact):
            return "outside the window" if fact.earliest or fact.latest else "without a date"
        return f"of more than {self.cap} persons" if len(set(fact.persons)) > self.cap else ""


@dataclass(frozen=True, eq=False)
class Ties:
    """Persons by number, and the weighted ties between them.

    Attributes:
        persons: IRIs in alphabetical order, those alone who have a tie.
        names: person IRI -> name.
        ends: numbers of two persons a row, the smaller first, in order. amounts: the weight of each.
        carried: IRIs of facts; those of a tie stand from its place in ``begins`` on.
        notes: what was left out.
    """

    persons: tuple[str, ...]
    names: Mapping[str, str] = field(repr=False)
    ends: NDArray[np.int64] = field(repr=False)
    amounts: NDArray[np.float64] = field(repr=False)
    carried: tuple[str, ...] = field(repr=False)
    begins: tuple[int, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The two persons of each tie."""
        return tuple(zip(self.ends[:, 0].tolist(), self.ends[:, 1].tolist(), strict=True))

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """The weight of each tie."""
        return tuple(self.amounts.tolist())

    @cached_property
    def events(self) -> tuple[tuple[str, ...], ...]:
        """IRIs of the facts that carry each tie."""
        return tuple(self.carried[begin:end] for begin, end in pairwise((*self.begins, len(self.carried))))

    @cached_property
    def graph(self) -> nx.Graph[int]:
        """The same for NetworkX, edges with ``weight``; numbers as nodes, so that no order depends on hashing."""
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(self.persons)))
        weighted = zip(self.pairs, self.weights, strict=True)
        graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in weighted)
        return graph

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Place of each person in alphabetical order of names."""
        ranked = sorted(range(len(self.persons)), key=lambda number: (self.name(number), self.persons[number]))
        places = [0] * len(ranked)
        for place, number in enumerate(ranked):
            places[number] = place
        return tuple(places)

    def name(self, number: int) -> str:
        """What a person is called."""
        return called(self.names, self.persons[number])

    def by_person(self) -> dict[str, int]:
        """Person IRI -> number."""
        return {person: number for number, person in enumerate(self.persons)}


def weigh(network: Network, wanted: TieFilter, *, empty: bool = False) -> Ties:
    """The ties of a network that a filter lets pass.

    Args:
        network: projection of a store.
        wanted: which facts count.
        empty: whether a network without ties may be the answer.

    Raises:
        EmptyNetworkError: when nothing passes; tells what kept most of it out.
    """
    left_out: Counter[str] = Counter()
    everybody = sorted({person for fact in network.facts.values() for person in fact.persons})
    number = {person: index for index, person in enumerate(everybody)}
    # Flat, an entry for each pair of each event: as lists of their own, millions of pairs take far longer.
    keys, parts, sources = array("q"), array("d"), array("q")
    counting: list[str] = []
    for fact in _connecting(network):
        if why := wanted.refusal(fact):
            left_out[why] += 1
            continue
        party = sorted({number[person] for person in fact.persons})
        pairs = [one * len(everybody) + other for one, other in combinations(party, 2)]
        keys.extend(pairs)
        parts.extend([1 / (len(party) - 1)] * len(pairs))
        sources.extend([len(counting)] * len(pairs))
        counting.append(fact.event)
    if not counting and not empty:
        raise _nothing(left_out)
    key = np.array(keys, dtype=np.int64)
    order = np.argsort(key, kind="stable")  # a tie's events stay in the order of their IRIs, so that sums are the same
    found, begins = np.unique(key[order], return_index=True)
    amounts = np.add.reduceat(np.array(parts)[order], begins) if counting else np.zeros(0)
    ends = np.stack(np.divmod(found, max(1, len(everybody))), axis=1)
    tied = np.unique(ends)
    return Ties(
        persons=tuple(everybody[person] for person in tied.tolist()),
        names=network.names,
        ends=np.searchsorted(tied, ends),
        amounts=amounts,
        carried=tuple(counting[source] for source in np.array(sources, dtype=np.int64)[order].tolist()),
        begins=tuple(begins.tolist()),
        notes=_notes(wanted, left_out, counting=len(counting)) + _alone(network, len(tied)),
    )


def _connecting(network: Network) -> Iterator[Fact]:
    """Facts of at least two persons, in the order of their IRIs."""
    for event in sorted(network.facts):
        if len(set(network.facts[event].persons)) > 1:
            yield network.facts[event]


def _notes(wanted: TieFilter, left_out: Counter[str], *, counting: int) -> tuple[str, ...]:
    """What counts, and what does not."""
    told = ", ".join(f"{number} {why}" for why, number in sorted(left_out.items()))
    return (
        f"{counted(counting, 'event')} counted; left out: {told or 'none'}.",
        f"An event of n persons ties each two with weight 1/(n-1); events of more than {wanted.cap} are left out.",
    )


def _alone(network: Network, tied: int) -> tuple[str, ...]:
    """Persons of the store who have no tie."""
    alone = len(network.names) - tied
    return (f"{counted(alone, 'person')} of the store without such a tie left out.",) if alone > 0 else ()


def _nothing(left_out: Counter[str]) -> EmptyNetworkError:
    """Nothing passes: the reason that kept most out comes first."""
    if not left_out:
        return EmptyNetworkError("no event of this store connects two persons", mend="Build more articles into it.")
    told = ", ".join(
        f"{number} {why}" for why, number in sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    )
    return EmptyNetworkError(
        f"no event passes; left out: {told}",
        mend="Widen the filter: any status, a longer window, fewer sources or a higher cap.",
    )
