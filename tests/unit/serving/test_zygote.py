"""The process that forks workers."""

import gc
import os
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest
from served import children, is_alive, wait_for_end

from kg.errors import OverloadError, StoreError
from kg.serving import nursery as nurseries
from kg.serving import zygote as zygotes
from kg.serving.frames import ChannelClosedError, Kind, error_of
from kg.serving.nursery import Nursery
from kg.serving.zygote import Child, Zygote
from kg.web.metrics import read_usage

WORKER = {"database": "", "base": "urn:x:", "memory_bytes": 2 << 30}


def ready(child):
    assert child.channel.receive(deadline=time.monotonic() + 20).kind is Kind.READY
    return child


def gone(child):
    with pytest.raises(ChannelClosedError):
        child.channel.receive(deadline=time.monotonic() + 10)
    child.channel.close()


@pytest.fixture
def own():
    running = Zygote()
    yield running
    running.close()


def test_a_worker_ends_when_its_channel_closes_and_leaves_no_zombie(zygote):
    child = ready(zygote.fork("query", WORKER))
    assert child.pid in zygote.pids()
    child.channel.close()
    assert wait_for_end([child.pid], 5) == []
    assert zygote.ending(child) == 0
    assert child.pid not in zygote.pids()
    assert not Path(f"/proc/{child.pid}").exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_how_a_worker_ended_is_known(zygote, number):
    child = ready(zygote.fork("query", WORKER))
    os.kill(child.pid, number)
    gone(child)
    assert zygote.ending(child) == -number


def test_a_worker_that_fails_at_its_start_ends_with_1(zygote):
    child = zygote.fork("query", {})  # without what it must be told
    told = error_of(child.channel.receive(deadline=time.monotonic() + 20).json())
    assert "a worker cannot begin: KeyError" in told.message
    gone(child)
    assert zygote.ending(child) == 1


def test_the_ending_of_a_stranger_is_told_at_once_and_not_waited_for(zygote):
    child = ready(zygote.fork("query", WORKER))
    child.kill()
    gone(child)
    zygote.ending(child)
    began = time.monotonic()
    assert zygote.ending(child) == -signal.SIGKILL
    assert time.monotonic() - began < zygotes.STATUS_SECONDS


@pytest.mark.parametrize("role", ["query", "writer", "probe"])
@pytest.mark.parametrize("megabytes", [20, 200])
def test_a_worker_with_too_little_memory_to_begin_says_so(zygote, role, megabytes):
    child = zygote.fork(role, WORKER | {"memory_bytes": megabytes << 20})
    told = error_of(child.channel.receive(deadline=time.monotonic() + 20).json())
    assert "KG_UPDATE_MEGABYTES" in told.mend
    gone(child)
    assert zygote.ending(child) == 1


def test_a_worker_that_has_ended_is_no_more_killed_though_another_has_its_number(zygote):
    first = ready(zygote.fork("query", WORKER))
    first.kill()
    gone(first)
    zygote.ending(first)
    other = ready(zygote.fork("query", WORKER))
    stale = Child(other.pid, first.channel, first.name, zygote)
    stale.kill()
    stale.give_way()
    assert zygote.ending(stale) == -signal.SIGKILL
    assert is_alive(other.pid)
    assert os.getpriority(os.PRIO_PROCESS, other.pid) == os.getpriority(os.PRIO_PROCESS, 0)
    other.channel.close()


def test_a_worker_gives_way_with_all_its_threads(zygote):
    child = ready(zygote.fork("query", WORKER))
    child.give_way()
    threads = [int(place.name) for place in Path(f"/proc/{child.pid}/task").iterdir()]
    assert len(threads) > 1
    assert {os.getpriority(os.PRIO_PROCESS, thread) for thread in threads} == {10}
    child.channel.close()


def test_a_worker_that_only_closed_its_channel_is_ended_by_who_asks_how_it_ended(zygote):
    child = ready(zygote.fork("query", WORKER))
    os.kill(child.pid, signal.SIGSTOP)
    child.channel.close()
    assert zygote.ending(child) == -signal.SIGKILL
    assert wait_for_end([child.pid], 5) == []


def test_a_killed_zygote_takes_its_workers_along_and_is_replaced(own):
    child = ready(own.fork("query", WORKER))
    first = own.pids()[0]
    os.kill(first, signal.SIGKILL)
    gone(child)
    assert own.ending(child) == -signal.SIGKILL
    again = ready(own.fork("query", WORKER))
    assert own.pids()[0] != first
    again.channel.close()
    assert not is_alive(child.pid)


def test_closed_it_leaves_no_process_and_starts_none(own):
    children_of_it = [ready(own.fork("query", WORKER)) for _ in range(2)]
    pids = own.pids()
    assert len(pids) == 3
    own.close()
    assert wait_for_end(list(pids), 5) == []
    with pytest.raises(StoreError, match="the service is ending"):
        own.fork("query", WORKER)
    assert own.pids() == ()
    for child in children_of_it:
        child.channel.close()


