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
    assert main("search", "zebra")[:2] == (
        1,
        "No sentence behind a fact holds these words; the articles' other sentences are not searched.\n",
    )
    code, _, errors = main("search", '"peace')
    assert (code, errors) == (2, 'kg: a quotation mark is open. Close the phrase, for example "peace talks".\n')
    for words in (("x", "--kind", "person"), ("x", "--in", "names", "--since", "2024-01-01"), ("x", "--outlet", "Y")):
        code, _, errors = main("search", *words)
        assert code == 2
        assert "sqlite" not in errors.lower()


def test_a_question_shows_the_command_it_became_and_the_sentences(main):
    code, out, _ = main("ask", "When", "did Petit meet Otieno?")
    assert code == 0
    lines = out.splitlines()
    assert lines[:5] == [
        "kg query meetings person='Anna Petit' with='Joseph Otieno'",
        "",
        "1 event: 2024-03-04.",
        "",
        "Meeting of Anna Petit and Joseph Otieno, 2024-03-04",
    ]
    assert "    “Anna Petit saw Joseph Otieno in Nairobi, Kenya, on 4 March.”" in lines
    assert "      2024-03-21, denial.txt characters 0-83, says denied" in lines


def test_a_question_for_a_path_shows_the_path(main):
    code, out, _ = main("ask", "who connects Petit to Quispe?")
    assert code == 0
    assert out.startswith("kg path 'Anna Petit' 'Rosa Quispe'\n\nAnna Petit - Joseph Otieno - Rosa Quispe (2 steps)\n")


def test_a_question_whose_answer_has_no_events_shows_a_table(main):
    code, out, _ = main("ask", "who is Petit")
    assert code == 0
    assert "envoy" in out
    assert "Anna Petit, envoy of France, met Joseph Otieno" in " ".join(out.split())


def test_an_answer_as_json_holds_command_facts_and_sentences(main):
    found = json.loads(main("ask", "letters to Moussa Diallo", "--format", "json")[1])
    assert found["command"] == "kg query letters recipient='Moussa Diallo'"
    (fact,) = found["facts"]
    assert fact["values"]["sender"] == ["Rosa Quispe"]
    assert fact["evidence"][0]["quote"].startswith("On 18 March Rosa Quispe wrote")
    assert json.loads(main("ask", "who connects Petit to Quispe", "--format", "json")[1])["path"]["paths"]


def test_a_question_ends_with_1_for_nothing_2_for_not_understood_and_names_as_ever(main):
    code, out, _ = main("ask", "Did Otieno visit Peru?")
    assert (code, out.splitlines()[-1]) == (1, "Nothing is reported of that.")
    code, out, errors = main("ask", "what is the weather")
    assert (code, out) == (2, "")
    assert errors.startswith(
        "kg: the question 'what is the weather' is not understood. You can ask, for example:\n  Who"
    )
    assert main("ask", "who met Zorblax?")[0] == 1
    assert main("ask", "who met Diallo?")[0] == 2


def test_a_search_tells_that_its_filters_keep_out_what_there_is(main):
    there = json.loads(main("search", "met", "--format", "json")[1])["total"]
    assert there
    code, told, _ = main("search", "met", "--since", "2031-01-01")
    assert (code, told) == (1, f"{there} sentences with these words; the filters let none of them pass.\n")
    assert main("search", "anna", "--in", "names", "--kind", "place")[1].endswith("none of them is of this kind.\n")
    assert main("search", "zebra", "--in", "names")[1] == "No name holds these words.\n"
