"""What a picture shows, as plain values: a sheet, its sentences, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.export.sheet import Sheet

MOST = 500
"""Persons shown, where nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article.

    Attributes:
        words: of the article. outlet, headline, file: of the article; may be empty. published: EDTF, or empty.
        status: what the sentence says of the event, for people. voice: who says so in the text, or empty.
    """

    words: str
    outlet: str = ""
    headline: str = ""
    file: str = ""
    published: str = ""
    status: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """The persons with the most contacts, what they share, and the whole they were taken from.

    Attributes:
        sheet: of the persons shown.
        persons, ties, events: in the whole that the filter lets pass. alone: persons of the store without a contact.
        filters: what was asked for, in words.
        generation: of the store.
        labels: keys of event types and of statuses -> what people call them.
        absent: id of an event -> how many of its persons are not shown, where there are such.
        quotes: id of an event -> its sentences, in order of publication; only where a page shows them.
    """

    sheet: Sheet
    persons: int
    ties: int
    events: int
    alone: int
    filters: tuple[str, ...] = ()
    generation: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, int] = field(default_factory=dict)
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """What people call a type or a status."""
        return self.labels.get(key, key)
