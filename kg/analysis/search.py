"""Paths between two nodes of an adjacency: all shortest at once, and all simple ones by length.

The shortest come from a level-synchronous bidirectional breadth-first search (Pohl 1971): each step grows the side that
has fewer edges to look at by one level. Longer ones come from a depth-first search for each length in turn, which goes
nowhere from where the target is out of reach: distances to it are known from one breadth-first search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import numpy as np

from kg.analysis.adjacency import Adjacency
from kg.analysis.columns import Flags, Numbers
from kg.analysis.demands import FAR, Carried, Distances, Ways

STEPS: Final = 500_000
"""Links that one search for longer paths may try, about a second's; then it ends and says so."""

AHEAD: Final = 100_000_000
"""Links that one question may look at for distances past what is demanded, about three seconds' work."""

_ROW: Final = 32
"""Links that are looked at together in the time that one takes to be tried."""

_LEVEL: Final = 256
"""The same of the links and nodes of a breadth-first search."""

Step = Callable[[object, int], object]
"""From a state and the number of a link to the state behind it; None where it may not be taken."""


@dataclass
class Budget:
    """How much a search may still do; shared by searches that are one question.

    Attributes:
        steps: links that may be tried.
        ahead: links that may be looked at before, for distances past what is demanded.
        spent: whether either is used up.
    """

    steps: int = STEPS
    ahead: int = field(default=AHEAD, init=False)
    spent: bool = field(default=False, init=False)

    def take(self, links: int = 1) -> bool:
        """Whether more may be tried, after so many links."""
        self.steps -= links
        self.spent = self.spent or self.steps < 0
        return not self.spent

    def look(self, links: int) -> bool:
        """Whether so many links may be looked at for distances."""
        if not self.spent:
            self.ahead -= links
            self.spent = self.ahead < 0
        return not self.spent

    @property
    def cut(self) -> str:
        """Why a search ended early, as of ``PathAnswer``; empty where it did not."""
        return ("demands" if self.ahead < 0 else "steps") if self.spent else ""


