"""The French "M." before a name, which looks like an initial: "M. Jacques X", later "M. X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extraction.names import Name, SentenceNames
from kg.model import Span
from kg.names import fold

_WRITTEN: Final = "M."
_FEWEST: Final = 2  # persons so written, or forms of one person


def without_monsieur(names: Sequence[SentenceNames]) -> tuple[SentenceNames, ...]:
    """The names without "M." where the article writes it before several persons, or before a name and its surname."""
    written = [name.text.split() for found in names for name in found.names if _has_monsieur(name)]
    forms = {tuple(fold(word) for word in words[1:]) for words in written}
    shortened = any(
        len(form) == 1 and any(form[0] == other[-1] and len(other) > 1 for other in forms) for form in forms
    )
    if len({form[-1] for form in forms}) < _FEWEST and not shortened:
        return tuple(names)
    return tuple(
        replace(found, names=tuple(_bare(found, name) if _has_monsieur(name) else name for name in found.names))
        for found in names
    )


def _has_monsieur(name: Name) -> bool:
    words = name.text.split()
    return name.kind == "person" and len(words) > 1 and words[0] == _WRITTEN


def _bare(found: SentenceNames, name: Name) -> Name:
    """The name without its first token; titles stay."""
    first = name.start + 1
    if found.marked.tokens[first].form == ".":
        first += 1
    span = Span(found.marked.tokens[first].span.start, name.span.end)
    return replace(name, start=first, span=span, text=name.text.split(maxsplit=1)[1])
