from __future__ import annotations

import pytest

from kg.language.guesses import guess_class
from kg.language.lemmas import Lemmatizer


@pytest.fixture
def lemmatizer() -> Lemmatizer:
    lexicon = {"NOUN": {"talk", "oil"}, "VERB": {"announce", "talk"}, "ADJ": {"new"}}
    return Lemmatizer(table={}, lexicon={upos: frozenset(words) for upos, words in lexicon.items()})


@pytest.mark.parametrize(
    ("form", "upos"),
    [
        ("the", "DET"),
        ("he", "PRON"),
        ("talks", "NOUN"),
        ("announced", "VERB"),
        ("new", "ADJ"),
        ("newly", "ADV"),
        ("Bakke", "PROPN"),
        ("Oil", "PROPN"),
        ("19", "NUM"),
        (",", "PUNCT"),
        ("gizmo", "NOUN"),
    ],
)
def test_a_word_inside_a_sentence_has_the_class_of_its_list(lemmatizer, form, upos):
    assert guess_class(form, opens=False, lemmatizer=lemmatizer) == upos


@pytest.mark.parametrize(("form", "upos"), [("Talks", "NOUN"), ("The", "DET"), ("Bakke", "PROPN")])
def test_the_capital_of_a_first_word_says_little(lemmatizer, form, upos):
    assert guess_class(form, opens=True, lemmatizer=lemmatizer) == upos
