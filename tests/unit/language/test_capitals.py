"""Headlines in capitals are read with the capitals of the article's own words."""

import pytest

from kg.language.capitals import with_names_cased
from kg.language.words import Words


def words(text):
    forms = tuple(text.split())
    return Words(forms, tuple(range(len(forms))), (True,) * len(forms))


def headline(text, *others):
    return " ".join(with_names_cased([words(text), *map(words, others)], COMMON.__contains__)[0].forms)


COMMON = frozenset("meets in the of after talks meeting with ends capital strasse".split())
BODY = "Carla Rivera met Kenji Tanaka in Lisbon , the capital . Talks ended ."


def test_names_are_written_as_in_the_article_and_all_else_small():
    assert headline("RIVERA MEETS TANAKA IN LISBON", BODY) == "Rivera meets Tanaka in Lisbon"


def test_of_what_the_article_does_not_name_the_word_lists_tell():
    assert headline("MEETING WITH OTIENO ENDS", BODY) == "Meeting with Otieno ends"
    assert headline("MEETING WITH OTIENO ENDS", BODY, "an otieno dance") == "Meeting with otieno ends"


def test_a_word_that_the_article_also_writes_small_is_small():
    assert headline("THE CAPITAL OF LISBON", BODY, "a Capital Bank") == "The capital of Lisbon"


@pytest.mark.parametrize("text", ["Rivera Meets Tanaka", "NATO , UN", "A B C D", "PRESIDENT CARLA RIVERA :"])
def test_what_is_no_headline_in_capitals_stays(text):
    assert headline(text, BODY) == text


def test_an_article_in_capitals_throughout_stays():
    assert headline("RIVERA MEETS TANAKA", "RIVERA LEFT LISBON TODAY") == "RIVERA MEETS TANAKA"


def test_lengths_stay():
    assert headline("STRASSE İZMİR MEETS RIVERA", BODY).split()[1] == "İZMİR"
