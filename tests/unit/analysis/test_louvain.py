"""Louvain of our own, held to NetworkX's and to brute force."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import of_graph

from kg.analysis.louvain import modularity, part
from kg.analysis.rows import compress
from kg.analysis.weights import TieFilter, weigh

NETS = {
    "karate": nx.karate_club_graph(),
    "miserables": nx.convert_node_labels_to_integers(nx.les_miserables_graph(), ordering="sorted"),
    "families": nx.convert_node_labels_to_integers(nx.florentine_families_graph(), ordering="sorted"),
    "women": nx.convert_node_labels_to_integers(nx.davis_southern_women_graph()),
    "caves": nx.Graph(nx.relaxed_caveman_graph(20, 8, 0.2, seed=1)),
    "attachment": nx.barabasi_albert_graph(300, 3, seed=1),
}


def rows_of_graph(graph):
    return compress(weigh(of_graph(graph), TieFilter()))


def sets_of(homes):
    return [set(np.flatnonzero(homes == home).tolist()) for home in range(int(homes.max()) + 1)]


def graph_of_rows(rows):
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(rows.tails.tolist(), rows.heads.tolist(), rows.weights.tolist(), strict=True))
    return graph


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_modularity_is_within_a_hundredth_of_networkx_s(name, seed):
    rows = rows_of_graph(NETS[name])
    graph = graph_of_rows(rows)
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
    assert modularity(rows, part(rows, seed=seed)) >= 0.99 * theirs


@pytest.mark.parametrize("resolution", [0.5, 1, 2])
def test_the_modularity_told_is_networkx_s_of_the_same_groups(resolution):
    rows = rows_of_graph(NETS["karate"])
    homes = part(rows, resolution=resolution)
    theirs = nx.community.modularity(graph_of_rows(rows), sets_of(homes), resolution=resolution)
    assert modularity(rows, homes, resolution=resolution) == pytest.approx(theirs)


networks = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), min_size=1
)


@settings(max_examples=100, deadline=None)
@given(networks, st.sampled_from([0.5, 1, 2]), st.integers(0, 3))
def test_nobody_would_gain_by_moving_to_the_community_of_another(pairs, resolution, seed):
    rows = rows_of_graph(nx.Graph(pairs))
    homes = part(rows, resolution=resolution, seed=seed)
    value = modularity(rows, homes, resolution=resolution)
    for person in range(rows.size):
        for home in range(int(homes.max()) + 1):
            moved = homes.copy()
            moved[person] = home
            assert modularity(rows, moved, resolution=resolution) <= value + 1e-6


@settings(max_examples=50, deadline=None)
@given(networks, st.integers(0, 3))
def test_communities_are_counted_from_nought_by_their_first_persons_and_hang_together(pairs, seed):
    rows = rows_of_graph(nx.Graph(pairs))
    homes = part(rows, seed=seed)
    firsts = [int(np.argmax(homes == home)) for home in range(int(homes.max()) + 1)]
    assert firsts == sorted(firsts)
    whole = list(nx.connected_components(graph_of_rows(rows)))
    assert all(any(members <= component for component in whole) for members in sets_of(homes))


def test_a_seed_gives_the_same_communities_and_small_networks_the_best_of_several():
    rows = rows_of_graph(NETS["women"])
    assert np.array_equal(part(rows, seed=3), part(rows, seed=3))
    values = [modularity(rows, part(rows, seed=seed)) for seed in range(5)]
    assert max(values) - min(values) < 0.01
