"""Linked data of a page (JSON-LD, https://schema.org/Article): what its publisher tells search engines of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.model import Metadata
from kg.reading.recordfields import Fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARTICLES: Final = ("Article", "BlogPosting", "PressRelease", "Report")
_MAX_DEPTH: Final = 4


def read_linked(scripts: Iterable[str]) -> Metadata:
    """What the first article described in a page's linked data is said to be.

    >>> read_linked(['{"@type": "NewsArticle", "datePublished": "2024-03-05T10:00:00Z"}']).published
    '2024-03-05'
    """
    for script in scripts:
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value, _MAX_DEPTH):
            if str(item.get("@type", "")).strip("[]'").endswith(_ARTICLES):
                return Fields(item).metadata
    return Metadata()


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    """The objects of a list, of a graph, or the one there is."""
    if isinstance(value, list) and depth:
        for item in value:
            yield from _objects(item, depth - 1)
    elif isinstance(value, dict) and depth:
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
