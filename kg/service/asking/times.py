"""Days, months, years and their parts in a question -> a window. There is no clock: "last week" is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.service.asking.dates import MONTHS, Found, find_date, find_day_of, moved
from kg.service.asking.words import Atom

Lead = tuple[str, ...]


def _leads(text: str) -> tuple[Lead, ...]:
    """Phrases, parted by bars."""
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


_WITHIN: Final = _leads(
    "in the period from|over the period from|for the period from|in the period|over the period|for the period"
    "|in the years|"
    "over the course of|in the course of|during|throughout|within|on|in|for|of|at|over|around|back in|dated"
)
_SINCE: Final = _leads("starting in|starting from|beginning in|as of|as from|from|since|starting|post")
_UNTIL: Final = _leads("up to|up until|no later than|not later than|until|till|to|by|through")
_AFTER: Final = _leads("after|later than|following")
_BEFORE: Final = _leads("prior to|ahead of|earlier than|before|pre")
_JOINTS: Final = _leads("up to|until|till|to|and|or|through|thru")
_ONWARD: Final = _leads("and after|or later|and later|onwards|onward|on")
_ONE_DAY: Final = dt.timedelta(days=1)
_REACH: Final = 20  # words that a window may take
_STARTS: Final = frozenset(words[0] for words in (*_WITHIN, *_SINCE, *_UNTIL, *_AFTER, *_BEFORE)) | {"between"}


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a question that tells a time: the words up to ``end``, ISO days, empty for an open side."""

    end: int
    since: str = ""
    until: str = ""


def windows(atoms: Sequence[Atom], begin: int) -> Iterator[Window]:
    """Every way to read a time that begins at a word, the longest first."""
    words = [atom.word for atom in atoms[begin : begin + _REACH]]
    for window in _windows(words):
        yield Window(begin + window.end, window.since, window.until)


def _windows(words: Sequence[str]) -> Iterator[Window]:
    """Of words from the first on."""
    if words[0] == "between":
        yield from _ranges(words, 1, apart=True)
        return
    yield from _ranges(words, 0)
    if words[0] in _STARTS:
        for lead in (*_SINCE, *_WITHIN):
            if used := _led(words, lead):
                yield from _ranges(words, used)
        for lead in (*_AFTER, *_BEFORE, *_SINCE, *_UNTIL):
            if (used := _led(words, lead)) and (found := find_date(words[used:])):
                yield from _open(words, lead, used, found)
        for lead in _WITHIN:
            if (used := _led(words, lead)) and (found := find_date(words[used:])):
                yield Window(used + found[0], found[1], found[2])
    if found := find_date(words):
        end, since, until = found
        for lead in _ONWARD:
            if _led(words[end:], lead):
                yield Window(end + len(lead), since)
        yield Window(end, since, until)


def _open(words: Sequence[str], lead: Lead, used: int, found: Found) -> Iterator[Window]:
    """A date behind a word that leaves one side open."""
    end = used + found[0]
    if lead in _AFTER:
        if day := moved(found[2], _ONE_DAY):
            yield Window(end, since=day)
    elif lead in _BEFORE:
        if day := moved(found[1], -_ONE_DAY):
            yield Window(end, until=day)
    elif lead in _SINCE:
        more = next((len(onward) for onward in _ONWARD if _led(words[end:], onward)), 0)
        yield Window(end + more, since=found[1])
    else:
        yield Window(end, until=found[2])


def _ranges(words: Sequence[str], begin: int, *, apart: bool = False) -> Iterator[Window]:
    """Two dates with a joint between them, or none where a dash was: "2002-2008", "5 to 9 May 2014".

    Args:
        words: of the question.
        begin: where the first date begins.
        apart: "and" joins dates however far apart they are, not only those next to each other.
    """
    joints = {place: joint for place in range(begin + 1, begin + 8) for joint in _JOINTS if _led(words[place:], joint)}
    yield from _days_of_a_month(words, begin, joints)
    yield from _numeric_days(words, begin, joints)
    whole = find_date(words[begin:])
    ends = [begin + whole[0]] if whole else []
    for place in dict.fromkeys([*ends, begin + 1, begin + 2, begin + 3]):
        joint: Lead = joints.get(place, ())
        behind = place + len(joint)
        last = find_date(words[behind:])
        if last is None or (whole and whole[0] >= behind + last[0] - begin):
            continue
        first = whole if whole and place == begin + whole[0] else find_day_of(words[begin:place], words[behind:])
        if first is None or begin + first[0] != place:
            continue
        if joint in (("and",), ("or",)) and not apart and moved(first[2], _ONE_DAY) != last[1]:
            continue  # in 2007 and 2010: not what lies between
        if first[1] <= last[1] and first[2] <= last[2] and (joint or first[2] < last[1]):
            yield Window(behind + last[0], first[1], last[2])


def _numeric_days(words: Sequence[str], begin: int, joints: Mapping[int, Lead]) -> Iterator[Window]:
    """01/02/2022-31/03/2022: where one of the two tells which number is the month, it is so in both."""
    behind = begin + 3 + len(joints.get(begin + 3, ()))
    first, last = words[begin : begin + 3], words[behind : behind + 3]
    if not all(word.isascii() and word.isdecimal() for word in (*first, *last)) or len(last) < 3:
        return
    found = []
    for day, month in ((0, 1), (1, 0)):
        ends = [find_date([date[2], date[month], date[day]]) for date in (first, last)]
        found += [(one[1], two[2]) for one, two in [ends] if one and two and one[0] == two[0] == 3]
    found = [(since, until) for since, until in dict.fromkeys(found) if since <= until]
    if len(found) == 1:
        yield Window(behind + 3, *found[0])


def _days_of_a_month(words: Sequence[str], begin: int, joints: Mapping[int, Lead]) -> Iterator[Window]:
    """May 5-9, 2014."""
    if not words[begin + 1 :] or words[begin] not in MONTHS:
        return
    for place in (begin + 2, begin + 3):
        last = find_date([words[begin], *words[place:]])
        first = find_day_of(words[begin : begin + 2], words[place:])
        if first and last and first[0] == 2 and last[0] == 3 and (place == begin + 2 or place - 1 in joints):
            yield Window(place + last[0] - 1, first[1], last[2])


def _led(words: Sequence[str], lead: Lead) -> int:
    """How many words a lead takes, where they begin with it."""
    return len(lead) if tuple(words[: len(lead)]) == lead else 0
