"""The dateline that opens a wire story: place, date, agency.

``NAIROBI, March 3 (Reuters) - Kenya's …`` The paragraph's block begins after it; what it says stays here for those who
want it (publication date, where the reporter sat).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.reading.pagedates import MONTH, find_month_day, find_page_date

AGENCIES: Final = {
    "AAP": "Australian Associated Press",
    "AFP": "Agence France-Presse",
    "ANSA": "ANSA",
    "AP": "Associated Press",
    "APP": "Associated Press of Pakistan",
    "Anadolu": "Anadolu Agency",
    "BNA": "Bahrain News Agency",
    "Bernama": "Bernama",
    "CNN": "CNN",
    "CP": "The Canadian Press",
    "dpa": "Deutsche Presse-Agentur",
    "EFE": "Agencia EFE",
    "Interfax": "Interfax",
    "IPS": "Inter Press Service",
    "IRNA": "Islamic Republic News Agency",
    "ITAR-TASS": "ITAR-TASS",
    "JTA": "Jewish Telegraphic Agency",
    "KCNA": "Korean Central News Agency",
    "KUNA": "Kuwait News Agency",
    "Kyodo": "Kyodo News",
    "MENA": "Middle East News Agency",
    "PA": "PA Media",
    "PANA": "Panafrican News Agency",
    "Petra": "Jordan News Agency",
    "PTI": "Press Trust of India",
    "QNA": "Qatar News Agency",
    "Reuter": "Reuters",
    "Reuters": "Reuters",
    "RFE/RL": "Radio Free Europe/Radio Liberty",
    "SANA": "Syrian Arab News Agency",
    "SPA": "Saudi Press Agency",
    "TASS": "TASS",
    "UNI": "United News of India",
    "UPI": "United Press International",
    "VOA": "Voice of America",
    "WAM": "Emirates News Agency",
    "Xinhua": "Xinhua News Agency",
    "Yonhap": "Yonhap News Agency",
}
"""Names that agencies sign with -> their full names."""

_BY_FOLD: Final = {short.casefold(): full for short, full in AGENCIES.items()}
_LONGEST: Final = 110
_MAX_PLACE_WORDS: Final = 3

_UPPER: Final = r"(?:[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE'’.\-]*|al-[A-Z]+|[a-z]{1,3})"
_MIXED: Final = r"(?:[A-Z\u00C0-\u00DE][\w'’.\-]*|de|da|do|del|la|el|al-\w+|of|the)"
_UPPER_PLACE: Final = (
    rf"[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE'’.\-]+(?:[ /]{_UPPER}){{0,4}}(?:,\s{_MIXED}(?:\s{_MIXED}){{0,3}}){{0,2}}"
)
_MIXED_PLACE: Final = rf"[A-Z\u00C0-\u00DE][\w'’.\-]+(?:[ /]{_MIXED}){{0,3}}(?:,\s{_MIXED}(?:\s{_MIXED}){{0,3}}){{0,2}}"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_DATE: Final = (
    rf"(?i:{_WEEKDAY}(?:{MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}(?:,?\s\d{{4}})?|\d{{4}}-\d\d-\d\d))"
)
_AGENCY: Final = r"(?:\((?P<{0}>[A-Z][\w ,/&.'’\-]{{0,40}})\)|/(?P<{0}2>[A-Z][\w \-]{{1,30}})/)"
_DASH: Final = r"\s{0,2}(?:--+|—|–|-|_+|:)\s{0,2}"
_STRICT_DASH: Final = r"\s{0,2}(?:--+|—|–|\s-|_+|:)\s{0,2}"

# From the surest to the loosest; a loose one is only believed at the head of an article.
_WITH_AGENCY: Final = re.compile(
    rf"(?P<place>{_UPPER_PLACE}|{_MIXED_PLACE})[,.]?\s?(?P<date>{_DATE})?[,.]?\s?"
    rf"{_AGENCY.format('agency')}[,.]?(?:{_DASH}|\s)"
)
_WITH_DATE: Final = re.compile(
    rf"(?P<place>{_UPPER_PLACE}|{_MIXED_PLACE})[,.]\s(?P<date>{_DATE})"
    rf"(?:,\s(?P<agency>[A-Z][\w/\-]{{1,20}}))?{_STRICT_DASH}"
)
_STOPPED: Final = re.compile(rf"(?P<place>{_UPPER_PLACE}),\s(?P<date>{_DATE})\.\s+(?=[A-Z“\"])")
_AGENCY_ALONE: Final = re.compile(rf"{_AGENCY.format('agency')}{_STRICT_DASH}")
_DATE_AGENCY: Final = re.compile(rf"(?P<date>{_DATE}),?\s{_AGENCY.format('agency')}{_STRICT_DASH}")
_DATE_ALONE: Final = re.compile(rf"(?P<date>{_DATE}){_STRICT_DASH}", re.IGNORECASE)
_PLACE_AGENCY_WORD: Final = re.compile(rf"(?P<place>{_UPPER_PLACE}),?\s(?P<agency>[A-Z][A-Za-z]{{1,9}}){_STRICT_DASH}")
_UPPER_ALONE: Final = re.compile(rf"(?P<place>{_UPPER_PLACE}){_STRICT_DASH}")
_MIXED_ALONE: Final = re.compile(rf"(?P<place>{_MIXED_PLACE})\s(?:--+|—|–|-)\s")
_DASHED: Final = re.compile(r"\s(?:--+|—|–|-)\s")
_DASH_END: Final = re.compile(r"(?:-|—|–|_|:)\s*$")
_SPOKEN: Final = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Yy]our|[Mm]y)\b")
_SPEAKER: Final = re.compile(
    r"^(?:Q|A|QUESTION|ANSWER|MODERATOR|OPERATOR|INTERPRETER|TRANSLATOR|NOTE|EDITORS?|CORRECTION|UPDATE|ATTENTION|"
    r"(?:MR|MS|MRS|DR|SEN|REP|GEN|AMB|SECRETARY|MINISTER|FOREIGN|PRIME|PRESIDENT|AMBASSADOR|CHANCELLOR|SENATOR|"
    r"FILE|PHOTO|DIRECTOR|SPOKESPERSON|SPOKESMAN|SPOKESWOMAN|DEPUTY|UNDER|ASSISTANT|SPECIAL|HIGH|VICE|KING|PRINCE)\b.*)$"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of a wire story.

    Attributes:
        place: as written ("QUITO"), or empty.
        published: EDTF day when the dateline gives a year, else None.
        month_day: month and day as far as given, else None.
        agency: who signs, in full where known ("Agence France-Presse"), or empty.
        end: characters it takes; the story begins there.
    """

    place: str
    published: str | None
    month_day: tuple[int, int] | None
    agency: str
    end: int


