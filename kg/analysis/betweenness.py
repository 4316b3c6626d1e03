"""Who stands between others: the share of shortest paths that pass a person, exact or from a sample with its error.

Dependencies of one source as Brandes has them (A faster algorithm for betweenness centrality, J. Math. Sociol. 25,
2001), a level at a time over compressed rows; of a sample of sources as in Brandes and Pich (Centrality estimation in
large networks, Int. J. Bifurcation Chaos 17, 2007).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from kg.analysis.rows import Amounts, Numbers, Rows

EXACT = 2000  # persons up to which every source is taken
SAMPLES = 500  # sources above
SURE = 0.95  # of samples of this kind keep the bound
_FEW = 16  # a level this many times smaller than the network is sorted, not searched for


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Betweenness of each person, 0 to 1.

    Attributes:
        values: shares of the pairs of others whose shortest paths pass the person.
        errors: standard error of each value, estimated from the sample; 0 when exact. No interval is told of a single
            person: what passes somebody at the rim comes from few sources, and such a sum is not normally distributed.
        samples: sources taken, drawn without repetition. exact: whether they are all.
        bound: what no error exceeds in 95 % of samples, all persons together (Hoeffding 1963); 0 when exact.
    """

    values: Amounts
    errors: Amounts
    samples: int
    exact: bool
    bound: float


def betweenness(rows: Rows, *, samples: int | None = None, seed: int = 0) -> Betweenness:
    """Betweenness by number of ties passed; weights do not count.

    Args:
        rows: the network.
        samples: sources to take; None for all of them up to ``EXACT`` persons, ``SAMPLES`` above.
        seed: of the draw.
    """
    size = rows.size
    wanted = samples if samples is not None else (size if size <= EXACT else SAMPLES)
    exact = wanted >= size
    sources = range(size) if exact else sorted(random.Random(seed).sample(range(size), wanted))  # noqa: S311 - a sample, no secret
    total, squares = np.zeros(size), np.zeros(size)
    # Every ordered pair of others counts: n-1 sources of n-2 targets for each person, drawn from n sources.
    scale = size / ((size - 1) * (size - 2)) if size > 2 else 0.0
    for source in sources:
        share = _dependencies(rows, source) * scale
        total += share
        squares += share * share
    count = len(sources)
    values = total / count
    if exact:
        return Betweenness(values, np.zeros(size), count, exact=True, bound=0.0)
    variance = np.maximum(squares - count * values * values, 0) / max(1, count - 1)
    errors = np.sqrt(variance / count * (1 - count / size))
    bound = size / (size - 1) * sqrt(log(2 * size / (1 - SURE)) / (2 * count))
    return Betweenness(values, errors, count, exact=False, bound=min(1.0, bound))


def _dependencies(rows: Rows, source: int) -> Amounts:
    """For each person the sum, over all targets, of the share of shortest paths from the source that pass."""
    depth = np.full(rows.size, -1, dtype=np.int64)
    ways = np.zeros(rows.size)
    depth[source], ways[source] = 0, 1
    levels: list[tuple[Numbers, Numbers]] = []
    reached = np.array([source], dtype=np.int64)
    while len(reached):
        arcs = rows.leaving(reached)
        heads = rows.heads[arcs]
        level = len(levels) + 1
        depth[heads[depth[heads] < 0]] = level
        onward = depth[heads] == level
        tails, heads = rows.tails[arcs[onward]], heads[onward]
        np.add.at(ways, heads, ways[tails])
        levels.append((tails, heads))
        reached = np.unique(heads) if len(heads) * _FEW < rows.size else np.flatnonzero(depth == level)
    passed = np.zeros(rows.size)
    for tails, heads in reversed(levels):
        np.add.at(passed, tails, ways[tails] / ways[heads] * (1 + passed[heads]))
    passed[source] = 0
    return passed
