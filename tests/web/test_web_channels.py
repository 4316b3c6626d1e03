"""What the server beneath the application refuses, and how an answer breaks off for HTTP/1.0: over real sockets."""

import http.client
import json
import socket
from urllib.parse import urlencode

import pytest
from served import TOKEN, Served

NUMBERS = " ".join(str(number) for number in range(1000))
LARGE = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }} }}"
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """Requests may have 2 MB, and answers 4 MB."""
    folder = tmp_path_factory.mktemp("channels")
    with Served(folder, KG_ANSWER_MEGABYTES="4", KG_REQUEST_MEGABYTES="2") as running:
        yield running


def raw(service, sent):
    """The whole answer to some bytes, as it came."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        connection.sendall(sent)
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)


def problem(answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    told = json.loads(body)
    assert head.split(b" ")[1] == str(told["status"]).encode()
    number = next(line.partition(b": ")[2] for line in head.splitlines() if line.startswith(b"Demarche-Request"))
    return told, number.decode()


@pytest.mark.parametrize("megabytes", [3, 30])
def test_a_body_beyond_the_limit_is_a_problem_that_its_sender_can_read_and_stands_in_the_log(service, megabytes):
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    connection.request("PUT", "/data?graph=urn:large", b" " * megabytes * MEGABYTE, headers)
    response = connection.getresponse()
    told = json.loads(response.read())
    connection.close()
    assert (response.status, response.headers["Content-Type"]) == (413, "application/problem+json")
    assert told["type"].endswith("#size-limit")
    assert "may have 2 MB" in told["detail"]
    number = response.headers["Demarche-Request"]
    (event,) = [one for one in service.events if one.get("request") == number and one["event"] == "request"]
    assert (event["status"], event["method"], event["path"], event["outcome"]) == (413, "PUT", "/data", "size")


def test_a_body_in_chunks_beyond_the_limit_is_the_same_problem(service):
    def pieces():
        for _ in range(8):
            yield b" " * MEGABYTE

    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    connection.request("PUT", "/data?graph=urn:large", pieces(), headers, encode_chunked=True)
    response = connection.getresponse()
    assert (response.status, json.loads(response.read())["status"]) == (413, 413)
    connection.close()


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"GET /sparql?query=\xe9 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "Escape all that is not ASCII"),
        (b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400, "not HTTP as it is understood here"),
        (b"GET /?" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 431, "by POST"),
        (b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "Transfer-Encoding"),
    ],
)
def test_what_is_no_http_is_a_problem_too_and_counted(service, sent, status, words):
    told, number = problem(raw(service, sent))
    assert (told["status"], words in told["detail"]) == (status, True)
    (event,) = [one for one in service.events if one.get("request") == number]
    assert (event["event"], event["status"]) == ("request", status)
    assert f'status="{status}"' in service.ask("GET", "/metrics")[1].decode()


def test_a_client_of_http_1_0_is_told_by_a_reset_that_its_answer_broke_off(service):
    address = "/sparql?" + urlencode({"query": LARGE, "format": "csv"})
    with pytest.raises(ConnectionResetError):
        raw(service, f"GET {address} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())


def test_a_client_of_http_1_0_gets_a_whole_answer_to_its_end(service):
    query = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS[:300]} }} }}"
    answer = raw(service, f"GET /sparql?{urlencode({'query': query, 'format': 'csv'})} HTTP/1.0\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.0 200 ")
    assert answer.endswith(b"\r\n")
    assert answer.count(b"\r\n") > 50_000
