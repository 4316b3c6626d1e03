"""A page between its bytes and its article: rendered text, and what its format told beside the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Metadata


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader of one format gives.

    Attributes:
        text: the rendering; one paragraph, title or piece of furniture a line.
        metadata: what the format states explicitly.
        titles: lines that the format marks as the headline.
        captions: lines that the format marks as captions.
        furniture: lines that the format marks as no part of the article.
    """

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    titles: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    furniture: frozenset[str] = frozenset()
