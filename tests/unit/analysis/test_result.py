"""Results as records and frames."""

import sys
from types import SimpleNamespace

import pytest

from kg.analysis.result import Result, Table, called, columns
from kg.errors import DependencyError, UsageError

PERSONS = Table("persons", "Persons", columns(person="Person", value="Value"), (("Ada", 1.5), ("Bo", None)))
TIES = Table("ties", "Ties", columns(one="One"), ())
RESULT = Result("rank", "Persons by degree", (PERSONS, TIES), ("Two left out.",))


def test_the_first_table_is_the_one_without_a_name():
    assert (RESULT.table(), RESULT.table("ties")) == (PERSONS, TIES)


def test_an_unknown_table_is_told_with_those_there_are():
    with pytest.raises(UsageError, match=r"no table 'tie'.*Did you mean ties\? Choose from persons, ties"):
        RESULT.table("tie")


def test_the_json_form_holds_every_table_and_note():
    assert RESULT.form() == {
        "measure": "rank",
        "title": "Persons by degree",
        "tables": {"persons": [{"person": "Ada", "value": 1.5}, {"person": "Bo", "value": None}], "ties": []},
        "notes": ["Two left out."],
    }


def test_a_frame_has_the_rows_the_columns_and_the_notes(monkeypatch):
    def make(rows, *, columns):
        return SimpleNamespace(rows=rows, columns=columns, attrs={})

    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=make))
    frame = RESULT.to_frame()
    assert (frame.rows, frame.columns) == ([("Ada", 1.5), ("Bo", None)], ["person", "value"])
    assert frame.attrs == {"title": "Persons by degree", "notes": ["Two left out."]}


def test_without_pandas_a_frame_is_an_error_with_a_mend(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(DependencyError, match="pip install pandas"):
        RESULT.to_frame()


def test_a_person_without_a_name_is_called_by_the_iri():
    assert (called({"x": ""}, "x"), called({}, "y"), called({"z": "Zoë"}, "z")) == ("x", "y", "Zoë")
