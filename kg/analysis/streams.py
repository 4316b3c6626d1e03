"""Paths between the ends of a question by length: many pairs, one search at a time, one budget."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np

from kg.analysis.adjacency import Adjacency
from kg.analysis.answers import LONGEST, PathQuestion
from kg.analysis.columns import Flags
from kg.analysis.demands import Carried, Distances, Ways, cells, ways_to
from kg.analysis.search import Budget, Search

CANDIDATES: Final = 500
"""Paths that are looked at before the best are chosen; where there are more, the answer says so."""

_HELD: Final = 48
"""Nodes whose distances from all others one question remembers."""

_CELLS: Final = 48_000_000
"""Distances that it remembers of targets past what is demanded."""

Nodes = tuple[int, ...]


def by_length(path: Nodes) -> tuple[int, Nodes]:
    """Order of paths."""
    return len(path), path


class Streams:
    """Searches of one question. What a search holds grows with the network, so there is one at a time.

    Args:
        rows: the network's.
        question: what is wanted.
        links: (of each) those that may be used. nodes: the same. hubs: nodes that only their own paths may begin at.
        pairs: numbers of the ends; those of one target are looked at one after the other.
        carried: what paths carry along; None where neither time nor what facts are does matter.
    """

    def __init__(
        self,
        rows: Adjacency,
        question: PathQuestion,
        *,
        links: Flags,
        nodes: Flags,
        hubs: Flags,
        pairs: Sequence[tuple[int, int]],
        carried: Carried | None,
    ) -> None:
        self._rows = rows
        self._question = question
        self._links, self._nodes, self._hubs = links, nodes, hubs
        order = {target: place for place, target in enumerate(dict.fromkeys(target for _, target in pairs))}
        self._pairs = sorted(pairs, key=lambda pair: order[pair[1]])  # what is known of a target serves all its pairs
        self._carried = carried
        self._demanding = carried is not None and carried.every > 0
        self._longest = min(question.longest, LONGEST)
        self._wanted = question.count if question.mode == "best" else 1
        self._through = [rows.index[iri] for iri in question.through]
        self._wished = {rows.index[iri] for iri in question.any_of}
        self._far: OrderedDict[int, Distances] = OrderedDict()
        self._ways: OrderedDict[int, Ways] = OrderedDict()
        self._nearest: dict[tuple[int, int], int] = {}

    def paths(self, budget: Budget) -> Iterator[Nodes]:
        """By length, up to the length of the last that is wanted; the pairs one after the other for each length."""
        question = self._question
        plain = not (self._through or self._wished or self._carried or question.mode == "simple")
        found, least = self._shortest(budget) if plain else ([], dict.fromkeys(self._pairs, 0))
        given = 0
        for length in range(1, self._longest + 1):
            longer = (
                self._of_length(pair, length, budget)
                for pair in self._pairs
                if least.get(pair, length) < length and self._may_be(pair, length, budget)
            )
            shortest = (path for path in found if len(path) == length + 1)
            for path in itertools.chain(shortest, itertools.chain.from_iterable(longer)):
                yield path
                given += 1
            if budget.spent or (given >= self._wanted and question.mode != "simple"):
                return

    def _shortest(self, budget: Budget) -> tuple[list[Nodes], dict[tuple[int, int], int]]:
        """The shortest paths of every pair that may be wanted, by length; the least length of pairs with more."""
        most = max(CANDIDATES, self._question.count) + 1
        longest = self._longest
        found: list[Nodes] = []
        least = {}
        for pair in self._pairs:
            paths = self._search(*pair).shortest(*pair, longest=longest, budget=budget)
            head = list(itertools.islice(paths, most))
            if head:
                least[pair] = len(head[0]) - 1
                found = sorted((*found, *head), key=by_length)[:most]
            if len(found) >= self._wanted:
                longest = len(found[self._wanted - 1]) - 1
        return found, least if self._question.mode == "best" else {}

    def _may_be(self, pair: tuple[int, int], length: int, budget: Budget) -> bool:
        """Whether two may have a path of so many edges; how far they are is looked up once."""
        if pair not in self._nearest and not budget.spent:
            source, target = pair
            nearest = int(self._distances(target, budget=budget)[source])
            if self._demanding and nearest <= self._longest and not budget.spent:
                nearest = max(nearest, self._past(target, budget=budget).least(source))
            self._nearest[pair] = nearest
        return not budget.spent and self._nearest[pair] <= length

    def _of_length(self, pair: tuple[int, int], length: int, budget: Budget) -> Iterator[Nodes]:
        """Paths of so many edges between two."""
        carried = self._carried
        found = self._search(*pair).simple(
            *pair,
            longest=length,
            least=length,
            distances=partial(self._distances, budget=budget),
            through=self._through,
            step=carried.step if carried else None,
            begin=carried.begin if carried else None,
            budget=budget,
            carried=carried if self._demanding else None,
            ways=partial(self._past, budget=budget) if self._demanding else None,
        )
        return (path for path in found if not self._wished or self._wished.intersection(path))

    def _search(self, *ends: int) -> Search:
        """Where paths between some may go."""
        nodes = self._nodes & ~self._hubs
        chosen = np.array(ends, dtype=np.int64)
        nodes[chosen] = self._nodes[chosen]
        return Search(self._rows, self._links, nodes)

    def _distances(self, node: int, *, budget: Budget) -> Distances:
        """Edges from a node at least, past whoever is an end of any pair."""
        found = self._far.pop(node, None)
        if found is None:
            if len(self._far) >= _HELD:
                self._far.popitem(last=False)
            found = self._whole().distances(node, longest=self._longest, budget=budget)
        self._far[node] = found
        return found

    def _whole(self) -> Search:
        """Where paths of any pair may go."""
        return self._search(*sorted({end for pair in self._pairs for end in pair}))

    def _past(self, target: int, *, budget: Budget) -> Ways:
        """How far an end is, past what is demanded."""
        found = self._ways.pop(target, None)
        if found is None and self._carried is not None:
            bits, every, whole = self._carried.bits, self._carried.every, self._whole()
            while len(self._ways) > 1 and (len(self._ways) + 1) * cells(every) * len(self._nodes) > _CELLS:
                self._ways.popitem(last=False)
            found = ways_to(
                self._rows, target, bits, every, links=whole.links, nodes=whole.nodes, longest=self._longest,
                look=budget.look,
            )  # fmt: skip
        self._ways[target] = found or Ways(())
        return self._ways[target]
