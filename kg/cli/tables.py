"""Rows as tables that fit the window, CSV, TSV or JSON; and the console that everything is printed on."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 100  # columns where there is no window and COLUMNS does not say
TABLE_FORMATS = ("table", "csv", "tsv", "json")
GAP = 2  # blanks between columns
INDENT = 2
TALLEST = 5  # lines of a table's row

_TRAILING = re.compile(r" +(?=\n)")


class _Trimmed(io.StringIO):
    """A stream that drops the blanks rich fills lines with."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def write(self, text: str) -> int:
        """Rich writes whole lines."""
        return self._stream.write(_TRAILING.sub("", text))

    def flush(self) -> None:
        """Passed on."""
        self._stream.flush()


class _Console(Console):
    """Leaves a closed pipe to the command group, which knows the exit code."""

    def on_broken_pipe(self) -> None:
        """Rich would end the process."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console as wide as the window; in a pipe plain text, COLUMNS wide, or 100 columns."""
    stream = sys.stderr if stderr else sys.stdout
    if stream.isatty():
        return _Console(stderr=stderr, highlight=False)
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and len(columns) < 5 and int(columns) else PIPE_WIDTH
    return _Console(file=_Trimmed(stream), width=width, highlight=False, color_system=None, force_terminal=False)


def print_warning(words: str) -> None:
    """What is no error, on standard error, in one line: files go to standard output."""
    sys.stderr.write(f"kg: warning: {plain(words)}\n")


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str, *, labels: Sequence[str] = ()) -> None:
    """Rows in one of ``TABLE_FORMATS``; ``labels`` are column heads for people, used in the table alone."""
    if form == "json":
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    if form in ("csv", "tsv"):
        from kg.service.rows import delimited

        sys.stdout.write(delimited(columns, rows, form))
        return
    print_table(console(), labels or columns, rows)


def print_table(out: Console, heads: Sequence[str], rows: Sequence[Sequence[str]], *, indent: int = 0) -> None:
    """Rows under heads, as wide as the window: short columns keep their width, long ones share what is left.

    Where that makes a row too tall to be read across, each row is a block of lines instead.
    """
    cells = [[plain(cell) for cell in row] for row in (heads, *rows)]
    widths = column_widths(cells, out.width - indent)
    if _tallest(cells, widths) > TALLEST:
        _print_blocks(out, cells, indent=indent)
        return
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0))
    for head, width in zip(cells[0], widths, strict=True):
        table.add_column(Text(head), width=width, overflow="fold")
    for row in cells[1:]:
        table.add_row(*map(Text, row))
    out.print(Padding(table, (0, 0, 0, indent), expand=False))


def _tallest(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> int:
    """Lines of the tallest row, about."""
    return max(
        (-(-cell_len(cell) // width) for row in cells for cell, width in zip(row, widths, strict=True)), default=0
    )


def _print_blocks(out: Console, cells: Sequence[Sequence[str]], *, indent: int) -> None:
    """Each row as lines ``head  cell``, a blank line between rows; empty cells are left out."""
    for number, row in enumerate(cells[1:]):
        block = Table.grid(padding=(0, GAP, 0, 0))
        block.add_column(style="dim", no_wrap=True, width=min(max(map(cell_len, cells[0])), out.width // 3))
        block.add_column(overflow="fold")
        for head, cell in zip(cells[0], row, strict=True):
            if cell:
                block.add_row(Text(head), Text(cell))
        if number:
            out.print()
        out.print(Padding(block, (0, 0, 0, indent), expand=False))


def column_widths(cells: Sequence[Sequence[str]], available: int) -> list[int]:
    """How wide each column becomes.

    Args:
        cells: rows of equal length, the heads among them.
        available: columns of the window.

    Returns:
        Widths that with the gaps between them fit, where there is one column at least for each.
    """
    columns = list(zip(*cells, strict=True))
    wanted = [max(1, *map(cell_len, column)) for column in columns]
    words = [max([1, *(cell_len(word) for cell in column for word in cell.split())]) for column in columns]
    room = max(len(columns), available - GAP * len(columns))
    least = _share(words, room)
    more = _share([want - have for want, have in zip(wanted, least, strict=True)], room - sum(least))
    return [have + extra for have, extra in zip(least, more, strict=True)]


def _share(wishes: Sequence[int], room: int) -> list[int]:
    """Room shared out: small wishes are granted whole, the greatest get equal parts of what is left."""
    given = [0] * len(wishes)
    for place, index in enumerate(sorted(range(len(wishes)), key=lambda index: wishes[index])):
        given[index] = min(wishes[index], room // (len(wishes) - place))
        room -= given[index]
    return given


def print_line(out: Console, *pieces: tuple[str, str], indent: int = 0) -> None:
    """A paragraph of pieces (words, style), wrapped and indented."""
    text = Text()
    for words, style in pieces:
        before, after = (" " if words[place].isspace() else "" for place in (0, -1)) if words else ("", "")
        text.append(f"{before}{plain(words)}{after if words.strip() else ''}", style)
    out.print(Padding(text, (0, 0, 0, indent), expand=False))


def print_json(value: object) -> None:
    """A value as indented JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def plain(text: str) -> str:
    """Text as a terminal may have it: white space folded, no control characters, nothing that turns the line around.

    Articles are written by strangers: what they wrote must not steer the terminal.
    """
    folded = " ".join(text.split())
    return "".join(
        character for character in folded if character in _JOINERS or unicodedata.category(character) not in _UNSEEN
    )


_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = frozenset("\u200c\u200d")  # some scripts are spelt with them
