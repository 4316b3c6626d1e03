from __future__ import annotations

import pytest

from kg.extraction.date_hints import beginnings, hints
from kg.extraction.date_patterns import match_dates


@pytest.mark.parametrize(
    "text",
    [
        "They met overnight.",
        "They met last Thursday evening.",
        "They will meet in late May.",
        "They met two weeks ago.",
        "A day-long visit.",
        "They met the day before.",
        "It was the summer of last year.",
        "They met at Christmas.",
        "It began in the ’80s.",
    ],
)
def test_no_expression_is_overlooked_for_its_words(text):
    assert match_dates(text)


def test_every_word_a_pattern_spells_is_a_hint_but_small_ones():
    assert hints(r"(?<!\w)(?:[Tt]he|[Ll]ast)\s+(?P<unit>week|month)s?") == {"wee", "mon"}


def test_a_figure_is_a_hint_of_its_own():
    assert hints(r"\d{4}") == {"0"}
    assert "0" in beginnings("in 1994")
    assert "0" not in beginnings("in May")
