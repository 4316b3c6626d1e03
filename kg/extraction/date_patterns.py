"""Date expressions of English news as patterns over a sentence's characters.

`match_dates` finds them without a parse; `kg.extraction.dates` hangs them into the sentence. A part of a period ("late
May", "the beginning of 2019") means the period: as in TimeML (ISO 24617-1), the value is kept and its modifier dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extraction import counted_dates as counted
from kg.extraction import date_meanings as meanings
from kg.extraction.date_hints import kinds, kinds_in
from kg.extraction.date_words import (
    DAY,
    DAYTIME,
    LONG_MONTH,
    MONTH,
    NUMBER,
    PART,
    SEASON,
    TO,
    WEEKDAY,
    YEAR,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.periods import Clock, Reading

_RELATIVE_YEAR: Final = r"(?P<away>last|this|next)\s+year(?!\w)"
_YEAR_AFTER: Final = (
    rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|,(?P<year_close>{YEAR})|,?\s+(?:(?:of|in)\s+)?{_RELATIVE_YEAR})?"
)
_YEAR_NEEDED: Final = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|,?\s+(?:(?:of|in)\s+)?{_RELATIVE_YEAR})"
_WEEKDAY_BEFORE: Final = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
_WHICH: Final = r"(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Tt]he\s+(?:past|coming|previous))\s+"
_PREPOSITION: Final = (
    r"(?:[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Ff]rom|[Bb]efore|[Aa]fter|[Ff]or|[Tt]hrough(?:out)?"
    r"|[Bb]etween)"
)
_DETERMINER: Final = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Tt]hat|\w[’']s?)"
_NO_FEAST: Final = r"(?<!Good )(?<!Black )(?<!Bloody )(?<!Palm )(?<!Easter )(?<!Holy )"
_UNITS: Final = r"(?P<unit>hour|day|night|week|month|year|decade)s?(?!\w)"
# "the 2000 refugees" counts, "the 2015 talks" dates.
_COUNTED: Final = (
    r"(?!\s+(?:people|troops|soldiers|men|women|children|refugees|prisoners|migrants|civilians|protesters|others|tons"
    r"|tonnes"
    r"|miles|kilometers|kilometres|meters|metres|dollars|euros|pounds|jobs|families|houses|delegates|times)\b)"
)

_SOURCES: Final[tuple[tuple[Callable[[re.Match[str], Clock], Reading], str, str], ...]] = (
    (meanings.mean_iso, "figure", r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])"),
    (
        meanings.mean_numeric,
        "figure",
        rf"(?<![\d/.])(?P<one>\d\d?)(?P<slash>[/.])(?P<two>\d\d?)(?P=slash)(?P<year>{YEAR})",
    ),
    # June 12, 2018 · Tuesday, June 12 · June 3-5 · June 30 to July 2
    (
        meanings.mean_month_day,
        "month figure",
        (
            rf"{_WEEKDAY_BEFORE}(?<![A-Za-z])(?P<month>{MONTH})\s+(?P<day>{DAY})"
            rf"(?:{TO}(?:(?P<month2>{MONTH})\s+)?(?P<last>{DAY})(?!\s+[a-z]+s\b))?{_YEAR_AFTER}"
        ),
    ),
    # 12 June 2018 · 3-5 May · 30 June to 2 July
    (
        meanings.mean_month_day,
        "month figure",
        rf"{_WEEKDAY_BEFORE}(?<![\w.,])(?P<day>{DAY})(?:{TO}(?P<last>{DAY}))?\s+(?:of\s+)?(?P<month>{MONTH})"
        + _YEAR_AFTER,
    ),
    (
        meanings.mean_month_day,
        "month figure",
        rf"(?<![\w.,])(?P<day>{DAY})\s+(?P<month>{MONTH}){TO}(?P<last>{DAY})\s+(?P<month2>{MONTH}){_YEAR_AFTER}",
    ),
    # the second week of November · the week of June 4
    (
        meanings.mean_week_of_month,
        "month week",
        rf"(?:[Tt]he\s+)?(?P<ordinal>first|second|third|fourth|last|final)\s+week\s+(?:of|in)\s+(?P<month>{MONTH})"
        + _YEAR_AFTER,
    ),
    (
        meanings.mean_half_of_month,
        "month half",
        rf"(?:[Tt]he\s+)?(?P<ordinal>first|second|last)\s+half\s+of\s+(?P<month>{MONTH}){_YEAR_AFTER}",
    ),
    (
        meanings.mean_week_of,
        "month week figure",
        rf"[Tt]he\s+week\s+(?:of|beginning)\s+(?P<month>{MONTH})\s+(?P<day>{DAY}){_YEAR_AFTER}",
    ),
    # March 1987 · late May 1994 · June last year · May-June 2018
    (
        meanings.mean_month,
        "month",
        rf"(?:{PART})?(?<![A-Za-z])(?P<month>{MONTH})(?:(?:{TO}|\s+or\s+)(?P<month2>{MONTH}))?{_YEAR_NEEDED}",
    ),
    # late May · next May · in May · the May talks · his July call · May's talks
    (meanings.mean_month, "month", rf"{PART}(?P<month>{LONG_MONTH})(?:{TO}(?P<month2>{LONG_MONTH}))?"),
    (meanings.mean_month, "month", rf"(?<!\w){_WHICH}(?P<month>{LONG_MONTH})"),
    (
        meanings.mean_month,
        "month",
        (
            rf"(?<!\w){_PREPOSITION}\s+(?P<core>(?P<month>{LONG_MONTH})(?:(?:{TO}|\s+or\s+)(?P<month2>{LONG_MONTH}))?)"
            r"(?!(?<=April|ugust|.June)\s+[A-Z]|(?<=\bMay)\s+[A-Z])"
        ),
    ),
    (meanings.mean_month, "month", rf"(?<!\w){_DETERMINER}\s+(?P<core>(?P<month>{LONG_MONTH}))(?=[\s-]+[a-z])"),
    (meanings.mean_month, "month", rf"(?<!\w)(?P<core>(?P<month>{LONG_MONTH}))(?=[’']s\s)"),
    # on Monday · last Thursday and Friday · Tuesday evening · Tuesday last week
    (
        meanings.mean_weekday,
        "weekday",
        (
            rf"(?:(?<!\w){_WHICH}|{PART})?(?<!\w){_NO_FEAST}(?P<first>{WEEKDAY})(?:(?:{TO}|\s+or\s+)(?:on\s+)?(?P<second>{WEEKDAY}))?"
            rf"{DAYTIME}?"
            r"(?:,?\s+(?:of\s+)?(?P<week>last|this|next)\s+week(?!\w))?"
        ),
    ),
    # yesterday · earlier today · last night · the day after tomorrow
    (
        meanings.mean_near_day,
        "near",
        (
            r"(?<!\w)(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?:[Tt]he\s+day\s+(?:before\s+yesterday|after\s+tomorrow)"
            r"|[Tt]oday|[Tt]onight|[Tt]omorrow|[Yy]esterday|[Oo]vernight(?!\s+(?:stop|stay|visit|flight|trip|train|halt|break|curfew))|[Tt]his\s+(?:morning|afternoon|evening)|[Ll]ast\s+night)(?!\w)"
        ),
    ),
    # last week · earlier this month · over the weekend · the end of the year
    (meanings.mean_relative_period, "unit", rf"(?:{PART})?(?<!\w){_WHICH}(?P<unit>weekend|week|month|year)(?![\w-])"),
    (meanings.mean_relative_period, "unit part", rf"{PART}the\s+(?P<unit>week|month|year)(?![\w-])(?!\s+of)"),
    (
        meanings.mean_relative_period,
        "unit",
        r"(?<!\w)(?:[Oo]ver|[Aa]t|[Dd]uring|[Ww]ithin)\s+the\s+(?P<unit>weekend|week|year)(?![\w-])",
    ),
    # ten years ago on Monday · exactly a year ago today · five years ago this month
    (
        counted.mean_anniversary,
        "unit ago",
        (
            rf"(?<!\w)(?P<amount>{NUMBER})\s+(?P<unit>day|week|month|year|decade)s?\s+ago,?\s+(?:on\s+|to\s+the\s+day\s+)?"
            rf"(?:(?:this\s+)?(?P<first>{WEEKDAY}|today|tonight|tomorrow|yesterday)"
            r"|(?P<away>this|last|next)\s+(?P<period>week|month))(?![\w’'])"
        ),
    ),
    # two weeks from Thursday · a week from today · Monday week · the eve of Monday's talks
    (
        counted.mean_counted_on,
        "unit",
        (
            rf"(?<!\w)(?P<amount>{NUMBER})\s+(?P<unit>day|week|month|year)s?\s+from\s+"
            rf"(?P<first>{WEEKDAY}|today|tomorrow|now)(?![\w’'])"
        ),
    ),
    (counted.mean_week_on, "weekday", rf"(?<!\w)(?P<first>{WEEKDAY})\s+week(?![\w-])"),
    (
        counted.mean_beside_day,
        "weekday",
        (
            rf"(?<!\w)(?:(?:[Aa]|[Oo]ne|[Tt]he)\s+day\s+(?P<side>before|after)|[Tt]he\s+eve\s+of)\s+"
            rf"(?P<first>{WEEKDAY})(?=[’']s?\s)"
        ),
    ),
    (
        counted.mean_eve_of_feast,
        "holiday",
        rf"(?<!\w)[Tt]he\s+eve\s+of\s+(?:the\s+)?(?P<feast>Christmas(?!\s+[A-Z])|New\s+Year(?![’']))(?:\s+Day)?{_YEAR_AFTER}",
    ),
    # two weeks ago · in ten days · within two months · the past three days
    (meanings.mean_ago, "unit ago", rf"(?<!\w)(?P<amount>{NUMBER})\s+{_UNITS}\s+ago(?!\w)"),
    (
        meanings.mean_ahead,
        "unit",
        (
            rf"(?<!\w)(?P<opening>[Ii]n\s+the\s+(?:next|coming)|[Ii]n|[Ww]ithin|[Nn]ext|[Ll]ast|[Pp]ast|[Cc]oming)\s+"
            r"(?:the\s+(?:next|coming)\s+|about\s+)?"
            rf"(?P<amount>{NUMBER})\s+{_UNITS}(?![’']?\s+(?:of|that|to|time)\b)"
        ),
    ),
    # the summer of 1985 · last spring · in the fall
    (meanings.mean_season, "season", rf"(?:[Tt]he\s+)?(?:{PART}(?:the\s+)?)?(?<!\w)(?P<season>{SEASON}){_YEAR_NEEDED}"),
    (meanings.mean_season, "season", rf"(?<!\w){_WHICH}(?P<season>{SEASON})"),
    (
        meanings.mean_season,
        "season",
        rf"(?<!\w)(?:[Ii]n|[Dd]uring|[Bb]y|[Uu]ntil|[Ff]or)\s+(?:{PART})?(?:the\s+)?(?P<season>{SEASON})(?!\s+of)",
    ),
    # the first half of 2019 · the third quarter of the year
    (
        meanings.mean_part_of_year,
        "quarter",
        (
            rf"(?:[Tt]he\s+)?(?P<ordinal>first|second|third|fourth|last)\s+(?P<unit>half|quarter)\s+of\s+"
            rf"(?:(?P<year>{YEAR})|{_RELATIVE_YEAR}|the\s+year)"
        ),
    ),
    # in 1994 · the 2015 accord · from 1980 to 1988 · the 1980s
    (
        meanings.mean_years,
        "figure",
        (
            rf"(?:(?<!\w)(?:{_PREPOSITION}|{_DETERMINER}|year)\s+|{PART})(?P<core>(?P<year>{YEAR})"
            rf"(?:(?:\s*[-–]\s*|/|\s+(?:to|and|through)\s+)(?P<last>{YEAR}|\d\d(?!\d)))?){_COUNTED}"
        ),
    ),
    (meanings.mean_years, "figure", rf"(?<![\w.,-])(?P<year>{YEAR})\s*[-–]\s*(?P<last>{YEAR}|\d\d(?![\d-]))"),
    (meanings.mean_decade, "figure", r"(?:[Tt]he\s+)?(?:(?:early|late|mid)[- ])?[’'](?P<decade>[2-9]0)s(?!\w)"),
    (
        meanings.mean_decade,
        "figure",
        r"(?:[Tt]he\s+)?(?:(?:early|late|mid)[- ])?(?<!\d)(?P<decade>(?:1[89]|20)\d0)[’']?s(?!\w)",
    ),
    # the same day · two days later
    (
        meanings.mean_from_previous,
        "same",
        (
            r"(?<!\w)(?:(?:[Tt]he|[Tt]hat)\s+(?:same|next|following|previous|prior)\s+(?P<unit>day|week|month|year)"
            r"|[Tt]hat\s+day|(?:[Tt]he\s+(?:same|next|following|previous)|[Tt]hat)\s+(?:morning|afternoon|evening|night))(?!\w)"
        ),
    ),
    # the day before · the day after · earlier in the day
    (
        meanings.mean_from_previous,
        "unit apart",
        r"(?<!\w)[Tt]he\s+(?P<unit>day|week|month|year)\s+(?:before|after|earlier)(?=\s*(?:[.,;:)]|$|and\s|in\s|at\s))",
    ),
    (
        meanings.mean_from_previous,
        "day apart",
        r"(?<!\w)(?:[Ee]arlier|[Ll]ater)\s+(?:in\s+the|that|the\s+same)\s+(?P<unit>day)(?!\w)",
    ),
    (
        meanings.mean_from_previous,
        "unit apart",
        rf"(?<!\w)(?P<amount>{NUMBER})\s+(?P<unit>day|week|month|year)s?\s+(?:earlier|later)(?!\w)",
    ),
    (
        meanings.mean_recently,
        "recent",
        r"(?<!\w)(?:(?:[Mm]ost\s+)?[Rr]ecently|[Ii]n\s+recent\s+(?:days|weeks)|[Tt]he\s+other\s+day)(?!\w)",
    ),
    (
        meanings.mean_holiday,
        "holiday",
        (
            rf"(?<!\w)(?:(?P<name>Christmas\s+(?:Day|Eve)|New\s+Year[’']s\s+(?:Day|Eve))|(?:[Aa]t|[Oo]ver|[Bb]y|[Bb]efore"
            rf"|[Aa]fter|[Uu]ntil)\s+(?P<feast>Christmas(?!\s+[A-Z]))){_YEAR_AFTER}"
        ),
    ),
)
_PATTERNS: Final = tuple((re.compile(source), meaning, kinds(words)) for meaning, words, source in _SOURCES)
_DURATION: Final = re.compile(
    rf"(?<!\w)(?:(?P<amount>{NUMBER})[- ](?P<unit>day|week)(?:[- ]long|s)?|(?P<whole>day|week)-?long)(?=[’'\s-])"
    r"(?!\s+(?:ago|earlier|later))"
)
_LASTING: Final = kinds("days")
_OPENING: Final = re.compile(
    r"(?<!\w)(?P<word>[Ss]ince|[Uu]ntil|[Tt]ill|[Aa]fter|[Bb]efore|[Bb]y|[Ff]rom|[Ss]tarting|[Bb]eginning|[Ee]ffective"
    r"|[Aa]s\s+of"
    r"|[Tt]hrough)\s+(?:(?:on|in|as\s+early\s+as|as\s+late\s+as|at\s+least)\s+)?$"
)
_OPENINGS: Final = {
    "since": "since",
    "from": "since",
    "starting": "since",
    "beginning": "since",
    "effective": "since",
    "as": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "by": "until",
    "after": "after",
    "before": "before",
}
# "postponed until May": May is when, not how long.
_MOVED: Final = re.compile(
    r"\b(?:postponed?|postponing|delay(?:ed|ing)?|defer(?:red|ring)?|put\s+(?:off|back)|push(?:ed|ing)?(?:\s+back)?|moved?|moving"
    r"|shift(?:ed|ing)?|slipped|adjourn(?:ed|ing)?|rescheduled|held\s+over)(?:\s+from\s+[\w\s.]{3,20})?\s+(?:until|till)$"
)
_RANGE: Final = re.compile(rf"\d{TO}|[a-z]{TO}")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression among a sentence's characters (half-open).

    Attributes:
        opening: ``since``, ``until``, ``after`` or ``before`` where such a word leaves it open on one side, else empty.
        days: of a duration ("two-day"), its length in days; then it means no date. Else 0.
        found, meaning: the regular expression's match and what reads it.
    """

    start: int
    end: int
    opening: str
    days: int
    found: re.Match[str]
    meaning: Callable[[re.Match[str], Clock], Reading] | None

    @property
    def bare_start(self) -> int:
        """Where it starts without the word that opens it: of two that overlap, that word makes neither the longer."""
        return self.found.start("core") if "core" in self.found.groupdict() else self.found.start()

    def read(self, clock: Clock) -> Reading | None:
        """What it means by the clock, its opening not yet applied; None for a duration or an impossible date."""
        return None if self.meaning is None else self.meaning(self.found, clock)


