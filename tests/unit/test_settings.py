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
