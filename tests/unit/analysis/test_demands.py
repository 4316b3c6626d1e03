"""What the events of a path have to be, on networks made by hand; brute force is in ``tests/properties``."""

from dataclasses import replace

import numpy as np
import pytest
from made_networks import LETTER, TALK, fact, network

from kg.analysis import paths
from kg.analysis.adjacency import rows_of
from kg.analysis.clock import Clock
from kg.analysis.demands import ways_to
from kg.analysis.filters import Demand
from kg.analysis.paths import PathQuestion, find_paths
from kg.analysis.search import Budget
from kg.vocabulary import Dip

LIMA, OSLO = frozenset({"Lima"}), frozenset({"Oslo"})
WORLD = network(
    fact("e1", "a", "b", day="2024-05-01"),
    fact("e2", "b", "c", day="2024-05-02"),
    fact("e3", "a", "x", day="2024-05-01", places=["Lima"]),
    fact("e4", "a", "x", day="2024-05-09", kind=LETTER),
    fact("e5", "x", "y", day="2024-05-05", places=["Oslo"]),
    fact("e6", "y", "c", day="2024-05-06"),
)


def ask(**options):
    found = find_paths(WORLD, ["a"], ["c"], PathQuestion(**options))
    return [("".join(path.persons), [[one.event for one in hop.facts] for hop in path.hops]) for path in found.paths]


def test_the_shortest_that_has_such_an_event_is_found_though_others_are_shorter():
    assert ask() == [("abc", [["e1"], ["e2"]])]
    assert ask(through_places=(LIMA,)) == [("axyc", [["e3", "e4"], ["e5"], ["e6"]])]
    assert ask(any_of_places=LIMA | OSLO, mode="shortest", count=9) == ask(through_places=(LIMA, OSLO))


def test_the_events_of_one_step_may_meet_two_demands_but_not_in_the_order_of_time():
    both = {"through_places": (LIMA,), "through_types": (LETTER,)}
    assert ask(**both) == [("axyc", [["e3", "e4"], ["e5"], ["e6"]])]
    assert ask(**both, clock=Clock()) == []
    assert ask(through_places=(LIMA,), clock=Clock()) == [("axyc", [["e3"], ["e5"], ["e6"]])]
    assert ask(through_types=(LETTER,), clock=Clock()) == []  # the letter came after the rest


def test_a_demand_is_met_by_a_place_a_party_or_a_type_and_by_the_office_held_in_a_party():
    meeting = replace(fact("e1", "a", "b", places=["Lima"]), agents=("o:bank",))
    office = replace(fact("p1", "a", kind=Dip.Position), agents=("o:bank",))
    bank = Demand(frozenset({"o:bank", "Bank"}))
    assert (Demand(LIMA).is_met_by(meeting), Demand(OSLO).is_met_by(meeting)) == (True, False)
    assert (bank.is_met_by(meeting), bank.is_met_by(office)) == (True, True)
    assert (Demand(types=frozenset({TALK})).is_met_by(meeting), Demand(types=frozenset({TALK})).is_met_by(office)) == (
        True,
        False,
    )


def test_the_same_demand_twice_is_one():
    question = PathQuestion(through_places=(LIMA, LIMA), any_of_places=LIMA, through_types=(TALK, TALK))
    assert len(question.demands()) == 2
    assert question.active() == ("through_places", "any_of_places", "through_types")
    assert question.without("through_places").without("any_of_places").active() == ("through_types",)


@pytest.mark.parametrize("steps", [0, 2])
def test_a_search_that_ended_before_says_so_instead_of_that_there_is_none(monkeypatch, steps):
    monkeypatch.setattr(paths, "Budget", lambda: Budget(steps))
    answer = find_paths(WORLD, ["a"], ["c"], PathQuestion(through_places=(LIMA, OSLO)))
    assert (answer.paths, answer.cut, answer.is_decided) == ((), "steps", False)


def test_what_is_looked_at_for_distances_is_told():
    rows, looked = rows_of(WORLD, ties=False), []
    every = np.ones(len(rows.fact_starts) - 1, dtype=bool)
    nodes = np.ones(len(rows.nodes), dtype=bool)
    bits = np.ones(len(every), dtype=np.uint8)
    ways = ways_to(rows, 0, bits, 1, links=every, nodes=nodes, longest=1, take=looked.append)
    assert looked == [rows.degree(0)]
    assert [ways.least(node) for node in range(len(nodes))] == [10_000, 1, 10_000, 1, 10_000]
