"""What a query worker does with what it is asked; its process is tested with the pool."""

import json
import threading
import time

import pyoxigraph as ox
import pytest
from numbered import BASE, asking

from kg.errors import DataError, NotOfferedError, QueryError, SizeLimitError, StoreError, UnknownGraphError
from kg.serving import query_worker
from kg.serving.frames import Channel, ChannelClosedError, Kind, error_of


@pytest.fixture
def worker():
    """A channel to a worker in a thread, over two graphs."""
    store = ox.Store()
    store.update("INSERT DATA { <urn:s> <urn:p> 'd' . GRAPH <urn:g> { <urn:s> <urn:p> 'g' } }")
    ours, theirs = Channel.pair()

    def run():
        answerer = query_worker.Answerer(store, theirs, base=BASE)
        try:
            while True:
                answerer.answer(theirs.receive().json())
        except ChannelClosedError:
            pass

    thread = threading.Thread(target=run)
    thread.start()
    yield ours
    ours.close()
    thread.join(10)
    theirs.close()
    assert not thread.is_alive()


def ask(channel, request):
    from kg.serving.frames import to_json  # noqa: PLC0415

    channel.send(Kind.REQUEST, to_json({"max_bytes": 10_000, **request}))
    body = b""
    while True:
        frame = channel.receive(deadline=time.monotonic() + 10)
        if frame.kind is Kind.ERROR:
            raise error_of(frame.json())
        if frame.kind is Kind.END:
            return body, frame.json()
        body += frame.payload if frame.kind is Kind.PIECE else b""


def test_each_operation_is_answered(worker):
    assert ask(worker, asking("SELECT ?o { ?s ?p ?o }"))[0] == b"o\r\nd\r\n"
    nt = ["application/n-triples"]
    assert ask(worker, {"operation": "graph", "graph": "urn:g", "graph_media": nt})[0] == b'<urn:s> <urn:p> "g" .\n'
    assert ask(worker, {"operation": "graph", "graph": None, "graph_media": nt})[0] == b'<urn:s> <urn:p> "d" .\n'
    quads = ask(worker, {"operation": "quads", "graph": "urn:g", "everything": False})[0]
    assert [value[1] for value in json.loads(quads)] == ["urn:s", "urn:p", "g", "urn:g"]
    rows = ask(worker, {"operation": "rows", "query": "SELECT ?o ?none { ?s ?p ?o }", "form": "select"})[0]
    assert rows == b'[["l","d","http://www.w3.org/2001/XMLSchema#string"],null]\n'
    assert len(ask(worker, {"operation": "quads", "graph": None, "everything": True})[0].splitlines()) == 2
    assert ask(worker, {"operation": "graphs"})[1] == {"graphs": ["urn:g"]}
    assert ask(worker, {"operation": "articles"})[1] == {"articles": []}
    described = ask(worker, {"operation": "describe", "endpoint": "http://h/", "update": "", "graph_media": nt})
    assert b"service-description#Service" in described[0]


@pytest.mark.parametrize(
    ("request_of", "error"),
    [
        (asking("SELECT"), QueryError),
        (asking("CLEAR ALL"), QueryError),
        (asking("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), QueryError),
        (asking("SELECT * {}", table_media=["text/turtle"]), NotOfferedError),
        (asking("SELECT * { ?s ?p ?o }", max_bytes=3), SizeLimitError),
        ({"operation": "graph", "graph": "urn:none", "graph_media": ["text/turtle"]}, UnknownGraphError),
        ({"operation": "cook"}, StoreError),
        ({"operation": "query"}, StoreError),
    ],
)
def test_whatever_is_wrong_is_told_and_the_next_is_answered(worker, request_of, error):
    with pytest.raises(error):
        ask(worker, request_of)
    assert ask(worker, asking("ASK {}"))[0] == b"true\n"


def test_memory_that_is_not_there_is_told_as_that(worker, monkeypatch):
    from kg.errors import MemoryLimitError  # noqa: PLC0415

    def greedy(*_):
        raise MemoryError

    monkeypatch.setattr(query_worker.answers, "answer_query", greedy)
    with pytest.raises(MemoryLimitError):
        ask(worker, asking("ASK {}"))


def test_an_update_changes_nothing(worker):
    for text in ("INSERT DATA { <urn:x> <urn:x> 1 }", "DROP ALL"):
        with pytest.raises((QueryError, DataError)):
            ask(worker, asking(text))
    assert len(ask(worker, {"operation": "quads", "graph": None, "everything": True})[0].splitlines()) == 2


def test_a_generation_that_is_gone_is_told(tmp_path):
    ours, theirs = Channel.pair()
    query_worker._run(theirs, {"database": str(tmp_path / "gone"), "base": BASE})
    frame = ours.receive()
    assert frame.kind is Kind.ERROR
    assert "is gone" in frame.json()["message"]
    ours.close()
    theirs.close()
