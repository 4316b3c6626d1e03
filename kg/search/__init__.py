"""Full-text search over the sentences and the names of one generation.

In: a reader and the things that have names. Out: hits, best first, with what was found marked. SQLite's FTS5 does the
work; called by ``kg.service`` alone.
"""

from __future__ import annotations

from kg.search.hits import Filters, NameHit, Names, Part, SentenceHit, Sentences
from kg.search.index import SearchIndex, keep_index
from kg.search.words import match_expression

__all__ = [
    "Filters",
    "NameHit",
    "Names",
    "Part",
    "SearchIndex",
    "SentenceHit",
    "Sentences",
    "keep_index",
    "match_expression",
]
