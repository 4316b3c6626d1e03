"""The weighted network that measures run over: which facts count, and how much each ties two persons.

An event of n persons ties each two of them with the weight 1/(n-1), so that a person's weights sum up to the number of
events that the person took part in (Newman, Scientific collaboration networks II, Phys. Rev. E 64, 016132, 2001).
Who stood in a crowd did not meet all of it: events above a cap are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise
from typing import Final, Self

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.adjacency import pairs_of
from kg.analysis.columns import Columns, Flags, columns_of
from kg.analysis.filters import PathFilter
from kg.analysis.network import Fact, Network
from kg.analysis.result import called, counted
from kg.errors import EmptyNetworkError, UsageError

CAP = 20  # persons; a reception, not a talk


@dataclass(frozen=True, slots=True)
class TieFilter(PathFilter):
    """Which facts tie persons: those that may carry a path, and are no crowds.

    Attributes:
        cap: most persons of a fact; 2 or more.

    Raises:
        UsageError: when the cap is below 2 or the sources are below 0.
    """

    cap: int = CAP

    def __post_init__(self) -> None:
        if self.cap < 2:
            raise UsageError(f"a cap of {self.cap} persons leaves no event", mend="Give 2 or more.")
        if self.sources < 0:
            raise UsageError(f"{self.sources} is no number of sources", mend="Give 0 or more.")

    @classmethod
    def of(cls, wanted: PathFilter, *, cap: int = CAP) -> Self:
        """The same facts as of a path, without crowds."""
        return cls(**{part.name: getattr(wanted, part.name) for part in fields(PathFilter)}, cap=cap)

    def refusal(self, fact: Fact) -> str:
        """Why a fact does not count, in words that follow a number; empty when it does."""
        failed = set(self.failed(fact))
        for name in _ORDER:
            if name in failed:
                return self.reason(name, dated=bool(fact.earliest or fact.latest))
        return self.reason("cap") if len(set(fact.persons)) > self.cap else ""

    def reason(self, criterion: str, *, dated: bool = True) -> str:
        """What it means that a criterion keeps a fact out, in words that follow a number."""
        if criterion == "sources":
            return f"with fewer than {counted(self.sources, 'independent source')}"
        if criterion == "known_by":
            return f"not known by {self.known_by}"
        if criterion == "window":
            return "outside the window" if dated else "without a date"
        return f"of more than {self.cap} persons" if criterion == "cap" else _ORDER[criterion]


_ORDER: Final = {
    "statuses": "by status", "types": "by type", "barred_types": "by type", "sources": "", "outlets": "by outlet",
    "known_by": "", "concerning": "by place or organization", "barring": "by place or organization", "window": "",
}  # fmt: skip
"""Criteria in the order in which they are told: a fact is counted under the first that keeps it out."""


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
    columns = columns_of(network)
    sizes = columns.persons.counts
    counting, left_out = _sifted(columns, wanted)
    if not counting.any() and not empty:
        raise _nothing(wanted, left_out)
    one, other, fact = pairs_of(columns.persons, np.flatnonzero(counting))
    key = one * len(columns.people) + other
    order = np.lexsort((fact, key))  # a tie's events stay in the order of their IRIs, so that sums are the same
    found, begins = np.unique(key[order], return_index=True)
    parts = 1 / (sizes[fact[order]] - 1)
    ends = np.stack(np.divmod(found, max(1, len(columns.people))), axis=1)
    tied = np.unique(ends)
    return Ties(
        persons=tuple(columns.people[person] for person in tied.tolist()),
        names=network.names,
        ends=np.searchsorted(tied, ends),
        amounts=np.add.reduceat(parts, begins) if len(found) else np.zeros(0),
        carried=tuple(columns.iris[number] for number in fact[order].tolist()),
        begins=tuple(begins.tolist()),
        notes=_notes(wanted, left_out, counting=int(counting.sum())) + _alone(network, len(tied)),
    )


def _sifted(columns: Columns, wanted: TieFilter) -> tuple[Flags, Counter[str]]:
    """(facts) those that count, of contacts of two persons at least; and how many others there are, by the reason."""
    counting = np.zeros(len(columns.iris), dtype=np.bool_)
    counting[columns.contacts] = True
    counting &= columns.persons.counts > 1
    left_out: Counter[str] = Counter()
    failed = {**columns.failed(wanted), "cap": columns.persons.counts > wanted.cap}
    dated = columns.dated()
    for name in (*_ORDER, "cap"):
        if name not in failed:
            continue
        for flags, has_day in ((dated, True), (~dated, False)):
            left_out[wanted.reason(name, dated=has_day)] += int((counting & failed[name] & flags).sum())
        counting &= ~failed[name]
    return counting, +left_out


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


def check_any(network: Network, wanted: PathFilter) -> None:
    """Look whether a filter lets anything pass that connects two persons, however many others.

    Raises:
        EmptyNetworkError: when nothing does; tells what kept most of it out.
    """
    ties = TieFilter.of(wanted, cap=sys.maxsize)
    counting, left_out = _sifted(columns_of(network), ties)
    if not counting.any():
        raise _nothing(ties, left_out)


def _nothing(wanted: TieFilter, left_out: Counter[str]) -> EmptyNetworkError:
    """Nothing passes: the reason that kept most out comes first, and what would let that in."""
    if not left_out:
        return EmptyNetworkError("no event of this store connects two persons", mend="Build more articles into it.")
    order = sorted(left_out.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{number} {why}" for why, number in order)
    wider = {wanted.reason(name, dated=dated): words for name, words in _WIDER.items() for dated in (True, False)}
    wider[wanted.reason("window", dated=False)] = "no window, which lets undated events in"
    mends = dict.fromkeys(wider[why] for why, _ in order)
    return EmptyNetworkError(f"no event passes; left out: {told}", mend=f"Widen the filter: {', or '.join(mends)}.")


_WIDER: Final = {
    "statuses": "any status", "types": "other types", "barred_types": "other types", "sources": "fewer sources",
    "outlets": "other outlets", "known_by": "a later day", "concerning": "another place or organization, or none",
    "barring": "another place or organization, or none", "window": "a longer window", "cap": "a higher cap",
}  # fmt: skip
"""What to change of each criterion."""
