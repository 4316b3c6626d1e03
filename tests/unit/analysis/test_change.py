"""What changed between two windows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import PLANNED, by_person, fact, network

from kg.analysis.change import Window, compare
from kg.analysis.weights import TieFilter
from kg.errors import EmptyNetworkError, UsageError

ANY = TieFilter()
OLD, NEW = Window("2023", "2023-01-01", "2023-12-31"), Window("2024", "2024-01-01", "2024-12-31")


def changes(result):
    return {(row["one_id"], row["other_id"]): row["change"] for row in result.table("ties").records()}


WORLD = network(
    fact("o1", "a", "b", day="2023-02-01"),
    fact("o2", "a", "c", day="2023-03-01"),
    fact("o3", "c", "d", day="2023-03-01"),
    fact("o4", "c", "d", day="2023-04-01"),
    fact("o5", "d", "e", day="2023-04-01"),
    fact("n1", "a", "b", day="2024-02-01"),
    fact("n2", "a", "b", day="2024-03-01"),
    fact("n3", "a", "e", day="2024-03-01"),
    fact("n4", "c", "d", day="2024-03-01"),
    fact("n5", "d", "e", day="2024-04-01"),
    fact("xx", "a", "e"),
)


def test_a_tie_is_new_lost_stronger_or_weaker_and_one_unchanged_is_only_counted():
    result = compare(WORLD, ANY, OLD, NEW)
    assert changes(result) == {
        ("a", "e"): "new", ("a", "c"): "lost", ("a", "b"): "stronger", ("c", "d"): "weaker",
    }  # fmt: skip
    assert "1 tie unchanged" in result.notes[0]


def test_changes_come_in_order_new_lost_stronger_weaker():
    told = [row["change"] for row in compare(WORLD, ANY, OLD, NEW).table("ties").records()]
    assert told == ["new", "lost", "stronger", "weaker"]


def test_a_tie_told_in_a_smaller_circle_is_stronger_though_the_events_are_as_many():
    world = network(fact("e1", "a", "b", "c", day="2023-01-01"), fact("e2", "a", "b", day="2024-01-01"))
    row = next(row for row in compare(world, ANY, OLD, NEW).table("ties").records() if row["other_id"] == "b")
    assert (row["change"], row["before"], row["after"]) == ("stronger", 0.5, 1.0)
    assert (row["events_before"], row["events_after"]) == (1, 1)


def test_who_rose_is_told_by_how_many_ranks_and_who_was_not_there_has_none():
    result = compare(WORLD, ANY, OLD, NEW)
    shifts = by_person(result.table("ranks"), "shift")
    assert shifts == {"a": 2, "b": 2, "c": -4, "d": -1, "e": 2}
    world = network(fact("e1", "a", "b", day="2023-01-01"), fact("e2", "a", "c", day="2024-01-01"))
    rows = compare(world, ANY, OLD, NEW).table("ranks").records()
    assert [(row["id"], row["rank_before"], row["rank_after"], row["shift"]) for row in rows] == [
        ("a", 1, 1, 0),
        ("b", 1, None, None),
        ("c", None, 1, None),
    ]


def test_an_event_that_may_lie_in_either_window_counts_in_both_and_is_told():
    wide = fact("w", "a", "b", day="2023-06-01", until="2024-06-01")
    result = compare(network(wide), ANY, OLD, NEW)
    assert changes(result) == {}
    assert any("1 event with a wide date" in note for note in result.notes)


def test_each_window_tells_what_it_left_out():
    notes = compare(WORLD, ANY, OLD, NEW).notes
    assert "2023: 5 events counted; left out: 5 outside the window, 1 without a date." in notes
    assert "2024: 5 events counted; left out: 5 outside the window, 1 without a date." in notes


def test_an_empty_window_is_told_with_the_days_there_are():
    with pytest.raises(EmptyNetworkError) as caught:
        compare(WORLD, ANY, OLD, Window("2030", "2030-01-01", "2030-12-31"))
    assert caught.value.message.startswith("2030: no event passes")
    assert caught.value.mend.startswith("The store's dated events lie between 2023-02-01 and 2024-04-01.")


def test_the_statuses_of_the_filter_hold_in_both_windows():
    world = network(
        fact("e1", "a", "b", day="2023-01-01"),
        fact("e2", "a", "b", day="2024-01-01"),
        fact("e3", "a", "c", day="2024-01-01", status=PLANNED),
    )
    assert changes(compare(world, TieFilter(frozenset({"s:occurred"})), OLD, NEW)) == {}


def test_an_unknown_measure_is_an_error():
    with pytest.raises(UsageError, match="Did you mean strength"):
        compare(WORLD, ANY, OLD, NEW, by="strenght")


GROUPS = st.lists(
    st.tuples(
        st.sets(st.sampled_from("abcdef"), min_size=2, max_size=4), st.sampled_from(["2023-05-01", "2024-05-01"])
    ),
    max_size=10,
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(GROUPS)
def test_to_exchange_the_windows_exchanges_new_and_lost_stronger_and_weaker(groups):
    base = [fact("b1", "a", "b", day="2023-01-01"), fact("b2", "a", "b", day="2024-01-01")]
    world = network(*base, *(fact(f"e{number}", *sorted(who), day=day) for number, (who, day) in enumerate(groups)))
    other = {"new": "lost", "lost": "new", "stronger": "weaker", "weaker": "stronger"}
    there, back = compare(world, ANY, OLD, NEW), compare(world, ANY, NEW, OLD)
    assert changes(back) == {pair: other[change] for pair, change in changes(there).items()}
    shifts = by_person(back.table("ranks"), "shift")
    assert by_person(there.table("ranks"), "shift") == {
        person: None if shift is None else -shift for person, shift in shifts.items()
    }


def test_windows_with_days_in_common_are_told():
    wide = Window("1994/2023", "1994-01-01", "2023-12-31")
    assert any("from 2023-01-01 to 2023-12-31 are in both" in note for note in compare(WORLD, ANY, wide, OLD).notes)
    assert any("overlap" in note for note in compare(WORLD, ANY, Window("../2023", "", "2023-12-31"), OLD).notes)
    assert not any("overlap" in note for note in compare(WORLD, ANY, OLD, NEW).notes)


def test_sampled_shares_have_their_errors_and_are_shares():
    found = compare(WORLD, ANY, OLD, NEW, by="betweenness", samples=2).table("ranks")
    assert {"error_before", "error_after"} <= {column.name for column in found.columns}
    told = [row[name] for row in found.records() for name in ("before", "after") if row[name] is not None]
    assert all(0 <= value <= 1 for value in told)
    assert any(row["error_before"] for row in found.records())
    exact = compare(WORLD, ANY, OLD, NEW, by="betweenness").table("ranks")
    assert "error_before" not in {column.name for column in exact.columns}
