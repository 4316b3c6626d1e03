"""Every operation of the API: its answers, what it refuses, and how its answers are kept."""

import json
import urllib.parse

import pytest
import reported_world
from reported_world import HEADLINE, HOSTILE, LAYLA, QUOTATION

from kg.errors import DependencyError, MemoryLimitError, OverBudgetError, OverloadError, SizeLimitError, TimeLimitError
from kg.serving.tokens import Tokens
from kg.settings import Settings
from kg.web import close_app, create_app
from kg.web.api import bounds
from kg.web.api.table import FIXED, all_operations
from kg.web.parameters import FORMATS

BROWSER = {"Accept": "text/html,application/xhtml+xml"}
OPERATIONS = tuple(all_operations())
NAMED = [operation.name for operation in OPERATIONS]


def question(client, operation):
    """An address that answers, and its parameters."""
    path = operation.path
    if "{digest}" in path:
        path = path.replace("{digest}", client.get("/api/articles").json[0]["digest"])
    path = path.replace("{id}", "person/anna-petit")
    told = [(one.name, one.example or "Anna Petit") for one in operation.parameters if one.required]
    if operation.name == "connect":
        told.append(("name", "Joseph Otieno"))
    if operation.name == "entities":
        told.append(("name", "Anna Petit"))
    return f"/api{path}", told


def get(client, operation, *more, **headers):
    address, told = question(client, operation)
    return client.get(address, query_string=[*told, *more], headers=headers)


@pytest.fixture(params=OPERATIONS, ids=NAMED)
def operation(request):
    return request.param


def test_an_operation_answers_in_its_first_form_and_says_how_long_that_holds(client, operation):
    answer = get(client, operation)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == next(iter(operation.forms.values()))
    assert answer.headers["ETag"]
    assert "no-cache" in answer.headers["Cache-Control"]
    assert {name.lower() for name in answer.vary} == {"accept", "accept-encoding"}
    assert answer.data


