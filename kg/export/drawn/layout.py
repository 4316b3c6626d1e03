"""Where persons stand in a picture: those in contact near each other, groups apart, nobody on top of another.

A force-directed layout after Fruchterman and Reingold (Software: Practice and Experience 21, 1991) with the forces of
ForceAtlas2's LinLog mode (Jacomy and others, PLoS ONE 9(6), 2014), which draws groups apart. Every part of the network
is laid out by itself and the parts are packed in rows. Only operations that IEEE 754 fixes are used, and positions are
rounded in every step, so that the same network gives the same places on any machine.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]

STEPS = 300
SLOW = 700  # persons above whom there are fewer steps: each takes time with the square of their number
WIDER = 1.45  # a picture is so much wider than high
FEW, MANY = 125.0, 72.0  # pixels to a side that each person has, of a few and of many
PADDING = 6.0  # pixels between two persons at least
APART = 50.0  # pixels between two parts
GRAVITY = 0.035  # draws towards the middle, lest far branches make the picture large
_UNIT = 1.0
_PUSHES = 150  # rounds in which persons are pushed off each other
_DIGITS = 6
_NEAR = 1e-4


def arrange(graph: nx.Graph[int], radii: Sequence[float]) -> list[tuple[float, float]]:
    """Places of persons, in pixels, the top left corner at nought.

    Args:
        graph: persons by number from 0, ties with ``weight``.
        radii: of each person, in pixels.
    """
    if not radii:
        return []
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    size = np.array(radii, dtype=np.float64)
    placed = [_part(graph, part, size[part]) for part in parts]
    found = np.zeros((len(radii), 2))
    for part, corner, places in zip(parts, _pack(placed, [size[part] for part in parts]), placed, strict=True):
        found[part] = places + corner
    return [(round(x, 1), round(y, 1)) for x, y in found.tolist()]


def _part(graph: nx.Graph[int], part: list[int], radii: Amounts) -> Amounts:
    """One connected part around nought."""
    count = len(part)
    if count == 1:
        return np.zeros((1, 2))
    index = {node: place for place, node in enumerate(part)}
    pull = np.zeros((count, count))
    for one, other, weight in graph.subgraph(part).edges(data="weight", default=1.0):
        pull[index[one], index[other]] = pull[index[other], index[one]] = 1.0 + np.sqrt(weight)
    mass = 1.0 + (pull > 0).sum(axis=1)
    push = np.sqrt(mass[:, None] * mass[None, :])
    chance = random.Random(count)  # noqa: S311 - a beginning, no secret
    width = float(np.sqrt(count))
    x = np.array([chance.random() * width * WIDER for _ in part])
    y = np.array([chance.random() * width for _ in part])
    room = np.empty((4, count, count))  # made once: to make arrays takes longer than to fill them
    steps = min(STEPS, STEPS * SLOW // count)
    for step in range(steps):
        cool = 1.0 - step / steps
        x, y = _moved(x, y, pull, push, mass, room, limit=width * (0.002 + 0.1 * cool * cool))
    side = MANY + (FEW - MANY) / float(np.sqrt(np.sqrt(count)))
    ends = np.argwhere(np.triu(pull))
    length = float(np.median(_apart(x, y, ends)))
    # So many pixels for each, but ties of a few persons no longer than needed for their names.
    scale = min(
        side * float(np.sqrt(count / max(np.ptp(x) * np.ptp(y), _NEAR))),
        side * max(1.3, 0.33 * width) / max(length, _NEAR),
    )
    return _spread(x * scale, y * scale, radii)


def _apart(x: Amounts, y: Amounts, ends: NDArray[np.int64]) -> Amounts:
    """Lengths of ties."""
    across, down = x[ends[:, 0]] - x[ends[:, 1]], y[ends[:, 0]] - y[ends[:, 1]]
    lengths: Amounts = np.sqrt(across * across + down * down)
    return lengths


def _moved(
    x: Amounts, y: Amounts, pull: Amounts, push: Amounts, mass: Amounts, room: Amounts, *, limit: float
) -> tuple[Amounts, Amounts]:
    """Places after a step, in which nobody goes farther than ``limit``; works in ``room`` (4, persons, persons)."""
    across, down, squared, strength = room
    np.subtract(x[:, None], x[None, :], out=across)
    np.subtract(y[:, None], y[None, :], out=down)
    np.multiply(across, across, out=squared)
    np.multiply(down, down, out=strength)
    squared += strength
    np.maximum(squared, _NEAR, out=squared)
    np.divide(push, squared, out=strength)
    # Attraction grows up to a distance and stays there: groups contract, long ties do not draw all together.
    np.sqrt(squared, out=squared)
    squared += _UNIT
    np.divide(pull, squared, out=squared)
    strength -= squared
    across *= strength
    down *= strength
    weight = GRAVITY * mass
    right = across.sum(axis=1) + (x.mean() - x) * weight
    up = down.sum(axis=1) + (y.mean() - y) * weight * WIDER
    factor = np.minimum(1.0, limit / np.sqrt(np.maximum(right * right + up * up, _NEAR)))
    return np.round(x + right * factor, _DIGITS), np.round(y + up * factor, _DIGITS)


def _spread(x: Amounts, y: Amounts, radii: Amounts) -> Amounts:
    """The same with nobody on top of another: who overlap are pushed apart, round after round."""
    wanted = radii[:, None] + radii[None, :] + PADDING
    numbers = np.arange(len(radii))
    side = np.where(numbers[:, None] > numbers[None, :], 1.0, -1.0)
    for _ in range(_PUSHES):
        across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
        across = np.where((across == 0) & (down == 0), side, across)  # two in one place part along the line
        distance = np.sqrt(np.maximum(across * across + down * down, _NEAR))
        missing = np.maximum(wanted - distance, 0.0)
        missing[numbers, numbers] = 0.0
        if not missing.any():
            break
        missing *= 0.5 / distance
        x, y = (
            np.round(x + (across * missing).sum(axis=1), _DIGITS),
            np.round(y + (down * missing).sum(axis=1), _DIGITS),
        )
    return np.stack((x, y), axis=1)


def _pack(parts: Sequence[Amounts], radii: Sequence[Amounts]) -> list[Amounts]:
    """What to add to each part so that they stand in rows, the largest first."""
    boxes = [
        ((places - size[:, None]).min(axis=0), (places + size[:, None]).max(axis=0))
        for places, size in zip(parts, radii, strict=True)
    ]
    area = sum(float((high - low + APART).prod()) for low, high in boxes)
    room = max(float(np.sqrt(area * WIDER)), *(float(high[0] - low[0]) for low, high in boxes))
    corners: list[Amounts] = []
    x = y = tall = 0.0
    for low, high in boxes:
        wide, height = (high - low).tolist()
        if x and x + wide > room:
            x, y, tall = 0.0, y + tall + APART, 0.0
        corners.append(np.array([x, y]) - low)
        x, tall = x + wide + APART, max(tall, height)
    return corners
