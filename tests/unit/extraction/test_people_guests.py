"""Who is meant by the part that somebody plays, by the state an article is from, by nation: or nobody at all."""

import pytest
from people_building import Words, meant, persons, scene

from kg.extraction.homeland import home_state
from kg.model import Article, Block, BlockKind, Metadata, Span

RECEIVED = Words(
    "President Tore Lund received Ana Reis, who spoke to reporters.",
    {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
    subject="Tore Lund",
    objects=("Ana Reis",),
)
HELD = Words("Tore Lund told Ana Reis so.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}, subject="Tore Lund")


def test_the_visitor_is_who_was_received():
    result = scene(RECEIVED, Words("The visitor left.", subject="visitor"))
    assert meant(result, 1, "The visitor") == {("person/ana-reis",)}


def test_the_envoy_is_nobody_where_nobody_is_told_to_come():
    result = scene(HELD, Words("The envoy left.", subject="envoy"))
    assert meant(result, 1, "The envoy") == set()


@pytest.mark.parametrize(
    ("title", "deed", "found"),
    [
        ("Envoy ", "visited Lima", True),
        ("", "visited Lima", True),
        ("Foreign Minister ", "visited Lima", False),
        ("Foreign Minister ", "delivered a note", True),
        ("President ", "visited Lima", False),
    ],
)
def test_the_envoy_is_no_minister_who_only_travels(title, deed, found):
    came = Words(f"{title}Ana Reis {deed}.", {"Ana Reis": "PERSON", "Lima": "LOC"}, subject="Ana Reis")
    result = scene(came, Words("The envoy left.", subject="envoy"))
    assert meant(result, 1, "The envoy") == ({("person/ana-reis",)} if found else set())


def test_two_of_a_nation_are_the_two_who_acted_together():
    both = Words(
        "Tore Lund and Ana Reis met Pal Szabo.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON", "Pal Szabo": "PERSON"},
        subject="Tore Lund",
        coordinated=("Ana Reis",),
    )
    result = scene(both, Words("The two Japanese left.", subject="Japanese"))
    assert meant(result, 1, "The two Japanese") == {("person/tore-lund", "person/ana-reis")}
    result = scene(both, Words("The two Japanese ministers left.", subject="ministers"))
    assert meant(result, 1, "The two Japanese") == set()


def test_both_men_are_the_subjects_together_where_a_third_is_named():
    both = Words(
        "Tore Lund and Ivo Reis met Pal Szabo.",
        {"Tore Lund": "PERSON", "Ivo Reis": "PERSON", "Pal Szabo": "PERSON"},
        subject="Tore Lund",
        coordinated=("Ivo Reis",),
    )
    result = scene(both, Words("Both men left.", subject="men"))
    assert meant(result, 1, "Both men") == {("person/tore-lund", "person/ivo-reis")}


def test_a_king_is_not_the_prince_whose_father_bears_his_name():
    prince = Words("Crown Prince Omar bin Zaki arrived.", {"Omar bin Zaki": "PERSON"})
    result = scene(prince, Words("He met King Zaki.", {"Zaki": "PERSON"}))
    assert set(persons(result)) == {"Omar bin Zaki", "King Zaki"}


def test_a_counterpart_holds_the_office_that_the_state_s_minister_is_called_by():
    first = Words(
        "Kenyan Foreign Minister Tore Lund met his Chadian counterpart, Ana Reis.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
        subject="Tore Lund",
        possessives={"his": "counterpart"},
    )
    result = scene(first, Words("The Chadian minister left.", subject="minister"))
    assert meant(result, 1, "The Chadian minister") == {("person/ana-reis",)}


def test_a_counterpart_is_not_his_own_counterpart():
    text = "A message from Kenyan President Tore Lund to his Chadian counterpart, Ivo Reis, arrived."
    words = Words(text, {"Tore Lund": "PERSON", "Ivo Reis": "PERSON"}, possessives={"his": "counterpart"})
    assert meant(scene(words), 0, "his") == {("person/tore-lund",)}


def test_the_secretary_is_the_secretary_of_state_and_no_other_foreign_minister():
    first = Words(
        "Kenyan Foreign Minister Tore Lund met U.S. Secretary of State Ana Reis.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
    )
    for words in ("The secretary of state", "The Secretary"):
        result = scene(first, Words(f"{words} left."))
        assert meant(result, 1, words) == {("person/ana-reis",)}


def test_the_secretary_general_is_no_party_s():
    first = Words("Tore Lund, Secretary-General of the Frente Rojo, left.", {"Tore Lund": "PERSON"})
    assert meant(scene(first, Words("The Secretary-General arrived.")), 1, "The Secretary-General") == set()
    united = Words("Tore Lund, the UN Secretary-General, left.", {"Tore Lund": "PERSON"})
    assert meant(scene(united, Words("The Secretary-General arrived.")), 1, "The Secretary-General") == {
        ("person/tore-lund",)
    }


def test_the_dateline_tells_the_state_an_article_is_from():
    text = "NAIROBI, May 3 (AP) -- Words."
    block = Block(BlockKind.PARAGRAPH, Span(text.index("Words"), len(text)))
    assert home_state(Article("x.txt", text, "0", Metadata(), (block,))) == "KE"
    assert home_state(Article("x.txt", "Words.", "0", Metadata(), (Block(BlockKind.PARAGRAPH, Span(0, 6)),))) == ""


TWO = Words("Kenyan President Tore Lund met Chadian President Ana Reis.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"})


