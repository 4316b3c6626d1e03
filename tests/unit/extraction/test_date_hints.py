from __future__ import annotations

import pytest

from kg.extraction.date_hints import kinds, kinds_in
from kg.extraction.date_patterns import match_dates
from kg.extraction.dates import sentence_text
from kg.model import Sentence, Span, Token


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
        "They meet on 2018-06-12.",
        "They met on 6/12/2018.",
        "They met on June 3.",
        "They met the second week of November.",
        "They met in the first half of May.",
        "They met the week of June 4.",
        "His July call.",
        "They met over the weekend.",
        "They met late in the week.",
        "They will meet in ten days.",
        "They met last spring.",
        "They met in the third quarter of 2019.",
        "They met from 1980 to 1988.",
        "They met the same day.",
        "They met earlier in the day.",
        "They met two days later.",
        "They recently met.",
        "They meet on New Year's Eve.",
    ],
)
def test_no_expression_is_overlooked_for_its_words(text):
    assert match_dates(text)


def test_months_and_holidays_count_with_their_capital_and_other_words_in_either_case():
    held = kinds_in("It may decide in a new Week")
    assert not held & kinds("month holiday")
    assert held & kinds("week")


def test_a_pattern_is_tried_only_where_every_kind_of_its_words_stands():
    needed = kinds("month figure")
    assert kinds_in("on 3 May") & needed == needed
    assert kinds_in("in May") & needed != needed
    assert kinds_in("in 1994") & needed != needed


def test_tokens_of_one_stretch_leave_what_the_later_one_does_not_cover():
    tokens = (
        Token(0, "abc", "abc", "X", "", (), -1, "root", Span(5, 8)),
        Token(1, "d", "d", "X", "", (), 0, "dep", Span(6, 7)),
        Token(2, "e", "e", "X", "", (), 0, "dep", Span(9, 10)),
    )
    assert sentence_text(Sentence(Span(5, 11), 0, tokens)) == "adc e "
