"""Quotations of a text: what stands between quotation marks, straight or curly, within one block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.model import Article, Span

# A curly quotation ends at its closing mark or, as newspapers leave running quotations open, at the end of the block.
_PATTERNS: Final = re.compile(r"“([^”“]+)(?:”|$)|\"([^\"]+)(?:\"|$)|„([^“”]+)[“”]|«([^»]+)»|``(.+?)''")
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
            start, end = match.span(group)
            stripped = match.group(group)
            lead = len(stripped) - len(stripped.lstrip())
            # the comma before "he said" is the sentence's, not the speaker's
            tail = len(stripped) - len(stripped.rstrip().rstrip(",").rstrip())
            inner = Span(block.span.start + start + lead, block.span.start + end - tail)
            if len(inner) >= _MIN_LENGTH:
                found.append(Quotation(Span(block.span.start + match.start(), block.span.start + match.end()), inner))
    return tuple(found)


def quotations_in(quotations: tuple[Quotation, ...], span: Span) -> tuple[Quotation, ...]:
    """Those that begin or end inside a span, or cover it."""
    return tuple(item for item in quotations if item.span.overlaps(span))
