"""Dates as page headers, datelines and time stamps write them -> EDTF.

Not the dates of prose ("last Tuesday"): those are read by ``kg.extraction`` against the publication date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2099
# Two-digit years of telex copy: 30 to 99 are of the last century.
_CENTURY_BREAK: Final = 30

MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?P<year>\d{4})\b"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<month>{MONTH})\s{{0,2}}{_DAY},?\s{{1,2}}(?:at\s)?{_YEAR}",
        rf"(?<!\d)\b{_DAY}(?:\sof)?[\s\-]{{1,2}}(?P<month>{MONTH}),?[\s\-]{{1,2}}{_YEAR}",
        r"(?<![\d./\-])(?P<year>\d{4})(?P<mark>[\-./])\s?(?P<number>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})(?=[T\s]|\D|$)",
        r"(?<![\d./\-])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})\b",
        r"(?<![\d./\-])(?P<first>\d{1,2})(?P<mark>[/\-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})\b",
        rf"(?<!\d)\b{_DAY}\s(?P<month>{MONTH})\s(?P<year>\d{{2}})\b",
        # The time stamp under old wire copy, in American order: AP-NY-01-23-87 1423EST.
        r"\bAP-\w\w-(?P<number>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\b",
    )
)
_MONTH_YEAR: Final = re.compile(rf"(?<!\d\s)\b(?P<month>{MONTH}),?\s{_YEAR}", re.IGNORECASE)
_MONTH_DAY: Final = re.compile(
    rf"\b(?:(?P<month>{MONTH})\s?(?P<day>\d{{1,2}})\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{MONTH}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date found in a line: its EDTF value (a day, or a month) and where it stands."""

    value: str
    start: int
    end: int


def find_page_date(line: str) -> PageDate | None:
    """The first full date of a line, in any of the usual notations; else the first "month year".

    A date such as 03/04/2024, whose order nobody can tell, is not read.

    >>> find_page_date("Updated 14:22 GMT, 5 March 2024").value
    '2024-03-05'
    """
    found = find_page_dates(line)
    if found:
        return found[0]
    match = _MONTH_YEAR.search(line)
    if match and _FIRST_YEAR <= int(match["year"]) <= _LAST_YEAR:
        return PageDate(f"{match['year']}-{_month_number(match['month']):02}", match.start(), match.end())
    return None


def find_page_dates(line: str) -> tuple[PageDate, ...]:
    """Every full date of a line, in order."""
    found: list[PageDate] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(line):
            value = _day(match)
            if value and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(PageDate(value, match.start(), match.end()))
    return tuple(sorted(found, key=lambda item: item.start))


def find_month_day(text: str) -> tuple[int, int] | None:
    """Month and day of a date without a year ("May 3", "3 Oct."), or None.

    >>> find_month_day("QUITO, May 3")
    (5, 3)
    """
    for match in _MONTH_DAY.finditer(text):
        month = _month_number(match["month"] or match["month2"])
        day = int(match["day"] or match["day2"])
        # 2000 has a 29 February; the year is not known here.
        if _valid(2000, month, day):
            return month, day
    return None


def to_day(year: int, month: int, day: int) -> str | None:
    """EDTF of a day, or None where there is no such day."""
    value = _valid(year, month, day)
    return value.isoformat() if value else None


def _day(match: re.Match[str]) -> str | None:
    """EDTF of a match, or None where it is no date or can be read two ways."""
    groups = match.groupdict()
    year = int(groups["year"])
    if len(groups["year"]) == 2:
        year += 1900 if year >= _CENTURY_BREAK else 2000
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        if first > len(_MONTHS) or first == second:
            return to_day(year, second, first)
        return to_day(year, first, second) if second > len(_MONTHS) else None
    month = int(groups["number"]) if "number" in groups else _month_number(groups["month"])
    return to_day(year, month, int(groups["day"]))


def _month_number(name: str) -> int:
    """1 to 12 from a month's name or abbreviation."""
    start = name[:3].lower()
    return next(index for index, month in enumerate(_MONTHS, start=1) if month == start)


def _valid(year: int, month: int, day: int) -> date | None:
    """The day, where it exists and lies in the years news is from."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
