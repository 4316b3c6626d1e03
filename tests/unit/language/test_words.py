from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.language.tokenizer import tune_tokenizer
from kg.language.words import make_splitter


@pytest.fixture(scope="module")
def nlp() -> English:
    nlp = English()
    tune_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    "text",
    [
        "Haugen  left the U.S. on Oct. 19, and Gen. Tae-yang wrote: “We’ll talk!?”",
        "Haugen\nmet\u00a0Bakke  in\tOslo.",
        " a.m. and/or 1950-53 (Łódź) 𝔄 — e-mail@example.org http://example.org/a,b ",
        "can't wanna :) Mr.Smith ...",
        "\u200b",
        "",
        "   ",
    ],
)
def test_words_are_those_the_tokenizer_makes_of_the_whole_text(nlp, text):
    whole = [token for token in nlp.make_doc(text.replace("\n", " ").replace("\t", " ")) if not token.is_space]
    words = make_splitter(nlp)(text)
    assert list(words.forms) == [token.text for token in whole]
    assert list(words.offsets) == [token.idx for token in whole]


def test_a_word_knows_whether_a_space_follows(nlp):
    words = make_splitter(nlp)("“Talks,” he\u00a0said. ")
    assert dict(zip(words.forms, words.spaced, strict=True)) == {
        "“": False,
        "Talks": False,
        ",": False,
        "”": True,
        "he": True,
        "said": False,
        ".": False,
    }
