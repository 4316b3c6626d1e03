"""Persons of one surname: offices and sex keep apart whom initials, honorifics or nearness would mix up."""

from people_building import Words, meant, persons, scene

PRESIDENT = Words("Kenyan President A.W. Cole visited Lusaka.", {"A.W. Cole": "PERSON"}, subject="A.W. Cole")
MINISTER = Words("Foreign Minister Alf Cole arrived in Vienna.", {"Alf Cole": "PERSON"}, subject="Alf Cole")
HUSBAND = Words("Kenyan President Oscar Lund met Ana Reis.", {"Oscar Lund": "PERSON", "Ana Reis": "PERSON"})
WIFE = Words("Laura Lund visited a school.", {"Laura Lund": "PERSON"}, subject="Laura Lund")
BROTHER = Words("Frank Lund visited a school.", {"Frank Lund": "PERSON"}, subject="Frank Lund")


def lund(words):
    return Words(words, {"Lund": "PERSON"}, subject="Lund")


def test_two_initials_are_no_single_given_name():
    assert set(persons(scene(PRESIDENT, MINISTER))) == {"A.W. Cole", "Alf Cole"}


def test_two_initials_are_the_given_name_of_who_holds_the_same_office():
    other = Words("President Alan Cole arrived in Vienna.", {"Alan Cole": "PERSON"}, subject="Alan Cole")
    assert len(persons(scene(PRESIDENT, other))) == 1


def test_one_initial_is_no_given_name_against_another_office():
    one = Words("Kenyan President A. Cole visited Lusaka.", {"A. Cole": "PERSON"}, subject="A. Cole")
    assert len(persons(scene(one, MINISTER))) == 2


def test_one_initial_is_a_given_name_where_nothing_speaks_against_it():
    one = Words("A. Cole visited Lusaka.", {"A. Cole": "PERSON"}, subject="A. Cole")
    assert len(persons(scene(one, MINISTER))) == 1


def test_an_office_before_a_surname_is_its_holders():
    later = Words("President Cole arrived.", {"Cole": "PERSON"}, subject="Cole")
    assert meant(scene(PRESIDENT, MINISTER, later), 2, "Cole") == {("person/a-w-cole",)}


def test_an_office_that_nobody_of_the_surname_holds_stays_open():
    later = Words("President Cole arrived.", {"Cole": "PERSON"}, subject="Cole")
    assert meant(scene(MINISTER, later), 1, "Cole") == set()


def test_mr_is_not_the_woman_named_last():
    assert meant(scene(HUSBAND, WIFE, lund("Mr. Lund arrived.")), 2, "Lund") == {("person/oscar-lund",)}


def test_mrs_is_not_the_man_named_last():
    assert meant(scene(WIFE, HUSBAND, lund("Mrs. Lund arrived.")), 2, "Lund") == {("person/laura-lund",)}


def test_mr_is_nobody_where_only_a_woman_bears_the_surname():
    assert meant(scene(WIFE, lund("Mr. Lund arrived.")), 1, "Lund") == set()


def test_of_two_men_mr_is_the_one_with_an_office():
    assert meant(scene(HUSBAND, BROTHER, lund("Mr. Lund arrived.")), 2, "Lund") == {("person/oscar-lund",)}


def test_of_two_men_without_an_office_mr_is_nobody():
    first = Words("Oscar Lund met Ana Reis.", {"Oscar Lund": "PERSON", "Ana Reis": "PERSON"})
    assert meant(scene(first, BROTHER, lund("Mr. Lund arrived.")), 2, "Lund") == set()
