"""Offices told at a distance from the name, and persons that only the words around them show."""

import pytest
from people_building import Words, meant, persons, scene


def held(result):
    """Title and organization of every position."""
    return {
        (claim.title, result.entities[claim.organization].name if claim.organization else "")
        for claim in result.positions
    }


def one(text, name, **options):
    return scene(Words(text, {name: "PERSON"}, **options))


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        ("The President of the Republic of Ghana, Mr. Tore Lund, agreed.", "President", "Ghana"),
        ("The President of the Assembly of Ghana, Tore Lund, agreed.", "President of the Assembly", "Ghana"),
        ("Ghana's aid minister, Tore Lund, agreed.", "aid minister", "Ghana"),
        ("Ambassador Tore Lund of Ghana agreed.", "Ambassador", "Ghana"),
        ("Tore Lund, who led the Ghanaian delegation, agreed.", "leader of the delegation", "Ghana"),
        ("Tore Lund, acting as Ghana's envoy, agreed.", "envoy", "Ghana"),
        ("Tore Lund was elected president of Ghana.", "president", "Ghana"),
        ("The minister's spokesman, Tore Lund, agreed.", "minister's spokesman", ""),
    ],
)
def test_an_office_is_read_wherever_the_sentence_tells_it(text, title, organization):
    assert (title, organization) in held(one(text, "Tore Lund"))


def test_two_titles_before_a_name_are_both_given():
    result = one("The Ghanaian mediator, the Kenyan diplomat Tore Lund, agreed.", "Tore Lund")
    assert held(result) == {("mediator", "Ghana"), ("diplomat", "Kenya")}


def test_a_senators_home_is_no_state_he_serves():
    assert held(one("Senator Tore Lund of Georgia agreed.", "Tore Lund")) == {("Senator", "")}


def test_what_may_yet_be_is_no_office():
    assert held(one("Tore Lund may be elected president of Ghana.", "Tore Lund")) == set()


def test_a_counterpart_holds_the_office_of_whom_he_is_the_counterpart():
    result = scene(
        Words(
            "Foreign Minister Ana Reis met her Kenyan counterpart, Tore Lund.",
            {"Ana Reis": "PERSON", "Tore Lund": "PERSON"},
            subject="Ana Reis",
            possessives={"her": "counterpart"},
        )
    )
    assert ("Foreign Minister", "Kenya") in held(result)


def test_an_ambassador_serves_the_state_of_his_other_office():
    result = scene(
        Words("Kenyan Foreign Minister Tore Lund said no.", {"Tore Lund": "PERSON"}),
        Words("Lund, a former ambassador to Rome, said no.", {"Lund": "PERSON"}),
    )
    assert ("former ambassador to Rome", "Kenya") in held(result)


@pytest.mark.parametrize(
    "text",
    [
        "Tore Lundqvist, who left early, said no.",
        "Tore Lundqvist, the head of Nordgas, said no.",
        "The minister of trade, Tore Lundqvist, said no.",
        "The columnist Tore Lundqvist said no.",
        "Astrid Lundqvist said no.",
    ],
)
def test_a_name_the_model_missed_is_a_person_by_the_words_around_it(text):
    assert len(persons(scene(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Nordgas Holding, which left early, said no.",
        "Nordgas Hotel, the head office of which is old, said no.",
        "Nordgas Trading said no.",
    ],
)
def test_a_name_without_such_words_is_nobody(text):
    assert persons(scene(text)) == {}


def test_both_sides_of_between_are_alike():
    result = scene(Words("The call between Tore Lundqvist and Ana Moreno was short.", {"Ana Moreno": "PERSON"}))
    assert set(persons(result)) == {"Tore Lundqvist", "Ana Moreno"}


def test_a_common_noun_ends_a_name():
    result = scene(Words("Before Moreno trip the minister left; Moreno said no.", {"Moreno trip": "PERSON"}))
    assert "Moreno trip" not in persons(result)


def test_a_nation_with_the_is_the_person_of_its_office_spoken_of_last():
    result = scene(
        Words("Kenyan President Tore Lund left.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("The Kenyan said no.", subject="Kenyan"),
    )
    assert meant(result, 1, "The Kenyan") == {("person/tore-lund",)}


def test_a_nation_of_two_persons_stays_the_state():
    result = scene(
        Words("Kenyan President Tore Lund met Kenyan Senator Ana Reis.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}),
        Words("The Kenyan said no.", subject="Kenyan"),
    )
    assert meant(result, 1, "The Kenyan") == set()


def test_an_unnamed_minister_of_a_known_leader_stands_for_the_state():
    result = scene(
        Words("Kenyan President Tore Lund left.", {"Tore Lund": "PERSON"}),
        Words("Lund's foreign minister said no.", {"Lund": "PERSON"}),
    )
    assert meant(result, 1, "Lund's foreign minister") == {("country/kenya",)}


def test_of_three_persons_spoken_of_none_are_the_leaders():
    result = scene(
        Words(
            "President Tore Lund met President Ana Reis and Taro Ishii.",
            {"Tore Lund": "PERSON", "Ana Reis": "PERSON", "Taro Ishii": "PERSON"},
        ),
        "Both leaders left.",
    )
    assert meant(result, 1, "Both leaders") == set()
