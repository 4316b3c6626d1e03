from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, meeting, sanction, statement, untexted
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import DataError
from kg.model import Attribution, Metadata, Span
from kg.rdf.canonical import canonical
from kg.rdf.claims import extraction_quads
from kg.rdf.reading import read_extraction
from kg.vocabulary import Dip

BASE = "https://example.org/kg/"


def whole():
    """An extraction in which every optional field is filled somewhere."""
    extraction = article(
        "wire – ümläut",
        "2024-03-05~",
        meeting("Anna Petit", "Joseph Otieno", place="Nairobi", form="summit", date="2024-03-04/..", series=2),
        sanction("France", "two shipping companies", status="planned", generic=True),
        statement("Anna Petit", 'see https://example.org/a "b"\nthere'),
        offices=[("Anna Petit", "president", "France"), ("Joseph Otieno", "envoy", "", True)],
        unnamed=["two shipping companies"],
        fingerprint=(0, 1, 2**64 - 1),
    )
    claim = extraction.claims[0]
    anna = next(entity for entity in extraction.entities if entity.name == "Anna Petit")
    said = Attribution(anna.mentions[0].text, anna.mentions[0].span, anna.key)
    first = replace(claim, attribution=said, evidence=(*claim.evidence, Span(0, 4)))
    metadata = Metadata("Head", "Outlet", "https://example.org/x", "A. Author", "2024-03-05~", "manifest")
    return replace(
        extraction,
        article=replace(extraction.article, metadata=metadata),
        entities=tuple(replace(one, peripheral=one.name == "Nairobi") for one in extraction.entities),
        claims=(first, *extraction.claims[1:]),
    )


def test_an_extraction_comes_back_as_it_was_but_for_its_text():
    assert read_extraction(extraction_quads(whole(), BASE), BASE) == untexted(whole())


def test_the_sentence_of_the_trigger_comes_back_first():
    back = read_extraction(extraction_quads(whole(), BASE), BASE)
    assert back.claims[0].evidence[1] == Span(0, 4)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_quads_means_nothing(random):
    quads = list(extraction_quads(whole(), BASE))
    random.shuffle(quads)
    assert read_extraction(quads, BASE) == untexted(whole())


@given(st.text(min_size=1, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_words_survive(quote, headline, author):
    extraction = article("a", None, statement("Anna Petit", quote))
    extraction = replace(
        extraction, article=replace(extraction.article, metadata=Metadata(headline=headline, author=author))
    )
    assert read_extraction(extraction_quads(extraction, BASE), BASE) == untexted(extraction)


def test_no_quad_is_written_twice_and_all_are_in_the_articles_graph():
    quads = list(extraction_quads(whole(), BASE))
    assert len(quads) == len(set(quads))
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/article/{whole().article.digest}"}


def test_concepts_are_iris_and_quotations_are_words():
    values = {quad.object for quad in extraction_quads(whole(), BASE) if quad.predicate.value == Dip.value}
    assert any(isinstance(value, NamedNode) and value.value.endswith("#summit") for value in values)
    assert any(isinstance(value, Literal) and value.value.startswith("see https:") for value in values)


def test_an_extraction_without_its_text_is_not_written():
    with pytest.raises(DataError, match="outside the article's text"):
        list(extraction_quads(untexted(whole()), BASE))


def test_a_graph_of_two_articles_is_refused():
    quads = [*extraction_quads(whole(), BASE), *extraction_quads(article("b", None), BASE)]
    with pytest.raises(DataError, match="2 articles"):
        read_extraction(quads, BASE)


def test_canonical_bytes_do_not_depend_on_order_or_repetition():
    quads = list(extraction_quads(whole(), BASE))
    assert canonical(quads) == canonical([*reversed(quads), *quads])


def test_blank_nodes_have_no_canonical_form_here():
    with pytest.raises(DataError, match="blank node"):
        canonical([Quad(BlankNode("x"), NamedNode("https://example.org/p"), Literal("y"))])
