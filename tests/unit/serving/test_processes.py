"""All processes behind one service."""

import gc
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from numbered import asking
from served import wait_for_end

from kg.errors import OverloadError, StoreError
from kg.serving.pool import Limits
from kg.serving.processes import Processes
from kg.serving.write_queue import WriteLimits
from kg.store import open_store


def fetch(iri, _seconds):
    raise AssertionError(iri)


@pytest.fixture
def processes(path):
    running = Processes(path, size=1, limits=Limits(), write_limits=WriteLimits(), fetch=fetch)
    yield running
    running.close()


def test_none_is_started_before_the_first_request_and_none_is_left_after_closing(processes):
    assert processes.pids() == (os.getpid(),)
    b"".join(processes.pool.ask(asking("ASK {}")))
    own, *others = processes.pids()
    assert (own, len(others)) == (os.getpid(), 2)
    processes.close()
    processes.close()
    assert wait_for_end(others, 5) == []
    assert processes.pids() == (os.getpid(),)


def test_a_writer_is_told_from_workers_and_its_loss_is_told_as_a_writers(path):
    lost = []
    running = Processes(
        path, size=1, limits=Limits(), write_limits=WriteLimits(wait=20.0), fetch=fetch,
        lost=lambda *told: lost.append(told),
    )  # fmt: skip
    asked = {"operation": "update", "update": "CLEAR ALL", "address": "urn:x:", "using": [], "using_named": []}
    try:
        b"".join(running.pool.ask(asking("ASK {}")))
        with ThreadPoolExecutor(1) as threads, open_store(path).write_lock(command="test"):
            writing = threads.submit(running.writes.write, asked)
            while not (writers := running.parts()["writer"]):
                time.sleep(0.002)
            assert [len(pids) for pids in running.parts().values()] == [1, 1, 1, 1]
            os.kill(writers[0], signal.SIGKILL)
            assert isinstance(writing.exception(20), OverloadError)
        assert lost == [("writer", "killed")]
        assert running.parts()["writer"] == ()
    finally:
        running.close()


def test_pool_and_writes_stay_the_same(processes):
    assert processes.pool is processes.pool
    assert processes.writes is processes.writes


def test_a_check_tells_that_all_can_begin(processes):
    processes.check()
    assert len(processes.pids()) == 3


@pytest.mark.parametrize("megabytes", [20, 200])
@pytest.mark.parametrize("which", ["queries", "writes"])
def test_a_check_tells_which_memory_is_too_little(path, which, megabytes):
    limits = {"limits": Limits(), "write_limits": WriteLimits()}
    if which == "queries":
        limits["limits"] = Limits(memory_bytes=megabytes << 20)
    else:
        limits["write_limits"] = WriteLimits(memory_bytes=megabytes << 20)
    running = Processes(path, size=1, **limits, fetch=fetch)
    with pytest.raises(StoreError, match="KG_QUERY_MEGABYTES"):
        running.check()
    running.close()


def test_forgotten_they_end(path):
    running = Processes(path, size=1, limits=Limits(), write_limits=WriteLimits(), fetch=fetch)
    b"".join(running.pool.ask(asking("ASK {}")))
    others = running.pids()[1:]
    del running
    gc.collect()
    assert wait_for_end(list(others), 5) == []


def test_a_fork_ends_nothing_of_its_parents_and_gets_its_own(processes, monkeypatch):
    b"".join(processes.pool.ask(asking("ASK {}")))
    others, first = processes.pids()[1:], processes._running
    real = os.getpid()
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: real + 1)
        first.close()
        assert processes.pool is not first.pool
        second = processes._running
    assert first.zygote.pids() == others
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: real + 1)
        second.close()
    first.close()
