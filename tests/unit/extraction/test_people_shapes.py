"""Names of many shapes: parts and wholes, particles, honorifics, headlines; and what only looks like a person."""

import pytest
from people_building import Words, meant, persons, scene

LUND = Words("Kenyan President Tore Lund arrived in Oslo.", {"Tore Lund": "PERSON"}, subject="Tore Lund")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Luis Vega de Soto", "Vega de Soto"),
        ("Luis de la Vega y Soto", "De la Vega"),
        ("Elias Wade dia Mbo", "Wade dia Mbo"),
        ("Sabri Khalil al-Zaki", "Sabri Khalil"),
    ],
)
def test_a_part_of_several_words_is_the_person(full, short):
    result = scene(
        Words(f"President {full} arrived.", {full: "PERSON"}),
        Words(f"{short} left.", {short: "PERSON" if full.startswith(short) else "LOC"}),
    )
    assert len(persons(result)) == 1
    assert len(next(iter(persons(result).values()))) == 2


@pytest.mark.parametrize("title", ["Cde", "Comandante", "Mwalimu", "Alhaji", "H.E.", "U"])
def test_honorifics_of_many_countries_are_no_part_of_the_name(title):
    result = scene(Words(f"{title} Tore Lund arrived.", {f"{title} Tore Lund": "PERSON"}))
    assert list(persons(result)) == ["Tore Lund"]


def test_majesty_is_no_part_of_an_office():
    result = scene(Words("His Majesty Sultan Tore Lund arrived.", {"Majesty Sultan Tore Lund": "PERSON"}))
    assert [claim.title for claim in result.positions] == ["Sultan"]


def test_junior_after_a_comma_stays_in_the_name_and_the_apposition_is_read_behind_it():
    result = scene(Words("Tore Lund, Jr, the president's special envoy, arrived.", {"Tore Lund": "PERSON"}))
    assert list(persons(result)) == ["Tore Lund Jr"]
    assert [claim.title for claim in result.positions] == ["special envoy"]


def test_a_name_right_behind_the_state_of_its_office_is_a_person():
    result = scene(Words("He met Minister of Foreign Affairs of Kenya Tore Lund.", {"Kenya": "LOC"}))
    assert {(claim.title, claim.organization) for claim in result.positions} == {
        ("Minister of Foreign Affairs", "country/kenya")
    }


@pytest.mark.parametrize("words", ["Deputy Secretary of State Tore Lund", "Minister of Defence Tore Lund"])
def test_a_name_right_behind_the_field_of_an_office_is_a_person(words):
    result = scene(Words(f"He met {words}."))
    assert [(claim.holder, claim.title) for claim in result.positions] == [
        ("person/tore-lund", words.removesuffix(" Tore Lund"))
    ]


@pytest.mark.parametrize("headline", ["T.A. Lund Receives Special Envoy of Uganda", "Lund Meets Envoy in Oslo Today"])
def test_the_verb_of_a_headline_is_no_part_of_a_name(headline):
    words = headline.split()
    glued = " ".join(words[: next(at for at, word in enumerate(words) if word.endswith("s")) + 1])
    result = scene(Words(headline, {glued: "PERSON"}), LUND, headline_first=True)
    assert list(persons(result)) == ["Tore Lund"]


