"""A request that was answered is answered again as it was, without being read again, and only then."""

import gzip
import json
import logging

import pytest
from flask.testing import FlaskClient

from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.store import create_store
from kg.web import close_app, create_app
from kg.web.repeats import LONGEST_BODY
from kg.web.statuses import PROBLEMS

SECRET = "secret-of-the-tests"  # noqa: S105 - opens nothing but stores that are thrown away
ASKED = {"query": "SELECT ?o { <urn:s> <urn:p> ?o } ORDER BY ?o", "format": "csv"}
NUMBERED = "Demarche-Request"


class Client(FlaskClient):
    """Reads every answer whole: what is told of it is told when it has ended."""

    def open(self, *args, **kwargs):
        return super().open(*args, **{**kwargs, "buffered": True})


class Served:
    """An application over a plain store that counts the requests which it reads."""

    def __init__(self, path, **settings):
        create_store(path, Settings().base)
        self.app = create_app(Settings(store=path, **settings), tokens=Tokens([("here", "ann", SECRET)]))
        self.app.test_client_class = Client
        self.client = self.app.test_client()
        self.read = 0
        self.app.before_request(self._count)

    def _count(self):
        self.read += 1

    def ask(self, parameters=ASKED, **options):
        return self.client.get("/sparql", query_string=parameters, **options)

    def update(self, text):
        return self.client.post("/update", data={"update": text}, headers={"Authorization": f"Bearer {SECRET}"})


@pytest.fixture
def served(tmp_path):
    made = Served(tmp_path / "store", cors="https://a.example")
    made.update("INSERT DATA { <urn:s> <urn:p> 1 }")
    yield made
    close_app(made.app)


def is_read(served, **options):
    """Whether the application reads the same request, asked for the third time."""
    for _ in range(2):
        answer = served.ask(**options)
    before = served.read
    again = served.ask(**options)
    assert (again.status_code, again.data) == (answer.status_code, answer.data)
    return served.read > before


def test_the_same_request_is_answered_as_before_without_being_read(served):
    first, read = served.ask(), served.read
    second = served.ask()
    assert served.read == read
    assert (second.status_code, second.data) == (200, first.data)
    numbers = [dict(answer.headers).pop(NUMBERED) for answer in (first, second)]
    assert numbers[0] != numbers[1]
    kept = [sorted(pair for pair in answer.headers if pair[0] != NUMBERED) for answer in (first, second)]
    assert kept[0] == kept[1]


def test_an_answer_given_again_is_counted_and_written_down(served, caplog):
    served.ask()
    with caplog.at_level(logging.INFO, logger="kg.events"):
        again = served.ask()
    told = [record.fields for record in caplog.records if record.getMessage() == "query"]
    assert [line["outcome"] for line in told] == ["cached"]
    assert (told[0]["request"], told[0]["bytes"]) == (again.headers[NUMBERED], len(again.data))
    assert told[0]["query"] == ASKED["query"]
    assert 'demarche_queries_total{outcome="cached"} 1' in served.client.get("/metrics").text


def test_a_write_ends_what_was_remembered(served):
    served.ask()
    assert served.ask().text.split() == ["o", "1"]
    served.update("INSERT DATA { <urn:s> <urn:p> 2 }")
    assert served.ask().text.split() == ["o", "1", "2"]
    assert not is_read(served)


def test_whoever_accepts_something_else_gets_something_else(served):
    forms = {"application/sparql-results+json": "{", "application/sparql-results+xml": "<", "text/csv": "o"}
    for _ in range(3):
        for accept, begin in forms.items():
            answer = served.ask({"query": ASKED["query"]}, headers={"Accept": accept})
            assert answer.text.startswith(begin)
            assert answer.content_type.startswith(accept)


