"""The service under kill -9, a full disk and SIGTERM, with clients that go on asking.

``KG_FAULT_ROUNDS`` is how often each process is killed (3 where it is not set); what the clients were told is printed.
"""

import os
import random
import resource
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import Load, Served, kill, wait_for_end

from kg.store import open_store

ROUNDS = int(os.environ.get("KG_FAULT_ROUNDS", "3"))
RECOVERY_LIMIT = 15.0  # seconds; a second or less where nothing else takes the processors
NUMBERS = " ".join(str(number) for number in range(1000))
SLOW = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ 1 2 3 4 }} }}"

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Served(tmp_path_factory.mktemp("served")) as running:
        yield running


def a_worker(service, chance):
    writer, workers = service.writer(), service.workers()
    return chance.choice([pid for pid in workers if pid != writer] or [0])


def the_writer(service, _chance):
    return service.writer()


def the_zygote(service, _chance):
    return service.zygote()


@pytest.mark.parametrize("victim", [a_worker, the_writer, the_zygote])
def test_whatever_is_killed_the_service_goes_on_and_keeps_what_it_acknowledged(service, victim):
    chance = random.Random(7)  # noqa: S311
    times = []
    with Load(service) as load:
        while len(times) < ROUNDS:
            time.sleep(chance.random() * 0.1)
            pid = victim(service, chance)
            if not pid or not kill(pid):
                continue
            times.append(service.recovered(RECOVERY_LIMIT))
            load.verify()
    load.verify()
    report(victim.__name__, times, load)
    assert service.process.poll() is None
    assert load.told["read", 500] == load.told["write", 500] == load.told["read", "broken"] == 0
    assert load.acknowledged


def test_the_whole_server_killed_leaves_no_process_and_started_again_all_it_acknowledged(tmp_path):
    chance = random.Random(8)  # noqa: S311
    times = []
    with Served(tmp_path) as service, Load(service) as load:
        for _ in range(ROUNDS):
            time.sleep(0.1 + chance.random() * 0.3)
            behind = [service.zygote(), *service.workers()]
            began = time.monotonic()
            service.kill()
            assert behind[0]
            assert wait_for_end(behind, 10.0) == []
            service.start()
            service.recovered(RECOVERY_LIMIT)
            times.append(time.monotonic() - began)
            load.verify()
        report("the_whole_server", times, load)
        assert load.told["read", 500] == load.told["write", 500] == 0


def report(victim, times, load):
    told = ", ".join(f"{kind} {status}: {count}" for (kind, status), count in sorted(load.told.items(), key=str))
    sys.stdout.write(
        f"\n{victim} killed {len(times)} times: answers again after {sum(times) / len(times):.2f} s (at most"
        f" {max(times):.2f}); {told}; acknowledged {len(load.acknowledged)}, lost 0, torn 0\n"
    )


def test_a_service_that_ends_leaves_no_process(tmp_path):
    with Served(tmp_path) as service:
        service.recovered(RECOVERY_LIMIT)
        behind = [service.zygote(), *service.workers()]
        assert len(behind) >= 2
        assert service.end() == 0
        assert wait_for_end(behind, 5.0) == []
        service.start()


@pytest.mark.parametrize(("room", "triples"), [(0, 1), (300, 1), (3000, 50), (200_000, 5000)])
def test_on_a_full_disk_a_write_is_refused_with_its_mend_and_reads_go_on(service, room, triples):
    service.recovered(RECOVERY_LIMIT)
    before = service.counts()
    turtle = "".join(f"<urn:s> <urn:p> 'number {number} of those that find no room' ." for number in range(triples))
    update = f"INSERT DATA {{ GRAPH <urn:full> {{ {turtle} }} }}".encode()
    _, hard = resource.prlimit(service.zygote(), resource.RLIMIT_FSIZE)
    resource.prlimit(service.zygote(), resource.RLIMIT_FSIZE, (room, hard))  # of the writers it forks from now on
    try:
        refused = [
            service.ask("POST", "/update", update, Content_Type="application/sparql-update"),
            service.ask("PUT", "/data?graph=urn:full", turtle.encode(), Content_Type="text/turtle"),
        ]
        for status, body, _ in refused:
            assert (status, b"Make room on the disk" in body) == (503, True), body
        assert service.counts() == before
    finally:
        resource.prlimit(service.zygote(), resource.RLIMIT_FSIZE, (hard, hard))
    assert service.ask("POST", "/update", update, Content_Type="application/sparql-update")[0] == 204
    assert service.counts() == {**before, "urn:full": triples}
    assert service.ask("DELETE", "/data?graph=urn:full")[0] == 204


def test_sigterm_lets_requests_and_a_waiting_write_end(tmp_path):
    with Served(tmp_path) as service:
        service.recovered(RECOVERY_LIMIT)
        told = {}

        def write():
            told["write"] = service.update("INSERT DATA { GRAPH <urn:last> { <urn:s> <urn:p> 1, 2, 3 } }")

        def read():
            told["read"] = service.ask("GET", "/sparql?" + urlencode({"query": SLOW, "format": "csv"}))[:2]

        threads = [threading.Thread(target=work) for work in (write, read)]
        with open_store(service.store).write_lock(command="kg build elsewhere"):
            for thread in threads:
                thread.start()
            time.sleep(0.3)  # both are under way
            service.process.terminate()
            time.sleep(0.5)
        for thread in threads:
            thread.join()
        assert service.process.wait(20) == 0
        assert told["write"] == 204
        assert told["read"] == (200, b"n\r\n4000000\r\n")
        service.start()
        assert service.counts()["urn:last"] == 3
