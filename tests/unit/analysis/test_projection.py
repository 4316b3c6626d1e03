"""Store -> network, on the reported world."""

import pytest

from kg.analysis.adjacency import facts_between
from kg.analysis.projection import project


@pytest.fixture(scope="module")
def network(graph):
    return project(graph.reader)


def iri(graph, name):
    return graph.find(name, kinds=("Person",)).iri


def test_every_person_is_a_node_also_those_without_contacts(graph, network):
    assert set(network.graph.nodes) == {thing.iri for thing in graph.names.things if thing.kind == "Person"}
    assert network.graph.degree(iri(graph, "Samir")) == 0


def test_an_edge_holds_every_event_two_persons_share_whatever_its_status(graph, network):
    facts = facts_between(network, iri(graph, "Anna Petit"), iri(graph, "Rosa Quispe"))
    assert [(graph.terms.label(fact.status), fact.dates, fact.places) for fact in facts] == [
        ("planned", ("2024-05",), ("Oslo",))
    ]


def test_a_fact_tells_dates_bounds_places_and_independent_sources(graph, network):
    (fact,) = facts_between(network, iri(graph, "Anna Petit"), iri(graph, "Joseph Otieno"))
    assert (fact.dates, fact.earliest, fact.latest) == (("2024-03-04",), "2024-03-04", "2024-03-04")
    assert (fact.places, fact.sources) == (("Nairobi",), 3)


def test_sender_recipient_and_carrier_of_a_letter_are_all_connected_by_one_fact(graph, network):
    persons = [iri(graph, name) for name in ("Rosa Quispe", "Moussa Diallo", "Aïssatou Diallo")]
    facts = {
        fact.event
        for one in persons
        for other in persons
        if one != other
        for fact in facts_between(network, one, other)
    }
    (event,) = (event for event in facts if set(network.facts[event].persons) == set(persons))
    assert facts == {event}


def test_a_sanction_and_a_statement_connect_nobody(graph, network):
    assert {graph.terms.label(fact.type) for fact in network.facts.values()} == {"meeting", "letter"}


def test_who_never_met_shares_nothing(graph, network):
    assert facts_between(network, iri(graph, "Anna Petit"), iri(graph, "Moussa Diallo")) == ()


def test_a_country_that_takes_part_is_no_place(graph, network):
    assert all("Norway" not in fact.places for fact in network.facts.values())
