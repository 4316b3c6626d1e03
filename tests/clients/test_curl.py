"""curl: the commands of the documentation, and what only a client so near to HTTP shows.

Collected only where curl is installed: see ``tests/conftest.py``.
"""

import gzip
import json
import subprocess

import pytest
from running import MANY, ORIGIN

from kg.vocabulary import DIP

MEETINGS = f"query=SELECT ?e {{ ?e a <{DIP}Meeting> }}"
ALL = "query=SELECT * { ?s <urn:x:number> ?o }"


def curl(*words, data=None):
    """What curl writes."""
    return subprocess.run(
        ["curl", "-sS", "--max-time", "60", *words], input=data, capture_output=True, check=True
    ).stdout


def headed(*words, data=None):
    """Status, headers (lower case) and body."""
    head, _, body = curl("-i", "-H", "Expect:", *words, data=data).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body


@pytest.mark.parametrize(
    ("media", "begins"),
    [
        ("text/csv", b"e\r\n"),
        ("text/tab-separated-values", b"?e\n"),
        ("application/sparql-results+json", b'{"head"'),
        ("application/sparql-results+xml", b"<?xml"),
    ],
)
def test_select_in_the_form_accepted(service, media, begins):
    status, headers, body = headed(service.query, "--data-urlencode", MEETINGS, "-H", f"Accept: {media}")
    assert status == 200
    assert headers["content-type"].partition(";")[0] == media
    assert body.startswith(begins)


@pytest.mark.parametrize("way", [("-G",), ()])
def test_ask_in_the_address_and_as_a_form(service, way):
    assert json.loads(curl(*way, service.query, "--data-urlencode", "query=ASK {}"))["boolean"] is True


def test_a_query_as_the_body(service):
    told = curl(service.query, "-H", "Content-Type: application/sparql-query", "--data-binary", "@-", data=b"ASK {}")
    assert json.loads(told)["boolean"] is True


@pytest.mark.parametrize(
    "query", [f"CONSTRUCT WHERE {{ ?e a <{DIP}Meeting> }}", f"DESCRIBE ?e {{ ?e a <{DIP}Meeting> }}"]
)
def test_construct_and_describe_as_triples(service, query):
    body = curl(service.query, "--data-urlencode", f"query={query}", "-d", "format=ntriples")
    assert f"<{DIP}Meeting> .".encode() in body


def test_a_graph_is_put_read_added_to_and_deleted(service):
    place = f"{service.data}?graph=urn:x:curl"
    write = ("-H", f"Authorization: {service.authorization}")
    turtle = ("-H", "Content-Type: text/turtle")
    assert headed("-T", "-", *write, *turtle, place, data=b"<urn:x:a> <urn:x:b> 1 .")[0] == 201
    assert headed("-X", "POST", "--data-binary", "<urn:x:a> <urn:x:b> 2 .", *write, *turtle, place)[0] == 204
    assert curl(place, "-H", "Accept: application/n-triples").count(b"\n") == 2
    assert headed("-I", place)[0] == 200
    assert headed("-X", "DELETE", *write, place)[0] == 204
    assert headed(place)[0] == 404


def test_several_files_are_posted_at_once(service, tmp_path):
    for i in range(2):
        (tmp_path / f"{i}.ttl").write_text(f"<urn:x:a> <urn:x:b> {i} .")
    parts = [word for i in range(2) for word in ("-F", f"{i}=@{tmp_path}/{i}.ttl;type=text/turtle")]
    place = f"{service.data}?graph=urn:x:files"
    assert headed(*parts, "-H", f"Authorization: {service.authorization}", place)[0] == 201
    assert curl(place, "-H", "Accept: application/n-triples").count(b"\n") == 2


def test_what_is_written_under_a_name_of_the_service_s_choosing_lies_there(service):
    write = ("-H", f"Authorization: {service.authorization}", "-H", "Content-Type: text/turtle")
    status, headers, _ = headed("-X", "POST", "--data-binary", "<> <urn:x:b> 1 .", *write, service.data)
    assert status == 201
    assert headers["location"].startswith(f"{service.data}/")
    assert f"<{headers['location']}>".encode() in curl(headers["location"], "-H", "Accept: application/n-triples")


