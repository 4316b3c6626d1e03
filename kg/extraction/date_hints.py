"""Which date patterns a sentence can hold at all, by the beginnings of its words: most sentences hold none.

A pattern names the kinds of words that every expression it finds has one of (``"month figure"``: the name of a month,
and a figure). The kinds are here, as the first three letters of their words; each is a bit of a number.
"""

from __future__ import annotations

import re
from typing import Final

_BEGINNING: Final = 3
_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_FIGURE: Final = "figure"
_CAPITALIZED: Final = {
    "month": "January February March April May June July August September October November December",
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "holiday": "Christmas New",
}
_EITHER: Final = {
    "season": "spring summer autumn fall winter",
    "unit": "hour day night weekend month year decade",
    "days": "day week",
    "day": "day",
    "week": "week",
    "half": "half",
    "quarter": "half quarter",
    "part": "early late mid middle start beginning end close course rest remainder days",
    "ago": "ago",
    "apart": "before after earlier later",
    "same": "same next following previous prior that",
    "near": "day today tonight tomorrow yesterday overnight morning afternoon evening night",
    "recent": "recently recent other",
}
"""Words that may also be written without a capital letter."""

_BITS: Final = {name: 1 << place for place, name in enumerate((_FIGURE, *_CAPITALIZED, *_EITHER))}


def _table() -> dict[str, int]:
    """Beginning of a word, as written -> the kinds it may be of."""
    table: dict[str, int] = {}
    for kind, text in (*_CAPITALIZED.items(), *_EITHER.items()):
        for word in text.split():
            for beginning in {word[:_BEGINNING], word[:_BEGINNING].capitalize()}:
                table[beginning] = table.get(beginning, 0) | _BITS[kind]
    return table


_TABLE: Final = _table()


def kinds(names: str) -> int:
    """Several kinds, named with blanks between, as one number."""
    return sum(_BITS[name] for name in names.split())


def kinds_in(text: str) -> int:
    """The kinds of words that a text may hold."""
    found = _BITS[_FIGURE] if any(map(str.isdigit, text)) else 0
    for word in _WORD.findall(text):
        found |= _TABLE.get(word[:_BEGINNING], 0)
    return found
