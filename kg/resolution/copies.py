"""Which articles are copies of one wire story, by the MinHash fingerprints of their prose.

The share of equal positions estimates the Jaccard similarity of the shingle sets (A. Broder, "On the resemblance and
containment of documents", 1997).
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.resolution.clusters import Link, cluster
from kg.resolution.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Article

COPY: Final = 0.5
"""Agreement of two fingerprints from which on the articles count as copies: trimmed and re-headed copies keep well
over half of their shingles, two reporters' stories on one event share less than a tenth."""

_BAND: Final = 2  # neighbouring positions that must agree once for a pair to be looked at


def find_copies(articles: Sequence[Article], memory: Memory | None = None) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more digests, each sorted, in order of the first digest.

    A chain of copies is one group. Articles without a fingerprint are nobody's copy.
    """
    memory = memory or Memory()
    known = sorted({article.digest: article.fingerprint for article in articles if article.fingerprint}.items())
    bands: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for index, (_, fingerprint) in enumerate(known):
        for band in memory.recall(("bands", fingerprint), partial(_bands, fingerprint)):
            bands[band].append(index)
    pairs = {pair for members in bands.values() if len(members) > 1 for pair in combinations(members, 2)}
    links = [Link(1, left, right) for left, right in pairs if agreement(known[left][1], known[right][1]) >= COPY]
    groups = cluster(len(known), links, lambda _left, _right: False)
    return tuple(tuple(known[index][0] for index in group) for group in groups if len(group) > 1)


def _bands(fingerprint: Sequence[int]) -> list[tuple[int, ...]]:
    return [(start, *fingerprint[start : start + _BAND]) for start in range(0, len(fingerprint) - _BAND + 1, _BAND)]


def agreement(first: Sequence[int], second: Sequence[int]) -> float:
    """Share of positions at which two fingerprints agree, 0 to 1; 0 where their lengths differ."""
    if len(first) != len(second) or not first:
        return 0.0
    return sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
