import os
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import SETTINGS, Settings


def test_an_empty_environment_gives_the_defaults():
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({entry.variable: "" for entry in SETTINGS}) == Settings()


def test_every_variable_sets_its_setting():
    given = Settings.from_environment({
        "KG_STORE": "/s", "KG_BASE": "https://data.example/kg/", "KG_MODEL": "en_ud", "KG_ONTOLOGY": f"a{os.pathsep}b",
        "KG_WORKERS": "2", "KG_BATCH": "3", "KG_HOST": "::1", "KG_PORT": "80", "KG_HOSTS": "a.example,b.example",
        "KG_ANALYST": "Ann", "KG_WATCHLIST": "w.csv",
    })  # fmt: skip
    assert given == Settings(
        Path("/s"),
        "https://data.example/kg/",
        "en_ud",
        (Path("a"), Path("b")),
        workers=2,
        batch=3,
        analyst="Ann",
        watchlist="w.csv",
        host="::1",
        port=80,
        hosts="a.example,b.example",
    )


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5", "65536"])
def test_a_number_that_is_none_or_out_of_range_is_refused_by_the_name_of_its_variable(number):
    with pytest.raises(UsageError, match=r"KG_WORKERS: .* is not a whole number from 1 to 65535"):
        Settings.from_environment({"KG_WORKERS": number})


@pytest.mark.parametrize("base", ["data.example/", "https://data.example", "https://data.example/#", "https://a b/"])
def test_a_base_that_cannot_name_claims_and_their_sentences_is_refused(base):
    with pytest.raises(UsageError, match=r"KG_BASE: .* is no absolute IRI ending in /"):
        Settings.from_environment({"KG_BASE": base})


def test_an_unknown_setting_is_refused():
    with pytest.raises(UsageError, match="no setting 'colour'"):
        Settings().with_value("colour", "red")


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        *[("KG_CORS", origin, "is no origin") for origin in (
            "a.example", "https://a.example/path", "https://", "https://a example", "*, https://a.example",
            "https://a.example:443", "http://a.example:80", "https://*.a.example", "null",
        )],
        *[("KG_HOSTS", name, "is no name of a host") for name in (
            "https://a.example", "a.example:8080", "a.example/", "*", "a b",
        )],
        *[("KG_PROXY", address, "is no IP address") for address in ("nginx", "127.0.0.1:80", "10.0.0.0/8")],
    ],
)  # fmt: skip
def test_what_would_never_be_met_is_refused_by_the_name_of_its_variable(variable, value, told):
    with pytest.raises(UsageError, match=f"{variable}: .* {told}") as caught:
        Settings.from_environment({variable: value})
    assert caught.value.mend


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KG_CORS", "*"), ("KG_CORS", "https://a.example, http://B.example:8080/,"), ("KG_CORS", "http://[::1]:3000"),
        ("KG_CORS", "moz-extension://0a1b-2c"), ("KG_HOSTS", "a.example, B.example,"), ("KG_HOSTS", "[2001:db8::1]"),
        ("KG_HOSTS", "192.0.2.1"), ("KG_PROXY", "2001:db8::1"),
    ],
)  # fmt: skip
def test_origins_names_and_addresses_are_taken_as_they_are_written(variable, value):
    assert value in vars_of(Settings.from_environment({variable: value}))


def vars_of(settings):
    return (settings.cors, settings.hosts, settings.proxy)
