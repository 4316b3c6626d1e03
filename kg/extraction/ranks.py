"""Offices and ranks that show a capitalized run to be somebody's name, whatever the name model took it for."""

from __future__ import annotations

from typing import Final

from kg.extraction.marking import Marked, title_words
from kg.extraction.titles_before import title_apart, title_before

_RANKS: Final = frozenset(
    "general colonel captain major marshal admiral lieutenant brigadier commander sheikh sheik prince princess king"
    " queen emir president senator cardinal archbishop ayatollah".split()
)
_FEWEST: Final = 2  # words of a name behind a rank


def introduced(marked: Marked, start: int) -> bool:
    """Whether an office stands in front of a name: "the adviser, Peter Canal", "Ambassador Veronica Street"."""
    title = title_before(marked, start) or title_apart(marked, start)
    return title is not None and not title.honorific


def ranked(marked: Marked, index: int, organization: tuple[int, int]) -> bool:
    """Whether what the model takes for an organization is a rank and a name: "General Aziz Ould Lamine"."""
    first, end = index + 1, organization[1]
    if organization[0] != index or marked.lower[index].rstrip(".") not in _RANKS or end - first < _FEWEST:
        return False
    lists = title_words()
    named = all(
        letter == "N" or (letter == "-" and at > first) for at, letter in enumerate(marked.letters[first:end], first)
    )
    last = marked.tokens[end - 1]
    return named and last.feat("Number") != "Plur" and marked.lower[end - 1] not in lists["not_person"] | lists["organ"]
