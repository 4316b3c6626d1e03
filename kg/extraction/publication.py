"""When an article was published, as far as its own words tell: for articles whose source says nothing.

Conservative: a wrong day of publication would misdate every "Tuesday" of the article, an open end misdates none.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from kg import edtf
from kg.extraction.date_patterns import match_dates
from kg.extraction.date_words import DAY, MONTH, WEEKDAY, YEAR
from kg.extraction.periods import Clock

if TYPE_CHECKING:
    from kg.model import Article

_CLOCKS: Final = (Clock(date(1900, 6, 15)), Clock(date(2101, 11, 20)))
_HEAD_LINES: Final = 25
_LONGEST_STAMP: Final = 90
_TIME: Final = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?)"
_STAMP: Final = re.compile(
    rf"(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+{DAY},?\s+{YEAR}|{DAY}\s+{MONTH},?\s+{YEAR}|\d{{4}}-\d\d-\d\d)",
    re.ASCII,
)
_STAMP_WORDS: Final = re.compile(
    rf"(?:published|posted|updated|last|modified|first|on|at|date|by|issued|edition|print|web|online|{_TIME}|[A-Z]{{2,4}}|GMT|UTC|[|,.:;·•\-–—()\s])+",
    re.IGNORECASE,
)
_TO_COME: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|to|plan(?:s|ned)?|expect(?:s|ed)?|schedul\w+|due|until|by|from|through|before|next)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\d\d")
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\(c\)\s*)?(?P<year>(?:19|20)\d\d)(?![-–\d])", re.IGNORECASE)


def infer_publication(article: Article) -> str | None:
    """An EDTF date or interval that holds the day of publication, or None where the text tells nothing.

    A line outside the prose that is a date and little else ("Posted: 3 May 2011") tells the day. Failing that, the
    latest full date of the prose that nothing marks as still to come is a day publication does not precede
    (``2011-05-03/..``), and a copyright year outside the prose closes that interval where it agrees.

    Args:
        article: as read; its metadata is not looked at.
    """
    reported = _latest_reported(article)
    stamp = _stamp(article)
    if stamp is not None and (reported is None or stamp >= reported):
        return stamp
    if reported is None:
        return None
    year = _copyright(article)
    if year is not None and year == reported[:4]:
        return edtf.interval(reported, f"{year}-12-31")
    return edtf.interval(reported, None)


def _outside(article: Article) -> tuple[str, ...]:
    """Lines of text that are no prose, in order."""
    lines: list[str] = []
    start = 0
    for line in article.text.split("\n"):
        end = start + len(line)
        if line.strip() and not any(block.span.start < end and start < block.span.end for block in article.blocks):
            lines.append(line.strip())
        start = end + 1
    return tuple(lines)


def _stamp(article: Article) -> str | None:
    """The one day that lines of the page's head give as their whole message."""
    days: set[str] = set()
    for line in _outside(article)[:_HEAD_LINES]:
        found = _STAMP.search(line)
        if found is None or len(line) > _LONGEST_STAMP:
            continue
        rest = f"{line[: found.start()]} {line[found.end() :]}".strip()
        if len(rest.split()) <= 1 or _STAMP_WORDS.fullmatch(rest):
            days.update(day for day in _full_days(found.group()))
    return min(days) if len(days) == 1 else None


def _full_days(text: str) -> tuple[str, ...]:
    """Days that a text names with their year."""
    if not _YEAR.search(text):
        return ()
    found: list[str] = []
    for match in match_dates(text):
        readings = [match.read(clock) for clock in _CLOCKS]
        if readings[0] is None or readings[0] != readings[1] or readings[0].past is None:
            continue
        value = edtf.parse(readings[0].past)
        if value.end is not None and value.end.precision == "day" and not match.opening:
            found.append(str(value.end))
    return tuple(found)


def _latest_reported(article: Article) -> str | None:
    """The latest full date in sentences of the prose that hold no word for what is to come."""
    latest: str | None = None
    for block in article.blocks:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", article.text[block.span.start : block.span.end]):
            if _YEAR.search(sentence) and not _TO_COME.search(sentence):
                latest = max([*_full_days(sentence), *([latest] if latest else [])], default=None)
    return latest


def _copyright(article: Article) -> str | None:
    years = {found["year"] for line in _outside(article) for found in _COPYRIGHT.finditer(line)}
    return min(years) if len(years) == 1 else None
