"""Dates as text: the subset of the Extended Date/Time Format that Demarche reads and writes.

From EDTF (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/) level 0: years, months, days and intervals; from
level 1: the qualifiers ``?`` (uncertain), ``~`` (approximate) and ``%`` (both) at the end of a date, intervals with an
open end ``..``, and the seasons ``yyyy-21`` to ``yyyy-24`` (northern, meteorological: spring is March to May, winter
begins in December of its year). Years are 0001 to 9999.

A date stands for the days it may mean. ``~`` and ``%`` widen both sides by `SLACK`: 3 days for a day, 15 for a month,
45 for a season, 183 for a year. ``?`` doubts the date as a whole and widens nothing.

    >>> bounds("2018-06~")
    (datetime.date(2018, 5, 17), datetime.date(2018, 7, 15))
    >>> intersect("2018-06", "2018-06-12/..")
    '2018-06-12/2018-06-30'
    >>> intersect("2018-06", "2018-07-01") is None
    True
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from kg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

Precision = Literal["day", "month", "season", "year"]
Bounds = tuple[date | None, date | None]

SLACK: Final[dict[Precision, int]] = {"day": 3, "month": 15, "season": 45, "year": 183}
"""Days by which ``~`` and ``%`` widen a date on either side, by its precision."""

_FINEST_FIRST: Final[tuple[Precision, ...]] = ("day", "month", "season", "year")
_FIRST_SEASON: Final = 21
_LAST_MONTH: Final = 12
_WIDENING: Final = frozenset("~%")
_SINGLE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<qualifier>[?~%]?)", re.ASCII)
_MEND: Final = "Write 2018, 2018-06, 2018-06-12, 2018-21 (spring) or two of these as start/end; an open end is '..'."


class EdtfError(DataError, ValueError):
    """A text is not a date of the subset that `kg.edtf` reads."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A year, month, season or day.

    Attributes:
        month: 1 to 12, or 21 to 24 for a season, or 0 for a whole year.
        day: 1 to 31, or 0.
        qualifier: ``?``, ``~``, ``%`` or the empty string.
    """

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text + self.qualifier

    @property
    def precision(self) -> Precision:
        """How fine the date is."""
        if self.day:
            return "day"
        if self.month >= _FIRST_SEASON:
            return "season"
        return "month" if self.month else "year"

    @property
    def first(self) -> date:
        """First day it may mean."""
        if self.month >= _FIRST_SEASON:
            start = date(self.year, 3 * (self.month - _FIRST_SEASON + 1), 1)
        else:
            start = date(self.year, self.month or 1, self.day or 1)
        return _shift(start, -self._slack)

    @property
    def last(self) -> date:
        """Last day it may mean."""
        if self.day:
            end = date(self.year, self.month, self.day)
        elif self.month >= _FIRST_SEASON:
            end = _last_of_month(self.year, 3 * (self.month - _FIRST_SEASON + 1) + 2)
        else:
            end = _last_of_month(self.year, self.month or _LAST_MONTH)
        return _shift(end, self._slack)

    @property
    def _slack(self) -> int:
        return SLACK[self.precision] if self.qualifier in _WIDENING else 0


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval; ``None`` is an open end. A single date has ``start == end``; not both ends are open."""

    start: EdtfDate | None
    end: EdtfDate | None

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '..'}/{self.end or '..'}"

    @property
    def is_interval(self) -> bool:
        """Whether it is written with a slash."""
        return self.start != self.end

    @property
    def bounds(self) -> Bounds:
        """First and last day it may mean; ``None`` for an open end."""
        return (self.start.first if self.start else None, self.end.last if self.end else None)


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Read an EDTF text.

    Raises:
        EdtfError: when the text is not of the subset, names a day that does not exist, or its end precedes its start.
    """
    if "/" not in text:
        single = _parse_date(text, whole=text)
        return Edtf(single, single)
    left, _, right = text.partition("/")
    start = None if left == ".." else _parse_date(left, whole=text)
    end = None if right == ".." else _parse_date(right, whole=text)
    if start is None and end is None:
        raise EdtfError(f"date {text!r} is open at both ends and says nothing", mend="Leave the date out instead.")
    if start and end and end.last < start.first:
        raise EdtfError(f"date {text!r} ends before it starts", mend="Write the earlier date first.")
    return Edtf(start, end)


def canonical(text: str) -> str:
    """The text as Demarche spells it. Raises EdtfError as `parse` does.

    >>> canonical("2018-06-12/2018-06-12")
    '2018-06-12'
    """
    return str(parse(text))


def is_edtf(text: str) -> bool:
    """Whether `parse` reads the text."""
    try:
        parse(text)
    except EdtfError:
        return False
    return True


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """Earliest and latest day the date may mean; ``None`` for an open end. Raises EdtfError as `parse` does."""
    return parse(text).bounds


def precision(text: str) -> Precision:
    """How fine the date is: the coarser of its two ends. Raises EdtfError as `parse` does."""
    value = parse(text)
    return max((end.precision for end in (value.start, value.end) if end), key=_FINEST_FIRST.index)


def day(value: date) -> str:
    """A day as EDTF.

    >>> day(date(1987, 3, 9))
    '1987-03-09'
    """
    return value.isoformat()


def month(year: int, number: int) -> str:
    """A month (1 to 12) or a season (21 to 24) as EDTF. Raises EdtfError for another number."""
    return canonical(f"{year:04}-{number:02}")


def interval(start: str | date | None, end: str | date | None) -> str:
    """An interval from EDTF texts or days; ``None`` is an open end; equal ends give the single date.

    Raises:
        EdtfError: when both ends are open, an end is itself an interval, or the end precedes the start.

    >>> interval(date(2018, 5, 3), None)
    '2018-05-03/..'
    """
    ends = ["" if end is None else str(end) for end in (start, end)]
    for text in ends:
        if "/" in text:
            raise EdtfError(f"an end of an interval is itself an interval: {text!r}", mend="Take its start or its end.")
    return canonical("/".join(text or ".." for text in ends))


def spelled(earliest: date | None, latest: date | None) -> str:
    """The coarsest EDTF text without qualifier that means exactly these days: a year, a month, a day or an interval.

    Raises:
        EdtfError: when both are None, or the latest precedes the earliest.
    """
    if earliest is None or latest is None:
        return interval(earliest, latest)
    starts_month = earliest.day == 1
    ends_month = latest == _last_of_month(latest.year, latest.month)
    if starts_month and ends_month:
        if earliest.month == 1 and latest.month == _LAST_MONTH:
            return interval(f"{earliest.year:04}", f"{latest.year:04}")
        return interval(month(earliest.year, earliest.month), month(latest.year, latest.month))
    return interval(earliest, latest)


def intersect(first: str, second: str) -> str | None:
    """The tightest date that both allow, or None where they exclude each other.

    Where one lies inside the other it is kept as it is written. Commutative; associative in what it means (`bounds`),
    and in its spelling too where no date bears a qualifier.

    Raises:
        EdtfError: when either is not EDTF.
    """
    left, right = parse(first), parse(second)
    common = _common(left.bounds, right.bounds)
    if common is None:
        return None
    written = {str(value) for value in (left, right) if value.bounds == common}
    if not any(qualifier in text for text in written for qualifier in "?~%"):
        written.add(spelled(*common))
    return min(written, key=lambda text: (len(text), text))


def compatible(first: str, second: str) -> bool:
    """Whether a day exists that both dates may mean. Raises EdtfError when either is not EDTF."""
    return _common(bounds(first), bounds(second)) is not None


def hull(dates: Iterable[str]) -> str | None:
    """The shortest date that covers all: from the earliest to the latest day any may mean; None for no dates.

    Raises:
        EdtfError: when one is not EDTF, or the hull is open at both ends.

    >>> hull(["2018-06-03", "2018-06-01/2018-06-02"])
    '2018-06-01/2018-06-03'
    """
    limits = [bounds(text) for text in dates]
    if not limits:
        return None
    starts = [start for start, _ in limits if start is not None]
    ends = [end for _, end in limits if end is not None]
    return spelled(
        min(starts) if len(starts) == len(limits) else None,
        max(ends) if len(ends) == len(limits) else None,
    )


def _parse_date(text: str, *, whole: str) -> EdtfDate:
    """One end of a date. ``whole`` is the text to name in an error."""
    found = _SINGLE.fullmatch(text)
    if found is None:
        raise EdtfError(f"date {whole!r} is not in the EDTF subset that is read here", mend=_MEND)
    value = EdtfDate(int(found["year"]), int(found["month"] or 0), int(found["day"] or 0), found["qualifier"])
    season = value.month in range(_FIRST_SEASON, _FIRST_SEASON + 4)
    known_month = 1 <= value.month <= _LAST_MONTH or (season and found["day"] is None) or found["month"] is None
    if not value.year or not known_month:
        raise EdtfError(f"date {whole!r} names a year, month or season that does not exist", mend=_MEND)
    if found["day"] is not None and not 1 <= value.day <= calendar.monthrange(value.year, value.month)[1]:
        raise EdtfError(f"date {whole!r} names a day that does not exist", mend="Look the day up in its source.")
    return value


def _last_of_month(year: int, number: int) -> date:
    """Last day of a month; months after December run into the next year, and stop where the calendar does."""
    year, number = year + (number - 1) // _LAST_MONTH, (number - 1) % _LAST_MONTH + 1
    if year > date.max.year:
        return date.max
    return date(year, number, calendar.monthrange(year, number)[1])


def _shift(value: date, days: int) -> date:
    """The day so many days later, or the calendar's own end."""
    try:
        return value + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _common(left: Bounds, right: Bounds) -> Bounds | None:
    """The days two pairs of bounds share, or None."""
    starts = [start for start in (left[0], right[0]) if start is not None]
    ends = [end for end in (left[1], right[1]) if end is not None]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and start > end:
        return None
    return start, end