def find_dateline(line: str, *, first: bool = False) -> Dateline | None:
    """The dateline at the start of a paragraph, or None.

    Args:
        line: a paragraph.
        first: it opens the article; then a place and a dash alone are believed too ("BEIRUT — …", "Kyiv, Ukraine – …").

    >>> find_dateline("ADDIS ABABA, Feb. 3 (AFP) - African leaders met.").place
    'ADDIS ABABA'
    """
    head = line[:_LONGEST]
    for pattern in (_WITH_AGENCY, _WITH_DATE, _STOPPED, _DATE_AGENCY, _AGENCY_ALONE):
        match = pattern.match(head)
        if match and _is_place(match) and (pattern is not _AGENCY_ALONE or _known(match)):
            return _dateline(match)
    if not first:
        return None
    for pattern in (_DATE_ALONE, _PLACE_AGENCY_WORD, _UPPER_ALONE, _MIXED_ALONE):
        match = pattern.match(head)
        if match and _is_believable(match, line, pattern):
            return _dateline(match)
    return None


def _is_place(match: re.Match[str]) -> bool:
    """Parentheses of prose ("Mali (AP) said") have an agency too; a place of many lower-case words is none."""
    place = match.groupdict().get("place")
    if place is None or match.groupdict().get("date"):
        return True
    # Without a date it needs a dash behind the agency, or the agency must be known.
    return bool(_DASH_END.search(match.group())) or _known(match)


def _known(match: re.Match[str]) -> bool:
    """Whether the agency is one of `AGENCIES`."""
    return _signature(match).casefold() in _BY_FOLD


def _is_believable(match: re.Match[str], line: str, pattern: re.Pattern[str]) -> bool:
    """Whether a loose dateline is one: what follows starts a sentence and what stands before is no speaker."""
    rest = line[match.end() :].lstrip("\"'“‘«([ ")
    if not rest[:1].isupper() and not rest[:1].isdecimal():
        return False
    if pattern is _DATE_ALONE:
        return find_page_date(match["date"]) is not None
    if pattern is _PLACE_AGENCY_WORD:
        return _known(match)
    return _is_lone_place(match["place"], match.group(), rest)


def _is_lone_place(place: str, opening: str, rest: str) -> bool:
    """Whether words before a dash or colon, with neither date nor agency, are a place, not a speaker or label."""
    town = place.partition(",")[0]
    words = town.split()
    if _SPEAKER.match(place) or len(words) > _MAX_PLACE_WORDS:
        return False
    if town.isupper():
        # "ISLAMABAD: …" and "ANCHOR: …" look alike, but only a speaker says I, we and you.
        spoken = opening.rstrip().endswith(":") and _SPOKEN.search(rest[: _LONGEST * 3])
        return not spoken and sum(character.isalpha() for character in place) > _MAX_PLACE_WORDS
    # "Mali - whose troops … - said": a second dash makes the first one the opening of a parenthesis.
    return ("," in place or len(words) < _MAX_PLACE_WORDS) and not _DASHED.search(rest[:200])


def _signature(match: re.Match[str]) -> str:
    """The agency as written."""
    groups = match.groupdict()
    return (groups.get("agency") or groups.get("agency2") or "").partition(",")[0].strip()


def _dateline(match: re.Match[str]) -> Dateline:
    """The value of a match."""
    groups = match.groupdict()
    written = groups.get("date") or ""
    found = find_page_date(written)
    signature = _signature(match)
    return Dateline(
        place=(groups.get("place") or "").strip(" ,."),
        published=found.value if found else None,
        month_day=find_month_day(written),
        agency=_BY_FOLD.get(signature.casefold(), signature),
        end=match.end(),
    )
