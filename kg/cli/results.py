"""Results of network analysis on a terminal or in a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kg.analysis.result import Result, Table, Value, exact, told
from kg.cli.tables import console, plain, print_json, print_rows, print_warning
from kg.errors import UsageError
from kg.service.rows import result_form, shown_tables

TOLD = 20  # rows of a table in a window, where --top does not say
_FOR_PROGRAMS = ("id", "earliest", "latest")  # columns that no table shows


def rows_told(given: int | None, form: str) -> int | None:
    """Rows at most: a window is not flooded, a file is whole."""
    return given or (TOLD if form == "table" else None)


def print_result(
    result: Result, form: str, *, generation: int, plot: Path | None, show: str | None = None, top: int | None = None
) -> None:
    """A result: JSON whole, CSV and TSV one table (notes on standard error), else all tables and their notes.

    Args:
        result: what a measure found.
        form: table, csv, tsv or json.
        generation: of the store.
        plot: where to draw it, too.
        show: name of the one table to tell.
        top: rows at most; a rank is cut already.

    Raises:
        UsageError: when the plot cannot be written. DependencyError: when it is a PNG and nothing draws one.
    """
    if plot:
        _draw(result, plot)
    limit = rows_told(top, form)
    if form == "json":
        print_json(result_form(result, generation=generation, show=show, top=limit))
        return
    tables, notes = shown_tables(result, show=show, top=limit)
    if form != "table":
        rows = [tuple(map(exact, row)) for row in tables[0].rows]
        print_rows([column.name for column in tables[0].columns], rows, form)
        for note in notes:
            click.echo(plain(note), err=True)
        return
    out = console()
    for index, table in enumerate(tables):
        if len(result.tables) > 1:
            if index:
                out.print()
            out.print(f"{plain(table.title)}:\n" if table.rows else f"{plain(table.title)}: none", markup=False)
        if table.rows:
            print_result_table(table)
    click.echo()
    for note in notes:
        out.print(plain(note), markup=False, highlight=False)


def print_result_table(table: Table) -> None:
    """A table for people: names without IRIs, but where two bear one name."""
    heads = [column.name for column in table.columns]
    iris = {name: f"{'' if name == 'person' else name + '_'}id" for name in ("person", "one", "other") if name in heads}
    bearers: dict[str, set[str]] = {}
    for row in table.records():
        for name, iri in iris.items():
            bearers.setdefault(told(row[name]), set()).add(told(row[iri]))
    kept = [column for column in table.columns if column.name not in _FOR_PROGRAMS and not column.name.endswith("_id")]

    def cell(row: Mapping[str, Value], name: str) -> str:
        words = told(row[name])
        return f"{words} <{row[iris[name]]}>" if name in iris and len(bearers[words]) > 1 else words

    rows = [tuple(cell(row, column.name) for column in kept) for row in table.records()]
    print_rows([column.name for column in kept], rows, "table", labels=[column.label for column in kept])


def _draw(result: Result, place: Path) -> None:
    """Write the plot, as PNG where the file is called so."""
    if place.suffix.lower() not in _PLOTS:
        raise UsageError(f"{place}: no plot is written as {place.suffix}", mend="Call the file *.svg or *.png.")
    picture = result.to_svg()
    if place.suffix.lower() == ".png":
        from kg.export.drawn.bitmap import doubts_in, png_of

        data = png_of(picture)
        for doubt in doubts_in(picture):
            print_warning(doubt)
    else:
        data = picture.encode()
    try:
        place.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{place}: cannot be written ({error.strerror})", mend="Choose another place.") from error


_PLOTS = ("", ".svg", ".png")
