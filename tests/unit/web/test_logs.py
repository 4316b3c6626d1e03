"""The lines of the log."""

import io
import json
import logging
import re
import warnings
from dataclasses import dataclass

import pytest

from kg.errors import StoreError
from kg.web.logs import (
    QUERY_CHARACTERS,
    QueryEvent,
    RequestEvent,
    ServiceEvent,
    WriteEvent,
    open_logs,
    printable,
    query_digest,
)

HOSTILE = 'a"\n\r\x00\x1b[2J\x7f\x85\u2028\u202e\udcff}{"level":"error"'


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self):
        return True


def fail(text):
    raise ValueError(text)


@pytest.fixture
def stream():
    return io.StringIO()


@pytest.fixture
def logs(stream):
    opened = open_logs(stream=stream)
    yield opened
    opened.close()


SAME = {
    "request": "r1", "client": "192.0.2.1", "method": "POST", "path": "/sparql", "status": 200, "seconds": 0.5,
    "bytes": 9,
}  # fmt: skip


def request(**changed):
    known = {"request": "r1", "client": "192.0.2.1", "method": "GET", "path": "/sparql", "status": 200}
    return RequestEvent(**known | {"seconds": 0.0123456789, "bytes": 120, "outcome": "ok"} | changed)


def query(**changed):
    return QueryEvent(**SAME | {"query": "ASK {}", "outcome": "ok"} | changed)


def write(**changed):
    return WriteEvent(**SAME | {"operations": ("INSERT DATA", "CLEAR")} | changed)


