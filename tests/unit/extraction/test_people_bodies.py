"""Names of bodies: what belongs to them, and what only looks like one."""

import pytest
from people_building import Words, document, meant, scene

from kg.extraction.gazetteer import find_entries
from kg.extraction.names import find_names


def names_of(text, **names):
    given = document(Words(text, {name.replace("_", " "): kind for name, kind in names.items()}))
    return [name.text for name in find_names(given.sentences[0], given.article.text).names]


@pytest.mark.parametrize(
    "text", ["South American leaders met", "the Ibero-American summit", "Latin American states", "two North Americans"]
)
def test_a_continents_people_are_no_states(text):
    assert not [match for match in find_entries(text) if match.entry.state == "US"]
    assert [match.entry.state for match in find_entries("an American envoy")] == ["US"]


def test_a_date_behind_a_body_is_no_part_of_its_name():
    assert names_of("They met the Electoral Council on Dec. 5.", **{"Electoral Council on Dec": "ORG"}) == [
        "Electoral Council"
    ]


def test_fields_that_and_joins_are_one_committees():
    text = "He spoke to the Foreign Affairs and Defense Committee."
    assert names_of(text, Foreign_Affairs="ORG", Defense_Committee="ORG") == ["Foreign Affairs and Defense Committee"]


def test_what_an_occasion_is_about_is_no_body():
    assert names_of("The Trade and Investment summit opened.", Investment="ORG") == []
    assert names_of("The Velm summit opened.", Velm="ORG") == ["Velm"]


def test_an_office_of_several_is_no_body():
    assert names_of("The Foreign Ministers of Chad and Mali met.", Foreign_Ministers="ORG") == ["Chad", "Mali"]


def test_the_last_field_of_an_office_is_no_given_name():
    text = "He met Minister for Water and Power Tore Ali Lund."
    assert "Tore Ali Lund" in names_of(text, Power_Tore_Ali_Lund="PERSON")


def test_an_office_in_the_phrase_that_opens_a_sentence_is_not_the_subjects():
    first = Words("Kenyan President Tore Lund arrived.", {"Tore Lund": "PERSON"}, subject="Tore Lund")
    later = Words("According to the spokesman, Lund will visit Chad.", {"Lund": "PERSON"}, subject="Lund")
    assert meant(scene(first, later), 1, "Lund") == {("person/tore-lund",)}


def test_he_is_the_only_person_told_of_where_a_description_takes_him_up():
    result = scene(
        Words("Tore Lund arrived.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("It agreed."),
        Words("It agreed."),
        Words("The traveller spoke.", subject="traveller", links=(("The", "traveller", "det"),)),
        Words("He will visit.", subject="He"),
    )
    assert meant(result, 4, "He") == {("person/tore-lund",)}
