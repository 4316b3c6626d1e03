"""Days, months and years in a question -> a window. There is no clock: what needs today's date is not understood."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.edtf import EdtfError, bounds
from kg.service.asking.words import Atom

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct"
        "|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
WITHIN: Final = frozenset("on in during for of at over throughout".split())
AFTER: Final = frozenset("since from".split())
BEFORE: Final = frozenset("until till to by through".split())

_DAY: Final = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?", re.ASCII)
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_TWO: Final = re.compile(r"\d\d", re.ASCII)
_ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a question that tells a time: the words up to ``end``, ISO days, empty for an open side."""

    end: int
    since: str = ""
    until: str = ""


def windows(atoms: Sequence[Atom], begin: int) -> Iterator[Window]:
    """Every way to read a time that begins at a word, the longest first."""
    word = atoms[begin].word
    if word in ("between", "from") and (first := _date(atoms, begin + 1)):
        end, since, _ = first
        joint = atoms[end].word if end < len(atoms) else ""
        if joint in ("and", *BEFORE) and (second := _date(atoms, end + 1)):
            yield Window(second[0], since, second[2])
    if word in ("after", "before") and (found := _date(atoms, begin + 1)):
        end, first_day, last_day = found
        if word == "after":
            yield Window(end, since=_moved(last_day, _ONE_DAY))
        else:
            yield Window(end, until=_moved(first_day, -_ONE_DAY))
    if word in AFTER and (found := _date(atoms, begin + 1)):
        yield Window(found[0], since=found[1])
    if word in BEFORE and (found := _date(atoms, begin + 1)):
        yield Window(found[0], until=found[2])
    if word in WITHIN and (found := _date(atoms, begin + 1)):
        yield Window(*found)
    if found := _date(atoms, begin):
        yield Window(*found)


def _date(atoms: Sequence[Atom], begin: int) -> tuple[int, str, str] | None:
    """A date at a word: where it ends, its first and last day."""
    words = [atom.word for atom in atoms[begin : begin + 4]]
    if "of" in words[1:2]:  # the 4th of March
        if found := _date_of([words[0], *words[2:]]):
            return begin + found[0] + 1, found[1], found[2]
    elif words[:1] == ["the"]:
        return _date(atoms, begin + 1)
    found = _date_of(words)
    return (begin + found[0], found[1], found[2]) if found else None


def _date_of(words: Sequence[str]) -> tuple[int, str, str] | None:
    """A date among words: how many it takes, its first and last day."""
    one, two, three = (*words[:3], "", "", "")[:3]
    if _YEAR.fullmatch(one) and _TWO.fullmatch(two) and _TWO.fullmatch(three):
        return _bounds(3, f"{one}-{two}-{three}")
    if (day := _DAY.fullmatch(one)) and two in MONTHS and _YEAR.fullmatch(three):
        return _bounds(3, f"{three}-{MONTHS[two]:02}-{int(day[1]):02}")
    if one in MONTHS and (day := _DAY.fullmatch(two)) and _YEAR.fullmatch(three):
        return _bounds(3, f"{three}-{MONTHS[one]:02}-{int(day[1]):02}")
    if one in MONTHS and _YEAR.fullmatch(two):
        return _bounds(2, f"{two}-{MONTHS[one]:02}")
    if _YEAR.fullmatch(one) and _TWO.fullmatch(two):
        return _bounds(2, f"{one}-{two}")
    if _YEAR.fullmatch(one):
        return _bounds(1, one)
    return None


def _bounds(length: int, date: str) -> tuple[int, str, str] | None:
    """The days of a date that exists."""
    try:
        first, last = bounds(date)
    except EdtfError:
        return None
    return (length, first.isoformat(), last.isoformat()) if first and last else None


def _moved(day: str, by: dt.timedelta) -> str:
    """A day before or after."""
    return (dt.date.fromisoformat(day) + by).isoformat()