def test_the_verb_of_two_in_a_headline_is_no_part_of_a_name():
    result = scene(
        Words("Lund, Reis Discuss Grain Deal by Phone", {"Reis Discuss Grain Deal": "PERSON"}),
        Words("Kenyan President Tore Lund called Ana Reis.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}),
        headline_first=True,
    )
    assert set(persons(result)) == {"Tore Lund", "Ana Reis"}


def test_initials_are_somebody_named_in_full_only_in_a_headline():
    text = "T.A. Lund said no."
    result = scene(LUND, Words(text, {"T.A. Lund": "PERSON"}))
    assert len(persons(result)) == 2


def test_a_people_with_the_is_a_movement():
    result = scene(Words("The Zantis said no.", {"Zantis": "PERSON"}), Words("He met Zantis.", {"Zantis": "PERSON"}))
    assert not persons(result)
    assert meant(result, 1, "Zantis") == {("organization/zantis",)}


@pytest.mark.parametrize(
    "text", ["He left after the fighting in Zant.", "He spoke at the resort of Zant.", "The Zant bombing killed two."]
)
def test_a_word_that_stands_where_places_do_is_a_place(text):
    result = scene(Words(text, {"Zant": "PERSON"}))
    assert not persons(result)


def test_given_name_and_patronymic_as_initials_are_the_person_named_in_full():
    result = scene(
        Words("Pavel Orlov arrived.", {"Pavel Orlov": "PERSON"}), Words("P.N. Orlov left.", {"P.N. Orlov": "PERSON"})
    )
    assert list(persons(result)) == ["Pavel Orlov"] or list(persons(result)) == ["P.N. Orlov"]


def test_a_given_name_that_is_the_subject_is_the_person_though_taken_for_a_place():
    first = Words("Thai Prime Minister Surat Sampan arrived.", {"Surat Sampan": "PERSON"})
    for words in (
        Words("Surat left.", {"Surat": "LOC"}, subject="Surat"),
        Words("Lund told Surat so.", {"Surat": "LOC"}, objects=("Surat",)),
    ):
        assert meant(scene(first, words), 1, "Surat") == {("person/surat-sampan",)}


def test_a_surname_that_opens_a_headline_in_capitals_is_read():
    first = Words("LUND ARRIVES IN OSLO", {"LUND": "ORG"})
    assert meant(scene(first, LUND, headline_first=True), 0, "LUND") == {("person/tore-lund",)}


def test_a_state_behind_of_is_no_given_name():
    result = scene(Words("He met Prime Minister of Israel Tore Lund.", {"Israel Tore Lund": "PERSON"}))
    assert list(persons(result)) == ["Tore Lund"]


def test_don_is_a_title_only_before_a_spanish_name():
    result = scene(Words("Don Lund met Don Pedro Vega.", {"Don Lund": "PERSON", "Don Pedro Vega": "PERSON"}))
    assert set(persons(result)) == {"Don Lund", "Pedro Vega"}


def test_a_single_name_with_who_behind_it_is_a_person():
    assert list(persons(scene(Words("Lund, who left, said no.")))) == ["Lund"]
    assert not persons(scene(Words("The Zantis, who left, said no.")))


def test_members_and_councillors_hold_an_office_and_member_states_are_nobody():
    result = scene(Words("Tore Lund, a member of the Frente Rojo, told Member States so.", {"Tore Lund": "PERSON"}))
    assert list(persons(result)) == ["Tore Lund"]
    assert [claim.title for claim in result.positions] == ["member of the Frente Rojo"]


def test_a_leader_s_administration_leaves_the_leader_a_person():
    result = scene(Words("The Lund administration said no.", {"Lund": "PERSON"}))
    assert list(persons(result)) == ["Lund"]


def test_a_chief_executive_s_name_is_read_though_the_model_missed_it():
    assert list(persons(scene(Words("He met Chief Executive Han Seo-yun.")))) == ["Han Seo-yun"]


@pytest.mark.parametrize(
    ("words", "title", "state"),
    [
        ("Chief Kenyan envoy Tore Lund met Reis.", "envoy", "country/kenya"),
        ("Police chief Tore Lund met Reis.", "Police chief", ""),
        ("Kenyan police chief Tore Lund met Reis.", "police chief", "country/kenya"),
    ],
)
def test_a_chief_envoy_of_a_state_is_its_envoy(words, title, state):
    found = scene(Words(words, {"Tore Lund": "PERSON"})).positions
    assert [(claim.title, claim.organization) for claim in found] == [(title, state)]
