"""The best-connected part of a network."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import DENIED, LETTER, fact, network, of_graph, person

from kg.analysis.busiest import busiest
from kg.analysis.filters import PathFilter
from kg.analysis.kept import load_network, save_network

ALL = PathFilter()
STAR = [fact(f"e{number}", "hub", f"s{number}") for number in range(4)]


def test_those_with_the_most_contacts_are_chosen_and_the_whole_is_told():
    part = busiest(network(*STAR, fact("pair", "s0", "s1"), alone=["x"]), ALL, most=3)
    assert part.contacts == {"hub": 4, "s0": 2, "s1": 2}
    assert set(part.network.facts) == {"e0", "e1", "pair"}
    assert (part.persons, part.alone, part.ties, part.facts) == (5, 1, 5, 5)


def test_of_equal_contacts_more_events_count_and_then_the_alphabet():
    met = [fact("1", "a", "b"), fact("2", "c", "d"), fact("3", "c", "d"), fact("4", "e", "f")]
    assert list(busiest(network(*met), ALL, most=3).contacts) == ["a", "c", "d"]
    assert busiest(network(*met), ALL, most=2).events == {"c": 2, "d": 2}


def test_contacts_and_events_are_those_of_the_whole_network():
    part = busiest(network(*STAR), ALL, most=1)
    assert (part.contacts, part.events, dict(part.network.facts)) == ({"hub": 4}, {"hub": 4}, {})


def test_an_event_of_many_counts_once_for_each_of_them():
    part = busiest(network(fact("talk", "a", "b", "c"), fact("note", "a", "b")), ALL, most=9)
    assert part.events == {"a": 2, "b": 2, "c": 1}
    assert part.contacts == {"a": 2, "b": 2, "c": 2}


def test_only_what_the_filter_lets_pass_counts():
    met = [*STAR, fact("no", "hub", "s9", status=DENIED), fact("letter", "s0", "s1", kind=LETTER)]
    part = busiest(network(*met), PathFilter(statuses=frozenset({DENIED})), most=9)
    assert (part.contacts, part.persons, part.alone, part.facts) == ({"hub": 1, "s9": 1}, 2, 4, 1)
    assert set(busiest(network(*met), PathFilter(types=frozenset({LETTER})), most=9).network.facts) == {"letter"}


@pytest.mark.parametrize("facts", [[], [fact("x", "a", "b", status=DENIED)]])
def test_where_nothing_passes_nobody_is_chosen(facts):
    part = busiest(network(*facts), PathFilter(statuses=frozenset({"s:planned"})), most=5)
    assert (part.contacts, part.persons, part.ties, part.facts) == ({}, 0, 0, 0)


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 30), st.integers(0, 99), st.integers(1, 12))
def test_contacts_are_networkx_degrees_of_any_network(size, seed, most):
    graph = nx.gnp_random_graph(size, 0.2, seed=seed)
    part = busiest(of_graph(graph), ALL, most=most)
    degrees = sorted((degree for _, degree in graph.degree() if degree), reverse=True)
    assert sorted(part.contacts.values(), reverse=True) == degrees[:most]
    assert all(
        part.contacts[person(node)] == degree for node, degree in graph.degree() if person(node) in part.contacts
    )
    chosen = graph.subgraph([node for node in graph if person(node) in part.contacts])
    assert len(part.network.facts) == chosen.number_of_edges()


def test_a_network_from_its_file_gives_the_same_part(tmp_path):
    whole = network(*STAR, fact("pair", "s0", "s1"))
    save_network(whole, tmp_path / "network.npz")
    assert busiest(load_network(tmp_path / "network.npz"), ALL, most=3).contacts == busiest(whole, ALL, most=3).contacts
