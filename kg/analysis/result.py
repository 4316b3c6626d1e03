"""Results of network analysis as plain tables, with what was left out beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from kg.analysis import svg
from kg.errors import DependencyError, UsageError, choose_from

Value = str | int | float | None
Kind = Literal["rank", "communities", "bridges", "compare", "ego", "timeline"]

DRAWN = 30  # rows at most in a picture
DIGITS = 9
"""Decimals kept: what differs further behind is the rounding of sums, and counts as equal."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, and its head for people."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns.

    Attributes:
        name: what it is asked for by. title: for people.
        columns: one a cell. rows: in the order to tell them; a cell is text, a number, or None where there is none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """Each row as a mapping from the columns' names."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Result:
    """What a measure found.

    Attributes:
        kind: which measure. title: what was asked, for people.
        tables: the first is what was asked for.
        notes: what the filter left out, the cap, the sample and its error; a sentence each.
        happened: labels of statuses that say that an event took place, where a picture tells them from others.
    """

    kind: Kind
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    happened: tuple[str, ...] = ()

    def table(self, name: str = "") -> Table:
        """A table by name, the first without one.

        Raises:
            UsageError: names the tables there are.
        """
        by_name = {table.name: table for table in self.tables}
        if name and name not in by_name:
            raise UsageError(f"there is no table {name!r}", mend=choose_from(name, by_name))
        return by_name[name] if name else self.tables[0]

    def to_frame(self, name: str = "") -> Any:
        """A table as a pandas DataFrame; the notes are in its ``attrs``.

        Raises:
            DependencyError: when pandas is not installed.
            UsageError: names the tables there are.
        """
        table = self.table(name)
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise DependencyError("pandas is not installed", mend="Run pip install pandas.") from error
        frame = pandas.DataFrame(list(table.rows), columns=[column.name for column in table.columns])
        frame.attrs.update(title=self.title, notes=list(self.notes))
        return frame

    def to_svg(self) -> str:
        """A plot of the first rows: bars, for two windows the slopes of the ranks, for a pair its line of time."""
        if self.kind == "timeline":
            events = [(f"{row['date'] or '?'} {row['event']}", row) for row in self.table().records()[:DRAWN]]
            days = [
                (label, _text(row["status"]), _text(row["earliest"]), _text(row["latest"])) for label, row in events
            ]
            return svg.spans(self.title, days, happened=self.happened)
        if self.kind == "compare":
            ranks = [
                (_text(row["person"]), _whole(row["rank_before"]), _whole(row["rank_after"]))
                for row in self.table("ranks").records()[:DRAWN]
            ]
            before, _, after = self.title.partition(BESIDE)
            return svg.slopes(self.table("ranks").title, (before, after), ranks)
        label, length = _BARS[self.kind]
        table = self.table()
        name = length or table.columns[2].name  # of a rank, its measure
        bars = [(_text(row[label]), _number(row[name]), told(row[name])) for row in table.records()[:DRAWN]]
        heads = {column.name: column.label for column in table.columns}
        return svg.bars(f"{self.title}: {heads[name]}", bars)

    def form(self) -> dict[str, object]:
        """The result as plain JSON values."""
        return {
            "measure": self.kind,
            "title": self.title,
            "tables": {table.name: table.records() for table in self.tables},
            "notes": list(self.notes),
        }


def told(value: Value) -> str:
    """A cell for people: numbers in four decimals, small ones in more, no zeros at their end.

    >>> told(2.0), told(0.33333), told(0.0000123), told(None), told("=1+1")
    ('2', '0.3333', '0.000012', '', '=1+1')
    """
    if not isinstance(value, float):
        return "" if value is None else str(value)
    return exact(round(value, 4 if abs(value) >= _SMALL else 6))


def exact(value: Value) -> str:
    """A cell for programs: every decimal kept, never an exponent.

    >>> exact(0.000012300), exact(3), exact(2.0)
    ('0.0000123', '3', '2')
    """
    if not isinstance(value, float):
        return "" if value is None else str(value)
    return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")


def columns(**labels: str) -> tuple[Column, ...]:
    """Columns from their names and heads.

    >>> columns(person="Person", id="IRI")[1]
    Column(name='id', label='IRI')
    """
    return tuple(Column(name, label) for name, label in labels.items())


BESIDE = " and "
"""Between the names of two windows in a title."""

_SMALL = 0.001
_BARS = {
    "rank": ("person", ""),
    "communities": ("leading", "persons"),
    "bridges": ("person", "cut_off"),
    "ego": ("person", "weight"),
}


def _text(value: Value) -> str:
    """A cell that holds text."""
    return "" if value is None else str(value)


def _whole(value: Value) -> int | None:
    """A cell that holds a whole number, or none."""
    return value if isinstance(value, int) else None


def _number(value: Value) -> float:
    """A cell that holds a number."""
    return float(value) if isinstance(value, (int, float)) else 0.0


def called(names: Mapping[str, str], iri: str) -> str:
    """A person's name; the IRI where none is known."""
    return names.get(iri) or iri


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "person"), counted(2, "community", "communities")
    ('1 person', '2 communities')
    """
    return f"{number} {one if number == 1 else several or one + 's'}"
