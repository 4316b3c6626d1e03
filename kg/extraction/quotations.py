"""Quotations of a text: what stands between quotation marks, straight or curly, within one block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model import Article, Span

# A curly quotation ends at its closing mark or, as newspapers leave running quotations open, at the end of the block.
# Empty marks match too: passed over, they would turn the ones behind them inside out.
_PATTERNS: Final = re.compile(r"“([^”“]*)(?:”|$)|\"([^\"]*)(?:\"|$)|„([^“”]*)[“”]|«([^»]*)»|``(.*?)''")
_MIN_LENGTH: Final = 2


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: ``span`` with the marks, ``inner`` without them."""

    span: Span
    inner: Span


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """All quotations of an article's prose, in order of offset."""
    found: list[Quotation] = []
    for block in article.blocks:
        text = article.text[block.span.start : block.span.end]
        for match in _PATTERNS.finditer(text):
            group = match.lastindex or 0
            words = match.group(group).lstrip()
            start = block.span.start + match.end(group) - len(words)
            # the comma before "he said" is the sentence's, not the speaker's
            words = words.rstrip().rstrip(",").rstrip()
            if len(words) >= _MIN_LENGTH:
                whole = Span(block.span.start + match.start(), block.span.start + match.end())
                found.append(Quotation(whole, Span(start, start + len(words))))
    return tuple(found)


def quotations_in(quotations: tuple[Quotation, ...], span: Span) -> tuple[Quotation, ...]:
    """Those that begin or end inside a span, or cover it."""
    return tuple(item for item in quotations if item.span.overlaps(span))
