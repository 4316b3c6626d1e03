"""Where persons stand in a picture."""

from itertools import combinations, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.drawn.layout import arrange


def weighted(graph):
    nx.set_edge_attributes(graph, 1.0, "weight")
    return graph


def apart(one, other):
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 24), st.integers(0, 99), st.floats(0, 0.5))
def test_nobody_stands_on_another_in_any_network(size, seed, density):
    graph = weighted(nx.gnp_random_graph(size, density, seed=seed))
    places = arrange(graph, [8.0] * size)
    assert len(places) == size
    assert all(apart(places[one], places[other]) > 15 for one, other in combinations(range(size), 2))


def test_the_same_network_has_the_same_places():
    graph = weighted(nx.barabasi_albert_graph(60, 2, seed=4))
    assert arrange(graph, [5.0] * 60) == arrange(nx.Graph(graph), [5.0] * 60)


def test_places_are_the_same_on_every_machine():
    """What this fixes was computed once; a machine that rounds otherwise, or another numpy, would tell itself here."""
    assert arrange(weighted(nx.krackhardt_kite_graph()), [5.0] * 10) == [
        (486.0, 70.7), (441.3, 185.0), (469.4, 5.0), (417.9, 110.2), (380.0, 220.5),
        (361.2, 36.9), (321.5, 142.9), (199.2, 72.9), (66.7, 69.7), (5.0, 70.5),
    ]  # fmt: skip


def test_places_do_not_depend_on_the_order_in_which_ties_come():
    graph = weighted(nx.barabasi_albert_graph(40, 2, seed=4))
    other = nx.Graph()
    other.add_nodes_from(range(40))
    other.add_edges_from(sorted(graph.edges(data=True), key=lambda edge: edge[:2], reverse=True))
    assert arrange(graph, [5.0] * 40) == arrange(other, [5.0] * 40)


def test_those_in_contact_stand_nearer_than_others():
    graph = weighted(nx.planted_partition_graph(4, 12, 0.5, 0.01, seed=3))
    places = arrange(graph, [5.0] * 48)
    tied = [apart(places[one], places[other]) for one, other in graph.edges]
    free = [apart(places[one], places[other]) for one, other in nx.non_edges(graph)]
    assert sum(tied) / len(tied) < 0.6 * sum(free) / len(free)


def test_parts_without_a_tie_between_them_stand_apart():
    graph = weighted(nx.disjoint_union_all([nx.complete_graph(size) for size in (6, 5, 4, 2, 1)]))
    places = arrange(graph, [5.0] * len(graph))
    boxes = [
        (min(x), min(y), max(x), max(y))
        for part in nx.connected_components(graph)
        for x, y in [zip(*(places[node] for node in part), strict=True)]
    ]
    assert all(
        one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
        for one, other in combinations(boxes, 2)
    )


@pytest.mark.parametrize("size", [2, 3])
def test_a_few_persons_make_a_small_picture(size):
    places = arrange(weighted(nx.path_graph(size)), [5.0] * size)
    assert all(60 < apart(one, other) < 260 for one, other in pairwise(places))


def test_nobody_needs_no_place():
    assert arrange(nx.Graph(), []) == []
