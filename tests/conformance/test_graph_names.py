"""Direct and indirect names of a graph mean one graph (SPARQL 1.1 Graph Store HTTP Protocol, section 4)."""

from urllib.parse import quote, urljoin

import pytest
from w3c.answers import parse_answer
from w3c.comparison import difference
from w3c.subject import JSON, TURTLE

pytestmark = pytest.mark.data

STATEMENT = b"<http://www.example/s> <http://www.example/p> [] ."
PARTS = b"""--part\r
Content-Disposition: form-data; name="a"; filename="a.ttl"\r
Content-Type: text/turtle\r
\r
@prefix ex: <http://www.example/> . ex:s ex:p [] .\r
--part\r
Content-Disposition: form-data; name="b"; filename="b.nt"\r
Content-Type: application/n-triples\r
\r
<http://www.example/s> <http://www.example/q> _:b .\r
--part--\r
"""


@pytest.fixture
def empty(service):
    """The service, without data."""
    service.load(())
    yield service
    service.changed()


def read(service, path):
    """The graph that a path answers with."""
    reply = service.send("GET", path, {"accept": TURTLE})
    assert reply.status == 200, reply.told
    return parse_answer(reply.body, TURTLE, base=reply.url)


def test_a_graph_put_at_its_own_url_is_read_by_that_name_everywhere(empty):
    reply = empty.send("PUT", f"{empty.address.data}/a/b.ttl", {"content-type": TURTLE}, STATEMENT)
    assert reply.status == 201, reply.told
    expected = parse_answer(STATEMENT, TURTLE)
    assert not difference(expected, read(empty, f"{empty.address.data}/a/b.ttl"))
    assert not difference(expected, read(empty, f"{empty.address.data}?graph={quote(reply.url, safe='')}"))
    answer = empty.query(b"ASK { GRAPH <%s> { ?s ?p ?o } }" % reply.url.encode(), base="", media_type=JSON)
    assert parse_answer(answer, JSON) is True


def test_a_graph_put_by_parameter_is_read_at_its_own_url(empty):
    url = urljoin(empty.address.root, f"{empty.address.data}/c.ttl")
    reply = empty.send("PUT", f"{empty.address.data}?graph={quote(url, safe='')}", {"content-type": TURTLE}, STATEMENT)
    assert reply.status == 201, reply.told
    assert not difference(parse_answer(STATEMENT, TURTLE), read(empty, f"{empty.address.data}/c.ttl"))


def test_a_graph_made_by_post_is_read_where_it_was_said_to_be(empty):
    reply = empty.send("POST", empty.address.data, {"content-type": TURTLE}, STATEMENT)
    assert reply.status == 201, reply.told
    place = urljoin(reply.url, reply.headers["Location"])
    assert place.startswith(f"{empty.address.root}{empty.address.data}/")
    path = place.removeprefix(empty.address.root)
    assert not difference(parse_answer(STATEMENT, TURTLE), read(empty, path))
    assert empty.send("DELETE", path).status in (200, 204)
    assert empty.send("GET", path).status == 404


def test_relative_iris_are_resolved_against_the_name_of_the_graph(empty):
    name = "http://www.example/folder/graph"
    path = f"{empty.address.data}?graph={quote(name, safe='')}"
    assert empty.send("PUT", path, {"content-type": TURTLE}, b"<#this> <beside> <> .").status == 201
    assert not difference(parse_answer(b"<#this> <beside> <> .", TURTLE, base=name), read(empty, path))


def test_files_of_several_formats_are_added_in_one_request(empty):
    path = f"{empty.address.data}/many"
    reply = empty.send("POST", path, {"content-type": "multipart/form-data; boundary=part"}, PARTS)
    assert reply.status in (200, 201, 204), reply.told
    assert len(read(empty, path)) == 2
