"""What the masked lines of a page tell: headline, outlet, author, date of publication."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from kg.model import Metadata
from kg.reading.addresses import is_address
from kg.reading.credits import find_byline, find_outlet
from kg.reading.dateline import AGENCIES
from kg.reading.fields import find_field, is_labelled_date, is_update
from kg.reading.lines import Line, Part, title_outlet
from kg.reading.pagedates import find_page_date, find_page_dates, to_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.reading.blocks import Layout

# A dateline's day and a full date of the same story lie close together.
_NEAR_DAYS: Final = 7
_DAY: Final = len("2000-01-01")


def merge_metadata(first: Metadata, second: Metadata) -> Metadata:
    """``first``, and where it says nothing, ``second``. A date and how it is known go together."""
    merged = first
    for entry in fields(Metadata):
        if entry.name not in ("published", "published_how") and not getattr(first, entry.name):
            merged = replace(merged, **{entry.name: getattr(second, entry.name)})
    if merged.published is None:
        merged = replace(merged, published=second.published, published_how=second.published_how)
    return merged


def find_metadata(layout: Layout) -> Metadata:
    """What a page says of its article in its own lines.

    ``published_how`` is ``metadata`` for a date line or field, ``dateline`` for the story's own dateline; a dateline
    without a year takes it from a full date nearby in the year, else from the copyright note, else stays undated.
    """
    published, how = _published(layout)
    return Metadata(
        headline=layout.lines[layout.headline].content if layout.headline >= 0 else "",
        outlet=_outlet(layout),
        url=next((value for value in _stated(layout, "url") if is_address(value)), ""),
        author=_author(layout),
        published=published,
        published_how=how,
    )


def _stated(layout: Layout, name: str) -> Iterator[str]:
    """Values of the header fields of a name."""
    for line in layout.lines:
        found = find_field(line.text) if line.part is Part.FIELD else None
        if found and found.name == name and found.value:
            yield found.value


def _author(layout: Layout) -> str:
    """The first byline with a name."""
    for line in layout.lines:
        if line.part is Part.BYLINE or (line.part is Part.FIELD and find_field(line.text)):
            found = find_byline(line.text)
            if found:
                return found
    for value in _stated(layout, "byline"):
        found = find_byline(value) or find_byline(f"By {value}")
        if found:
            return found
    return ""


def _outlet(layout: Layout) -> str:
    """Who publishes: a field, a copyright note, the agency that signs the dateline, a letterhead above the body."""
    for value in _stated(layout, "outlet"):
        name = re.split(r"\s?[|;,]\s?|\sand (?:news )?agencies\b", value)[0].strip()
        if name:
            return AGENCIES.get(name, name)
    for line in layout.lines:
        found = find_outlet(line.text)
        if found and line.part is not Part.PROSE:
            return found
    if layout.headline >= 0 and title_outlet(layout.lines[layout.headline].text):
        return title_outlet(layout.lines[layout.headline].text)
    for line in layout.lines:
        if line.dateline and line.dateline.agency:
            return line.dateline.agency
    heads = [line.text for line in layout.lines[: layout.body] if line.part is Part.LETTERHEAD]
    return heads[0] if heads else ""


def _published(layout: Layout) -> tuple[str | None, str]:
    """Date of publication and how it is known."""
    head = layout.lines[: layout.body]
    labelled = [line for line in layout.lines if line.part in (Part.DATE, Part.FIELD) and is_labelled_date(line.text)]
    dated = [line for line in head if line.part is Part.DATE and not is_update(line.text)]
    updated = [line for line in layout.lines if line.part is Part.DATE and is_update(line.text)]
    others = [line for line in head if line.part in (Part.BYLINE, Part.TITLE, Part.LETTERHEAD, Part.FIELD)]
    for lines in (labelled, dated, updated, others):
        for line in lines:
            found = find_page_date(line.text)
            if found:
                return found.value, "metadata"
    for line in layout.lines:
        if line.dateline:
            value = line.dateline.published or _with_year(line.dateline.month_day, layout)
            if value:
                return value, "dateline"
    return None, ""


def _with_year(month_day: tuple[int, int] | None, layout: Layout) -> str | None:
    """A dateline's day with the year of a full date close to it in the article, else of the copyright note."""
    if month_day is None:
        return None
    month, day = month_day
    for line in layout.lines:
        for found in find_page_dates(line.text):
            if (
                len(found.value) == _DAY
                and int(found.value[5:7]) == month
                and abs(int(found.value[8:]) - day) <= _NEAR_DAYS
            ):
                return to_day(int(found.value[:4]), month, day)
    years = {year for line in layout.lines for year in _rights_years(line)}
    return to_day(max(years), month, day) if years else None


def _rights_years(line: Line) -> Iterator[int]:
    """The years of a copyright note."""
    if line.part is Part.FURNITURE and find_outlet(line.text):
        for word in line.text.replace("-", " ").replace("–", " ").replace(",", " ").split():
            if word.isdecimal() and word.isascii() and len(word) == 4:
                yield int(word)
