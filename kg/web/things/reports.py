"""Who reports an event: sentences by article, articles by independent source, and where one says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.edtf import EdtfError, compatible
from kg.service.views import EventView, Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence was read to say, and what of that is not what is taken to be known: its status, its date."""

    item: Evidence
    other_status: bool
    other_date: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what it was read to say: more than one thing where several claims rest on it."""

    item: Evidence
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """An article's sentences on an event. ``first`` is one of them, for what it tells of the article."""

    first: Evidence
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An independent article and its copies, in order of publication."""

    reports: tuple[Report, ...]


def sources_of(view: EventView, origins: Mapping[str, str]) -> tuple[Source, ...]:
    """The sources of an event, in order of publication.

    Args:
        view: of the event.
        origins: copy -> article that it goes back to, IRIs.
    """
    by_article: dict[str, dict[tuple[int, int], list[Evidence]]] = {}
    for item in view.evidence:
        by_article.setdefault(item.article, {}).setdefault((item.start, item.end), []).append(item)
    groups: dict[str, list[Report]] = {}
    for article, sentences in by_article.items():
        said = tuple(_said(sentences[place], view) for place in sorted(sentences))
        groups.setdefault(origins.get(article, article), []).append(Report(said[0].item, said))
    return tuple(Source(tuple(reports)) for reports in groups.values())


def history(view: EventView) -> tuple[tuple[Evidence, ...], ...]:
    """What was said of an event's reality, article by article in order of publication; each says one thing once."""
    told: dict[tuple[str, str, str, str], Evidence] = {}
    for item in view.evidence:
        if item.status:
            told.setdefault((item.article, item.status, item.date, item.attribution), item)
    return tuple(tuple(items) for _, items in groupby(told.values(), key=lambda item: item.article))


def _said(items: Sequence[Evidence], view: EventView) -> Said:
    readings = {(item.status, item.date, item.attribution): _reading(item, view) for item in items}
    return Said(items[0], tuple(readings.values()))


def _reading(item: Evidence, view: EventView) -> Reading:
    return Reading(
        item,
        other_status=bool(item.status) and item.status != view.status,
        other_date=bool(item.date)
        and bool(view.dates)
        and (len(view.dates) > 1 or not any(_fits(item.date, date) for date in view.dates)),
    )


def _fits(one: str, other: str) -> bool:
    try:
        return compatible(one, other)
    except EdtfError:
        return one == other
