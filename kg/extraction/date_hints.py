"""Which date patterns a sentence can hold at all, by the beginnings of its words: most sentences hold none.

A pattern names the kinds of words that every expression it finds has one of (``"month figure"``: the name of a month,
and a figure). The kinds are here, as the first three letters of their words.
"""

from __future__ import annotations

import re
from typing import Final

_BEGINNING: Final = 3
_FIGURE: Final = "0"
_WORD: Final = re.compile(r"[A-Za-z]{3,}")


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in text.split())


_KINDS: Final = {
    "figure": frozenset((_FIGURE,)),
    "month": _words("January February March April May June July August September October November December"),
    "weekday": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "season": _words("spring summer autumn fall winter"),
    "unit": _words("hour day night weekend month year decade"),
    "days": _words("day week"),
    "day": _words("day"),
    "week": _words("week"),
    "half": _words("half"),
    "quarter": _words("half quarter"),
    "part": _words("early late mid middle start beginning end close course rest remainder days"),
    "ago": _words("ago"),
    "apart": _words("before earlier later"),
    "same": _words("same next following previous prior that"),
    "near": _words("day today tonight tomorrow yesterday overnight morning afternoon evening night"),
    "recent": _words("recently recent other"),
    "holiday": _words("Christmas New"),
}
"""Months, weekdays and holidays with their capital letter, everything else in lower case."""


def kinds(names: str) -> tuple[frozenset[str], ...]:
    """The beginnings of the words of several kinds, which are named with blanks between."""
    return tuple(_KINDS[name] for name in names.split())


def beginnings(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, as written and in lower case, and what stands for a figure."""
    words = {word[:_BEGINNING] for word in _WORD.findall(text)}
    words.update([word.lower() for word in words])
    if any(map(str.isdigit, text)):
        words.add(_FIGURE)
    return frozenset(words)


def may_hold(seen: frozenset[str], asked: tuple[frozenset[str], ...]) -> bool:
    """Whether a word of each kind asked for stands in a text of which only the beginnings were taken."""
    return not any(map(seen.isdisjoint, asked))
