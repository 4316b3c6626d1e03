import pytest
from flask import Flask, jsonify, request

import kg.web.guards
from kg.errors import StoreError, UsageError
from kg.settings import Settings
from kg.web.guards import answers_to_any, check_confinement, guard

PROXY = "192.0.2.1"
STRANGER = "198.51.100.7"
HANDED_ON = {"X-Forwarded-For": STRANGER, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "sparql.example.org"}


def ask(headers, source="127.0.0.1", **settings):
    """What an application behind the guards sees of a request."""
    app = Flask("guarded")
    guard(app, Settings(**settings))

    @app.get("/")
    def seen():
        return jsonify(client=request.remote_addr, address=request.base_url)

    return app.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": source})


@pytest.mark.parametrize(
    ("proxy", "source"), [(PROXY, PROXY), (PROXY, f"::ffff:{PROXY}"), ("2001:db8::1", "2001:DB8:0::1")]
)
def test_the_proxy_s_word_is_believed(proxy, source):
    told = ask({**HANDED_ON, "Via": "1.1 caddy"}, source, proxy=proxy).json
    assert told == {"client": STRANGER, "address": "https://sparql.example.org/"}


def test_of_several_clients_the_one_is_taken_that_the_proxy_added():
    assert (
        ask({**HANDED_ON, "X-Forwarded-For": f"127.0.0.1, {STRANGER}"}, PROXY, proxy=PROXY).json["client"] == STRANGER
    )


@pytest.mark.parametrize("source", ["127.0.0.1", "198.51.100.9", ""])
@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "Via"])
def test_nobody_else_s_word_is(source, name):
    assert ask({name: "127.0.0.1"}, source, proxy=PROXY).status_code == 400
    assert ask({name: "127.0.0.1"}, source).status_code == 400


def test_who_comes_past_the_proxy_keeps_their_own_address():
    assert ask({}, STRANGER, proxy=PROXY, host="::").json["client"] == STRANGER


@pytest.mark.parametrize(
    "wrong", [{"X-Forwarded-For": "unknown"}, {"X-Forwarded-For": ""}, {"X-Forwarded-Proto": "ftp"}]
)
def test_a_word_that_is_not_understood_is_refused(wrong):
    assert ask({**HANDED_ON, **wrong}, PROXY, proxy=PROXY).status_code == 400


@pytest.mark.parametrize("address", ["*", "localhost", "proxy.example.org"])
def test_a_proxy_is_named_by_its_address(address):
    with pytest.raises(UsageError, match="KG_PROXY"):
        ask({}, proxy=address)


@pytest.mark.parametrize(
    ("host", "settings", "status"),
    [
        ("localhost", {}, 200),
        ("127.0.0.1:8080", {}, 200),
        ("[::1]:8080", {}, 200),
        ("127.0.0.2", {"host": "127.0.0.2"}, 200),
        ("evil.example", {"host": "127.0.0.2"}, 400),
        ("127.0.0.1.evil.example", {}, 400),
        ("127.evil.example", {}, 400),
        ("evil.example", {}, 400),
        ("evil.example", {"proxy": PROXY}, 400),
        ("[broken", {}, 400),
        ("any.example", {"host": "::"}, 200),
        ("evil.example", {"host": "::", "hosts": "a.example"}, 400),
        ("A.example:80", {"host": "::", "hosts": "b.example, a.example"}, 200),
        ("[2001:db8::1]", {"host": "::", "hosts": "[2001:db8::1]"}, 200),
        ("127.0.0.1", {"host": "::", "hosts": "a.example"}, 200),
    ],
)
def test_the_service_answers_to_its_own_names(host, settings, status):
    assert ask({"Host": host}, **settings).status_code == status


def test_the_name_is_the_one_the_proxy_was_called():
    assert ask(HANDED_ON, PROXY, proxy=PROXY, hosts="sparql.example.org").status_code == 200
    assert (
        ask({**HANDED_ON, "X-Forwarded-Host": "evil.example"}, PROXY, proxy=PROXY, hosts="a.example").status_code == 400
    )


@pytest.mark.parametrize(
    ("settings", "any_name"),
    [
        ({}, False),
        ({"host": "127.0.0.2"}, False),
        ({"proxy": PROXY}, True),
        ({"host": "::"}, True),
        ({"host": "::", "hosts": "a.example"}, False),
    ],
)  # fmt: skip
def test_it_is_known_whether_strangers_may_call_it_anything(settings, any_name):
    assert answers_to_any(Settings(**settings)) is any_name


@pytest.mark.parametrize(("settings", "why"), [({"host": "::"}, "not a loopback"), ({"proxy": PROXY}, "a proxy")])
def test_no_stranger_is_served_where_queries_cannot_be_confined(settings, why, monkeypatch):
    check_confinement(Settings(**settings))
    monkeypatch.setattr(kg.web.guards, "is_supported", lambda: False)
    with pytest.raises(StoreError, match=why):
        ask({}, **settings)
    assert ask({}).status_code == 200
    assert ask({}, STRANGER).status_code == 400
