"""Surnames that are months, cities, offices or prepositions: once the article has named who bears them."""

from people_building import Words, meant, persons, scene

MONTH = Words(
    "Prime Minister Laura May arrived.", {"Laura May": "PERSON"}, subject="Laura May", links=(("May", "Laura", "flat"),)
)
CITY = Words("Foreign Minister Frank Lagos arrived.", {"Frank Lagos": "PERSON"}, subject="Frank Lagos")
OFFICE = Words("Prime Minister Frank Major arrived.", {"Frank Major": "PERSON"}, subject="Frank Major")


def called(first, text, word, **more):
    return meant(scene(first, Words(text, **more)), 1, word)


def test_a_month_behind_a_given_name_is_the_surname():
    assert "Laura May" in persons(scene(MONTH))


def test_a_surname_like_a_month_is_its_bearers():
    assert called(MONTH, "May met delegates.", "May", subject="May") == {("person/laura-may",)}


def test_a_month_that_dates_something_is_nobody():
    assert called(MONTH, "The delegates met in May.", "May") == set()
    assert called(MONTH, "May 3 was nice.", "May") == set()


def test_a_city_that_does_what_persons_do_is_the_bearer_of_its_name():
    assert called(CITY, "Lagos met delegates.", "Lagos", subject="Lagos") == {("person/frank-lagos",)}


def test_a_city_where_something_is_stays_the_city():
    assert ("person/frank-lagos",) not in called(CITY, "The delegates met in Lagos.", "Lagos")


def test_a_city_that_nobody_is_called_after_stays_the_city():
    other = Words("Foreign Minister Frank Reis arrived.", {"Frank Reis": "PERSON"}, subject="Frank Reis")
    assert all(
        "person" not in key for row in called(other, "Lagos met delegates.", "Lagos", subject="Lagos") for key in row
    )


def test_an_office_with_a_capital_and_no_article_may_be_a_surname():
    assert called(OFFICE, "Major met delegates.", "Major", subject="Major") == {("person/frank-major",)}


def test_a_word_that_mostly_describes_offices_may_be_a_surname():
    royal = Words("Foreign Minister Frank Royal arrived.", {"Frank Royal": "PERSON"}, subject="Frank Royal")
    assert called(royal, "Royal met delegates.", "Royal", subject="Royal") == {("person/frank-royal",)}
    assert called(royal, "Royal delegates met.", "Royal") == set()


def test_an_office_with_an_article_is_an_office():
    assert ("person/frank-major",) not in called(OFFICE, "The Major met delegates.", "Major")


def test_a_name_may_begin_like_a_preposition_behind_an_office():
    assert "To Lan" in persons(scene(Words("President To Lan arrived.")))


def test_a_preposition_behind_an_office_in_lower_case_is_one():
    assert "To Lan" not in persons(scene(Words("The adviser to Lan arrived.", {"Lan": "PERSON"})))
