"""Messages between processes."""

import io
import json
import socket
import threading
import time

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, Store

from kg.errors import (
    ForbiddenError,
    NotOfferedError,
    OverloadError,
    QueryError,
    RefusedQueryError,
    SizeLimitError,
    StoreBusyError,
    StoreError,
)
from kg.serving import frames
from kg.serving.frames import (
    PIECE_BYTES,
    Channel,
    ChannelClosedError,
    Frame,
    Kind,
    PieceWriter,
    error_of,
    error_payload,
    frame_bytes,
    to_json,
)

LIMIT = 20.0


@pytest.fixture
def ends():
    one, other = Channel.pair()
    yield one, other
    one.close()
    other.close()


def received(channel, count):
    return [(frame.kind, frame.payload) for frame in (channel.receive() for _ in range(count))]


def test_frames_come_as_they_were_sent_whatever_their_size(ends):
    sent = [
        (Kind.HEAD, b"{}"),
        (Kind.PIECE, b""),
        (Kind.PIECE, b"x" * (PIECE_BYTES - 1)),
        (Kind.BODY, bytearray(b"y" * (3 * PIECE_BYTES + 7))),
        (Kind.END, b"z"),
    ]

    def send():
        for kind, payload in sent:
            ends[0].send(kind, payload)

    thread = threading.Thread(target=send)  # more than the socket holds
    thread.start()
    assert received(ends[1], len(sent)) == [(kind, bytes(payload)) for kind, payload in sent]
    thread.join()


def test_frames_that_arrive_together_or_byte_by_byte_are_told_apart():
    raw, other = socket.socketpair()
    with raw, raw.dup() as slow:
        channel = Channel(other)
        raw.sendall(frame_bytes(Kind.HEAD, b"one") + frame_bytes(Kind.PIECE, b"two") + frame_bytes(Kind.END, b"")[:3])
        assert received(channel, 2) == [(Kind.HEAD, b"one"), (Kind.PIECE, b"two")]
        assert channel.wait(0)  # the rest has begun to come
        for byte in frame_bytes(Kind.END, b"")[3:] + frame_bytes(Kind.PIECE, b"three"):
            slow.sendall(bytes([byte]))
        assert received(channel, 2) == [(Kind.END, b""), (Kind.PIECE, b"three")]
        assert not channel.wait(0)
        channel.close()


def test_who_waits_for_a_frame_beyond_its_deadline_is_told(ends):
    with pytest.raises(TimeoutError):
        ends[1].receive(deadline=time.monotonic() + 0.02)
    with pytest.raises(TimeoutError):
        ends[1].receive(deadline=time.monotonic() - 1)


def test_a_deadline_may_lie_further_off_than_the_system_can_wait(ends):
    thread = threading.Timer(0.05, ends[0].send, [Kind.END])
    thread.start()
    assert ends[1].receive(deadline=time.monotonic() + 1e12).kind is Kind.END
    thread.join()


def test_a_wait_in_parts_is_as_long_as_one(ends, monkeypatch):
    monkeypatch.setattr(frames, "_LONGEST_WAIT", 0.01)
    began = time.monotonic()
    assert not ends[1].wait(0.1)
    assert time.monotonic() - began >= 0.1
    threading.Timer(0.05, ends[0].send, [Kind.END]).start()
    assert ends[1].wait(LIMIT)


def test_one_that_reads_a_little_at_a_time_gains_no_time():
    one, slow = socket.socketpair()
    channel, ended = Channel(one), threading.Event()

    def trickle():
        while not ended.is_set():
            slow.recv(4096)

    with slow:
        thread = threading.Thread(target=trickle)
        thread.start()
        with pytest.raises(TimeoutError):
            channel.send(Kind.BODY, b"x" * (1 << 30), deadline=time.monotonic() + 0.02)
        ended.set()
        channel.close()
        thread.join()


