from __future__ import annotations

from kg.language.recurrence import carry_names
from kg.model import NameSpan, Sentence, Span, Token


def sentence(text: str, *names: NameSpan) -> Sentence:
    tokens = tuple(
        Token(index, form, form.lower(), "X", "", (), -1, "root", Span(index, index + 1))
        for index, form in enumerate(text.split())
    )
    return Sentence(Span(0, len(tokens)), 0, tokens, names)


def test_a_name_is_marked_wherever_its_words_stand_again():
    first = sentence("Lise Haugen left Accra", NameSpan(0, 2, "PERSON"), NameSpan(3, 4, "LOC"))
    second = sentence("Accra saw Lise Haugen")
    _, carried = carry_names([first, second], asked=[True, False])
    assert carried.names == (NameSpan(0, 1, "LOC"), NameSpan(2, 4, "PERSON"))


def test_the_longest_name_wins_and_ends_with_the_sentence():
    first = sentence("Haugen and Haugen Bank", NameSpan(0, 1, "PERSON"), NameSpan(2, 4, "ORG"))
    _, bank, person = carry_names([first, sentence("Haugen Bank"), sentence("met Haugen")], asked=[True, False, False])
    assert bank.names == (NameSpan(0, 2, "ORG"),)
    assert person.names == (NameSpan(1, 2, "PERSON"),)


def test_sentences_the_model_was_asked_about_stay_as_they_are():
    first, second = sentence("Haugen left", NameSpan(0, 1, "PERSON")), sentence("Haugen")
    assert carry_names([first, second], asked=[True, True]) == [first, second]
