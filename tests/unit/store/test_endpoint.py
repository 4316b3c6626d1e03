"""An endpoint that answers, and every way in which it may not; the server is a small one on loopback."""

import json
import socket
import threading

import pyoxigraph as ox
import pytest
from answering import answering

from kg.errors import EndpointError, OverloadError, SizeLimitError, TimeLimitError, UsageError
from kg.store.endpoint import RESULTS, Endpoint

BASE = "https://example.org/"
JSON = {"Content-Type": RESULTS}


def table(*rows, names=("g",)):
    """Results as JSON; cells are terms in that form, or None."""
    bindings = [{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}).encode()


def uri(value):
    return {"type": "uri", "value": value}


def tag(generation, *, query="0" * 24):
    """An entity tag as kg serve makes it."""
    return f'"{generation}-18ab.{query}"'


OURS = (200, JSON, table([uri(f"{BASE}graph/ontology")]))


def opened(server, **options):
    return Endpoint(server.address, **options)


def test_the_base_is_found_by_the_name_of_the_ontologys_graph():
    with answering(OURS) as server:
        endpoint = opened(server)
        assert (endpoint.base, endpoint.generation, endpoint.requests) == (BASE, None, 1)
        endpoint.close()


def test_a_table_becomes_terms():
    cells = [
        uri("urn:x"),
        {"type": "literal", "value": 'ليلى "x"\n', "xml:lang": "ar"},
        {"type": "typed-literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        None,
        {"type": "bnode", "value": "b0"},
        {"type": "literal", "value": ""},
    ]
    with answering(OURS, (200, {**JSON, "ETag": tag(4)}, table(cells, names="abcdef"))) as server:
        endpoint = opened(server)
        (row,) = endpoint.select("SELECT * WHERE { ?a ?b ?c }").rows
        assert row == (
            ox.NamedNode("urn:x"), ox.Literal('ليلى "x"\n', language="ar"), ox.Literal(7), None,
            ox.BlankNode("b0"), ox.Literal(""),
        )  # fmt: skip
        assert endpoint.generation == 4
        assert server.asked[1][2].endswith("SELECT * WHERE { ?a ?b ?c }")
        endpoint.close()


def test_a_token_goes_out_as_a_bearers_and_stands_in_no_message():
    with answering((403, {}, b"no, secret-7")) as server:
        with pytest.raises(EndpointError, match="KG_ENDPOINT_TOKEN") as told:
            opened(server, token="secret-7")  # noqa: S106 - opens nothing
        assert server.asked[0][1]["Authorization"] == "Bearer secret-7"
        assert "secret-7" not in str(told.value)


@pytest.mark.parametrize(
    ("answer", "error", "told"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>hello"), EndpointError, "answers with text/html, not"),
        ((200, JSON, b"{}"), EndpointError, "JSON that is no table"),
        ((200, JSON, b"[" * 100_000), EndpointError, "JSON that is no table"),
        ((200, JSON, b'{"head": {"vars": ["g"]}, "results": {"bindings": [{"g": 5}]}}'), EndpointError, "no table"),
        ((200, JSON, table([uri("https://x/> } DROP {")])), EndpointError, "no table"),
        ((200, JSON, b'{"head": {}, "boolean": true}'), EndpointError, "no table"),
        ((200, JSON, table()), EndpointError, "holds no graph of Demarche's"),
        ((200, JSON, table([uri("urn:a/graph/ontology")], [uri("urn:b/graph/ontology")])), EndpointError, "KG_BASE"),
        ((401, {}, b""), EndpointError, "KG_ENDPOINT_TOKEN"),
        ((404, {"Content-Type": "text/html"}, b"<p>"), EndpointError, "there is no endpoint at"),
        ((400, {}, b"line 1: \x1b[31mwrong\n" + b"x" * 9000), EndpointError, r"refuses the query \(400\): line 1"),
        ((500, {"Content-Type": "text/html"}, b"<p>"), EndpointError, r"refuses the query \(500\)$"),
        ((302, {"Location": "http://elsewhere.example/x?token=1"}, b""), EndpointError, "sends on to http://elsewhere"),
        ((307, {"Location": "/there"}, b""), EndpointError, "sends on to /there"),
        ((503, {"Retry-After": "7"}, b""), OverloadError, "busy .503.. Ask again in 7 seconds"),
        ((429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b""), OverloadError, "Ask again later"),
        ((200, {**JSON, "Content-Length": "900"}, b"{"), EndpointError, "cannot be reached"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_answer_is_told_with_its_mend(answer, error, told):
    headers = {"Connection": "close", **answer[1]}
    with answering((answer[0], headers, answer[2])) as server:
        with pytest.raises(error, match=told) as raised:
            opened(server, seconds=20)
        assert len(str(raised.value)) < 500
        assert str(raised.value).isprintable()
        assert "token=1" not in str(raised.value)
        assert len(server.asked) == 1  # nothing is tried again


def test_a_table_that_the_server_says_it_cut_is_no_answer_unless_pages_are_read():
    rows = [[uri(f"urn:{number}")] for number in range(3)]
    with answering(OURS, (200, {**JSON, "X-SPARQL-MaxRows": "3"}, table(*rows))) as server:
        endpoint = opened(server)
        assert len(endpoint.select("SELECT ?g { ?g ?p ?o } ORDER BY ?g LIMIT 10 OFFSET 3").rows) == 3
        with pytest.raises(EndpointError, match="no more than 3 rows"):
            endpoint.select("SELECT ?g { ?g ?p ?o } ORDER BY ?g")


def test_a_table_below_the_servers_most_is_whole():
    with answering(OURS, (200, {**JSON, "X-SPARQL-MaxRows": "3"}, table([uri("urn:1")]))) as server:
        endpoint = opened(server)
        assert len(endpoint.select("SELECT ?g { ?g ?p ?o }").rows) == 1
        endpoint.close()


def test_an_answer_that_is_too_large_is_not_read_to_its_end():
    with answering(OURS, (200, JSON, b" " * 400_000)) as server:
        endpoint = opened(server, largest=100_000)
        with pytest.raises(SizeLimitError, match="sends more than"):
            endpoint.select("SELECT * { ?s ?p ?o }")


def test_time_is_counted_over_all_requests():
    now = [0.0]
    with answering(OURS) as server:
        endpoint = opened(server, clock=lambda: now[0])
        endpoint.select("SELECT * { ?s ?p ?o }")
        now[0] = 61.0
        with pytest.raises(TimeLimitError, match="60 seconds"):
            endpoint.select("SELECT * { ?s ?p ?o }")
        assert endpoint.requests == 2


def test_a_generation_that_changes_between_two_answers_is_an_error():
    with answering(*((200, {**JSON, "ETag": tag(number)}, OURS[2]) for number in (1, 2))) as server:
        endpoint = opened(server)
        with pytest.raises(EndpointError, match="generation 2 meanwhile"):
            endpoint.select("SELECT * { ?s ?p ?o }")
        endpoint.close()


def test_entity_tags_of_others_tell_no_generation():
    with answering((200, {**JSON, "ETag": '"abc"'}, OURS[2]), (200, {**JSON, "ETag": 'W/"17"'}, OURS[2])) as server:
        endpoint = opened(server)
        endpoint.select("SELECT * { ?s ?p ?o }")
        assert endpoint.generation is None
        endpoint.close()


def test_where_nobody_listens_it_cannot_be_reached():
    with answering(OURS) as server:
        address = server.address
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(address, seconds=5)


def test_a_connection_that_was_closed_meanwhile_is_opened_again():
    with answering(OURS, keeps=False) as server:
        endpoint = opened(server)
        for _ in range(3):
            assert len(endpoint.select("SELECT ?g { ?g ?p ?o }").rows) == 1
        assert len(server.asked) == 4
        endpoint.close()


def test_who_hangs_up_on_a_new_connection_is_not_asked_again():
    with answering((0, {}, b"")) as server:
        with pytest.raises(EndpointError, match="cannot be reached"):
            opened(server)
        assert len(server.asked) == 1


def test_who_hangs_up_on_a_kept_connection_is_asked_once_more():
    with answering(OURS, (0, {}, b"")) as server:
        endpoint = opened(server)
        with pytest.raises(EndpointError, match="cannot be reached"):
            endpoint.select("SELECT ?g { ?g ?p ?o }")
        assert len(server.asked) == 3


def test_looking_the_name_up_ends_with_the_time(monkeypatch):
    may_go_on = threading.Event()
    found = []

    def slow(*_, **__):
        found.append(may_go_on.wait(60))
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(TimeLimitError, match=r"within 0[.]05 seconds"):
        Endpoint("http://endpoint.example/sparql", seconds=0.05)
    assert not found
    may_go_on.set()


def test_a_host_that_no_name_can_be_cannot_be_reached():
    with pytest.raises(EndpointError, match="cannot be reached"):
        Endpoint(f"http://{'a' * 70}.example/sparql", seconds=20)


def test_columns_come_in_the_order_of_the_query():
    rows = table([uri("urn:x"), {"type": "literal", "value": "3"}], names="na")
    with answering(OURS, (200, JSON, rows)) as server:
        endpoint = opened(server)
        found = endpoint.select("SELECT ?a (COUNT(DISTINCT ?b) AS ?n) WHERE { ?a ?p ?b } GROUP BY ?a")
        assert (found.variables, found.rows) == (("a", "n"), [(ox.Literal("3"), ox.NamedNode("urn:x"))])
        endpoint.close()


@pytest.mark.parametrize("names", ["a", "abc", "ac", "aa"])
def test_other_columns_than_were_asked_for_are_no_answer(names):
    with answering(OURS, (200, JSON, table(names=names))) as server:
        endpoint = opened(server)
        with pytest.raises(EndpointError, match=f"the columns {', '.join(names)} where others were asked for"):
            endpoint.select("SELECT DISTINCT ?a ?b WHERE { ?a ?b ?c }")


def test_of_several_bases_the_one_that_is_set_is_taken():
    with answering((200, JSON, table([uri("urn:a/graph/ontology")], [uri("urn:b/graph/ontology")]))) as server:
        endpoint = opened(server, prefer="urn:b/")
        assert endpoint.base == "urn:b/"
        endpoint.close()


@pytest.mark.parametrize(
    "address",
    ["", "sparql", "file:///etc/passwd", "ftp://example.org/", "http://", "http://x y/", "http://a:99999/", "http://a/\n",
     "http://example.org/#f", "https://user:secret@example.org/sparql"],
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_sent(address):
    with pytest.raises(UsageError) as told:
        Endpoint(address)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(("address", "token"), [("http://example.org/sparql", "t"), ("https://example.org/", "a\nb")])
def test_a_token_that_could_be_read_on_its_way_is_not_sent(address, token):
    with pytest.raises(UsageError, match=r"token|TOKEN"):
        Endpoint(address, token=token)
