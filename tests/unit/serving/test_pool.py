"""The pool of query workers, and answers while they come."""

import os
import shutil
import signal
import socket
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from numbered import asking, commit
from served import wait_for_end

from kg.errors import (
    KgError,
    MemoryLimitError,
    OverBudgetError,
    OverloadError,
    QueryError,
    SizeLimitError,
    StoreError,
    StoreMissingError,
    SupersededError,
    TimeLimitError,
)
from kg.serving import coming as comings
from kg.serving import pool as pools
from kg.serving.coming import Worker
from kg.serving.frames import Channel, Kind, frame_bytes
from kg.serving.pool import Limits, Pool
from kg.serving.zygote import Child
from kg.store import create_store

VALUE = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
NUMBERS = " ".join(str(number) for number in range(1000))
LONG = f"SELECT * {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} }}"  # 8 MB, which no socket holds
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{number} {{ {NUMBERS} }}' for number in range(5))} }}"


def rows(pool, query=VALUE, **options):
    return b"".join(pool.ask(asking(query), **options)).decode().split()[1:]


@contextmanager
def kept_busy(pool):
    """One of the workers is in the middle of an answer."""
    answer = pool.ask(asking(LONG))
    try:
        yield answer
    finally:
        answer.close()


@contextmanager
def in_background(work):
    """The work in a thread; its value or error stands in the list when that has ended."""
    told = []

    def run():
        try:
            told.append(work())
        except KgError as error:
            told.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    yield told
    thread.join(20)
    assert not thread.is_alive()


def until(condition, limit=60.0):
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


@pytest.fixture
def single(path, zygote):
    """One worker."""
    running = Pool(path, zygote, size=1, limits=Limits(seconds=10.0, waiting=2))
    yield running
    running.close()


def test_a_request_is_answered_from_the_newest_generation(pool, path):
    assert rows(pool) == ["1"]
    number = commit(path, 2)
    answer = pool.ask(asking(VALUE))
    assert (b"".join(answer), answer.generation) == (b"o\r\n2\r\n", number)
    assert pool.generation() == number


def test_every_generation_has_a_name_of_its_own(pool, path):
    names = [pool.newest().name]
    for value in (2, 3, 2):
        commit(path, value)
        names.append(pool.newest().name)
    assert len(set(names)) == 4


def test_workers_are_kept_and_asked_again(pool):
    rows(pool)
    workers = list(pool._idle)
    for _ in range(5):
        rows(pool)
    assert pool._idle == workers
    assert pool.states() == {"idle": 1, "busy": 0, "starting": 0}


def test_an_answer_that_has_begun_is_read_to_its_end_while_the_generation_changes(pool, path):
    commit(path, *range(20_000))
    answer = pool.ask(asking("SELECT ?o { ?s ?p ?o . BIND('a text of some length, so that pieces wait' AS ?t) }"))
    pieces = iter(answer)
    first = next(pieces)
    commit(path, 7)
    assert rows(pool) == ["7"]
    assert (first + b"".join(pieces)).count(b"\r\n") == 20_001
    assert pool.states()["busy"] == 0
    assert rows(pool) == ["7"]  # never again from a worker of the old one
    assert rows(pool) == ["7"]


def test_readers_see_one_generation_after_the_other_and_never_an_older_one_again(pool, path):
    seen, errors, stop = {}, [], threading.Event()

    def read(number):
        try:
            while not stop.is_set():
                newest = pool.generation()
                answer = pool.ask(asking(VALUE))
                value = int(b"".join(answer).split()[1])
                assert value == answer.generation >= newest
                seen.setdefault(number, []).append(value)
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for value in range(2, 14):
        commit(path, value)
        assert pool.warm() == value
        assert rows(pool) == [str(value)]
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert all(values == sorted(values) for values in seen.values())


def test_who_looked_at_the_pointer_earlier_and_comes_later_does_not_set_it_back(pool, path, monkeypatch):
    old = pool._look()
    number = commit(path, 2)
    assert pool.generation() == number
    looks = iter([old])
    real = pool._look
    monkeypatch.setattr(pool, "_look", lambda: next(looks, None) or real())
    epoch = pool._seen.epoch
    assert pool.generation() == number
    assert pool._seen.epoch == epoch


