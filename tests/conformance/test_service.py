"""How the harness asks a service, and what it makes of the replies."""

from email.message import Message

import pytest
from w3c.exceptions import Exceptions
from w3c.exchanges import Exchange
from w3c.outcomes import Outcome
from w3c.protocol import run_exchanges
from w3c.requests import run_request
from w3c.service import Address, Reply, Service
from w3c.subject import FailedError, MalformedError, RefusedError
from w3c.suites import ACCEPTED, GRAPH_STORE, PROTOCOL, REFUSED, SUITES_AT, Case, Source, Suites

DEFAULT = Source("", f"{SUITES_AT}here/default.ttl")
OTHER = Source("", f"{SUITES_AT}here/other.ttl")
NAMED = Source("urn:g", f"{SUITES_AT}here/named.ttl")
NOTHING = Exceptions(engine={}, mended={})


def reply(status, body=b"", **headers):
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return Reply(status, message, body, "http://service/asked")


class Recorded(Service):
    """Answers from a list, or 204, and keeps what was sent."""

    def __init__(self, suites, *replies):
        super().__init__(Address("http://service"), suites)
        self.sent, self.replies = [], list(replies)

    def send(self, method, path, headers=None, body=None):
        self.sent.append((method, path, body))
        return self.replies.pop(0) if self.replies else reply(204)

    def quads(self):
        return []


@pytest.fixture
def files(tmp_path):
    """A suite of three files of data, a query and an update."""
    (tmp_path / "here").mkdir()
    for name in ("default", "other", "named"):
        (tmp_path / "here" / f"{name}.ttl").write_text(f"<#s> <urn:p> '{name}' .")
    (tmp_path / "here" / "ask.rq").write_text("ASK {}")
    (tmp_path / "here" / "load.ru").write_text("LOAD SILENT <http://example.org/far> INTO GRAPH <g>")
    (tmp_path / "sparql11").mkdir()
    (tmp_path / "sparql11" / "protocol").mkdir()
    (tmp_path / "sparql11" / "protocol" / "data1.nt").write_text("<urn:s> <urn:p> <urn:o> .")
    return Suites(tmp_path)


def syntax(kind, name):
    return Case("urn:test", "here", "", kind, request=f"{SUITES_AT}here/{name}")


def test_data_that_are_there_already_are_not_loaded_again(files):
    service = Recorded(files)
    service.load((DEFAULT, NAMED))
    service.load((DEFAULT, NAMED))
    assert len(service.sent) == 1


def test_what_is_not_known_is_replaced_by_one_update(files):
    service = Recorded(files)
    service.load((DEFAULT, NAMED))
    ((method, path, body),) = service.sent
    assert (method, path) == ("POST", "/update")
    assert body.startswith(b"DROP ALL ;\nCREATE SILENT GRAPH <urn:g> ;\nINSERT DATA {")
    assert b"GRAPH <urn:g> {" in body


def test_one_graph_that_differs_goes_through_the_graph_store(files):
    service = Recorded(files)
    service.load((DEFAULT, NAMED))
    service.load((OTHER, NAMED))
    service.load((OTHER,))
    assert [sent[:2] for sent in service.sent[1:]] == [("PUT", "/data?default"), ("DELETE", "/data?graph=urn%3Ag")]


def test_after_an_update_nothing_is_taken_for_granted(files):
    service = Recorded(files)
    service.load((DEFAULT,))
    service.update(b"CLEAR ALL", base="")
    service.load((DEFAULT,))
    assert [path for _, path, _ in service.sent] == ["/update", "/update", "/update"]


@pytest.mark.parametrize(("status", "error"), [(400, MalformedError), (403, FailedError), (503, RefusedError)])
def test_a_refusal_is_told_by_its_status(files, status, error):
    with pytest.raises(RefusedError) as caught:
        Recorded(files, reply(status, b"why")).query(b"ASK {}", base="", media_type="")
    assert caught.type is error
    assert str(caught.value) == f"{status} why"


def test_an_answer_in_another_format_is_none(files):
    service = Recorded(files, reply(200, b"", Content_Type="text/html"))
    with pytest.raises(RefusedError, match="it answered in text/html"):
        service.query(b"ASK {}", base="", media_type="text/csv")


