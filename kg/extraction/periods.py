"""Calendar arithmetic for what newspapers say: weekdays, weeks, months and seasons seen from the day of publication.

Weeks run from Monday to Sunday (ISO 8601). Everything is EDTF text or a `Reading` of two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS_A_YEAR: Final = 12
_DAYS_A_WEEK: Final = 7
_SATURDAY: Final = 5
_SUNDAY: Final = 6
_FIRST_SEASON: Final = 21
_MIDDLE: Final = 15  # the last day of a month's first half
_LEAP_CYCLE: Final = 8
_AT_HAND: Final = timedelta(14)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a reader stands in time.

    Attributes:
        today: the day of publication.
        previous: the day the article spoke of last, for "a day earlier"; None where there is none.
        coarse: ``previous`` is the first day of a month, which is all that the article told.
    """

    today: date
    previous: date | None = None
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date expression means of something past and of something to come; EDTF, or None where it means nothing."""

    past: str | None
    future: str | None


def settled(text: str | None) -> Reading:
    """A date that is the same for past and future."""
    return Reading(text, text)


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months from a day's."""
    count = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    return count // _MONTHS_A_YEAR, count % _MONTHS_A_YEAR + 1


def weekday(today: date, number: int, *, which: str = "") -> Reading:
    """A day of the week (0 is Monday).

    A bare one is the latest that is not after publication, or the next that is not before it: the day of publication
    counts on both sides. ``which`` is ``last``, ``past``, ``this``, ``coming`` or ``next``; the next Tuesday is that of
    next week.
    """
    back = (today.weekday() - number) % _DAYS_A_WEEK
    ahead = (number - today.weekday()) % _DAYS_A_WEEK
    monday = today - timedelta(today.weekday())
    if which in {"last", "past", "previous"}:
        return settled(edtf.day(today - timedelta(back or _DAYS_A_WEEK)))
    if which == "coming":
        return settled(edtf.day(today + timedelta(ahead or _DAYS_A_WEEK)))
    if which == "next":
        return settled(edtf.day(monday + timedelta(_DAYS_A_WEEK + number)))
    if which == "this":
        return settled(edtf.day(monday + timedelta(number)))
    return Reading(edtf.day(today - timedelta(back)), edtf.day(today + timedelta(ahead)))


def weekday_of_week(today: date, number: int, *, weeks: int) -> str:
    """A day of the week so many weeks from this one: "Tuesday last week" is ``weeks=-1``."""
    return edtf.day(today - timedelta(today.weekday()) + timedelta(_DAYS_A_WEEK * weeks + number))


def weekdays(today: date, first: int, last: int, *, which: str = "") -> Reading:
    """Two days of the week that belong together, from the first to the last: at most seven days."""

    def span(ends: str | None, starts: str | None) -> str | None:
        if ends is not None:
            end = date.fromisoformat(ends)
            return edtf.interval(end - timedelta((last - first) % _DAYS_A_WEEK), end)
        if starts is not None:
            start = date.fromisoformat(starts)
            return edtf.interval(start, start + timedelta((last - first) % _DAYS_A_WEEK))
        return None

    if which in {"next", "this", "coming"}:
        return settled(span(None, weekday(today, first, which=which).future))
    past = span(weekday(today, last, which=which).past, None)
    if which:
        return settled(past)
    return Reading(past, span(None, weekday(today, first).future))


def week(today: date, weeks: int) -> str:
    """The week so many weeks from this one, Monday to Sunday."""
    monday = today - timedelta(today.weekday()) + timedelta(_DAYS_A_WEEK * weeks)
    return edtf.interval(monday, monday + timedelta(_SUNDAY))


def weekend(today: date, *, which: str = "") -> Reading:
    """Saturday and Sunday: of last week, of this, of next, or the latest begun and the next not ended."""

    def of_week(weeks: int) -> str:
        saturday = today - timedelta(today.weekday()) + timedelta(_DAYS_A_WEEK * weeks + _SATURDAY)
        return edtf.interval(saturday, saturday + timedelta(1))

    if which in {"last", "past", "previous"}:
        return settled(of_week(-1))
    if which == "next":
        return settled(of_week(1))
    return Reading(of_week(0 if today.weekday() >= _SATURDAY else -1), of_week(0))