def test_a_generation_that_is_served_no_longer_is_refused(pool, path):
    first = pool.generation()
    assert rows(pool, generation=first) == ["1"]
    commit(path, 2)
    with pytest.raises(SupersededError):
        rows(pool, generation=first)


def test_who_waited_for_a_worker_across_a_switch_is_not_answered_from_another_generation(single, path):
    first = single.generation()
    with kept_busy(single) as answer, in_background(lambda: rows(single, generation=first)) as told:
        until(lambda: single.waiting)
        commit(path, 2)
        single.generation()
        answer.close()
        until(lambda: told)
    assert isinstance(told[0], SupersededError)
    assert single.states()["busy"] == 0
    assert rows(single) == ["2"]


def test_who_looks_whether_a_generation_answers_does_not_make_the_pool_larger(single, path, zygote):
    before = len(zygote.pids())
    with kept_busy(single):
        for value in (2, 3, 4):
            number = commit(path, value)
            assert single.warm() == number
        assert single.states() == {"idle": 0, "busy": 1, "starting": 0}
        until(lambda: len(zygote.pids()) == before + 1)
    assert rows(single) == ["4"]


def test_workers_that_died_while_nobody_asked_them_are_not_noticed_by_who_asks(pool, lost):
    workers = [pool._take(time.monotonic() + 10, None) for _ in range(2)]
    for worker in workers:
        pool.give_back(worker)
    for worker in workers:
        worker.child.kill()
    assert wait_for_end([worker.child.pid for worker in workers], 5) == []
    assert rows(pool) == ["1"]
    assert lost == ["killed", "killed"]
    assert pool.states() == {"idle": 1, "busy": 0, "starting": 0}


def test_a_dead_zygote_is_not_noticed_by_who_asks(path):
    zygote = pools.Zygote()
    pool = Pool(path, zygote, size=2, limits=Limits())
    try:
        assert rows(pool) == ["1"]
        pids = zygote.pids()
        os.kill(pids[0], signal.SIGKILL)
        assert wait_for_end(list(pids), 5) == []
        assert rows(pool) == ["1"]
    finally:
        pool.close()
        zygote.close()


def test_a_worker_killed_in_the_middle_of_its_answer_is_told_and_replaced(pool, lost):
    with kept_busy(pool) as answer:
        (worker,) = pool._busy
        os.kill(worker.child.pid, signal.SIGKILL)
        with pytest.raises(OverloadError, match="ended from outside"):
            b"".join(answer)
    assert lost == ["killed"]  # closing the answer ended nothing a second time
    assert pool.states() == {"idle": 0, "busy": 0, "starting": 0}
    assert rows(pool) == ["1"]


def test_a_query_killed_before_its_answer_began_is_asked_once_more(pool):
    with in_background(lambda: rows(pool, ENDLESS, seconds=8.0)) as told:
        killed = set()
        while not told:
            for worker in list(pool._busy):
                if worker.child.pid not in killed:
                    time.sleep(0.1)
                    killed.add(worker.child.pid)
                    worker.child.kill()
            time.sleep(0.002)
    assert isinstance(told[0], OverloadError)
    assert len(killed) == 2


def test_a_crash_is_the_fault_of_the_query(pool, lost):
    with in_background(lambda: rows(pool, ENDLESS)) as told:
        until(lambda: pool._busy)
        time.sleep(0.1)
        os.kill(next(iter(pool._busy)).child.pid, signal.SIGSEGV)
    assert isinstance(told[0], QueryError)
    assert lost == ["crash"]
    assert rows(pool) == ["1"]


def test_a_query_beyond_its_time_is_ended_with_its_worker(pool, zygote, lost):
    with pytest.raises(TimeLimitError):
        rows(pool, ENDLESS, seconds=0.3)
    until(lambda: len(zygote.pids()) == 1)
    assert (lost, pool.states()["busy"]) == (["time"], 0)
    assert rows(pool) == ["1"]


def test_a_client_may_lower_the_limit_and_not_raise_it(path, zygote):
    pool = Pool(path, zygote, size=1, limits=Limits(seconds=0.3))
    began = time.monotonic()
    with pytest.raises(TimeLimitError):
        rows(pool, ENDLESS, seconds=50.0)
    assert time.monotonic() - began < 10
    pool.close()


