"""The service around the endpoint: writing, tokens, limits, other origins, and what its keepers ask."""

import inspect
import io
import json
import logging

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg.errors import SupersededError
from kg.serving.budget import Budgets
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.store import create_store, open_store
from kg.web import close_app, create_app
from kg.web import state as states

SECRET = "secret-of-the-tests"  # noqa: S105 - opens nothing but stores that are thrown away
BEARER = {"Authorization": f"Bearer {SECRET}"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}
TURTLE = "text/turtle"
UPDATE = "application/sparql-update"
NUMBERS = " ".join(str(number) for number in range(1000))
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{number} {{ {NUMBERS} }}' for number in range(5))} }}"
LARGE = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }} ORDER BY ?b"


class Client(FlaskClient):
    """Reads every answer whole: what is told of it is told when it has ended."""

    def open(self, *args, **kwargs):
        return super().open(*args, **{**kwargs, "buffered": True})


class Served:
    """An application and its client."""

    def __init__(self, store, **settings):
        tokens = Tokens([("here", "ann", SECRET)])
        self.app = create_app(Settings(store=store, **settings), tokens=tokens)
        self.app.test_client_class = Client
        self.client = self.app.test_client()

    def update(self, text, **options):
        return self.client.post("/update", data=text, content_type=UPDATE, headers=BEARER, **options)

    def put(self, address, body, media=TURTLE, method="PUT"):
        return self.client.open(address, method=method, data=body, content_type=media, headers=BEARER)

    def graph(self, address):
        answer = self.client.get(address, headers={"Accept": "application/n-triples"})
        return sorted(answer.text.splitlines()) if answer.status_code == 200 else answer.status_code

    def ask(self, query, **options):
        return self.client.get("/sparql", query_string={"query": query, "format": "csv"}, **options)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A store that was never built, with a token and pages elsewhere that may ask."""
    store = tmp_path_factory.mktemp("plain") / "store"
    create_store(store, Settings().base)
    served = Served(store, cors="https://a.example, https://b.example/")
    yield served
    close_app(served.app)


@pytest.fixture(scope="module")
def managed(store, tmp_path_factory):
    """A store with articles, and a token."""
    import shutil  # noqa: PLC0415

    copy = tmp_path_factory.mktemp("managed") / "store"
    shutil.copytree(store, copy)
    served = Served(copy)
    yield served
    close_app(served.app)


@pytest.fixture(scope="module")
def tight(tmp_path_factory):
    """One worker with little time, memory, room and patience; strangers have a second a minute."""
    store = tmp_path_factory.mktemp("tight") / "store"
    create_store(store, Settings().base)
    served = Served(
        store, query_workers=1, query_seconds=3, query_megabytes=1500, answer_megabytes=1, request_megabytes=3,
        client_seconds=1,
    )  # fmt: skip
    yield served
    close_app(served.app)


def test_an_update_is_204_and_answers_reads_at_once(plain):
    made = plain.update("INSERT DATA { GRAPH <urn:u> { <urn:s> <urn:p> 'x' } }")
    assert (made.status_code, made.data) == (204, b"")
    asked = plain.ask("SELECT ?o { GRAPH <urn:u> { ?s ?p ?o } }")
    assert asked.text.split() == ["o", "x"]
    assert int(made.headers["Demarche-Generation"]) > 0


def put_if(served, address, condition, tag):
    return served.client.put(
        address, data=b"<urn:s> <urn:p> 2 .", content_type=TURTLE, headers={**BEARER, condition: tag}
    )


def test_a_write_whose_condition_does_not_hold_is_412_and_writes_nothing(plain):
    address = "/data?graph=urn:conditional"
    assert put_if(plain, address, "If-Match", "*").status_code == 412
    assert put_if(plain, address, "If-None-Match", "*").status_code == 201
    assert put_if(plain, address, "If-None-Match", "*").status_code == 412
    zipped = plain.client.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    tag = plain.client.get(address).headers["ETag"]
    plain.update("INSERT DATA { GRAPH <urn:of-another> { <urn:s> <urn:p> 1 } }")
    for stale in (tag, zipped, f"W/{tag}", '"*"', ""):
        refused = put_if(plain, address, "If-Match", stale)
        assert refused.status_code == 412
        assert refused.content_type == "application/problem+json"
        assert refused.json["type"].endswith("#precondition-failed")
    present = plain.client.get(address, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert put_if(plain, address, "If-Match", f'"other", {present}').status_code == 204


def test_any_tag_is_304_only_where_there_is_an_answer(plain):
    star = {"If-None-Match": "*"}
    assert plain.ask("SELECT nothing", headers=star).status_code == 400
    assert plain.client.get("/data?graph=urn:not-there", headers=star).status_code == 404
    for _ in range(2):
        assert plain.ask("SELECT (1 AS ?one) {}", headers=star).status_code == 304
    assert plain.ask("SELECT (NOW() AS ?now) {}", headers=star).status_code == 304
    assert plain.ask(LARGE, headers=star).status_code == 304


def test_one_tag_stands_for_the_same_bytes_streamed_kept_and_without_a_cache(plain):
    alone = Served(plain.app.extensions["kg"].settings.store, cache_megabytes=0, query_workers=1)
    try:
        middle = f"SELECT ?a ?b {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS[:400]} }} }}"
        for query in (f"SELECT ?n {{ VALUES ?n {{ {NUMBERS} }} }}", middle):
            answers = [served.ask(query, headers={"Accept-Encoding": "gzip"}) for served in (plain, plain, alone)]
            assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
            assert len({answer.headers["ETag"] for answer in answers}) == 1
            assert len({answer.data for answer in answers}) == 1
    finally:
        close_app(alone.app)


def test_an_update_as_a_form_with_a_dataset_is_made_of_it(plain):
    plain.update("INSERT DATA { GRAPH <urn:from> { <urn:s> <urn:p> 'y' } }")
    form = {"update": "INSERT { GRAPH <urn:to> { ?s ?p ?o } } WHERE { ?s ?p ?o }", "using-graph-uri": "urn:from"}
    assert plain.client.post("/update", data=form, headers=BEARER).status_code == 204
    assert plain.graph("/data?graph=urn:to") == ['<urn:s> <urn:p> "y" .']


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"data": b"INSERT", "content_type": UPDATE}, 400),
        ({"data": {"query": "ASK {}"}}, 400),
        ({"data": {"another": "word"}}, 400),
        ({"data": b"x", "content_type": "text/plain"}, 415),
        ({"data": {"update": "CLEAR ALL", "using-graph-uri": "no iri"}}, 400),
        ({"query_string": {"update": "CLEAR ALL"}}, 400),
        ({"data": {"update": "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "using-graph-uri": "urn:h"}}, 400),
    ],
)
def test_an_update_that_is_none_is_a_problem_of_its_own_kind(plain, options, status):
    answer = plain.client.post("/update", headers=BEARER, **options)
    assert (answer.status_code, answer.json["status"]) == (status, status)
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_an_update_is_posted_and_by_no_other_method(plain, method):
    answer = plain.client.open("/update", method=method, headers=BEARER)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "headers",
    [
        {}, {"Authorization": "Bearer"}, {"Authorization": "Bearer wrong-secret"}, {"Authorization": f"Basic {SECRET}"},
        {"Authorization": SECRET},
    ],
)  # fmt: skip
def test_who_writes_without_the_token_is_401_and_in_the_log_and_changes_nothing(plain, headers, caplog):
    with caplog.at_level(logging.INFO, logger="kg.events"):
        answers = [
            plain.client.post("/update", data="CLEAR ALL", content_type=UPDATE, headers=headers),
            plain.client.put("/data?graph=urn:no", data="", content_type=TURTLE, headers=headers),
            plain.client.delete("/data?default", headers=headers),
        ]
    assert [answer.status_code for answer in answers] == [401] * 3
    assert all(answer.headers["WWW-Authenticate"].lower().startswith("bearer") for answer in answers)
    told = [record.fields for record in caplog.records if record.getMessage() == "write"]
    assert [(one["outcome"], one.get("token"), one.get("generation")) for one in told] == [("refused", None, None)] * 3
    assert SECRET not in caplog.text
    assert plain.graph("/data?graph=urn:no") == 404


def test_who_wrote_what_is_in_the_log(plain, caplog):
    with caplog.at_level(logging.INFO, logger="kg.events"):
        made = plain.update("INSERT DATA { GRAPH <urn:log> { <urn:s> <urn:p> 1 } } ; CLEAR GRAPH <urn:log>")
    (told,) = [record.fields for record in caplog.records if record.getMessage() == "write"]
    assert (told["token"], told["outcome"]) == ("ann", "ok")
    assert [word.split()[0] for word in told["operations"]] == ["INSERT", "CLEAR"]
    assert (str(told["generation"]), told["request"]) == (
        made.headers["Demarche-Generation"], made.headers["Demarche-Request"],
    )  # fmt: skip


def test_a_request_is_one_line_in_the_log(plain, caplog):
    with caplog.at_level(logging.INFO, logger="kg.events"):
        answers = [
            plain.ask("ASK {}"), plain.ask("SELECT"), plain.update("CLEAR GRAPH <urn:x:none>"),
            plain.client.get("/health"), plain.client.get("/nowhere"),
        ]  # fmt: skip
    told = [(record.getMessage(), record.fields) for record in caplog.records if "status" in record.fields]
    assert [(name, one["status"]) for name, one in told] == [
        ("query", 200), ("query", 400), ("write", answers[2].status_code), ("request", 200), ("request", 404),
    ]  # fmt: skip
    assert [one["request"] for _, one in told] == [answer.headers["Demarche-Request"] for answer in answers]
    assert {"method", "path", "client", "seconds"} <= set.intersection(*(set(one) for _, one in told))


@pytest.mark.parametrize(
    ("method", "path", "body", "outcome", "operations", "graphs"),
    [
        ("post", "/update", "CLEAR GRAPH <urn:log> ; CREATE GRAPH <urn:log2>", "ok", ("CLEAR", "CREATE"),
         ("urn:log", "urn:log2")),
        ("post", "/update", "CREATE GRAPH <urn:l> ; CREATE GRAPH <urn:l>", "syntax", ("CREATE", "CREATE"), ("urn:l",)),
        ("post", "/update", "no update", "syntax", ("UPDATE",), None),
        ("put", "/data?graph=urn:log", "<urn:s> <urn:p> 2 .", "ok", ("PUT",), ("urn:log",)),
        ("post", "/data?default", "<urn:s> <urn:p> ", "syntax", ("POST",), ("DEFAULT",)),
        ("delete", "/data?graph=urn:none", None, "syntax", ("DELETE",), ("urn:none",)),
    ],
)  # fmt: skip
def test_each_write_leaves_its_author_kind_graphs_outcome_and_generation_in_its_line(
    plain, caplog, method, path, body, outcome, operations, graphs
):
    media = UPDATE if path == "/update" else TURTLE
    plain.put("/data?graph=urn:log", "<urn:s> <urn:p> 1 .")
    plain.update("DROP SILENT GRAPH <urn:log2> ; DROP SILENT GRAPH <urn:l>")
    with caplog.at_level(logging.INFO, logger="kg.events"):
        made = plain.client.open(path, method=method.upper(), data=body, content_type=media, headers=BEARER)
    generation = made.headers.get("Demarche-Generation")
    assert (generation is not None) is (outcome == "ok")
    (told,) = [record.fields for record in caplog.records if record.getMessage() == "write"]
    assert (told["token"], told["outcome"]) == ("ann", outcome)
    assert (told["operations"], told.get("graphs")) == (operations, graphs)
    assert told.get("generation") == (generation and int(generation))


def test_without_a_token_set_nothing_is_written_whoever_asks(client):
    for answer in (
        client.post("/update", data="CLEAR ALL", content_type=UPDATE, headers=BEARER),
        client.put("/data?graph=urn:g", data="", content_type=TURTLE, headers=BEARER),
        client.delete("/data?default"),
    ):
        assert (answer.status_code, "read-only" in answer.json["detail"]) == (403, True)


def test_what_is_derived_from_articles_is_403_and_a_graph_of_ones_own_is_not(managed):
    base = Settings().base
    for answer in (
        managed.update("INSERT DATA { <urn:s> <urn:p> 1 }"), managed.update("DROP ALL"),
        managed.put("/data?default", ""), managed.put(f"/data?graph={base}graph/mine", ""),
        managed.client.delete("/data?default", headers=BEARER),
    ):  # fmt: skip
        assert (answer.status_code, answer.json["type"].rpartition("#")[2]) == (403, "forbidden")
    assert managed.put("/data?graph=urn:mine", "<urn:s> <urn:p> 1 .").status_code == 201
    assert managed.update("DROP GRAPH <urn:mine>").status_code == 204


def test_a_graph_is_made_replaced_extended_and_taken_away(plain):
    for address in ("/data?graph=urn:gsp", "/data/below/it", "/data?default"):
        made = [
            plain.put(address, "<urn:s> <urn:p> 'a' .").status_code,
            plain.put(address, "<urn:s> <urn:p> 'b' .").status_code,
            plain.put(address, "<urn:s> <urn:p> 'c' .", method="POST").status_code,
        ]
        assert made == [204 if "default" in address else 201, 204, 204]
        assert plain.graph(address) == ['<urn:s> <urn:p> "b" .', '<urn:s> <urn:p> "c" .']
        assert plain.client.head(address).status_code == 200
        assert plain.client.delete(address, headers=BEARER).status_code == 204
        assert plain.graph(address) == ([] if "default" in address else 404)
    assert plain.client.delete("/data?graph=urn:gsp", headers=BEARER).status_code == 404
    assert plain.client.head("/data?graph=urn:gsp").status_code == 404


def test_a_document_posted_without_a_graph_makes_one_whose_address_is_told(plain):
    made = plain.put("/data", "<> <urn:p> 'new' .", method="POST")
    assert made.status_code == 201
    place = made.headers["Location"]
    assert place.startswith("http://localhost/data/")
    assert plain.graph(place) == [f'<{place}> <urn:p> "new" .']
    assert plain.put("/data", "<> <urn:p> 'new' .", method="POST").headers["Location"] != place


def test_several_files_of_a_form_go_into_one_graph_with_blank_nodes_of_their_own(plain):
    files = [
        (io.BytesIO(b"_:a <urn:p> 'one' ."), "one.ttl", TURTLE),
        (io.BytesIO(b'_:a <urn:p> "two" .\n'), "two.nt", "application/n-triples"),
    ]
    made = plain.client.post("/data?graph=urn:files", data={"file": files}, headers=BEARER)
    assert made.status_code == 201
    triples = list(ox.parse("\n".join(plain.graph("/data?graph=urn:files")), format=ox.RdfFormat.N_TRIPLES))
    assert sorted(triple.object.value for triple in triples) == ["one", "two"]
    assert len({triple.subject for triple in triples}) == 2
    broken = [(io.BytesIO(b"_:a <urn:p> 'three' ."), "a.ttl", TURTLE), (io.BytesIO(b"<"), "b.ttl", TURTLE)]
    assert plain.client.post("/data?graph=urn:files", data={"file": broken}, headers=BEARER).status_code == 400
    assert len(plain.graph("/data?graph=urn:files")) == 2


@pytest.mark.parametrize(
    ("address", "media", "status"),
    [
        ("/data", TURTLE, 400), ("/data?graph=relative", TURTLE, 400), ("/data?default&graph=urn:g", TURTLE, 400),
        ("/data/x?graph=urn:g", TURTLE, 400), ("/data?graph=urn:g", "", 415), ("/data?graph=urn:g", "image/png", 415),
    ],
)  # fmt: skip
def test_a_graph_named_wrongly_or_sent_as_something_else_is_a_problem(plain, address, media, status):
    answer = plain.client.put(address, data=b"<urn:s> <urn:p> 1 .", content_type=media or None, headers=BEARER)
    assert answer.status_code == status
    assert plain.graph("/data?graph=urn:g") == 404


def test_pages_of_other_origins_read_answers_and_refusals_if_a_setting_says_so(plain):
    for origin in ("https://a.example", "https://b.example"):
        for answer in (plain.ask("ASK {}", headers={"Origin": origin}), plain.ask("x", headers={"Origin": origin})):
            assert answer.headers["Access-Control-Allow-Origin"] == origin
            assert "Origin" in answer.headers["Vary"]
            assert "Location" in answer.headers["Access-Control-Expose-Headers"]
    asked = plain.client.options("/update", headers={"Origin": "https://a.example"})
    assert asked.status_code == 200
    assert {"PUT", "DELETE"} <= set(asked.headers["Access-Control-Allow-Methods"].split(", "))
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]


def test_pages_of_any_other_origin_and_pages_of_ours_are_not_shared(plain, client):
    for answer in (
        plain.ask("ASK {}", headers={"Origin": "https://evil.example"}),
        plain.client.options("/update", headers={"Origin": "https://a.example.evil.example"}),
        plain.client.get("/", headers={"Origin": "https://a.example"}),
        client.get("/sparql?query=ASK{}", headers={"Origin": "https://a.example"}),
    ):
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Access-Control-Allow-Methods" not in answer.headers


def test_every_origin_may_ask_where_the_setting_is_a_star(store):
    served = Served(store, cors="*")
    asked = served.client.options("/sparql", headers={"Origin": "https://any.example"})
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    close_app(served.app)


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via"])
def test_what_a_proxy_that_nobody_named_hands_on_is_refused(plain, name):
    for path in ("/sparql?query=ASK{}", "/metrics", "/health"):
        answer = plain.client.get(path, headers={name: "127.0.0.1"})
        assert (answer.status_code, "KG_PROXY" in answer.text) == (400, True)
    assert (
        plain.client.post("/update", data="CLEAR ALL", content_type=UPDATE, headers={**BEARER, name: "x"}).status_code
        == 400
    )


def test_health_is_told_without_a_store_and_readiness_only_with_one(tmp_path):
    create_store(tmp_path / "store", Settings().base)
    served = Served(tmp_path / "store")
    assert served.client.get("/ready").json == {"status": "ready", "generation": 0}
    (tmp_path / "store").rename(tmp_path / "away")
    assert served.client.get("/health").json == {"status": "alive"}
    refused = served.client.get("/ready")
    assert (refused.status_code, refused.json["status"]) == (503, "not ready")
    (tmp_path / "away").rename(tmp_path / "store")
    assert served.client.get("/ready").status_code == 200
    close_app(served.app)


def test_metrics_are_for_this_machine_and_for_who_has_a_token(plain, client):
    plain.ask("ASK {}")
    here = plain.client.get("/metrics")
    assert (here.status_code, b"# TYPE" in here.data) == (200, True)
    assert plain.client.get("/metrics", environ_base=ELSEWHERE).status_code == 401
    assert plain.client.get("/metrics", environ_base=ELSEWHERE, headers=BEARER).status_code == 200
    assert client.get("/metrics", environ_base=ELSEWHERE).status_code == 403


def test_too_much_time_is_504_also_where_the_client_set_the_limit(tight, plain):
    assert tight.ask(ENDLESS).status_code == 504
    for send in (
        lambda: plain.client.get("/sparql", query_string={"query": ENDLESS, "timeout": "2"}),
        lambda: plain.client.post("/sparql", data={"query": ENDLESS, "timeout": "2"}),
    ):
        answer = send()
        assert (answer.status_code, answer.json["type"].rpartition("#")[2]) == (504, "time-limit")


def test_too_large_an_answer_is_413_and_too_large_a_request_is_413(tight):
    body = b"<urn:s> <urn:p> '" + b"x" * (3 << 20) + b"' ."
    for answer in (
        tight.put("/data?graph=urn:g", body),
        tight.update("INSERT DATA { <urn:s> <urn:p> '" + "x" * (3 << 20) + "' }"),
    ):
        assert answer.status_code == 413
    for part in range(2):
        literal = f"<urn:s> <urn:p> '{part}{'x' * 900_000}' ."
        assert tight.put("/data?graph=urn:g", literal, method="POST").status_code in (201, 204)
    assert tight.ask("SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }").status_code == 413
    assert tight.ask("ASK {}").status_code == 200


def test_too_much_memory_is_507_and_the_next_is_answered(tight):
    three = " ".join(f"VALUES ?v{number} {{ {NUMBERS} }}" for number in range(3))
    served = Served(tight.app.extensions["kg"].settings.store, query_workers=1, query_megabytes=1100)
    answer = served.ask(f"SELECT * {{ {three} }} ORDER BY ?v0 ?v1 ?v2")
    assert (answer.status_code, answer.json["type"].rpartition("#")[2]) == (507, "memory-limit")
    assert served.ask("ASK {}").status_code == 200
    close_app(served.app)


def test_all_workers_busy_is_503_with_a_time_to_try_again(tight):
    pool = tight.app.extensions["kg"].processes.pool
    kept = [pool._take(10**9, None)]
    try:
        answer = tight.ask("ASK { <urn:another> ?p ?o }")
    finally:
        for worker in kept:
            pool.give_back(worker)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_a_store_that_another_writes_is_503_with_a_time_to_try_again(plain, monkeypatch):
    writes = plain.app.extensions["kg"].processes.writes
    monkeypatch.setattr(writes, "_limits", type(writes._limits)(wait=0.1))
    store = plain.app.extensions["kg"].settings.store
    with open_store(store).write_lock(command="kg build elsewhere"):
        answer = plain.update("CLEAR GRAPH <urn:x>")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "kg build elsewhere" in answer.json["detail"]


def test_a_client_that_used_up_its_time_is_429_and_others_are_not(tight):
    for asked in range(9):  # the start of a worker is not charged: on a busy machine one query may not use it all up
        again = tight.ask(ENDLESS.replace("?n", f"?m{asked}"), environ_base={"REMOTE_ADDR": "203.0.113.9"})
        if again.status_code != 504:
            break
    assert asked > 0
    assert (again.status_code, again.json["type"].rpartition("#")[2]) == (429, "client-time")
    assert int(again.headers["Retry-After"]) >= 1
    for other in ({"REMOTE_ADDR": "203.0.113.10"}, {"REMOTE_ADDR": "127.0.0.1"}):
        assert tight.ask("ASK { <urn:never2> ?p ?o }", environ_base=other).status_code == 200


def test_a_page_that_a_new_generation_overtakes_is_made_anew(managed, monkeypatch):
    calls = []
    real = states.CurrentGraph.get

    def overtaken(self):
        calls.append(1)
        if len(calls) < 4:
            raise SupersededError("generation 1 is served no longer")
        return real(self)

    monkeypatch.setattr(states.CurrentGraph, "get", overtaken)
    assert managed.client.get("/").status_code == 200
    assert len(calls) >= 4


def test_a_page_that_is_overtaken_without_end_is_an_error_that_ends(managed, monkeypatch):
    def overtaken(_self):
        raise SupersededError("generation 1 is served no longer")

    monkeypatch.setattr(states.CurrentGraph, "get", overtaken)
    answer = managed.client.get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json["type"].endswith("#superseded")


def test_pages_show_a_generation_that_took_over(managed):
    before = managed.client.get("/", headers={"Accept": "text/html"})
    managed.update("INSERT DATA { GRAPH <urn:page> { <urn:s> <urn:p> 1 } }")
    after = managed.client.get("/", headers={"Accept": "text/html"})
    assert before.status_code == after.status_code == 200


def test_an_entity_tag_holds_until_something_is_written(plain):
    query = "SELECT ?o { GRAPH <urn:tag> { ?s ?p ?o } }"
    tag = plain.ask(query).headers["ETag"]
    assert plain.ask(query, headers={"If-None-Match": tag}).status_code == 304
    plain.update("INSERT DATA { GRAPH <urn:tag> { <urn:s> <urn:p> 'z' } }")
    fresh = plain.ask(query, headers={"If-None-Match": tag})
    assert (fresh.status_code, fresh.text.split()) == (200, ["o", "z"])


def test_the_description_tells_of_updates_only_where_there_are_any(plain, client):
    for served, writable in ((plain.client, True), (client, False)):
        text = served.get("/sparql", headers={"Accept": "application/n-triples"}).text
        assert ("SPARQL11Update" in text) is writable


def test_problems_are_json_with_all_their_members(plain):
    answer = plain.ask("SELECT")
    told = json.loads(answer.data)
    assert {"type", "title", "status", "detail", "line", "column"} <= told.keys()


@pytest.mark.parametrize(
    "accept", ["text/turtle, text/html;q=0.2", "text/turtle, text/html", "text/turtle, text/html;q=0"]
)
def test_who_wants_a_page_less_is_no_browser(plain, accept):
    described = plain.client.get("/sparql", headers={"Accept": accept})
    assert (described.status_code, described.mimetype) == (200, "text/turtle")
    wrong = plain.client.get("/sparql?query=SELECT", headers={"Accept": accept})
    assert (wrong.status_code, wrong.mimetype) == (400, "application/problem+json")
    assert plain.client.get("/nowhere", headers={"Accept": accept}).mimetype == "application/problem+json"


@pytest.mark.parametrize("name", ["Accept", "Accept-Encoding"])
def test_a_long_header_of_what_is_accepted_is_refused_unread(plain, name):
    answer = plain.client.get("/sparql?query=ASK{}", headers={name: "text/html," * 500})
    assert (answer.status_code, answer.mimetype) == (431, "application/problem+json")


def test_a_client_that_asks_too_much_at_the_same_time_is_429_and_others_are_not(tight):
    places = tight.app.extensions["kg"].places
    places.enter("203.0.113.20")
    for address in ("/sparql?query=ASK{<urn:places>?p?o}", "/ready", "/data?default"):
        answer = tight.client.get(address, environ_base={"REMOTE_ADDR": "203.0.113.20"})
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
        for other in ({"REMOTE_ADDR": "203.0.113.21"}, {"REMOTE_ADDR": "127.0.0.1"}):
            assert tight.client.get(address, environ_base=other).status_code == 200
    places.leave("203.0.113.20")
    assert tight.client.get("/ready", environ_base={"REMOTE_ADDR": "203.0.113.20"}).status_code == 200


def test_a_stranger_s_pages_and_looks_at_readiness_are_charged(managed, monkeypatch):
    charged = []
    monkeypatch.setattr(Budgets, "spend", lambda _self, who, seconds: charged.append((who, seconds > 0)))
    managed.update("INSERT DATA { GRAPH <urn:charged> { <urn:s> <urn:p> 2 } }")
    assert managed.client.get("/ready").status_code == 200
    assert charged == []
    assert managed.client.get("/ready", environ_base=ELSEWHERE).status_code == 200
    assert charged == [("198.51.100.7", True)]
    assert managed.client.get("/", environ_base=ELSEWHERE).status_code == 200
    assert len(charged) > 1


@pytest.mark.parametrize("media", [TURTLE, "application/n-quads", "application/rdf+xml"])
def test_a_document_with_a_term_of_a_megabyte_is_refused_and_nothing_of_it_is_kept(plain, media):
    long = "x" * 1_000_001
    body = (
        f"<urn:a> <urn:p> 'before' .\n<urn:a> <urn:p> '{long}' ." if media == TURTLE else f'<urn:a> <urn:p> "{long}" .'
    )
    if media.endswith("xml"):
        body = (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
            f'<rdf:Description rdf:about="urn:a"><u:p>{long}</u:p></rdf:Description></rdf:RDF>'
        )
    refused = plain.put("/data?graph=urn:long", body, media)
    assert (refused.status_code, refused.json["type"].rpartition("#")[2]) == (400, "malformed-data")
    assert "1,000,000 characters" in refused.json["detail"]
    assert plain.graph("/data?graph=urn:long") == 404


def test_a_large_document_of_short_terms_is_loaded_whole(plain):
    body = "".join(f"<urn:s{number}> <urn:p> _:b{number % 7} .\n" for number in range(40_000))
    assert plain.put("/data?graph=urn:many", body).status_code == 201
    assert len(body) > 1_000_000
    counted = plain.ask("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?m) { GRAPH <urn:many> { ?s ?p ?o } }")
    assert counted.text.split() == ["n,m", "40000,7"]
    assert plain.client.delete("/data?graph=urn:many", headers=BEARER).status_code == 204


def test_of_a_store_that_is_gone_no_path_is_told_and_the_log_tells_it(tmp_path, caplog):
    create_store(tmp_path / "nowhere", "https://example.org/")
    app = create_app(Settings(store=tmp_path / "nowhere"))
    client = app.test_client()
    (tmp_path / "nowhere").rename(tmp_path / "elsewhere")
    with caplog.at_level(logging.INFO, logger="kg.events"):
        for answer in (client.get("/sparql?query=ASK{}"), client.get("/ready"), client.get("/data?graph=urn:g")):
            assert answer.status_code == 503
            assert "there is no store" in answer.text
            assert "nowhere" not in answer.text
            assert str(tmp_path) not in answer.text
    told = [record.fields["reason"] for record in caplog.records if record.getMessage() == "store-error"]
    assert len(told) == 3
    assert all(str(tmp_path / "nowhere") in reason for reason in told)
    close_app(app)


def test_an_update_of_a_users_graph_keeps_the_network_that_was_projected_and_the_index(managed):
    store = open_store(managed.app.extensions["kg"].settings.store)
    assert managed.client.get("/paths?from=Petit&to=Otieno").status_code == 200
    assert managed.client.get("/search?q=negotiating").status_code == 200
    before = {file.name: file.stat().st_ino for file in store.derived(store.generation()).iterdir()}
    assert "search.sqlite" in before
    assert len(before) == 2
    assert managed.update("INSERT DATA { GRAPH <urn:own> { <urn:s> <urn:p> 7 } }").status_code == 204
    after = {file.name: file.stat().st_ino for file in store.derived(store.generation()).iterdir()}
    assert after == before


def test_a_plain_store_keeps_nothing_that_an_update_may_have_changed(plain):
    assert plain.update("INSERT DATA { GRAPH <urn:own> { <urn:s> <urn:p> 7 } }").status_code == 204
    store = open_store(plain.app.extensions["kg"].settings.store)
    place = store.derived(store.generation())
    place.mkdir(exist_ok=True)
    (place / "network").write_text("of before")
    assert plain.update("INSERT DATA { GRAPH <urn:own> { <urn:s> <urn:p> 8 } }").status_code == 204
    assert not store.derived(store.generation()).exists()


def test_no_page_and_no_hook_is_a_coroutine(plain):
    """The application does not run any: it would be answered as it stands."""
    app = plain.app
    hooks = [app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs]
    called = [*app.view_functions.values(), *(one for kind in hooks for some in kind.values() for one in some)]
    assert len(called) > 10
    assert not [one for one in called if inspect.iscoroutinefunction(one)]
