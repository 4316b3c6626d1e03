"""Paths over a network made by hand; no store."""

import weakref
from dataclasses import replace

import networkx as nx
import pytest

from kg.analysis import paths, search
from kg.analysis.clock import Clock
from kg.analysis.network import Fact, Network, Report
from kg.analysis.newness import NewSince
from kg.analysis.paths import PathFilter, PathQuestion, find_paths
from kg.analysis.projection import graph_of
from kg.analysis.search import Budget
from kg.store import Arrivals
from kg.vocabulary import Dip

OCCURRED, PLANNED = "s:occurred", "s:planned"
HAPPENED = PathFilter(frozenset({OCCURRED}))


def fact(name, *persons, status=OCCURRED, earliest="", latest="", dates=(), sources=1):
    return Fact(name, "t:Talk", name, status, dates, earliest, latest, (), tuple(persons), sources)


def network(*facts, alone=()):
    known = {one.event: one for one in facts}
    names = {person: person for one in facts for person in one.persons} | {person: person for person in alone}
    return Network(graph_of(names, known), known, names)


def ask(world, source, target, wanted=HAPPENED, **options):
    return find_paths(world, [source], [target], PathQuestion(wanted, **options))


def chains(answer):
    return [path.persons for path in answer.paths]


def test_only_facts_the_filter_lets_pass_carry_a_path():
    found = ask(network(fact("e1", "a", "b"), fact("e2", "b", "c", status=PLANNED)), "a", "c", wanted=HAPPENED)
    assert chains(found) == []


def test_every_hop_carries_all_its_passing_facts_earliest_first_undated_last():
    facts = [
        fact("e1", "a", "b"),
        fact("e2", "a", "b", earliest="2024-05-01", latest="2024-05-01"),
        fact("e3", "a", "b", earliest="2023-01-01", latest="2023-12-31"),
        fact("e4", "a", "b", status=PLANNED, earliest="2020-01-01"),
    ]
    (path,) = ask(network(*facts), "a", "b", wanted=HAPPENED).paths
    assert [one.event for one in path.hops[0].facts] == ["e3", "e2", "e1"]


def test_a_direct_contact_kept_out_is_named_and_what_would_be_shorter_is_shown():
    world = network(fact("e1", "a", "b"), fact("e2", "b", "c"), fact("e3", "a", "c", status=PLANNED))
    found = ask(world, "a", "c", wanted=HAPPENED)
    assert chains(found) == [("a", "b", "c")]
    assert [one.event for one in found.left_out] == ["e3"]
    assert found.otherwise.persons == ("a", "c")
    assert [one.event for one in found.otherwise.hops[0].facts] == ["e3"]


def test_a_path_of_the_same_length_through_other_statuses_is_no_better():
    world = network(
        fact("e1", "a", "b"), fact("e2", "b", "c"), fact("e3", "a", "x", status=PLANNED), fact("e4", "x", "c")
    )
    assert ask(world, "a", "c", wanted=HAPPENED).otherwise is None


def test_the_only_path_there_is_is_told_even_when_nothing_passes():
    found = ask(network(fact("e1", "a", "b", status=PLANNED)), "a", "b", wanted=HAPPENED)
    assert (found.paths, found.otherwise.persons) == ((), ("a", "b"))


def test_an_unconnected_person_has_no_path_under_any_status():
    world = network(fact("e1", "a", "b"), alone=["z"])
    found = ask(world, "a", "z", wanted=PathFilter())
    assert (found.paths, found.otherwise, found.left_out) == ((), None, ())


def test_more_is_said_only_when_a_further_path_has_the_same_length():
    world = network(fact("e1", "a", "b"), fact("e2", "b", "d"), fact("e3", "a", "c"), fact("e4", "c", "d"))
    assert ask(world, "a", "d", wanted=HAPPENED).more
    both = ask(world, "a", "d", wanted=HAPPENED, count=2)
    assert (chains(both), both.more) == ([("a", "b", "d"), ("a", "c", "d")], False)


def test_an_event_of_three_connects_each_two_of_them_as_one_fact():
    world = network(fact("e1", "a", "b", "c"))
    (path,) = ask(world, "a", "c", wanted=HAPPENED).paths
    assert path.hops[0].facts[0].persons == ("a", "b", "c")


def test_an_unknown_person_is_an_error():
    with pytest.raises(nx.NodeNotFound):
        ask(network(fact("e1", "a", "b")), "a", "nobody", wanted=HAPPENED)