def test_a_query_beyond_its_memory_is_ended_and_the_next_is_answered(path, zygote):
    lost = []
    pool = Pool(path, zygote, size=1, limits=Limits(seconds=20.0, memory_bytes=1200 << 20), lost=lost.append)
    several = " ".join(f"VALUES ?v{number} {{ {NUMBERS} }}" for number in range(3))
    with pytest.raises(MemoryLimitError):
        rows(pool, f"SELECT * {{ {several} }} ORDER BY ?v0 ?v1 ?v2")
    assert lost == ["memory"]
    assert rows(pool) == ["1"]
    pool.close()


def test_an_answer_beyond_the_limit_of_bytes_is_told(path, zygote):
    pool = Pool(path, zygote, size=1, limits=Limits(answer_bytes=1000))
    with pytest.raises(SizeLimitError):
        rows(pool, LONG)
    (worker,) = pool._idle
    assert rows(pool) == ["1"]
    assert pool._idle == [worker]
    pool.close()


def test_an_answer_nobody_reads_on_ends_its_worker_at_once(pool, lost):
    with kept_busy(pool):
        (worker,) = pool._busy
    assert wait_for_end([worker.child.pid], 5) == []
    assert (lost, pool.states()["busy"]) == (["left"], 0)


def test_more_than_may_wait_are_sent_away_at_once(single):
    with kept_busy(single):
        with in_background(lambda: rows(single, seconds=1.0)), in_background(lambda: rows(single, seconds=1.0)) as told:
            until(lambda: single.waiting == 2)
            with pytest.raises(OverloadError, match="too many requests wait"):
                rows(single)
        assert isinstance(told[0], OverloadError)  # its own time is over
    assert single.waiting == 0
    assert rows(single) == ["1"]


def test_who_waits_is_answered_when_a_worker_comes_free(single):
    with kept_busy(single) as answer, in_background(lambda: rows(single)) as told:
        until(lambda: single.waiting)
        b"".join(answer)
    assert told == [["1"]]


def test_a_worker_that_comes_free_just_as_the_first_in_the_row_gives_up_is_the_next_ones(single, monkeypatch):
    wait, first = single._free.wait, []

    def too_late(timeout):
        first.append(threading.current_thread())
        told = wait(timeout)
        return told and threading.current_thread() is not first[0]

    monkeypatch.setattr(single._free, "wait", too_late)
    worker = single._take_counted(time.monotonic() + 10, None)
    with in_background(lambda: rows(single)) as gave_up:
        until(lambda: single.waiting == 1)
        with in_background(lambda: rows(single, seconds=5.0)) as told:
            until(lambda: single.waiting == 2)
            single.give_back(worker)
    assert isinstance(gave_up[0], OverloadError)
    assert told == [["1"]]


def test_who_waits_while_the_pool_closes_is_told(path, zygote):
    pool = Pool(path, zygote, size=1, limits=Limits())
    with kept_busy(pool), in_background(lambda: rows(pool)) as told:
        until(lambda: pool.waiting)
        pool.close()
    assert isinstance(told[0], OverloadError)


def test_errors_of_a_query_leave_its_worker_idle(pool, lost):
    for query, error in (("SELECT", QueryError), ("ASK {", QueryError)):
        with pytest.raises(error):
            rows(pool, query)
    assert pool.states() == {"idle": 1, "busy": 0, "starting": 0}
    assert lost == []


def test_a_store_taken_away_is_told_and_one_put_in_its_place_is_served(pool, path):
    assert rows(pool) == ["1"]
    shutil.move(path, path.parent / "away")
    with pytest.raises(StoreMissingError):
        rows(pool)
    create_store(path, "https://example.org/")
    commit(path, 5)
    assert pool.generation() == 1  # a number it had before
    assert rows(pool) == ["5"]


def test_a_damaged_generation_is_told_and_a_restored_one_served(pool, path):
    place = path / "generations" / "1" / "graph"
    shutil.move(place, path / "kept")
    with pytest.raises(StoreError, match="cannot be opened"):
        rows(pool)
    assert pool.states() == {"idle": 0, "busy": 0, "starting": 0}
    shutil.move(path / "kept", place)
    assert rows(pool) == ["1"]