def test_whoever_has_the_answer_is_told_so(client, operation):
    tag = get(client, operation).headers["ETag"]
    again = get(client, operation, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag


def test_every_form_is_sent_by_parameter_and_by_accept(client, operation):
    for name, media in operation.forms.items():
        by_name = get(client, operation, ("format", name))
        by_media = get(client, operation, Accept=f"{media}, */*;q=0.1")
        assert by_name.mimetype == by_media.mimetype == media
        assert by_name.data == by_media.data
        assert by_name.headers["ETag"] == by_media.headers["ETag"]


def test_a_form_that_is_not_there_is_not_acceptable(client, operation):
    for answer in (get(client, operation, ("format", "docx")), get(client, operation, Accept="audio/mpeg")):
        assert (answer.status_code, answer.content_type) == (406, "application/problem+json")
        assert next(iter(operation.forms)) in answer.text or next(iter(operation.forms.values())) in answer.text


def test_the_head_of_an_answer_is_that_of_the_whole(client, operation):
    address, told = question(client, operation)
    whole, head = client.get(address, query_string=told), client.head(address, query_string=told)
    assert head.data == b""
    assert (head.status_code, head.headers["ETag"]) == (200, whole.headers["ETag"])


def test_an_unknown_parameter_is_refused_with_the_nearest(client, operation):
    answer = get(client, operation, ("sinze", "2024-01-01"))
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert answer.json["type"].endswith("#wrong-request")
    if "since" in [one.name for one in operation.parameters]:
        assert "Did you mean since?" in answer.json["detail"]


def test_every_documented_parameter_is_accepted(client, operation):
    apart = {"entities": {"iri"}}.get(operation.name, set())
    for one in operation.parameters:
        if one.required or one.name in apart or one.name in FORMATS:
            continue
        more = [("in", "names")] if operation.name == "search" and one.name == "kind" else []
        if one.name == "gap":
            more = [("order", "forward")]
        if one.name in ("samples", "seed") and "by" in [other.name for other in operation.parameters]:
            more = [("by", "betweenness")]
        if (one.name, operation.name) == ("name", "entities"):
            continue
        answer = get(client, operation, (one.name, one.example or sample(operation, one)), *more)
        assert answer.status_code in (200, 404), (one.name, answer.text)
        assert answer.status_code == 200 or answer.json["type"].endswith("#empty-network"), answer.text


def sample(operation, parameter):
    """A value for a parameter of a catalogue query."""
    kind = {one.name: one.kind for one in load(operation).parameters}[parameter.name]
    of = {one.name: one.of for one in load(operation).parameters}[parameter.name]
    named = "Anna Petit" if not of or "Person" in of else "Nairobi" if "Place" in of else "Kenya"
    return {"entity": named, "date": "2024-03-05", "status": "any", "type": "meeting", "integer": "3"}.get(kind, "talk")


def load(operation):
    from kg.catalogue import load_catalogue  # noqa: PLC0415 - once a test

    return load_catalogue()[operation.path.rpartition("/")[2]]


def test_a_needed_parameter_is_asked_for(client, operation):
    needed = [one.name for one in operation.parameters if one.required]
    answer = client.get(question(client, operation)[0])
    if needed:
        assert answer.status_code == 400
        assert all(name in answer.json["detail"] for name in needed)


def test_no_operation_answers_a_page_whoever_asks(client, operation):
    answers = [
        get(client, operation, **BROWSER),
        get(client, operation, ("nobody", "knows"), **BROWSER),
        client.post(question(client, operation)[0], headers=BROWSER),
    ]
    for answer in answers:
        assert answer.mimetype != "text/html" or "attachment" in answer.headers["Content-Disposition"]
        assert b"Traceback" not in answer.data
    assert [answer.status_code for answer in answers] == [200, 400, 405]


def test_a_page_lists_the_operations(browse):
    page = browse("/api")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert all(f"/api{operation.path}".replace("<", "&lt;") in page.text for operation in OPERATIONS)


@pytest.mark.parametrize("address", ["nowhere", "queries/meetigns", "exports/geksf", "entities/person/nobody"])
def test_an_address_that_is_not_there_is_a_problem_for_a_browser_too(client, address):
    answer = client.get(f"/api/{address}", headers=BROWSER)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
    told = {"queries/meetigns": "Did you mean meetings?", "exports/geksf": "Choose from turtle"}
    assert told.get(address, "") in answer.json["detail"]


WRONG = [
    ("rank?by=fame", 400, "by='fame'"),
    ("rank?top=0", 400, "Send one from 1 to"),
    ("rank?top=9&top=8", 400, "top is sent 2 times"),
    ("rank?since=2025-01-01&until=2024-01-01", 400, "later than"),
    ("rank?since=2100-01-01", 404, "empty-network"),
    ("rank?samples=1&by=betweenness", 400, "Send one from 2"),
    ("rank?samples=9&by=degree", 400, "samples does nothing for degree"),
    ("compare?before=2023&after=2024&seed=7", 400, "seed does nothing for strength"),
    ("communities?resolution=0", 400, "one above 0"),
    ("communities?resolution=-1", 400, "one above 0"),
    ("communities?resolution=nan", 400, "one above 0"),
    ("compare?before=soon&after=2024", 400, "no window of time"),
    ("ego?person=Diallo", 300, "ambiguous-name"),
    ("ego?person=Rosa+Kispe", 404, "unknown-name"),
    ("timeline?one=Petit&other=Anna+Petit", 400, "are both Anna Petit"),
    ("connect?name=Petit", 400, "1 different persons"),
    ("ask?q=how+tall+is+the+tower", 400, "not understood"),
    ("search?q=", 400, "no word to look for"),
    ("search?q=peace&kind=person", 400, "in=names"),
    ("search?q=anna&in=names&since=2024-01-01", 400, "in=sentences"),
    ("search?q=anna&limit=1001", 400, "from 1 to 1000"),
    ("entities", 400, "one of name and iri"),
    ("entities?name=Petit&iri=urn:x", 400, "one of name and iri"),
    ("entities?iri=urn:nobody", 404, "unknown-name"),
    ("entities?name=Petit&why=yes", 400, "true, false"),
    ("queries/meetings?person=Nobody+Atall", 404, "unknown-name"),
    ("queries/meetings?person=Petit&since=soon", 400, "not of the kind date"),
    ("queries/meetings?person=Petit&status=done", 400, "no status 'done'"),
    ("queries/meetings", 400, "there is no person"),
    ("exports/gexf?type=party", 400, "no type of event"),
    ("exports/gexf?measure=fame", 400, "measure='fame'"),
    ("exports/turtle?since=2024-01-01", 400, "no parameter 'since'"),
    ("exports/pajek?measure=degree", 400, "no parameter 'measure'"),
    ("articles/zz", 404, "No article"),
    ("articles/", 404, "nothing at"),
    ("paths?from=Petit", 400, "there is no to"),
]


@pytest.mark.parametrize(("address", "status", "told"), WRONG, ids=[address for address, _, _ in WRONG])
def test_what_cannot_be_is_a_problem_with_its_mend(client, address, status, told):
    answer = client.get(f"/api/{address}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), answer.text
    assert told in answer.json["detail"] or told in answer.json["type"]
    assert answer.json["status"] == status


def test_of_an_ambiguous_name_each_choice_can_be_sent(client):
    choices = client.get("/api/entities?name=Diallo").json["choices"]
    assert choices == ["Aïssatou Diallo", "Moussa Diallo"]
    for choice in choices:
        assert client.get("/api/entities", query_string={"name": choice}).json["label"] == choice


def test_of_an_unknown_name_the_nearest_are_told(client):
    assert client.get("/api/entities?name=Rosa+Kispe").json["nearest"][0] == "Rosa Quispe"


@pytest.mark.parametrize("name", [HOSTILE, LAYLA, QUOTATION, '"', "'; DROP", "a\nb", "=1+1", "😀", "x" * 5000, "<b>"])
def test_any_name_is_answered_without_harm(client, name):
    for address in ("entities?name=", "ask?q=", "search?q=", "queries/meetings?person=", "ego?person=", "rank?type="):
        answer = client.get(f"/api/{address}{urllib.parse.quote(name)}")
        assert answer.status_code in (200, 300, 400, 404), answer.text
        assert answer.mimetype in ("application/json", "application/problem+json")


def test_scripts_and_right_to_left_text_come_as_they_stand(client):
    assert HEADLINE in [article["headline"] for article in client.get("/api/articles").json]
    assert client.get("/api/entities", query_string={"name": LAYLA}).json["label"] == LAYLA
    rows = client.get("/api/queries/sanctions?format=csv").text
    assert '"Samir <script>alert(""name"")</script> Nasser"' in rows


def test_whatever_stands_in_an_answer_no_browser_takes_it_for_a_page(client, operation):
    assert get(client, operation).headers["X-Content-Type-Options"] == "nosniff"


def test_an_answer_is_zipped_for_whoever_takes_it(client):
    plain = client.get("/api/openapi.json")
    zipped = client.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.data) < len(plain.data) / 2
    assert zipped.headers["ETag"] != plain.headers["ETag"]


def test_the_order_of_parameters_does_not_make_another_answer(client):
    one = client.get("/api/rank?by=degree&top=3").headers["ETag"]
    assert client.get("/api/rank?top=3&by=degree&since=").headers["ETag"] == one
    assert client.get("/api/rank?top=2&by=degree").headers["ETag"] != one


def test_names_of_operations_and_their_addresses_are_unlike(client):
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)
    assert len({operation.path for operation in OPERATIONS}) == len(OPERATIONS)
    assert len(FIXED) == len({operation.title for operation in FIXED})


