"""The day a story was written, where its source files it under the day before.

Wires file a story of their night, or of another time zone, under the day on which it went out elsewhere. A lead that in
their manner tells of "Wednesday" ("left Oslo Wednesday") in the past tense, filed on a Tuesday, speaks of the day that
had begun where it was written: of one almost a week gone by they say "last Wednesday" or name the date. That it is so
stays open: the day is about then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extraction.dates import DateExpression
    from kg.extraction.graph import Graph

_LEAD: Final = 2  # sentences
_DAY: Final = timedelta(1)
_WEEK: Final = timedelta(7)
_WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def day_of_writing(
    graphs: Iterable[Graph], published: str | None, *, headlines: frozenset[int] = frozenset()
) -> str | None:
    """The day of publication, or the next where the lead tells of that as gone by.

    Args:
        graphs: of the article's sentences, in order.
        published: EDTF.
        headlines: indices of ``Article.blocks``.
    """
    first, last = edtf.bounds(published) if published else (None, None)
    if first is None or first != last or first >= date.max - _DAY:
        return published
    lead = [graph for graph in graphs if graph.sentence.parsed and graph.sentence.block not in headlines][:_LEAD]
    for graph in lead:
        told = [one for one in find_dates(graph, published=published) if one.edtf is not None]
        if told:
            return edtf.day(first + _DAY) if _is_of_next_day(graph, told[0], first) else published
    return published


def about_next_day(
    rows: Iterable[Sequence[DateExpression]], published: str | None, written: str | None
) -> tuple[tuple[DateExpression, ...], ...]:
    """The expressions of each sentence, those that mean the day after publication being about it."""
    if written == published:
        return tuple(tuple(row) for row in rows)
    return tuple(
        tuple(
            replace(one, edtf=f"{one.edtf}~", past=_about(one.past, written)) if one.edtf == written else one
            for one in row
        )
        for row in rows
    )


def _about(text: str | None, day: str | None) -> str | None:
    return f"{text}~" if text is not None and text == day else text


def _is_of_next_day(graph: Graph, told: DateExpression, published: date) -> bool:
    """Whether a bare weekday tells in the past tense of the day after publication."""
    next_day = published + _DAY
    if told.start and graph.tokens[told.start - 1].upos == "ADP":
        return False  # not the wires' manner
    return (
        _WEEKDAYS.issuperset(graph.lower[told.start : told.end])
        and told.future == edtf.day(next_day)
        and told.past == edtf.day(next_day - _WEEK)
        and told.edtf == told.past
    )