@pytest.mark.parametrize(
    ("words", "status", "kind"),
    [
        (("--data-urlencode", "query=SELECT"), 400, "malformed-query"),
        (("--data-urlencode", "query=SELECT * { SERVICE <urn:x:a> { ?s ?p ?o } }"), 403, "refused-query"),
        (("--data-urlencode", MEETINGS, "-H", "Accept: image/png"), 406, "not-offered"),
        (("-X", "DELETE"), 405, "method-not-allowed"),
        (("-H", "Content-Type: text/plain", "-d", "ASK {}"), 415, "unsupported-media-type"),
        (("--data-urlencode", "query=ASK {}", "-d", "timeout=soon"), 400, "wrong-request"),
    ],
)
def test_errors_are_problems_with_status_and_type(service, words, status, kind):
    told, headers, body = headed(service.query, *words)
    assert (told, headers["content-type"]) == (status, "application/problem+json")
    problem = json.loads(body)
    assert (problem["status"], problem["type"].rpartition("#")[2]) == (status, kind)


def test_an_update_without_the_token_is_told_how_to_send_one(service):
    status, headers, body = headed(service.update, "-d", "update=CLEAR ALL")
    assert (status, headers["www-authenticate"].partition(" ")[0].lower()) == (401, "bearer")
    assert "Authorization: Bearer" in json.loads(body)["detail"]


def test_what_articles_say_is_written_by_nobody(service):
    own = ("-H", f"Authorization: {service.authorization}")
    status, _, body = headed(service.update, *own, "-d", "update=CLEAR DEFAULT")
    assert (status, json.loads(body)["type"].rpartition("#")[2]) == (403, "forbidden")


def test_a_large_answer_is_streamed_and_whole(plain):
    status, headers, body = headed(plain.query, "--data-urlencode", ALL, "-H", "Accept: text/csv", "--raw")
    assert (status, headers.get("transfer-encoding")) == (200, "chunked")
    body = curl(plain.query, "--data-urlencode", ALL, "-H", "Accept: text/csv")
    assert body.count(b"\r\n") == MANY + 1


def test_a_client_that_stops_reading_leaves_the_service_well(plain):
    for _ in range(3):
        asked = ["curl", "-sS", plain.query, "--data-urlencode", ALL]
        with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            process.stdout.read(1000)
            process.kill()
    assert json.loads(curl(plain.query, "-d", "query=ASK{}"))["boolean"] is True


def test_gzip_is_sent_to_who_asks_and_holds_the_same(plain):
    asked = ("-G", plain.query, "--data-urlencode", ALL, "-H", "Accept: text/csv")
    whole = curl(*asked)
    for _ in range(2):  # as it comes, then from the cache
        status, headers, body = headed(*asked, "-H", "Accept-Encoding: gzip")
        assert (status, headers["content-encoding"]) == (200, "gzip")
        assert len(body) < len(whole) / 3
        assert gzip.decompress(body) == whole
        assert {"Accept", "Accept-Encoding"} <= {word.strip() for word in headers["vary"].split(",")}
    assert curl("--compressed", *asked) == whole


def test_what_has_not_changed_is_not_sent_again(service):
    asked = ("-G", service.query, "--data-urlencode", MEETINGS)
    tag = headed(*asked)[1]["etag"]
    status, _, body = headed(*asked, "-H", f"If-None-Match: {tag}")
    assert (status, body) == (304, b"")
    curl("-H", f"Authorization: {service.authorization}", service.update, "-d", "update=CREATE SILENT GRAPH <urn:x:t>"
         " ; INSERT DATA { GRAPH <urn:x:tag> { <urn:x:a> <urn:x:b> 1 } }")  # fmt: skip
    assert headed(*asked, "-H", f"If-None-Match: {tag}")[0] == 200


def test_pages_of_the_origin_that_is_set_may_ask_and_others_may_not(service):
    preflight = ("-X", "OPTIONS", "-H", "Access-Control-Request-Method: POST", service.query)
    status, headers, _ = headed(*preflight, "-H", f"Origin: {ORIGIN}")
    assert (status, headers["access-control-allow-origin"]) == (200, ORIGIN)
    assert "POST" in headers["access-control-allow-methods"]
    assert "Authorization" in headers["access-control-allow-headers"]
    _, headers, _ = headed(service.query, "-d", "query=ASK{}", "-H", f"Origin: {ORIGIN}")
    assert headers["access-control-allow-origin"] == ORIGIN
    assert "ETag" in headers["access-control-expose-headers"]
    _, headers, _ = headed(service.query, "-d", "query=ASK{}", "-H", "Origin: https://evil.example.org")
    assert "access-control-allow-origin" not in headers


def test_without_the_setting_no_page_of_another_origin_may_ask(plain):
    _, headers, _ = headed(plain.query, "-d", "query=ASK{}", "-H", f"Origin: {ORIGIN}")
    assert "access-control-allow-origin" not in headers


def test_the_service_describes_itself(service):
    status, headers, body = headed(service.query, "-H", "Accept: text/turtle")
    assert (status, headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert b"Service" in body
