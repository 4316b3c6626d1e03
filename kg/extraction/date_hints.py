"""Which date patterns a sentence can hold at all, by the beginnings of its words: most sentences hold none.

Every date expression has a figure, or a word that its pattern spells out and that is more than a small word of grammar.
The beginnings of these words are read off the pattern itself, so a new pattern needs no list.
"""

from __future__ import annotations

import re
from typing import Final

_BEGINNING: Final = 3
_FIGURE: Final = "0"
_EITHER_CASE: Final = re.compile(r"\[([A-Z])([a-z])\]")
_GROUP: Final = re.compile(r"\(\?P?[<=][=!]?\w*>?")
_ESCAPE: Final = re.compile(r"\\.")
_WORD: Final = re.compile(r"[a-z]{3,}")
_SMALL: Final = frozenset(
    word[:_BEGINNING] for word in "the this that last next for from his her its our their and".split()
)


def hints(pattern: str) -> frozenset[str]:
    r"""The beginnings of the words a pattern spells out; a figure counts as one.

    >>> sorted(hints(r"(?<!\w)[Tt]he (?P<unit>week|month)s?"))
    ['mon', 'wee']
    """
    figures = {_FIGURE} if r"\d" in pattern or "-9]" in pattern else set()
    plain = _EITHER_CASE.sub(lambda found: found[2] if found[1].lower() == found[2] else " ", pattern)
    plain = _ESCAPE.sub(" ", _GROUP.sub(" ", plain)).lower()
    return frozenset({word[:_BEGINNING] for word in _WORD.findall(plain)} - _SMALL | figures)


def beginnings(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, and what stands for a figure."""
    figures = {_FIGURE} if any(map(str.isdigit, text)) else set()
    return frozenset({word[:_BEGINNING] for word in _WORD.findall(text.lower())} | figures)
