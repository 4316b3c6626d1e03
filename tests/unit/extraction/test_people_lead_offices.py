"""Offices that open a story and are named by the sentence after; "opposite number"."""

import pytest
from people_building import Words, meant, scene

from kg.extraction.scene import Scene


def _offices(result: Scene) -> set[tuple[str, str, str]]:
    return {(claim.holder, claim.title, claim.organization) for claim in result.positions}


@pytest.mark.parametrize(
    ("lead", "subject", "title"),
    [
        ("The Chadian envoy arrived in Suva.", "envoy", "envoy"),
        ("Chad's foreign minister arrived in Suva.", "minister", "foreign minister"),
        ("The president of Chad arrived in Suva.", "president", "president"),
    ],
)
def test_the_office_of_the_lead_is_who_opens_the_next_sentence(lead: str, subject: str, title: str):
    named = Words("Ana Reis met reporters.", {"Ana Reis": "PERSON"}, subject="Ana Reis")
    result = scene(Words(lead, subject=subject), named)
    assert _offices(result) == {("person/ana-reis", title, "country/chad")}
    assert ("person/ana-reis",) in {row.entities for row in result.referring[0]}


@pytest.mark.parametrize(
    "after",
    [
        "Ana Reis, an analyst, met reporters.",
        "Kenyan Foreign Minister Ana Reis met reporters.",
        "Later Ana Reis met reporters.",
        "Reis met reporters.",
    ],
)
def test_whoever_is_said_to_be_something_else_does_not_hold_it(after: str):
    name = "Ana Reis" if "Ana" in after else "Reis"
    result = scene(
        Words("The Chadian envoy arrived in Suva.", subject="envoy"), Words(after, {name: "PERSON"}, subject=name)
    )
    assert not any(claim.organization == "country/chad" for claim in result.positions)


def test_a_lead_that_names_somebody_leaves_no_office_open():
    lead = Words("The Chadian envoy met Ivo Lund.", {"Ivo Lund": "PERSON"}, subject="envoy")
    result = scene(lead, Words("Ana Reis left.", {"Ana Reis": "PERSON"}, subject="Ana Reis"))
    assert _offices(result) == set()


def test_an_opposite_number_is_the_one_named_behind_it():
    first = Words(
        "Kenyan Foreign Minister Tore Lund met his Chadian opposite number, Ana Reis.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
        subject="Tore Lund",
        possessives={"his": "number"},
    )
    result = scene(first, Words("The Chadian minister left.", subject="minister"))
    assert meant(result, 1, "The Chadian minister") == {("person/ana-reis",)}


def test_a_ruler_s_title_behind_an_office_is_a_given_name():
    first = Words("Kenyan Foreign Minister Shah Wali Nazir left.", {"Wali Nazir": "PERSON"})
    assert _offices(scene(first)) == {("person/shah-wali-nazir", "Foreign Minister", "country/kenya")}


def test_the_chief_of_a_minister_s_seat_is_the_minister():
    first = Words("U.S. Defense Secretary Ivo Reed met reporters.", {"Ivo Reed": "PERSON"}, subject="Ivo Reed")
    result = scene(first, Words("The Pentagon chief left.", subject="chief"))
    assert meant(result, 1, "The Pentagon chief") == {("person/ivo-reed",)}


@pytest.mark.parametrize(("between", "found"), [(2, set()), (0, {("person/luis-paz",)})])
def test_a_bare_minister_is_nobody_whom_the_story_names_far_ahead(between: int, found: set[tuple[str, ...]]):
    before, later = ["Rain fell."] * 3, ["Snow fell."] * between
    named = Words("Peruvian Trade Minister Luis Paz left.", {"Luis Paz": "PERSON"}, subject="Luis Paz")
    result = scene(*before, Words("The Peruvian minister left.", subject="minister"), *later, named)
    assert meant(result, 3, "The Peruvian minister") == found
