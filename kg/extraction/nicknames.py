"""Nicknames in quotation marks inside a name: "Tore “Bear” Lund"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.extraction.marking import Marked

_QUOTES: Final = frozenset("\"“”‘’'")


def nickname_end(marked: Marked, index: int) -> int:
    """Token behind a nickname in quotation marks that starts at a token inside a name; 0 where there is none."""
    if marked.lower[index] not in _QUOTES:
        return 0
    for at in range(index + 2, min(index + 5, len(marked.lower) - 1)):
        if marked.lower[at] in _QUOTES and marked.letters[at + 1] == "N":
            return at + 1
    return 0
