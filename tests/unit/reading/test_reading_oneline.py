"""A whole article on one line."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from kg.reading import read_article

STORY = (
    "Envoys of Chad and Niger met in Oslo on Monday to discuss the border. They agreed to meet again in the spring, "
    "officials said. The minister of Chad, who had flown in on Sunday, called the talks friendly."
)


def read(text):
    article = read_article(text.encode(), file="a")
    parts = [(block.kind, article.text[block.span.start : block.span.end]) for block in article.blocks]
    return article.metadata, parts


@pytest.mark.parametrize(
    "opening",
    [
        "OSLO, March 3, 2021 (Reuters) - ",
        "Envoys talk in Oslo OSLO, March 3, 2021 (Reuters) - ",
        "Envoys talk in Oslo By Jane Doe OSLO, March 3, 2021 (Reuters) - ",
    ],
)
@pytest.mark.parametrize(
    "closing",
    [
        "",
        " (Reporting by Jane Doe; Editing by John Roe)",
        " Read more: Chad and Niger at odds",
        " Our Standards: The Thomson Reuters Trust Principles. © 2021 Example Times. All rights reserved.",
    ],
)
def test_headline_story_and_credits_of_one_line_are_told_apart(opening, closing):
    metadata, parts = read(opening + STORY + closing)
    assert (BlockKind.PARAGRAPH, STORY) in parts
    assert [text for kind, text in parts if kind is BlockKind.HEADLINE] == (
        ["Envoys talk in Oslo"] if opening.startswith("Env") else []
    )
    assert (metadata.published, metadata.published_how) == ("2021-03-03", "dateline")


@pytest.mark.parametrize("text", [STORY, STORY.upper(), STORY.lower(), STORY.replace(".", ""), STORY * 40])
def test_one_line_without_furniture_is_read_whole(text):
    assert read(text)[1] == [(BlockKind.PARAGRAPH, text)]
