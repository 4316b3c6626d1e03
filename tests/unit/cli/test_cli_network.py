"""Commands that measure the network of a store."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import hostile_world
import pytest
from click.testing import CliRunner
from reported_world import Paper

from kg.analysis.result import Table, columns
from kg.cli.app import _run, cli
from kg.cli.results import print_result_table
from kg.errors import UsageError


@pytest.fixture
def main(store, monkeypatch, capsysbinary):
    """Runs ``kg`` as a user does: exit code, output, errors."""
    monkeypatch.setenv("KG_STORE", str(store))
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*words):
        monkeypatch.setattr("sys.argv", ["kg", *words])
        code = _run()
        out, errors = capsysbinary.readouterr()
        return code, out.decode(), errors.decode()

    return run


COMMANDS = [
    ("rank",),
    ("rank", "--by", "betweenness", "--samples", "3", "--seed", "4"),
    ("communities",),
    ("bridges",),
    ("compare", "2024-03-04", "2024-03-11/.."),
    ("ego", "Rosa Quispe"),
]


@pytest.mark.parametrize("words", [("rank", "--samples", "9"), ("compare", "2023", "2024", "--seed", "4")])
def test_a_sample_or_seed_where_nothing_is_drawn_is_a_wrong_call(main, words):
    code, out, errors = main(*words)
    assert (code, out) == (2, "")
    assert "nothing for strength, which is exact. Leave it out, or rank by betweenness" in errors


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_table_tells_names_not_iris_and_what_was_left_out(main, words):
    code, out, errors = main(*words)
    assert (code, errors) == (0, "")
    assert "Rosa Quispe" in out
    assert "http" not in out
    assert "events of more than 20 are left out" in out.replace("\n", " ")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_csv_is_one_table_with_iris_and_the_notes_go_elsewhere(main, words):
    code, out, errors = main(*words, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert all(row[name].startswith("https://") for row in rows for name in row if name == "id" or name.endswith("_id"))
    assert "events of more than 20 are left out" in errors
    assert main(*words, "--format", "tsv")[1].count("\t") > 0


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_json_is_whole_with_notes_and_the_generation(main, words):
    code, out, errors = main(*words, "--format", "json")
    told = json.loads(out)
    assert (code, errors, told["measure"], told["generation"]) == (0, "", words[0], 1)
    assert told["notes"]
    assert all(isinstance(row, dict) for rows in told["tables"].values() for row in rows)


def test_the_first_of_a_rank_is_told_first_and_top_cuts_and_says_so(main):
    _, out, _ = main("rank", "--by", "degree", "--top", "1")
    assert "1     Rosa Quispe" in out
    assert "Moussa Diallo" not in out
    assert "1 of 5 persons told; 4 left out." in out


def test_a_table_chosen_is_told_alone_and_cut_with_a_word(main):
    _, out, _ = main("communities", "--show", "persons", "--top", "2", "--format", "json")
    told = json.loads(out)
    assert (list(told["tables"]), len(told["tables"]["persons"])) == (["persons"], 2)
    assert told["notes"][0] == "2 of 5 rows of persons told; --top N tells more."


def test_the_surroundings_of_a_person_reach_as_far_as_asked(main):
    _, near, _ = main("ego", "Petit", "--format", "json")
    _, far, _ = main("ego", "Petit", "--radius", "2", "--format", "json")
    told = [[row["person"] for row in json.loads(out)["tables"]["persons"]] for out in (near, far)]
    assert told == [["Joseph Otieno"], ["Joseph Otieno", "Rosa Quispe"]]


def test_what_two_share_is_told_with_its_status(main):
    code, out, _ = main("timeline", "Petit", "Quispe", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (code, row["date"], row["status"], row["places"]) == (0, "2024-05", "planned", "Oslo")
    code, out, _ = main("timeline", "Petit", "Quispe")
    assert "2024-05-31" not in out


def test_two_who_share_nothing_are_told_so_with_exit_code_one(main):
    code, out, _ = main("timeline", "Petit", "Moussa Diallo")
    assert (code, out.strip()[:8]) == (1, "0 events")


def test_nothing_found_in_a_table_is_told_as_none(main):
    _, out, _ = main("bridges", "--type", "Letter")
    assert "Persons without whom the network falls apart: none" in out


def test_a_plot_is_written_beside_the_table(main, tmp_path):
    code, out, _ = main("rank", "--plot", str(tmp_path / "rank.svg"))
    assert (code, "Rosa Quispe" in out) == (0, True)
    assert "Rosa Quispe" in "".join(ET.parse(tmp_path / "rank.svg").getroot().itertext())  # noqa: S314 - our own


def test_a_plot_is_a_bitmap_where_its_file_is_called_so(main, tmp_path):
    code, _, _ = main("rank", "--plot", str(tmp_path / "rank.PNG"))
    assert code == 0
    assert (tmp_path / "rank.PNG").read_bytes().startswith(b"\x89PNG\r\n")


def test_a_plot_that_cannot_be_written_is_told(main, tmp_path):
    code, _, errors = main("rank", "--plot", str(tmp_path / "no" / "rank.svg"))
    assert code == 2
    assert "cannot be written" in errors


WRONG = [
    (("rank", "--since", "2031-01-01"), 1, "no event passes"),
    (("compare", "2024", "1999"), 1, "1999: no event passes"),
    (("compare", "2024", "spring"), 2, "'spring' is no window of time. Write a year"),
    (("rank", "--by", "fame"), 2, "'fame' is not one of"),
    (("ego", " "), 2, "NAME is empty"),
    (("ego", "Diallo"), 2, "may be"),
    (("ego", "Petit", "--since", "2031-01-01"), 1, "no event passes"),
    (("timeline", "Petit", "Anna Petit"), 2, "are both Anna Petit"),
    (("timeline", "", "Petit"), 2, "A is empty"),
    (("rank", "--status", "happened"), 2, "Choose from"),
    (("communities", "--resolution", "0"), 2, "Give a number above 0"),
]


@pytest.mark.parametrize(("words", "code", "told"), WRONG)
def test_what_cannot_be_measured_is_told_with_the_mend(main, words, code, told):
    got, out, errors = main(*words)
    assert (got, out) == (code, "")
    assert told in errors


def test_two_of_one_name_are_told_apart_by_their_iris(capsys):
    table = Table("persons", "t", columns(person="Person", id="IRI"), (("Ada", "x:1"), ("Ada", "x:2"), ("Bo", "x:3")))
    print_result_table(table)
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()[2:]] == ["Ada <x:1>", "Ada <x:2>", "Bo"]


def test_two_runs_print_the_same_bytes(store):
    told = {
        CliRunner().invoke(cli, ["communities", "--format", "json", "--store", str(store)]).stdout for _ in range(2)
    }
    assert len(told) == 1


def test_a_plot_of_an_unknown_kind_is_refused_before_it_is_written(store, tmp_path):
    done = CliRunner().invoke(cli, ["rank", "--plot", str(tmp_path / "x.pdf"), "--store", str(store)])
    assert isinstance(done.exception, UsageError)
    assert "no plot is written as .pdf" in str(done.exception)
    assert not list(tmp_path.iterdir())


def test_a_png_tells_on_standard_error_which_names_it_cannot_draw(main, tmp_path):
    paper = Paper("met.txt", published="2024-06-13")
    for name in ("Ada Ng", "山田花子"):
        paper.person(name)
    paper.event("Meeting", "Ada Ng and 山田花子 met.", trigger="met", participant=["Ada Ng", "山田花子"])
    hostile_world.publish(tmp_path / "store", paper.extraction())
    told = "(山田花子) holds letters that PNG has no shapes for: boxes stand there. Write SVG, which takes any font."
    with_store = ("--store", str(tmp_path / "store"))
    picture, plot = (str(tmp_path / name) for name in ("network.png", "rank.png"))
    assert main(*with_store, "export", "png", "-o", picture) == (0, "", f"kg: warning: 1 name {told}\n")
    assert main(*with_store, "rank", "--plot", plot)[2] == f"kg: warning: 1 label {told}\n"
    assert main(*with_store, "export", "svg", "-o", picture)[2] == ""
