"""A line of time: events as marks, shapes by status, stacked where days are near. Values; a template draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.edtf import EdtfError, bounds
from kg.service.views import EventLine, Link

WIDTH: Final = 920.0
MOST_DRAWN: Final = 300
_SIDE: Final = 16.0  # pixels free at either end
_ACROSS, _UP = 15.0, 15.0  # pixels that a mark takes
_LANES: Final = 10
_AXIS: Final = 26.0  # pixels for the years
_WIDE: Final = 18.0  # pixels from which on an uncertain day is drawn as a line
_SHORTEST: Final = 60  # days that the line tells at least
_MOST_TICKS: Final = 9
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)  # months between two ticks
_YEAR: Final = 12
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SOLID: Final = ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "M-4.5-4.5h9v9h-9z")
OPEN: Final = (
    "M0-6L6 0L0 6L-6 0z", "M-4.5-4.5h9v9h-9z", "M0-5.5L5.5 4.5h-11z", "M-4.5-4.5L4.5 4.5M-4.5 4.5L4.5-4.5",
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z", "M0 5.5L5.5-4.5h-11z", "M0-6V6M-6 0H6", "M-6 0H6M-6-4v8M6-4v8",
    "M-3-5h6l3 5l-3 5h-6l-3-5z",
)  # fmt: skip
"""Outlines of marks: of statuses that mean that an event took place, and of all others."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the line.

    Attributes:
        x, y: of its middle. begin, end: of the days that it may be of, where they take room; else both x.
    """

    event: Link
    status: str
    date: str
    happened: bool
    outline: str
    x: float
    y: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The line.

    Attributes:
        ticks: place and words. height: in pixels; the axis lies ``axis`` below the top.
        legend: outline, whether it took place, status, how many.
        dated: events with a day, of which the first are drawn. undated: those without.
    """

    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    axis: float
    legend: tuple[tuple[str, bool, str, int], ...]
    dated: int
    undated: int
    width: float = WIDTH


def outlines(statuses: Mapping[str, bool]) -> dict[str, str]:
    """The shape of each status.

    Args:
        statuses: label -> whether it means that an event took place.
    """
    shapes = {True: SOLID, False: OPEN}
    count: Counter[bool] = Counter()
    found: dict[str, str] = {}
    for status, happened in statuses.items():
        found[status] = shapes[happened][count[happened] % len(shapes[happened])]
        count[happened] += 1
    return found


def days_of(dates: Iterable[str]) -> tuple[date, date] | None:
    """First and last day that EDTF texts may mean; None where none tells a day."""
    ends: list[date] = []
    for text in dates:
        try:
            ends += [end for end in bounds(text) if end]
        except EdtfError:
            continue
    return (min(ends), max(ends)) if ends else None


def draw_strip(lines: Sequence[EventLine], shapes: Mapping[str, str]) -> Strip | None:
    """A line of time; None where fewer than two events have a day.

    Args:
        lines: events.
        shapes: status -> outline.
    """
    dated = sorted(
        ((days, line) for line in lines if (days := days_of(line.dates))),
        key=lambda pair: (pair[0], pair[1].event.iri),
    )
    if len(dated) < 2:
        return None
    drawn = dated[:MOST_DRAWN]
    begin = min(days[0] for days, _ in drawn).replace(day=1).toordinal()
    end = max(max(days[1] for days, _ in drawn).toordinal(), begin + _SHORTEST)
    scale = (WIDTH - 2 * _SIDE) / (end - begin)

    def place(day: date) -> float:
        return round(_SIDE + (day.toordinal() + 0.5 - begin) * scale, 1)

    free = [0.0] * _LANES
    stood: list[tuple[int, float, float, EventLine]] = []
    for (first, last), line in sorted(
        drawn, key=lambda pair: (place(pair[0][0]) + place(pair[0][1]), pair[1].event.iri)
    ):
        x = round((place(first) + place(last)) / 2, 1)
        lane = next((lane for lane in range(_LANES) if free[lane] <= x), min(range(_LANES), key=free.__getitem__))
        free[lane] = x + _ACROSS
        reach = (place(last) - place(first)) / 2
        stood.append((lane, x, reach if reach * 2 >= _WIDE else 0.0, line))
    lanes = max(lane for lane, *_ in stood) + 1
    axis = lanes * _UP + 4
    marks = tuple(
        Mark(
            line.event, line.status, " or ".join(line.dates), line.happened, shapes.get(line.status, OPEN[0]),
            x, round(axis - _UP / 2 - 3 - lane * _UP, 1), round(x - reach, 1), round(x + reach, 1),
        )
        for lane, x, reach, line in stood
    )  # fmt: skip
    counted = Counter((line.happened, line.status) for _, line in drawn)
    legend = tuple(
        (shapes.get(status, OPEN[0]), happened, status, count)
        for (happened, status), count in sorted(counted.items(), key=lambda one: (not one[0][0], one[0][1]))
    )
    ticks = tuple(
        (place(day), words)
        for day, words in _ticks(date.fromordinal(begin), date.fromordinal(min(end, date.max.toordinal())))
    )
    return Strip(marks, ticks, axis + _AXIS, axis, legend, len(dated), len(lines) - len(dated))


def _ticks(begin: date, end: date) -> list[tuple[date, str]]:
    """First days of months, few enough to be read."""
    first, last = (day.year * _YEAR + day.month - 1 for day in (begin, end))
    step = next((step for step in _STEPS if (last - first) / step <= _MOST_TICKS), _STEPS[-1])
    found: list[tuple[date, str]] = []
    for month in range(-(-first // step) * step, last + 1, step):
        year, number = divmod(month, _YEAR)
        whole = step >= _YEAR or not number
        named = str(year) if whole else _MONTHS[number] if found else f"{_MONTHS[number]} {year}"
        found.append((date(year, number + 1, 1), named))
    return found