def month_of(today: date, number: int, *, which: str = "") -> Reading:
    """A named month (1 to 12) without a year: the latest begun, or the next not ended."""
    year = today.year
    past = year if number <= today.month else year - 1
    future = year if number >= today.month else year + 1
    if which in {"last", "past", "previous"}:
        past = future = year if number < today.month else year - 1
    elif which in {"next", "coming"}:
        past = future = year if number > today.month else year + 1
    elif which == "this":
        past = future = year
    return Reading(edtf.month(past, number), edtf.month(future, number))


def season_of(today: date, number: int, *, which: str = "") -> Reading:
    """A season (21 to 24) without a year: the latest begun, or the next not ended; ``last`` has ended."""

    def choose(years: range, fits: Callable[[date, date], bool]) -> str | None:
        for year in years:
            text = edtf.month(year, number)
            first, last = edtf.bounds(text)
            if first and last and fits(first, last):
                return text
        return None

    backwards, forwards = range(today.year, today.year - 3, -1), range(today.year - 1, today.year + 3)
    if which in {"last", "past", "previous"}:
        return settled(choose(backwards, lambda _, last: last < today))
    if which in {"next", "coming"}:
        return settled(choose(forwards, lambda first, _: first > today))
    past = choose(backwards, lambda first, _: first <= today)
    future = choose(forwards, lambda _, last: last >= today)
    return settled(edtf.month(today.year, number)) if which == "this" else Reading(past, future)


def month_day(today: date, number: int, day: int) -> Reading:
    """A day of a month without a year: the latest not after publication, the next not before it.

    Of a day within the next two weeks nobody means that of last year without saying so: of the past it means nothing.
    """

    def choose(years: range, fits: Callable[[date], bool]) -> str | None:
        for year in years:
            text = f"{year:04}-{number:02}-{day:02}"
            if edtf.is_edtf(text) and fits(date.fromisoformat(text)):
                return text
        return None

    past = choose(range(today.year, today.year - _LEAP_CYCLE, -1), lambda value: value <= today)
    future = choose(range(today.year, today.year + _LEAP_CYCLE), lambda value: value >= today)
    if future is not None and date.fromisoformat(future) - today <= _AT_HAND and future != past:
        past = None
    return Reading(past, future)


def shifted(today: date, amount: int, unit: str, *, approximate: bool = True) -> str:
    """A day so many days, weeks, months or years from today, at the unit's precision.

    ``approximate`` marks it ``~`` unless it counts at most three days: "two weeks ago" is seldom meant to the day.
    """
    if unit in {"day", "night", "hour"}:
        days = 0 if unit == "hour" else amount
        return edtf.day(today + timedelta(days)) + ("~" if approximate and abs(days) > edtf.SLACK["day"] else "")
    mark = "~" if approximate else ""
    if unit == "week":
        return edtf.day(today + timedelta(_DAYS_A_WEEK * amount)) + mark
    if unit == "month":
        return edtf.month(*shift_months(today, amount)) + mark
    years = amount * 10 if unit == "decade" else amount
    return f"{today.year + years:04}{mark}"


def within(today: date, amount: int, unit: str) -> str:
    """From today to so many units away, or back to them when the amount is negative."""
    if unit in {"month", "year", "decade"}:
        months = amount * {"month": 1, "year": 12, "decade": 120}[unit]
        year, number = shift_months(today, months)
        other = date(year, number, min(today.day, 28))
    else:
        other = today + timedelta(amount * {"week": 7}.get(unit, 1))
    return edtf.interval(min(today, other), max(today, other))


def week_of_month(year: int, number: int, ordinal: int) -> str:
    """A week of a month in sevens from the first: the second is the 8th to the 14th; -1 is the last seven days."""
    first, last = edtf.bounds(edtf.month(year, number))
    if first is None or last is None or ordinal < 0:
        return edtf.interval(last and last - timedelta(_SUNDAY), last)
    start = first + timedelta(_DAYS_A_WEEK * (ordinal - 1))
    return edtf.interval(start, min(start + timedelta(_SUNDAY), last))


def half_of_month(year: int, number: int, *, first: bool) -> str:
    """The 1st to the 15th of a month, or the 16th to its end."""
    start, last = edtf.bounds(edtf.month(year, number))
    middle = date(year, number, _MIDDLE)
    return edtf.interval(start, middle) if first else edtf.interval(middle + timedelta(1), last)


def part_of_year(year: int, ordinal: int, parts: int) -> str:
    """A half (``parts=2``) or a quarter (``parts=4``) of a year."""
    length = _MONTHS_A_YEAR // parts
    return edtf.interval(edtf.month(year, length * (ordinal - 1) + 1), edtf.month(year, length * ordinal))
