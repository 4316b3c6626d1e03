"""SPARQLWrapper, which sends ``format``, ``output`` and ``results`` beside ``Accept``."""

from urllib.error import HTTPError

import pytest
import SPARQLWrapper as Client
from rdflib import URIRef
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

from kg.vocabulary import DIP

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Sending Accept header:RuntimeWarning")

MEETINGS = f"SELECT ?e {{ ?e a <{DIP}Meeting> }}"
SEEN = f"CONSTRUCT {{ ?e a <urn:x:Seen> }} WHERE {{ ?e a <{DIP}Meeting> }}"
GRAPH_FORMS = [Client.XML, Client.RDFXML, Client.RDF, Client.TURTLE, Client.N3, Client.JSONLD]


def ask(service, query, form=Client.JSON, **parameters):
    asked = Client.SPARQLWrapper(service.query)
    asked.setQuery(query)
    asked.setReturnFormat(form)
    for name, value in parameters.items():
        asked.addParameter(name.replace("_", "-"), value)
    return asked.queryAndConvert()


def write(service, update, token=None, method=Client.POST, way=Client.URLENCODED):
    asked = Client.SPARQLWrapper(service.query, service.update)
    asked.setMethod(method)
    asked.setRequestMethod(way)
    if token:
        asked.addCustomHttpHeader("Authorization", f"Bearer {token}")
    asked.setQuery(update)
    with asked.query().response as answered:
        return answered.status


def test_select_in_every_form(service):
    rows = ask(service, MEETINGS)["results"]["bindings"]
    assert {row["e"]["type"] for row in rows} == {"uri"}
    assert len(ask(service, MEETINGS, Client.XML).getElementsByTagName("result")) == len(rows)
    assert ask(service, MEETINGS, Client.CSV).count(b"\r\n") == len(rows) + 1
    assert ask(service, MEETINGS, Client.TSV).count(b"\n") == len(rows) + 1


def test_a_wrapper_with_no_wish_at_all_is_answered(service):
    for query in (MEETINGS, SEEN, f"ASK {{ ?e a <{DIP}Meeting> }}"):
        asked = Client.SPARQLWrapper(service.query)
        asked.setQuery(query)
        assert asked.queryAndConvert()


@pytest.mark.parametrize("way", [Client.URLENCODED, Client.POSTDIRECTLY])
def test_queries_are_posted_either_way(service, way):
    asked = Client.SPARQLWrapper(service.query)
    asked.setMethod(Client.POST)
    asked.setRequestMethod(way)
    asked.setReturnFormat(Client.JSON)
    asked.setQuery("ASK {}")
    assert asked.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("form", GRAPH_FORMS)
@pytest.mark.parametrize("query", [SEEN, "DESCRIBE ?e { ?e a <urn:x:nothing> }"])
def test_graphs_come_in_every_form_that_it_asks_for(service, form, query):
    found = ask(service, query, form)
    if form in (Client.TURTLE, Client.N3):
        assert (b"urn:x:Seen" in found) is (query == SEEN)
    else:
        assert (None, None, URIRef("urn:x:Seen")) in found or query != SEEN


def test_a_dataset_is_named_beside_the_query(service):
    write(service, "INSERT DATA { GRAPH <urn:x:wrapped> { <urn:x:a> <urn:x:b> 1 } }", service.token)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    told = ask(service, count, default_graph_uri="urn:x:wrapped")
    assert told["results"]["bindings"][0]["n"]["value"] == "1"


@pytest.mark.parametrize("way", [Client.URLENCODED, Client.POSTDIRECTLY])
def test_updates_with_the_token_are_made(service, way):
    update = f"INSERT DATA {{ GRAPH <urn:x:{way}> {{ <urn:x:a> <urn:x:b> 'é' }} }}"
    assert write(service, update, service.token, way=way) == 204
    assert ask(service, f"ASK {{ GRAPH <urn:x:{way}> {{ ?s ?p 'é' }} }}")["boolean"] is True


@pytest.mark.parametrize("token", [None, "no such token"])
def test_updates_without_the_token_are_unauthorized(service, token):
    with pytest.raises(Unauthorized, match="token"):
        write(service, "CREATE GRAPH <urn:x:never>", token)


def test_a_wrong_query_is_told_with_its_place(service):
    with pytest.raises(QueryBadFormed) as caught:
        ask(service, "SELECT * {\n ?s ?p }")
    assert '"line":2' in str(caught.value)


def test_what_is_refused_comes_as_the_status(service):
    with pytest.raises(HTTPError) as caught:
        ask(service, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    with caught.value as answered:
        assert answered.code == 403
        assert b"SERVICE is refused" in answered.read()


def test_a_query_beyond_its_time_is_told(plain):
    product = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?c) > CONCAT(STR(?f), STR(?i))) }"
    with pytest.raises(HTTPError) as caught:
        ask(plain, product, timeout="0.5")
    with caught.value as answered:
        assert answered.code == 504