@pytest.mark.parametrize(
    ("earliest", "latest", "passes"),
    [
        ("2024-03-04", "2024-03-04", True),
        ("2024-02-01", "2024-03-01", True),  # its last day is the first of the window
        ("2024-02-01", "2024-02-29", False),
        ("2024-03-31", "2024-12-31", True),
        ("2024-04-01", "2024-04-01", False),
        ("2019-01-01", "", True),  # open at its end: it may lie within
        ("", "2024-12-31", True),
        ("2025-01-01", "", False),
        ("", "2023-12-31", False),
        ("", "", False),  # undated: only without a window
    ],
)
def test_a_window_leaves_out_what_certainly_lies_outside_and_what_has_no_date(earliest, latest, passes):
    wanted = PathFilter(since="2024-03-01", until="2024-03-31")
    assert wanted.passes(fact("e", "a", "b", earliest=earliest, latest=latest)) is passes


def test_without_a_window_the_undated_passes():
    assert PathFilter().passes(fact("e", "a", "b"))


def world_of(*pairs, **options):
    """Facts between persons of one letter each."""
    return network(*(fact(f"e:{pair}", *pair, **options) for pair in pairs))


def test_nobody_avoided_is_passed():
    world = world_of("ab", "bd", "ac", "cd")
    assert chains(ask(world, "a", "d", avoid=frozenset("b"), count=5)) == [("a", "c", "d")]
    assert ask(world, "a", "d", avoid=frozenset("bc")).paths == ()


def test_everybody_to_be_passed_is_passed_by_the_shortest_way():
    world = world_of("ad", "ab", "bc", "cd", "be", "ed")
    assert chains(ask(world, "a", "d", through=("c",))) == [("a", "b", "c", "d")]
    assert chains(ask(world, "a", "d", through=("c", "e"))) == []
    assert chains(ask(world, "a", "d", any_of=frozenset("ce"), count=9)) == [("a", "b", "c", "d"), ("a", "b", "e", "d")]


def test_nobody_in_between_has_more_contacts_than_may_be_but_the_ends_may():
    world = world_of("ah", "hd", "hx", "hy", "hz", "ab", "bc", "cd")
    assert chains(ask(world, "a", "d", hubs=4)) == [("a", "b", "c", "d")]
    assert chains(ask(world, "a", "h", hubs=1)) == [("a", "h")]
    assert dict(ask(world, "a", "d", hubs=4).removed)["hubs"] == 1


def test_contacts_are_counted_under_the_statuses_asked_for():
    world = network(fact("e1", "a", "m"), fact("e2", "m", "b"), fact("e3", "m", "x", status=PLANNED))
    (path,) = ask(world, "a", "b", hubs=2).paths
    assert (path.contacts, path.rank.busiest) == ((2,), 2)
    found = ask(world, "a", "b", wanted=PathFilter(), hubs=2)
    assert (found.paths, found.busy, [one.left_out for one in found.relaxed]) == ((), (("m", 3),), ["hubs"])


def test_a_path_that_is_a_step_too_long_is_told():
    answer = ask(world_of("ab", "bc", "cd"), "a", "d", longest=2)
    assert [(one.left_out, len(one.path.hops)) for one in answer.relaxed] == [("longest", 3)]


def test_where_every_path_was_wanted_it_is_said_that_there_are_more():
    world = world_of("ab", "bd", "ac", "cd", "bc")
    assert ask(world, "a", "d", mode="simple", count=1).cut == "count"
    assert ask(world, "a", "d", mode="simple", count=4).cut == ""


def test_contacts_follow_one_another_in_time_and_only_such_facts_are_told():
    days = {"ab": "2024-05-01", "bc": "2024-03-01", "cd": "2024-06-01"}
    facts = [fact(f"e:{pair}", *pair, earliest=day, latest=day) for pair, day in days.items()]
    world = network(*facts, fact("e:later", "b", "c", earliest="2024-05-20", latest="2024-05-20"))
    assert chains(ask(world, "a", "d", clock=Clock())) == [("a", "b", "c", "d")]
    (path,) = ask(world, "a", "d", clock=Clock()).paths
    assert [one.event for one in path.hops[1].facts] == ["e:later"]
    assert ask(world, "a", "d", clock=Clock(gap=10)).paths == ()
    assert ask(world, "a", "d", clock=Clock(backward=True)).paths == ()
    assert [one.left_out for one in ask(world, "a", "d", clock=Clock(gap=10)).relaxed] == ["gap", "clock"]


