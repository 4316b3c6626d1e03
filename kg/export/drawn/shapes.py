"""Persons' shapes and ties' widths, as SVG."""

from __future__ import annotations

from math import sqrt

from kg.export.drawn.groups import PLAIN, Group
from kg.export.sheet import Edge, Node

SMALLEST, LARGEST = 4.5, 26.0  # radius of a person, in pixels
_STEP = 2.1
THINNEST, THICKEST = 1.2, 9.0  # of ties, in pixels
DASHES = "5 4"

_POINTS: dict[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)),
    "triangle": ((0, -1.2), (1.13, 0.8), (-1.13, 0.8)),
    "wedge": ((0, 1.2), (1.13, -0.8), (-1.13, -0.8)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "hexagon": ((1.1, 0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0), (-0.55, -0.95), (0.55, -0.95)),
    "star": (
        (0, -1.35), (0.35, -0.48), (1.28, -0.42), (0.57, 0.18), (0.79, 1.09),
        (0, 0.6), (-0.79, 1.09), (-0.57, 0.18), (-1.28, -0.42), (-0.35, -0.48),
    ),
    "cross": (
        (-0.42, -1.1), (0.42, -1.1), (0.42, -0.42), (1.1, -0.42), (1.1, 0.42), (0.42, 0.42),
        (0.42, 1.1), (-0.42, 1.1), (-0.42, 0.42), (-1.1, 0.42), (-1.1, -0.42), (-0.42, -0.42),
    ),
}  # fmt: skip


def radius(contacts: int, most: int) -> float:
    """Of a person: it grows with the root of the number of contacts.

    Args:
        contacts: of the person.
        most: that anybody in the picture has; where they are many, all grow less.
    """
    step = min(_STEP, (LARGEST - SMALLEST) / max(1.0, sqrt(most) - 1))
    return round(SMALLEST + step * (sqrt(max(1, contacts)) - 1), 1)


def thickness(events: int) -> float:
    """Of a tie: it grows with the number of events, more slowly."""
    return round(min(THICKEST, THINNEST * sqrt(max(1, events))), 1)


def happened(edge: Edge) -> bool:
    """Whether any event of a tie is said to have taken place."""
    return any(event.happened for event in edge.events)


def mark(group: Group, size: float) -> str:
    """A person's shape around nought."""
    if group.shape in _POINTS:
        corners = " ".join(f"{number(x * size)},{number(y * size)}" for x, y in _POINTS[group.shape])
        return f'<polygon points="{corners}"/>'
    if group.shape == PLAIN:
        ring = max(1.6, size * 0.35)
        line = f'stroke="{group.colour}" stroke-width="{number(ring)}"'
        return f'<circle class="paper" r="{number(size - ring / 2)}" fill="#ffffff" {line}/>'
    return f'<circle r="{number(size)}"/>'


def number(value: float) -> str:
    """A number with a decimal at most.

    >>> number(2.0), number(-0.04), number(1.25)
    ('2', '0', '1.2')
    """
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else f"{value:.1f}".removesuffix(".0")
    )


def named(node: Node) -> str:
    """A person's name; its id where it has none that can be drawn."""
    return node.label.strip() or node.id
