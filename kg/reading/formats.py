"""Which format a text is in, by its content; one reader a format. A new format is one more row of `_FORMATS`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from kg.errors import SourceError
from kg.reading.markup import is_markup, render_markup
from kg.reading.page import Page
from kg.reading.plain import render_plain

_Sniffer = Callable[[str], bool]
_Renderer = Callable[[str], Page]

_FORMATS: Final[tuple[tuple[_Sniffer, _Renderer], ...]] = ((is_markup, render_markup),)
"""Asked in order; what none claims is plain text."""

_SNIFFED: Final = 1_000_000
_MIN_ROWS: Final = 3
_MIN_CELLS: Final = 3
_MAX_COLUMN_NAME: Final = 40
# Bounds the time that a file of many tiny lines can take.
_MAX_LINES: Final = 50_000


def render(text: str, *, file: str) -> Page:
    """Render a decoded text with the reader of its format.

    Raises:
        SourceError: for records (JSON, JSON Lines, CSV), which hold articles in fields and are not read yet, and for a
            text of more lines than any article has.
    """
    if _is_json(text):
        raise SourceError(
            f"{file}: JSON, a format that is not read yet", mend="Give each article as a text file of its own."
        )
    if _is_table(text):
        raise SourceError(
            f"{file}: a table (CSV), a format that is not read yet", mend="Give each article as a text file of its own."
        )
    lines = text.count("\n")
    if lines > _MAX_LINES:
        raise SourceError(f"{file}: {lines} lines, too many for one article", mend="Split it into one file an article.")
    reader = next((renderer for sniffer, renderer in _FORMATS if sniffer(text)), render_plain)
    return reader(text)


def _is_json(text: str) -> bool:
    """Whether the text, or its first line, is a JSON object or a list of such."""
    head = text.lstrip()
    if head[:1] not in ("{", "["):
        return False
    for candidate in (head.split("\n", 1)[0], head):
        if len(candidate) > _SNIFFED:
            continue
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value)):
            return True
    return False


def _is_table(text: str) -> bool:
    """Whether the text opens with a row of column names and goes on with rows of as many cells."""
    lines = text[:_SNIFFED].splitlines()[:_MIN_ROWS]
    if len(lines) < _MIN_ROWS:
        return False
    for mark in (",", "\t", ";"):
        names = lines[0].split(mark)
        if (
            len(names) >= _MIN_CELLS
            and all(name.strip() and len(name) <= _MAX_COLUMN_NAME for name in names)
            and all(name.strip().strip('"').replace("_", "").replace(" ", "").isalnum() for name in names)
            and lines[0].islower()
            and all(line.count(mark) >= len(names) - 1 for line in lines[1:])
        ):
            return True
    return False
