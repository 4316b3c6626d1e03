"""The writes that wait, and the writer that makes them."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import reported_world
from numbered import BASE, asking, commit
from served import wait_for_end

from kg.errors import (
    DataError,
    ForbiddenError,
    OverloadError,
    PreconditionError,
    QueryError,
    SourceError,
    StoreBusyError,
    StoreError,
    TimeLimitError,
    UnknownGraphError,
)
from kg.serving import write_queue, writer
from kg.serving.broker import Fetched
from kg.serving.frames import Channel
from kg.serving.pool import Limits, Pool
from kg.serving.write_queue import WriteLimits, WriteQueue, _Begun
from kg.serving.zygote import Child, Zygote
from kg.store import create_store, open_reader, open_store

TURTLE = b"<urn:s> <urn:p> 'one' , 'two' . [] <urn:p> 'three' ."


def update(text, **more):
    return {
        "operation": "update", "update": text, "address": "http://localhost/update", "using": [],
        "using_named": [], **more,
    }  # fmt: skip


def insert(value, graph="urn:g"):
    return update(f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:s> <urn:p> '{value}' }} }}")


def put(body, *, operation="put", graph="urn:g", media="text/turtle"):
    request = {"operation": operation, "graph": graph, "address": "http://localhost/data"}
    return {**request, "parts": [(media, 0, len(body))] if body else []}, body


def until(condition, limit=60.0):
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.002)


class Pages:
    """What LOAD finds, by IRI; remembers who was asked, and for how long."""

    def __init__(self):
        self.asked = []
        self.seconds = []

    def __call__(self, iri, seconds):
        self.asked.append(iri)
        self.seconds.append(seconds)
        if iri == "http://a.example/slow":
            time.sleep(seconds)
            raise SourceError(f"{iri} takes more than {seconds} seconds")
        if iri == "http://a.example/ok":
            return Fetched(content=TURTLE, media_type="text/turtle", iri=iri)
        if iri == "http://a.example/broken":
            return Fetched(content=b"<urn:s> <urn:p> 'one' . <", media_type="text/turtle", iri=iri)
        raise SourceError(f"{iri} cannot be fetched")


class Made:
    """A queue over a store of its own, with a pool to read what was written."""

    def __init__(self, path, zygote, **limits):
        self.path = path
        self.pages = Pages()
        self.pool = Pool(path, zygote, size=1, limits=Limits())
        self.lost = []
        self.queue = WriteQueue(
            path, zygote, self.pool, limits=WriteLimits(**{"wait": 60.0, **limits}), fetch=self.pages,
            lost=self.lost.append,
        )  # fmt: skip
        self.begun = threading.Event()
        make = self.queue._make

        def making(together):
            self.begun.set()
            return make(together)

        self.queue._make = making

    def values(self, graph="urn:g"):
        query = f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} ORDER BY ?o"
        return b"".join(self.pool.ask(asking(query))).decode().split()[1:]

    def together(self, *writes):
        """Values or errors of writes that wait at the same moment, in their order."""
        self.begun.clear()
        with ThreadPoolExecutor(len(writes) + 1) as threads:
            with open_store(self.path).write_lock(command="test"):
                first = threads.submit(self.queue.write, insert("first", "urn:first"))
                assert self.begun.wait(60)
                asked = []
                for write in writes:
                    asked.append(threads.submit(self.queue.write, *write))
                    until(lambda: self.queue.waiting == sum(not task.done() for task in asked))  # some are refused
            first.result(60)
            return [task.exception(60) or task.result() for task in asked]

    def close(self):
        self.queue.close()
        self.pool.close()


@pytest.fixture
def make(tmp_path, zygote):
    """Makes queues, and closes them."""
    made = []

    def of(path=None, **limits):
        if path is None:
            path = tmp_path / f"store{len(made)}"
            create_store(path, BASE)
        made.append(Made(path, zygote, **limits))
        return made[-1]

    yield of
    for one in made:
        one.close()


@pytest.fixture
def made(make):
    return make()


def test_a_write_answers_reads_when_it_is_acknowledged(made):
    told = made.queue.write(insert("x"))
    assert told == {"generation": 1}
    assert made.pool.generation() == 1
    assert made.values() == ["x"]


def test_writes_that_wait_together_share_a_generation(made):
    told = made.together(*[(insert(value),) for value in "abc"])
    assert {one["generation"] for one in told} == {2}
    assert made.values() == ["a", "b", "c"]
    assert made.queue.generations == 2


def test_a_write_that_is_wrong_is_told_so_and_those_beside_it_are_made(made):
    told = made.together(
        (insert("a"),), (update("INSERT DATA { <urn:s> "),), (insert("b"),),
        (update("CREATE GRAPH <urn:new> ; CREATE GRAPH <urn:new>"),),
    )  # fmt: skip
    assert all(isinstance(one, QueryError) for one in told[1::2])
    assert made.values() == ["a", "b"]
    assert "urn:new" not in open_reader(made.path).graphs()


def test_an_update_of_several_operations_is_made_whole_or_not_at_all(made):
    with pytest.raises(QueryError):
        made.queue.write(update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } } ; CREATE GRAPH <urn:g>"))
    assert made.pool.generation() == 0


def test_a_put_that_fails_in_its_middle_leaves_no_half_beside_other_writes(made):
    made.queue.write(*put(TURTLE))
    broken = TURTLE + b" <urn:s> <urn:p> "
    told = made.together((insert("a", "urn:h"),), put(broken), put(broken, operation="post"), (insert("b", "urn:h"),))
    assert [type(one) for one in told[1:3]] == [DataError, DataError]
    assert made.values() == ["one", "three", "two"]
    assert made.values("urn:h") == ["a", "b"]


def test_what_goes_wrong_unforeseen_in_a_put_spoils_its_edition(monkeypatch, tmp_path):
    create_store(tmp_path / "alone", BASE)
    commit(tmp_path / "alone", 1, graph="urn:g")
    storage = open_store(tmp_path / "alone")
    monkeypatch.setattr(writer.Writer, "_load", lambda *_, **__: (_ for _ in ()).throw(RuntimeError("unforeseen")))
    with storage.write_lock(command="test"), storage.edition() as (reader, edition):
        one, other = Channel.pair()
        with pytest.raises(writer._SpoiledError):
            writer.Writer(one, reader, edition, storage)._graph(put(TURTLE)[0], TURTLE)
        one.close()
        other.close()


@pytest.mark.parametrize("media", ["text/html", "application/sparql-results+json", "text/turtle"])
def test_a_document_that_is_not_what_it_says_is_refused_and_writes_nothing(made, media):
    with pytest.raises(DataError):
        made.queue.write(*put(b"{ no turtle", media=media))
    assert made.pool.generation() == 0


def test_put_replaces_post_adds_and_delete_removes_a_graph(made):
    assert made.queue.write(*put(b"<urn:s> <urn:p> 'a' ."))["created"]
    assert not made.queue.write(*put(b"<urn:s> <urn:p> 'b' ."))["created"]
    assert made.values() == ["b"]
    assert not made.queue.write(*put(b"<urn:s> <urn:p> 'c' .", operation="post"))["created"]
    assert made.values() == ["b", "c"]
    made.queue.write(*put(b"", operation="delete"))
    assert open_reader(made.path).graphs() == ()
    with pytest.raises(UnknownGraphError):
        made.queue.write(*put(b"", operation="delete"))


def conditional(body, *, match=(), none_match=(), **options):
    request, body = put(body, **options)
    return {**request, "match": list(match), "none_match": list(none_match)}, body


def test_a_write_under_a_condition_that_does_not_hold_writes_nothing(made):
    made.queue.write(*put(b"<urn:s> <urn:p> 'a' ."))
    tag = f"{made.pool.newest().name}.abc"
    made.queue.write(insert("x", "urn:other"))
    for condition in ({"match": [tag]}, {"none_match": ["*"]}):
        for operation, body in (("put", TURTLE), ("post", TURTLE), ("delete", b"")):
            with pytest.raises(PreconditionError):
                made.queue.write(*conditional(body, operation=operation, **condition))
    with pytest.raises(PreconditionError):
        made.queue.write(*conditional(TURTLE, match=["*"], graph="urn:new"))
    assert made.values() == ["a"]
    assert made.queue.generations == 2


def test_a_write_under_a_condition_that_holds_is_made(made):
    assert made.queue.write(*conditional(b"<urn:s> <urn:p> 'a' .", none_match=["*"]))["created"]
    made.queue.write(*conditional(b"<urn:s> <urn:p> 'b' .", match=[f"{made.pool.newest().name}.abc"]))
    assert made.values() == ["b"]
    made.queue.write(*conditional(b"", operation="delete", match=["*"]))
    assert made.values() == []


def test_of_several_writes_together_under_the_same_tag_one_is_made(made):
    made.queue.write(*put(b"<urn:s> <urn:p> 'a' ."))
    with ThreadPoolExecutor(3) as threads:
        made.begun.clear()
        with open_store(made.path).write_lock(command="test"):
            tag = f"{made.pool.newest().name}.abc"
            asked = []
            for value in (b"b", b"c", b"d"):
                body = b"<urn:s> <urn:p> '" + value + b"' ."
                asked.append(threads.submit(made.queue.write, *conditional(body, match=[tag])))
            until(lambda: made.begun.is_set() and len(asked) == 3)
        errors = [task.exception(60) for task in asked]
    assert sorted(type(error).__name__ for error in errors) == ["NoneType", "PreconditionError", "PreconditionError"]
    assert made.values() == [b"bcd".decode()[errors.index(None)]]


def test_a_document_of_datasets_goes_into_the_graph_that_was_named_alone(made):
    made.queue.write(*put(b'<urn:s> <urn:p> "a" .', media="application/n-quads"))
    with pytest.raises(DataError):
        made.queue.write(*put(b'<urn:s> <urn:p> "a" <urn:other> .', media="application/n-quads"))
    assert open_reader(made.path).graphs() == ("urn:g",)


def test_load_is_fetched_by_who_waits_and_silence_is_kept(made):
    text = "LOAD <http://a.example/ok> INTO GRAPH <urn:g> ; LOAD SILENT <http://a.example/gone> INTO GRAPH <urn:h>"
    made.queue.write(update(text))
    assert made.pages.asked == ["http://a.example/ok", "http://a.example/gone"]
    assert made.values() == ["one", "three", "two"]


@pytest.mark.parametrize(("name", "error"), [("gone", SourceError), ("broken", DataError)])
def test_a_load_that_fails_undoes_all_of_its_update_and_nothing_else(made, name, error):
    text = (
        f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:s> <urn:p> 'x' }} }} ; LOAD <http://a.example/{name}> INTO GRAPH <urn:g>"
    )
    told = made.together((insert("a"),), (update(text),), (insert("b"),))
    assert isinstance(told[1], error)
    assert made.values() == ["a", "b"]


def test_managed_graphs_of_a_store_with_articles_are_refused(make, tmp_path):
    reported_world.publish(tmp_path / "world")
    made = make(tmp_path / "world")
    before = open_reader(made.path).canonical()
    base = open_reader(made.path).base
    for write in (
        (update("INSERT DATA { <urn:s> <urn:p> 1 }"),), (update("CLEAR ALL"),), (update("DROP DEFAULT"),),
        (insert("x", f"{base}graph/article/x"),), put(TURTLE, graph=None), put(TURTLE, graph=f"{base}graph/sources"),
        put(b"", operation="delete", graph=None),
    ):  # fmt: skip
        with pytest.raises(ForbiddenError):
            made.queue.write(*write)
    assert open_reader(made.path).canonical() == before
    made.queue.write(insert("mine", "urn:mine"))
    assert made.values("urn:mine") == ["mine"]


def test_a_store_without_articles_stays_plain_whatever_is_written_into_it(made):
    base = open_store(made.path).base
    mine = f"<{base}graph/article/zzz>"
    for write in (
        insert("x", f"{base}graph/article/zzz"),
        update(f"CREATE GRAPH {mine}"),
        update(f"COPY DEFAULT TO {mine}"),
        update(f"INSERT DATA {{ <urn:s> <urn:p> 1 }} ; INSERT {{ GRAPH ?g {{ ?s ?p ?o }} }} "
               f"WHERE {{ ?s ?p ?o BIND({mine} AS ?g) }}"),
    ):  # fmt: skip
        with pytest.raises(ForbiddenError):
            made.queue.write(write)
    for write in (put(TURTLE, graph=f"{base}graph/judgement"), put(b"", operation="delete", graph=f"{base}graph/x")):
        with pytest.raises(ForbiddenError):
            made.queue.write(*write)
    made.queue.write(update("INSERT { GRAPH ?s { ?s <urn:p> 'x' } } WHERE { VALUES ?s { <urn:mine> } }"))
    assert made.values("urn:mine") == ["x"]
    made.queue.write(update("INSERT DATA { <urn:s> <urn:p> 1 }"))
    made.queue.write(update("CLEAR ALL"))


def test_a_document_whose_triple_terms_nest_too_deep_is_refused(made):
    body = b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * 20_000 + b"<urn:o>" + b" )>>" * 20_000 + b" ."
    with pytest.raises(DataError, match="deeper than 100"):
        made.queue.write(*put(body, media="application/n-triples"))


def test_another_writer_is_waited_for_and_named_when_it_takes_too_long(make):
    made = make(wait=0.1)
    with (
        open_store(made.path).write_lock(command="kg build elsewhere"),
        pytest.raises(StoreBusyError, match="kg build elsewhere"),
    ):
        made.queue.write(insert("x"))
    made.queue.write(insert("y"))
    assert made.values() == ["y"]


def test_a_writer_killed_from_outside_is_told_and_the_next_write_is_made(make):
    made = make(wait=20.0)
    with ThreadPoolExecutor(1) as threads:
        with open_store(made.path).write_lock(command="test"):
            asked = threads.submit(made.queue.write, insert("x"))
            end = time.monotonic() + 10
            while not (pids := set(made.queue._zygote.pids()[1:]) - {w.child.pid for w in made.pool._idle}):
                assert time.monotonic() < end
            time.sleep(0.1)
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            error = asked.exception(10)
        assert isinstance(error, OverloadError)
        assert "nothing was written" in str(error)
    assert made.lost == ["killed"]
    assert made.queue.writer == 0
    made.queue.write(insert("y"))
    assert made.values() == ["y"]


def test_a_write_beyond_its_time_is_ended_and_those_beside_it_are_made(make):
    made = make(seconds=1.0)
    numbers = " ".join(str(number) for number in range(1000))
    values = " ".join(f"VALUES ?v{number} {{ {numbers} }}" for number in range(4))
    slow = update(
        f"INSERT {{ GRAPH <urn:g> {{ <urn:s> <urn:p> ?n }} }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {values} }} }}"
    )
    told = made.together((insert("a"),), (slow,), (insert("b"),))
    assert isinstance(told[1], TimeLimitError)
    assert made.values() == ["a", "b"]
    assert made.lost == ["time"]


def test_a_generation_takes_in_no_further_write_when_its_time_is_over_and_the_next_one_does(make, monkeypatch):
    made = make()
    monkeypatch.setattr(write_queue, "_SHARE", 0.0)
    broken = update("INSERT DATA { <urn:s> ")
    told = made.together((insert("a"),), (broken,), (insert("b"),), (insert("c"),))
    assert isinstance(told.pop(1), QueryError)
    assert [one["generation"] for one in told] == [2, 3, 4]
    assert made.values() == ["a", "b", "c"]


def test_what_a_load_fetches_takes_of_the_time_of_its_write(make):
    made = make(seconds=0.5)
    slow = update(
        "LOAD SILENT <http://a.example/slow> INTO GRAPH <urn:g> ; LOAD <http://a.example/ok> INTO GRAPH <urn:g>"
    )
    with pytest.raises(TimeLimitError):
        made.queue.write(slow)
    assert all(seconds <= 0.5 for seconds in made.pages.seconds)
    assert made.pool.generation() == 0


LOADING = update("LOAD <http://a.example/waits> INTO GRAPH <urn:g>")


@pytest.fixture
def waiting_host(made):
    """A host that answers when it is told to; others wait until it was asked."""
    asked, answers = threading.Event(), threading.Event()
    pages = made.queue._loader._fetch

    def fetch(iri, seconds):
        if iri == "http://a.example/waits":
            asked.set()
            assert answers.wait(60)
            iri = "http://a.example/ok"
        return pages(iri, seconds)

    made.queue._loader._fetch = fetch
    yield asked, answers
    answers.set()


def test_a_slow_load_keeps_nobody_else_from_writing(made, waiting_host):
    asked, answers = waiting_host
    with ThreadPoolExecutor(1) as threads:
        loading = threads.submit(made.queue.write, LOADING)
        assert asked.wait(60)
        with open_store(made.path).write_lock(command="test", wait=0):
            pass
        assert made.queue.write(insert("x"))["generation"] == 1
        answers.set()
        assert loading.result(60)["generation"] == 2
    assert made.values() == ["one", "three", "two", "x"]


def test_more_updates_than_may_load_at_a_time_are_sent_away_and_others_are_made(made, waiting_host, monkeypatch):
    monkeypatch.setattr(write_queue, "_LOADING", 1)
    asked, answers = waiting_host
    with ThreadPoolExecutor(1) as threads:
        loading = threads.submit(made.queue.write, LOADING)
        assert asked.wait(60)
        with pytest.raises(OverloadError):
            made.queue.write(LOADING)
        made.queue.write(insert("x"))
        answers.set()
        loading.result(60)
    assert made.queue.write(LOADING)["generation"] == 3


def test_what_loads_when_the_queue_is_closed_is_not_made(made, waiting_host):
    asked, answers = waiting_host
    with ThreadPoolExecutor(1) as threads:
        loading = threads.submit(made.queue.write, LOADING)
        assert asked.wait(60)
        made.queue.close()
        answers.set()
        assert isinstance(loading.exception(60), OverloadError)
    assert made.pool.generation() == 0


def test_the_operations_of_an_update_keep_their_order_whatever_it_loads(made):
    made.queue.write(
        update(
            "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 'a' } } ; CLEAR GRAPH <urn:g> ;"
            "LOAD <http://a.example/ok> INTO GRAPH <urn:g> ; DELETE WHERE { GRAPH <urn:g> { ?s ?p 'one' } } ;"
            "LOAD SILENT <http://a.example/gone> INTO GRAPH <urn:g> ; LOAD <http://a.example/ok> INTO GRAPH <urn:h>"
        )
    )
    assert made.values() == ["three", "two"]
    assert made.values("urn:h") == ["one", "three", "two"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("LOAD <http://a.example/ok> INTO GRAPH <https://example.org/graph/x>", ForbiddenError),
        ("LOAD <http://a.example/ok> INTO GRAPH <urn:g> ; INSERT DATA { ?s <urn:p> 1 }", QueryError),
        ("LOAD <http://a.example/ok> INTO GRAPH <urn:g> ; SELECT * { }", QueryError),
    ],
)
def test_nothing_is_fetched_for_an_update_that_is_refused(made, text, error):
    with pytest.raises(error):
        made.queue.write(update(text))
    assert made.pages.asked == []


def test_documents_are_read_under_the_iri_where_they_were_found_and_by_their_name_without_a_type(made):
    made.queue._loader._fetch = lambda _iri, _seconds: Fetched(b"<a> <b> <c> .", "", "http://b.example/d/x.ttl")
    made.queue.write(update("LOAD <http://a.example/x> INTO GRAPH <urn:g>"))
    assert made.values() == ["http://b.example/d/c"]


def test_more_writes_than_may_wait_are_sent_away(make):
    made = make(waiting=2, wait=20.0)
    with ThreadPoolExecutor(2) as threads:
        with open_store(made.path).write_lock(command="test"):
            first = threads.submit(made.queue.write, insert("a"))
            assert made.begun.wait(60)
            second = threads.submit(made.queue.write, insert("b"))
            until(lambda: made.queue.waiting == 1)
            with pytest.raises(OverloadError) as refused:
                made.queue.write(insert("c"))
            assert refused.value.retry_after >= 1
        first.result(60)
        second.result(60)
    assert made.values() == ["a", "b"]


def test_closing_makes_the_writes_that_wait_and_takes_no_more(make):
    made = make(wait=20.0)
    with ThreadPoolExecutor(3) as threads:
        with open_store(made.path).write_lock(command="test"):
            asked = [threads.submit(made.queue.write, insert(value)) for value in "ab"]
            assert made.begun.wait(60)
            time.sleep(0.05)
            closing = threads.submit(made.queue.close)
        closing.result(60)
        for task in asked:
            task.result(1)
    with pytest.raises(OverloadError):
        made.queue.write(insert("c"))
    assert made.values() == ["a", "b"]


def test_what_was_published_is_acknowledged_though_no_worker_can_be_started(made, monkeypatch):
    def no_worker():
        raise StoreError("no process can be started")

    monkeypatch.setattr(made.pool, "warm", no_worker)
    assert made.queue.write(insert("x"))["generation"] == 1
    monkeypatch.undo()
    assert made.values() == ["x"]


def test_nobody_is_left_waiting_whatever_goes_wrong(made, monkeypatch):
    def unforeseen(*_):
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(made.queue, "_attempt", unforeseen)
    with pytest.raises(StoreError, match="unforeseen"):
        made.queue.write(insert("x"))
    monkeypatch.undo()
    assert made.queue.write(insert("y"))["generation"] == 1


def dead_writer():
    """What a queue sees of a writer that died when it had been told to publish."""
    one, other = Channel.pair()
    other.close()
    return Child(0, one, 0, Zygote())


@pytest.mark.parametrize(("ours", "acknowledged"), [(True, True), (False, False)])
def test_a_writer_that_died_after_it_published_is_believed_and_anothers_generation_is_not_taken_for_its(
    made, ours, acknowledged, monkeypatch
):
    monkeypatch.setattr(made.queue, "_fault", lambda _child: OverloadError("killed"))
    commit(made.path, 1)
    mark = (made.path / "generations" / "1").stat().st_ino
    child = dead_writer()
    begun = _Begun(1, mark if ours else mark + 1)
    if acknowledged:
        assert made.queue._publish(child, begun) == 1
    else:
        with pytest.raises(OverloadError):
            made.queue._publish(child, begun)
    child.channel.close()


def test_refused_writes_leave_no_copy_behind(made):
    made.queue.write(insert("x"))
    for _ in range(3):
        with pytest.raises(QueryError):
            made.queue.write(update("CREATE GRAPH <urn:g>"))
    end = time.monotonic() + 5
    while [entry.name for entry in (made.path / "generations").iterdir()] != ["1"]:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_writers_leave_no_process_and_no_descriptor(made):
    made.queue.write(insert("x"))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for value in range(4):
        made.queue.write(insert(value))
    workers = {worker.child.pid for worker in made.pool._idle}
    others = [pid for pid in made.queue._zygote.pids()[1:] if pid not in workers]
    assert wait_for_end(others, 5) == []
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_large_documents_come_whole(made):
    body = "".join(f'<urn:s{number}> <urn:p> "a text that makes it longer {number}" .\n' for number in range(100_000))
    assert len(body) > 4 << 20
    made.queue.write(*put(body.encode(), media="application/n-triples"))
    query = "SELECT (COUNT(*) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }"
    assert b"".join(made.pool.ask(asking(query))).split()[1] == b"100000"


def test_a_writer_with_too_little_memory_to_begin_says_so(path, zygote, pool):
    queue = WriteQueue(path, zygote, pool, limits=WriteLimits(memory_bytes=200 << 20), fetch=lambda _iri: None)
    with pytest.raises(StoreError, match="KG_UPDATE_MEGABYTES"):
        queue.write(insert("x"))
    queue.close()


def test_a_body_to_a_writer_that_reads_nothing_ends_at_the_deadline_of_the_write(made, monkeypatch):
    monkeypatch.setattr(made.queue, "_limits", WriteLimits(seconds=0.5))
    begin = made.queue._begin

    def begin_and_stop(child):
        begun = begin(child)
        os.kill(child.pid, signal.SIGSTOP)
        return begun

    monkeypatch.setattr(made.queue, "_begin", begin_and_stop)
    with pytest.raises(TimeLimitError):
        made.queue.write(insert("x" * 3_000_000))
    monkeypatch.undo()
    assert made.queue.write(insert("y"))["generation"] == 1


MANY = 12_000  # quads of a graph that is emptied by ways of our own


def fill(made, graph, count):
    body = b"".join(b'<urn:s> <urn:p> "%d" .\n' % number for number in range(count))
    made.queue.write(*put(body, graph=graph, media="application/n-triples"))


def sizes(made):
    """Quads by graph."""
    reader = open_reader(made.path)
    return {name: len(reader.quads(name)) for name in (None, *reader.graphs())}


@pytest.mark.parametrize("others", [1, MANY + 1])
def test_a_large_graph_is_replaced_and_deleted_and_others_stay(made, others):
    fill(made, "urn:other", others)
    fill(made, "urn:g", MANY)
    made.queue.write(*put(TURTLE))
    assert sizes(made) == {None: 0, "urn:g": 3, "urn:other": others}
    fill(made, "urn:g", MANY)
    made.queue.write(*put(b"", operation="delete"))
    assert sizes(made) == {None: 0, "urn:other": others}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("CLEAR GRAPH <urn:g>", {None: 2, "urn:g": 0, "urn:other": 3}),
        ("DROP SILENT GRAPH <urn:g>", {None: 2, "urn:other": 3}),
        ("CLEAR NAMED", {None: 2, "urn:g": 0, "urn:other": 0}),
        ("DROP NAMED", {None: 2}),
        ("CLEAR ALL", {None: 0}),
        ("COPY <urn:g> TO DEFAULT ; DROP DEFAULT", {None: 0, "urn:g": MANY, "urn:other": 3}),
        ("PREFIX x: <urn:> DROP GRAPH x:g ; CREATE GRAPH x:g", {None: 2, "urn:g": 0, "urn:other": 3}),
        ("COPY <urn:g> TO <urn:h> ; CLEAR GRAPH <urn:h>", {None: 2, "urn:g": MANY, "urn:h": 0, "urn:other": 3}),
    ],
)  # fmt: skip
def test_an_update_that_empties_large_graphs_does_what_it_says_in_its_order(made, text, left):
    fill(made, "urn:g", MANY)
    fill(made, "urn:other", 3)
    fill(made, None, 2)
    made.queue.write(update(text))
    assert sizes(made) == left


def test_an_update_that_fails_behind_a_large_graph_it_emptied_leaves_all_as_it_was(made):
    fill(made, "urn:g", MANY)
    told = made.together(
        (insert("a", "urn:h"),), (update("DROP GRAPH <urn:g> ; CREATE GRAPH <urn:h>"),), (insert("b", "urn:h"),)
    )  # fmt: skip
    assert isinstance(told[1], QueryError)
    assert sizes(made) == {None: 0, "urn:first": 1, "urn:g": MANY, "urn:h": 2}


def test_a_malformed_update_changes_no_large_graph(made):
    fill(made, "urn:g", MANY)
    with pytest.raises(QueryError):
        made.queue.write(update("DROP GRAPH <urn:g> ; INSERT DATA { <urn:s> "))
    assert sizes(made) == {None: 0, "urn:g": MANY}


def learned(made, text, error=None):
    """What was told of an update."""
    known = []
    if error is None:
        made.queue.write(update(text), b"", known.append)
    else:
        with pytest.raises(error):
            made.queue.write(update(text), b"", known.append)
    return known[-1] if known else None


@pytest.mark.parametrize(
    ("text", "error", "operations", "graphs"),
    [
        ("CLEAR DEFAULT ; LOAD <http://a.example/ok> INTO GRAPH <urn:g>", None, ["CLEAR", "LOAD"],
         ["DEFAULT", "urn:g"]),
        ("INSERT DATA { GRAPH <https://example.org/graph/x> { <urn:s> <urn:p> 1 } }", ForbiddenError, ["INSERT DATA"],
         ["https://example.org/graph/x"]),
        ("LOAD <http://a.example/ok> INTO GRAPH <https://example.org/graph/x>", ForbiddenError, ["LOAD"],
         ["https://example.org/graph/x"]),
        ("LOAD <http://a.example/gone> INTO GRAPH <urn:g>", SourceError, ["LOAD"], ["urn:g"]),
        ("CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>", QueryError, ["CREATE", "CREATE"], ["urn:g"]),
    ],
)  # fmt: skip
def test_what_an_update_writes_is_told_whatever_becomes_of_it(made, text, error, operations, graphs):
    assert learned(made, text, error) == {"operations": operations, "graphs": graphs}


def test_of_many_operations_and_graphs_some_are_told_and_the_number_of_the_others(made):
    text = " ; ".join(f"CREATE GRAPH <urn:{number}>" for number in range(50))
    known = learned(made, text)
    assert (known["operations"], known["graphs"]) == (["CREATE"] * 20, [f"urn:{number}" for number in range(20)])
    assert (known["more_operations"], known["more_graphs"]) == (30, 30)


def test_of_an_update_that_cannot_be_read_nothing_is_told(made):
    assert learned(made, "INSERT DATA { <urn:s> ", QueryError) is None


def test_of_an_update_that_takes_too_long_it_is_told_what_it_is(make):
    numbers = " ".join(str(number) for number in range(1000))
    values = " ".join(f"VALUES ?v{number} {{ {numbers} }}" for number in range(4))
    slow = f"INSERT {{ GRAPH <urn:g> {{ <urn:s> <urn:p> ?n }} }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {values} }} }}"
    known = learned(make(seconds=1.0), slow, TimeLimitError)
    assert known == {"operations": ["MODIFY"], "graphs": ["urn:g"]}
