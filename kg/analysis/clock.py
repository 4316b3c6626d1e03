"""Time along a path: which contact may follow which (time-respecting paths; Kempe, Kleinberg and Kumar 2002).

A fact took place on some day between its earliest and its latest. A chain of facts respects time when days can be
chosen, one of each, that never go back (or never forward), and never leave a longer gap than is allowed. Undated facts
may have any day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Spans = tuple[tuple[int, int], ...]
"""Days that may be meant, as closed intervals of ordinals, ascending and apart."""

Days = tuple[int, int]
"""The first and the last day of a fact."""

Met = Mapping[int, Spans]
"""Sets of demands that may have been met, as bits -> the days that may be meant then."""

FIRST: Final = 1
LAST: Final = dt.date.max.toordinal()
ALWAYS: Final[Spans] = ((FIRST, LAST),)
NOTHING_YET: Final[Met] = {0: ALWAYS}
"""Before the first contact."""


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

    def meeting(self, before: Met, facts: Sequence[tuple[int, Sequence[Days]]]) -> Met:
        """The same with what the facts meet.

        Args:
            before: what the contacts before may have met, and the days of the last.
            facts: what some of the facts that may be the next meet, and their days.
        """
        found: dict[int, list[Days]] = {}
        for met, spans in before.items():
            for bits, days in facts:
                found.setdefault(met | bits, []).extend(self.step(spans, days))
        return {met: merged(spans) for met, spans in sorted(found.items()) if spans}

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


def timely(
    hops: Sequence[Sequence[Days]], clock: Clock, met: Sequence[Sequence[int]] = (), every: int = 0
) -> list[list[bool]]:
    """Of each hop's facts, which can be the one that took place, given one of each other hop.

    Args:
        hops: days of each hop's facts, in the order of the path.
        clock: which way time goes.
        met: the demands that each of the facts meets, as bits; empty for none.
        every: demands that those that took place meet together.
    """
    bits = met or [[0] * len(facts) for facts in hops]
    marked = [list(zip(*both, strict=True)) for both in zip(bits, hops, strict=True)]
    before = _ahead(marked, clock)
    after = list(reversed(_ahead(list(reversed(marked)), clock.reversed)))
    return [
        [_fits(before[place], after[place], fact, clock, every) for fact in facts] for place, facts in enumerate(marked)
    ]


def _fits(before: Met, after: Met, fact: tuple[int, Days], clock: Clock, every: int) -> bool:
    """Whether a fact can be the one, between what may come before and behind it."""
    bits, days = fact
    return any(
        overlap(clock.step(spans, [days]), clock.reversed.step(others, [days]))
        for met, spans in before.items()
        for rest, others in after.items()
        if met | bits | rest == every
    )


def _ahead(hops: Sequence[Sequence[tuple[int, Days]]], clock: Clock) -> list[Met]:
    """Before each hop, the days on which the hop before it may have been; any before the first."""
    found: list[Met] = [NOTHING_YET]
    for facts in hops[:-1]:
        found.append(clock.meeting(found[-1], by_bits(facts)))
    return found


def by_bits(facts: Iterable[tuple[int, Days]]) -> list[tuple[int, list[Days]]]:
    """Days of facts, those together that meet the same."""
    found: dict[int, list[Days]] = {}
    for bits, days in facts:
        found.setdefault(bits, []).append(days)
    return sorted(found.items())


def overlap(one: Spans, other: Spans) -> bool:
    """Whether two sets of days share one."""
    return any(low <= end and begin <= high for low, high in one for begin, end in other)
