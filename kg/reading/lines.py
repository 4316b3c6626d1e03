"""The lines of a page, each judged by itself: prose, title, caption, or which kind of furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from kg.reading.chrome import is_chrome
from kg.reading.credits import find_byline, find_caption, is_letterhead
from kg.reading.dateline import Dateline, find_dateline
from kg.reading.fields import find_field, is_date_line
from kg.reading.prose import Measure, is_prose, is_words, measure

if TYPE_CHECKING:
    from kg.reading.page import Page

_MAX_TITLE_WORDS: Final = 30
_LONGEST_TAIL: Final = 400
_MIN_ITEM_WORDS: Final = 4
_MIN_TITLE_LETTERS: Final = 0.5

_MARKER: Final = re.compile(
    r"(?:\((?:\d\w\w\s)?(?:LD|LEAD|URGENT|UPDATED?|NEWS FOCUS|ROUNDUP|EXCLUSIVE|CORRECTED|RECAST|YEARENDER|FOCUS)"
    r"(?:[- ]\w+)?\)\s*"
    r"|\[(?:BREAKING|UPDATED?|EXCLUSIVE|URGENT|ANALYSIS|NEWS ANALYSIS|VIDEO|PHOTOS?)[^\]]{0,20}\]\s*"
    r"|(?:UPDATE|WRAPUP|RPT|CORRECTED|REFILE|EXCLUSIVE|BREAKING(?: NEWS)?|URGENT|LEAD|ROUNDUP|RECAST|INSIGHT|NEWSMAKER|"
    r"ANALYSIS|FACTBOX|TIMELINE|INTERVIEW|PREVIEW|DIARY|BRIEF)(?:[ -]?\d{1,2})?\s?[-:–—]\s?)+",
    re.IGNORECASE,
)
_OUTLET_TAIL: Final = re.compile(r"\s\|\s(?P<outlet>(?:[A-Z][\w.'’&]*\s?){1,5})$")
_LEAD_IN: Final = re.compile(
    r"(?:[•◦▪●*·–—]|-(?=\s))\s*(?=\S)|(?:Q|A|[Qq]uestion|[Aa]nswer|QUESTION|ANSWER)\s?[:.]\s+(?=\S)"
    r"|(?:Q|A|QUESTION|ANSWER)\s[-–—]\s+(?=[A-Z“\"'])"
    r"|\[(?i:Text|Excerpts?|Begin \w+|Passage omitted)\]\s+"
    r"|(?:INTRO|TEXT|TAG)\s?:\s+"
)
_CAPTION_LABEL: Final = re.compile(r"(?:(?:image|media|photo|picture) )?caption\s?[,:]?$", re.IGNORECASE)
_BULLET: Final = re.compile(r"(?:[•◦▪●*·–—]|-(?=\s)|\(?\d{1,2}[.)]\s)")
_TAIL: Final = re.compile(
    r"\s*(?:\((?:END|MORE|Reporting|Additional reporting|Editing|Writing|With (?:inputs|reporting|agencies))\b[^()]*\)"
    r"|\bEnditem|-0-|<)\s*$"
)


class Part(Enum):
    """What a line is on its page."""

    FURNITURE = auto()
    FIELD = auto()
    DATE = auto()
    BYLINE = auto()
    LETTERHEAD = auto()
    TITLE = auto()
    CAPTION = auto()
    PROSE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: where it stands, what it is, and the part of it that is parsed.

    Attributes:
        start: offset of the line in the page's text.
        text: the line.
        part: what it is.
        first, last: characters of the line (half-open) that are prose or title.
        dateline: the dateline that opens it.
    """

    start: int
    text: str
    part: Part
    first: int
    last: int
    dateline: Dateline | None = None

    @property
    def content(self) -> str:
        """The part of the line that is parsed."""
        return self.text[self.first : self.last]


def split_lines(page: Page) -> list[Line]:
    """The lines of the page that hold anything, not judged yet."""
    lines: list[Line] = []
    start = 0
    for text in page.text.split("\n"):
        if text:
            lines.append(Line(start, text, Part.FURNITURE, 0, len(text)))
        start += len(text) + 1
    return lines


