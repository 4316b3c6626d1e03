"""What a search finds, best first (bm25; Robertson and Zaragoza 2009), with what was found marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.search.words import match_expression

_TOKENS: Final = 48  # of a snippet; FTS5 gives 64 at most
_BEGIN, _END = "\x02", "\x03"  # marks; no text that is read holds them (kg.reading.characters)
_NAME_WEIGHT, _ALIAS_WEIGHT = 4.0, 1.0  # a label counts more than another form


@dataclass(frozen=True, slots=True)
class Filters:
    """Which sentences count; empty for any.

    Attributes:
        since, until: ISO days of publication; an article that nobody dated counts only without a window.
        outlets: names. types, statuses: IRIs of what a sentence says.
    """

    since: str = ""
    until: str = ""
    outlets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text: what was looked for, or what stands around it."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence with where it stands.

    Attributes:
        start, end: characters of the article's text, half-open.
        parts: the sentence, or of a long one what stands around what was found.
        subjects: IRIs of the events it tells of and of the persons it gives an office to.
    """

    article: str
    file: str
    outlet: str
    headline: str
    published: str
    start: int
    end: int
    quote: str
    parts: tuple[Part, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A thing that is called so."""

    iri: str
    kind: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences found, and how many there are in all; where there is none, how many the filters keep out."""

    hits: tuple[SentenceHit, ...]
    total: int
    kept_out: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """Names found, and how many there are in all; where there is none, how many of another kind there are."""

    hits: tuple[NameHit, ...]
    total: int
    kept_out: int = 0


def find_sentences(connection: sqlite3.Connection, typed: str, filters: Filters, *, limit: int) -> Sentences:
    """See ``SearchIndex.sentences``."""
    where, values = _conditions(filters)
    matching = f"FROM sentence_words JOIN sentence s ON s.id = sentence_words.rowid WHERE sentence_words MATCH ?{where}"
    given = [match_expression(typed), *values]
    total = connection.execute(f"SELECT count(*) {matching}", given).fetchone()[0]
    rows = connection.execute(
        "SELECT s.id, s.article, s.file, s.outlet, s.headline, s.published, s.start, s.finish, s.quote,"
        f" snippet(sentence_words, 0, ?, ?, '…', {_TOKENS}) {matching} ORDER BY bm25(sentence_words), s.id LIMIT ?",
        [_BEGIN, _END, *given, limit],
    ).fetchall()
    hits = [
        SentenceHit(
            article, file, outlet, headline, published, start, end, quote, _parts(marked), _subjects(connection, number)
        )
        for number, article, file, outlet, headline, published, start, end, quote, marked in rows
    ]
    kept_out = 0 if total or not where else find_sentences(connection, typed, Filters(), limit=0).total
    return Sentences(tuple(hits), total, kept_out)


def find_names(connection: sqlite3.Connection, typed: str, kinds: Sequence[str], *, limit: int) -> Names:
    """See ``SearchIndex.names``."""
    where = f" AND t.kind IN ({_marks(kinds)})" if kinds else ""
    matching = f"FROM thing_words JOIN thing t ON t.id = thing_words.rowid WHERE thing_words MATCH ?{where}"
    given = [match_expression(typed), *kinds]
    total = connection.execute(f"SELECT count(*) {matching}", given).fetchone()[0]
    rows = connection.execute(
        f"SELECT t.iri, t.kind, t.name, highlight(thing_words, 0, ?, ?) {matching}"
        f" ORDER BY bm25(thing_words, {_NAME_WEIGHT}, {_ALIAS_WEIGHT}), t.name, t.iri LIMIT ?",
        [_BEGIN, _END, *given, limit],
    ).fetchall()
    kept_out = 0 if total or not kinds else find_names(connection, typed, (), limit=0).total
    return Names(tuple(NameHit(iri, kind, name, _parts(marked)) for iri, kind, name, marked in rows), total, kept_out)


def _conditions(filters: Filters) -> tuple[str, list[str]]:
    """Filters as SQL, and the values it takes."""
    parts: list[str] = []
    values: list[str] = []
    if filters.since:
        parts.append("s.latest >= ?")
        values.append(filters.since)
    if filters.until:
        parts.append("s.latest != '' AND s.earliest <= ?")
        values.append(filters.until)
    if filters.outlets:
        parts.append(f"s.outlet IN ({_marks(filters.outlets)})")
        values += filters.outlets
    said: list[str] = []
    for column, wanted in (("type", filters.types), ("status", filters.statuses)):
        if wanted:
            said.append(f"{column} IN ({_marks(wanted)})")
            values += wanted
    if said:
        # Columns are named here and nowhere else; what was typed is bound.
        parts.append(f"s.id IN (SELECT sentence FROM says WHERE {' AND '.join(said)})")  # noqa: S608
    return "".join(f" AND ({part})" for part in parts), values


def _marks(values: Sequence[str]) -> str:
    """A place for each value."""
    return ", ".join("?" * len(values))


def _subjects(connection: sqlite3.Connection, sentence: int) -> tuple[str, ...]:
    """What a sentence speaks of."""
    rows = connection.execute("SELECT DISTINCT subject FROM says WHERE sentence = ? ORDER BY subject", [sentence])
    return tuple(row[0] for row in rows)


def _parts(marked: str) -> tuple[Part, ...]:
    """A text with marks, taken apart."""
    parts: list[Part] = []
    for number, piece in enumerate(marked.split(_BEGIN)):
        found, mark, rest = piece.partition(_END) if number else ("", "", piece)
        if mark:
            parts.append(Part(found, found=True))
        parts.append(Part(rest if mark or not number else piece, found=False))
    return tuple(part for part in parts if part.text)
