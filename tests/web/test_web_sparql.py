"""The endpoint: SPARQL 1.1 Protocol query, and what it refuses."""

import csv
import gzip
import html
import io
import json
import re

import pyoxigraph as ox
import pytest

from kg.web.app import QUERY_BYTES

PREFIX = "PREFIX dip: <https://w3id.org/demarche/ontology#> "
QUERY = PREFIX + "SELECT ?name { ?person a dip:Person ; dip:name ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"
LARGE = QUERY_BYTES + 1


def names(response):
    return [row["name"]["value"] for row in json.loads(response.data)["results"]["bindings"]]


def test_get_and_both_kinds_of_post_give_the_same_answer(client):
    got = client.get("/sparql", query_string={"query": QUERY})
    form = client.post("/sparql", data={"query": QUERY})
    direct = client.post("/sparql", data=QUERY.encode(), content_type="application/sparql-query; charset=utf-8")
    assert (got.status_code, got.content_type) == (200, JSON)
    assert got.data == form.data == direct.data
    assert "Anna Petit" in names(got)
    assert len(names(got)) == 7


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (
            "application/sparql-results+json;q=0.1, text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
        ),
        ("image/png, */*;q=0.1", JSON),
        ("text/html,*/*;q=0.8", JSON),
        ("text/html", JSON),
        ("text/csv;q=0, */*;q=0.5", JSON),
    ],
)
def test_the_answer_is_what_the_client_would_rather_have(client, accept, media):
    response = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.content_type) == (200, media)
    assert "Accept" in response.headers["Vary"]


def test_csv_is_csv(client):
    response = client.get("/sparql", query_string={"query": QUERY, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [row["name"] for row in rows] == names(client.get("/sparql", query_string={"query": QUERY}))


@pytest.mark.parametrize("where", ["query_string", "data"])
def test_the_parameter_format_wins_over_the_header(client, where):
    words = {"query": QUERY, "format": "xml"}
    headers = {"Accept": "text/csv"}
    send = client.get if where == "query_string" else client.post
    assert send("/sparql", **{where: words}, headers=headers).content_type == "application/sparql-results+xml"


def test_construct_is_answered_as_rdf(client, graph):
    turtle = client.get("/sparql", query_string={"query": CONSTRUCT})
    assert turtle.content_type == "text/turtle; charset=utf-8"
    lines = client.get("/sparql", query_string={"query": CONSTRUCT}, headers={"Accept": "application/n-triples"})
    expected = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in graph.reader.quads(None)}
    for data, form in ((turtle.data, ox.RdfFormat.TURTLE), (lines.data, ox.RdfFormat.N_TRIPLES)):
        assert {quad.triple for quad in ox.parse(data, format=form)} == expected


@pytest.mark.parametrize(
    ("query", "words"),
    [(QUERY, {"Accept": "image/png"}), (CONSTRUCT, {"Accept": "text/csv"}), (QUERY, {"Accept": "text/turtle"})],
)
def test_what_cannot_be_given_is_406_and_says_what_can(client, query, words):
    response = client.get("/sparql", query_string={"query": query}, headers=words)
    assert response.status_code == 406
    assert "can be answered as" in response.json["detail"]


@pytest.mark.parametrize(("query", "form"), [(QUERY, "parquet"), (QUERY, "turtle"), (CONSTRUCT, "csv")])
def test_a_format_that_does_not_fit_is_406(client, query, form):
    assert client.get("/sparql", query_string={"query": query, "format": form}).status_code == 406


def test_a_malformed_query_is_a_problem_with_line_and_column(client):
    response = client.get("/sparql", query_string={"query": "SELECT *\nWHERE { ?s ?p }"})
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    assert (response.json["line"], response.json["column"]) == (2, 16)
    assert response.json["status"] == 400
    assert response.json["detail"].startswith("the query is not SPARQL: line 2, column 16")


def test_a_browser_gets_its_malformed_query_back_with_what_is_wrong(browse):
    response = browse("/sparql", query="SELECT * WHERE { <script> ?p }")
    assert response.status_code == 400
    assert "SELECT * WHERE { &lt;script&gt; ?p }</textarea>" in response.text
    assert "line 1, column " in response.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "select * { service\n# comment\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused(client, query):
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 403
    assert "SERVICE is refused" in response.json["detail"]


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DROP ALL",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR DEFAULT",
    ],
)
def test_an_update_is_refused_however_it_is_sent_and_changes_nothing(client, graph, update):
    before = graph.reader.canonical()
    assert client.get("/sparql", query_string={"query": update}).status_code == 400
    assert client.post("/sparql", data={"query": update}).status_code == 400
    assert client.post("/sparql", data={"update": update}).status_code == 400
    assert client.post("/sparql", data=update, content_type="application/sparql-query").status_code == 400
    assert client.post("/sparql", data=update, content_type="application/sparql-update").status_code == 415
    assert graph.reader.canonical() == before


