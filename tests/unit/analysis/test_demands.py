"""What the events of a path have to be, on networks made by hand; brute force is in ``tests/properties``."""

from dataclasses import replace

import numpy as np
import pytest
from made_networks import LETTER, TALK, fact, network

from kg.analysis import paths, search, streams
from kg.analysis.adjacency import rows_of
from kg.analysis.clock import Clock
from kg.analysis.demands import ways_to
from kg.analysis.filters import Demand, bits_of
from kg.analysis.paths import PathQuestion, find_paths
from kg.analysis.search import Budget
from kg.errors import UsageError
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
    ways = ways_to(
        rows, 0, bits, 1, links=every, nodes=nodes, longest=1, look=lambda count: looked.append(count) or True
    )
    assert looked == [rows.degree(0)]
    assert [ways.least(node) for node in range(len(nodes))] == [10_000, 1, 10_000, 1, 10_000]


def test_a_search_for_distances_that_may_not_look_leaves_the_rest_out_of_reach():
    rows = rows_of(WORLD, ties=False)
    every, nodes = np.ones(len(rows.fact_starts) - 1, dtype=bool), np.ones(len(rows.nodes), dtype=bool)
    bits = np.ones(len(every), dtype=np.uint8)
    ways = ways_to(rows, 0, bits, 1, links=every, nodes=nodes, longest=8, look=lambda _: False)
    assert {ways.least(node) for node in range(len(nodes))} == {10_000}


@pytest.fixture
def computed(monkeypatch):
    """Targets whose distances past demands were computed, one after the other."""
    found = []

    def counted(rows, target, *given, **named):
        found.append(target)
        return ways_to(rows, target, *given, **named)

    monkeypatch.setattr(streams, "ways_to", counted)
    return found


def rings(size):
    """Two rings of as many persons with a bridge in Lima, and who lives in which."""
    one, other = ([f"{ring}{number:02}" for number in range(size)] for ring in "pq")
    chain = [*zip(one, one[1:] + one[:1], strict=True), *zip(other, other[1:] + other[:1], strict=True)]
    facts = [fact(f"e{number:02}", *pair) for number, pair in enumerate(chain)]
    return network(*facts, fact("bridge", "p00", "q00", places=["Lima"])), one, other


@pytest.mark.parametrize("room", [streams._CELLS, 0])
def test_distances_to_a_target_are_computed_once_for_all_who_come_there_and_each_length(monkeypatch, computed, room):
    monkeypatch.setattr(streams, "_CELLS", room)
    world, sources, targets = rings(6)
    answer = find_paths(world, sources, targets, PathQuestion(through_places=(LIMA,), mode="simple", count=500))
    assert len(answer.paths) > len(sources) * len(targets)
    assert len(set(computed)) == len(targets)
    assert len(computed) <= len(targets) * (1 if room else 8)


def test_pairs_that_cannot_meet_the_demands_are_looked_at_once(monkeypatch, computed):
    monkeypatch.setattr(streams, "_CELLS", 0)
    world, sources, targets = rings(6)
    answer = find_paths(world, sources, targets, PathQuestion(through_places=(OSLO,)))
    assert (answer.paths, answer.is_decided) == ((), True)
    assert len(computed) == len(targets)


def test_a_spent_budget_computes_no_distances(monkeypatch, computed):
    world, sources, targets = rings(6)
    begun = []
    monkeypatch.setattr(search._Side, "__init__", lambda *_: begun.append(1))
    budget = Budget(0)
    budget.take()
    question = PathQuestion(through_places=(LIMA,), mode="simple", count=9)
    finder = paths._Finder(world, question, ends=(*sources, *targets))
    pairs = [(one, other) for one in sources for other in targets]
    assert finder.best(pairs, budget) == ((), False, "steps")
    assert (computed, begun) == ([], [])


def test_looking_ahead_has_an_allowance_of_its_own_for_the_question_and_all_that_is_told_beside(monkeypatch, computed):
    budgets = []

    def small():
        budgets.append(Budget())
        budgets[-1].ahead = 20
        return budgets[-1]

    monkeypatch.setattr(paths, "Budget", small)
    world, sources, targets = rings(6)
    question = PathQuestion(through_places=(LIMA,), through_types=("t:Other",), mode="simple", count=9)
    answer = find_paths(world, sources, targets, question)
    assert (answer.paths, answer.cut, answer.is_decided) == ((), "demands", False)
    assert len(computed) == 2  # that of the question, and one for what is told beside, which ends at once
    assert all(budget.steps > 490_000 for budget in budgets)
    assert (answer.cut_beside, answer.is_nothing) == ("demands", False)


def test_more_demands_than_bits_are_refused_whoever_asks():
    nine = tuple(frozenset({f"p{number}"}) for number in range(9))
    assert len(PathQuestion(through_places=nine[:8]).demands()) == 8
    with pytest.raises(UsageError, match="9 places and types"):
        find_paths(WORLD, ["a"], ["c"], PathQuestion(through_places=nine))


def test_of_each_demand_that_a_fact_meets_there_is_a_bit():
    meeting = fact("e1", "a", "b", places=["Lima"])
    assert bits_of(meeting, [Demand(OSLO), Demand(LIMA), Demand(types=frozenset({TALK}))]) == 0b110
