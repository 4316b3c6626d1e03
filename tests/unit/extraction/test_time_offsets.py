"""Events told by their distance in time from another: "two days after X met Y"."""

import pytest
from time_builder import tree, word

from kg.extraction.dates import find_dates
from kg.extraction.event_dates import event_date
from kg.extraction.offsets import Offset, find_offset, shifted

WEDNESDAY = "1995-03-08"
FLEW = "Vogt|PROPN|nsubj|2 flew|VERB|root|0|fly|Tense=Past,VerbForm=Fin on|ADP|case|4 Monday|PROPN|obl|2"
MET = "Rao|PROPN|nsubj|{at} met|VERB|advcl|2|meet|Tense=Past,VerbForm=Fin Otieno|PROPN|obj|{at}"


def after(words, *, at):
    """Vogt flew on Monday, ``words`` Rao met Otieno; ``at`` is "met" counted from 1."""
    return tree(f"{FLEW} ,|PUNCT|punct|2 {words} {MET.format(at=at)}")


def dated(graph, form, **options):
    found = event_date(graph, word(graph, form), find_dates(graph, published=WEDNESDAY), **options)
    return None if found is None else found.edtf


@pytest.mark.parametrize(
    ("words", "at", "date"),
    [
        ("two|NUM|nummod|7 days|NOUN|obl|10|day after|SCONJ|mark|10", 10, "1995-03-04"),
        ("a|DET|det|7 day|NOUN|obl|10|day before|SCONJ|mark|10", 10, "1995-03-07"),
        ("the|DET|det|7 morning|NOUN|obl|10|morning after|SCONJ|mark|10", 10, "1995-03-05"),
        ("a|DET|det|7 week|NOUN|obl|10|week after|SCONJ|mark|10", 10, "1995-02-27~"),
        ("hours|NOUN|obl|9|hour after|SCONJ|mark|9", 9, "1995-03-06~"),
        ("months|NOUN|obl|9|month after|SCONJ|mark|9", 9, None),
        ("several|ADJ|amod|7 days|NOUN|obl|10|day after|SCONJ|mark|10", 10, None),
    ],
)
def test_what_was_so_long_before_another_is_counted_from_its_day(words, at, date):
    graph = after(words, at=at)
    assert dated(graph, "met") == date
    assert dated(graph, "flew") == "1995-03-06"


def test_a_date_of_its_own_goes_before_one_counted():
    graph = tree(
        f"{FLEW} ,|PUNCT|punct|2 a|DET|det|7 day|NOUN|obl|10|day after|SCONJ|mark|10 {MET.format(at=10)} "
        "on|ADP|case|13 Saturday|PROPN|obl|10"
    )
    assert dated(graph, "met") == "1995-03-04"


def test_the_distance_is_no_length():
    graph = after("two|NUM|nummod|7 days|NOUN|obl|10|day after|SCONJ|mark|10", at=10)
    assert dated(graph, "flew", leaning="past") == "1995-03-06"


def test_a_phrase_before_the_clause_is_not_the_event_s():
    graph = tree(
        "Hours|NOUN|obl|8|hour before|ADP|case|4 his|PRON|nmod:poss|4 departure|NOUN|nmod|1 ,|PUNCT|punct|8 "
        "he|PRON|nsubj|8 had|AUX|aux|8|have met|VERB|root|0|meet|Tense=Past Otieno|PROPN|obj|8"
    )
    assert find_offset(graph, word(graph, "met"), None) is None
    assert find_offset(graph, word(graph, "departure"), None) is not None


def test_only_a_day_is_counted_from():
    assert shifted("1995-03-06", Offset(0, 3, -2, rough=False)) == "1995-03-04"
    assert shifted("1995-03-06~", Offset(0, 3, -2, rough=False)) == "1995-03-04~"
    assert shifted("1995-03", Offset(0, 3, -2, rough=False)) is None
    assert shifted("1995-03-06", Offset(0, 3, None, rough=True)) is None


def test_a_clause_about_another_occasion_gives_that_one_s_day():
    graph = tree(
        "He|PRON|nsubj|2 began|VERB|root|0|begin|Tense=Past,VerbForm=Fin his|PRON|nmod:poss|4 stay|NOUN|obj|2 "
        "which|PRON|nsubj|6 includes|VERB|acl:relcl|4|include talks|NOUN|obj|6|talk Thursday|PROPN|obl:unmarked|6 "
        "and|CCONJ|cc|10 met|VERB|conj|2|meet|Tense=Past,VerbForm=Fin Otieno|PROPN|obj|10"
    )
    assert dated(graph, "stay", light_verb=word(graph, "met")) is None


def test_what_is_on_the_morrow_of_its_eve():
    text = "on|ADP|case|7 the|DET|det|7 eve|NOUN|obl|2 {link}|ADP|case|9 talks|NOUN|nmod|7|talk"
    assert dated(tree(f"{FLEW} {text.format(link='of')}"), "talks") == "1995-03-07"
    assert find_offset(tree(f"{FLEW} {text.format(link='with')}"), 8, None) is None
