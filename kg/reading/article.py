"""Bytes -> Article: decode, render, mask, date, fingerprint."""

from __future__ import annotations

import hashlib

from kg.errors import SourceError
from kg.model import Article, BlockKind, Metadata
from kg.reading.blocks import find_blocks
from kg.reading.decoding import decode
from kg.reading.fingerprint import fingerprint
from kg.reading.formats import render
from kg.reading.furniture import find_metadata, merge_metadata
from kg.reading.prose import is_english_text, is_foreign


def read_article(data: bytes, *, file: str, metadata: Metadata | None = None) -> Article:
    """Read one article.

    Args:
        data: the file's bytes.
        file: the name it was given under; goes into the article and into errors.
        metadata: what a manifest says; its fields stand above what the page says.

    Raises:
        SourceError: when the data is empty, binary, mis-encoded, of a format not read, or without English prose.
    """
    page = render(decode(data, file=file), file=file)
    layout = find_blocks(page)
    if not layout.blocks or is_foreign(page.text) or not is_english_text(page.text):
        raise _no_prose(page.text, file=file)
    known = merge_metadata(metadata or Metadata(), page.metadata)
    return Article(
        file=file,
        text=page.text,
        digest=hashlib.sha256(page.text.encode()).hexdigest(),
        metadata=merge_metadata(known, find_metadata(layout)),
        blocks=layout.blocks,
        fingerprint=fingerprint(
            page.text[block.span.start : block.span.end] for block in layout.blocks if block.kind is BlockKind.PARAGRAPH
        ),
    )


def _no_prose(text: str, *, file: str) -> SourceError:
    """The error for a text in which nothing can be read."""
    if not text.strip():
        return SourceError(f"{file}: the file holds no text", mend="Remove it, or give the article's text.")
    if is_foreign(text) or not is_english_text(text):
        return SourceError(f"{file}: no English prose found", mend="Only English is read; give a translation.")
    return SourceError(
        f"{file}: no English prose found (no line reads as a sentence)",
        mend="Check that the file holds the article's text and not only its page's menus, or a table.",
    )