@dataclass(frozen=True)
class Search:
    """Where paths may go.

    Attributes:
        adjacency: the network. links, nodes: (of each) those that may be used.
    """

    adjacency: Adjacency
    links: Flags
    nodes: Flags

    def distances(self, start: int, *, longest: int, budget: Budget | None = None) -> Distances:
        """(nodes) edges from a node to every other; ``FAR`` beyond ``longest``, and behind where the budget ends."""
        side = _Side(self, start)
        while side.frontier.size and side.level < longest:
            if budget is not None and not budget.take(side.work // _LEVEL):
                break
            side.grow()
        return side.depth

    def shortest(
        self, source: int, target: int, *, longest: int, budget: Budget | None = None
    ) -> Iterator[tuple[int, ...]]:
        """Every shortest path, in order of the nodes passed; nothing where there is none of ``longest`` edges.

        Args:
            source: number of a node.
            target: of another.
            longest: edges.
            budget: ends the search when it is spent.
        """
        if source == target or not (self.nodes[source] and self.nodes[target]):
            return
        allowance = budget or Budget()
        if not allowance.take(len(self.nodes) // _LEVEL):
            return
        forward, backward = _Side(self, source), _Side(self, target)
        while forward.frontier.size and backward.frontier.size and forward.level + backward.level < longest:
            grown, other = (forward, backward) if forward.work <= backward.work else (backward, forward)
            if not allowance.take(grown.work // _LEVEL):
                return
            grown.grow()
            meeting = grown.frontier[other.depth[grown.frontier] != FAR]
            if meeting.size:  # whole levels met, so every shortest path passes the newest of both
                length = forward.level + backward.level
                goal = _Goal(target, length, self._left(forward, backward, meeting))
                yield from self._of_length(source, goal, allowance, None, None)
                return

    def simple(
        self,
        source: int,
        target: int,
        *,
        longest: int,
        least: int = 1,
        distances: Callable[[int], Distances] | None = None,
        through: Sequence[int] = (),
        step: Step | None = None,
        begin: object = None,
        budget: Budget | None = None,
        carried: Carried | None = None,
        ways: Callable[[int], Ways] | None = None,
    ) -> Iterator[tuple[int, ...]]:
        """Every path without a node twice, shortest first, then in order of the nodes passed.

        Args:
            source: number of a node.
            target: of another.
            longest: edges.
            least: edges.
            distances: edges from a node to every other, or fewer, where they are known already.
            through: nodes that must lie on it.
            step: which links may follow which; None for any.
            begin: state at the source.
            carried: makes these states, and says what demands they meet; None where nothing is demanded.
            ways: to a target, past what is demanded; given with ``carried``.
            budget: ends the search when it is spent.
        """
        if source == target or not (self.nodes[source] and self.nodes[target]):
            return
        far = distances or partial(self.distances, longest=longest)
        allowance = budget or Budget()
        if allowance.spent:
            return
        left = far(target)
        if left[source] == FAR:
            return
        stops = [(node, far(node)) for node in through if node not in (source, target)]
        if any(not self.nodes[node] or distance[source] == FAR for node, distance in stops):
            return
        known = ways(target) if ways is not None else Ways(())
        goal = _Goal(target, 0, left, stops, carried, known)
        for length in range(max(least, int(left[source]), known.least(source)), longest + 1):
            yield from self._of_length(source, replace(goal, length=length), allowance, step, begin)
            if allowance.spent:
                return

    def _left(self, forward: _Side, backward: _Side, layer: Numbers) -> Distances:
        """(nodes) edges to the target of those that lie on a shortest path; ``FAR`` of all others that were reached.

        Args:
            forward: the search from the source.
            backward: the one from the target.
            layer: nodes where they met.
        """
        left = backward.depth.copy()
        length = forward.level + backward.level
        keep = np.zeros(len(left), dtype=np.bool_)
        keep[layer] = True
        for level in range(forward.level - 1, -1, -1):
            reached = self.next_to(layer)
            layer = np.unique(reached[forward.depth[reached] == level])
            left[layer] = length - level
            keep[layer] = True
        inner = backward.depth < length - forward.level
        left[~(keep | inner)] = FAR
        return left

    def _of_length(
        self,
        source: int,
        goal: _Goal,
        budget: Budget,
        step: Step | None,
        begin: object,
    ) -> Iterator[tuple[int, ...]]:
        """Simple paths of exactly so many edges."""
        path, states, taken = [source], [begin], {source}
        known: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        target, length, carried = goal.target, goal.length, goal.carried

        def onward(node: int) -> Iterator[tuple[int, int]]:
            """From the end of the path; the same for every path that comes there with as much left, without stops."""
            budget.steps -= self.adjacency.degree(node) // _ROW
            met = carried.met(states[-1]) if carried is not None else 0
            if goal.stops:
                return iter(self._onward(node, length - len(path), goal, _missing(goal.stops, taken), met))
            key = node, len(path), met
            if key not in known:
                known[key] = self._onward(node, length - len(path), goal, (), met)
            return iter(known[key])

        ways = [onward(source)]
        while ways:
            following = next(ways[-1], None)
            if following is None:
                ways.pop()
                taken.discard(path.pop())
                states.pop()
                continue
            node, link = following
            if not budget.take():
                return
            if node in taken:
                continue
            state = states[-1]
            if step is not None:
                state = step(state, link)
                if state is None:
                    continue
            if node == target:
                if carried is None or carried.is_complete(state):
                    yield (*path, node)
                continue
            path.append(node)
            states.append(state)
            taken.add(node)
            ways.append(onward(node))

    def _onward(
        self,
        node: int,
        remaining: int,
        goal: _Goal,
        stops: Sequence[tuple[int, Distances]],
        met: int,
    ) -> list[tuple[int, int]]:
        """Neighbours from which the target can be reached in what remains, past every stop; with the links to them."""
        left = goal.left
        rows = self.adjacency
        begin, end = rows.starts[node], rows.starts[node + 1]
        neighbours, links = rows.neighbours[begin:end], rows.links[begin:end]
        good = self.links[links] & self.nodes[neighbours] & (left[neighbours] <= remaining)
        if remaining:
            good &= neighbours != goal.target
        for stop, distance in stops:
            good &= distance[neighbours].astype(np.int32) + int(left[stop]) <= remaining
        if goal.carried is not None:
            met_then = goal.carried.bits[links] | np.uint8(met)
            good &= goal.ways.within(~met_then & np.uint8(goal.carried.every), neighbours, remaining)
        return list(zip(neighbours[good].tolist(), links[good].tolist(), strict=True))

    def next_to(self, nodes: Numbers) -> Numbers:
        """Nodes next to any of some, as often as there are links that may be used."""
        rows = self.adjacency
        places = rows.places_of(nodes)
        neighbours = rows.neighbours[places]
        found: Numbers = neighbours[self.links[rows.links[places]] & self.nodes[neighbours]]
        return found


@dataclass(frozen=True)
class _Goal:
    """Where paths are to end, and what they have to pass.

    Attributes:
        target: number of a node. length: edges. left: (nodes) edges to the target. stops: nodes to be passed, with the
            distances from them. carried, ways: as of ``Search.simple``.
    """

    target: int
    length: int
    left: Distances
    stops: Sequence[tuple[int, Distances]] = ()
    carried: Carried | None = None
    ways: Ways = field(default=Ways(()))


class _Side:
    """A breadth-first search, level by level: the newest level, and the distance of all that was reached."""

    def __init__(self, search: Search, start: int) -> None:
        self._search = search
        self._first = np.empty(len(search.adjacency.nodes), dtype=np.int64)
        self.depth: Distances = np.full(len(search.adjacency.nodes), FAR, dtype=np.int16)
        self.depth[start] = 0
        self.frontier: Numbers = np.array([start], dtype=np.int64)
        self.level = 0

    @property
    def work(self) -> int:
        """Edges that the next level has to look at."""
        rows = self._search.adjacency
        return int((rows.starts[self.frontier + 1] - rows.starts[self.frontier]).sum())

    def grow(self) -> None:
        """Reach the next level."""
        self.level += 1
        reached = self._search.next_to(self.frontier)
        reached = reached[self.depth[reached] == FAR]
        places = np.arange(len(reached))
        self._first[reached] = places  # of each node one place stays, so that it is reached once; sorting costs more
        self.frontier = reached[self._first[reached] == places]
        self.depth[self.frontier] = self.level


def _missing(stops: Sequence[tuple[int, Distances]], taken: set[int]) -> list[tuple[int, Distances]]:
    """Stops that a path has not passed yet."""
    return [stop for stop in stops if stop[0] not in taken]
