"""Answers as rows: what the commands print as a table, CSV, TSV and JSON, and the API sends."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from kg.catalogue import Column, Query
from kg.cells import guarded
from kg.store import Reader, Solutions
from kg.store.terms import plain_value
from kg.vocabulary import Dip

if TYPE_CHECKING:
    from kg.analysis.result import Result, Table

DELIMITERS: Final = {"csv": ",", "tsv": "\t"}
_NAMED: Final = ("entity", "status", "type", "iri")  # kinds of columns that are told by name
_DIGEST: Final = 64  # characters, the last of an article's IRI
_SHORT: Final = 12  # of them, to tell articles apart


class _Labels(Protocol):
    """Whoever knows what people call an IRI."""

    def label(self, iri: str) -> str: ...


class _Graph(_Labels, Protocol):
    """As much of a graph as catalogue queries take."""

    @property
    def catalogue(self) -> Mapping[str, Query]: ...
    def query(self, name: str, values: Mapping[str, Sequence[str]] | None = None) -> Solutions: ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under columns.

    Attributes:
        columns: names for programs. labels: heads for people. rows: a text a column.
    """

    columns: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def records(self) -> list[dict[str, str]]:
        """Each row as a mapping from the columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def query_rows(graph: _Graph, name: str, values: Mapping[str, Sequence[str]]) -> Rows:
    """A catalogue query's answer, things and terms by name; arguments and errors as of ``KnowledgeGraph.query``."""
    found = graph.query(name, values).rows
    columns = graph.catalogue[name].columns
    rows = tuple(readable(graph, columns, tuple(map(plain_value, row))) for row in found)
    return Rows(tuple(column.name for column in columns), tuple(column.label for column in columns), rows)


def readable(graph: _Labels, columns: Sequence[Column], row: Sequence[str]) -> tuple[str, ...]:
    """A row of a catalogue query as people read it."""
    return tuple(
        graph.label(cell) if column.kind in _NAMED and cell else cell for column, cell in zip(columns, row, strict=True)
    )


def article_rows(reader: Reader) -> Rows:
    """The articles of a store, with the generation each came with, and of copies which story they are copies of."""
    found = reader.select(f"SELECT ?copy ?original WHERE {{ ?copy <{Dip.copyOf}> ?original }}").rows
    original = {plain_value(copy)[-_DIGEST:]: plain_value(of)[-_DIGEST:] for copy, of in found}
    records = reader.articles()
    files = {record.digest: record.file for record in records}
    rows = tuple(
        (
            record.file,
            record.published or "",
            record.outlet,
            record.headline,
            record.digest[:_SHORT],
            files.get(original.get(record.digest, ""), ""),
            str(arrived) if (arrived := reader.arrivals.of(record.digest)) is not None else "",
        )
        for record in records
    )
    columns = ("file", "published", "outlet", "headline", "digest", "copy_of", "generation")
    return Rows(columns, ("File", "Published", "Outlet", "Headline", "Digest", "Copy of", "Generation"), rows)


def delimited(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> str:
    """Rows as text, heads first: fields in quotes where they need them (RFC 4180), a line feed behind each row.

    What comes from articles is guarded, lest a spreadsheet run it (``kg.cells``).

    Args:
        columns: heads.
        rows: a text a column.
        form: of ``DELIMITERS``.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=DELIMITERS[form], lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def shown_tables(result: Result, *, show: str | None, top: int | None) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tables of a result that are told, and its notes, which tell what was cut.

    Args:
        result: of a measure.
        show: name of the one table; None for all.
        top: rows of each at most; a rank is cut already.
    """
    limit = top if result.kind != "rank" else None
    chosen = [table for table in result.tables if show in (None, table.name)]
    tables = tuple(replace(table, rows=table.rows[:limit]) for table in chosen)
    lost = [
        f"{len(cut.rows)} of {len(table.rows)} rows of {table.name} told; --top N tells more."
        for table, cut in zip(chosen, tables, strict=True)
        if len(cut.rows) < len(table.rows)
    ]
    return tables, (*lost, *result.notes)


def result_form(
    result: Result, *, generation: int, show: str | None = None, top: int | None = None
) -> dict[str, object]:
    """A measure's result as plain JSON values; arguments as of ``shown_tables``."""
    tables, notes = shown_tables(result, show=show, top=top)
    told = {"tables": {table.name: table.records() for table in tables}, "notes": list(notes), "generation": generation}
    return {**result.form(), **told}
