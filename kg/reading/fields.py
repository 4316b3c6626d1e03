"""Header fields ("HEADLINE: …", "Published: …") and date lines ("Diplomacy 14:20 March 3, 2021") of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.reading.pagedates import find_page_date
from kg.reading.prose import ends_sentence

_NAMES: Final = {
    "headline": "headline title subject",
    "byline": "byline author authors",
    "published": "date published publication-date pubdate load-date date-published posted issued released",
    "updated": "updated modified last-updated last-modified",
    "outlet": "publication outlet publisher newspaper source journal",
    "url": "url link web",
    "dateline": "dateline",
    "other": "length section language type edition body text from to cc contact copyright category document-type "
    "publication-type number voiced-at content distribution slug priority "
    "subject-terms keywords byline-title load country region graphic geographic person organization "
    "classification article-type report-type aprs city-source",
}
_BY_NAME: Final = {name.replace("-", " "): kind for kind, names in _NAMES.items() for name in names.split()}
_FIELD: Final = re.compile(r"(?P<name>[A-Za-z]+(?:[ -][A-Za-z]+)?)(?:\s?:\s?|(?<=[A-Z])=)(?P<value>.*)$")
_MAX_FIELD: Final = 250
# "TEXT: THE TWO MINISTERS MET …" is the text, "Body: English" is a field.
_BODIES: Final = ("text", "body", "content")
_MAX_BODY_VALUE: Final = 40

_LABEL: Final = re.compile(
    r"^AP-\w\w-\d|^\W*(?:first |last |originally |date )*(?:published|posted|updated|modified|issued|released|added|"
    r"created|publication|date)\b(?: (?:date|on|at))?",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(r"^\W*(?:last |date )*(?:updated|modified)\b", re.IGNORECASE)
_RELATIVE: Final = re.compile(
    r"^\W*(?:(?:published|posted|updated|modified)\s.{0,20})?(?:\d{1,3}|an?|one|two|three) "
    r"(?:minute|min|hour|hr|day|week|month)s? ago\W*$",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_CLOCK_WORDS: Final = re.compile(
    r"\b(?:published|posted|updated|modified|issued|released|added|created|first|last|originally|date|time|on|at|by|of|"
    r"am|pm|a\.m\.|p\.m\.|edt|est|cst|cdt|pst|pdt|gmt|utc|bst|cet|cest|eet|msk|ist|kst|jst|local|hrs?|hours?|"
    r"mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|edition|final|late|early|"
    r"city|morning|evening)\b\.?",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"(?<=\d)\s?[(/][A-Z][\w ,/&.'’\-]{1,30}[)/]\W*$")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_MAX_DATE_LINE: Final = 140
_MAX_WORDS_BESIDE: Final = 2
_MAX_WORDS_BESIDE_CLOCK: Final = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A header field: what it states (``headline``, ``published`` …, ``other``), its value and where that begins."""

    name: str
    value: str
    start: int


def find_field(line: str) -> Field | None:
    """The header field a line is, or None. Only names that head articles in archives and mails are known.

    >>> find_field("HEADLINE: Talks resume in Oslo")
    Field(name='headline', value='Talks resume in Oslo', start=10)
    """
    match = _FIELD.match(line) if len(line) <= _MAX_FIELD else None
    if not match:
        return None
    name = _BY_NAME.get(re.sub(r"[ -]+", " ", match["name"]).lower())
    if name is None or (name in ("headline", "other") and not _is_header(match["name"])):
        return None
    if match["name"].lower() in _BODIES and len(match["value"]) > _MAX_BODY_VALUE:
        return None
    return Field(name, match["value"], match.start("value"))


def _is_header(name: str) -> bool:
    """Fields of mails and pages are written "Subject:", those of archives "HEADLINE:"; "Person:" may open a line."""
    return (
        name.isupper()
        or " " in name
        or "-" in name
        or name in ("Subject", "Title", "Headline", "From", "To", "Cc", "Language", "Section", "Length")
    )


def is_date_line(line: str) -> bool:
    """Whether a line is a date, perhaps with a clock time, a label, a section or a place, and nothing else.

    A dateline that stands alone is one, signed or not: "LUSAKA, May 3, 1991 (Reuter)".

    >>> is_date_line("Geneva, 12 March 2015"), is_date_line("The envoys met on 12 March 2015.")
    (True, False)
    """
    line = _SIGNED.sub("", line)
    if len(line) > _MAX_DATE_LINE:
        return False
    if _RELATIVE.match(line):
        return True
    found = find_page_date(line)
    clock = _CLOCK.search(line)
    if not found:
        return bool(clock) and not _beside(_CLOCK.sub(" ", line)) and not ends_sentence(line)
    beside = _beside(_CLOCK.sub(" ", line[: found.start] + " " + line[found.end :]))
    if ends_sentence(line) and beside:
        return False
    return beside <= (_MAX_WORDS_BESIDE_CLOCK if clock or _LABEL.match(line) else _MAX_WORDS_BESIDE)


def is_labelled_date(line: str) -> bool:
    """Whether a date line says that it tells when the article was published."""
    return bool(_LABEL.match(line)) and not is_update(line)


def is_update(line: str) -> bool:
    """Whether a date line tells of the last change only."""
    return bool(_UPDATED.match(line))


def _beside(rest: str) -> int:
    """Number of words beside the date that are not of the clock or the calendar."""
    return len(_WORD.findall(_CLOCK_WORDS.sub(" ", rest)))
