"""Time along a path: which contact may follow which (time-respecting paths; Kempe, Kleinberg and Kumar 2002).

A fact took place on some day between its earliest and its latest. A chain of facts respects time when days can be
chosen, one of each, that never go back (or never forward), and never leave a longer gap than is allowed. Undated facts
may have any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Spans = tuple[tuple[int, int], ...]
"""Days that may be meant, as closed intervals of ordinals, ascending and apart."""

FIRST: Final = 1
LAST: Final = dt.date.max.toordinal()
ALWAYS: Final[Spans] = ((FIRST, LAST),)


def span(earliest: str, latest: str) -> tuple[int, int]:
    """The days of a fact.

    Args:
        earliest: ISO day, or empty where it is open.
        latest: likewise.
    """
    return (
        dt.date.fromisoformat(earliest).toordinal() if earliest else FIRST,
        dt.date.fromisoformat(latest).toordinal() if latest else LAST,
    )


@dataclass(frozen=True, slots=True)
class Clock:
    """Which way time goes along a path.

    Attributes:
        backward: whether each contact comes before the one behind it on the path.
        gap: most days between two contacts that follow each other; None for any.
    """

    backward: bool = False
    gap: int | None = None

    def step(self, spans: Spans, facts: Sequence[tuple[int, int]]) -> Spans:
        """Days on which the next contact may have been.

        Args:
            spans: days on which the last contact may have been.
            facts: days of the facts that may be the next; one of them is.

        Returns:
            Nothing where none may follow.
        """
        found = []
        for low, high in spans:
            reach = self._reach(low, high)
            for earliest, latest in facts:
                begin, end = max(reach[0], earliest), min(reach[1], latest)
                if begin <= end:
                    found.append((begin, end))
        return merged(found)

    def _reach(self, low: int, high: int) -> tuple[int, int]:
        """Days that may follow a day between two."""
        if self.backward:
            return (FIRST if self.gap is None else max(FIRST, low - self.gap), high)
        return (low, LAST if self.gap is None else min(LAST, high + self.gap))

    @property
    def reversed(self) -> Clock:
        """The same, seen from the other end of the path."""
        return Clock(not self.backward, self.gap)


def merged(spans: Sequence[tuple[int, int]]) -> Spans:
    """Intervals that overlap or touch become one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)


def timely(hops: Sequence[Sequence[tuple[int, int]]], clock: Clock) -> list[list[bool]]:
    """Of each hop's facts, which can be the one that took place, given one of each other hop.

    Args:
        hops: days of each hop's facts, in the order of the path.
        clock: which way time goes.
    """
    before = _ahead(hops, clock)
    after = list(reversed(_ahead(list(reversed(hops)), clock.reversed)))
    return [
        [overlap(clock.step(before[place], [fact]), clock.reversed.step(after[place], [fact])) for fact in facts]
        for place, facts in enumerate(hops)
    ]


def _ahead(hops: Sequence[Sequence[tuple[int, int]]], clock: Clock) -> list[Spans]:
    """Before each hop, the days on which the hop before it may have been; any before the first."""
    found: list[Spans] = [ALWAYS]
    for facts in hops[:-1]:
        found.append(clock.step(found[-1], facts))
    return found


def overlap(one: Spans, other: Spans) -> bool:
    """Whether two sets of days share one."""
    return any(low <= end and begin <= high for low, high in one for begin, end in other)