def test_a_zipped_answer_is_given_to_those_alone_who_accept_it(served):
    served.update(f"INSERT DATA {{ <urn:s> <urn:p> {', '.join(map(str, range(3000)))} }}")
    for _ in range(3):
        plain, zipped = served.ask(), served.ask(headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in plain.headers
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(zipped.data) == plain.data
    assert not is_read(served, headers={"Accept-Encoding": "gzip"})


def test_a_stranger_host_is_refused_what_another_was_answered(served):
    assert not is_read(served)
    assert served.ask(headers={"Host": "evil.example"}).status_code == 400


def test_a_proxy_that_is_not_known_is_refused_what_another_was_answered(served):
    assert not is_read(served)
    assert served.ask(headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 400


def test_other_origins_are_told_apart(served):
    for _ in range(3):
        shared = served.ask(headers={"Origin": "https://a.example"})
        assert shared.headers["Access-Control-Allow-Origin"] == "https://a.example"
        assert "Access-Control-Allow-Origin" not in served.ask(headers={"Origin": "https://b.example"}).headers
        assert "Access-Control-Allow-Origin" not in served.ask().headers


@pytest.mark.parametrize(
    "options",
    [
        {"headers": {"If-None-Match": '"other"'}},
        {"headers": {"X-Not-Known": "1"}},
        {"headers": {"Authorization": "Bearer x"}},
        {"headers": {"Content-Type": "application/x-www-form-urlencoded"}, "data": "timeout=1"},
    ],
    ids=["condition", "unknown header", "token", "body"],
)
def test_what_may_be_answered_otherwise_is_read(served, options):
    assert is_read(served, **options)


def posted(served, body, media="application/x-www-form-urlencoded", **options):
    return served.client.post("/sparql", data=body, content_type=media, headers={"Accept": "text/csv"}, **options)


@pytest.mark.parametrize(
    ("media", "bodies"),
    [
        ("application/x-www-form-urlencoded", ["query=ASK+{}", "query=SELECT+(1+AS+?x)+{}"]),
        ("application/sparql-query", ["ASK {}", "SELECT (1 AS ?x) {}"]),
    ],
)
def test_a_query_in_a_body_is_answered_again_as_well_and_another_is_another(served, media, bodies):
    first = [posted(served, body, media).data for body in bodies]
    read = served.read
    assert [posted(served, body, media).data for body in bodies] == first == [b"true\n", b"x\r\n1\r\n"]
    assert served.read == read


def test_the_same_bytes_in_a_body_of_another_type_are_another_request(served):
    for _ in range(3):
        assert posted(served, "ASK {}", "application/sparql-query").status_code == 200
        assert posted(served, "ASK {}", "text/plain").status_code == 415


def test_a_form_s_parameters_count(served):
    named = "query=ASK+{+<urn:s>+?p+?o+}"
    for _ in range(3):
        assert posted(served, named).data == b"true\n"
        assert posted(served, f"{named}&default-graph-uri=urn:none").data == b"false\n"


def test_a_long_body_is_read(served):
    body = f"query=ASK+{{}}&_={'x' * LONGEST_BODY}"
    for _ in range(2):
        assert posted(served, body).data == b"true\n"
    before = served.read
    assert posted(served, body).data == b"true\n"
    assert served.read == before + 1


def test_a_body_that_breaks_off_is_an_error_each_time(served):
    for _ in range(2):
        assert posted(served, "query=ASK+{", content_length=40).status_code == 400


def test_a_browser_s_headers_change_nothing(served):
    assert not is_read(served, headers={"User-Agent": "x", "Sec-Fetch-Mode": "cors", "Cookie": "a=b"})


@pytest.mark.parametrize(
    "query",
    ["SELECT * {", "SELECT (NOW() AS ?now) {}", "SELECT (RAND() AS ?any) {}", ""],
    ids=["wrong", "now", "rand", "none"],
)
def test_what_is_no_lasting_answer_is_read(served, query):
    for _ in range(2):
        served.ask({"query": query, "format": "json"})
    before = served.read
    served.ask({"query": query, "format": "json"})
    assert served.read == before + 1


def test_one_that_has_the_answer_is_told_so(served):
    tag = served.ask().headers["ETag"]
    assert served.ask(headers={"If-None-Match": tag}).status_code == 304


def test_what_the_cache_has_dropped_is_made_anew(tmp_path):
    served = Served(tmp_path / "store", cache_megabytes=0)
    assert is_read(served)
    close_app(served.app)


def test_a_store_that_was_taken_away_is_told_of(served, tmp_path):
    served.ask()
    (tmp_path / "store").rename(tmp_path / "elsewhere")
    gone = served.ask()
    assert (gone.status_code, json.loads(gone.data)["type"]) == (503, f"{PROBLEMS}store")


def test_only_so_many_requests_are_remembered(served, monkeypatch):
    monkeypatch.setattr("kg.web.repeats.MOST", 2)
    others = [{**ASKED, "query": f"ASK {{ ?s ?p {number} }}"} for number in range(3)]
    for other in others:
        served.ask(other)
    before = served.read
    served.ask(others[0])
    assert served.read == before + 1
    served.ask(others[2])
    assert served.read == before + 1


def test_a_proxy_that_says_nonsense_is_refused_what_was_answered_before(tmp_path):
    served = Served(tmp_path / "store", proxy="127.0.0.1")
    told = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Host": "a.example"}
    for _ in range(3):
        assert served.ask(headers=told).status_code == 200
    assert served.ask(headers={**told, "X-Forwarded-Proto": "gopher"}).status_code == 400
    assert served.ask(headers={**told, "X-Forwarded-For": "nobody"}).status_code == 400
    close_app(served.app)


def test_a_header_that_is_too_long_is_refused_what_was_answered_before(served):
    assert not is_read(served, headers={"Accept-Language": "en"})
    assert served.ask(headers={"Accept-Language": "x" * 5000}).status_code == 431
