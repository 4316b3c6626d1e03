"""Shortest paths between two nodes of a NetworkX graph, searched from both ends at once.

Level-synchronous bidirectional breadth-first search (Pohl 1971): each step grows the smaller frontier by one level, so
the work is about the square root of a one-sided search's on networks with hubs. NetworkX has it for one path only; this
yields them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import networkx as nx


def all_shortest_paths(
    graph: nx.Graph[str],
    source: str,
    target: str,
    *,
    passable: Callable[[str, str], bool] | None = None,
    longest: int | None = None,
) -> Iterator[list[str]]:
    """Every shortest path from ``source`` to ``target``, in alphabetical order of the nodes passed.

    Args:
        graph: an undirected simple graph.
        source: a node of it.
        target: another.
        passable: whether the edge between two nodes may be used; None for every edge.
        longest: give up beyond this number of edges; None for no limit.

    Yields:
        Lists of nodes from source to target; nothing when they are not connected.

    Raises:
        networkx.NodeNotFound: when an end is not in the graph.

    >>> list(all_shortest_paths(nx.Graph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")]), "a", "d"))
    [['a', 'b', 'd'], ['a', 'c', 'd']]
    """
    for node in (source, target):
        if node not in graph:
            raise nx.NodeNotFound(f"{node!r} is not in the graph")
    if source == target:
        yield [source]
        return
    forward, backward = _Side(source), _Side(target)
    while forward.frontier and backward.frontier:
        if longest is not None and forward.level + backward.level >= longest:
            return
        grown, other = (forward, backward) if len(forward.frontier) <= len(backward.frontier) else (backward, forward)
        grown.grow(graph, passable)
        # Both searches are whole levels, so the first meeting level holds every shortest path and no longer one.
        meeting = [node for node in grown.frontier if node in other.depth]
        if meeting:
            shortest = min(other.depth[node] for node in meeting)
            yield from _join(forward, backward, [node for node in meeting if other.depth[node] == shortest])
            return


def k_shortest_paths(
    graph: nx.Graph[str],
    source: str,
    target: str,
    count: int,
    *,
    passable: Callable[[str, str], bool] | None = None,
    longest: int | None = None,
) -> list[list[str]]:
    """The ``count`` shortest simple paths, shortest first, ties in alphabetical order.

    The shortest come from the bidirectional search; only when they are fewer than asked for are longer ones generated
    (Yen 1971, as NetworkX has it) on the edges that may be passed.

    Raises:
        networkx.NodeNotFound: when an end is not in the graph.
    """
    paths = list(islice(all_shortest_paths(graph, source, target, passable=passable, longest=longest), count))
    if not paths or len(paths) >= count or source == target:
        return paths
    allowed = graph
    if passable is not None:
        allowed = graph.edge_subgraph([(one, other) for one, other in graph.edges if passable(one, other)])
    shortest = len(paths[0])
    level: list[list[str]] = []
    for path in nx.shortest_simple_paths(allowed, source, target):
        if len(path) == shortest:
            continue
        if longest is not None and len(path) - 1 > longest:
            break
        if level and len(path) > len(level[0]):
            paths.extend(sorted(level))
            level = []
            if len(paths) >= count:
                break
        level.append(path)
        if len(level) > _TIES:
            break
    return (paths + sorted(level))[:count]


_TIES = 1000  # of one length; more are not told apart by their order


class _Side:
    """One of the two searches: predecessors and depth of every node reached, and the newest level."""

    def __init__(self, start: str) -> None:
        self.depth = {start: 0}
        self.before: dict[str, list[str]] = {start: []}
        self.frontier = [start]
        self.level = 0

    def grow(self, graph: nx.Graph[str], passable: Callable[[str, str], bool] | None) -> None:
        """Reach the next level."""
        self.level += 1
        reached: list[str] = []
        for node in self.frontier:
            for neighbour in graph.adj[node]:
                known = self.depth.get(neighbour)
                if known is not None and known < self.level:
                    continue
                if passable is not None and not passable(node, neighbour):
                    continue
                if known is None:
                    self.depth[neighbour] = self.level
                    self.before[neighbour] = [node]
                    reached.append(neighbour)
                else:
                    self.before[neighbour].append(node)
        self.frontier = reached

    def ways_to(self, node: str) -> Iterator[tuple[str, ...]]:
        """Every shortest way from the start to a node reached, start first."""
        stack: list[tuple[str, tuple[str, ...]]] = [(node, (node,))]
        while stack:
            current, way = stack.pop()
            if not self.before[current]:
                yield way
            stack.extend((earlier, (earlier, *way)) for earlier in sorted(self.before[current], reverse=True))


def _join(forward: _Side, backward: _Side, meeting: list[str]) -> Iterator[list[str]]:
    """Glue the halves at every node where the searches met; sorted where the result is small enough to be listed."""
    whole = (
        [*first, *reversed(second[:-1])]
        for node in sorted(meeting)
        for first in forward.ways_to(node)
        for second in backward.ways_to(node)
    )
    head = list(islice(whole, _TIES))
    yield from sorted(head)
    yield from whole
