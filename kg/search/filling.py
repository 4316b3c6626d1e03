"""What the index is filled with: a generation's sentences and names, read a few articles at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from kg.edtf import EdtfError, bounds
from kg.errors import SizeLimitError
from kg.store import Reader
from kg.store.records import ArticleRecord
from kg.store.terms import select_rows

SCHEMA: Final = """
CREATE TABLE sentence (
  id INTEGER PRIMARY KEY, article TEXT, file TEXT, outlet TEXT, headline TEXT, published TEXT,
  earliest TEXT, latest TEXT, start INTEGER, finish INTEGER, quote TEXT);
CREATE TABLE says (sentence INTEGER, subject TEXT, type TEXT, status TEXT);
CREATE INDEX says_of ON says (sentence);
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, name TEXT, aliases TEXT);
CREATE VIRTUAL TABLE sentence_words USING fts5(
  quote, content='sentence', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
CREATE VIRTUAL TABLE thing_words USING fts5(
  name, aliases, content='thing', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
"""

_ARTICLES: Final = 50  # a query: keeps what is held in memory small
_NEVER: Final = "9999-12-31"

# What a sentence says is what knowledge rests on: a claim that an analyst rejected says nothing.
_SENTENCES: Final = """SELECT ?article ?start ?end ?quote ?subject ?type ?status WHERE {
  GRAPH ?g {
    VALUES ?article { $ARTICLES }
    VALUES ?kind { dip:EventClaim dip:PositionClaim }
    ?claim dip:article ?article ; a ?kind ; gaf:denotedBy ?evidence .
    ?evidence dip:start ?start ; dip:end ?end ; dip:quote ?quote .
    OPTIONAL { ?claim dip:eventType ?type }
    OPTIONAL { ?claim dip:statedStatus ?status }
  } $OURS(?g)
  ?resting dip:restsOn ?claim .
  OPTIONAL { ?resting dip:holder ?holder }
  BIND(COALESCE(?holder, ?resting) AS ?subject)
} ORDER BY ?article ?start ?end ?subject ?type ?status"""


class NamedThing(Protocol):
    """Something that has names."""

    @property
    def iri(self) -> str: ...  # noqa: D102 - as it says
    @property
    def kind(self) -> str: ...  # noqa: D102 - the local name of its class
    @property
    def name(self) -> str: ...  # noqa: D102 - its label
    @property
    def aliases(self) -> tuple[str, ...]: ...  # noqa: D102 - other forms


def fill(connection: sqlite3.Connection, reader: Reader, things: Iterable[NamedThing]) -> None:
    """Make the tables and fill them, in an order that follows from the content alone.

    Args:
        connection: to an empty database.
        reader: of the generation.
        things: everything that has a name.
    """
    connection.executescript(SCHEMA)
    named = sorted({(thing.iri, thing.kind, thing.name, _joined(thing.aliases)) for thing in things})
    connection.executemany("INSERT INTO thing (iri, kind, name, aliases) VALUES (?, ?, ?, ?)", named)
    connection.execute("INSERT INTO thing_words (thing_words) VALUES ('rebuild')")
    place, number = ("", 0, 0), 0
    for record, row in _sentences(reader):
        article, start, end, quote, subject, kind, status = row
        if (article, int(start), int(end)) != place:
            place, number = (article, int(start), int(end)), number + 1
            earliest, latest = _days(record.published or "")
            told = (record.file, record.outlet, record.headline, record.published or "", earliest, latest)
            values = (number, article, *told, int(start), int(end), quote)
            connection.execute("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.execute("INSERT INTO says VALUES (?, ?, ?, ?)", (number, subject, kind, status))
    connection.execute("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')")


def _sentences(reader: Reader) -> Iterator[tuple[ArticleRecord, tuple[str, ...]]]:
    """Each sentence of each article as often as it says something."""
    records = {f"{reader.base}id/article/{record.digest}": record for record in reader.articles()}
    iris = sorted(records)
    for begin in range(0, len(iris), _ARTICLES):
        for row in _said(reader, iris[begin : begin + _ARTICLES]):
            yield records[row[0]], row


def _said(reader: Reader, articles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What some articles (IRIs) say; asked for in halves where a service may not read as much at a time."""
    values = " ".join(f"<{iri}>" for iri in articles)
    try:
        rows = select_rows(reader, _SENTENCES.replace("$ARTICLES", values))
    except SizeLimitError:
        if len(articles) == 1:
            raise
        middle = len(articles) // 2
        yield from _said(reader, articles[:middle])
        yield from _said(reader, articles[middle:])
    else:
        yield from rows


def _joined(aliases: Iterable[str]) -> str:
    """Other forms, in one text: a phrase never spans two of them by chance that matters."""
    return "\n".join(aliases)


def _days(published: str) -> tuple[str, str]:
    """First and last day of publication; empty where nobody knows."""
    try:
        first, last = bounds(published) if published else (None, None)
    except EdtfError:
        return "", ""
    if first is None and last is None:
        return "", ""
    return first.isoformat() if first else "", last.isoformat() if last else _NEVER
