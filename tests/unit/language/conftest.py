"""One parser for all tests of the language side, and articles built in the test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from kg.language import Parser
from kg.model import Article, Block, BlockKind, Metadata, Span

MakeArticle = Callable[..., Article]


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def make_article() -> MakeArticle:
    def make(*paragraphs: str, masked: tuple[int, ...] = ()) -> Article:
        text = "\n\n".join(paragraphs)
        blocks = []
        start = 0
        for number, paragraph in enumerate(paragraphs):
            if number not in masked:
                blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(paragraph))))
            start += len(paragraph) + 2
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Article(file="test.txt", text=text, digest=digest, metadata=Metadata(), blocks=tuple(blocks))

    return make
