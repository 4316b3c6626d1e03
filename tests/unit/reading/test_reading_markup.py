"""HTML: what a page's elements and linked data tell of the article."""

from __future__ import annotations

import pytest

from kg.model import BlockKind
from kg.reading import read_article
from kg.reading.markup import render_markup

P1 = "The foreign ministers of Peru and Chile met in Arica on Friday to discuss the border between the two states."
P2 = "The accord must still be put before the parliaments of the two countries, and both will vote on it in June."
OTHER = "Nobody at all was met in Lima, or so it was said."


def read(body, head="", attributes=""):
    page = f"<!DOCTYPE html><html><head>{head}</head><body {attributes}>{body}</body></html>"
    return read_article(page.encode(), file="a")


def paragraphs(article):
    spans = [block.span for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
    return [article.text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "name",
    [
        "related-posts",
        "articleComments",
        "newsletter_box",
        "cookie-consent",
        "share-bar",
        "td-related",
        "disqus",
        "tags",
    ],
)
@pytest.mark.parametrize("attribute", ["class", "id"])
def test_what_names_itself_aside_is_masked_and_stays_in_the_text(name, attribute):
    article = read(f'<h1>Talks</h1><p>{P1}</p><div {attribute}="{name}"><div><p>{OTHER}</p></div></div><p>{P2}</p>')
    assert paragraphs(article) == [P1, P2]
    assert OTHER in article.text


@pytest.mark.parametrize(
    "name",
    ["article-with-sidebar", "comments-open", "has-related", "category-comments", "content-sidebar-wrap", "story"],
)
def test_a_layout_that_is_named_after_its_sides_is_read(name):
    article = read(f'<div class="{name}"><p>{P1}</p><p>{P2}</p></div>', attributes='class="sidebar"')
    assert paragraphs(article) == [P1, P2]


@pytest.mark.parametrize(
    "inside", ["<h1>Talks in Arica</h1>", '<div class="article-body">', '<div itemprop="articleBody">']
)
def test_what_holds_the_article_is_read_whatever_it_is_called(inside):
    article = read(f'<p>{OTHER}</p><div class="share"><p>{OTHER}!</p>{inside}<p>{P1}</p><p>{P2}</p></div></div>')
    assert {P1, P2} <= set(paragraphs(article))


def test_a_page_of_which_hardly_anything_would_be_left_is_read_whole():
    assert paragraphs(read(f'<div class="widget"><p>{P1}</p><p>{P2}</p></div>')) == [P1, P2]


def test_a_line_that_is_a_link_is_no_prose_but_a_link_in_a_line_is():
    article = read(
        f'<p><a href="x">The accord</a> was signed on Monday in Lima.</p><p><a href="y">{OTHER}</a></p><p>{P1}</p>'
    )
    assert paragraphs(article) == ["The accord was signed on Monday in Lima.", P1]


LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
"headline": "Ministers meet", "datePublished": "2024-03-05T10:00:00+01:00", "author": [{"name": "Jane Doe"}],
"publisher": {"name": "Example Times"}}]}</script>"""


def test_linked_data_tells_of_the_article():
    known = read(f"<p>{P1}</p><time datetime='2024-04-01'>1</time>", LINKED).metadata
    assert (known.published, known.published_how) == ("2024-03-05", "metadata")
    assert (known.headline, known.author, known.outlet) == ("Ministers meet", "Jane Doe", "Example Times")


def test_the_head_stands_above_linked_data_and_that_above_the_first_time():
    head = '<meta property="article:published_time" content="2024-03-04T10:00:00Z">'
    assert read(f"<p>{P1}</p>", head + LINKED).metadata.published == "2024-03-04"
    assert read(f"<p>{P1}</p><time datetime='2024-04-01'>1</time>").metadata.published == "2024-04-01"


@pytest.mark.parametrize(
    "script", ["{oops", "[" * 99_999, '"text"', '{"@type": "WebSite", "datePublished": "2024-03-05"}']
)
def test_linked_data_that_tells_nothing_is_passed_over(script):
    assert read(f"<p>{P1}</p>", f'<script type="application/ld+json">{script}</script>').metadata.published is None


def test_the_credit_of_a_caption_is_no_part_of_it():
    article = read(f"<figure><figcaption>The ministers in Arica. (Photo: Reuters)</figcaption></figure><p>{P1}</p>")
    (caption,) = [block.span for block in article.blocks if block.kind is BlockKind.CAPTION]
    assert article.text[caption.start : caption.end] == "The ministers in Arica."


def test_bare_paragraphs_and_nested_tables_are_read():
    assert paragraphs(read_article(f"<p>{P1}<p>{P2}".encode() + b"</p>", file="a")) == [P1, P2]
    nested = f"<table><tr><td><table><tr><td>{P1}</td></tr></table></td><td>{P2}</td></tr></table>"
    assert paragraphs(read_article(nested.encode(), file="a")) == [P1, P2]


def test_elements_of_great_depth_are_read():
    assert P1 in render_markup("<div class='a'>" * 20_000 + f"<p>{P1}</p>" + "</div>" * 20_000).text
    assert P1 in render_markup("<li>a" * 20_000 + "</span>" * 20_000 + f"<p>{P1}</p>").text
