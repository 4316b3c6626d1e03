"""Whom of several bearers an article calls by the bare surname: standing, kinship, nearness; else nobody."""

from people_building import Words, meant, persons, scene

LEADER = Words("Kenyan President Oscar Lund arrived.", {"Oscar Lund": "PERSON"}, subject="Oscar Lund")
WIFE = Words("His wife Laura Lund arrived.", {"Laura Lund": "PERSON"}, subject="Laura Lund")
SISTER = Words("His sister Laura Lund, the justice minister, arrived.", {"Laura Lund": "PERSON"}, subject="Laura Lund")
OTHER = Words("Laura Lund arrived.", {"Laura Lund": "PERSON"}, subject="Laura Lund")
PRIVATE = Words("Oscar Lund arrived.", {"Oscar Lund": "PERSON"}, subject="Oscar Lund")
LATER = Words("Lund met Ana Reis.", {"Lund": "PERSON", "Ana Reis": "PERSON"}, subject="Lund", objects=("Ana Reis",))
OSCAR, LAURA = {("person/oscar-lund",)}, {("person/laura-lund",)}


def called(*sentences):
    return meant(scene(*sentences, LATER), len(sentences), "Lund")


def test_the_surname_is_the_presidents_not_his_wifes_named_last():
    assert called(LEADER, WIFE) == OSCAR


def test_who_is_in_office_keeps_the_surname_against_who_holds_none():
    assert called(LEADER, OTHER) == OSCAR
    assert called(OTHER, LEADER) == OSCAR


def test_of_two_without_office_it_is_not_the_relative():
    assert called(PRIVATE, WIFE) == OSCAR


def test_a_relative_in_office_goes_before_who_holds_none():
    assert called(PRIVATE, SISTER) == LAURA


def test_an_office_may_be_said_with_a_verb():
    said = Words("Oscar Lund was long prime minister.", {"Oscar Lund": "PERSON"}, subject="Oscar Lund")
    assert called(said, WIFE) == OSCAR


def test_two_of_one_family_in_the_highest_offices_leave_it_open():
    both = Words("His twin Laura Lund, the prime minister, arrived.", {"Laura Lund": "PERSON"}, subject="Laura Lund")
    assert called(LEADER, both) == set()


def test_of_two_officials_who_are_no_family_it_is_the_last_named():
    envoy = Words("Foreign Minister Laura Lund arrived.", {"Laura Lund": "PERSON"}, subject="Laura Lund")
    assert called(LEADER, envoy) == LAURA


def test_of_two_strangers_named_alike_it_is_nobody():
    assert called(PRIVATE, OTHER) == set()


def test_whose_kin_somebody_is_is_not_himself():
    result = scene(
        Words("President Lund's daughter Laura Lund arrived.", {"Lund": "PERSON", "Laura Lund": "PERSON"}),
        LATER,
    )
    assert meant(result, 0, "Lund") == meant(result, 1, "Lund") == {("person/lund",)}
    assert "Laura Lund" in persons(result)


def test_kin_behind_the_name_is_not_himself_either():
    for words in (
        "Laura Lund, daughter of President Lund, arrived.",
        "Laura Lund, President Lund's daughter, arrived.",
    ):
        result = scene(Words(words, {"Laura Lund": "PERSON", "President Lund": "PERSON"}), LATER)
        assert meant(result, 1, "Lund") == {("person/lund",)}, words


def test_a_name_that_only_its_kinship_shows_is_a_person():
    assert "Zuleyka Orr" in persons(scene(Words("His wife Zuleyka Orr arrived.")))


def test_the_end_of_an_unseen_name_is_nobodys_surname():
    unseen = Words("Zuleyka Lund arrived.", subject="Zuleyka Lund")
    assert meant(scene(LEADER, unseen), 1, "Lund") == set()


def test_who_comes_in_as_the_father_of_almost_his_name_is_another():
    son = Words("Kenyan President Oscar B. Lund arrived.", {"Oscar B. Lund": "PERSON"}, subject="Oscar B. Lund")
    father = Words("His father, Oscar Lund, arrived.", {"Oscar Lund": "PERSON"}, subject="Oscar Lund")
    assert set(persons(scene(son, father))) == {"Oscar B. Lund", "Oscar Lund"}
    again = Words("Oscar Lund arrived.", {"Oscar Lund": "PERSON"}, subject="Oscar Lund")
    assert set(persons(scene(son, again))) == {"Oscar B. Lund"}


def test_a_short_name_of_two_bearers_is_neither_without_an_office():
    one = Words("Oscar B. Lund arrived.", {"Oscar B. Lund": "PERSON"}, subject="Oscar B. Lund")
    other = Words("Oscar D. Lund arrived.", {"Oscar D. Lund": "PERSON"}, subject="Oscar D. Lund")
    short = Words("Oscar Lund arrived.", {"Oscar Lund": "PERSON"}, subject="Oscar Lund")
    assert len(persons(scene(one, other, short))) == 3


def test_who_is_junior_is_another_in_one_article():
    junior = Words("Oscar Lund Jr. arrived.", {"Oscar Lund Jr": "PERSON"}, subject="Oscar Lund")
    assert len(persons(scene(PRIVATE, junior))) == 2


def test_who_is_told_of_only_as_somebodys_father_is_not_meant_for_certain():
    son = Words("Oscar Lund's son Ivar Lund arrived.", {"Oscar Lund": "PERSON", "Ivar Lund": "PERSON"})
    assert called(son) == set()
    chief = Words("President Oscar Lund's son Ivar Lund arrived.", {"Oscar Lund": "PERSON", "Ivar Lund": "PERSON"})
    assert called(chief) == OSCAR


def test_the_story_is_of_the_son_where_the_father_only_says_whose_son_he_is():
    son = Words("Ivar Lund arrived.", {"Ivar Lund": "PERSON"}, subject="Ivar Lund")
    father = Words("The son of Oscar Lund, the prime minister, left.", {"Oscar Lund": "PERSON"}, subject="son")
    assert called(son, father) == {("person/ivar-lund",)}
    assert called(LEADER, son) == OSCAR
