"""Commands that take plain words, as a user calls them."""

import json

import pytest

from kg.cli.app import _run


@pytest.fixture
def main(store, monkeypatch, capsysbinary):
    """Runs ``kg`` as a user does: exit code, output, errors."""
    monkeypatch.setenv("KG_STORE", str(store))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words):
        monkeypatch.setattr("sys.argv", ["kg", *words])
        code = _run()
        out, errors = capsysbinary.readouterr()
        return code, out.decode(), errors.decode()

    return run


def test_a_search_shows_the_sentence_where_it_stands_and_what_it_tells_of(main):
    code, out, _ = main("search", "talks", "lima")
    assert code == 0
    assert out.splitlines() == [
        "A week later, on 11 March, Otieno held talks with Rosa Quispe, then deputy minister of Peru, in",
        "Lima.",
        "  Lakeside Courier, 2024-03-13, africa/nairobi-talks.txt characters 117-218",
        "  Meeting of Joseph Otieno and Rosa Quispe, 2024-03-11; Rosa Quispe",
        "",
        "1 sentence.",
    ]


def test_a_search_among_names_tells_the_kind(main):
    code, out, _ = main("search", "otieno", "--in", "names", "--kind", "person")
    assert code == 0
    assert out.splitlines()[0] == "Joseph Otieno"
    assert out.splitlines()[1].startswith("  person, ")


def test_a_search_as_json_marks_what_was_found(main):
    found = json.loads(main("search", "lima", "--format", "json")[1])
    assert found["total"] == 1
    assert [part["text"] for part in found["sentences"][0]["parts"] if part["found"]] == ["Lima"]
    names = json.loads(main("search", "lima", "--in", "names", "--format", "json")[1])
    assert names["names"][0]["name"] == "Lima"


def test_a_search_that_finds_nothing_ends_with_1_and_a_wrong_one_with_2_and_a_mend(main):
    assert main("search", "zebra")[:2] == (1, "No sentence holds these words.\n")
    code, _, errors = main("search", '"peace')
    assert (code, errors) == (2, 'kg: a quotation mark is open. Close the phrase, for example "peace talks".\n')
    for words in (("x", "--kind", "person"), ("x", "--in", "names", "--since", "2024-01-01"), ("x", "--outlet", "Y")):
        code, _, errors = main("search", *words)
        assert code == 2
        assert "sqlite" not in errors.lower()
