"""The picture of what connects several persons: a tree from left to right, as places in units of a pixel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.web.paths.strip import EDGE, LINE, Box, boxed, thick, written

WIDTH: Final = 150
_GAP: Final = 132
_BETWEEN: Final = 34  # rows
_PADDING: Final = 16


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes, from and to, how thick, and where words over it stand."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float

    @property
    def middle(self) -> tuple[float, float]:
        """Of it."""
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2


@dataclass(frozen=True, slots=True)
class Net:
    """Boxes by IRI, and lines in the order of the links."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    edges: tuple[Edge, ...]


def net(names: Mapping[str, str], links: Sequence[tuple[str, str, int]]) -> Net:
    """Lay out what connects some persons: each group from its first person on, one below the other.

    Args:
        names: by IRI, of everybody, in the order in which groups begin.
        links: two of them, and how many facts they share; each pair once.
    """
    near: dict[str, list[str]] = {iri: [] for iri in names}
    for one, other, _ in links:
        near[one].append(other)
        near[other].append(one)
    depth: dict[str, int] = {}
    row: dict[str, float] = {}
    rows = 0
    for root in names:
        if root not in depth:
            rows = _tree(root, near, depth, row, rows)
    lines = {iri: written(name) for iri, name in names.items()}
    height = max(map(len, lines.values())) * LINE + _PADDING
    boxes = {
        iri: boxed(EDGE + depth[iri] * (WIDTH + _GAP), EDGE + row[iri] * (height + _BETWEEN), WIDTH, height, lines[iri])
        for iri in names
    }
    edges = tuple(_edge(boxes[one], boxes[other], count) for one, other, count in links)
    width = max(box.x + box.width for box in boxes.values()) + EDGE
    return Net(width, max(box.y + box.height for box in boxes.values()) + EDGE, boxes, edges)


def _tree(root: str, near: Mapping[str, list[str]], depth: dict[str, int], row: dict[str, float], rows: int) -> int:
    """Place who is connected with one: by the fewest links, everybody in the middle of those behind; the next row."""
    depth[root] = 0
    order, behind = [root], {root: list[str]()}
    for iri in order:
        for other in near[iri]:
            if other not in depth:
                depth[other] = depth[iri] + 1
                behind[iri].append(other)
                behind[other] = []
                order.append(other)
    waiting = [root]
    while waiting:
        iri = waiting.pop()
        waiting.extend(reversed(behind[iri]))
        if not behind[iri]:
            row[iri] = rows
            rows += 1
    for iri in reversed(order):
        if behind[iri]:
            row[iri] = sum(row[other] for other in behind[iri]) / len(behind[iri])
    return rows


def _edge(one: Box, other: Box, count: int) -> Edge:
    """From side to side; between two of one column from below to above."""
    left, right = sorted((one, other), key=lambda box: (box.x, box.y))
    if left.x == right.x:
        ends = (left.middle, left.y + left.height, right.middle, right.y)
    else:
        ends = (left.x + left.width, left.y + left.height / 2, right.x, right.y + right.height / 2)
    return Edge(*ends, thick(count))