def test_the_engine_flushes_at_an_answers_end_alone():
    """``PieceWriter`` relies on it: it sends nothing when it is flushed."""

    class Noting(io.BytesIO):
        def __init__(self):
            super().__init__()
            self.flushed_at = []

        def flush(self):
            self.flushed_at.append(self.tell())

    store = Store()
    store.extend(Quad(NamedNode(f"urn:s{n}"), NamedNode("urn:p"), Literal(str(n))) for n in range(20_000))
    rows, graph = Noting(), Noting()
    store.query("SELECT * { ?s ?p ?o }").serialize(rows, format=QueryResultsFormat.JSON)
    store.query("CONSTRUCT WHERE { ?s ?p ?o }").serialize(graph, format=RdfFormat.TURTLE)
    for file in (rows, graph):
        assert len(file.getvalue()) > 4 * PIECE_BYTES
        assert set(file.flushed_at) <= {len(file.getvalue())}


def test_a_frame_that_has_come_is_received_though_its_deadline_has_passed(ends):
    ends[0].send(Kind.END)
    assert ends[1].receive(deadline=time.monotonic() - 1).kind is Kind.END


@pytest.mark.parametrize("count", [100, 900_000])
def test_who_sends_to_one_that_reads_nothing_is_told_when_the_deadline_passes(ends, count):
    def send():
        while True:
            ends[0].send(Kind.REQUEST, b"x" * count, deadline=time.monotonic() + 0.02)

    with pytest.raises(TimeoutError):
        send()


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff\xff\xff\xffB",
        b"\x00\x20\x00\x00P",
        b"\x00\x01\x00\x01Y",
        b"\x00\x00\x00\x01?",
        b"\x20\x00\x00\x00E",
    ],
)
def test_a_worker_that_names_a_size_or_kind_no_frame_has_is_not_believed(sent):
    raw, other = socket.socketpair()
    channel = Channel(other)
    raw.sendall(sent)
    with raw, pytest.raises(StoreError, match="a process of the service sent"):
        channel.receive(deadline=time.monotonic() + 5)
    channel.close()


def test_who_made_a_worker_may_send_it_any_size():
    one, other = socket.socketpair()
    ours, theirs = Channel(one), Channel(other, trusting=True)
    thread = threading.Thread(target=ours.send, args=(Kind.BODY, b"x" * (8 << 20)))
    thread.start()
    assert len(theirs.receive().payload) == 8 << 20
    thread.join()
    ours.close()
    theirs.close()


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_payload_that_is_no_object_is_not_believed(payload):
    with pytest.raises(StoreError):
        Frame(Kind.HEAD, payload).json()


@pytest.mark.parametrize("told", [{}, {"kind": "SystemExit", "message": "", "mend": ""}, {"kind": []}])
def test_an_error_that_is_none_is_told_as_one(told):
    assert "an error that is none" in str(error_of(told))


def test_what_is_written_at_once_goes_in_pieces_that_are_believed(ends):
    writer = PieceWriter(ends[0], {}, limit=1 << 30)
    data = bytes(range(256)) * (10 << 10)

    def write():
        writer.write(data)
        writer.end()

    thread = threading.Thread(target=write)
    thread.start()
    frames = []
    while not frames or frames[-1].kind is not Kind.END:
        frames.append(ends[1].receive())
    thread.join()
    assert b"".join(frame.payload for frame in frames if frame.kind is Kind.PIECE) == data


def test_half_a_frame_does_not_keep_one_waiting_beyond_the_deadline():
    raw, other = socket.socketpair()
    with raw:
        channel = Channel(other)
        raw.sendall(frame_bytes(Kind.BODY, b"12345678")[:-3])
        with pytest.raises(TimeoutError):
            channel.receive(deadline=time.monotonic() + 0.02)
        channel.close()


