"""Two persons through time."""

from made_networks import DENIED, PLANNED, column, fact, network

from kg.analysis.pairs import timeline
from kg.analysis.weights import TieFilter

ANY = TieFilter()


def gaps(*facts, wanted=ANY):
    table = timeline(network(*facts), "a", "b", wanted).table()
    return list(zip(column(table, "id"), column(table, "gap"), strict=True))


def test_facts_come_in_order_with_the_days_since_what_came_before_undated_last():
    facts = [
        fact("e3", "a", "b", day="2024-03-01"),
        fact("e1", "a", "b"),
        fact("e2", "a", "b", day="2024-02-01"),
        fact("e4", "b", "c", day="2024-02-05"),
    ]
    assert gaps(*facts) == [("e2", None), ("e3", 29), ("e1", None)]


def test_a_gap_is_only_what_surely_lies_between():
    wide = fact("e1", "a", "b", day="2024-01-01", until="2024-06-30")
    assert gaps(wide, fact("e2", "a", "b", day="2024-03-01"), fact("e3", "a", "b", day="2024-07-10")) == [
        ("e1", None),
        ("e2", None),
        ("e3", 10),
    ]


def test_behind_an_open_end_there_is_no_gap():
    open_end = fact("e1", "a", "b", day="2024-01-01")
    facts = [type(open_end)(*[*_values(open_end, latest="")]), fact("e2", "a", "b", day="2025-01-01")]
    assert gaps(*facts) == [("e1", None), ("e2", None)]


def _values(one, **changed):
    return [changed.get(name, getattr(one, name)) for name in one.__slots__]


def test_the_longest_gap_and_what_was_left_out_are_told():
    facts = [
        fact("e1", "a", "b", day="2024-01-01"),
        fact("e2", "a", "b", day="2024-01-11"),
        fact("e3", "a", "b", day="2024-03-01", status=DENIED),
        fact("e4", "a", "b"),
    ]
    notes = timeline(network(*facts), "a", "b", TieFilter(frozenset({"s:occurred"}))).notes
    assert notes == (
        "3 events of Name of a and Name of b; 1 left out by the filter; 1 without a date.",
        "Longest gap: 10 days, 2024-01-01 to 2024-01-11.",
    )


def test_each_row_tells_status_type_places_and_the_event():
    one = fact("e1", "a", "b", day="2024-01-01", status=PLANNED, places=["Lima", "Oslo"], sources=3)
    (row,) = timeline(network(one), "a", "b", ANY, label=lambda iri: iri.partition(":")[2]).table().records()
    assert row == {
        "date": "2024-01-01", "status": "planned", "event": "Event e1", "type": "Talk", "places": "Lima, Oslo",
        "gap": None, "sources": 3, "earliest": "2024-01-01", "latest": "2024-01-01", "id": "e1",
    }  # fmt: skip


def test_two_who_share_nothing_have_an_empty_timeline():
    result = timeline(network(fact("e1", "a", "c"), fact("e2", "b", "c")), "a", "b", ANY)
    assert (result.table().rows, result.notes[0][:8]) == ((), "0 events")
