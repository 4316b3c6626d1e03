"""The how-manieth of a series."""

import pytest
from time_builder import graph_of, tree

from kg.extraction.ordinals import ordinal, ordinal_number


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("first", 1),
        ("Fourth", 4),
        ("twelfth", 12),
        ("twentieth", 20),
        ("twenty-first", 21),
        ("thirtieth", 30),
        ("3rd", 3),
        ("112th", 112),
        ("first-ever", 1),
        ("maiden", 1),
        ("second-tenth", 0),
        ("twenty-tenth", 0),
        ("two", 0),
    ],
)
def test_a_word_is_an_ordinal_or_not(form, number):
    assert ordinal_number(form) == number


def test_an_ordinal_modifies_its_noun():
    graph = tree("the|DET|det|3 second|ADJ|amod|3 summit|NOUN|root|0")
    assert ordinal(graph, 2) == 2


def test_for_the_fourth_time_counts_a_verb():
    graph = tree(
        "She|PRON|nsubj|2 visited|VERB|root|0 Rome|PROPN|obj|2 for|ADP|case|7 a|DET|det|7 fourth|ADJ|amod|7 "
        "time|NOUN|obl|2"
    )
    assert ordinal(graph, 1) == 4


def test_a_round_lends_its_ordinal_to_the_talks_it_counts():
    graph = tree("a|DET|det|3 third|ADJ|amod|3 round|NOUN|root|0 of|ADP|case|5 talks|NOUN|nmod|3")
    assert ordinal(graph, 4) == 0
    assert ordinal(graph_of(graph.tokens, {4: 2}), 4) == 3


def test_the_second_largest_counts_nothing():
    graph = tree("the|DET|det|4 second|ADV|advmod|3 largest|ADJ|amod|4|large|Degree=Sup summit|NOUN|root|0")
    assert ordinal(graph, 3) == 0
    hung_on_noun = tree("the|DET|det|4 second|ADJ|amod|4 largest|ADJ|amod|4|large|Degree=Sup summit|NOUN|root|0")
    assert ordinal(hung_on_noun, 3) == 0
