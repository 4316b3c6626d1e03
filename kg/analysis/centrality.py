"""Who stands where: PageRank and Burt's constraint over compressed rows. One value a person, in their order."""

from __future__ import annotations

import numpy as np

from kg.analysis.rows import Amounts, Rows

DAMPING = 0.85
TOLERANCE = 1e-12  # summed change of all values at which PageRank has settled
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
    """
    shares = rows.weights / rows.strengths[rows.tails]
    reached = np.zeros(rows.size)  # by way of a third, filled for one person at a time
    values = np.zeros(rows.size)
    for person in range(rows.size):
        own = slice(rows.starts[person], rows.starts[person + 1])
        contacts = rows.heads[own]
        onward = rows.leaving(contacts)
        counts = rows.starts[contacts + 1] - rows.starts[contacts]
        np.add.at(reached, rows.heads[onward], np.repeat(shares[own], counts) * shares[onward])
        values[person] = ((shares[own] + reached[contacts]) ** 2).sum()
        reached[rows.heads[onward]] = 0
    return values
