"""Clustering under constraints: what is linked comes together unless two members exclude each other.

Not plain connected components: one wrong link in a chain would glue everything it touches. Links are taken strongest
first, and two clusters join only if no member of one excludes a member of the other. Among weak links, a node that
could join two clusters which exclude each other joins neither: a wrong link is worse than none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Nodes ``left`` < ``right`` may be one; ``strength`` says how well founded that is."""

    strength: int
    left: int
    right: int


def cluster(
    size: int, links: Iterable[Link], excludes: Callable[[int, int], bool], *, sure: int = 0
) -> list[tuple[int, ...]]:
    """Group the nodes 0 … ``size`` - 1.

    The result depends on the numbering of the nodes only where equally strong links compete; number them by content.

    Args:
        size: how many nodes.
        links: pairs that may be one, each pair at most once.
        excludes: whether two nodes cannot be one; symmetric.
        sure: links of at least this strength are taken even where they compete; the first by number wins.

    Returns:
        Clusters in order of their smallest node; members ascending.
    """
    clusters = _Clusters(size, excludes)
    levels: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        levels[link.strength].append(link)
    for strength in sorted(levels, reverse=True):
        pairs = {clusters.pair(link) for link in levels[strength]}
        open_pairs = sorted(pair for pair in pairs if pair[0] != pair[1] and clusters.agree(*pair))
        if strength < sure:
            open_pairs = _unambiguous(open_pairs, clusters)
        for left, right in open_pairs:
            clusters.join(left, right)
    return clusters.groups()


class _Clusters:
    """Disjoint sets that remember their members; a root is the smallest member."""

    def __init__(self, size: int, excludes: Callable[[int, int], bool]) -> None:
        self._parent = list(range(size))
        self._members: list[tuple[int, ...]] = [(node,) for node in range(size)]
        self._excludes = excludes

    def root(self, node: int) -> int:
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def pair(self, link: Link) -> tuple[int, int]:
        left, right = self.root(link.left), self.root(link.right)
        return min(left, right), max(left, right)

    def agree(self, left: int, right: int) -> bool:
        return not any(self._excludes(a, b) for a in self._members[left] for b in self._members[right])

    def join(self, left: int, right: int) -> None:
        left, right = sorted((self.root(left), self.root(right)))
        if left != right and self.agree(left, right):
            self._parent[right] = left
            self._members[left] = tuple(sorted(self._members[left] + self._members[right]))

    def groups(self) -> list[tuple[int, ...]]:
        return [self._members[node] for node in range(len(self._parent)) if self._parent[node] == node]


def _unambiguous(pairs: list[tuple[int, int]], clusters: _Clusters) -> list[tuple[int, int]]:
    """The pairs of which neither side could as well join a third that excludes the other side."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for left, right in pairs:
        neighbours[left].add(right)
        neighbours[right].add(left)
    rivals: dict[int, set[int]] = defaultdict(set)
    compared: set[tuple[int, int]] = set()
    for around in {frozenset((*others, node)) for node, others in neighbours.items()}:  # once where all know all
        for pair in combinations(sorted(around), 2):
            if pair not in compared:
                compared.add(pair)
                if not clusters.agree(*pair):
                    rivals[pair[0]].add(pair[1])
                    rivals[pair[1]].add(pair[0])

    def torn(node: int, other: int) -> bool:
        return not rivals[other].isdisjoint(neighbours[node])

    return [(left, right) for left, right in pairs if not torn(left, right) and not torn(right, left)]