def test_json_is_told_in_unicode(client):
    answer = client.get("/api/entities", query_string={"name": LAYLA})
    assert LAYLA in answer.data.decode("utf-8")
    assert json.loads(answer.data)["kind"] == "person"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (TimeLimitError("too long"), 504),
        (MemoryLimitError("too much memory"), 507),
        (SizeLimitError("too many bytes"), 413),
        (OverloadError("all are busy", retry_after=3), 503),
        (OverBudgetError(retry_after=3), 429),
    ],
    ids=str,
)
def test_the_limits_of_queries_are_those_of_the_workers(client, monkeypatch, error, status):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(client.application.extensions["kg"].processes.pool, "ask", fail)
    answer = client.get(f"/api/queries/meetings?person=Petit&since=2024-01-{status % 28 + 1:02}")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.headers.get("Retry-After") == ("3" if status in (429, 503) else None)


def test_a_catalogue_query_is_counted_as_a_query(client):
    assert client.get("/api/queries/meetings?person=Petit&until=2030-01-07").status_code == 200
    counted = client.get("/metrics").text
    assert 'demarche_queries_total{outcome="ok"}' in counted
    assert 'route="/api/queries/<name>"' in counted


def test_more_rows_than_are_told_at_once_are_sent_away(client, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_ROWS", 1)
    answer = client.get("/api/queries/events?status=any&until=2030-01-08")
    assert answer.status_code == 413
    assert "/sparql" in answer.json["detail"]


def test_a_new_generation_has_answers_and_tags_of_its_own(tmp_path):
    reported_world.publish(tmp_path / "store", "denial.txt")
    app = create_app(Settings(store=tmp_path / "store"), tokens=Tokens())
    client = app.test_client()
    try:
        addresses = ["articles", "rank?status=any", "queries/events?status=any", "exports/gexf", "entities?name=Petit"]
        before = {address: client.get(f"/api/{address}", buffered=True) for address in addresses}
        reported_world.publish(tmp_path / "store")
        for address, old in before.items():
            new = client.get(f"/api/{address}", headers={"If-None-Match": old.headers["ETag"]}, buffered=True)
            assert new.status_code == 200, address
            assert new.data != old.data, address
            assert new.headers["ETag"].split("-")[0] != old.headers["ETag"].split("-")[0]
    finally:
        close_app(app)


def test_a_missing_part_of_the_installation_is_told_as_such(client, monkeypatch):
    def fail(*_, **__):
        raise DependencyError("SQLite has no full-text search", mend="Use another Python.")

    monkeypatch.setattr(client.application.extensions["kg"].graph.get().index, "sentences", fail)
    answer = client.get("/api/search?q=unheard")
    assert (answer.status_code, answer.content_type) == (501, "application/problem+json")
