"""Offices that several named persons share."""

import pytest
from people_building import Words, meant, persons, scene

BOTH = {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}


def offices(result):
    return {(claim.holder, claim.title, claim.organization) for claim in result.positions}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The presidents of Kenya and Uganda, Tore Lund and Ana Reis, met in Oslo.", "president"),
        ("The Kenyan and Ugandan foreign ministers, Tore Lund and Ana Reis, met in Oslo.", "foreign minister"),
        ("The foreign ministers of Kenya and Uganda — Tore Lund and Ana Reis — met.", "foreign minister"),
        ("Foreign Ministers Tore Lund of Kenya and Ana Reis of Uganda met in Oslo.", "foreign minister"),
        (
            "The Ministers of Defence of Kenya and Uganda, Tore Lund and Ana Reis, met.",
            "minister of defence",
        ),
    ],
)
def test_states_and_names_of_a_shared_office_are_dealt_out_in_order(text, title):
    result = scene(Words(text, {"Tore Lund": "PERSON"}))
    assert set(persons(result)) == {"Tore Lund", "Ana Reis"}
    assert offices(result) == {
        ("person/tore-lund", title, "country/kenya"),
        ("person/ana-reis", title, "country/uganda"),
    }


def test_the_words_of_a_shared_office_mean_all_its_holders():
    result = scene(Words("The presidents of Kenya and Uganda, Tore Lund and Ana Reis, met.", BOTH))
    assert meant(result, 0, "presidents") == {("person/tore-lund", "person/ana-reis")}


def test_a_shared_office_without_states_gives_none():
    result = scene(Words("Presidents Lund and Reis met.", {"Lund": "PERSON", "Reis": "PERSON"}))
    assert offices(result) == {("person/lund", "president", ""), ("person/reis", "president", "")}


def test_as_many_states_as_names_or_no_office_at_all():
    result = scene(Words("The presidents of Kenya, Uganda and Chad, Tore Lund and Ana Reis, met.", BOTH))
    assert offices(result) == set()


def test_a_plural_office_before_one_name_is_not_shared():
    result = scene(Words("The ministers of Kenya and Uganda told Tore Lund so.", BOTH))
    assert offices(result) == set()
