"""The network that connects more than two persons."""

import itertools
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.connecting import connect
from kg.analysis.network import Fact, Network, graph_of
from kg.analysis.paths import PathFilter, PathQuestion
from kg.vocabulary import Dip

HAPPENED = PathQuestion(PathFilter(frozenset({"s:occurred"})))


def world(*pairs, planned=(), alone=()):
    facts = {}
    for status, group in (("s:occurred", pairs), ("s:planned", planned)):
        for pair in group:
            name = f"e:{''.join(pair)}"
            facts[name] = Fact(name, "t:Talk", name, status, (), "", "", (), tuple(pair), 1)
    names = {person: person for fact in facts.values() for person in fact.persons} | {one: one for one in alone}
    return Network(graph_of(names, facts), facts, names)


def ends(found):
    return [f"{hop.one}{hop.other}" for hop in found.hops]


def test_a_star_needs_its_middle_alone():
    found = connect(world("am", "bm", "cm", "dm"), ["c", "a", "b"], HAPPENED)
    assert (found.groups, found.between, ends(found)) == ((("a", "b", "c"),), ("m",), ["am", "bm", "cm"])


def test_each_link_is_told_once_with_its_facts():
    found = connect(world("ab", "bc", "bd"), ["a", "c", "d"], HAPPENED)
    assert ends(found) == ["ab", "bc", "bd"]
    assert [fact.event for hop in found.hops for fact in hop.facts] == ["e:ab", "e:bc", "e:bd"]


def test_those_whom_nothing_connects_are_groups_of_their_own():
    found = connect(world("ab", "cd", planned=["bc"], alone="z"), ["a", "b", "d", "z"], HAPPENED)
    assert found.groups == (("a", "b"), ("d",), ("z",))


def test_nobody_avoided_connects_them():
    net = world("am", "bm", "cm", "ax", "xb", "bc")
    found = connect(net, ["a", "b", "c"], PathQuestion(HAPPENED.wanted, avoid=frozenset("m")))
    assert found.between == ("x",)


def test_it_goes_through_nobody_whom_it_can_spare():
    """Each pair has a path of its own that comes first in the alphabet, and one through those the others need."""
    net = world("ax", "xb", "by", "yc", "ap", "pc", "ah", "hb", "hc")
    found = connect(net, ["a", "b", "c"], HAPPENED)
    assert (found.between, ends(found)) == (("h",), ["ah", "bh", "ch"])


def test_where_it_fails_it_says_what_was_kept_out_and_what_could_be_left_out():
    net = world("ab", "cm", planned=["bc"], alone="z")
    found = connect(net, ["a", "c"], PathQuestion(HAPPENED.wanted, avoid=frozenset("m")))
    assert (found.removed, found.without) == ((("statuses", 1),), ("statuses",))
    narrow = PathQuestion(PathFilter(HAPPENED.wanted.statuses, sources=2))
    assert connect(net, ["a", "c"], narrow).without == ("together",)
    assert connect(net, ["a", "z"], narrow).without == ()
    assert connect(net, ["a", "b"], HAPPENED).removed == ()


def test_organizations_connect_where_that_is_asked_and_are_offered_where_it_is_not():
    plain = world("ab", alone="c")
    ties = {
        name: Fact(name, Dip.Position, name, "", (), "", "", (), (holder,), 1, ("o:bank",))
        for name, holder in (("p:1", "b"), ("p:2", "c"))
    }
    net = Network(None, plain.facts, plain.names, ties, {"o:bank": "Bank"})
    assert connect(net, ["a", "c"], HAPPENED).without == ("ties",)
    found = connect(net, ["a", "c"], replace(HAPPENED, ties=True))
    assert (found.groups, found.between) == ((("a", "c"),), ("b", "o:bank"))
    assert [fact.event for hop in found.hops for fact in hop.facts] == ["e:ab", "p:1", "p:2"]
    assert len(connect(net, ["a", "c"], replace(HAPPENED, ties=True, avoid=frozenset({"o:bank"}))).groups) == 2


def test_nobody_with_more_contacts_than_asked_connects_but_those_named_may_have_any_number():
    net = world("am", "mb", "mx", "ax", "xy", "yb")
    assert connect(net, ["a", "b"], HAPPENED).between == ("m",)
    found = connect(net, ["a", "b"], replace(HAPPENED, hubs=2))
    assert (found.groups, found.removed) == ((("a",), ("b",)), (("statuses", 0), ("hubs", 2)))
    assert "hubs" in found.without
    assert connect(net, ["a", "b", "m"], replace(HAPPENED, hubs=2)).groups == (("a", "b", "m"),)


def test_an_unknown_person_is_an_error():
    with pytest.raises(nx.NodeNotFound):
        connect(world("ab"), ["a", "nobody"], HAPPENED)


letters = "abcdefg"
pairs = st.sets(st.sampled_from([one + other for one, other in itertools.combinations(letters, 2)]), max_size=12)


@given(pairs, st.sets(st.sampled_from(letters), min_size=2, max_size=4))
def test_it_connects_whom_the_network_connects_with_at_most_twice_the_fewest_links(links, persons):
    net = world(*links, alone=letters)
    found = connect(net, sorted(persons), HAPPENED)
    parts = [sorted(part & persons) for part in nx.connected_components(net.graph) if part & persons]
    assert sorted(map(list, found.groups)) == sorted(parts)
    drawn = nx.Graph([(hop.one, hop.other) for hop in found.hops])
    drawn.add_nodes_from(persons)
    assert sorted(sorted(part & persons) for part in nx.connected_components(drawn)) == sorted(parts)
    if len(parts) == 1:
        assert len(found.hops) <= 2 * fewest(net.graph, persons)


def fewest(graph, persons):
    """Links of the smallest tree, by trying every set of nodes."""
    others = sorted(set(graph) - persons)
    for size in range(len(others) + 1):
        for chosen in itertools.combinations(others, size):
            if nx.is_connected(graph.subgraph({*persons, *chosen})):
                return len(persons) + size - 1
    raise AssertionError("they are not connected")


def test_the_order_of_names_does_not_matter():
    net = world("am", "bm", "cm", "ab", "bc")
    answers = {connect(net, list(order), HAPPENED) for order in itertools.permutations("abc")}
    assert len(answers) == 1