@pytest.mark.parametrize(
    "request_of",
    [
        {"data": {"format": "csv"}},
        {"data": {"query": [QUERY, QUERY]}},
        {"query_string": {"query": QUERY}, "data": {"query": QUERY}},
        {"data": b"ASK { ?s ?p '\xff' }", "content_type": "application/sparql-query"},
        {"data": {"query": QUERY, "default-graph-uri": "a graph"}},
        {"query_string": {"named-graph-uri": "g"}, "data": {"query": QUERY}},
        {"data": {"query": QUERY, "timeout": "soon"}},
        {"data": {"query": QUERY, "timeout": "0"}},
    ],
)
def test_a_request_that_is_not_of_the_protocol_is_400(client, request_of):
    response = client.post("/sparql", **request_of)
    assert (response.status_code, response.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_405_and_says_which_are_allowed(client, method):
    response = client.open("/sparql", method=method)
    assert response.status_code == 405
    assert {"GET", "POST", "HEAD"} <= set(response.headers["Allow"].split(", "))
    assert client.post("/paths").headers["Allow"]


@pytest.mark.parametrize(
    "body",
    [{"data": {"query": "x" * LARGE}}, {"data": b"x" * LARGE, "content_type": "application/sparql-query"}],
)
def test_a_body_beyond_the_limit_is_413(client, body):
    response = client.post("/sparql", **body)
    assert (response.status_code, response.json["status"]) == (413, 413)


def test_another_type_of_body_is_415(client):
    assert client.post("/sparql", json={"query": QUERY}).status_code == 415


def test_head_answers_as_get_does_without_the_body(client):
    head = client.head("/sparql", query_string={"query": QUERY})
    assert (head.status_code, head.content_type, head.data) == (200, JSON, b"")
    assert client.head("/sparql", headers={"Accept": "text/html"}).status_code == 200


def test_without_a_query_a_browser_gets_the_editor_and_a_program_the_service_description(browse, client):
    page = browse("/sparql")
    assert (page.status_code, "<textarea" in page.text) == (200, True)
    described = client.get("/sparql")
    assert (described.status_code, described.content_type) == (200, "text/turtle; charset=utf-8")
    graph = {quad.triple for quad in ox.parse(described.data, format=ox.RdfFormat.TURTLE)}
    endpoint = ox.NamedNode("http://localhost/sparql")
    assert any(triple.predicate.value.endswith("#endpoint") and triple.object == endpoint for triple in graph)
    assert client.post("/sparql", data={"format": "csv"}).status_code == 400


def test_a_dataset_beside_the_query_counts_alone(client, graph):
    article = next(name for name in graph.reader.graphs() if "/article/" in name)
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    answer = client.get("/sparql", query_string={"query": query, "default-graph-uri": article, "format": "csv"})
    assert int(answer.text.splitlines()[1]) == len(graph.reader.quads(article))
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    alone = client.get("/sparql", query_string={"query": named, "default-graph-uri": article, "format": "csv"})
    assert alone.text.splitlines()[1] == "0"
    both = client.get("/sparql", query_string={"query": named, "named-graph-uri": article, "format": "csv"})
    assert both.text.splitlines()[1] == answer.text.splitlines()[1]


def test_who_sends_the_tag_of_an_answer_is_told_that_nothing_changed(client):
    first = client.get("/sparql", query_string={"query": QUERY})
    again = client.get("/sparql", query_string={"query": QUERY}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = {"If-None-Match": first.headers["ETag"], "Accept": "text/csv"}
    assert client.get("/sparql", query_string={"query": QUERY}, headers=other).status_code == 200


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?n) {}", "SELECT (rand() AS ?r) {}", "CONSTRUCT { [] ?p ?o } WHERE { ?s ?p ?o }"]
)
def test_what_changes_with_every_asking_has_no_tag(client, query):
    assert "ETag" not in client.get("/sparql", query_string={"query": query}).headers


