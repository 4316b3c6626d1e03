"""Measures as columns beside persons."""

import networkx as nx
import pytest
from made_networks import by_person, fact, network, of_graph

from kg.analysis.communities import communities
from kg.analysis.marks import MARKS, marks
from kg.analysis.rank import MEASURES, rank
from kg.analysis.weights import TieFilter
from kg.errors import UsageError

ANY = TieFilter()
KARATE = of_graph(nx.karate_club_graph())


def test_the_columns_say_what_the_tables_say():
    found = marks(KARATE, ANY, MARKS)
    for measure in MEASURES:
        told = by_person(rank(KARATE, ANY, by=measure, top=None).table(), measure)
        assert found[measure] == told
    homes = by_person(communities(KARATE, ANY).table("persons"), "community")
    assert found["community"] == homes


def test_who_has_no_tie_that_passes_has_no_columns():
    world = network(fact("e1", "a", "b", day="2024-01-01"), fact("e2", "b", "c"), alone=["z"])
    assert set(marks(world, TieFilter(since="2024-01-01"), ["degree"])["degree"]) == {"a", "b"}
    assert marks(world, TieFilter(since="2031-01-01"), ["degree", "community"]) == {"degree": {}, "community": {}}


def test_an_unknown_name_is_an_error_with_those_there_are():
    with pytest.raises(UsageError, match="Did you mean community"):
        marks(KARATE, ANY, ["comunity"])
