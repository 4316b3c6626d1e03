from __future__ import annotations

import pytest

from kg.language.sentences import Piece, find_sentence_starts


def split(text: str) -> list[str]:
    """Sentences of a text whose tokens are parted by spaces, `_` before a token that no space precedes."""
    tokens = text.split(" ")
    pieces = []
    for index, token in enumerate(tokens):
        glued = index + 1 < len(tokens) and tokens[index + 1].startswith("_")
        pieces.append(Piece(token.removeprefix("_"), not glued))
    sentences: list[list[str]] = []
    for piece, first in zip(pieces, find_sentence_starts(pieces), strict=True):
        if first:
            sentences.append([])
        sentences[-1].append(piece.text)
    return [" ".join(sentence) for sentence in sentences]


def test_no_token_has_no_start():
    assert find_sentence_starts([]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Treasury acted _.",
        "Gen. Okafor met Sen. Lindqvist _.",
        "Talks began on Oct. 19 in Oslo _.",
        "J. Haugen wrote to K. Bakke _.",
        "He wrote to No _. 10 on Monday _.",
        "“ _Why _? _” asked Haugen _.",
        "“ _Why _? _” he asked _.",
        "They agreed _, he said _, to “ _talk _. _” and left _.",
    ],
)
def test_abbreviations_initials_dates_and_quotations_do_not_end_a_sentence(text):
    assert len(split(text)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They met _. They left _.", 2),
        ("“ _We met _. _” They left _.", 2),
        ("He left the U.S. The talks failed _.", 2),
        ("She came in Oct. But he stayed _.", 2),
        ("It ended _! 55 cases remained _.", 2),
        ("It ended _... They left _.", 2),
        ("They met _. “ _We agreed _. _”", 2),
    ],
)
def test_full_stops_before_a_capital_end_a_sentence(text, count):
    assert len(split(text)) == count


def test_a_dateline_is_a_sentence_of_its_own():
    assert split("OSLO _, May 3 ( _Reuters _) -- Haugen met Bakke _.") == [
        "OSLO , May 3 ( Reuters ) --",
        "Haugen met Bakke .",
    ]


def test_a_dash_inside_a_sentence_is_no_dateline():
    assert len(split("The minister -- a lawyer -- met Bakke _.")) == 1


@pytest.mark.parametrize("label", ["MR. HALE :", "AMBASSADOR DE SOTO :", "QUESTION :", "SEN. O'NEIL :"])
def test_who_speaks_in_a_transcript_is_a_sentence_of_its_own(label):
    assert split(f"{label.replace(' :', ' _:')} We met him _. He left _.") == [label, "We met him .", "He left ."]


def test_a_colon_in_a_sentence_opens_none():
    assert len(split("The US said _: no talks _.")) == 1
