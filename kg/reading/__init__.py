"""Reading: bytes -> `Article` (text as rendered once and for all, blocks of prose, metadata, fingerprint).

In come files, folders with their ``manifest.jsonl``, and standard input; out go articles and, for what cannot be read,
the errors as values. Called by ``kg.pipeline``; knows nothing of language, ontology or store.
"""

from __future__ import annotations

from kg.reading.article import read_article
from kg.reading.contents import MAX_BYTES
from kg.reading.dateline import Dateline, find_dateline
from kg.reading.sources import read_sources
from kg.reading.version import reader_digest

READER_DIGEST: str
"""Version of the reading rules: changes whenever a source file of this package changes. Computed at first use."""

__all__ = ["MAX_BYTES", "READER_DIGEST", "Dateline", "find_dateline", "read_article", "read_sources"]


def __getattr__(name: str) -> str:
    """Compute ``READER_DIGEST`` when it is first asked for (PEP 562)."""
    if name == "READER_DIGEST":
        return reader_digest()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
