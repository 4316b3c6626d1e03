"""Compressed rows: the network as arrays, for what runs over all ties many times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.analysis.weights import Ties

Numbers = NDArray[np.int64]
Amounts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Each tie twice, once from either end, sorted by the person it leaves.

    Attributes:
        starts: where each person's ties begin; one entry more than persons.
        tails, heads: numbers of the persons at both ends. weights: of the ties.
    """

    starts: Numbers
    tails: Numbers
    heads: Numbers
    weights: Amounts

    @property
    def size(self) -> int:
        """Number of persons."""
        return len(self.starts) - 1

    @property
    def strengths(self) -> Amounts:
        """Sum of each person's weights."""
        return np.bincount(self.tails, weights=self.weights, minlength=self.size).astype(np.float64)

    def leaving(self, persons: Numbers) -> Numbers:
        """Where in the arrays the ties of these persons stand, one after the other."""
        begin = self.starts[persons]
        counts = self.starts[persons + 1] - begin
        ends = np.cumsum(counts)
        within = np.arange(ends[-1] if len(ends) else 0, dtype=np.int64)
        places: Numbers = within + np.repeat(begin - ends + counts, counts)
        return places


def compress(ties: Ties) -> Rows:
    """Ties as compressed rows."""
    tails = np.concatenate([ties.ends[:, 0], ties.ends[:, 1]])
    heads = np.concatenate([ties.ends[:, 1], ties.ends[:, 0]])
    order = np.lexsort((heads, tails))
    counts = np.bincount(tails, minlength=len(ties.persons))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)])
    return Rows(starts, tails[order], heads[order], np.concatenate([ties.amounts, ties.amounts])[order])
