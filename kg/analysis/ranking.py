"""Which of several paths comes first, and why: the short ones, then evidence, small gatherings and late days.

The score is a sum of four parts, each told with the path, so that nobody has to believe it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log2, log10
from typing import Final

from kg.analysis.network import Fact

_YEARS: Final = 5.0  # after which a contact counts for a third
_HUB: Final = 0.5
_LIKENESS: Final = 0.5
_DAYS_A_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Rank:
    """Why a path stands where it does.

    Attributes:
        sources: independent sources of its weakest hop.
        gathering: persons in the largest of the gatherings it needs (of each hop the smallest counts).
        latest: ISO day by which its oldest hop had taken place (of each hop the newest fact); empty where one is open.
        busiest: most contacts of anybody in between; 0 where nobody is.
        score: larger is better, among paths of one length.
    """

    sources: int
    gathering: int
    latest: str
    busiest: int
    score: float


@dataclass(frozen=True, slots=True)
class Tie:
    """What one hop is worth.

    Attributes:
        sources: most independent sources of one of its facts.
        gathering: persons in the smallest of its facts.
        latest: ISO day by which its newest fact had taken place; empty where none has one.
    """

    sources: int
    gathering: int
    latest: str


def tie_of(facts: Sequence[Fact]) -> Tie:
    """What some facts that two share are worth."""
    return Tie(
        max(fact.sources for fact in facts),
        min(max(len(fact.persons), 2) for fact in facts),
        max(fact.latest or fact.earliest for fact in facts),
    )


def rank(ties: Sequence[Tie], between: Sequence[int], *, today: str) -> Rank:
    """Judge a path.

    Args:
        ties: of each hop.
        between: how many contacts each person in between has.
        today: ISO day from which age is counted: the newest in the network, so that it depends on no clock.
    """
    sources = min(tie.sources for tie in ties)
    latest = min(tie.latest for tie in ties)  # empty where one is
    specific = sum(1 / (tie.gathering - 1) for tie in ties) / len(ties)
    recent = exp(-_years(latest, today) / _YEARS) if latest else 0.0
    hubs = sum(log10(max(count, 1)) for count in between) / len(between) if between else 0.0
    score = log2(1 + sources) + specific + recent - _HUB * hubs
    return Rank(sources, max(tie.gathering for tie in ties), latest, max(between, default=0), round(score, 6))


def diverse(ranks: Sequence[Rank], nodes: Sequence[frozenset[int]], count: int) -> list[int]:
    """Places of the best ``count`` paths of one length: each further one loses what it shares with those before it.

    Args:
        ranks: of the paths, in alphabetical order, which decides between equals.
        nodes: who lies between the ends of each.
        count: at most.
    """
    left = list(range(len(ranks)))
    likeness = [0.0] * len(ranks)
    chosen: list[int] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda place: (ranks[place].score - _LIKENESS * likeness[place], -place))
        chosen.append(best)
        left.remove(best)
        for place in left:
            union = nodes[place] | nodes[best]
            shared = len(nodes[place] & nodes[best]) / len(union) if union else 0.0
            likeness[place] = max(likeness[place], shared)
    return chosen


def _years(day: str, today: str) -> float:
    """From one day to another; nought for what lies ahead."""
    if not today:
        return 0.0
    return max((dt.date.fromisoformat(today) - dt.date.fromisoformat(day)).days / _DAYS_A_YEAR, 0.0)