def match_dates(text: str) -> tuple[DateMatch, ...]:
    """The date expressions of a sentence, disjoint and in order; of two that overlap the longer."""
    found: list[DateMatch] = []
    held = kinds_in(text)
    for pattern, meaning, needed in _PATTERNS:
        if held & needed != needed:
            continue
        for match in pattern.finditer(text):
            start, end = match.span("core") if "core" in match.groupdict() else match.span()
            found.append(_opened(text, DateMatch(start, end, "", 0, match, meaning)))
    for length in _DURATION.finditer(text) if held & _LASTING else ():
        days = number(length["amount"]) * (7 if length["unit"] == "week" else 1) if length["amount"] else 0
        days = days or (7 if length["whole"] == "week" else 1)
        found.append(DateMatch(length.start(), length.end(), "", days, length, None))
    chosen: list[DateMatch] = []
    for one in sorted(found, key=lambda one: (one.bare_start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.start))


def _opened(text: str, match: DateMatch) -> DateMatch:
    """The expression with the word that opens it, unless it has two ends or dates what follows ("Monday's talks")."""
    before = _OPENING.search(text, 0, match.start)
    follows = text[match.end : match.end + 2]
    if (
        before is None
        or _MOVED.search(text, 0, before.start() + len(before["word"]))
        or follows in {"'s", "’s"}
        or _RANGE.search(text[match.start : match.end])
    ):
        return match
    word = before["word"].split()[0].lower()
    return DateMatch(before.start(), match.end, _OPENINGS[word], 0, match.found, match.meaning)
