"""Judgements as values: their names, their sides, their conflicts."""

import pytest

from kg.errors import UsageError
from kg.judgement import Decision, Judgement, Sides, in_order, pair, refuse_conflicts, waits


def same(one, other, **who):
    return Judgement(Decision.SAME, *pair(Decision.SAME, one, other), **who)


def different(one, other, **who):
    return Judgement(Decision.DIFFERENT, *pair(Decision.DIFFERENT, one, other), **who)


def test_a_judgement_is_named_by_what_it_decides_not_by_who_when_and_why():
    assert same(["a"], ["b"], by="Ann", date="2024-01-02", why="x").id == same(["b"], ["a"]).id
    assert same(["a"], ["b"]).id != different(["a"], ["b"]).id
    assert same(["a", "b"], ["c"]).id != same(["a"], ["b", "c"]).id


def test_of_equal_decisions_the_older_stands():
    twice = [same(["a"], ["b"], by="Bo", date="2024-02-01"), same(["b"], ["a"], by="Ann", date="2024-01-01")]
    assert [one.by for one in in_order(twice)] == ["Ann"]


def test_what_is_the_same_is_different_alike():
    sides = Sides([same(["a"], ["b"]), different(["b"], ["c"])])
    assert sides.parts(["a"], ["c"])
    assert sides.parts(["c"], ["x", "a"])
    assert not sides.parts(["a"], ["b"])
    assert not sides.parts(["a"], ["x"])


def test_the_members_of_one_side_of_a_difference_are_not_kept_apart():
    sides = Sides([different(["a", "b"], ["c"])])
    assert not sides.parts(["a"], ["b"])


def test_a_contradiction_is_refused_and_names_the_older_judgement():
    old = same(["a"], ["b"], by="Ann", date="2024-01-02")
    with pytest.raises(UsageError) as caught:
        refuse_conflicts([old], [different(["b"], ["a"], date="2024-03-01")])
    assert old.id in str(caught.value)
    assert f"kg judge undo {old.id}" in caught.value.mend
    assert "Ann" in caught.value.message


def test_a_contradiction_through_a_chain_is_refused():
    held = [same(["a"], ["b"]), same(["b"], ["c"])]
    with pytest.raises(UsageError):
        refuse_conflicts(held, [different(["a"], ["c"])])
    with pytest.raises(UsageError):
        refuse_conflicts([], [*held, different(["a"], ["c"])])


def test_a_split_contradicts_its_parts_being_the_same():
    held = [Judgement(Decision.SPLIT, ("a",), ("b",))]
    with pytest.raises(UsageError):
        refuse_conflicts(held, [same(["a"], ["b"])])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Judgement(Decision.STATUS, ("a",), status="s"), Judgement(Decision.STATUS, ("a", "b"), status="t")),
        (Judgement(Decision.REJECT, ("a",)), Judgement(Decision.STATUS, ("a",), status="t")),
        (
            Judgement(Decision.ROLE, ("a",), given="r", filler="f"),
            Judgement(Decision.ROLE, ("a",), taken="r", filler="f"),
        ),
    ],
)
def test_decisions_on_one_claim_that_exclude_each_other_are_refused(old, new):
    with pytest.raises(UsageError):
        refuse_conflicts([old], [new])


def test_decisions_on_other_claims_and_the_same_decision_again_are_no_conflict():
    status = Judgement(Decision.STATUS, ("a",), status="s")
    refuse_conflicts(
        [status], [status, Judgement(Decision.STATUS, ("b",), status="t"), Judgement(Decision.REJECT, ("c",))]
    )


def test_a_judgement_waits_while_a_side_of_it_is_not_there():
    assert waits(same(["a"], ["b"]), {"a"})
    assert not waits(same(["a", "x"], ["b"]), {"a", "b"})
    assert waits(Judgement(Decision.REJECT, ("a",)), {"b"})
