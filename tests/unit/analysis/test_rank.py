"""Measures of persons: against NetworkX, by definition, and on graphs whose values are known."""

import subprocess
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import by_person, column, fact, network, of_graph, person

from kg.analysis import centrality
from kg.analysis.betweenness import betweenness
from kg.analysis.centrality import constraint
from kg.analysis.network import Network
from kg.analysis.rank import MEASURES, rank, score
from kg.analysis.rows import compress
from kg.analysis.weights import TieFilter, weigh
from kg.errors import EmptyNetworkError, UsageError

ANY = TieFilter()
KARATE = nx.karate_club_graph()


def values(graph, measure, **options):
    """Node -> value, of a network whose every edge is an event."""
    world = of_graph(graph)
    table = rank(world, ANY, by=measure, top=None, **options).table()
    told = by_person(table, measure)
    return {node: told[person(node)] for node in graph if person(node) in told}


def expected(graph, measure):
    """The same by NetworkX, or by solving for the definition."""
    if measure == "degree":
        return dict(graph.degree())
    if measure == "strength":
        return dict(graph.degree(weight="weight"))
    if measure == "betweenness":
        return nx.betweenness_centrality(graph)
    if measure == "brokerage":
        return nx.constraint(graph, weight="weight")
    if measure == "core":
        return nx.core_number(graph)
    nodes = sorted(graph)
    weights = nx.to_numpy_array(graph, nodes)
    shares = (weights / weights.sum(axis=1, keepdims=True)).T
    solved = np.linalg.solve(np.eye(len(nodes)) - 0.85 * shares, np.full(len(nodes), 0.15 / len(nodes)))
    return dict(zip(nodes, solved.tolist(), strict=True))


