"""Communities by Louvain on compressed rows (Blondel, Guillaume, Lambiotte and Lefebvre, J. Stat. Mech. P10008, 2008).

Persons move to the neighbouring community that gains most modularity until nobody gains; communities become persons of
a smaller network, and it begins again. Two things are other than there: after the first round only those are looked at
whose neighbours moved (Traag, Waltman and van Eck, Scientific Reports 9, 5233, 2019), and in the end persons move once
more by themselves (Rotta and Noack, ACM J. Exp. Algorithmics 16, 2.3, 2011). What is random is drawn with a seed.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kg.analysis.rows import Amounts, Numbers, Rows

TRIES: Final = 10
SMALL: Final = 20_000
"""Ties that may be looked at for each seed: small networks are parted several times, and the best counts."""

_LEAST: Final = 1e-9  # of what a move gains, in events; less is the rounding of sums


def part(rows: Rows, *, resolution: float = 1.0, seed: int = 0) -> Numbers:
    """(persons) the community of each, numbered from 0 in the order of their first persons.

    Args:
        rows: the weighted network.
        resolution: above 1 for more and smaller communities, below 1 for fewer; above 0.
        seed: of the order in which persons are visited.
    """
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    tries = max(1, min(TRIES, SMALL // max(1, len(rows.heads) // 2)))
    parted = [_parted(rows, resolution, chance) for _ in range(tries)]
    values = [round(modularity(rows, homes, resolution=resolution), 9) for homes in parted]
    return parted[values.index(max(values))]


def modularity(rows: Rows, homes: Numbers, *, resolution: float = 1.0) -> float:
    """How much of the weight lies within communities, beyond what chance would put there (Newman 2004).

    Args:
        rows: the weighted network; with a tie at least.
        homes: (persons) the community of each.
        resolution: weight of chance.
    """
    total = float(rows.weights.sum())
    inside = float(rows.weights[homes[rows.tails] == homes[rows.heads]].sum())
    shares = np.bincount(homes[rows.tails], weights=rows.weights) / total
    return inside / total - resolution * float((shares**2).sum())


@dataclass(frozen=True, slots=True)
class _Level:
    """A network whose nodes are communities of the one below: ties from either end, also of a node with itself.

    Attributes:
        tails, heads, weights: as of ``Rows``. strengths: (nodes) sum of the weights of each.
    """

    tails: Numbers
    heads: Numbers
    weights: Amounts
    strengths: Amounts


def _parted(rows: Rows, resolution: float, chance: random.Random) -> Numbers:
    """One way to part a network."""
    bottom = level = _Level(rows.tails, rows.heads, rows.weights, rows.strengths)
    homes = np.arange(rows.size)
    while True:
        size = len(level.strengths)
        found = _moved(level, range(size), resolution, chance)
        homes = found[homes]
        if int(found.max(initial=-1)) + 1 == size:
            break
        level = _merged(level, found)
    return _moved(bottom, homes.tolist(), resolution, chance)


def _merged(level: _Level, homes: Numbers) -> _Level:
    """The network of communities."""
    size = int(homes.max()) + 1
    keys, place = np.unique(homes[level.tails] * size + homes[level.heads], return_inverse=True)
    tails, heads = np.divmod(keys, size)
    weights = np.bincount(place, weights=level.weights).astype(np.float64)
    return _Level(tails, heads, weights, np.bincount(homes, weights=level.strengths).astype(np.float64))


def _moved(level: _Level, homes: Sequence[int], resolution: float, chance: random.Random) -> Numbers:
    """(nodes) the community of each when no move of one gains any more, numbered by their first nodes."""
    size = len(level.strengths)
    starts = np.searchsorted(level.tails, np.arange(size + 1)).tolist()
    heads, weights, strengths = level.heads.tolist(), level.weights.tolist(), level.strengths.tolist()
    home = list(homes)
    sums = [0.0] * size
    for node, own in enumerate(home):
        sums[own] += strengths[node]
    factor = resolution / sum(strengths) if size else 0.0
    order = list(range(size))
    chance.shuffle(order)
    waiting, waits = deque(order), bytearray(b"\1") * size
    while waiting:
        node = waiting.popleft()
        waits[node] = 0
        begin, end = starts[node], starts[node + 1]
        near = heads[begin:end]
        toward: dict[int, float] = {}
        for other, weight in zip(near, weights[begin:end], strict=True):
            if other != node:
                there = home[other]
                toward[there] = toward.get(there, 0.0) + weight
        own, cost = home[node], strengths[node] * factor
        sums[own] -= strengths[node]
        best, most = own, toward.get(own, 0.0) - sums[own] * cost + _LEAST
        for there, weight in toward.items():
            gain = weight - sums[there] * cost
            if gain > most:
                best, most = there, gain
        sums[best] += strengths[node]
        if best != own:
            home[node] = best
            for other in near:
                if not waits[other] and home[other] != best:
                    waits[other] = 1
                    waiting.append(other)
    return _numbered(home)


def _numbered(homes: Sequence[int]) -> Numbers:
    """Communities counted from 0 in the order of their first members."""
    _, first, place = np.unique(np.array(homes, dtype=np.int64), return_index=True, return_inverse=True)
    numbers = np.empty(len(first), dtype=np.int64)
    numbers[np.argsort(first)] = np.arange(len(first))
    found: Numbers = numbers[place]
    return found
