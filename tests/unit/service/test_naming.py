"""Names looked up by query where more things hold a word than are looked at."""

import pytest
from network_stores import BASE, Capped, reader_of

from kg.errors import AmbiguousNameError, UnknownNameError, UsageError
from kg.service import naming
from kg.service.naming import NameQueries

NAMES = ["Ali-Amin", "Ali-Badr", "Ali-Omar", "Ali-Zaki", "Omar-Ali-Sabri", "Omar-Badr", "Ömar-Zaki"]
PERSON = ("Person",)


def iri(name):
    return f"{BASE}id/person/{name}"


def reader(*more):
    return reader_of([], [iri(name) for name in (*NAMES, *more)])


@pytest.fixture(autouse=True)
def few_are_looked_at(monkeypatch):
    monkeypatch.setattr(naming, "MOST", 2)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ali Zaki", "Ali-Zaki"),
        ("ALI-OMAR", "Ali-Omar"),
        (" omar  zaki ", "Ömar-Zaki"),
        ("Ali Sabri", "Omar-Ali-Sabri"),
        ("Sabri", "Omar-Ali-Sabri"),
    ],
)
def test_a_name_is_found_however_many_share_one_of_its_words(name, found):
    assert NameQueries(reader()).find(name, kinds=PERSON).iri == iri(found)


@pytest.mark.parametrize("name", ["Ali", "Omar"])
def test_a_name_that_too_many_bear_is_told_instead_of_cut(name):
    with pytest.raises(UsageError, match="more than 2 names in the store hold") as told:
        NameQueries(reader()).find(name, kinds=PERSON)
    assert "full name" in told.value.mend


def test_a_person_of_one_word_that_too_many_bear_is_not_guessed():
    with pytest.raises(UsageError, match="more than 2 names"):
        NameQueries(reader("Ali")).find("Ali", kinds=PERSON)
    assert NameQueries(reader("Ali")).find(iri("Ali"), kinds=PERSON).name == "Ali"


def test_a_name_that_nobody_bears_is_unknown():
    with pytest.raises(UnknownNameError):
        NameQueries(reader()).find("Ali Nobody", kinds=PERSON)


def test_names_are_read_whole_from_a_server_that_cuts_its_tables(monkeypatch):
    monkeypatch.setattr(naming, "MOST", 100)
    with pytest.raises(AmbiguousNameError) as told:
        NameQueries(Capped(reader(), 2)).find("Ali", kinds=PERSON)
    assert len(told.value.choices) == 5
    labels = NameQueries(Capped(reader(), 2)).labels([iri(name) for name in NAMES])
    assert sorted(labels.values()) == sorted(NAMES)
