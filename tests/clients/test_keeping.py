"""``kg backup`` and ``kg restore`` beside a service at work."""

import json
import subprocess
import sys
import threading
import urllib.parse
import urllib.request

import pytest
from running import running


@pytest.fixture
def service(tmp_path):
    with running(tmp_path / "store", tmp_path / "said.txt") as found:
        yield found


def kg(*words):
    command = [sys.executable, "-m", "kg", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def post(address, service, **form):
    request = urllib.request.Request(
        address, urllib.parse.urlencode(form).encode(), {"Authorization": service.authorization}
    )
    with urllib.request.urlopen(request, timeout=60) as answered:
        return answered.read(), answered.headers


def write(service, number):
    """The default graph holds so many numbers from here on."""
    numbers = " ".join(f"<urn:x:{i}> <urn:x:of> {number} ." for i in range(number))
    post(service.update, service, update=f"CLEAR DEFAULT ; INSERT DATA {{ {numbers} }}")


def read(service):
    """How many there are, and how many there should be; and the answer's tag."""
    query = "SELECT (COUNT(*) AS ?n) (MIN(?of) AS ?least) (MAX(?of) AS ?most) { ?s <urn:x:of> ?of }"
    body, headers = post(service.query, service, query=query)
    row = json.loads(body)["results"]["bindings"][0]
    return {int(row[name]["value"]) for name in ("n", "least", "most")}, headers["ETag"]


def test_a_service_at_work_goes_over_to_what_is_restored_and_tags_of_before_are_no_more(service, tmp_path):
    write(service, 3)
    kg("backup", tmp_path / "b.tar", "--store", service.store)
    write(service, 5)
    held, tag = read(service)
    assert held == {5}
    kg("restore", tmp_path / "b.tar", "--store", service.store, "--replace")
    restored, other = read(service)
    assert restored == {3}
    assert other != tag
    write(service, 7)
    assert read(service)[0] == {7}


def test_backups_beside_writes_over_http_hold_each_write_whole_or_not_at_all(service, tmp_path):
    write(service, 1)
    done = threading.Event()
    written = []

    def write_on():
        while not done.is_set():
            write(service, 2 + len(written) % 30)
            written.append(1)

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        for i in range(3):
            kg("backup", tmp_path / f"{i}.tar", "--store", service.store)
    finally:
        done.set()
        writer.join()
    assert written
    for i in range(3):
        kg("restore", tmp_path / f"{i}.tar", "--store", service.store, "--replace")
        assert len(read(service)[0]) == 1
