"""What a date expression that a pattern found means on the day of publication; one function an expression.

Each takes the regular expression's match and a clock, and returns what the words mean of the past and of the future.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction import periods
from kg.extraction.date_words import day_number, month_number, number, ordinal, season_number, weekday_number
from kg.extraction.periods import Reading, settled

if TYPE_CHECKING:
    from kg.extraction.periods import Clock

_CENTURY: Final = 100
_SETTLED_DECADE: Final = 5
_FIRST_IN: Final = re.compile(r"\b(?:first|only|[a-z]{3,}est)\b[^.;]{0,80}$", re.IGNORECASE)
_NOTHING: Final = Reading(None, None)
_AWAY: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def _word(found: re.Match[str], name: str) -> str:
    """A named group in lower case, or the empty string where the pattern lacks it or it matched nothing."""
    return (found.groupdict().get(name) or "").lower()


def _unit(found: re.Match[str], name: str = "unit") -> str:
    return _word(found, name).rstrip("s") or "day"


def _which(found: re.Match[str]) -> str:
    """``last``, ``past``, ``this``, ``coming``, ``next`` …: the last word of "this past", "the coming"."""
    return (_word(found, "which").split() or [""])[-1]


def _year(found: re.Match[str], clock: Clock) -> int | None:
    """The year an expression names or points at."""
    year = _word(found, "year") or _word(found, "year_close")
    if year:
        return int(year)
    away = _word(found, "away")
    return clock.today.year + _AWAY[away] if away else None


def _day_in(found: re.Match[str], clock: Clock, *, month: str, day: str) -> Reading:
    """A day of a month, its year named, pointed at, or to be found from the clock."""
    number_of_month, number_of_day = month_number(month), day_number(day)
    year = _year(found, clock)
    if year is None:
        return periods.month_day(clock.today, number_of_month, number_of_day)
    text = f"{year:04}-{number_of_month:02}-{number_of_day:02}"
    return settled(text) if edtf.is_edtf(text) else _NOTHING


def mean_month_day(found: re.Match[str], clock: Clock) -> Reading:
    """A day, or an interval of days in one month or in two."""
    month, day, last = found["month"], found["day"], _word(found, "last")
    if not last:
        return _day_in(found, clock, month=month, day=day)
    ends = _day_in(found, clock, month=_word(found, "month2") or month, day=last)
    return Reading(_from_to(month, day, ends.past), _from_to(month, day, ends.future))


def _from_to(month: str, day: str, end: str | None) -> str | None:
    """The interval that ends on a day and starts on the latest such day before it."""
    if end is None:
        return None
    year = int(end[:4])
    for candidate in (year, year - 1):
        start = f"{candidate:04}-{month_number(month):02}-{day_number(day):02}"
        if edtf.is_edtf(start) and start <= end:
            return edtf.interval(start, end)
    return None


def mean_month(found: re.Match[str], clock: Clock) -> Reading:
    """A month or a range of months of one year."""
    first = month_number(found["month"])
    last = month_number(_word(found, "month2") or found["month"])
    year = _year(found, clock)
    which = _which(found)
    ends = settled(edtf.month(year, last)) if year is not None else periods.month_of(clock.today, last, which=which)
    return Reading(_since_month(first, ends.past), _since_month(first, ends.future))


def _since_month(first: int, end: str | None) -> str | None:
    """The months from one of that number to the given month, at most a year."""
    if end is None or first == int(end[5:7]):
        return end
    return edtf.interval(edtf.month(int(end[:4]) - (first > int(end[5:7])), first), end)


def mean_weekday(found: re.Match[str], clock: Clock) -> Reading:
    """A day of the week, or two with what lies between."""
    first, week = weekday_number(found["first"]), _word(found, "week")
    if week:
        return settled(periods.weekday_of_week(clock.today, first, weeks=_AWAY[week]))
    if _word(found, "second"):
        return periods.weekdays(clock.today, first, weekday_number(found["second"]), which=_which(found))
    return periods.weekday(clock.today, first, which=_which(found))


def mean_near_day(found: re.Match[str], clock: Clock) -> Reading:
    """Yesterday, today, tomorrow, their nights, and the days beyond."""
    words = " ".join(found.group().lower().split())
    if "before yesterday" in words:
        return settled(periods.shifted(clock.today, -2, "day"))
    if "after tomorrow" in words:
        return settled(periods.shifted(clock.today, 2, "day"))
    if "yesterday" in words or "last night" in words or "previous night" in words:
        return settled(periods.shifted(clock.today, -1, "day"))
    if "overnight" in words:
        return settled(periods.within(clock.today, -1, "day"))
    return settled(periods.shifted(clock.today, 1 if "tomorrow" in words else 0, "day"))


def mean_relative_period(found: re.Match[str], clock: Clock) -> Reading:
    """Last, this or next week, weekend, month or year; "the week" is this one."""
    unit, away = _unit(found), _AWAY.get(_which(found), 0)
    if unit == "weekend":
        return periods.weekend(clock.today, which=_which(found))
    if unit == "week":
        return settled(periods.week(clock.today, away))
    if unit == "month":
        return settled(edtf.month(*periods.shift_months(clock.today, away)))
    return settled(f"{clock.today.year + away:04}")


def mean_ago(found: re.Match[str], clock: Clock) -> Reading:
    """So many units back."""
    return settled(periods.shifted(clock.today, -number(found["amount"]), _unit(found)))


def mean_ahead(found: re.Match[str], clock: Clock) -> Reading:
    """In, within or during the next so many units; during the last so many."""
    amount, unit, opening = number(found["amount"]), _unit(found), _word(found, "opening")
    if opening in {"last", "past"}:
        return settled(periods.within(clock.today, -amount, unit))
    if opening == "in" and _FIRST_IN.search(found.string, 0, found.start()):
        return _NOTHING  # "the first visit in two years" says how long there was none
    if opening == "in":
        return Reading(None, periods.shifted(clock.today, amount, unit))
    return Reading(None, periods.within(clock.today, amount, unit))


def mean_season(found: re.Match[str], clock: Clock) -> Reading:
    """A season, its year named, pointed at, or to be found from the clock."""
    season, year = season_number(found["season"]), _year(found, clock)
    if year is not None:
        return settled(edtf.month(year, season))
    return periods.season_of(clock.today, season, which=_which(found))


def mean_week_of(found: re.Match[str], clock: Clock) -> Reading:
    """The week that starts on a day."""
    days = _day_in(found, clock, month=found["month"], day=found["day"])
    return Reading(_seven_days(days.past), _seven_days(days.future))


def _seven_days(start: str | None) -> str | None:
    return start and edtf.interval(start, date.fromisoformat(start) + timedelta(6))


def mean_week_of_month(found: re.Match[str], clock: Clock) -> Reading:
    """The first to the last week of a month."""
    months, count = mean_month(found, clock), ordinal(found["ordinal"])
    past, future = (
        text and periods.week_of_month(int(text[:4]), int(text[5:7]), count) for text in (months.past, months.future)
    )
    return Reading(past, future)


def mean_half_of_month(found: re.Match[str], clock: Clock) -> Reading:
    """The first to the fifteenth of a month, or the rest of it."""
    months, count = mean_month(found, clock), ordinal(found["ordinal"])
    past, future = (
        text and periods.half_of_month(int(text[:4]), int(text[5:7]), first=count == 1)
        for text in (months.past, months.future)
    )
    return Reading(past, future)


def mean_part_of_year(found: re.Match[str], clock: Clock) -> Reading:
    """A half or a quarter of a year."""
    year = _year(found, clock) or clock.today.year
    parts = 2 if _unit(found) == "half" else 4
    count = ordinal(found["ordinal"])
    return settled(periods.part_of_year(year, count if count > 0 else parts, parts)) if count <= parts else _NOTHING


def mean_years(found: re.Match[str], _: Clock) -> Reading:
    """A year, or years from one to another ("1994-95")."""
    first, last = found["year"], _word(found, "last") or found["year"]
    if len(last) < len(first):
        last = first[: -len(last)] + last
    return settled(edtf.interval(first, last)) if first <= last else _NOTHING


def mean_decade(found: re.Match[str], clock: Clock) -> Reading:
    """Ten years; of "the '80s" the latest that had begun some years before publication."""
    year = int(found["decade"])
    if year < _CENTURY:
        century = (clock.today.year - _SETTLED_DECADE) // _CENTURY * _CENTURY
        year += century if century + year + _SETTLED_DECADE <= clock.today.year else century - _CENTURY
    return settled(edtf.interval(f"{year:04}", f"{year + 9:04}"))


def mean_from_previous(found: re.Match[str], clock: Clock) -> Reading:
    """A day counted from the day the article spoke of last, a month from that or from the month."""
    words = found.group().lower().split()
    amount, unit = number(_word(found, "amount") or "a"), _unit(found)
    within_day = words[1:3] == ["in", "the"]
    previous = clock.previous or (clock.today if within_day else None)
    if previous is None or (clock.coarse and unit in {"day", "week"}):
        return _NOTHING
    if {"same", "that"} & set(words) or within_day:
        amount = 0
    elif {"earlier", "before", "previous", "prior"} & set(words):
        amount = -amount
    return settled(periods.shifted(previous, amount, unit, approximate=amount != 0))


def mean_recently(_: re.Match[str], clock: Clock) -> Reading:
    """About the month of publication."""
    return Reading(edtf.month(clock.today.year, clock.today.month) + "~", None)


def mean_iso(found: re.Match[str], _: Clock) -> Reading:
    """``1991-12-25``."""
    text = found.group()
    return settled(text) if edtf.is_edtf(text) else _NOTHING


def mean_numeric(found: re.Match[str], _: Clock) -> Reading:
    """``25/12/1991`` and ``12/25/1991``; nothing where both orders are dates."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    texts = {f"{year:04}-{month:02}-{day:02}" for month, day in ((one, two), (two, one))}
    readable = sorted(text for text in texts if edtf.is_edtf(text))
    return settled(readable[0]) if len(readable) == 1 else _NOTHING


def mean_holiday(found: re.Match[str], clock: Clock) -> Reading:
    """A feast with a fixed day."""
    month, day = {"christmas day": (12, 25), "christmas eve": (12, 24), "new year's eve": (12, 31)}.get(
        (found["name"] or f"{found['feast']} Day").lower().replace("’", "'"), (1, 1)
    )
    year = _year(found, clock)
    return periods.month_day(clock.today, month, day) if year is None else settled(f"{year:04}-{month:02}-{day:02}")
