import http.client
import socket
import threading
from contextlib import contextmanager

import pytest
import waitress
from waitress.adjustments import Adjustments

from kg.web.loop import Loop

LIMIT = 20.0


class Clock:
    """Seconds that go on when they are told to."""

    now = 0.0

    def __call__(self):
        return self.now


class Application:
    """Answers when it may."""

    def __init__(self, body=b"whole"):
        self.body = body
        self.asked = threading.Event()
        self.may = threading.Event()

    def __call__(self, _environ, start_response):
        self.asked.set()
        assert self.may.wait(LIMIT)
        start_response("200 OK", [("Content-Length", str(len(self.body)))])
        return [self.body]


@contextmanager
def running(application, *, patience=LIMIT):
    """The loop over one server, in a thread of its own; its port."""
    sockets = {}
    server = waitress.create_server(application, sockets, host="127.0.0.1", port=0, threads=2, outbuf_overflow=1 << 30)
    loop = Loop(sockets, patience=patience, send_seconds=600, most_waiting=1 << 30)
    thread = threading.Thread(target=loop.run)
    thread.start()
    try:
        yield loop, thread, server.effective_port
    finally:
        application.may.set()
        loop.end()
        thread.join(LIMIT)
    assert not thread.is_alive()


def connect(port):
    return http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)


def wait_until_refused(port):
    for _ in range(1000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=LIMIT).close()
        except OSError:
            return
        threading.Event().wait(0.01)
    pytest.fail("connections are still accepted")


def test_what_was_asked_is_answered_after_the_loop_was_told_to_end():
    application = Application(b"x" * (4 << 20))
    with running(application) as (loop, thread, port):
        asking, idle = connect(port), connect(port)
        idle.connect()
        asking.request("GET", "/")
        assert application.asked.wait(LIMIT)
        assert loop.end()
        wait_until_refused(port)
        assert thread.is_alive()
        assert idle.sock.recv(1) == b""
        application.may.set()
        assert asking.getresponse().read() == application.body
        thread.join(LIMIT)
        assert not thread.is_alive()
        asking.close()
        idle.close()


def test_what_takes_longer_than_its_patience_is_left():
    application = Application()
    with running(application, patience=0) as (loop, thread, port):
        asking = connect(port)
        asking.request("GET", "/")
        assert application.asked.wait(LIMIT)
        loop.end()
        thread.join(LIMIT)
        assert not thread.is_alive()
        with pytest.raises((OSError, http.client.HTTPException)):
            asking.getresponse()
        asking.close()


def test_it_is_told_to_end_once_and_only_while_it_runs():
    assert not Loop({}, patience=0, send_seconds=1, most_waiting=1).end()
    application = Application()
    with running(application) as (loop, _thread, port):
        asking = connect(port)
        asking.request("GET", "/")
        assert application.asked.wait(LIMIT)  # so it runs
        assert loop.end()
        assert not loop.end()
        application.may.set()
        assert asking.getresponse().read() == application.body
        asking.close()


class Waiting(waitress.channel.HTTPChannel):
    """A connection whose client reads nothing."""

    def __init__(self, size):
        self.total_outbufs_len = size
        self.closed = False

    def handle_close(self):
        self.closed = True
        self.total_outbufs_len = 0


def test_a_client_that_reads_for_too_long_is_left():
    clock, slow, quick = Clock(), Waiting(10), Waiting(10)
    loop = Loop({1: slow, 2: quick}, patience=0, send_seconds=600, most_waiting=100, clock=clock)
    loop.drop_slow()
    quick.total_outbufs_len = 0
    clock.now = 600
    loop.drop_slow()
    quick.total_outbufs_len = 10
    clock.now = 601
    loop.drop_slow()
    assert (slow.closed, quick.closed) == (True, False)


def test_where_there_is_no_room_those_go_that_are_read_for_longest():
    clock, first, second, third = Clock(), Waiting(60), Waiting(30), Waiting(0)
    loop = Loop({1: second, 2: first, 3: third}, patience=0, send_seconds=600, most_waiting=100, clock=clock)
    second.total_outbufs_len = 0
    loop.drop_slow()
    clock.now, second.total_outbufs_len = 1, 30
    loop.drop_slow()
    clock.now, third.total_outbufs_len = 2, 50
    loop.drop_slow()
    assert (first.closed, second.closed, third.closed) == (True, False, False)


class Sending(waitress.channel.HTTPChannel):
    """A connection on a socket of its own, that notes how often it is told to write."""

    def __init__(self):
        self.ours, self.theirs = socket.socketpair()
        self.total_outbufs_len = 10
        self.will_close = self.close_when_flushed = False
        self.requests, self.adj = [], Adjustments()
        self.outbuf_lock = threading.Condition()
        self.accepting = False
        self.written = 0

    def handle_write_event(self):
        self.written += 1
        self.total_outbufs_len = 0

    def close(self):
        self.ours.close()
        self.theirs.close()


def test_what_a_thread_is_sending_is_left_to_it_until_it_lets_go():
    sending, held, may = Sending(), threading.Event(), threading.Event()

    def hold():
        with sending.outbuf_lock:
            held.set()
            assert may.wait(LIMIT)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(LIMIT)
    loop = Loop({sending.ours.fileno(): sending}, patience=0, send_seconds=600, most_waiting=100)
    for _ in range(3):
        loop._turn(LIMIT)  # which would wait so long for a socket that nobody may write to
    assert sending.written == 0
    may.set()
    thread.join(LIMIT)
    loop._turn(LIMIT)
    assert sending.written == 1
    sending.close()


def test_many_clients_get_all_of_what_each_asked_for():
    application = Application(b"x" * (1 << 20))
    application.may.set()
    got = []

    def ask(port):
        asking = connect(port)
        for _ in range(20):
            asking.request("GET", "/")
            got.append(len(asking.getresponse().read()))
        asking.close()

    with running(application) as (_loop, _thread, port):
        clients = [threading.Thread(target=ask, args=(port,)) for _ in range(8)]
        for client in clients:
            client.start()
        for client in clients:
            client.join(LIMIT)
    assert got == [1 << 20] * 160
