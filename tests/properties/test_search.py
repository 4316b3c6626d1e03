"""Searches agree with brute force on small networks."""

import itertools

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.adjacency import from_pairs
from kg.analysis.search import FAR, Budget, Search

NODES = [f"n{number:02}" for number in range(9)]
LAST = len(NODES) - 1

edges = st.sets(
    st.tuples(st.integers(0, LAST), st.integers(0, LAST)).filter(lambda pair: pair[0] < pair[1]), max_size=20
)


def rows_of(pairs):
    ordered = sorted(pairs)
    return from_pairs(
        NODES,
        [f"f{pair}" for pair in ordered],
        *(zip(*ordered, strict=True) if ordered else ((), ())),
        range(len(ordered)),
    )


def search_of(pairs, *, without=(), closed=()):
    rows = rows_of(pairs)
    links = rows.usable(np.ones(len(rows.facts), dtype=bool))
    for one, other in closed:
        links[rows.link_between(one, other)] = False
    nodes = np.ones(len(NODES), dtype=bool)
    nodes[list(without)] = False
    return Search(rows, links, nodes)


def brute(pairs, source=0, target=LAST, longest=LAST):
    graph = nx.Graph(sorted(pairs))
    graph.add_nodes_from(range(len(NODES)))
    found = (tuple(path) for path in nx.all_simple_paths(graph, source, target, cutoff=longest))
    return sorted(found, key=lambda path: (len(path), path))


@given(edges)
def test_all_shortest_paths_are_those_of_brute_force_in_order(pairs):
    every = brute(pairs)
    shortest = [path for path in every if len(path) == len(every[0])]
    assert list(search_of(pairs).shortest(0, LAST, longest=LAST)) == shortest


@given(edges, st.integers(1, LAST))
def test_no_shortest_path_is_longer_than_it_may_be(pairs, longest):
    every = brute(pairs)
    shortest = [path for path in every if len(path) == len(every[0]) <= longest + 1]
    assert list(search_of(pairs).shortest(0, LAST, longest=longest)) == shortest


@given(edges, st.integers(1, LAST))
def test_simple_paths_are_those_of_brute_force_by_length_then_in_order(pairs, longest):
    assert list(search_of(pairs).simple(0, LAST, longest=longest)) == brute(pairs, longest=longest)


@given(edges, st.sets(st.integers(1, LAST - 1), max_size=3))
def test_paths_through_some_nodes_are_all_that_pass_them(pairs, through):
    wanted = [path for path in brute(pairs) if through <= set(path)]
    assert list(search_of(pairs).simple(0, LAST, longest=LAST, through=sorted(through))) == wanted


@given(edges, st.sets(st.integers(0, LAST), max_size=3))
def test_no_path_goes_through_a_closed_node(pairs, without):
    wanted = [path for path in brute(pairs) if not without & set(path)]
    assert list(search_of(pairs, without=without).simple(0, LAST, longest=LAST)) == wanted
    shortest = [path for path in wanted if len(path) == len(wanted[0])]
    assert list(search_of(pairs, without=without).shortest(0, LAST, longest=LAST)) == shortest


@given(edges.filter(bool), st.data())
def test_no_path_goes_over_a_closed_link(pairs, data):
    closed = data.draw(st.sets(st.sampled_from(sorted(pairs)), max_size=5))
    assert list(search_of(pairs, closed=closed).simple(0, LAST, longest=LAST)) == brute(pairs - closed)


@given(edges, st.sets(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=60))
def test_links_follow_one_another_only_where_they_may(pairs, forbidden):
    search = search_of(pairs)

    def step(state, link):
        return None if (state, link) in forbidden else link

    def may(path):
        links = [search.adjacency.link_between(*pair) for pair in itertools.pairwise(path)]
        return not any(pair in forbidden for pair in zip([-1, *links], links, strict=False))

    wanted = [path for path in brute(pairs) if may(path)]
    assert list(search.simple(0, LAST, longest=LAST, step=step, begin=-1)) == wanted


@given(edges, st.integers(1, 8))
def test_distances_are_those_of_a_breadth_first_search(pairs, longest):
    graph = nx.Graph(sorted(pairs))
    graph.add_nodes_from(range(len(NODES)))
    known = nx.single_source_shortest_path_length(graph, 0, cutoff=longest)
    assert search_of(pairs).distances(0, longest=longest).tolist() == [
        known.get(node, FAR) for node in range(len(NODES))
    ]


@given(edges, st.integers(0, 30))
def test_a_search_that_may_do_so_much_ends_there_and_says_so(pairs, steps):
    budget = Budget(steps)
    found = list(search_of(pairs).simple(0, LAST, longest=LAST, budget=budget))
    every = brute(pairs)
    assert found == every[: len(found)]
    assert budget.spent or found == every


def test_a_node_has_no_path_to_itself():
    assert not list(search_of({(0, 1)}).shortest(0, 0, longest=3))
    assert not list(search_of({(0, 1)}).simple(0, 0, longest=3))


@given(edges, st.integers(0, 30))
def test_a_search_for_the_shortest_ends_with_its_budget_and_says_so(pairs, steps):
    budget = Budget(steps)
    found = list(search_of(pairs).shortest(0, LAST, longest=LAST, budget=budget))
    every = list(search_of(pairs).shortest(0, LAST, longest=LAST))
    assert found == every[: len(found)]
    assert budget.spent or found == every
