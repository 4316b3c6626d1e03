"""Names in a sentence: what the gazetteer, titles and shape make of the model's spans."""

import pytest
from people_building import Words, document, meant, persons, scene

from kg.extraction.gazetteer import capital_of, city_country, find_entries, lookup, state_name
from kg.extraction.marking import title_words
from kg.extraction.names import find_names


def names_of(words):
    given = document(words)
    return {name.text: name for name in find_names(given.sentences[0], given.article.text).names}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-Russia talks", ["US", "RU"]),
        ("North Korea’s envoy", ["KP"]),
        ("the Sino-Indian border", ["CN", "IN"]),
        ("Côte d’Ivoire and Mali", ["CI", "ML"]),
        ("USSR and GDR", ["SU", "DD"]),
        ("Russians in Kyiv", ["RU", "UA"]),
    ],
)
def test_states_are_found_in_any_spelling(text, expected):
    assert [match.entry.state for match in find_entries(text)] == expected


@pytest.mark.parametrize("text", ["let us go", "a turkey dinner", "a bus in Chadwick", "the Indiana coast"])
def test_common_words_are_no_states(text):
    assert not [match for match in find_entries(text) if match.entry.kind == "state"]


def test_the_longest_surface_wins():
    assert [match.entry.name for match in find_entries("the UN Security Council")] == ["UN Security Council"]


def test_a_headline_in_capitals_is_read():
    assert [match.entry.state for match in find_entries("IRANIAN PRESIDENT VISITS BAGHDAD")] == ["IR", "IQ"]


def test_every_reference_has_a_name_and_capitals_point_at_states():
    assert state_name("KE") == "Kenya"
    assert capital_of("KE") == "Nairobi"
    entry = lookup("Nairobi")
    assert entry is not None
    assert (entry.kind, entry.state) == ("capital", "KE")


def test_cities_know_their_country():
    assert city_country("Mombasa") == "KE"
    assert city_country("No Such Town") == ""


def test_a_title_makes_a_person_that_the_model_missed():
    found = names_of(Words("Zambian Foreign Minister Stanley Kakubo visited Lusaka."))
    assert found["Stanley Kakubo"].kind == "person"
    assert found["Stanley Kakubo"].before.head == "minister"


def test_who_is_told_by_office_and_surname_alone_is_known_by_the_surname_after():
    told = scene("President Kurti spoke on Monday.", "Ana Lind met Kurti.", "Kurti was glad, Lind said.")
    bearers = {key for row in told.referring for item in row for key in item.entities if "kurti" in key}
    assert bearers == {"person/kurti"}
    assert [
        sum("person/kurti" in item.entities and item.how == "surname" for item in row) for row in told.referring
    ] == [1, 1, 1]


def test_a_woman_named_after_the_president_of_her_surname_is_not_the_president():
    def met(name):
        told = scene("President Keita met Otieno.", Words(f"{name} Keita visited Lima.", {f"{name} Keita": "PERSON"}))
        return {key for row in told.referring[0] for key in row.entities if "keita" in key}

    assert met("Nancy") == {"person/keita"}
    assert met("George") == {"person/george-keita"}


def test_a_weekday_glued_to_a_name_is_cut_off():
    assert "Ivanov" in names_of(Words("She met Ivanov Monday.", {"Ivanov Monday": "PERSON"}))


def test_a_state_glued_to_a_name_is_cut_off():
    found = names_of(Words("South Korea Larsen visited.", {"South Korea Larsen": "PERSON"}))
    assert found["Larsen"].kind == "person"
    assert found["South Korea"].match.entry.state == "KR"


def test_a_state_that_is_a_given_name_stays_in_the_name():
    assert "Israel Perez" in names_of(Words("He met Israel Perez.", {"Israel Perez": "PERSON"}))


def test_common_nouns_are_no_persons():
    assert not any(
        name.kind == "person" for name in names_of(Words("Sanctions will hurt.", {"Sanctions": "PERSON"})).values()
    )


def test_a_capital_that_opens_the_sentence_makes_no_place():
    assert not names_of(Words("Delegates left early.", {"Delegates": "LOC"}))
    assert names_of(Words("Delhi left early.", {"Delhi": "LOC"}))


def test_a_bracketed_given_name_joins_its_surname():
    found = names_of(Words("Special Representative (Marta) Olsen said.", {"Marta": "PERSON", "Olsen": "PERSON"}))
    assert found["Marta Olsen"].kind == "person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gen. Abdel Rahman al-Tayeb said.", "Abdel Rahman al-Tayeb"),
        ("President Ursel van der Berg said.", "Ursel van der Berg"),
        ("Secretary James A. Potter III said.", "James A. Potter III"),
        ("Foreign Minister Han Seo-yun said.", "Han Seo-yun"),
    ],
)
def test_names_of_many_customs_are_whole(text, name):
    assert name in names_of(Words(text))


