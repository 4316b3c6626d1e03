"""Which form an answer has, and how long it holds."""

import pyoxigraph as ox
import pytest

from kg.errors import NotOfferedError
from kg.serving.answers import GRAPHS, TABLES, answer_query, choose, is_lasting
from kg.serving.frames import Channel, Kind


@pytest.mark.parametrize(
    ("query", "lasting"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT (NOW() AS ?n) {}", False),
        ("SELECT (now ( ) AS ?n) {}", False),
        ("SELECT (RAND() AS ?n) {}", False),
        ("SELECT (UUID() AS ?n) {}", False),
        ("SELECT (StrUuid() AS ?n) {}", False),
        ("SELECT (BNODE() AS ?n) {}", False),
        ("SELECT (N\\u004FW() AS ?n) {}", False),  # an escape that the engine reads
        ("SELECT (?a<NOW() AS ?n) { ?s ?a ?b FILTER(?b>2) }", False),  # no IRI
        ("SELECT * { ?s ?p 'NOW()' }", True),
        ("SELECT * { ?s ?p ?o } # NOW()", True),
        ("SELECT * { ?now ?rand ?uuid }", True),
        ("SELECT * { ?s <urn:now> ?o }", True),
    ],
)
def test_what_changes_at_every_asking_is_not_lasting(query, lasting):
    assert is_lasting(query) is lasting


@pytest.mark.parametrize(
    ("query", "lasting"),
    [
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { _:b ?p ?o } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p (1 2) } WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p [] , _:b , (1) }", True),
        ("CONSTRUCT { ?s <urn:_:x> '[]' } WHERE { ?s ?p ?o }", True),
        ("DESCRIBE <urn:x>", True),
    ],
)
def test_a_graph_with_new_blank_nodes_at_every_asking_is_not_lasting(query, lasting):
    assert is_lasting(query, graph=True) is lasting


def test_the_first_form_wanted_that_there_is_is_chosen():
    assert choose(TABLES, ["text/turtle", "text/csv", "application/xml"]) == "text/csv"
    for wanted in ([], ["text/csv"]):
        with pytest.raises(NotOfferedError) as caught:
            choose(GRAPHS, wanted)
        assert "text/turtle" in caught.value.offers


def answered(query, table="text/csv", graph="application/n-triples", **request):
    """Head and bytes of an answer over one triple in each of three graphs."""
    store = ox.Store()
    store.update(
        "INSERT DATA { <urn:s> <urn:p> 'default' . GRAPH <urn:a> { <urn:s> <urn:p> 'a' }"
        " GRAPH <urn:b> { <urn:s> <urn:p> 'b' } }"
    )
    given = {
        "query": query, "address": "http://h/sparql", "default_graphs": [], "named_graphs": [],
        "table_media": [table], "graph_media": [graph], "max_bytes": 10_000, **request,
    }  # fmt: skip
    one, other = Channel.pair()
    try:
        answer_query(store, given, one, {"ex": "urn:", "": "http://base/"})
        head, body = other.receive().json(), b""
        while (frame := other.receive()).kind is Kind.PIECE:
            body += frame.payload
        assert frame.kind is Kind.END
        return head, body.decode()
    finally:
        one.close()
        other.close()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_ask_is_answered_in_every_form_of_a_table(table):
    for query, word in (("ASK { ?s ?p 'default' }", "true"), ("ASK { ?s ?p 'none' }", "false")):
        head, body = answered(query, table)
        assert (head["form"], word in body) == ("boolean", True)


def test_a_dataset_named_beside_the_query_counts_alone():
    query = "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?o"
    assert answered(query)[1].split()[1:] == ["a", "b", "default"]
    assert answered(query, default_graphs=["urn:a"])[1].split()[1:] == ["a"]
    assert answered(query, named_graphs=["urn:b"])[1].split()[1:] == ["b"]
    assert answered(query, default_graphs=["urn:a", "urn:b"])[1].split()[1:] == ["a", "b"]


def test_prefixes_stand_for_queries_that_do_not_declare_them():
    assert answered("SELECT ?o { ex:s ex:p ?o }")[1].split()[1:] == ["default"]
    assert answered("PREFIX ex: <urn:other:> SELECT ?o { ex:s ex:p ?o }")[1].split()[1:] == []


def test_relative_iris_are_resolved_against_the_address():
    assert answered("CONSTRUCT { <#x> <y> <z> } WHERE {}")[1] == "<http://h/sparql#x> <http://h/y> <http://h/z> .\n"
