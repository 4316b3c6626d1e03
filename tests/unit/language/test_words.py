from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.language.surname_ends import with_stops_apart
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


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("He met Keo Sen. Then he left.", "He met Keo Sen . Then he left ."),
        ("He met Keo Sen.", "He met Keo Sen ."),
        ("He met Keo Sen.”", "He met Keo Sen . ”"),
        ("He met Republican Sen. Ruth Hale.", "He met Republican Sen. Ruth Hale ."),
        ("He met U.S. Sen. A. Hale.", "He met U.S. Sen. A. Hale ."),
        ("The Sen. The", "The Sen. The"),
    ],
)
def test_a_surname_that_is_a_title_too_gives_its_full_stop_to_the_sentence(nlp, text, parted):
    words = with_stops_apart(make_splitter(nlp)(text))
    assert " ".join(words.forms) == parted
    assert [text[at : at + len(form)] for form, at in zip(words.forms, words.offsets, strict=True)] == [*words.forms]
    assert len(words.spaced) == len(words)
