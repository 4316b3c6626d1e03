"""Bytes -> articles: told apart by content, decoded, rendered, masked, dated, with a fingerprint."""

from __future__ import annotations

import codecs
import hashlib
import io
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.errors import SourceError
from kg.model import Article, BlockKind, Metadata
from kg.reading.blocks import find_blocks
from kg.reading.contents import HEAD_BYTES, MAX_BYTES, Content, too_large
from kg.reading.decoding import check_signature, decode, is_wide
from kg.reading.fingerprint import fingerprint
from kg.reading.formats import is_page, render
from kg.reading.furniture import find_metadata, merge_metadata
from kg.reading.jsonrecords import MAX_JSON, is_json, is_json_lines, read_json, read_json_lines
from kg.reading.lines import fold
from kg.reading.page import Page
from kg.reading.prose import is_english_text, is_foreign
from kg.reading.recordfields import Fields
from kg.reading.records import Record, wrong_record
from kg.reading.tablerecords import find_mark, read_table
from kg.records import record_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A file without a single article is given up after so many wrong records.
_MAX_WRONG: Final = 20


def read_article(data: bytes, *, file: str, metadata: Metadata | None = None) -> Article:
    """Read one article.

    Args:
        data: the file's bytes.
        file: the name it was given under; goes into the article and into errors.
        metadata: what a manifest says; its fields stand above what the page says.

    Raises:
        SourceError: when the data is empty, binary, mis-encoded, of a format not read, without English prose, or
            holds several articles.
    """
    found = list(read_articles(Content(io.BytesIO(data), file=file), file=file, told=lambda _: metadata))
    if len(found) != 1:
        raise SourceError(f"{file}: {len(found)} records, not one article", mend="Read it with read_sources.")
    if isinstance(found[0], SourceError):
        raise found[0]
    return found[0]


def read_articles(
    content: Content, *, file: str, told: Callable[[str], Metadata | None], size: int = 0
) -> Iterator[Article | SourceError]:
    """Read what one source holds: an article, or the records of JSON, JSON Lines or a table, each an article.

    Args:
        content: the source's bytes.
        file: the source's name; the article of its twelfth record is named ``file#12``.
        told: article name -> what a manifest says of it. What it says of a record stands above the record's fields,
            what it says of a file with records below them.
        size: the source's bytes where known, to refuse too large an article unread.

    Yields:
        Articles, and errors for the records that are none.
    """
    try:
        check_signature(content.head, file=file)
        if is_wide(content.head):
            text = decode(content.whole(), file=file)
            content = Content(io.BytesIO(text.encode()), file=file)
        records = _records(content, file)
        if records is None:
            if size > MAX_BYTES and not content.packed:
                yield too_large(file, size)
                return
            page = render(decode(content.whole(), file=file), file=file)
            yield _article(page, file=file, place=file, metadata=told(file) or Metadata())
            return
        yield from _of_records(records, file, told)
    except SourceError as error:
        yield error


def _records(content: Content, file: str) -> Iterator[Record | SourceError] | None:
    """The records of a source; None where it is one article of text or HTML.

    Raises:
        SourceError: when the source is of a format that is not read.
    """
    head = content.head
    opening = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    complete = len(head) < HEAD_BYTES
    if is_page(opening):
        return None
    if is_json(opening):
        if is_json_lines(opening, complete=complete):
            return read_json_lines(content.lines(), file=file)
        data = content.whole(MAX_JSON)
        return read_json(decode(data, file=file), file=file)
    mark = None if 0 in head else find_mark(opening)
    return read_table(content.lines(), mark=mark, file=file) if mark else None


def _of_records(
    records: Iterator[Record | SourceError], file: str, told: Callable[[str], Metadata | None]
) -> Iterator[Article | SourceError]:
    """The articles of a source's records; one of which nothing can be read is given up early."""
    first, second = next(records, None), next(records, None)
    if first is None:
        yield SourceError(f"{file}: no records", mend="Remove it, or give the articles.")
        return
    alone = second is None and isinstance(first, Record) and first.alone
    rest = records if second is None else chain((second,), records)
    good = wrong = 0
    for item in chain((first,), rest):
        if isinstance(item, SourceError):
            found: list[Article | SourceError] = [item]
        else:
            name = file if alone else record_name(file, item.number)
            above, below = (told(file), None) if alone else (told(name), told(file))
            found = list(_of_record(item, name, file, above or Metadata(), below or Metadata()))
        yield from found
        good += any(isinstance(result, Article) for result in found)
        wrong += all(isinstance(result, SourceError) for result in found)
        if wrong >= _MAX_WRONG and not good:
            yield SourceError(
                f"{file}: none of the first {wrong} records is an article; the rest is not read",
                mend="Give each record its text as text, content or body.",
            )
            return


def _of_record(
    record: Record, name: str, file: str, above: Metadata, below: Metadata
) -> Iterator[Article | SourceError]:
    """The article of a record, and what is wrong with it."""
    fields = Fields(record.values)
    if not fields.text:
        known = ", ".join(map(str, list(record.values)[:_MAX_NAMES])) or "none"
        yield wrong_record(file, record.line, f"no text (fields: {known})", "Name the text: text, content or body.")
        return
    what, mend = fields.problem
    if what and not above.published:
        yield wrong_record(file, record.line, what, mend)
    place = f"{file}:{record.line}"
    try:
        page = _headed(render(fields.text, file=place), fields.metadata.headline)
        metadata = merge_metadata(merge_metadata(above, fields.metadata), below)
        yield _article(page, file=name, place=place, metadata=metadata)
    except SourceError as error:
        yield error


_MAX_NAMES: Final = 12
_HEAD_LINES: Final = 12


def _headed(page: Page, headline: str) -> Page:
    """The page with the record's headline as its first line, unless it stands among the page's first lines."""
    if not headline or page.titles:
        return page
    wanted = fold(headline)
    standing = next((line for line in page.text.split("\n", _HEAD_LINES)[:_HEAD_LINES] if fold(line) == wanted), "")
    if standing:
        return replace(page, titles=frozenset((standing,)))
    return replace(page, text=f"{headline}\n\n{page.text}", titles=frozenset((headline,)))


def _article(page: Page, *, file: str, place: str, metadata: Metadata) -> Article:
    """The article of a rendering.

    Raises:
        SourceError: where nothing can be read; ``place`` is where.
    """
    layout = find_blocks(page)
    if not layout.blocks or is_foreign(page.text) or not is_english_text(page.text):
        raise _no_prose(page.text, file=place)
    known = merge_metadata(metadata, page.metadata)
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