def judge(line: Line, page: Page) -> Line:
    """What a line is, by itself: what the format says of it, else its form, else its words."""
    text = line.text
    if text in page.titles:
        return to_title(line)
    if text in page.captions:
        found = find_caption(text)
        telling = found and found.start < found.end
        return (
            replace(line, part=Part.CAPTION, first=found.start, last=found.end)
            if found and telling
            else replace(line, part=Part.CAPTION)
        )
    if text in page.furniture:
        return line
    return _judge_form(line) or _judge_words(line, measure(text[: without_tail(text)]))


def _judge_form(line: Line) -> Line | None:
    """Field, caption, byline, date or furniture, each known by its form; None for what is known by its words."""
    text = line.text
    stated = find_field(text)
    dated = is_date_line(text)
    caption = None if stated or dated else find_caption(text)  # "LUSAKA, May 3, 1991 (AP)" is signed like one
    if stated:
        judged = replace(line, part=Part.TITLE if stated.name == "headline" else Part.FIELD, first=stated.start)
    elif caption:
        telling = is_words(measure(text[caption.start : caption.end]))
        judged = replace(line, part=Part.CAPTION if telling else Part.FURNITURE, first=caption.start, last=caption.end)
    elif find_byline(text) is not None:
        judged = replace(line, part=Part.BYLINE)
    elif dated:
        judged = replace(line, part=Part.DATE)
    else:
        return line if is_chrome(text) else None
    return judged


def _judge_words(line: Line, counted: Measure) -> Line:
    """Prose, title or neither, by what the line's words are."""
    text = line.text
    if is_letterhead(text):
        return replace(line, part=Part.LETTERHEAD)
    if is_prose(counted) or _announces(text, counted):
        return to_paragraph(line)
    if is_item(text) and counted.words >= _MIN_ITEM_WORDS and is_words(counted) and counted.function_words:
        return to_paragraph(line)
    if counted.words and counted.letters >= _MIN_TITLE_LETTERS and counted.words <= _MAX_TITLE_WORDS:
        return to_title(line)
    return line


def _announces(text: str, counted: Measure) -> bool:
    """Whether a line leads to what stands below it ("The two sides agreed on the following:")."""
    return text.endswith(":") and is_words(counted) and (counted.function_words > 0 or counted.narrative)


def to_paragraph(line: Line) -> Line:
    """A paragraph without its dateline, bullet or question mark in front and its sender's marks behind."""
    lead = _LEAD_IN.match(line.text)
    first = lead.end() if lead else 0
    found = find_dateline(line.text[first:])
    first += found.end if found else 0
    last = without_tail(line.text)
    if first >= last:
        return replace(line, part=Part.FURNITURE)
    return replace(line, part=Part.PROSE, first=first, last=last, dateline=found)


def without_tail(text: str, end: int | None = None) -> int:
    """Where a paragraph ends before its sender's marks ("(END)", "Enditem", the desk's credits)."""
    end = len(text) if end is None else end
    tail = _TAIL.search(text, max(0, end - _LONGEST_TAIL), end)
    return tail.start() if tail else end


def to_title(line: Line) -> Line:
    """A title without "(2nd LD)", "UPDATE 1-" and the like in front and the outlet's name behind."""
    marker = _MARKER.match(line.text)
    tail = _OUTLET_TAIL.search(line.text)
    first = marker.end() if marker else 0
    last = tail.start() if tail else len(line.text)
    return replace(line, part=Part.TITLE, first=first, last=last) if first < last else replace(line, part=Part.TITLE)


def is_caption_label(text: str) -> bool:
    """Whether a line does nothing but announce the caption below it ("Image caption,")."""
    return bool(_CAPTION_LABEL.match(text))


def is_item(text: str) -> bool:
    """Whether a line begins as a list's item."""
    return bool(_BULLET.match(text))


def title_outlet(title: str) -> str:
    """The outlet a page's title ends with ("Talks resume | Example Times"), or empty."""
    tail = _OUTLET_TAIL.search(title)
    return tail["outlet"].strip() if tail else ""


def fold(line: str) -> str:
    """A line as compared with others: letters and digits, lower case."""
    return re.sub(r"[\W_]+", " ", _MARKER.sub("", line, count=1)).strip().casefold()