def test_an_answer_is_zipped_for_who_takes_it(client):
    plain = client.get("/sparql", query_string={"query": CONSTRUCT})
    zipped = client.get("/sparql", query_string={"query": CONSTRUCT}, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert {"Accept", "Accept-Encoding"} <= set(zipped.headers["Vary"].split(", "))
    assert zipped.headers["ETag"] != plain.headers["ETag"]


def test_writing_is_off_while_no_token_is_set(client, graph):
    before = graph.reader.canonical()
    assert client.post("/update", data={"update": "DROP ALL"}).status_code == 403
    assert client.put("/data?default", data=b"", content_type="text/turtle").status_code == 403
    assert client.delete("/data?graph=urn:x:a").status_code == 403
    assert graph.reader.canonical() == before


def test_the_editors_query_and_those_to_begin_with_run_as_they_stand(browse, client):
    page = browse("/sparql").text
    queries = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL) + re.findall(
        r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL
    )
    assert len(queries) > 8
    for query in map(html.unescape, queries):
        assert client.post("/sparql", data={"query": query}).status_code == 200


def test_the_stores_prefixes_need_no_declaration_and_may_be_declared_otherwise(client):
    bare = "SELECT ?name { ?person a dip:Person ; dip:name ?name } ORDER BY ?name"
    assert len(names(client.get("/sparql", query_string={"query": bare}))) == 7
    other = "PREFIX dip: <https://example.org/> " + bare
    assert names(client.get("/sparql", query_string={"query": other})) == []


def test_a_prefix_nobody_declared_is_an_error_with_its_place(client):
    response = client.get("/sparql", query_string={"query": "SELECT *\n{ ?s a foo:Bar }"})
    assert (response.status_code, response.json["line"]) == (400, 2)


@pytest.mark.parametrize("update", ["INSERT DATA { <a:b> <a:b> 1 }", "PREFIX a: <a:> DELETE WHERE { ?s a:b ?o }"])
def test_an_update_is_told_that_it_is_one_where_nothing_may_be_written(client, update):
    detail = client.get("/sparql", query_string={"query": update}).json["detail"]
    assert detail.startswith("this is an update")


def test_rdf_xml_is_refused_where_it_would_be_broken(client):
    query = "CONSTRUCT { ?s <http://example.org/1> ?o } WHERE { ?s rdfs:label ?o } LIMIT 1"
    broken = client.get("/sparql", query_string={"query": query, "format": "rdfxml"})
    assert (broken.status_code, broken.json["type"].rpartition("#")[2]) == (422, "unanswered-query")
    assert "http://example.org/1" in broken.json["detail"]
    assert client.get("/sparql", query_string={"query": query, "format": "turtle"}).status_code == 200
    assert client.get("/sparql", query_string={"query": CONSTRUCT, "format": "rdfxml"}).status_code == 200


def test_a_query_too_large_is_the_same_problem_whatever_python_calls_the_status(client):
    answered = client.post("/sparql", data={"query": " " * 3_000_000})
    assert (answered.status_code, answered.json["type"].rpartition("#")[2]) == (413, "size-limit")