def test_from_any_of_several_to_any_of_several_the_shortest_comes_first():
    world = world_of("ab", "bc", "cd", "xd")
    found = find_paths(world, ["a", "x"], ["d", "c"], PathQuestion(HAPPENED, count=2))
    assert chains(found) == [("x", "d"), ("a", "b", "c")]


def test_more_evidence_comes_first_among_paths_of_one_length():
    facts = [
        fact("e1", "a", "b"),
        fact("e2", "b", "d"),
        fact("e3", "a", "c", sources=3),
        fact("e4", "c", "d", sources=3),
    ]
    assert chains(ask(network(*facts), "a", "d")) == [("a", "c", "d")]


def test_a_small_gathering_comes_before_a_large_one():
    crowd = [f"p{number}" for number in range(9)]
    world = network(fact("e1", "a", "b", "d", *crowd), fact("e2", "a", "c"), fact("e3", "c", "z"), fact("e4", "b", "z"))
    assert chains(ask(world, "a", "z")) == [("a", "c", "z")]


def test_every_simple_path_up_to_a_length_is_told():
    world = world_of("ab", "bd", "ad", "bc", "cd")
    found = ask(world, "a", "d", mode="simple", longest=2, count=9)
    assert chains(found) == [("a", "d"), ("a", "b", "d")]


def test_all_of_the_least_length_are_told_and_no_longer_one():
    world = world_of("ab", "bd", "ac", "cd", "ax", "xy", "yd")
    assert chains(ask(world, "a", "d", mode="shortest", count=9)) == [("a", "b", "d"), ("a", "c", "d")]


def test_what_blocks_a_path_is_told_with_the_path_there_would_be_nearest_first():
    world = network(fact("e1", "a", "b", status=PLANNED), fact("e2", "a", "c"), fact("e3", "c", "b"))
    answer = ask(world, "a", "b", avoid=frozenset("c"))
    assert [(one.left_out, one.path.persons) for one in answer.relaxed] == [
        ("statuses", ("a", "b")),
        ("avoid", ("a", "c", "b")),
    ]
    assert answer.removed == (("statuses", 1),)


def test_organizations_connect_only_where_ties_are_asked_for():
    office = {
        f"o:{person}": Fact(f"o:{person}", Dip.Position, "envoy", "", (), "", "", (), (person,), 1, ("org",))
        for person in "ab"
    }
    plain = network(alone="ab")
    world = Network(plain.graph, {}, plain.names, office, {"org": "Ministry"})
    assert ask(world, "a", "b").paths == ()
    assert chains(ask(world, "a", "b", ties=True)) == [("a", "org", "b")]


def test_what_was_first_reported_after_a_day_is_new():
    old, new = (Report("x", "x", "Wire", day, OCCURRED) for day in ("2024-01-01", "2024-06-01"))
    facts = [replace(fact("e1", "a", "b"), reports=(old, new)), replace(fact("e2", "b", "c"), reports=(new,))]
    assert ask(network(*facts), "a", "c", new_since=NewSince("2024-03-01")).fresh == {"e2"}


def test_what_rests_on_no_article_that_was_there_at_a_generation_is_new():
    arrivals = Arrivals(1, {"late": 3})
    early, old, late = (Report(f"id/article/{name}", name, "", "", OCCURRED) for name in ("early", "old", "late"))
    reports = {"e1": (early, late), "e2": (late,), "e3": ()}
    chain = zip(reports, "abc", "bcd", strict=True)
    facts = [replace(fact(name, one, other), reports=reports[name]) for name, one, other in chain]
    fresh = {
        number: ask(network(*facts), "a", "d", new_since=NewSince(generation=number, arrivals=arrivals)).fresh
        for number in (1, 2, 3)
    }
    assert fresh == {1: {"e2"}, 2: {"e2"}, 3: set()}
    assert NewSince(generation=2, arrivals=arrivals).is_new(replace(facts[0], reports=(old,))) is False


def test_where_there_are_too_many_paths_the_answer_says_so(monkeypatch):
    monkeypatch.setattr(paths, "CANDIDATES", 3)
    world = world_of(*(f"a{letter}" for letter in "bcdefg"), *(f"{letter}z" for letter in "bcdefg"))
    answer = ask(world, "a", "z", count=2)
    assert (len(answer.paths), answer.cut, answer.more) == (2, "candidates", True)


