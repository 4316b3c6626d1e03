"""Paragraphs torn apart by blank lines: text copied out of a PDF or a typed sheet has them within its sentences.

A line that breaks off within a sentence goes on below the blank line where the next one begins in lower case, or where
it ends in a word that needs another ("met with the minister in"). Where that happens again and again to single lines,
every line was set apart, and those that fill the width are wrapped ones. A label of who speaks that is alone on its
line belongs to what that one says.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.reading.credits import find_byline
from kg.reading.dateline import find_dateline
from kg.reading.prose import ends_sentence, is_open_ended, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST: Final = 40  # characters of a line that breaks off
_WIDEST: Final = 130
_FEWEST: Final = 3  # single lines torn, before all are taken for it
_FEWEST_LABELS: Final = 2
_MIN_FUNCTION_WORDS: Final = 2
_ITEM: Final = re.compile(r"\(?(?:\w|[ivx]{1,4})[.)]\s")
_LABEL: Final = re.compile(r"(?:[A-Z][A-Z.'’\-]+\s){0,4}[A-Z][A-Z.'’\-]+\s?:$")


def mended(chunks: Sequence[Sequence[str]]) -> list[str]:
    r"""The chunks of lines between blank lines, each as one text; what was torn from the one before is joined to it.

    >>> mended([["The two ministers met on Tuesday with the envoy of"], ["Chad in Oslo."]])
    ['The two ministers met on Tuesday with the envoy of Chad in Oslo.']
    >>> mended([["The ministers agreed on Tuesday in Oslo to set up an inter-"], ["governmental body for all trade."]])
    ['The ministers agreed on Tuesday in Oslo to set up an inter-governmental body for all trade.']
    """
    found: list[str] = []
    for lines, torn in zip(chunks, _torn(chunks), strict=True):
        text = "\n".join(lines)
        if torn:
            found[-1] += text if found[-1].endswith("-") else f" {text}"
        else:
            found.append(text)
    return found


def _torn(chunks: Sequence[Sequence[str]]) -> list[bool]:
    """Per chunk, whether it goes on with the last line of the chunk before it."""
    pairs = [(before[-1], after[0]) for before, after in pairwise(chunks)]
    single = [
        len(before) == len(after) == 1 and max(len(before[0]), len(after[0])) <= _WIDEST
        for before, after in pairwise(chunks)
    ]
    cut = [_goes_on(row, after) for row, after in pairs]
    rows = [pair for pair, one, plain in zip(pairs, single, cut, strict=True) if one and plain]
    width = max(map(len, (row for pair in rows for row in pair))) if len(rows) >= _FEWEST else 0
    labelled = sum(_is_label(row, after) for row, after in pairs) >= _FEWEST_LABELS
    return [False] * bool(chunks) + [
        plain or (labelled and _is_label(*pair)) or (one and width > 0 and _is_filled(*pair, width))
        for pair, one, plain in zip(pairs, single, cut, strict=True)
    ]


def _goes_on(row: str, after: str) -> bool:
    """Whether a sentence plainly goes on below a blank line."""
    if len(row) < _SHORTEST or ends_sentence(row) or measure(row).function_words < _MIN_FUNCTION_WORDS:
        return False
    if not (row[-1].isalpha() or row[-1] in ",-") or _ITEM.match(after) or _opens(after):
        return False
    told = ends_sentence(after) or len(after) >= _SHORTEST
    return told and (after[0].islower() or (is_open_ended(row) and after[0].isalpha()))


def _is_filled(row: str, after: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line, which ends no sentence."""
    if ends_sentence(row) or len(row) < _SHORTEST or _opens(after):
        return False
    return len(row) + 1 + len(after.split(" ", 1)[0]) > width


def _opens(line: str) -> bool:
    """Whether a line begins something by its form: a byline or a dateline."""
    return find_byline(line) is not None or find_dateline(line) is not None


def _is_label(row: str, after: str) -> bool:
    """Whether a line holds nothing but the label of who speaks in the paragraph below it."""
    return bool(_LABEL.match(row)) and not _LABEL.match(after) and ends_sentence(after)
