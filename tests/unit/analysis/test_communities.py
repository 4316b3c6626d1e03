"""Communities on graphs whose groups are known."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import by_person, column, fact, network, of_graph, person

from kg.analysis.communities import communities, group
from kg.analysis.network import Network
from kg.analysis.weights import TieFilter, weigh
from kg.errors import UsageError

ANY = TieFilter()
KARATE = of_graph(nx.karate_club_graph())


def test_the_two_cliques_of_a_barbell_are_two_communities():
    groups = communities(of_graph(nx.barbell_graph(5, 0)), ANY).table("groups").records()
    assert [(row["community"], row["persons"], row["inside"], row["outside"]) for row in groups] == [
        (1, 5, 10, 1),
        (2, 5, 10, 1),
    ]


def test_the_karate_club_parts_as_it_did_with_its_two_leaders_on_two_sides():
    home = by_person(communities(KARATE, ANY).table("persons"), "community")
    assert home[person(0)] != home[person(33)]
    assert home[person(33)] == home[person(32)]
    assert len(home) == 34


def test_the_modularity_told_is_that_of_the_communities():
    graph = nx.karate_club_graph()
    result = communities(KARATE, ANY)
    home = by_person(result.table("persons"), "community")
    parts = [{node for node in graph if home[person(node)] == number} for number in set(home.values())]
    assert f"modularity {nx.community.modularity(graph, parts):.3f}" in result.notes[0]
    assert nx.community.modularity(graph, parts) > 0.41


def test_parts_without_a_tie_between_them_are_never_one_community():
    home = by_person(
        communities(network(fact("e1", "a", "b"), fact("e2", "c", "d")), ANY).table("persons"), "community"
    )
    assert home == {"a": 1, "b": 1, "c": 2, "d": 2}


def test_the_leading_persons_are_those_with_most_inside():
    facts = [fact(f"e{number}", "m", other) for number, other in enumerate("abcd")]
    (row,) = communities(network(*facts), ANY).table("groups").records()
    assert row["leading"] == "Name of m, Name of a, Name of b and 2 more"
    assert row["id"] == "m"


def test_the_same_seed_gives_the_same_communities():
    assert communities(KARATE, ANY, seed=5) == communities(KARATE, ANY, seed=5)


def test_a_higher_resolution_gives_more_communities():
    ties = weigh(KARATE, ANY)
    assert len(group(ties, resolution=3)) > len(group(ties)) > len(group(ties, resolution=0.2))


@pytest.mark.parametrize("resolution", [0, -1, float("nan")])
def test_a_resolution_that_parts_nobody_is_an_error(resolution):
    with pytest.raises(UsageError, match="resolution"):
        communities(KARATE, ANY, resolution=resolution)


def test_larger_communities_come_first_and_are_numbered_from_one():
    told = column(communities(KARATE, ANY).table("groups"), "persons")
    assert told == sorted(told, reverse=True)
    assert column(communities(KARATE, ANY).table("groups"), "community") == list(range(1, len(told) + 1))


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=2, max_size=4), min_size=1, max_size=15),
    st.randoms(use_true_random=False),
)
def test_everybody_is_in_one_community_whatever_the_order_of_the_events(groups, chance):
    facts = [fact(f"e{number:02}", *sorted(each)) for number, each in enumerate(groups)]
    world = network(*facts)
    result = communities(world, ANY)
    assert sorted(column(result.table("persons"), "id")) == sorted(set().union(*groups))
    chance.shuffle(facts)
    assert communities(Network(world.graph, {one.event: one for one in facts}, world.names), ANY) == result
