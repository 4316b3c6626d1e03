"""Which format the text of one article is in, by its content; one reader a format.

A new format is one more row of `_FORMATS`. Files of records are taken apart before: see ``kg.reading.article``.
"""

from __future__ import annotations

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

# Bounds the time that a file of many tiny lines can take.
_MAX_LINES: Final = 50_000


def render(text: str, *, file: str) -> Page:
    """Render a decoded text with the reader of its format.

    Raises:
        SourceError: for a text of more lines than any article has.
    """
    lines = text.count("\n")
    if lines > _MAX_LINES:
        raise SourceError(f"{file}: {lines} lines, too many for one article", mend="Split it into one file an article.")
    reader = next((renderer for sniffer, renderer in _FORMATS if sniffer(text)), render_plain)
    return reader(text)


def is_page(opening: str) -> bool:
    """Whether a text opens as one article of a format other than plain text, not as records."""
    return any(sniffer(opening) for sniffer, _ in _FORMATS)
