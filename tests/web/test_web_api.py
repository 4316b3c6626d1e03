"""``/api/paths``: what the command takes, as parameters; what it prints, as JSON."""

import pytest


def ask(client, **parameters):
    names = {name.replace("_", "-"): value for name, value in parameters.items()}
    return client.get("/api/paths", query_string={"from": "Anna Petit", "to": "Joseph Otieno", **names})


def test_the_answer_is_that_of_the_command(client, graph):
    from kg.service.forms import path_form  # noqa: PLC0415 - what is compared with

    answer = ask(client)
    assert answer.status_code == 200
    assert answer.json == path_form(graph, graph.path("Anna Petit", "Joseph Otieno"))
    assert answer.json["paths"][0]["hops"][0]["events"][0]["evidence"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"type": "meeting"},
        {"min_sources": "3"},
        {"in": "Nairobi"},
        {"order": "forward", "gap": "3"},
        {"mode": "simple", "longest": "2"},
        {"mode": "simple"},
        {"mode": "shortest"},
        {"via": "org"},
        {"k": "5", "max_contacts": "99", "known_by": "2030-01-01", "until": "2030-01-01"},
    ],
    ids=str,
)
def test_wishes_are_parameters(client, parameters):
    answer = ask(client, **parameters)
    assert answer.status_code == 200
    assert answer.json["paths"][0]["persons"] == ["Anna Petit", "Joseph Otieno"]


def test_a_wish_that_leaves_nothing_is_answered_with_what_blocks(client):
    answer = ask(client, longest="1", not_type="meeting").json
    assert answer["paths"] == []
    assert answer["kept_out"]["types of events barred"] >= 1
    assert answer["without"][0]["path"]["persons"] == ["Anna Petit", "Joseph Otieno"]


def test_several_names_are_sent_as_often_as_needed(client):
    answer = client.get("/api/paths?from=Rosa+Quispe&from=Anna+Petit&to=Joseph+Otieno&avoid=Samir&avoid=Moussa+Diallo")
    assert answer.status_code == 200
    assert answer.json["from_any"] == ["Rosa Quispe", "Anna Petit"]


@pytest.mark.parametrize(
    ("parameters", "status", "told"),
    [
        ({"frm": "x"}, 400, "there is no parameter 'frm'"),
        ({"mode": "all"}, 400, "mode='all'"),
        ({"mode": "simple", "longest": "5"}, 400, "more than 4 steps"),
        ({"k": "0"}, 400, "k='0'"),
        ({"k": "101"}, 400, "k='101'"),
        ({"k": "²"}, 400, "k='²'"),
        ({"gap": "-1"}, 400, "gap='-1'"),
        ({"gap": "1"}, 400, "needs their order"),
        ({"order": "sideways"}, 400, "order='sideways'"),
        ({"since": "soon"}, 400, "is not a day"),
        ({"status": "done"}, 400, "done"),
        ({"to": ""}, 404, "unknown-name"),
        ({"avoid": "Nobody Atall"}, 404, "Nobody Atall"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_place(client, parameters, status, told):
    answer = ask(client, **parameters)
    assert answer.status_code == status
    assert told in answer.json["detail"] or told in answer.json["type"]
    assert answer.content_type == "application/problem+json"


def test_without_two_names_there_is_no_answer(client):
    assert client.get("/api/paths?from=Anna+Petit").status_code == 400


def test_every_path_may_be_asked_for_without_a_length(client):
    answer = client.get("/api/paths?from=Petit&to=Quispe&mode=simple&k=1")
    assert answer.status_code == 200
    assert answer.json["paths"]
