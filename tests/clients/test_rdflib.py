"""rdflib's SPARQLStore and SPARQLUpdateStore."""

from urllib.error import HTTPError

import pytest
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from running import MANY

from kg.vocabulary import DIP

A, B, C = (URIRef(f"urn:x:{name}") for name in "abc")
MEETINGS = f"SELECT ?e {{ ?e a <{DIP}Meeting> }}"


@pytest.fixture
def reading(service):
    return Graph(store=SPARQLStore(service.query))


def writing(service, name):
    """A graph of the user's own, empty."""
    store = SPARQLUpdateStore(
        service.query, service.update, headers={"Authorization": service.authorization}, context_aware=True
    )
    found = Graph(store=store, identifier=URIRef(name))
    store.update(f"DROP SILENT GRAPH <{name}>")
    return found


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "tsv"])
def test_select_by_every_method_and_in_every_form_with_types(service, method, form):
    graph = Graph(store=SPARQLStore(service.query, method=method, returnFormat=form))
    rows = list(graph.query(MEETINGS))
    assert len(rows) > 1
    assert all(isinstance(row.e, URIRef) for row in rows)


@pytest.mark.parametrize("form", ["xml", "json"])
def test_ask(service, form):
    graph = Graph(store=SPARQLStore(service.query, returnFormat=form))
    assert graph.query(f"ASK {{ ?e a <{DIP}Meeting> }}").askAnswer is True
    assert graph.query("ASK { ?e a <urn:x:nothing> }").askAnswer is False


def test_construct_and_describe_become_graphs(reading):
    built = reading.query(f"CONSTRUCT {{ ?e a <urn:x:Seen> }} WHERE {{ ?e a <{DIP}Meeting> }}").graph
    assert set(built.objects()) == {URIRef("urn:x:Seen")}
    event = next(built.subjects())
    assert len(reading.query(f"DESCRIBE <{event}>").graph) > 3


def test_patterns_lengths_and_membership_are_asked_of_the_service(reading):
    triple = next(reading.triples((None, URIRef(f"{DIP}participant"), None)))
    assert triple in reading
    assert len(reading) > 100


def test_unions_and_values_bound_by_the_client(reading):
    rows = reading.query("SELECT ?p { ?e ?p ?o }", initBindings={"e": next(reading.subjects())})
    assert Variable("p") in rows.vars
    assert len(rows) > 0


def test_triples_are_added_changed_and_removed_in_a_graph_of_ones_own(service):
    graph = writing(service, "urn:x:rdflib")
    graph.add((A, B, Literal("é\n\"'\\")))
    graph.addN([(A, B, Literal(7), graph), (A, B, C, graph)])
    assert set(graph.objects(A, B)) == {Literal("é\n\"'\\"), Literal(7), C}
    graph.remove((A, B, C))
    assert len(graph) == 2
    graph.update("DELETE { ?s ?p ?o } INSERT { ?s ?p 8 } WHERE { ?s ?p ?o }")
    assert list(graph) == [(A, B, Literal(8))]
    assert [row.o for row in graph.query("SELECT ?o { ?s ?p ?o }")] == [Literal(8)]


def test_several_updates_are_sent_as_one(service):
    graph = writing(service, "urn:x:batch")
    graph.store.autocommit = False
    for i in range(50):
        graph.add((A, B, Literal(i)))
    graph.store.commit()
    assert len(graph) == 50


def test_named_graphs_are_told_apart(service):
    first, second = writing(service, "urn:x:first"), writing(service, "urn:x:second")
    first.add((A, B, C))
    second.add((C, B, A))
    found = first.store.query(
        "SELECT ?g { GRAPH ?g { ?s <urn:x:b> ?o } FILTER(?g IN (<urn:x:first>, <urn:x:second>)) }"
    )
    assert sorted(str(row.g) for row in found) == ["urn:x:first", "urn:x:second"]
    assert list(second) == [(C, B, A)]


def test_thousands_of_rows_arrive(plain):
    graph = Graph(store=SPARQLStore(plain.query, returnFormat="json"))
    assert len(graph.query("SELECT * { ?s <urn:x:number> ?o }")) == MANY


def test_errors_have_the_codes_that_rdflib_tells(service):
    for store, code in (
        (SPARQLUpdateStore(service.query, service.update), 401),
        (writing(service, "urn:x:own").store, 403),
    ):
        with pytest.raises(HTTPError) as caught:
            store.update("INSERT DATA { <urn:x:a> <urn:x:b> 1 }")
        assert caught.value.code == code
        caught.value.close()
    posting = Graph(store=SPARQLStore(service.query, method="POST"))
    assert posting.store.query("SELECT * { ?s ?p }")[0] == 400
    with pytest.raises(ValueError, match="did something wrong"):  # rdflib's own words for any error of a GET
        Graph(store=SPARQLStore(service.query)).query("SELECT * { ?s ?p }")
