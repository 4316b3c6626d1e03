"""Who stands where: PageRank and Burt's constraint over compressed rows. One value a person, in their order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kg.analysis.rows import Amounts, Numbers, Rows

DAMPING = 0.85
TOLERANCE = 1e-12  # summed change of all values at which PageRank has settled
AT_ONCE = 2_000_000  # pairs of ties looked at together, some 100 MB
ROUNDS = 500  # far more than 0.85 needs: each round leaves 85 % of the change


def pagerank(rows: Rows, *, damping: float = DAMPING) -> Amounts:
    """PageRank with weighted ties (Page, Brin, Motwani and Winograd 1999); the values sum up to one.

    Args:
        rows: a network in which everybody has a tie.
        damping: share that follows a tie; 0 to below 1.
    """
    shares = rows.weights / rows.strengths[rows.tails]
    values = np.full(rows.size, 1 / rows.size)
    for _ in range(ROUNDS):
        carried = np.bincount(rows.heads, weights=values[rows.tails] * shares, minlength=rows.size)
        newer = (1 - damping) / rows.size + damping * carried
        change = float(np.abs(newer - values).sum())
        values = newer
        if change < TOLERANCE:
            break
    return values


def constraint(rows: Rows) -> Amounts:
    """How far a person's contacts know each other (Burt, Structural Holes, 1992): low is a broker.

    The sum over the contacts j of (p_ij + sum over q of p_iq p_qj) squared, where p_ij is the share of j in i's ties.
    Only triangles have a q; each is met once, from its corner of least degree (Chiba and Nishizeki 1985), so that those
    whom everybody knows cost no more than others.
    """
    shares = rows.weights / rows.strengths[rows.tails]
    keys = rows.tails * rows.size + rows.heads  # in order, for the arrays are
    back = np.searchsorted(keys, rows.heads * rows.size + rows.tails)
    indirect = np.zeros(len(keys))
    for first, second, third in _triangles(rows, keys):
        # The ties uv, uw and vw of persons u, v and w; what leads from i to j goes by way of the one left.
        for direct, out, onward in (
            (first, second, back[third]),
            (second, first, third),
            (third, back[first], second),
        ):
            np.add.at(indirect, direct, shares[out] * shares[onward])
            np.add.at(indirect, back[direct], shares[back[onward]] * shares[back[out]])
    return np.bincount(rows.tails, weights=(shares + indirect) ** 2, minlength=rows.size).astype(np.float64)


def _triangles(rows: Rows, keys: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Every triangle once, many at a time: where its ties uv, uw and vw stand."""
    degree = rows.starts[1:] - rows.starts[:-1]
    upward = degree * rows.size + np.arange(rows.size)  # the order of corners, none equal
    ties = np.flatnonzero(upward[rows.tails] < upward[rows.heads])
    tails = rows.tails[ties]
    later = np.searchsorted(tails, tails, side="right") - np.arange(len(ties)) - 1  # ties of the same corner behind
    total = np.cumsum(later)
    begin = 0
    while begin < len(ties):
        done = total[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(total, done + AT_ONCE, side="right")))
        counts = later[begin:end]
        ends = np.cumsum(counts)
        one = np.repeat(np.arange(begin, end), counts)
        other = one + 1 + np.arange(len(one)) - np.repeat(ends - counts, counts)
        wanted = rows.heads[ties[one]] * rows.size + rows.heads[ties[other]]
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        closed = keys[place] == wanted
        yield ties[one[closed]], ties[other[closed]], place[closed]
        begin = end
