"""Results of network analysis as plain tables, with what was left out beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from kg.errors import DependencyError, UsageError, choose_from

Value = str | int | float | None
Kind = Literal["rank", "communities", "bridges", "compare", "ego", "timeline"]

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
    """

    kind: Kind
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()

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

    def form(self) -> dict[str, object]:
        """The result as plain JSON values."""
        return {
            "measure": self.kind,
            "title": self.title,
            "tables": {table.name: table.records() for table in self.tables},
            "notes": list(self.notes),
        }


def columns(**labels: str) -> tuple[Column, ...]:
    """Columns from their names and heads.

    >>> columns(person="Person", id="IRI")[1]
    Column(name='id', label='IRI')
    """
    return tuple(Column(name, label) for name, label in labels.items())


def called(names: Mapping[str, str], iri: str) -> str:
    """A person's name; the IRI where none is known."""
    return names.get(iri) or iri


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "person"), counted(2, "community", "communities")
    ('1 person', '2 communities')
    """
    return f"{number} {one if number == 1 else several or one + 's'}"
