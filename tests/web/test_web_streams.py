"""An answer that breaks off in its middle never looks whole: over a real socket, with ``kg serve``."""

import gzip
import http.client
import socket
import threading
import zlib
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import Served, wait_for_end

NUMBERS = " ".join(str(number) for number in range(1000))
LARGE = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }} }}"
ADDRESS = "/sparql?" + urlencode({"query": LARGE, "format": "csv"})
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """Answers may have 4 MB."""
    with Served(tmp_path_factory.mktemp("streams"), KG_ANSWER_MEGABYTES="4") as running:
        yield running


def begun(service, **headers):
    """An answer whose first bytes have come."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    connection.request("GET", ADDRESS, headers=headers)
    response = connection.getresponse()
    assert response.status == 200
    return connection, response


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_an_answer_that_grows_too_large_breaks_the_connection(service, coding):
    connection, response = begun(service, **{"Accept-Encoding": coding})
    with pytest.raises(http.client.IncompleteRead) as caught:
        response.read()
    connection.close()
    came = caught.value.partial
    if coding == "gzip":
        with pytest.raises((EOFError, zlib.error)):
            gzip.decompress(came)
    else:
        assert MEGABYTE < len(came) <= 4 * MEGABYTE
    assert service.ask("GET", "/ready")[0] == 200


def test_a_client_that_goes_away_frees_the_worker(service):
    for _ in range(4):
        connection, response = begun(service)
        response.read(10)
        connection.close()
        response.close()
    answer = service.table("SELECT (1 AS ?one) {}")
    assert answer == [{"one": "1"}]


def test_a_request_that_breaks_off_in_its_body_writes_nothing(service):
    head = (
        "PUT /data?graph=urn:half HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/turtle\r\n"
        "Authorization: Bearer secret-of-the-tests\r\nContent-Length: 1000\r\n\r\n<urn:s> <urn:p> 1 ."
    )
    with socket.create_connection(("127.0.0.1", service.port)) as raw:
        raw.sendall(head.encode())
    assert service.ask("GET", "/data?graph=urn:half")[0] == 404


def test_readers_and_writers_beside_each_other_see_whole_answers(service):
    """Every answer is a generation's: seven triples of each graph."""
    wrong, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            counts = set(service.counts().values())
            if counts - {7}:
                wrong.append(counts)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(5):
        triples = " ".join(f"<urn:s> <urn:p> {value} ." for value in range(7))
        assert service.update(f"INSERT DATA {{ GRAPH <urn:{number}> {{ {triples} }} }}") == 204
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(service.counts()) == 5


def test_many_requests_leave_no_process_and_no_descriptor(service):
    def count():
        return len(list(Path(f"/proc/{service.pid}/fd").iterdir())), len(service.workers())

    service.ask("GET", "/ready")
    for _ in range(3):
        connection, response = begun(service)
        connection.close()
        response.close()
    service.update("INSERT DATA { GRAPH <urn:0> { <urn:s> <urn:p> 0 } }")
    first = count()
    for _ in range(12):
        service.ask("GET", "/sparql?query=SELECT")
        connection, response = begun(service)
        connection.close()
        response.close()
    service.update("INSERT DATA { GRAPH <urn:0> { <urn:s> <urn:p> 1 } }")
    assert wait_for_end(service.workers()[2:], 5) == []
    assert count()[1] <= 2
    assert count()[0] <= first[0] + 4  # connections that linger
