"""Requests that are wrong: each is told so, with what to do instead, and none is answered as another one."""

import gzip

import pytest

from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.store import create_store
from kg.web import close_app, create_app

SECRET = "secret-of-the-tests"  # noqa: S105 - opens nothing but a store that is thrown away
BEARER = {"Authorization": f"Bearer {SECRET}"}
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def writable(tmp_path_factory):
    """A client of a store that may be written."""
    store = tmp_path_factory.mktemp("requests") / "store"
    create_store(store, Settings().base)
    app = create_app(Settings(store=store, query_workers=1), tokens=Tokens([("here", "ann", SECRET)]))
    yield app.test_client()
    close_app(app)


def detail(response, status):
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    return response.json["detail"]


@pytest.mark.parametrize(
    "address",
    ["/sparql?query=ASK{?s?p'%E9'}", "/sparql?query=ASK{}&%FC=1", "/data?graph=urn:x:%E9", "/entity?name=Ren%E9"],
)
def test_an_address_escaped_in_latin_1_is_told_that_it_is_not_utf_8(writable, address):
    told = detail(writable.get(address), 400)
    assert told.startswith("the query string is not UTF-8")
    assert "é is %C3%A9" in told


def test_a_path_escaped_in_latin_1_names_no_graph(writable):
    for send in (writable.get, writable.delete):
        told = send("/data/x", environ_overrides={"PATH_INFO": "/data/\xe9"}, headers=BEARER)
        assert detail(told, 400).startswith("the path of this address is not UTF-8")
    made = writable.put("/data/%C3%A9", data="", content_type="text/turtle", headers=BEARER)
    assert made.status_code == 201


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"query=ASK{?s?p'%E9'}", FORM), (b"query=ASK{?s?p'\xe9'}", FORM), (b"ASK{?s?p'\xe9'}", QUERY),
        (b'--a\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK{?s?p"\xe9"}\r\n--a--\r\n',
         "multipart/form-data; boundary=a"),
    ],
)  # fmt: skip
def test_a_body_that_is_not_utf_8_is_told_so(writable, body, media):
    assert "is not UTF-8" in detail(writable.post("/sparql", data=body, content_type=media), 400)


def test_an_update_or_a_document_that_is_not_utf_8_writes_nothing(writable):
    body = b"update=INSERT+DATA+{+GRAPH+<urn:x:latin>+{+<urn:s>+<urn:p>+'%E9'+}+}"
    assert "is not UTF-8" in detail(writable.post("/update", data=body, content_type=FORM, headers=BEARER), 400)
    body = b'--a\r\nContent-Disposition: form-data; name="f"\r\n\r\n<urn:s> <urn:p> "\xe9" .\r\n--a--\r\n'
    sent = writable.post(
        "/data?graph=urn:x:latin", data=body, content_type="multipart/form-data; boundary=a", headers=BEARER
    )
    assert "is not UTF-8" in detail(sent, 400)
    assert writable.get("/data?graph=urn:x:latin").status_code == 404


@pytest.mark.parametrize("name", ["q", "sparql", "Query", "default-graph", "callback", "maxrows"])
def test_a_parameter_that_nobody_knows_is_refused_and_all_are_named(writable, name):
    for response in (
        writable.get("/sparql", query_string={name: "ASK {}"}),
        writable.get("/sparql", query_string={"query": "ASK {}", name: "x"}),
        writable.post("/sparql", data={"query": "ASK {}", name: "x"}),
        writable.post(f"/sparql?{name}=x", data="ASK {}", content_type=QUERY),
        writable.post("/update", data={"update": "CLEAR ALL", name: "x"}, headers=BEARER),
        writable.put(f"/data?default&{name}=x", data="", content_type="text/turtle", headers=BEARER),
        writable.get(f"/data?default&{name}=x"),
    ):
        told = detail(response, 400)
        assert f"no parameter {name!r}" in told
        assert any(known in told for known in ("default-graph-uri", "using-graph-uri", "default"))