@pytest.mark.parametrize("sent", [b"", b"\0", frame_bytes(Kind.BODY, b"12345678")[:-3]])
def test_an_end_that_closes_is_told_between_frames_and_within_one(sent):
    raw, other = socket.socketpair()
    channel = Channel(other)
    raw.sendall(sent)
    raw.close()
    with pytest.raises(ChannelClosedError):
        channel.receive()
    channel.close()


def test_sending_to_an_end_that_has_closed_is_told(ends):
    ends[1].close()
    with pytest.raises(ChannelClosedError):
        ends[0].send(Kind.REQUEST, b"{}")


def test_a_closed_end_counts_as_something_that_comes(ends):
    assert not ends[0].wait(0)
    ends[1].close()
    assert ends[0].wait(0)


def test_a_head_goes_before_the_first_piece_and_an_empty_answer_has_one_too(ends):
    for data in (b"", b"abc"):
        writer = PieceWriter(ends[0], {"media": "text/csv"}, limit=10)
        writer.write(data)
        writer.end()
    head, end = (Kind.HEAD, b'{"media": "text/csv"}'), (Kind.END, b"{}")
    assert received(ends[1], 5) == [head, end, head, (Kind.PIECE, b"abc"), end]


def test_a_short_answer_travels_at_once_however_often_it_is_flushed(ends):
    writer = PieceWriter(ends[0], {}, limit=10)
    writer.write(b"abc")
    writer.flush()
    assert not ends[1].wait(0)
    writer.end()
    assert ends[1].receive().kind is Kind.HEAD
    assert ends[1].begun
    assert received(ends[1], 2) == [(Kind.PIECE, b"abc"), (Kind.END, b"{}")]
    assert not ends[1].begun


def test_what_a_long_answer_has_so_far_is_sent_before_its_end(ends):
    writer = PieceWriter(ends[0], {}, limit=10 * PIECE_BYTES)
    for _ in range(3):
        writer.write(b"x" * (PIECE_BYTES // 3 + 1))
    assert [kind for kind, _ in received(ends[1], 2)] == [Kind.HEAD, Kind.PIECE]


def test_an_answer_beyond_the_limit_breaks_off(ends):
    writer = PieceWriter(ends[0], {}, limit=5)
    writer.write(b"12345")
    with pytest.raises(SizeLimitError, match="larger than 5 bytes"):
        writer.write(b"6")


@pytest.mark.parametrize(
    "error",
    [
        QueryError("a", mend="b", line=3, column=4),
        RefusedQueryError("a", mend="b"),
        ForbiddenError("a", mend="b"),
        StoreBusyError("a"),
        SizeLimitError("é\udc80", mend=""),  # what was sent need not be Unicode
    ],
)
def test_an_error_travels_with_its_kind_its_words_and_its_place(error):
    came = error_of(json.loads(error_payload(error)))
    assert (type(came), str(came), vars(came)) == (type(error), str(error), vars(error))


def test_an_error_travels_as_the_nearest_kind_there_is():
    class SpecialError(StoreBusyError):
        """Known to one side alone."""

    frame = Channel.pair()
    frame[0].send(Kind.ERROR, error_payload(SpecialError("busy")))
    assert type(error_of(frame[1].receive().json())) is StoreBusyError
    frame[0].send(Kind.ERROR, error_payload(OverloadError("many")))
    assert str(error_of(frame[1].receive().json())) == "many"
    frame[0].close()
    frame[1].close()


def test_what_is_offered_travels(ends):
    ends[0].send(Kind.ERROR, error_payload(NotOfferedError(["text/csv"])))
    came = error_of(ends[1].receive().json())
    assert isinstance(came, NotOfferedError)
    assert came.offers == ("text/csv",)


def test_any_text_travels_as_json(ends):
    value = {"query": "SELECT '\udcff\u2028é' \n", "number": 1, "none": None, "list": ["a"]}
    ends[0].send(Kind.REQUEST, to_json(value))
    assert ends[1].receive().json() == value
