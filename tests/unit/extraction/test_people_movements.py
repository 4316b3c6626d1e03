"""Parties and fronts whose names hold the name of a state."""

import pytest
from graph_building import parse
from graph_building import scene as tree_scene
from people_building import Words, scene

from kg.extraction.enhance import enhance
from kg.extraction.human_nouns import is_human_noun, role_word
from kg.extraction.readings import AGENTS, Readings


def named(told):
    return {entity.name for entity in told.entities.values()}


@pytest.mark.parametrize(
    "name",
    [
        "Malawi League of Boat Builders Unions",
        "Kosovo Freedom Front",
        "Nepal Farmers Party",
        "Peru Dockers Union",
        "Ceylon Workers Congress",
    ],
)
def test_a_movement_is_no_state_whose_name_it_bears(name):
    told = scene(Words(f"The {name} met Lind on Friday.", {name: "ORG", "Lind": "PERSON"}))
    assert name in named(told)
    assert not {"Malawi", "Kosovo", "Nepal", "Peru"} & named(told)


def test_a_union_of_states_stays_what_it_is():
    told = scene(Words("European Union Trade Party met Lind.", {"European Union Trade Party": "ORG", "Lind": "PERSON"}))
    assert "European Union" in named(told)


def test_a_ministry_stays_its_states():
    told = scene(Words("Peru Finance Ministry met Lind.", {"Peru Finance Ministry": "ORG", "Lind": "PERSON"}))
    assert "Peru" in named(told)


def test_a_plural_read_as_a_name_still_is_a_word_for_people():
    graph = enhance(
        parse(
            "Representatives PROPN 4 nsubj Representatives Number=Plur",
            "of ADP 3 case",
            "Peru PROPN 1 nmod",
            "met VERB 0 root meet",
        )
    )
    assert role_word(graph.tokens[0]) == "representative"
    told = tree_scene(graph, referring=("0 2 3 country/peru name",))
    assert [one.entities for one in Readings(told, 0).read(0, AGENTS)] == [("country/peru",)]


def test_an_airline_sits_at_a_table():
    assert is_human_noun("airline", "airline")


def acting(told, word):
    (row,) = [row for row in told.referring[-1] if told.article.text[row.span.start : row.span.end] == word]
    return told.entities[row.entities[0]].name


def test_the_seat_of_a_union_acts_for_it_and_stays_a_city_where_its_state_is_spoken_of():
    assert (
        acting(scene(Words("Brussels met Lind.", {"Brussels": "LOC", "Lind": "PERSON"})), "Brussels")
        == "European Union"
    )
    at_home = scene(
        "The Belgian delegates arrived.", Words("Brussels met Lind.", {"Brussels": "LOC", "Lind": "PERSON"})
    )
    assert acting(at_home, "Brussels") == "Brussels"


def test_the_seat_of_a_union_is_where_something_takes_place():
    told = scene(Words("They met in Brussels.", {"Brussels": "LOC"}))
    (row,) = told.referring[0]
    assert told.entities[row.as_place].name == "Brussels"