def test_an_apposition_gives_the_office_and_its_organization():
    result = scene(Words("Ingrid Moe, the U.N. special envoy for Libya, met officials.", {"Ingrid Moe": "PERSON"}))
    (claim,) = result.positions
    assert (claim.title, claim.organization) == ("special envoy for Libya", "organization/united-nations")
    assert not claim.former


def test_a_former_office_is_past():
    result = scene(Words("Ingrid Moe, a former ambassador to Iraq, said.", {"Ingrid Moe": "PERSON"}))
    assert [(claim.title, claim.former) for claim in result.positions] == [("former ambassador to Iraq", True)]


def test_the_next_person_s_title_is_no_apposition():
    result = scene(
        Words(
            "Tore Lund, Foreign Minister Ana Reis and others met.",
            {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
        )
    )
    assert [claim.holder for claim in result.positions] == ["person/ana-reis"]


def test_a_byline_is_peripheral():
    result = scene(
        Words("By Jane Porter", {"Jane Porter": "PERSON"}),
        Words("President Tore Lund said no.", {"Tore Lund": "PERSON"}),
    )
    assert {entity.name: entity.peripheral for entity in result.entities.values() if entity.kind == "person"} == {
        "Jane Porter": True,
        "Tore Lund": False,
    }


def test_who_signs_a_headline_is_peripheral():
    def signed(headline):
        told = scene(Words(headline, {"Jane Porter": "PERSON"}), "Nairobi refused.", headline_first=True)
        return [entity.peripheral for entity in told.entities.values() if entity.name == "Jane Porter"]

    assert signed("Chad and Peru met by Jane Porter") == [True]
    assert signed("Chad met Peru and Jane Porter") == [False]


def test_a_capital_is_a_state_as_agent_and_a_city_as_place():
    result = scene("Nairobi refused.")
    (row,) = result.referring[0]
    assert (row.entities, row.how, row.as_place) == (("country/kenya",), "capital", "place/nairobi")
    assert result.entities["place/nairobi"].within == "country/kenya"


def test_officials_of_a_state_are_a_group_of_it():
    result = scene("Senior French officials said no.")
    assert [(row.entities, row.group) for row in result.referring[0]] == [
        (("country/france",), True),
        (("country/france",), False),
    ]


def test_who_stands_against_a_state_or_for_it_is_no_official_of_it():
    for words in ("pro-Chadian rebels", "anti-Peru protesters", "counter-Houthi forces"):
        found = scene(Words(f"The {words} met.", subject=words.split()[1]))
        assert not [row for row in found.referring[0] if row.group], words


@pytest.mark.parametrize(("adjective", "body"), [("Chadian", "country/chad"), ("pro-Chadian", "")])
def test_a_lawmaker_for_a_state_holds_no_office_of_it(adjective, body):
    told = scene(Words(f"The {adjective} lawmaker Emil Voss met.", {"Emil Voss": "PERSON"}))
    assert [position.organization for position in told.positions] == [body]


def test_a_ministry_is_an_organization_of_its_state():
    result = scene("The Iranian Foreign Ministry said no.")
    assert meant(result, 0, "Iranian Foreign Ministry") == {("organization/foreign-ministry-of-iran",)}
    assert result.entities["organization/foreign-ministry-of-iran"].country == "iso:IR"


def test_the_north_is_a_state_only_beside_the_other_half():
    assert meant(scene("North Korea said no.", "The North refused."), 1, "North") == {("country/north-korea",)}
    assert meant(scene("Italy said no.", "The North refused."), 1, "North") == set()


def test_a_generic_institution_needs_its_state():
    assert meant(scene("American officials said no.", "Congress agreed."), 1, "Congress") == {
        ("organization/congress",)
    }
    with_state = scene("American officials said no.", "Congress agreed.").entities["organization/congress"]
    without = scene("Indian officials said no.", "Congress agreed.").entities["organization/congress"]
    assert (with_state.country, without.country) == ("iso:US", "")


def test_a_city_somebody_is_in_is_no_person():
    result = scene(Words("He arrived in Mosul.", {"Mosul": "PERSON"}))
    assert persons(result) == {}
    assert result.entities["place/mosul"].within == "country/iraq"


def test_an_agreement_named_after_a_city_is_no_actor():
    assert meant(scene("The Vienna Convention was nice."), 0, "Vienna") == set()


def test_a_described_capital_is_the_city():
    result = scene("They met in the Kenyan capital.")
    assert meant(result, 0, "Kenyan capital") == {("place/nairobi",)}


def test_a_city_lies_in_the_state_named_with_it():
    result = scene(Words("He arrived in Tabora, Tanzania.", {"Tabora": "LOC"}))
    assert result.entities["place/tabora"].within == "country/tanzania"


def test_person_entities_keep_only_naming_mentions():
    result = scene(
        Words("President Tore Lund said he agreed.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("Lund left.", {"Lund": "PERSON"}, subject="Lund"),
    )
    assert persons(result) == {"Tore Lund": ["Tore Lund", "Lund"]}


def test_rebels_of_a_nation_do_not_act_for_its_state():
    assert not title_words()["group"] & {"rebels", "guerrillas", "insurgents"}
