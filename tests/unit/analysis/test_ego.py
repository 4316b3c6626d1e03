"""The surroundings of a person."""

import networkx as nx
import pytest
from made_networks import by_person, fact, network, of_graph, person

from kg.analysis.ego import ego
from kg.analysis.weights import TieFilter
from kg.errors import EmptyNetworkError, UsageError

ANY = TieFilter()
KARATE = nx.karate_club_graph()


@pytest.mark.parametrize("radius", [1, 2, 3])
def test_an_ego_network_is_networkx_s(radius):
    result = ego(of_graph(KARATE), person(11), ANY, radius=radius)
    expected = nx.ego_graph(KARATE, 11, radius=radius)
    assert set(by_person(result.table("persons"), "id")) | {person(11)} == set(map(person, expected))
    assert len(result.table("ties").rows) == expected.number_of_edges()
    assert by_person(result.table("persons"), "contacts") == {
        person(node): expected.degree(node) for node in expected if node != 11
    }


def test_the_nearest_come_first_then_those_with_the_weightiest_tie():
    world = network(
        fact("e1", "m", "z"), fact("e2", "m", "z"), fact("e3", "m", "a"), fact("e4", "m", "b"), fact("e5", "b", "far")
    )
    rows = ego(world, "m", ANY, radius=2).table("persons").records()
    assert [(row["id"], row["distance"], row["weight"], row["events"]) for row in rows] == [
        ("z", 1, 2.0, 2),
        ("a", 1, 1.0, 1),
        ("b", 1, 1.0, 1),
        ("far", 2, 0.0, 0),
    ]


def test_ties_among_the_contacts_are_told_those_beyond_the_radius_not():
    world = network(fact("e1", "m", "a"), fact("e2", "m", "b"), fact("e3", "a", "b"), fact("e4", "b", "c"))
    rows = ego(world, "m", ANY).table("ties").records()
    assert [(row["one_id"], row["other_id"]) for row in rows] == [("a", "b"), ("a", "m"), ("b", "m")]


def test_a_person_without_a_tie_that_passes_is_an_error_with_a_mend():
    with pytest.raises(EmptyNetworkError, match=r"Name of z has no tie that passes\. Widen"):
        ego(network(fact("e1", "a", "b"), alone=["z"]), "z", ANY)


def test_a_radius_of_nought_is_an_error():
    with pytest.raises(UsageError, match="a radius of 0 reaches nobody"):
        ego(network(fact("e1", "a", "b")), "a", ANY, radius=0)
