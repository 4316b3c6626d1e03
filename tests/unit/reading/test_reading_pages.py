"""Furniture and prose of many kinds of page, in several dresses: no prose is lost and no furniture kept.

``pages/*.page`` holds invented pages with real pages' furniture, one line a line, each marked: H headline, P prose,
C caption, F furniture; ‹…› within a line of prose is furniture too.
"""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.reading import read_article

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))
MASK = re.compile(r"‹[^›]*›")


@dataclass(frozen=True)
class Marked:
    """A marked line: what it is, as written, and what of it is to be read."""

    kind: str
    text: str
    told: str


def load(path: Path) -> list[Marked]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition(" ")
        found.append(Marked(kind, re.sub("[‹›]", "", text), MASK.sub("", text).strip() if kind != "F" else ""))
    return found


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("``", "").replace("''", ""))


def blank_lines(lines: list[Marked]) -> str:
    return "\n\n".join(line.text for line in lines)


def one_a_line(lines: list[Marked]) -> str:
    return "\n".join(line.text for line in lines)


def wrapped(lines: list[Marked]) -> str:
    return "\n\n".join("\n".join(textwrap.wrap(line.text, 72, break_on_hyphens=False)) for line in lines)


def paragraphs(lines: list[Marked]) -> str:
    return "".join(f"<p>{html.escape(line.text)}</p>\n" for line in lines)


def record(lines: list[Marked]) -> str:
    return json.dumps({"title": "", "text": one_a_line(lines)}) + "\n"


DRESSES: tuple[Callable[[list[Marked]], str], ...] = (blank_lines, one_a_line, wrapped, paragraphs, record)


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.__name__)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_prose_is_lost_and_no_furniture_kept(path, dress):
    lines = load(path)
    article = read_article(dress(lines).encode(), file="a")
    blocks = [article.text[block.span.start : block.span.end] for block in article.blocks]
    expected = [line.told for line in lines if line.told]
    assert [" ".join(words(block)) for block in blocks] == [" ".join(words(told)) for told in expected]
