"""What a path carries along, link by link: the days it may have come to, and the demands on its facts that it has met.

Demands are bits of a number. Where time does not matter, a link meets what any of its facts does. In the order of time
one fact of each link is the one that took place, and these together have to meet all, so of each set of demands the
days are kept on which it can have been met. How far the target is from somewhere past what is still to be met comes
from a breadth-first search over nodes and sets of demands met.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from kg.analysis.adjacency import Adjacency
from kg.analysis.clock import NOTHING_YET, Clock, Days, Met
from kg.analysis.columns import Flags, Numbers

Bits = NDArray[np.uint8]
"""Sets of demands."""

Distances = NDArray[np.int16]
FAR: Final = 10_000
"""Distance of what cannot be reached."""

_TOGETHER: Final = 4
"""Demands whose sets one breadth-first search tells apart; of more, each four have one of their own."""


@dataclass(frozen=True)
class Carried:
    """What a search knows at the end of a path: a number of demands met, or ``Met`` where the days count.

    Attributes:
        bits: (links) the demands that each meets. every: all demands.
        clock: which way time goes; None where that does not matter.
        facts: of a link, the days of its facts with what each meets; looked at for a clock alone.
    """

    bits: Bits
    every: int
    clock: Clock | None = None
    facts: Callable[[int], Sequence[tuple[int, Sequence[Days]]]] = lambda _: ()

    @property
    def begin(self) -> object:
        """At the source."""
        return 0 if self.clock is None else NOTHING_YET

    def step(self, state: object, link: int) -> object:
        """Behind a link; None where it may not be taken."""
        if self.clock is None:
            return cast("int", state) | int(self.bits[link])
        return self.clock.meeting(cast("Met", state), self.facts(link)) or None

    def met(self, state: object) -> int:
        """Demands that have been met, each perhaps on other days."""
        return cast("int", state) if self.clock is None else reduce(or_, cast("Met", state), 0)

    def is_complete(self, state: object) -> bool:
        """Whether all demands have been met."""
        return (state == self.every) if self.clock is None else self.every in cast("Met", state)


@dataclass(frozen=True)
class Ways:
    """How far a target is, past links that meet what is still to be met.

    Attributes:
        groups: of some demands each: the place of the first bit, and of each set of them (nodes) edges to the target.
    """

    groups: tuple[tuple[int, tuple[Distances, ...]], ...]

    def within(self, missing: Bits, nodes: Numbers, remaining: int) -> Flags:
        """(nodes) those from which the target may be reached in so many edges, past what is missing at each."""
        good = np.ones(len(nodes), dtype=np.bool_)
        for first, tables in self.groups:
            wanted = (missing >> first) & (len(tables) - 1)
            for value in np.unique(wanted).tolist():
                of_value = np.flatnonzero(wanted == value)
                good[of_value] &= tables[value][nodes[of_value]] <= remaining
        return good

    def least(self, node: int) -> int:
        """Edges at least from a node to the target, past all there is to be met."""
        return max((int(tables[-1][node]) for _, tables in self.groups), default=0)


def ways_to(
    rows: Adjacency,
    target: int,
    bits: Bits,
    every: int,
    *,
    links: Flags,
    nodes: Flags,
    longest: int,
    look: Callable[[int], bool] = lambda _: True,
) -> Ways:
    """How far a node is from all others, past what meets demands.

    Args:
        rows: the network's.
        target: number of the node.
        bits: (links) the demands that each meets.
        every: all demands.
        links: those that may be used.
        nodes: likewise.
        longest: edges.
        look: whether so many links may be looked at; where not, what is behind them is told to be out of reach.
    """
    groups = []
    for first in range(0, every.bit_length(), _TOGETHER):
        some = (every >> first) & ((1 << _TOGETHER) - 1)
        own = ((bits >> first) & some).astype(np.uint8)
        groups.append(
            (first, _distances(rows, target, own, some, links=links, nodes=nodes, longest=longest, look=look))
        )
    return Ways(tuple(groups))


def cells(every: int) -> int:
    """Distances that ``Ways`` hold of each node."""
    return sum(1 << min(_TOGETHER, every.bit_length() - first) for first in range(0, every.bit_length(), _TOGETHER))


def _distances(
    rows: Adjacency,
    target: int,
    bits: Bits,
    every: int,
    *,
    links: Flags,
    nodes: Flags,
    longest: int,
    look: Callable[[int], bool],
) -> tuple[Distances, ...]:
    """Of each set of demands (nodes) edges to the target over links that meet them, or more; ``FAR`` beyond."""
    depth = np.full((every + 1, len(nodes)), FAR, dtype=np.int16)
    depth[0, target] = 0
    frontier: dict[int, Numbers] = {0: np.array([target], dtype=np.int64)}
    for level in range(1, longest + 1):
        reached: dict[int, list[Numbers]] = {}
        for met, some in frontier.items():
            places = rows.places_of(some)
            if not look(len(places)):
                return tuple(depth)
            near, over = rows.neighbours[places], rows.links[places]
            good = links[over] & nodes[near]
            near, now = near[good], bits[over[good]] | np.uint8(met)
            for value in np.unique(now).tolist():
                reached.setdefault(value, []).append(near[now == value])
        frontier = {}
        for value in sorted(reached, reverse=True):  # what meets more is looked at first: the rest tells nothing new
            found = np.zeros(len(nodes), dtype=np.bool_)
            found[np.concatenate(reached[value])] = True
            new = np.flatnonzero(found & (depth[value] == FAR))
            if new.size:
                for part in range(value + 1):
                    if not part & ~value:
                        depth[part, new] = np.minimum(depth[part, new], level)
                frontier[value] = new
        if not frontier:
            break
    return tuple(depth)
