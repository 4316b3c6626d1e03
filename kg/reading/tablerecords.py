"""CSV and TSV -> records (RFC 4180): a header with the columns' names, then one record an article.

A row with too many or too few cells costs that row: one with an open quotation mark would swallow all rows below it,
so reading goes on at the line after the one where the wrong row began.
"""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError
from kg.reading.contents import MAX_BYTES, too_large
from kg.reading.recordfields import is_field_name, is_text_name
from kg.reading.records import Record, wrong_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS: Final = (",", "\t", ";", "|")
_MAX_NAME: Final = 40
_MAX_NAME_WORDS: Final = 4
_MIN_KNOWN: Final = 2
_MIN_CELLS: Final = 3
# How often reading starts anew after a row that swallowed others: bounds the time a hostile file can take.
_MAX_ANEW: Final = 50
# A row of text rarely has more lines; one with an open quotation mark swallows no more.
_MAX_ROW_LINES: Final = 20_000


def find_mark(head: str) -> str | None:
    r"""What separates the cells of a table, or None where the text is none.

    A table opens with a row of names of which one is known to hold text and another is known too, or all look like
    names; and the row below has as many cells.

    >>> find_mark("date;title;text\n2024-03-05;Talks;The talks ended.\n")
    ';'
    """
    found = [(_rank(names), mark) for mark in _MARKS for names in [_names(head, mark)] if names]
    return max(found)[1] if found else None


def _names(head: str, mark: str) -> list[str]:
    """The header's names where the text is a table with this mark, else none."""
    first, _, rest = head.partition("\n")
    if len(first) > _MAX_NAME * _MAX_NAME or (not rest.strip() and "\n" not in head):
        return []
    if "\r" in first.strip("\r"):
        return []
    names = [name.strip() for name in next(csv.reader([first.strip("\r")], delimiter=mark), [])]
    if not names or any(len(name) > _MAX_NAME or len(name.split()) > _MAX_NAME_WORDS for name in names):
        return []
    if len(names) == 1:
        return names if is_text_name(names[0]) and rest.lstrip().startswith('"') else []
    known = sum(map(is_field_name, names))
    named = all(name.replace("_", "").replace("-", "").isalnum() for name in names[1:]) and not names[0][:1].isspace()
    if any(map(is_text_name, names)):
        return names if (known >= _MIN_KNOWN or named) and _goes_on(rest, mark, len(names)) else []
    # Without a column of text it is still a table, to be refused as one.
    plain = named and first.islower() and len(names) >= _MIN_CELLS
    return names if plain and _goes_on(rest, mark, len(names)) else []


def _goes_on(rest: str, mark: str, cells: int) -> bool:
    """Whether one of the rows below the header has as many cells; the last row may be cut off by the look."""
    rows = csv.reader(rest.splitlines(keepends=True), delimiter=mark)
    try:
        return any(len(row) == cells for row, _ in zip(rows, range(_MIN_CELLS), strict=False)) or not rest.strip()
    except csv.Error:
        return True


def _rank(names: list[str]) -> tuple[int, int]:
    """How sure a header is."""
    return sum(map(is_field_name, names)), len(names)


def read_table(lines: Iterable[bytes | int], *, mark: str, file: str) -> Iterator[Record | SourceError]:
    """The records of a table.

    Raises:
        SourceError: when no column holds text; named are those there are.
    """
    csv.field_size_limit(MAX_BYTES)
    rows = _Rows(lines, mark)
    header = [name.strip() for name in next(rows).cells]
    if not any(map(is_text_name, header)):
        raise SourceError(
            f"{file}:1: a table without a column of text; it has {', '.join(filter(None, header)) or 'none'}",
            mend="Name the column that holds the articles' text: text, content or body.",
        )
    anew = 0
    number = 0
    for row in rows:
        if row.size:
            number += 1
            yield too_large(f"{file}:{row.line}", row.size)
            continue
        cells = row.cells
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        if len(cells) != len(header) or row.open:
            lone = rows.unquoted(row) if mark == "\t" else []
            if len(lone) != len(header):
                yield _wrong_cells(file, row.line, len(cells), len(header), open_quote=row.open or row.count > 1)
                if row.count > 1:
                    anew += 1
                    if anew > _MAX_ANEW:
                        yield wrong_record(file, row.line + 1, "too many open quotation marks", _REST)
                        return
                    rows.back(row)
                continue
            cells = lone
            rows.back(row)
        if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
            yield wrong_record(
                file, row.line, "not valid UTF-8", "Convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8"
            )
            continue
        yield Record(number, row.line, dict(zip(header, cells, strict=True)))


_REST: Final = "Put the text in quotation marks and double those inside; what stands below is not read."


def _wrong_cells(file: str, line: int, found: int, expected: int, *, open_quote: bool) -> SourceError:
    """The error for a row that does not fit its header."""
    mend = (
        "A quotation mark is open: double those inside the text, and close the cell."
        if open_quote
        else "Put texts that hold the separator in quotation marks."
    )
    cells = "cell" if found == 1 else "cells"
    return wrong_record(file, line, f"{found} {cells} where the header has {expected}", mend)


class _Row:
    """A row, the line it begins at, and the lines it was made of; ``size`` where a line was too large to read."""

    __slots__ = ("cells", "last", "line", "raw", "size")

    def __init__(self, cells: list[str], line: int, raw: list[str], *, size: int = 0, last: bool = False) -> None:
        self.last = last
        self.cells = cells
        self.line = line
        self.raw = raw
        self.size = size

    @property
    def count(self) -> int:
        """Number of lines."""
        return len(self.raw)

    @property
    def open(self) -> bool:
        """Whether a quotation mark was never closed: then the row took all the rest, or all that a row may take."""
        return self.last and sum(line.count('"') for line in self.raw) % 2 == 1


class _Rows:
    """Rows of a stream of lines, which can be read anew from within."""

    def __init__(self, lines: Iterable[bytes | int], mark: str) -> None:
        self._lines = iter(lines)
        self._mark = mark
        self._waiting: deque[str] = deque()
        self._line = 0
        self._taken: list[str] = []
        self._size = 0
        self._ended = False

    def __iter__(self) -> _Rows:
        return self

    def __next__(self) -> _Row:
        start = self._line + 1
        self._taken, self._size, self._ended = [], 0, False
        try:
            cells = next(csv.reader(self._fed(), delimiter=self._mark))
        except csv.Error:
            cells = []
            if self._taken:
                cells = ["?"]
        except StopIteration:
            if self._size:
                return _Row([], start, [], size=self._size)
            raise
        if self._size and not self._taken:
            return _Row([], start, [], size=self._size)
        return _Row(cells, start, self._taken, last=self._ended)

    def _fed(self) -> Iterator[str]:
        """The lines one row takes, as the parser asks for them."""
        while len(self._taken) < _MAX_ROW_LINES:
            if self._waiting:
                line: bytes | int | str | None = self._waiting.popleft()
            else:
                line = next(self._lines, None)
            if line is None:
                break
            self._line += 1
            if isinstance(line, int):
                self._size = line
                return
            text = line if isinstance(line, str) else line.decode("utf-8", "surrogateescape")
            self._taken.append(text)
            yield text
        self._ended = True

    def unquoted(self, row: _Row) -> list[str]:
        """The first line of a row, with quotation marks that mean nothing, as tab-separated files often are."""
        return row.raw[0].rstrip("\r\n").split(self._mark) if row.raw else []

    def back(self, row: _Row) -> None:
        """Read all but the first line of a row again."""
        self._waiting.extendleft(reversed(row.raw[1:]))
        self._line -= len(row.raw) - 1
