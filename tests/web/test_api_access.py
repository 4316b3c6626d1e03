"""Who may read what of the API: whole texts, pages of other origins, strangers' time."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from reported_world import WORLD

from kg.errors import OverBudgetError, OverloadError
from kg.serving.budget import Budgets
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app
from kg.web.gate import Gate

SECRET = "correct-horse-battery"  # noqa: S105 - of this test
STRANGER = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture(scope="module")
def guarded(store):
    app = create_app(Settings(store=store, cors="https://elsewhere.example"), tokens=Tokens([("here", "ann", SECRET)]))
    yield app.test_client()
    close_app(app)


def digest():
    return WORLD["denial.txt"].article.digest


def test_a_whole_text_is_for_this_machine(client):
    answer = client.get(f"/api/articles/{digest()[:12]}/text")
    assert answer.text == WORLD["denial.txt"].article.text
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "private" in answer.headers["Cache-Control"]


def test_a_stranger_reads_no_whole_text_but_every_quote(client):
    answer = client.get(f"/api/articles/{digest()}/text", environ_base=STRANGER)
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    told = client.get(f"/api/articles/{digest()}", environ_base=STRANGER)
    assert "A spokesman denied that" in told.text


def test_a_stranger_with_a_token_reads_it(guarded):
    address = f"/api/articles/{digest()}/text"
    assert guarded.get(address, environ_base=STRANGER).status_code == 401
    wrong = guarded.get(address, environ_base=STRANGER, headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401
    right = guarded.get(address, environ_base=STRANGER, headers={"Authorization": f"Bearer {SECRET}"})
    assert right.text == WORLD["denial.txt"].article.text
    tag = {"If-None-Match": right.headers["ETag"]}
    assert guarded.get(address, environ_base=STRANGER, headers=tag).status_code == 401


def test_offsets_of_evidence_count_the_text_that_is_sent(client):
    text = client.get(f"/api/articles/{digest()}/text").text
    view = client.get(f"/api/articles/{digest()}").json
    for _, evidence in view["events"]:
        for item in evidence:
            assert text[item["start"] : item["end"]] == item["quote"]


@pytest.mark.parametrize("digest", ["..", "%2e%2e", "zz", "*", "x" * 1000])
def test_a_digest_that_no_article_has_leads_nowhere(client, digest):
    assert client.get(f"/api/articles/{digest}/text").status_code == 404


def test_pages_of_an_origin_that_is_let_in_may_read(guarded):
    origin = {"Origin": "https://elsewhere.example"}
    answer = guarded.get("/api/rank", headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://elsewhere.example"
    assert "Origin" in answer.vary
    before = guarded.options("/api/rank", headers={**origin, "Access-Control-Request-Method": "GET"})
    assert before.headers["Access-Control-Allow-Origin"] == "https://elsewhere.example"
    assert "Access-Control-Allow-Methods" in before.headers
    assert (
        "Access-Control-Allow-Origin" not in guarded.get("/api/rank", headers={"Origin": "https://x.example"}).headers
    )


def test_no_page_of_another_origin_reads_where_no_setting_says_so(client):
    answer = client.get("/api/rank", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_few_compute_at_a_time_and_who_finds_no_room_is_told_when_to_come_back():
    gate = Gate(None, at_once=1, waiting=0, seconds=0.01)
    with gate.passed(""), pytest.raises(OverloadError) as told, gate.passed(""):
        pass
    assert told.value.retry_after > 0
    with gate.passed(""):
        pass


def test_whoever_waits_too_long_is_told():
    gate = Gate(None, at_once=1, waiting=1, seconds=0.01)
    with gate.passed(""), pytest.raises(OverloadError, match=r"within 0\.01 seconds"), gate.passed(""):
        pass
    with gate.passed(""):
        pass


def test_a_stranger_computes_one_thing_at_a_time_and_is_charged_for_it():
    gate = Gate(Budgets(1e-6, 1e-6), at_once=3)
    with gate.passed("192.0.2.7"):
        with pytest.raises(OverBudgetError, match="at the same time"), gate.passed("192.0.2.7"):
            pass
        with gate.passed("192.0.2.8"), gate.passed(""):
            sum(range(100_000))
        sum(range(100_000))
    with pytest.raises(OverBudgetError, match="used up"), gate.passed("192.0.2.7"):
        pass
    with gate.passed(""):
        pass


def test_an_error_inside_leaves_the_room_to_others():
    gate = Gate(None, at_once=1, waiting=0)
    with pytest.raises(ValueError, match="wrong"), gate.passed("192.0.2.7"):
        raise ValueError("wrong")
    with gate.passed("192.0.2.7"):
        pass


@pytest.mark.parametrize("name", ["from", "to", "avoid", "through", "any-of", "in", "type"])
def test_a_parameter_for_several_things_is_sent_so_often_and_no_more(client, name):
    ends = {"from": ["Anna Petit"], "to": ["Joseph Otieno"]}
    answer = client.get("/api/paths", query_string={**ends, name: ["Anna Petit"] * 21})
    assert answer.status_code == 400
    assert answer.json["detail"] == f"{name} is sent 21 times. Send it 20 times at most."
    again = client.get("/api/paths", query_string={**ends, name: ["nobody of that name"] * 20})
    assert "times" not in again.json["detail"]


def test_paths_are_for_few_at_a_time(guarded, monkeypatch):
    address = "/api/paths?from=Petit&to=Otieno&k=2"
    room = Gate(None, at_once=1, waiting=0, seconds=0.01)
    monkeypatch.setattr(guarded.application.extensions["kg"].gate, "passed", room.passed)
    with room.passed(""):
        assert guarded.get(address).status_code == 503
    assert guarded.get(address).status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "https://evil.example", "null", "http://localhost:8000"]
)
def test_a_page_of_another_site_reads_no_whole_text_through_the_browser_of_who_sits_here(guarded, client, origin):
    address, asking = f"/api/articles/{digest()}/text", {"Origin": origin}
    for one, status in ((guarded, 401), (client, 403)):  # of a service with a token, and of one without
        answer = one.get(address, headers=asking)
        assert answer.status_code == status
        assert WORLD["denial.txt"].article.text not in answer.text
    with_token = guarded.get(address, headers={**asking, "Authorization": f"Bearer {SECRET}"})
    before = guarded.options(address, headers={**asking, "Access-Control-Request-Method": "GET"})
    for answer in (guarded.get(address, headers=asking), with_token, before):
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_every_origin_let_in_reads_the_api_but_no_whole_text(store):
    app = create_app(Settings(store=store, cors="*"), tokens=Tokens())
    asking = {"Origin": "https://evil.example"}
    try:
        told = app.test_client().get("/api/rank", headers=asking)
        assert told.headers["Access-Control-Allow-Origin"] == "*"
        whole = app.test_client().get(f"/api/articles/{digest()}/text", headers=asking)
    finally:
        close_app(app)
    assert whole.status_code == 403
    assert "Access-Control-Allow-Origin" not in whole.headers


def test_a_page_of_the_service_itself_reads_whole_texts_at_this_machine(client):
    answer = client.get(f"/api/articles/{digest()}/text", headers={"Origin": "http://localhost"})
    assert answer.text == WORLD["denial.txt"].article.text


@pytest.mark.parametrize(
    "address",
    [
        "/api/ask?q=who+met+Anna+Petit", "/api/search?q=minister", "/api/entities?name=Anna+Petit",
        "/api/paths?from=Petit&to=Otieno", "/search?q=minister",
    ],
)  # fmt: skip
def test_a_stranger_is_charged_for_whatever_this_process_computes(store, address):
    app = create_app(Settings(store=store), tokens=Tokens())
    charged = []
    budgets = SimpleNamespace(check=lambda _who: None, spend=lambda who, _seconds: charged.append(who))
    app.extensions["kg"] = replace(app.extensions["kg"], gate=Gate(budgets))
    try:
        assert app.test_client().get(address, environ_base=STRANGER).status_code == 200
        assert charged == [STRANGER["REMOTE_ADDR"]]
        assert app.test_client().get(f"{address}&debug=1").status_code == 200
    finally:
        close_app(app)
    assert charged == [STRANGER["REMOTE_ADDR"]]  # who sits here has all there is


def test_a_stranger_pays_for_short_answers_and_finds_no_room_taken():
    gate = Gate(Budgets(1e-6, 1e-6), at_once=1, waiting=0)
    with gate.passed(""), gate.charged("192.0.2.7"):
        sum(range(100_000))
    with pytest.raises(OverBudgetError, match="used up"), gate.charged("192.0.2.7"):
        pass
    with gate.charged("192.0.2.8"), gate.charged(""):
        pass


@pytest.mark.parametrize("address", ["/paths?from=Petit&to=Otieno", "/paths?from=Petit&from=Otieno"])
def test_the_page_of_paths_is_for_few_at_a_time_too(guarded, monkeypatch, address):
    room = Gate(None, at_once=1, waiting=0, seconds=0.01)
    monkeypatch.setattr(guarded.application.extensions["kg"].gate, "passed", room.passed)
    asking = {"Accept": "application/json"}
    with room.passed(""):
        assert guarded.get(address, headers=asking).status_code == 503
    assert guarded.get(address, headers=asking).status_code == 200


def test_paths_of_what_is_never_read_whole_wait_for_workers_alone(guarded, monkeypatch):
    room = Gate(None, at_once=1, waiting=0, seconds=0.01)
    monkeypatch.setattr(guarded.application.extensions["kg"].gate, "passed", room.passed)
    monkeypatch.setitem(guarded.application.extensions["kg"].graph.get().__dict__, "is_vast", True)
    with room.passed(""):
        assert guarded.get("/api/paths?from=Petit&to=Otieno&k=3").status_code == 200