def test_an_unknown_role_is_an_error_that_ends(own):
    with pytest.raises(StoreError, match="ends at once"):
        own.fork("cook", {})


def test_secrets_are_not_in_its_environment(monkeypatch):
    for name in ("KG_TOKEN", "KG_TOKENS", "KG_TOKENS_FILE"):
        monkeypatch.setenv(name, "not-for-workers")
    own = Zygote()
    try:
        child = ready(own.fork("query", WORKER))
        for pid in own.pids():
            with suppress(PermissionError):  # they hide it from all but root
                assert b"not-for-workers" not in Path(f"/proc/{pid}/environ").read_bytes()
        assert "not-for-workers" not in zygotes._environment().values()
        child.channel.close()
    finally:
        own.close()


def test_workers_take_no_descriptors_along_neither_here_nor_there(zygote):
    ready(zygote.fork("query", WORKER)).channel.close()
    pid = zygote.pids()[0]

    def counts():
        gc.collect()
        return tuple(read_usage(of).files for of in (os.getpid(), pid))  # root alone is told those of the zygote

    before = counts()
    for _ in range(5):
        child = ready(zygote.fork("query", WORKER))
        other = ready(zygote.fork("query", WORKER))
        child.channel.close()
        assert wait_for_end([child.pid], 5) == []  # which it does only if the other holds no copy of its channel
        other.kill()
        gone(other)
    assert counts() == before
    assert not set(children(pid)) & {child.pid, other.pid}


def test_what_a_worker_used_of_the_processors_is_known_until_it_has_gone(zygote):
    child = ready(zygote.fork("query", WORKER))
    assert 0 < child.processor_seconds() < 10
    child.kill()
    gone(child)
    zygote.ending(child)
    assert child.processor_seconds() == 0


def test_a_fork_waits_no_longer_than_its_deadline_for_a_zygote_that_is_silent_and_the_next_one_is_its_own(own):
    first = ready(own.fork("query", WORKER))
    zygote = own.pids()[0]
    os.kill(zygote, signal.SIGSTOP)
    try:
        for _ in range(3):
            with pytest.raises(OverloadError):
                own.fork("query", WORKER, time.monotonic() + 0.05)
    finally:
        os.kill(zygote, signal.SIGCONT)
    child = ready(own.fork("query", WORKER, time.monotonic() + 20))
    assert own.pids()[0] == zygote
    child.kill()
    gone(child)
    assert own.ending(child) == -signal.SIGKILL
    end = time.monotonic() + 20
    while set(own.pids()) != {zygote, first.pid}:  # what was made too late ends by itself
        assert time.monotonic() < end
        time.sleep(0.01)
    first.channel.close()


def test_a_fork_waits_no_longer_than_its_deadline_for_its_turn(own):
    with own._lock, pytest.raises(OverloadError):
        own.fork("query", WORKER, time.monotonic() + 0.05)


def test_a_zygote_that_is_silent_for_too_long_is_replaced(own, monkeypatch):
    ready(own.fork("query", WORKER)).channel.close()
    zygote = own.pids()[0]
    monkeypatch.setattr(zygotes, "_REPLY_SECONDS", 0.2)
    os.kill(zygote, signal.SIGSTOP)
    with pytest.raises(OverloadError):
        own.fork("query", WORKER, time.monotonic() + 0.05)
    monkeypatch.setattr(zygotes, "STATUS_SECONDS", 0.1)
    time.sleep(0.2)
    monkeypatch.setattr(zygotes, "_REPLY_SECONDS", 30.0)
    ready(own.fork("query", WORKER)).channel.close()
    assert not is_alive(zygote)
    assert own.pids()[0] != zygote


def test_many_that_end_at_once_are_all_told_apart(own):
    children = [ready(own.fork("query", WORKER)) for _ in range(24)]
    first = own.pids()[0]
    for child in children:
        os.kill(child.pid, signal.SIGKILL)
    for child in children:
        gone(child)
    assert [own.ending(child) for child in children] == [-signal.SIGKILL] * len(children)
    assert own.pids() == (first,)


def test_endings_that_nobody_asks_for_are_forgotten_the_oldest_first(monkeypatch):
    ends = iter([(100 + number, 0) for number in range(5)] + [(0, 0)])
    monkeypatch.setattr(nurseries, "_KEPT", 3)
    monkeypatch.setattr(os, "waitpid", lambda *_: next(ends))
    one, other = socket.socketpair()
    with one, other:
        nursery = Nursery(one, {})
        for number in range(5):
            nursery._living[number], nursery._names[100 + number] = 100 + number, number
        nursery._reap()
    assert list(nursery._endings) == [2, 3, 4]
    assert not nursery._living


def test_a_zygote_that_may_open_no_more_files_says_so_and_lives_on():
    one, other = socket.socketpair()
    with one, other:
        told = Nursery(one, {})._answer({"fork": "query", "name": 1}, [])
    assert told == {"error": "Too many open files"}