def test_links_that_time_forbids_cost_of_the_budget_too(monkeypatch):
    late, early = "2024-06-01", "2024-01-01"
    hub = [fact(f"h:{number}", "h", f"x{number:03}", earliest=early, latest=early) for number in range(300)]
    world = network(fact("e", "a", "h", earliest=late, latest=late), *hub, fact("f", "x001", "z"))
    monkeypatch.setattr(Budget.__init__, "__defaults__", (50,))
    answer = ask(world, "a", "z", clock=Clock())
    assert (answer.paths, answer.cut) == ((), "steps")


def test_the_ends_are_not_counted_among_the_busy():
    world = world_of("ab", "ac", "ad", "ae", "bz")
    assert dict(ask(world, "a", "z", hubs=3).removed)["hubs"] == 0


def test_what_two_criteria_keep_out_together_is_told():
    report = Report("x", "x", "Wire", "2024-01-01", PLANNED), Report("y", "y", "Wire", "2024-06-01", OCCURRED)
    world = network(replace(fact("e", "a", "b"), reports=report))
    answer = ask(world, "a", "b", wanted=PathFilter(frozenset({OCCURRED}), known_by="2024-03-01"))
    assert dict(answer.removed) == {"statuses": 0, "known_by": 0, "together": 1}


def crowd(size):
    """A ring of persons, with a friend in common for every other two neighbours."""
    ring = [f"p{number:02}" for number in range(size)]
    ties = [*zip(ring, ring[1:] + ring[:1], strict=True), *((one, f"f{one}") for one in ring[::2])]
    ties += [(f"f{one}", other) for one, other in zip(ring[::2], ring[1::2], strict=True)]
    return network(*(fact(f"e{number:02}", *pair) for number, pair in enumerate(ties)))


@pytest.mark.parametrize("mode", ["best", "shortest", "simple"])
@pytest.mark.parametrize("count", [1, 4, 30])
def test_many_ends_have_the_paths_that_each_two_of_them_have(mode, count):
    world, sources, targets = crowd(12), ["p00", "p03", "fp04"], ["p06", "p01", "fp10"]
    question = PathQuestion(HAPPENED, mode=mode, count=count, longest=6)
    every = [
        path.persons
        for one in sources
        for other in targets
        for path in find_paths(world, [one], [other], replace(question, mode="simple", count=400)).paths
    ]
    lengths = sorted(map(len, every))
    if mode == "shortest":
        lengths = [length for length in lengths if length == lengths[0]]
    found = chains(find_paths(world, sources, targets, question))
    assert [len(path) for path in found] == lengths[:count]
    assert len(set(found)) == len(found)
    assert set(found) <= set(every)


@pytest.mark.parametrize("options", [{}, {"count": 3}, {"mode": "simple"}, {"through": ("p02",)}, {"hubs": 2}])
def test_of_many_pairs_one_search_is_held_at_a_time(monkeypatch, options):
    alive, most = weakref.WeakSet(), []

    class Counted(search._Side):
        def __init__(self, *given):
            super().__init__(*given)
            alive.add(self)
            most.append(len(alive))

    monkeypatch.setattr(search, "_Side", Counted)
    ends = [f"p{number:02}" for number in range(12)]
    find_paths(crowd(12), ends, ends, PathQuestion(HAPPENED, **{"longest": 5, **options}))
    assert len(most) >= len(ends)
    assert max(most) <= 2  # the two sides of one


def test_the_shortest_of_many_pairs_share_one_budget(monkeypatch):
    monkeypatch.setattr(paths, "Budget", lambda: Budget(10))
    ends = [f"p{number:02}" for number in range(12)]
    found = find_paths(crowd(12), ends, ends[::-1], PathQuestion(HAPPENED, mode="shortest", count=500, longest=1))
    assert found.cut == "steps"
    assert 0 < len(found.paths) < 24


def test_a_busy_end_is_passed_on_no_other_ends_path():
    world = network(fact("e1", "a", "hub"), fact("e2", "hub", "b"), fact("e3", "hub", "c"), fact("e4", "hub", "d"))
    found = find_paths(world, ["a", "hub"], ["b"], PathQuestion(HAPPENED, hubs=2, mode="simple", count=9))
    assert chains(found) == [("hub", "b")]