def test_no_descriptor_is_left_open_whatever_becomes_of_workers(pool, path):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    rows(pool)
    before = count()
    for value in range(3):
        commit(path, value)
        rows(pool)
        with kept_busy(pool):
            pass
        with pytest.raises((TimeLimitError, OverloadError)):  # the latter where its process begins too late
            rows(pool, ENDLESS, seconds=0.05)
        rows(pool)
    until(lambda: count() == before, limit=10.0)  # another test's thread may be ending


def test_a_long_query_leaves_its_place_to_others_and_the_next_keeps_its_own_for_a_while(single, monkeypatch):
    monkeypatch.setattr(pools, "_PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(pools, "_LAST_PATIENCE_SECONDS", 0.3)
    with in_background(lambda: rows(single, ENDLESS, seconds=5.0)) as told:
        until(lambda: any(worker.gives_way for worker in single._busy))
        assert rows(single)  # from a worker beside it
        with pytest.raises(OverloadError, match="long queries"):
            rows(single, ENDLESS)
        assert not told
        assert rows(single)
    assert isinstance(told[0], TimeLimitError)


def test_a_query_that_others_keep_from_the_processors_is_no_long_one(single, monkeypatch):
    monkeypatch.setattr(pools, "_PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(Child, "processor_seconds", lambda _self: 0.05)
    with in_background(lambda: rows(single, ENDLESS, seconds=1.0)) as told:
        until(lambda: len(single._busy) == 1)
        time.sleep(0.3)
        assert not any(worker.gives_way for worker in single._busy)
    assert isinstance(told[0], TimeLimitError)


def test_a_query_that_takes_very_long_is_a_long_one_whatever_it_uses(single, monkeypatch):
    monkeypatch.setattr(comings, "_CLOCK", 0.5)
    monkeypatch.setattr(Child, "processor_seconds", lambda _self: 0.0)
    with in_background(lambda: rows(single, ENDLESS, seconds=1.0)):
        until(lambda: any(worker.gives_way for worker in single._busy))


def test_an_answer_that_keeps_coming_may_be_of_a_long_query(single, monkeypatch):
    monkeypatch.setattr(pools, "_PATIENCE_SECONDS", 0.0)
    answer = single.ask(asking("SELECT * { VALUES ?a { 1 2 } }"))
    b"".join(answer)
    assert not single.states()["idle"]  # its worker runs at a low priority, and answers no other


class Account:
    """Who has how many workers, and for how long they had one."""

    def __init__(self):
        self.inside = 0
        self.charged = []
        self.refuses = False

    def __call__(self):
        if self.refuses:
            raise OverBudgetError(retry_after=1)
        self.inside += 1
        return self.leave

    def leave(self, seconds):
        self.inside -= 1
        self.charged.append(seconds)


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def counted(path, zygote, account):
    pool = Pool(path, zygote, size=1, limits=Limits(seconds=60, waiting=1), enter=account)
    yield pool
    pool.close()


def test_waiting_for_a_worker_is_not_counted_as_having_one(counted, account):
    answer = counted.ask(asking(LONG))
    with in_background(lambda: rows(counted)) as told:
        until(lambda: counted.waiting == 1)
        assert account.inside == 2
        freed = time.monotonic()
        answer.close()
    assert isinstance(told[0], list)
    assert account.inside == 0
    assert account.charged[-1] <= time.monotonic() - freed


@pytest.mark.parametrize("query", [VALUE, "SELECT", ENDLESS])
def test_whatever_comes_of_a_request_its_worker_is_counted_once(counted, account, query):
    seconds = 0.2 if query == ENDLESS else 0.0
    with suppress(KgError):
        rows(counted, query, seconds=seconds)
    assert (account.inside, len(account.charged)) == (0, 1)
    assert account.charged[0] >= seconds / 2


def test_an_answer_is_counted_until_its_end_or_until_it_is_left(counted, account):
    with kept_busy(counted):
        assert (account.inside, account.charged) == (1, [])
    assert (account.inside, len(account.charged)) == (0, 1)


def test_who_gets_no_worker_is_let_out_uncharged(counted, account):
    with kept_busy(counted):
        with pytest.raises(OverloadError):
            rows(counted, seconds=0.01)
        assert (account.inside, account.charged) == (1, [0.0])


def test_who_is_not_let_in_takes_no_worker(counted, account):
    account.refuses = True
    with pytest.raises(OverBudgetError):
        rows(counted)
    assert counted.states()["busy"] == 0


def stopped(pool):
    """The pool's worker, which is idle and reads nothing."""
    assert rows(pool) == ["1"]
    (worker,) = pool._idle
    os.kill(worker.child.pid, signal.SIGSTOP)
    return worker


def test_a_long_query_to_a_worker_that_reads_nothing_ends_at_its_deadline(single):
    worker = stopped(single)
    with pytest.raises(TimeLimitError):
        rows(single, VALUE + " " * 900_000, seconds=0.3)
    assert wait_for_end([worker.child.pid], 5) == []
    assert rows(single) == ["1"]


def test_a_worker_that_only_closes_its_channel_is_ended(single):
    worker = stopped(single)
    worker.channel._socket.shutdown(socket.SHUT_RDWR)
    assert rows(single) == ["1"]
    assert wait_for_end([worker.child.pid], 5) == []


@pytest.mark.parametrize(
    "sent",
    [
        frame_bytes(Kind.HEAD, b"["),
        frame_bytes(Kind.ERROR, b"[]"),
        b"\xff\xff\xff\xffH",
        frame_bytes(Kind.HEAD) + b"\xff\xff\xff\xffP",
        frame_bytes(Kind.HEAD) + frame_bytes(Kind.END, b"1"),
    ],
)
def test_a_worker_that_sends_what_is_no_answer_is_ended_and_its_place_is_free(single, monkeypatch, sent):
    ours, theirs = Channel.pair()
    worker = Worker(Child(0, ours, 0, single._zygote), 1, single._seen.epoch)
    single._busy.enter(worker)
    theirs.send_bytes(sent)
    with monkeypatch.context() as patch:
        patch.setattr(single, "_take", lambda *_: worker)
        with pytest.raises(StoreError, match="a process of the service sent"):
            single.ask(asking(VALUE))
    assert single.states() == {"idle": 0, "busy": 0, "starting": 0}
    theirs.close()
    assert ours.fileno() == -1
    assert rows(single) == ["1"]


def test_an_unforeseen_error_takes_no_place_for_good(single, monkeypatch):
    assert rows(single) == ["1"]

    def unforeseen(*_, **__):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(Channel, "send", unforeseen)
    with pytest.raises(RuntimeError):
        rows(single)
    monkeypatch.undo()
    assert single.states() == {"idle": 0, "busy": 0, "starting": 0}
    assert rows(single) == ["1"]


@pytest.mark.parametrize("megabytes", [20, 200])
def test_too_little_memory_to_begin_is_told_as_that(path, zygote, megabytes):
    pool = Pool(path, zygote, size=1, limits=Limits(memory_bytes=megabytes << 20))
    with pytest.raises(StoreError, match="KG_QUERY_MEGABYTES"):
        rows(pool)
    assert pool.states()["starting"] == 0
    pool.close()


def test_a_worker_that_does_not_begin_is_waited_for_no_longer_than_the_request_may_take(single, monkeypatch):
    ours, theirs = Channel.pair()
    monkeypatch.setattr(single._zygote, "fork", lambda *_: Child(0, ours, 0, single._zygote))
    monkeypatch.setattr(Channel, "receive", late)
    with pytest.raises(OverloadError, match="no process could be started"):
        rows(single, seconds=0.2)
    assert single.states()["starting"] == 0
    theirs.close()


def late(_channel, *, deadline):
    """Nothing comes."""
    time.sleep(max(0.0, deadline - time.monotonic()))
    raise TimeoutError


def test_a_store_of_another_base_in_the_place_of_one_is_read_under_its_own(pool, path, tmp_path):
    assert b"".join(pool.ask(asking("SELECT ?o { ?s ?p ?o }"))).split()[1:] == [b"1"]
    other = "https://other.example/"
    create_store(tmp_path / "other", other)
    commit(tmp_path / "other", 2)
    path.rename(tmp_path / "before")
    (tmp_path / "other").rename(path)
    answer = b"".join(pool.ask(asking("CONSTRUCT WHERE { ?s ?p ?o }", graph_media=["text/turtle"])))
    assert f"@prefix : <{other}>".encode() in answer
    assert b"<urn:p> 2" in answer
    assert pool.base == other
