"""Path search against brute force on small random graphs."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analysis.search import all_shortest_paths, k_shortest_paths

NODES = [f"n{number:02}" for number in range(9)]
EDGES = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1]), max_size=22
)


def graph_of(edges):
    graph = nx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(edges)
    return graph


def simple_paths(graph, source, target):
    return sorted(nx.all_simple_paths(graph, source, target), key=lambda path: (len(path), path))


@settings(max_examples=150, deadline=None)
@given(EDGES)
def test_all_shortest_paths_are_those_of_brute_force_in_order(edges):
    graph = graph_of(edges)
    every = simple_paths(graph, "n00", "n08")
    shortest = [path for path in every if len(path) == len(every[0])]
    assert list(all_shortest_paths(graph, "n00", "n08")) == shortest


@settings(max_examples=150, deadline=None)
@given(EDGES, st.integers(1, 9))
def test_the_k_shortest_paths_are_the_first_k_simple_paths(edges, count):
    graph = graph_of(edges)
    assert k_shortest_paths(graph, "n00", "n08", count) == simple_paths(graph, "n00", "n08")[:count]


@settings(max_examples=150, deadline=None)
@given(EDGES, st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=8), st.integers(1, 5))
def test_no_path_uses_an_edge_that_may_not_be_passed(edges, closed, count):
    graph = graph_of(edges)
    closed = {frozenset(pair) for pair in closed}
    allowed = nx.Graph([pair for pair in graph.edges if frozenset(pair) not in closed])
    allowed.add_nodes_from(NODES)

    def passable(one, other):
        return frozenset((one, other)) not in closed

    found = k_shortest_paths(graph, "n00", "n08", count, passable=passable)
    assert found == simple_paths(allowed, "n00", "n08")[:count]


@given(EDGES, st.integers(1, 4))
def test_no_path_is_longer_than_asked_for(edges, longest):
    graph = graph_of(edges)
    every = [path for path in simple_paths(graph, "n00", "n08") if len(path) - 1 <= longest]
    assert k_shortest_paths(graph, "n00", "n08", 100, longest=longest) == every


def test_a_node_is_connected_to_itself_by_itself():
    assert list(all_shortest_paths(graph_of([]), "n00", "n00")) == [["n00"]]


def test_an_unknown_node_is_an_error():
    with pytest.raises(nx.NodeNotFound):
        list(all_shortest_paths(graph_of([]), "n00", "elsewhere"))
