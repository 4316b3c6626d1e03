"""Judgements as values: their names, their sides, their conflicts."""

import random

import pytest

from kg.errors import UsageError
from kg.judgement import Decision, Judgement, Sides, in_order, pair, refuse_conflicts, refuse_incomplete, waits


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


def test_conflicts_are_those_of_all_judgements_taken_together_and_the_oldest_is_named():
    for seed in range(200):
        dice = random.Random(seed)  # noqa: S311
        held = []
        for day in range(10):
            names = dice.sample("abcdefg", dice.randint(2, 4))
            kind = dice.choice([Decision.SAME, Decision.DIFFERENT, Decision.SPLIT])
            new = Judgement(kind, *pair(kind, names[:1], names[1:]), date=f"2024-01-{day + 10}")
            if any(new.id == old.id for old in held):
                continue
            glued = [
                old
                for index, old in enumerate(held)
                if any(len(sides) == 1 for sides in Sides([*held[: index + 1], new]).apart)
            ]
            if glued:
                with pytest.raises(UsageError, match=glued[0].id):
                    refuse_conflicts(held, [new])
            else:
                refuse_conflicts(held, [new])
                held.append(new)


def test_a_conflict_is_told_with_the_place_it_is_written_at():
    new = different(["a"], ["b"], date="2024-03-01")
    with pytest.raises(UsageError, match=r"^x\.jsonl:3: this \(different\) contradicts"):
        refuse_conflicts([same(["a"], ["b"])], [new], {new.id: "x.jsonl:3"})


DIGEST, OTHER = "ab" * 32, "cd" * 32
CLAIM, ANNA = f"claim/{DIGEST}/17-20-0", f"article/{DIGEST}/person/anna-petit"
SIGNED = {"by": "Ann", "date": "2024-01-02"}


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement(Decision.REJECT, (CLAIM, f"claim/{DIGEST}/3-9-p12"), **SIGNED),
        Judgement(Decision.SAME, (ANNA,), (f"article/{OTHER}/organization/x%C3%A9-2",), **SIGNED, why="two\nlines"),
        Judgement(Decision.ROLE, (CLAIM,), given="https://example.org/a#host", filler=ANNA, **SIGNED),
        Judgement(Decision.STATUS, (CLAIM,), status="https://example.org/a#said", **SIGNED),
    ],
)
def test_a_whole_judgement_is_taken(judgement):
    refuse_incomplete(judgement)


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        (Judgement(Decision.REJECT, ("x",), **SIGNED), "is no claim"),
        (Judgement(Decision.REJECT, ("claim/zz> <x",), **SIGNED), "is no claim"),
        (Judgement(Decision.REJECT, (CLAIM + "\n",), **SIGNED), "is no claim"),
        (Judgement(Decision.REJECT, (ANNA,), **SIGNED), "is no claim"),
        (Judgement(Decision.SAME, (ANNA,), (f"article/{OTHER}/ship/x",), **SIGNED), "neither a claim nor"),
        (Judgement(Decision.SAME, (ANNA,), (f"article/{OTHER}/person/a b",), **SIGNED), "neither a claim nor"),
        (Judgement(Decision.SAME, (ANNA,), (f"article/{OTHER}/person/%zz",), **SIGNED), "neither a claim nor"),
        (Judgement(Decision.REJECT, (CLAIM,), by="Ann", date="20240102"), "is not a day"),
        (Judgement(Decision.REJECT, (CLAIM,), by="Ann", date="2024-W01-2"), "is not a day"),
        (Judgement(Decision.REJECT, (CLAIM,), by="Ann", date="2024-02-30"), "is not a day"),
        (Judgement(Decision.REJECT, (CLAIM,), by="A\x00", date="2024-01-02"), "by holds a control character"),
        (Judgement(Decision.REJECT, (CLAIM,), **SIGNED, why="\ud800"), "why holds a control character"),
        (Judgement(Decision.STATUS, (CLAIM,), status="a:b> <x", **SIGNED), "is no IRI"),
        (Judgement(Decision.ROLE, (CLAIM,), given="a:b", filler="x", **SIGNED), "is no IRI"),
        (Judgement(Decision.REJECT, (CLAIM,), filler=ANNA, **SIGNED), "a role goes with a judgement of a role"),
        (
            Judgement(Decision.ROLE, (CLAIM,), given="a:b", filler=f"article/{OTHER}/person/x", **SIGNED),
            "is nothing that the claim's article names",
        ),
    ],
)
def test_what_names_nothing_is_refused_with_its_mend(judgement, told):
    with pytest.raises(UsageError, match=told) as caught:
        refuse_incomplete(judgement)
    assert caught.value.mend