GRAPHS = {
    "karate": KARATE,
    "path": nx.path_graph(7),
    "star": nx.star_graph(6),
    "barbell": nx.barbell_graph(5, 2),
    "apart": nx.disjoint_union(nx.cycle_graph(5), nx.path_graph(3)),
    "pair": nx.path_graph(2),
    "random": nx.gnm_random_graph(60, 150, seed=3),
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", GRAPHS)
def test_every_measure_agrees_with_networkx_or_its_definition(name, measure):
    graph = GRAPHS[name].copy()
    graph.remove_nodes_from(list(nx.isolates(graph)))
    for _, _, data in graph.edges(data=True):
        data.setdefault("weight", 1)
    assert values(graph, measure) == pytest.approx(expected(graph, measure), abs=1e-8)


def test_the_instructor_and_the_president_of_the_karate_club_stand_between_the_others():
    table = rank(of_graph(KARATE), ANY, by="betweenness", top=3).table()
    assert column(table, "id") == [person(0), person(33), person(32)]
    assert column(table, "betweenness") == pytest.approx([0.437635, 0.304075, 0.145247], abs=1e-6)


def test_the_innermost_core_of_the_karate_club_is_of_ten_with_four_contacts_each():
    cores = values(KARATE, "core")
    assert (max(cores.values()), sum(value == 4 for value in cores.values())) == (4, 10)


def test_the_centre_of_a_star_is_between_all_and_a_leaf_between_none():
    told = values(nx.star_graph(5), "betweenness")
    assert (told[0], {told[leaf] for leaf in range(1, 6)}) == (1.0, {0.0})


def test_the_middle_of_a_path_of_five_lies_on_four_of_six_pairs():
    assert values(nx.path_graph(5), "betweenness")[2] == pytest.approx(4 / 6)


def test_who_has_one_contact_is_wholly_constrained_and_a_broker_comes_first():
    table = rank(of_graph(nx.star_graph(4)), ANY, by="brokerage").table()
    assert column(table, "brokerage") == [0.25, 1.0, 1.0, 1.0, 1.0]
    assert column(table, "id")[0] == person(0)


def test_constraint_is_the_same_however_few_triangles_are_looked_at_together(monkeypatch):
    rows = compress(weigh(of_graph(KARATE), ANY))
    whole = constraint(rows)
    for few in (1, 2, 7):
        monkeypatch.setattr(centrality, "AT_ONCE", few)
        assert constraint(rows) == pytest.approx(whole)


def test_pagerank_sums_up_to_one():
    assert sum(values(KARATE, "pagerank").values()) == pytest.approx(1)


def test_equal_values_have_equal_rank_and_stand_in_alphabetical_order():
    world = network(
        fact("e1", "x", "y"), fact("e2", "x", "z"), names={"x": "Xu", "y": "Zoë", "z": "Abe"}
    )  # fmt: skip
    assert [(row[0], row[1]) for row in rank(world, ANY).table().rows] == [(1, "Xu"), (2, "Abe"), (2, "Zoë")]


def test_every_row_names_its_person_by_name_and_iri():
    told = rank(network(fact("e1", "a", "b")), ANY).table().records()
    assert [(row["person"], row["id"]) for row in told] == [("Name of a", "a"), ("Name of b", "b")]


def test_a_cut_is_told_and_that_it_parts_equals():
    notes = rank(of_graph(nx.star_graph(4)), ANY, by="degree", top=2).notes
    assert "2 of 5 persons told; 3 left out, 3 of them of the last row's rank." in notes


def test_a_result_tells_what_its_measure_says_and_what_was_left_out():
    notes = rank(network(fact("e1", "a", "b"), fact("e2", "a", "b", "c")), TieFilter(cap=2), by="brokerage").notes
    assert notes[0].startswith("Constraint: Burt's constraint")
    assert "1 event counted; left out: 1 of more than 2 persons." in notes


def test_a_sample_tells_its_size_its_seed_and_its_error():
    result = rank(of_graph(KARATE), ANY, by="betweenness", samples=12, seed=7)
    assert [head.name for head in result.table().columns][2:4] == ["betweenness", "error"]
    assert any("estimated from 12 of 34 persons (seed 7)" in note for note in result.notes)
    assert rank(of_graph(KARATE), ANY, by="betweenness", samples=12, seed=7) == result
    assert rank(of_graph(KARATE), ANY, by="betweenness", samples=12, seed=8).table() != result.table()


def test_a_seed_or_a_sample_that_did_nothing_is_told():
    def notes(**draw):
        return [note for note in rank(of_graph(KARATE), ANY, by="betweenness", **draw).notes if "exact" in note]

    assert notes() == ["Betweenness is exact."]
    assert notes(seed=2) == ["Betweenness is exact. Nothing was drawn: seed did nothing."]
    assert notes(seed=2, samples=34) == ["Betweenness is exact. Nothing was drawn: samples and seed did nothing."]


def test_a_sample_of_everybody_is_exact():
    found = betweenness(compress(weigh(of_graph(KARATE), ANY)), samples=34)
    assert (found.exact, found.bound, set(found.errors)) == (True, 0.0, {0.0})


def test_sampled_values_are_off_by_their_standard_errors_and_never_beyond_the_bound():
    rows = compress(weigh(of_graph(nx.gnm_random_graph(150, 500, seed=1)), ANY))
    exact = betweenness(rows).values
    off, told = [], []
    for seed in range(40):
        found = betweenness(rows, samples=50, seed=seed)
        assert np.abs(found.values - exact).max() <= found.bound
        off.append(((found.values - exact) ** 2).mean())
        told.append((found.errors**2).mean())
    assert np.mean(off) == pytest.approx(np.mean(told), rel=0.1)


def test_the_mean_of_many_samples_is_the_exact_value():
    rows = compress(weigh(of_graph(KARATE), ANY))
    mean = np.mean([betweenness(rows, samples=5, seed=seed).values for seed in range(600)], axis=0)
    assert mean == pytest.approx(betweenness(rows).values, abs=0.01)


WRONG = [
    ({"by": "closenes"}, "there is no measure 'closenes'. Choose from degree"),
    ({"by": "page-rank"}, "Did you mean pagerank?"),
    ({"top": 0}, "0 rows are no table"),
    ({"by": "betweenness", "samples": 1}, "1 sample gives no error"),
    ({"by": "degree", "samples": 9}, "samples does nothing for degree, which is exact. Leave it out"),
    ({"seed": 7}, "seed does nothing for strength"),
    ({"by": "core", "samples": 9, "seed": 7}, "samples and seed do nothing for core"),
]


@pytest.mark.parametrize(("options", "words"), WRONG)
def test_what_means_nothing_is_an_error_with_a_mend(options, words):
    with pytest.raises(UsageError) as caught:
        rank(of_graph(KARATE), ANY, **options)
    assert words in str(caught.value)
    assert caught.value.mend


def test_an_empty_window_is_an_error():
    with pytest.raises(EmptyNetworkError, match="1 outside the window"):
        rank(network(fact("e1", "a", "b", day="2024-01-01")), TieFilter(since="2025-01-01"))


EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), min_size=1)


@settings(deadline=None, max_examples=40)
@given(EDGES, st.sampled_from(sorted(MEASURES)))
def test_any_small_network_agrees_with_networkx(edges, measure):
    graph = nx.Graph(edges)
    for _, _, data in graph.edges(data=True):
        data["weight"] = 1
    assert values(graph, measure) == pytest.approx(expected(graph, measure), abs=1e-8)


@settings(deadline=None, max_examples=25)
@given(EDGES, st.randoms(use_true_random=False), st.sampled_from(sorted(MEASURES)))
def test_the_order_of_the_events_changes_no_rank(edges, chance, measure):
    world = of_graph(nx.Graph(edges))
    facts = list(world.facts.items())
    chance.shuffle(facts)
    assert rank(Network(world.graph, dict(facts), world.names), ANY, by=measure) == rank(world, ANY, by=measure)


def test_scores_are_of_everybody_in_the_order_of_the_ties():
    ties = weigh(network(fact("e1", "b", "a"), fact("e2", "b", "c")), ANY)
    assert score(ties, "degree").values == (1, 2, 1)


def test_results_do_not_depend_on_how_python_hashes():
    code = (
        "import sys; sys.path.insert(0, 'tests/fakes');"
        "import networkx as nx; from made_networks import of_graph; from kg.analysis.weights import TieFilter;"
        "from kg.analysis.rank import rank; from kg.analysis.communities import communities;"
        "from kg.analysis.bridges import bridges;"
        "world = of_graph(nx.karate_club_graph());"
        "print(rank(world, TieFilter(), by='betweenness', samples=9), communities(world, TieFilter()),"
        " bridges(world, TieFilter()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
