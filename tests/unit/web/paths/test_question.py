"""A question as an address says it: in one way alone."""

import pytest
from werkzeug.datastructures import MultiDict

from kg.errors import UsageError
from kg.web.paths.question import Question


def of(*pairs):
    return Question.of(MultiDict(list(pairs)))


def test_pairs_stand_in_the_order_of_the_table_without_what_holds_anyway():
    question = of(("k", "1"), ("until", " "), ("to", "B"), ("status", "occurred"), ("from", " A "), ("in", "C"))
    assert question.pairs == (("from", "A"), ("to", "B"), ("in", "C"))


def test_one_path_is_said_where_all_are_the_default():
    assert ("k", "1") in of(("from", "A"), ("to", "B"), ("mode", "shortest"), ("k", "1")).pairs


def test_every_path_is_of_so_many_steps_as_may_be():
    assert of(("mode", "simple")).value("longest") == "4"
    assert of(("mode", "simple"), ("longest", "2")).value("longest") == "2"


def test_a_gap_goes_with_the_order_it_needs():
    question = of(("from", "A"), ("order", "forward"), ("gap", "3"))
    assert question.without_one("order", "forward").pairs == (("from", "A"),)
    assert question.without_part("clock").pairs == (("from", "A"),)


def test_one_of_several_values_is_taken_off():
    question = of(("avoid", "A"), ("avoid", "B"))
    assert question.without_one("avoid", "A").pairs == (("avoid", "B"),)


def test_a_name_is_replaced_only_where_names_stand():
    question = of(("from", "any"), ("status", "any"))
    assert question.replaced("any", "A").pairs == (("from", "A"), ("status", "any"))


def test_without_a_status_every_status_counts():
    assert of(("from", "A"), ("status", "planned")).without_part("statuses").value("status") == "any"


def test_every_part_that_an_answer_may_offer_to_leave_out_has_an_address_without_it():
    asked = of(("from", "A"), ("to", "B"), ("longest", "2"), ("order", "forward"), ("gap", "3"))
    assert asked.without_part("gap").value("gap") == ""
    assert asked.without_part("gap").value("order") == "forward"
    assert asked.without_part("longest").value("longest") == ""
    assert asked.without_part("ties").value("via") == "org"


def test_what_is_not_known_is_refused():
    given = MultiDict([("from", "A"), ("to", "B"), ("fron", "C")])
    with pytest.raises(UsageError, match="no parameter 'fron'"):
        Question.of(given).read(given)


def test_what_was_sent_twice_and_can_be_but_one_is_refused():
    given = MultiDict([("from", "A"), ("to", "B"), ("since", "2024"), ("since", "2025")])
    with pytest.raises(UsageError, match="since is sent 2 times"):
        Question.of(given).read(given)


def test_several_persons_and_nobody_to_lead_to_are_a_connection():
    given = MultiDict([("from", "A"), ("from", "B"), ("avoid", "C")])
    question = Question.of(given)
    assert question.is_connection
    assert question.read(given)["names"] == ("A", "B")
