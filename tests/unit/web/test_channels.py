"""What is handed to the system at a time."""

from types import SimpleNamespace

import pytest
from waitress.channel import HTTPChannel

from kg.web.channels import Answering, Channel


@pytest.fixture
def calls(monkeypatch):
    made = []
    monkeypatch.setattr(HTTPChannel, "write_soon", lambda _channel, data: made.append(bytes(data)))
    return made


def answering(status, headers, version="1.1"):
    channel = Channel.__new__(Channel)
    channel.server = SimpleNamespace(adj=SimpleNamespace(ident=None))
    task = Answering(channel, SimpleNamespace(version=version, headers={}, command="GET"))
    task.start()
    task.complete, task.status, task.response_headers = True, status, headers
    return task


def test_the_header_goes_with_the_first_piece(calls):
    task = answering("200 OK", [("Content-Length", "4")])
    task.content_length = 4
    task.write(b"on")
    task.write(b"ce")
    task.finish()
    assert len(calls) == 2
    assert calls[0].startswith(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n")
    assert (calls[0][-6:], calls[1]) == (b"\r\n\r\non", b"ce")


def test_a_piece_of_unknown_length_has_the_header_before_it_too(calls):
    task = answering("200 OK", [])
    task.write(b"piece")
    task.finish()
    assert (calls[0][-14:], calls[1]) == (b"\r\n\r\n5\r\npiece\r\n", b"0\r\n\r\n")


def test_a_large_answer_is_not_copied_behind_its_header(calls):
    task, body = answering("200 OK", [("Content-Length", "200000")]), b"x" * 200_000
    task.content_length = len(body)
    task.write(body)
    task.finish()
    assert (calls[0][-4:], calls[1:]) == (b"\r\n\r\n", [body])


def test_an_answer_without_a_body_has_its_header(calls):
    task = answering("204 No Content", [])
    task.finish()
    assert len(calls) == 1
    assert calls[0].startswith(b"HTTP/1.1 204 No Content\r\n")
    assert calls[0].endswith(b"\r\n\r\n")


def test_what_is_written_before_an_answer_has_begun_is_an_error(calls):
    task = answering("200 OK", [])
    task.complete = False
    with pytest.raises(RuntimeError):
        task.write(b"early")
    assert not calls
