"""Articulation persons and bridges: against NetworkX, and what is left when they are taken away."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import by_person, column, fact, network, of_graph, person

from kg.analysis.bridges import bridges, find_cuts
from kg.analysis.weights import TieFilter, weigh

ANY = TieFilter()


def left_without(graph, node):
    """Sizes of what is left of a node's own part, largest first."""
    own = graph.subgraph(nx.node_connected_component(graph, node)).copy()
    own.remove_node(node)
    return tuple(sorted(map(len, nx.connected_components(own)), reverse=True))


EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), min_size=1)


@settings(deadline=None, max_examples=150)
@given(EDGES)
def test_cuts_are_networkx_s_and_tell_what_is_left_without_them(edges):
    graph = nx.relabel_nodes(nx.Graph(edges), person)
    ties = weigh(of_graph(nx.Graph(edges)), ANY)
    cuts = find_cuts(ties)
    assert {ties.persons[number] for number in cuts.persons} == set(nx.articulation_points(graph))
    for number, sizes in cuts.persons.items():
        assert sizes == left_without(graph, ties.persons[number])
    named = {frozenset((ties.persons[one], ties.persons[other])): sides for (one, other), sides in cuts.ties.items()}
    assert set(named) == set(map(frozenset, nx.bridges(graph)))
    for pair, sides in named.items():
        one, other = pair
        parted = graph.copy()
        parted.remove_edge(one, other)
        halves = [len(nx.node_connected_component(parted, end)) for end in (one, other)]
        assert sides == tuple(sorted(halves, reverse=True))
    assert list(cuts.parts) == sorted(map(len, nx.connected_components(graph)), reverse=True)


def test_the_karate_club_hangs_on_its_instructor_alone_and_one_member_on_one_tie():
    result = bridges(of_graph(nx.karate_club_graph()), ANY)
    assert column(result.table("persons"), "id") == [person(0)]
    assert [(row["one_id"], row["other_id"]) for row in result.table("ties").records()] == [(person(0), person(11))]


def test_each_inner_person_of_a_path_parts_it_and_the_middle_one_most():
    told = by_person(bridges(of_graph(nx.path_graph(5)), ANY).table("persons"), "sizes")
    assert told == {person(1): "3, 1", person(2): "2, 2", person(3): "3, 1"}


def test_the_middle_of_a_star_cuts_off_all_but_one():
    (row,) = bridges(of_graph(nx.star_graph(4)), ANY).table("persons").records()
    assert (row["cut_off"], row["parts"], row["sizes"]) == (3, 4, "1, 1, 1, 1")


def test_a_ring_hangs_on_nobody_and_that_is_an_answer():
    result = bridges(of_graph(nx.cycle_graph(5)), ANY)
    assert [table.rows for table in result.tables] == [(), ()]
    assert result.notes[0].startswith("5 persons in 1 connected part, the largest of 5")


def test_a_bridge_tells_on_how_many_events_it_rests():
    result = bridges(network(fact("e1", "a", "b"), fact("e2", "b", "a")), ANY)
    assert result.table("ties").records() == [
        {"one": "Name of a", "other": "Name of b", "cut_off": 1, "events": 2, "one_id": "a", "other_id": "b"}
    ]


@pytest.mark.parametrize("length", [5000])
def test_a_long_chain_needs_no_recursion(length):
    assert len(bridges(of_graph(nx.path_graph(length)), ANY).table("ties").rows) == length - 1
