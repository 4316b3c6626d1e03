"""A whole article on one line, as dumps that lost their line ends have it: headline, byline, dateline, story, credits.

``Talks resume in Oslo By Jane Doe OSLO, March 3 (Reuters) - Envoys met. (Reporting by Jane Doe) Read more: …``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.reading.chrome import is_chrome
from kg.reading.credits import find_byline
from kg.reading.dateline import Dateline, find_dateline

_FURTHEST: Final = 320
# Where a dateline may begin: a word in capitals.
_CAPITALS: Final = re.compile(r"(?<=\s)[A-Z\u00C0-\u00DE]{3,}")
_SENTENCE: Final = re.compile(r"[.?!…][\"”’)]*\s")
_BYLINE: Final = re.compile(r"(?<=\s)(?:By|BY)\s(?=[A-Z])")
_CUT: Final = re.compile(r"(?<=[.?!\])\"”])\s+(?=[(\[©A-Z#])")
_MAX_CUT: Final = 12
_MIN_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class OneLine:
    """Where the parts of such a line are.

    Attributes:
        title: characters of the headline (half-open); empty where there is none.
        first, last: characters of the story.
        dateline: its dateline.
    """

    title: tuple[int, int]
    first: int
    last: int
    dateline: Dateline | None


def find_parts(text: str) -> OneLine:
    """The parts of an article on one line; the story is all of it where nothing else is found.

    >>> find_parts("Talks resume OSLO, March 3 (Reuters) - Envoys met.").first
    39
    """
    found = find_dateline(text, first=True)
    start = found.end if found and found.end < len(text) else 0
    title = (0, 0)
    if not start:
        for match in _CAPITALS.finditer(text[:_FURTHEST]):
            if _SENTENCE.search(text, 0, match.start()):
                break
            found = find_dateline(text[match.start() :])
            if found and match.start() + found.end < len(text):
                start = match.start() + found.end
                title = (0, _title_end(text[: match.start()]))
                break
    return OneLine(title, start, _story_end(text, start), found)


def _title_end(opening: str) -> int:
    """Where the headline before a dateline ends: at its byline."""
    for match in _BYLINE.finditer(opening):
        if find_byline(opening[match.start() :].strip()) is not None:
            return match.start()
    return len(opening)


def _story_end(text: str, start: int) -> int:
    """Where the story ends before the furniture behind it."""
    end = len(text)
    if end - start < _MIN_LINE:
        return end
    for _ in range(_MAX_CUT):
        cuts = list(_CUT.finditer(text, max(start, end - _FURTHEST), end))
        if not cuts or not is_chrome(text[cuts[-1].end() : end].strip()):
            break
        end = cuts[-1].start()
    return end