def told(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_object_with_its_fields_in_order(logs, stream):
    logs.tell(request(token="ann"))  # noqa: S106 - a name
    (line,) = told(stream)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert list(line) == ("time level event request client method path status seconds bytes outcome token".split())
    assert (line["level"], line["event"], line["seconds"]) == ("info", "request", 0.012346)


def test_what_is_not_known_is_left_out(logs, stream):
    logs.tell(request(outcome=None))
    logs.tell(query())
    first, second = told(stream)
    assert "outcome" not in first
    assert not {"token", "generation"} & set(second)


def test_our_faults_are_errors_and_a_clients_are_not(logs, stream):
    for status in (400, 500, 503):
        logs.tell(request(status=status))
    assert [line["level"] for line in told(stream)] == ["info", "error", "info"]


def test_a_query_is_told_with_its_beginning_its_digest_and_its_length(logs, stream):
    text = "SELECT * { ?s ?p ?o }" + " " * QUERY_CHARACTERS
    logs.tell(query(query=text, generation=7, bytes=99))
    (line,) = told(stream)
    assert line["query"] == text[:QUERY_CHARACTERS]
    assert (line["digest"], line["characters"]) == (query_digest(text), len(text))
    assert query_digest(text) != query_digest(text[:QUERY_CHARACTERS])
    assert (line["generation"], line["bytes"]) == (7, 99)


def test_a_write_leaves_a_line_with_the_tokens_name(logs, stream):
    logs.tell(write(token="ann", outcome="ok", generation=8))  # noqa: S106 - a name
    logs.tell(write(outcome="refused"))
    logs.tell(write(outcome="failed", status=500))
    done, refused, failed = told(stream)
    assert (done["event"], done["token"], done["operations"], done["generation"]) == (
        "write",
        "ann",
        ["INSERT DATA", "CLEAR"],
        8,
    )
    assert (refused["level"], refused["outcome"]) == ("warning", "refused")
    assert failed["level"] == "error"


def test_a_kind_of_request_that_came_later_is_told_with_its_fields(logs, stream):
    @dataclass(frozen=True, slots=True, kw_only=True)
    class UploadEvent(RequestEvent):
        files: int

    logs.tell(UploadEvent(**SAME | {"outcome": "ok", "files": 3}))
    assert told(stream)[0]["files"] == 3


def test_the_service_tells_of_itself(logs, stream):
    logs.tell(ServiceEvent(name="worker-replaced", level=logging.WARNING, details={"cause": "memory", "process": 71}))
    (line,) = told(stream)
    assert (line["event"], line["level"], line["cause"], line["process"]) == (
        "worker-replaced",
        "warning",
        "memory",
        71,
    )


def test_whatever_a_client_sends_a_line_is_one_line_of_ascii(logs, stream):
    logs.tell(request(client=HOSTILE, method=HOSTILE, path=HOSTILE))
    logs.tell(query(query=HOSTILE))
    raw = stream.getvalue()
    assert raw.count("\n") == 2
    assert all(" " <= char <= "~" or char == "\n" for char in raw)
    assert [line["level"] for line in told(stream)] == ["info", "info"]
    assert told(stream)[1]["query"] == HOSTILE


def test_a_terminal_is_told_in_plain_text_that_cannot_move_its_cursor():
    stream = Terminal()
    logs = open_logs(stream=stream)
    logs.tell(request(path=HOSTILE))
    logs.tell(write(operations=("PUT", "CLEAR")))
    logs.close()
    first, second = stream.getvalue().split("\n")[:-1]
    assert re.match(r"\d\d:\d\d:\d\d\.\d{3} info    request request=r1 client=192\.0\.2\.1 method=GET path=\"a", first)
    assert first.isprintable()
    assert "operations=PUT,CLEAR" in second


def test_a_value_on_a_terminal_cannot_pass_for_several():
    stream = Terminal()
    logs = open_logs(stream=stream)
    logs.tell(request(path='/x status=200 "y"'))
    logs.close()
    assert r'path="/x status=200 \"y\"" status=200' in stream.getvalue()


def test_printable_leaves_what_can_be_read():
    assert printable("Ünïcödé 東京") == "Ünïcödé 東京"
    assert printable("a\u202eb\tc") == r"a\u202eb\tc"


def test_others_logs_come_in_the_same_form_with_their_trace(logs, stream):
    try:
        fail("wrong\nindeed")
    except ValueError:
        logging.getLogger("kg.web").exception("it failed")
    logging.getLogger("waitress").warning("disk %s", "full")
    first, second = told(stream)
    assert (first["event"], first["logger"], first["message"]) == ("message", "kg.web", "it failed")
    assert "ValueError: wrong" in first["trace"]
    assert (second["message"], second["level"]) == ("disk full", "warning")


def test_a_trace_on_a_terminal_is_escaped_line_by_line():
    stream = Terminal()
    logs = open_logs(stream=stream)
    try:
        fail(HOSTILE)
    except ValueError:
        logging.getLogger("kg").exception("it failed")
    logs.close()
    lines = stream.getvalue().split("\n")
    assert any(line.startswith("  ValueError: ") for line in lines)
    assert all(line.isprintable() for line in lines)


def test_warnings_are_written_down(stream):
    logs = open_logs(stream=stream)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)
            warnings.warn("old", stacklevel=1)
    finally:
        logs.close()
    assert told(stream)[0]["logger"] == "py.warnings"


def test_what_is_below_the_level_is_not_written(stream):
    logs = open_logs(stream=stream, level=logging.WARNING)
    logs.tell(request())
    logs.tell(request(status=500))
    logs.close()
    assert [line["status"] for line in told(stream)] == [500]


def test_a_file_is_for_its_owner_and_group_and_follows_a_rotation(tmp_path):
    path = tmp_path / "kg.log"
    logs = open_logs(str(path))
    logs.tell(request(request="before"))
    path.rename(tmp_path / "kg.log.1")
    logs.tell(request(request="after", path="/\udcff"))
    logs.close()
    assert json.loads((tmp_path / "kg.log.1").read_text("ascii"))["request"] == "before"
    assert json.loads(path.read_text("ascii"))["request"] == "after"
    assert path.stat().st_mode & 0o137 == 0


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(StoreError, match="No such file or directory") as caught:
        open_logs(str(tmp_path / "missing" / "kg.log"))
    assert "KG_LOG" in caught.value.mend


def test_closing_leaves_the_loggers_as_they_were(stream):
    loggers = [logging.getLogger(name) for name in ("kg", "kg.events", "waitress", "py.warnings")]
    before = [(logger.level, logger.propagate, list(logger.handlers)) for logger in loggers]
    open_logs(stream=stream).close()
    assert [(logger.level, logger.propagate, list(logger.handlers)) for logger in loggers] == before