def test_the_leaders_are_the_two_just_named_and_no_three():
    leaders = Words("The leaders left.", subject="leaders")
    assert meant(scene(TWO, leaders), 1, "leaders") == {("person/tore-lund", "person/ana-reis")}
    aside = Words("The leaders, who met in May, left.", subject="leaders")
    assert meant(scene(TWO, aside), 1, "leaders") == {("person/tore-lund", "person/ana-reis")}
    third = Words(
        "Kenyan President Tore Lund met Chadian President Ana Reis and Foreign Minister Pal Szabo.",
        {"Tore Lund": "PERSON", "Ana Reis": "PERSON", "Pal Szabo": "PERSON"},
    )
    assert meant(scene(third, leaders), 1, "leaders") == set()


def test_the_presidents_of_several_states_are_who_holds_the_office_in_each():
    result = scene(TWO, Words("The Chadian and Kenyan presidents left.", subject="presidents"))
    assert meant(result, 1, "presidents") == {("person/ana-reis", "person/tore-lund")}
    result = scene(TWO, Words("The Chadian and Ugandan presidents left.", subject="presidents"))
    assert meant(result, 1, "presidents") == set()


def test_he_behind_officials_is_not_one_of_them():
    first = Words("Tore Lund arrived in Oslo.", {"Tore Lund": "PERSON"}, subject="Tore Lund")
    result = scene(first, Words("Ministers told reporters he agreed.", subject="Ministers"))
    assert meant(result, 1, "he") == {("person/tore-lund",)}


def test_the_top_diplomat_of_a_union_is_its_foreign_policy_chief():
    first = Words("EU foreign policy chief Ana Reis arrived.", {"Ana Reis": "PERSON", "EU": "ORG"})
    result = scene(first, Words("The EU's top diplomat left."))
    assert meant(result, 1, "The EU's top diplomat") == {("person/ana-reis",)}


@pytest.mark.parametrize(
    ("title", "words"), [("King", "The monarch"), ("Sen.", "The senator"), ("Pope", "The pontiff")]
)
def test_other_words_for_an_office_mean_its_holder(title, words):
    first = Words(f"{title} Tore Lund arrived in Oslo.", {"Tore Lund": "PERSON"}, subject="Tore Lund")
    assert meant(scene(first, Words(f"{words} left.")), 1, words) == {("person/tore-lund",)}


def test_the_two_presidents_are_two_leaders_of_states():
    first = Words("The leaders of Kenya and Chad, Tore Lund and Ana Reis, met.", {"Tore Lund": "PERSON"})
    result = scene(first, Words("The two presidents left."))
    assert meant(result, 1, "The two presidents") == {("person/tore-lund", "person/ana-reis")}