def test_a_base_is_said_in_the_query(files):
    service = Recorded(files, reply(200, b"", Content_Type="text/csv"))
    service.query(b"ASK {}", base="urn:base", media_type="text/csv")
    assert service.sent[0][2] == b"BASE <urn:base>\nASK {}"


@pytest.mark.parametrize(
    ("kind", "status", "failure"),
    [
        (ACCEPTED, 204, ""),
        (ACCEPTED, 403, ""),
        (ACCEPTED, 400, "called malformed: 400"),
        (ACCEPTED, 503, "503"),
        (REFUSED, 204, "accepted"),
        (REFUSED, 400, ""),
        (REFUSED, 500, "not called malformed, but: 500"),
        (REFUSED, 503, "503"),
    ],
)
def test_syntax_is_judged_by_whether_the_text_is_called_malformed(files, kind, status, failure):
    assert run_request(syntax(kind, "load.ru"), Recorded(files, reply(status)), files).failure == failure


def test_no_test_makes_the_service_ask_another_machine(files):
    service = Recorded(files)
    run_request(syntax(ACCEPTED, "load.ru"), service, files)
    assert service.sent[0][2] == b"LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <g>"


def test_an_update_that_must_be_refused_is_sent_to_both_endpoints(files):
    exchange = Exchange("GET", "/sparql/?update=CLEAR", {}, None, (4,))
    case = Case("urn:m#bad_update_get", "here", "", PROTOCOL, exchanges=(exchange,))
    service = Recorded(files, reply(204), reply(405), reply(405))
    assert run_exchanges(case, service).passed
    assert [path for _, path, _ in service.sent[1:]] == ["/sparql?update=CLEAR", "/update?update=CLEAR"]
    assert not run_exchanges(case, Recorded(files, reply(204), reply(405), reply(200))).passed
    assert not run_exchanges(case, Recorded(files, reply(204), reply(401), reply(405))).passed


def test_the_place_of_a_new_graph_is_asked_for_next(files):
    made = Exchange("POST", "/gsp", {}, b"", (201,), location="$HERE$")
    read = Exchange("GET", "/gsp?graph=$HERE$", {}, None, (200,), graph="<urn:s> <urn:p> 1 .")
    case = Case("urn:m#post", "here", "", GRAPH_STORE, exchanges=(made, read))
    body = reply(200, b"<urn:s> <urn:p> 1 .", Content_Type="text/turtle")
    service = Recorded(files, reply(204), reply(201, Location="/data/7"), body)
    assert run_exchanges(case, service).failure == ""
    assert service.sent[2][1] == "/data?graph=http://service/data/7"
    missing = run_exchanges(case, Recorded(files, reply(204), reply(201)))
    assert missing.failure == "request 1, POST /data: no Location"


def test_a_failure_is_excused_only_by_the_engine():
    case = syntax(ACCEPTED, "ask.rq")
    failed, passed = Outcome(case, "wrong"), Outcome(case)
    listed = Exceptions(engine={"urn:test": "a limit"}, mended={})
    mended = Exceptions(engine={"urn:test": "a limit"}, mended={"urn:test": "rewritten"})
    assert listed.unexpected_over_http([failed], [failed]) == []
    assert mended.unexpected_over_http([passed], [failed]) == []
    assert NOTHING.unexpected_over_http([failed], [failed]) == ["urn:test fails: wrong | in process: wrong"]
    assert NOTHING.unexpected_over_http([failed], [passed]) == ["urn:test fails: wrong | in process: passes"]
    assert mended.unexpected_over_http([failed], [failed]) == ["urn:test fails: wrong | in process: wrong"]
    assert len(listed.unexpected_over_http([passed], [failed])) == 1


def test_a_listed_test_that_passes_in_process_is_told():
    listed = Exceptions(engine={"urn:test": "a limit"}, mended={})
    assert listed.unexpected_in_process([Outcome(syntax(ACCEPTED, "ask.rq"))]) == [
        "urn:test passes: take it off the list"
    ]
