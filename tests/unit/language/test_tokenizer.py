from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.language.tokenizer import tune_tokenizer


@pytest.fixture(scope="module")
def nlp() -> English:
    nlp = English()
    tune_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("G-20", "G - 20"),
        ("U.S.-led", "U.S. - led"),
        ("North-U.S.", "North - U.S."),
        ("Tae-yang", "Tae - yang"),
        ("Un-gyong", "Un - gyong"),
        ("pro-Beijing", "pro-Beijing"),
        ("inter-Korean", "inter-Korean"),
        ("mid-September", "mid-September"),
        ("1950-53", "1950 - 53"),
        ("1580–1660", "1580 – 1660"),
        ("and/or", "and / or"),
        ("working-level", "working - level"),
        ("can't", "ca n't"),
        ("Seoul’s", "Seoul ’s"),
        ("What?!", "What ?!"),
        ("Oct. 19.", "Oct. 19 ."),
    ],
)
def test_words_are_those_of_universal_dependencies(nlp, text, words):
    assert " ".join(token.text for token in nlp.make_doc(text)) == words
