"""What a date counted from a named day means: "ten years ago on Monday", "a week from Friday", "Monday week".

Like the meanings of `kg.extraction.date_meanings`: the regular expression's match and a clock in, a reading out.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction import periods
from kg.extraction.date_words import number, weekday_number
from kg.extraction.periods import Reading, settled

if TYPE_CHECKING:
    import re

    from kg.extraction.periods import Clock

_WEEK: Final = 7
_MONTHS: Final = {"month": 1, "year": 12, "decade": 120}
_NEAR: Final = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "now": 0}
_AWAY: Final = {"last": -1, "this": 0, "next": 1}


def mean_anniversary(found: re.Match[str], clock: Clock) -> Reading:
    """So many units before a day: "ten years ago today", "a week ago Monday", "five years ago this month".

    Of a weekday that is not the day of publication years leave open whether it is the last or the next: either.
    """
    amount, unit = -number(found["amount"]), found["unit"].lower()
    day, period = (found["first"] or "").lower(), (found["period"] or "").lower()
    if period:
        away = _AWAY[found["away"].lower()]
        if period == "month":
            year, month = periods.shift_months(clock.today, away + amount * _MONTHS.get(unit, 0))
            return settled(edtf.month(year, month)) if unit in _MONTHS else Reading(None, None)
        monday = clock.today - timedelta(clock.today.weekday() - _WEEK * away)
        start = _moved(monday, amount, unit)
        return settled(edtf.interval(start, start + timedelta(_WEEK - 1)))
    if day in _NEAR:
        return settled(edtf.day(_moved(clock.today + timedelta(_NEAR[day]), amount, unit)))
    back = (clock.today.weekday() - weekday_number(day)) % _WEEK
    last = clock.today - timedelta(back)
    first = _moved(last, amount, unit)
    if not back or unit not in _MONTHS:
        return settled(edtf.day(first))
    return settled(edtf.interval(first, _moved(last + timedelta(_WEEK), amount, unit)))


def mean_counted_on(found: re.Match[str], clock: Clock) -> Reading:
    """So many units after a day to come: "two weeks from Thursday", "a week from today", "three weeks from now"."""
    amount, unit, day = number(found["amount"]), found["unit"].lower(), found["first"].lower()
    if day == "now":
        return Reading(None, periods.shifted(clock.today, amount, unit))
    return Reading(None, edtf.day(_moved(_coming(clock.today, day), amount, unit)))


def mean_week_on(found: re.Match[str], clock: Clock) -> Reading:
    """A week after the coming weekday: "Monday week"."""
    return Reading(None, edtf.day(_coming(clock.today, found["first"].lower()) + timedelta(_WEEK)))


def mean_beside_day(found: re.Match[str], clock: Clock) -> Reading:
    """The day before or after a weekday: "on the eve of Monday's talks", "a day after Friday's summit"."""
    weekday = periods.weekday(clock.today, weekday_number(found["first"]))
    step = timedelta(1 if (found["side"] or "").lower() == "after" else -1)
    past, future = (text and edtf.day(date.fromisoformat(text) + step) for text in (weekday.past, weekday.future))
    return Reading(past, future)


def mean_eve_of_feast(found: re.Match[str], clock: Clock) -> Reading:
    """The day before a feast: "on the eve of Christmas"."""
    day = 24 if found["feast"].startswith("Christmas") else 31
    year = found["year"] or found["year_close"]
    return settled(f"{year}-12-{day}") if year else periods.month_day(clock.today, 12, day)


def _coming(today: date, day: str) -> date:
    """Today, tomorrow, or the next such weekday, today included."""
    if day in _NEAR:
        return today + timedelta(_NEAR[day])
    return today + timedelta((weekday_number(day) - today.weekday()) % _WEEK)


def _moved(day: date, amount: int, unit: str) -> date:
    """A day so many units on or back; of a month that is shorter its last day."""
    if unit not in _MONTHS:
        return day + timedelta(amount * (_WEEK if unit == "week" else 1))
    year, month = periods.shift_months(day, amount * _MONTHS[unit])
    last = edtf.bounds(edtf.month(year, month))[1]
    return date(year, month, min(day.day, last.day if last else 28))
