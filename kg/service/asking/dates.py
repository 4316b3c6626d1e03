"""One date in a question, however it is written -> its first and last day, and how many words it takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from kg.edtf import EdtfError, bounds

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct"
        "|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first of three months, of the North

_ORDINAL: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}
_PARTS: Final = {"half": 6, "quarter": 3}  # months of a part of a year
_CODE: Final = re.compile(r"([hq])([1-4])", re.ASCII)
_THIRDS: Final = {"early": 0, "mid": 1, "middle": 1, "late": 2}  # of a year, of a decade: roughly
_EDGES: Final = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
_DECADES: Final = {
    name: number
    for number, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
_DAY: Final = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?", re.ASCII)
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_DECADE: Final = re.compile(r"([12]\d\d)0s|([2-9])0s", re.ASCII)
_TWO: Final = re.compile(r"\d\d", re.ASCII)
_SHORT: Final = re.compile(r"\d\d?", re.ASCII)
_LONGEST: Final = 8  # words of a date

Found = tuple[int, str, str]
"""How many words, first day, last day (ISO)."""


def find_date(words: Sequence[str]) -> Found | None:
    """The longest date that the words begin with."""
    words = list(words[:_LONGEST])
    skipped = 0
    while words and (words[0] in ("the", "year", "years", "month") or words[0] in WEEKDAYS):
        words, skipped = words[1:], skipped + 1
    if not words or (skipped and words[0] == "of"):
        words, skipped = words[1:], skipped + 1
    for form in (_day, _numbers, _part, _season, _third, _month, _decade, _year):
        if found := form(words):
            return found[0] + skipped, found[1], found[2]
    return None


def find_day_of(words: Sequence[str], whole: Sequence[str]) -> Found | None:
    """A date that lacks its year, or its month and year, which a later one tells: "5" of "5 to 9 May 2014".

    Args:
        words: the shorter one begins here.
        whole: the later one begins here.
    """
    words = words[1:] if words[:1] == ["the"] else words
    month = next((word for word in whole[:4] if word in MONTHS), "")
    year = next((word for word in whole[:5] if _YEAR.fullmatch(word)), "")
    one, two = (*words[:2], "", "")[:2]
    if year and one in MONTHS:
        day = _DAY.fullmatch(two)
        return (
            _bounds(2, f"{year}-{MONTHS[one]:02}-{int(day[1]):02}") if day else _bounds(1, f"{year}-{MONTHS[one]:02}")
        )
    if year and (day := _DAY.fullmatch(one)):
        if two in MONTHS:
            return _bounds(2, f"{year}-{MONTHS[two]:02}-{int(day[1]):02}")
        return _bounds(1, f"{year}-{MONTHS[month]:02}-{int(day[1]):02}") if month else None
    return None


def _day(words: Sequence[str]) -> Found | None:
    """4 March 2024, the 4th of March 2024, March 4 2024, 2024 March 4."""
    one, two, three = (*words[:3], "", "", "")[:3]
    if two == "of" and (found := _day([one, *words[2:]])):
        return found[0] + 1, found[1], found[2]
    if (day := _DAY.fullmatch(one)) and two in MONTHS and _YEAR.fullmatch(three):
        return _bounds(3, f"{three}-{MONTHS[two]:02}-{int(day[1]):02}")
    if one in MONTHS and (day := _DAY.fullmatch(two)) and _YEAR.fullmatch(three):
        return _bounds(3, f"{three}-{MONTHS[one]:02}-{int(day[1]):02}")
    if _YEAR.fullmatch(one) and two in MONTHS and (day := _DAY.fullmatch(three)):
        return _bounds(3, f"{one}-{MONTHS[two]:02}-{int(day[1]):02}")
    return None


def _numbers(words: Sequence[str]) -> Found | None:
    """2024-03-04, 26/10/1962 and 10/26/1962 where one alone can be the month, 2024-03, 07/2016."""
    one, two, three = (*words[:3], "", "", "")[:3]
    if _YEAR.fullmatch(one) and _SHORT.fullmatch(two) and _SHORT.fullmatch(three):
        return _bounds(3, f"{one}-{int(two):02}-{int(three):02}")
    if _SHORT.fullmatch(one) and _SHORT.fullmatch(two) and _YEAR.fullmatch(three):
        first, second = int(one), int(two)
        if first == second or max(first, second) > 12:
            day, month = (first, second) if first > 12 else (second, first)
            return _bounds(3, f"{three}-{month:02}-{day:02}")
        return None
    if _YEAR.fullmatch(one) and _TWO.fullmatch(two):
        return _bounds(2, f"{one}-{two}")
    if _SHORT.fullmatch(one) and _YEAR.fullmatch(two) and 1 <= int(one) <= 12:
        return _bounds(2, f"{two}-{int(one):02}")
    return None


def _part(words: Sequence[str]) -> Found | None:
    """First half of 1996, third quarter of 2012, Q3 2012, 2012 Q3, last quarter 2001."""
    one, two, *rest = (*words, "", "")
    rest = [word for word in rest if word]
    if one in _ORDINAL and two in _PARTS:
        used = 2
        while rest and rest[0] in ("of", "the", "year", "in"):
            rest, used = rest[1:], used + 1
        if rest and _YEAR.fullmatch(rest[0]):
            length = _PARTS[two]
            return _months(used + 1, rest[0], _ORDINAL[one] or 12 // length, length)
    for code, year, used in ((one, two, 2), (two, one, 2), (one, rest[0] if rest and two == "of" else "", 3)):
        if (found := _CODE.fullmatch(code)) and _YEAR.fullmatch(year):
            return _months(used, year, int(found[2]), 6 if found[1] == "h" else 3)
    return None


def _months(used: int, year: str, number: int, length: int) -> Found | None:
    """The so-manieth part of a year."""
    begin = (number - 1) * length + 1
    if begin + length > 13:
        return None
    return _span(used, f"{year}-{begin:02}", f"{year}-{begin + length - 1:02}")


def _season(words: Sequence[str]) -> Found | None:
    """Spring 2008, the winter of 1962/63: a winter begins in the year named."""
    if not words or words[0] not in SEASONS:
        return None
    used = 2 if words[1:2] == ["of"] else 1
    if not words[used:] or not _YEAR.fullmatch(words[used]):
        return None
    year, begin = int(words[used]), SEASONS[words[0]]
    if begin < 12:
        return _span(used + 1, f"{year}-{begin:02}", f"{year}-{begin + 2:02}")
    after = words[used + 1] if words[used + 1 :] else ""
    more = after in (str(year + 1), f"{(year + 1) % 100:02}")
    return _span(used + 1 + more, f"{year}-12", f"{year + 1}-02")


def _third(words: Sequence[str]) -> Found | None:
    """Early 2005, the mid 1980s, the end of 1999, late May 2010: thirds of what is named."""
    if not words:
        return None
    which = words[0]
    used = 1
    if which in _EDGES and words[1:2] == ["of"]:
        which, used = _EDGES[which], 2
        used += words[2:3] == ["the"]
    if which not in _THIRDS or not words[used:]:
        return None
    third, rest = _THIRDS[which], words[used:]
    if found := _decade(rest):
        begin = int(found[1][:4]) + (0, 4, 7)[third]
        return used + found[0], f"{begin:04}-01-01", f"{begin + (3, 2, 2)[third]:04}-12-31"
    if (found := _month(rest)) and found[1][:7] == found[2][:7]:
        days = (("01", "10"), ("11", "20"), ("21", found[2][8:]))[third]
        return used + found[0], f"{found[1][:8]}{days[0]}", f"{found[1][:8]}{days[1]}"
    if _YEAR.fullmatch(rest[0]):
        return _span(used + 1, f"{rest[0]}-{4 * third + 1:02}", f"{rest[0]}-{4 * third + 4:02}")
    return None


def _month(words: Sequence[str]) -> Found | None:
    """March 2024, March of 2024, 2024 March."""
    one, two, three = (*words[:3], "", "", "")[:3]
    if one in MONTHS and two == "of" and _YEAR.fullmatch(three):
        return _bounds(3, f"{three}-{MONTHS[one]:02}")
    if one in MONTHS and _YEAR.fullmatch(two):
        return _bounds(2, f"{two}-{MONTHS[one]:02}")
    if _YEAR.fullmatch(one) and two in MONTHS:
        return _bounds(2, f"{one}-{MONTHS[two]:02}")
    return None


def _decade(words: Sequence[str]) -> Found | None:
    """1990s, 90s, nineties: of the twentieth century where none is told."""
    if not words:
        return None
    if words[0] in _DECADES:
        return 1, f"19{_DECADES[words[0]]}0-01-01", f"19{_DECADES[words[0]]}9-12-31"
    if found := _DECADE.fullmatch(words[0]):
        head = found[1] or f"19{found[2]}"
        return 1, f"{head}0-01-01", f"{head}9-12-31"
    return None


def _year(words: Sequence[str]) -> Found | None:
    return _bounds(1, words[0]) if words and _YEAR.fullmatch(words[0]) else None


def _span(used: int, first: str, last: str) -> Found | None:
    """From the first day of a month to the last of another."""
    begin, end = _bounds(used, first), _bounds(used, last)
    return (used, begin[1], end[2]) if begin and end else None


def _bounds(used: int, date: str) -> Found | None:
    """The days of a date that exists."""
    try:
        first, last = bounds(date)
    except EdtfError:
        return None
    return (used, first.isoformat(), last.isoformat()) if first and last else None


def moved(day: str, by: dt.timedelta) -> str:
    """A day before or after; empty beyond the calendar."""
    try:
        return (dt.date.fromisoformat(day) + by).isoformat()
    except OverflowError:
        return ""
