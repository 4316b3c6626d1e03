"""Whatever the bytes: an article whose blocks are sound, or a SourceError."""

from __future__ import annotations

import hashlib
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.reading import read_article

LINES = st.sampled_from(
    [
        "Home > World",
        "Talks resume in Oslo",
        "The envoys of both states met on Monday.",
        "The envoys met and they agreed on the text of an accord that is to be signed",
        "OSLO, May 3 (AP) -- Envoys met.",
        "OSLO (AP) -",
        "(Yonhap)",
        "Photo: Reuters",
        "By Jane Doe",
        "May 3, 2001",
        "FILE PHOTO:",
        "• item",
        "(END)",
        "HEADLINE: x",
        "<p>The envoys left.</p>",
        "<html><body><h1>Talks</h1>",
        "UPDATE 1-",
        "&nbsp;",
        "e\u0301\u200b",
        "",
        "    indented",
        "^Eds: <",
        "{",
    ]
)
PAGES = st.lists(LINES | st.text(max_size=30), max_size=12).map("\n".join)


def read(data):
    try:
        return read_article(data, file="a")
    except SourceError as error:
        return error


def check(data: bytes) -> None:
    article = read(data)
    if isinstance(article, SourceError):
        assert article.message.startswith("a:")
        assert article.mend
        return
    text = article.text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert article.digest == hashlib.sha256(text.encode()).hexdigest()
    assert article.blocks
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        content = text[block.span.start : block.span.end]
        assert "\n" not in content
        assert content == content.strip()
        end = block.span.end
    assert read_article(data, file="a") == article


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=150)
def test_any_bytes_are_an_article_or_a_source_error(data):
    check(data)


@given(PAGES)
@settings(deadline=None, max_examples=250)
def test_any_page_is_an_article_with_sound_blocks_or_a_source_error(page):
    check(page.encode("utf-8", "replace"))