def test_what_clients_send_on_their_own_account_changes_nothing(writable):
    extras = {"infer": "true", "queryLn": "SPARQL", "debug": "on", "_": "1700000000"}
    asked = {"query": "SELECT (1 AS ?one) {}", "format": "json", "results": "json", "output": "json", **extras}
    assert writable.get("/sparql", query_string=asked).json["results"]["bindings"]
    sent = {"update": "CREATE SILENT GRAPH <urn:x:extras>", "format": "json", **extras}
    assert writable.post("/update", data=sent, headers=BEARER).status_code == 204


@pytest.mark.parametrize("name", ["format", "output", "results"])
def test_the_form_of_an_answer_has_the_names_that_other_stores_give_it(writable, name):
    for response in (
        writable.get("/sparql", query_string={"query": "SELECT (1 AS ?one) {}", name: "csv"}),
        writable.post("/sparql", data={"query": "SELECT (1 AS ?one) {}", name: "csv"}),
    ):
        assert (response.status_code, response.mimetype) == (200, "text/csv")
    assert writable.get("/data", query_string={"default": "", name: "ntriples"}).mimetype == "application/n-triples"
    assert writable.get("/sparql", query_string={"query": "ASK {}", name: "parquet"}).status_code == 406


def test_a_coded_body_is_415_and_says_what_to_send(writable):
    zipped = {"Content-Encoding": "gzip", **BEARER}
    for response in (
        writable.post("/sparql", data=gzip.compress(b"ASK {}"), content_type=QUERY, headers=zipped),
        writable.post("/update", data=gzip.compress(b"update=CLEAR+ALL"), content_type=FORM, headers=zipped),
        writable.put("/data?graph=urn:z", data=gzip.compress(b""), content_type="text/turtle", headers=zipped),
    ):
        assert "Content-Encoding gzip is not read: send it as it is" in detail(response, 415)
    plain = {"Content-Encoding": "identity"}
    assert writable.post("/sparql", data="ASK {}", content_type=QUERY, headers=plain).status_code == 200


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("/sparqll", "Did you mean /sparql?"), ("/sparql/", "Did you mean /sparql?"), ("/Update", "mean /update?"),
        ("/nowhere/at/all", "There are /, /api, /data,"),
    ],
)  # fmt: skip
def test_an_address_that_is_not_there_is_told_the_nearest(writable, address, mend):
    told = detail(writable.get(address), 404)
    assert told.startswith(f"There is nothing at {address}. ")
    assert mend in told


@pytest.mark.parametrize(
    ("method", "address", "mend"),
    [("PUT", "/sparql", "GET and POST"), ("GET", "/update", "It takes POST."), ("POST", "/paths", "It takes GET.")],
)
def test_another_method_is_told_those_that_there_are(writable, method, address, mend):
    told = detail(writable.open(address, method=method), 405)
    assert told.startswith(f"{address} knows no {method}. ")
    assert mend in told


UPDATES = [
    "CLEAR ALL", "DROP ALL", "DROP GRAPH <urn:g>", "CREATE GRAPH <urn:g>", "LOAD <urn:g>", "ADD DEFAULT TO <urn:g>",
    "PREFIX a: <urn:a> DELETE WHERE { ?s a:b ?o }", "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]  # fmt: skip


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_sent_as_a_query_is_told_where_updates_go(writable, update):
    for response in (
        writable.get("/sparql", query_string={"query": update}),
        writable.post("/sparql", data={"query": update}),
        writable.post("/sparql", data=update, content_type=QUERY),
        writable.post("/sparql", data={"update": update}),
        writable.get("/sparql", query_string={"update": update}),
    ):
        told = detail(response, 400)
        assert "update" in told
        assert "POST it to /update" in told
    direct = writable.post("/sparql", data=update, content_type="application/sparql-update")
    assert "/update takes the update" in detail(direct, 415)


def test_the_editor_tells_where_updates_go_too(writable):
    page = writable.get("/sparql", query_string={"query": "CLEAR ALL"}, headers={"Accept": "text/html"})
    assert (page.status_code, "POST it to /update" in page.text) == (400, True)
