"""The fields of a record -> text and metadata, by the names that archives, scrapers and services give them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from kg.edtf import EdtfError
from kg.edtf import parse as parse_edtf
from kg.model import Metadata
from kg.reading.addresses import is_address
from kg.reading.characters import clean, squeeze, without_tags
from kg.reading.pagedates import find_page_date, to_day
from kg.reading.prose import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Names are compared without case, underscores, hyphens, spaces and points; the first that holds anything counts.
_TEXT: Final = (
    "text articlebody articletext fulltext maintext bodytext storytext plaintext textcontent contenttext contenthtml "
    "bodyhtml texthtml body content contents html article story transcript rawcontent rawtext rawhtml doctext "
    "documenttext newstext pagetext".split()
)
_SUMMARY: Final = "description summary abstract snippet lead leadparagraph excerpt".split()
_HEADLINE: Final = "headline title articletitle headlinemain heading webtitle pagetitle newstitle subject".split()
_PUBLISHED: Final = (
    "published datepublished publisheddate publishdate datepublish publicationdate pubdate publishedat publishedon "
    "publishedtime publishtime dateofpublication webpublicationdate firstpublicationdate articledate newsdate "
    "issued dateissued posted dateposted postedat date datetime timestamp time created createdat datecreated".split()
)
_URL: Final = "url link weburl canonicalurl articleurl sourceurl permalink href uri guid".split()
_AUTHOR: Final = "author authors byline creator writer writers reporter".split()
_OUTLET: Final = (
    "outlet publisher publication newspaper sitename sourcename medianame media source agency provider site website "
    "sourcedomain domain".split()
)
_KNOWN: Final = frozenset((*_TEXT, *_SUMMARY, *_HEADLINE, *_PUBLISHED, *_URL, *_AUTHOR, *_OUTLET, "id"))
_FOLDED: Final = re.compile(r"[\W_]+")
# A value within a value: {"author": {"name": …}}, {"title": {"rendered": …}}, {"byline": {"original": …}}.
_INNER: Final = ("name", "rendered", "main", "original", "value", "text", "title", "#text", "@value", "$t")
_NOTHING: Final = word_set("nan none null n/a na nil - -- unknown undefined nat")
# Services cut texts and say by how much: "… [+2431 chars]".
_CUT: Final = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ (?:chars|characters|words)\]\s*$")
_COMPACT: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?:\d{4}|\d{6})Z?)?")
_MIN_SECONDS: Final = 10**8
_MILLISECONDS: Final = 10**11
_MAX_SECONDS: Final = 4 * 10**9


def _fold(name: str) -> str:
    """A field's name as compared."""
    return _FOLDED.sub("", name).lower()


def is_text_name(name: str) -> bool:
    """Whether a field of that name holds an article's text.

    >>> is_text_name("articleBody"), is_text_name("title")
    (True, False)
    """
    return _fold(name) in _TEXT


def is_field_name(name: str) -> bool:
    """Whether a name is one that records of articles have."""
    return _fold(name) in _KNOWN


def has_text(values: Mapping[str, object]) -> bool:
    """Whether an object is an article."""
    return any(isinstance(value, str) and is_text_name(name) for name, value in values.items())


class Fields:
    """What a record says, by what it is about.

    Attributes:
        text: the article's text as written, perhaps HTML; empty where there is none.
        metadata: what the record states beside it.
        problem: what is wrong with a field that was left out, and the mend; both empty where nothing is.
    """

    __slots__ = ("metadata", "problem", "text")

    def __init__(self, values: Mapping[str, object]) -> None:
        by_name: dict[str, object] = {}
        for name, value in values.items():
            by_name.setdefault(_fold(str(name)), value)
        self.text = _CUT.sub("", _first(by_name, _TEXT, lines=True) or _first(by_name, _SUMMARY, lines=True))
        self.problem = ("", "")
        published = self._published(by_name)
        url = next((value for value in _all(by_name, _URL) if is_address(value)), "")
        author = _first(by_name, _AUTHOR)
        outlet = _first(by_name, _OUTLET)
        self.metadata = Metadata(
            headline=_line(_first(by_name, _HEADLINE)),
            outlet="" if is_address(outlet) else _line(outlet),
            url=url,
            author="" if is_address(author) else re.sub(r"^[Bb][Yy]\s+", "", _line(author)),
            published=published,
            published_how="metadata" if published else "",
        )

    def _published(self, by_name: Mapping[str, object]) -> str | None:
        """The first date that can be read; the first that cannot is a problem where none can."""
        wrong = ""
        for name in _PUBLISHED:
            for value in _texts(by_name.get(name), lines=False):
                found = read_date(value)
                if found:
                    return found
                wrong = wrong or f"{name!r} {value[:_MAX_SHOWN]!r} is not a date that can be read in one way"
        if wrong:
            self.problem = (wrong, "Write it as in 2024-03-05.")
        return None


_MAX_SHOWN: Final = 40


def read_date(value: str) -> str | None:
    """EDTF of a date as records write it: EDTF, ISO 8601, in words, digits alone, or seconds since 1970.

    >>> read_date("2024-03-05T22:10:00+09:00"), read_date("20240305"), read_date("1709645400")
    ('2024-03-05', '2024-03-05', '2024-03-05')
    """
    text = squeeze(value)
    try:
        parse_edtf(text)
    except EdtfError:
        pass
    else:
        # A moment is a day; eight digits would be a year.
        return text.split("T", 1)[0]
    compact = _COMPACT.fullmatch(text)
    if compact:
        return to_day(int(compact["year"]), int(compact["month"]), int(compact["day"]))
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        seconds = float(text)
        seconds = seconds / 1000 if seconds >= _MILLISECONDS else seconds
        if _MIN_SECONDS <= seconds <= _MAX_SECONDS:
            return datetime.fromtimestamp(seconds, tz=UTC).date().isoformat()
        return None
    found = find_page_date(text)
    return found.value if found else None


def _first(by_name: Mapping[str, object], names: list[str], *, lines: bool = False) -> str:
    """The first field of several that holds anything."""
    return next(_all(by_name, names, lines=lines), "")


def _all(by_name: Mapping[str, object], names: list[str], *, lines: bool = False) -> Iterator[str]:
    """What the fields of several names hold; several values of one name together."""
    for name in names:
        together = ("\n\n" if lines else ", ").join(_texts(by_name.get(name), lines=lines))
        if together:
            yield together


def _texts(value: object, *, lines: bool) -> Iterator[str]:
    """The texts in a value: a text, a number, a list of such, or an object with its name inside."""
    if isinstance(value, str):
        text = value.strip()
        if text.lower() not in _NOTHING and text:
            yield text
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER:
        yield f"{value:.0f}"
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, lines=lines)
    elif isinstance(value, dict):
        for name in _INNER:
            if isinstance(value.get(name), (str, list)):
                yield from _texts(value[name], lines=lines)
                return


_LARGEST_NUMBER: Final = 10**15


def _line(text: str) -> str:
    """A field on one line, without markup."""
    return squeeze(clean(without_tags(text)).replace("\n", " "))
