"""Paths over a network made by hand; no store."""

import networkx as nx
import pytest

from kg.analysis.paths import PathFilter, find_paths
from kg.analysis.projection import Fact, Network

OCCURRED, PLANNED = "s:occurred", "s:planned"
HAPPENED = PathFilter(frozenset({OCCURRED}))


def fact(name, *persons, status=OCCURRED, earliest="", latest="", dates=()):
    return Fact(name, "t:Talk", name, status, dates, earliest, latest, (), tuple(persons), 1)


def network(*facts):
    graph = nx.Graph()
    for one in facts:
        for index, person in enumerate(one.persons):
            for other in one.persons[index + 1 :]:
                known = graph.edges[person, other]["facts"] if graph.has_edge(person, other) else ()
                graph.add_edge(person, other, facts=(*known, one.event))
    return Network(graph, {one.event: one for one in facts}, {node: node for node in graph})


def chains(answer):
    return [path.persons for path in answer.paths]


def test_only_facts_the_filter_lets_pass_carry_a_path():
    found = find_paths(network(fact("e1", "a", "b"), fact("e2", "b", "c", status=PLANNED)), "a", "c", wanted=HAPPENED)
    assert chains(found) == []


def test_every_hop_carries_all_its_passing_facts_earliest_first_undated_last():
    facts = [
        fact("e1", "a", "b"),
        fact("e2", "a", "b", earliest="2024-05-01", latest="2024-05-01"),
        fact("e3", "a", "b", earliest="2023-01-01", latest="2023-12-31"),
        fact("e4", "a", "b", status=PLANNED, earliest="2020-01-01"),
    ]
    (path,) = find_paths(network(*facts), "a", "b", wanted=HAPPENED).paths
    assert [one.event for one in path.hops[0].facts] == ["e3", "e2", "e1"]


def test_a_direct_contact_kept_out_is_named_and_what_would_be_shorter_is_shown():
    world = network(fact("e1", "a", "b"), fact("e2", "b", "c"), fact("e3", "a", "c", status=PLANNED))
    found = find_paths(world, "a", "c", wanted=HAPPENED)
    assert chains(found) == [("a", "b", "c")]
    assert [one.event for one in found.left_out] == ["e3"]
    assert found.otherwise.persons == ("a", "c")
    assert [one.event for one in found.otherwise.hops[0].facts] == ["e3"]


def test_a_path_of_the_same_length_through_other_statuses_is_no_better():
    world = network(
        fact("e1", "a", "b"), fact("e2", "b", "c"), fact("e3", "a", "x", status=PLANNED), fact("e4", "x", "c")
    )
    assert find_paths(world, "a", "c", wanted=HAPPENED).otherwise is None


def test_the_only_path_there_is_is_told_even_when_nothing_passes():
    found = find_paths(network(fact("e1", "a", "b", status=PLANNED)), "a", "b", wanted=HAPPENED)
    assert (found.paths, found.otherwise.persons) == ((), ("a", "b"))


def test_an_unconnected_person_has_no_path_under_any_status():
    world = network(fact("e1", "a", "b"))
    world.graph.add_node("z")
    found = find_paths(world, "a", "z", wanted=PathFilter())
    assert (found.paths, found.otherwise, found.left_out) == ((), None, ())


def test_more_is_said_only_when_a_further_path_has_the_same_length():
    world = network(fact("e1", "a", "b"), fact("e2", "b", "d"), fact("e3", "a", "c"), fact("e4", "c", "d"))
    assert find_paths(world, "a", "d", wanted=HAPPENED).more
    both = find_paths(world, "a", "d", wanted=HAPPENED, count=2)
    assert (chains(both), both.more) == ([("a", "b", "d"), ("a", "c", "d")], False)


def test_an_event_of_three_connects_each_two_of_them_as_one_fact():
    world = network(fact("e1", "a", "b", "c"))
    (path,) = find_paths(world, "a", "c", wanted=HAPPENED).paths
    assert path.hops[0].facts[0].persons == ("a", "b", "c")


def test_an_unknown_person_is_an_error():
    with pytest.raises(nx.NodeNotFound):
        find_paths(network(fact("e1", "a", "b")), "a", "nobody", wanted=HAPPENED)


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
