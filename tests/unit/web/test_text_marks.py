"""Marks in a text: nothing of it lost, sentences with their anchors, names with their things."""

from hypothesis import given
from hypothesis import strategies as st

from kg.service.details import Mentioned
from kg.service.views import Link
from kg.web.things.marks import marked, paragraphs

TEXT = "Anna met Joseph. They talked.\n\nRosa wrote."
ANNA = Link("urn:x:anna", "Anna")
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def words(runs):
    return "".join(piece.words for run in runs for piece in run.pieces)


def test_a_sentence_has_an_anchor_where_it_begins_and_its_facts_where_it_ends():
    (first, rest), second = marked(paragraphs(TEXT), {(0, 16): [2, 1]}, [Mentioned(0, 4, ANNA)])
    assert (first.covered, first.anchors, first.facts) == (True, ("char=0,16",), (1, 2))
    assert [(piece.words, piece.thing) for piece in first.pieces] == [("Anna", ANNA), (" met Joseph.", None)]
    assert (rest.covered, rest.facts, words([rest])) == (False, (), " They talked.")
    assert words(second) == "Rosa wrote."


def test_of_sentences_that_overlap_each_has_its_anchor():
    (runs,) = marked([(0, "abcdefgh")], {(0, 6): [1], (2, 8): [2]}, [])
    assert [(words([run]), run.anchors, run.facts) for run in runs] == [
        ("ab", ("char=0,6",), ()),
        ("cdef", ("char=2,8",), (1,)),
        ("gh", (), (2,)),
    ]


def test_a_name_inside_a_name_is_passed_over():
    (runs,) = marked([(0, "Bank of Peru")], {}, [Mentioned(0, 12, ANNA), Mentioned(8, 12, Link("urn:x:p", "Peru"))])
    assert [(piece.words, piece.thing) for run in runs for piece in run.pieces] == [("Bank of Peru", ANNA)]


def test_offsets_count_code_points():
    (runs,) = marked([(10, "😀 ليلى came")], {(12, 16): [1]}, [])
    assert [words([run]) for run in runs if run.covered] == ["ليلى"]


@given(st.text("ab \n", max_size=40), st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_no_letter_is_lost_or_said_twice_and_no_anchor_stands_twice(text, sentences, mentions):
    parts = paragraphs(text)
    assert all(text[begin : begin + len(part)] == part for begin, part in parts)
    named = [Mentioned(*span, ANNA) for span in sorted(mentions, key=lambda span: (span[0], -span[1]))]
    found = marked(parts, {span: [1] for span in sentences}, named)
    assert [words(runs) for runs in found] == [part for _, part in parts]
    anchors = [anchor for runs in found for run in runs for anchor in run.anchors]
    assert len(anchors) == len(set(anchors))
