"""Commands that ask a store, through click; what a terminal shows."""

import csv
import io
import json

import click
import pytest
from click.testing import CliRunner
from reported_world import HOSTILE
from rich.cells import cell_len

from kg.cli.app import _run, cli
from kg.errors import AmbiguousNameError, UnknownNameError, UsageError


@pytest.fixture
def ask(store, monkeypatch):
    """Runs a command on the store; returns click's result. Errors on purpose are raised."""
    for name in ("KG_STORE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words, columns="80"):
        done = CliRunner(env={"COLUMNS": columns}).invoke(cli, [*words, "--store", str(store)], standalone_mode=False)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


@pytest.fixture
def main(store, monkeypatch, capsysbinary):
    """Runs ``kg`` as a user does: exit code, output, errors."""
    monkeypatch.setenv("KG_STORE", str(store))

    def run(*words):
        monkeypatch.setattr("sys.argv", ["kg", *words])
        code = _run()
        out, errors = capsysbinary.readouterr()
        return code, out.decode(), errors.decode()

    return run


QUESTIONS = [
    ("path", "Petit", "Quispe"),
    ("path", "Petit", "ليلى"),
    ("show", "Otieno"),
    ("show", "andes/letter.txt"),
    ("show", "Meeting of Anna Petit and Joseph Otieno, 2024-03-04", "--why"),
    ("query",),
    ("query", "disagreements"),
    ("query", "events", "status=any"),
    ("sparql", "SELECT * WHERE { ?s ?p ?o } LIMIT 20"),
    ("articles",),
]


@pytest.mark.parametrize("columns", ["80", "60", "40", "120"])
@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_output_in_a_pipe_fits_the_window_and_has_no_escape_codes_nor_trailing_blanks(ask, words, columns):
    done = ask(*words, columns=columns)
    lines = done.stdout.splitlines()
    assert lines
    assert max(map(cell_len, lines)) <= int(columns)
    assert "\x1b" not in done.stdout
    assert [line for line in lines if line != line.rstrip()] == []
    assert done.stderr == ""


def test_a_path_is_told_with_the_sentence_for_every_hop_and_what_was_left_out(ask):
    text = " ".join(ask("path", "petit", "quispe").stdout.split())
    assert text.startswith("Anna Petit - Joseph Otieno - Rosa Quispe (2 steps)")
    assert "Meeting · occurred · 2024-03-04 · Nairobi" in text
    assert "“Anna Petit, envoy of France, met Joseph Otieno in Nairobi, Kenya, on 4 March 2024.”" in text
    assert "denial.txt characters 0-83, says denied" in text
    after = text.partition("Between the two themselves, but not with the status occurred:")[2]
    assert "Meeting · planned · 2024-05 · Oslo “Petit and Quispe plan to meet in Oslo in May" in after


def test_no_path_is_told_and_what_every_status_would_give(ask):
    done = ask("path", "Petit", "ليلى")
    assert done.exit_code == 1
    assert "No path from Anna Petit to ليلى حداد" in " ".join(done.stdout.split())
    assert "A path, if every status counted:" in done.stdout


def test_what_keeps_a_contact_of_the_two_out_is_named(ask):
    text = " ".join(ask("path", "Petit", "Otieno", "--type", "letter", "--min-sources", "9").stdout.split())
    assert "Between the two themselves, but kept out by types of events and least number of sources:" in text
    assert "not with the status" not in text


def test_a_path_that_several_things_keep_out_together_is_told_with_all_of_them(ask):
    text = " ".join(ask("path", "Otieno", "ليلى", "--type", "visit", "--min-sources", "9").stdout.split())
    assert (
        "A path, if every status counted, and the types of events and the least number of sources did not matter:"
        in text
    )


def test_how_many_were_kept_out_is_told_with_units_and_names(ask):
    text = " ".join(ask("path", "Petit", "Quispe", "--max-contacts", "1").stdout.split())
    assert "Kept out of the network: 2 events by status, 3 persons by most contacts in between." in text
    assert "Too many contacts: Aïssatou Diallo (2), Joseph Otieno (2), Moussa Diallo (2)." in text


def test_persons_who_are_not_connected_are_told_what_would_connect_them(ask):
    done = ask("connect", "Petit", "Quispe", "--not-in", "Kenya")
    text = " ".join(done.stdout.split())
    assert done.exit_code == 1
    assert "Kept out of the network: 2 events by status, 1 event by places and organizations barred" in text
    assert "if only this were left out: the status or the places and organizations barred." in text


def test_an_event_that_no_path_has_is_told_as_what_is_in_the_way(ask):
    done = ask("path", "Petit", "Quispe", "--through-place", "Oslo", "--through-place", "Kenya")
    text = " ".join(done.stdout.split())
    assert done.exit_code == 1
    assert "A path needs an event in each of Oslo, Kenya and 1 place in it." in text
    assert "if only this were left out: the places and organizations to pass (2 steps)" in text
    done = ask(
        "path", "Petit", "Quispe", "--through-place", "Kenya", "--any-of-type", "visit", "--any-of-type", "meeting"
    )
    assert done.exit_code == 0
    assert "Anna Petit - Joseph Otieno - Rosa Quispe (2 steps)" in done.stdout


def test_places_of_what_was_known_then_are_told_to_be_of_today_without_later_sentences(ask):
    done = ask("path", "Petit", "Otieno", "--known-by", "2024-03-14", "--through-place", "Nairobi", columns="200")
    assert "The places of events are as known today from all articles, not as reported by that day." in done.stdout
    assert "Asked for · Meeting · occurred · 2024-03-04 · Nairobi" in done.stdout
    assert "nairobi-talks.txt" in done.stdout
    assert "denial.txt" not in done.stdout


def test_nothing_given_as_what_is_new_is_refused(ask):
    with pytest.raises(UsageError, match="--new-since"):
        ask("path", "Petit", "Otieno", "--new-since", "")


def test_a_connection_says_why_it_has_no_order(ask):
    assert "no beginning and no end" in " ".join(ask("connect", "--help").stdout.split())
    with pytest.raises(click.NoSuchOption, match="--order"):
        ask("connect", "Petit", "Quispe", "--order", "forward")


def test_nothing_new_is_said(ask):
    assert (
        "Nothing on this path is new since 2030-01-01"
        in ask("path", "Petit", "Quispe", "--new-since", "2030-01-01").stdout
    )


def test_what_is_new_since_a_generation_is_marked_and_its_absence_said(ask):
    words = ("path", "Petit", "Quispe", "--new-since")
    assert "New · Meeting" in ask(*words, "generation:0").stdout
    text = " ".join(ask(*words, "generation:1").stdout.split())
    assert "Nothing on this path is new since generation 1: all of it was known then." in text
    with pytest.raises(UsageError, match="'12' is neither a day nor a generation") as caught:
        ask(*words, "12")
    assert "generation:12" in caught.value.mend


def test_articles_are_listed_with_the_generation_they_came_with(ask):
    assert "Generation" in ask("articles", columns="200").stdout
    assert {row["generation"] for row in json.loads(ask("articles", "--format", "json").stdout)} == {"1"}


def test_what_frontiers_may_read_is_refused_where_none_is_read(ask):
    with pytest.raises(click.UsageError, match="add --engine frontier"):
        ask("path", "Petit", "Quispe", "--nodes", "9")


def test_a_search_that_ended_does_not_say_that_there_is_no_path(ask):
    text = " ".join(ask("path", "Petit", "Quispe", "--engine", "frontier", "--nodes", "1").stdout.split())
    assert text.startswith("No path from Anna Petit to Rosa Quispe was found before the search ended.")


def test_a_country_is_told_with_its_places(ask):
    assert "Events in Kenya and 1 place in it count." in ask("path", "Petit", "Otieno", "--in", "Kenya").stdout


def test_a_window_is_part_of_the_question_and_of_the_answer(ask):
    done = ask("path", "Petit", "Otieno", "--since", "2024-04-01")
    assert done.exit_code == 1
    assert "through events with the status occurred in that window." in " ".join(done.stdout.split())


def test_several_paths_are_numbered_and_more_of_the_length_are_announced(ask):
    many = ask("path", "Quispe", "Aïssatou", "--status", "any", "--k", "2").stdout
    assert many.startswith("1. Rosa Quispe - Aïssatou Diallo")
    assert "\n2. Rosa Quispe - Moussa Diallo - Aïssatou Diallo" in many


def test_a_path_as_json_is_the_same_answer(ask):
    answer = json.loads(ask("path", "Petit", "Quispe", "--format", "json").stdout)
    assert answer["paths"][0]["persons"] == ["Anna Petit", "Joseph Otieno", "Rosa Quispe"]
    assert answer["left_out"][0]["status"] == "planned"


@pytest.mark.parametrize(
    "name",
    ["Otieno", "denial.txt", "Letter of Rosa Quispe, recipient Moussa Diallo, carrier Aïssatou Diallo, 2024-03-18"],
)
def test_show_prints_json_of_any_kind_of_thing(ask, name):
    assert json.loads(ask("show", name, "--format", "json").stdout)["iri"].startswith("https://w3id.org/demarche/id/")


def test_rows_come_as_a_table_csv_tsv_or_json(ask):
    table = ask("query", "who-met").stdout
    assert "Meetings" in table
    rows = list(csv.DictReader(io.StringIO(ask("query", "who-met", "--format", "csv").stdout)))
    assert rows[0] == {
        "one": "Anna Petit",
        "other": "Joseph Otieno",
        "meetings": "1",
        "first": "2024-03-04",
        "last": "2024-03-04",
    }
    tabs = list(csv.DictReader(io.StringIO(ask("query", "who-met", "--format", "tsv").stdout), delimiter="\t"))
    assert tabs == rows == json.loads(ask("query", "who-met", "--format", "json").stdout)


def test_a_catalogue_query_takes_names_statuses_and_days_as_people_write_them(ask):
    rows = json.loads(
        ask("query", "meetings", "person=otieno", "status=any", "since=2024-03-10", "--format", "json").stdout
    )
    assert [(row["place"], row["status"], row["with"]) for row in rows] == [("Lima", "occurred", "Rosa Quispe")]


def test_finding_nothing_is_exit_code_1(ask):
    assert ask("query", "letters", "status=denied").exit_code == 1


def test_markup_in_names_is_printed_as_it_stands(ask):
    assert HOSTILE in " ".join(ask("show", "Samir").stdout.split())


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        ("ASK { ?s ?p ?o }", "table", "true\n"),
        ("ASK { ?s ?p ?o }", "csv", "true\n"),
        ("ASK { ?s ?p ?o }", "json", '{"head":{},"boolean":true}\n'),
        ("ASK { ?s a dip:Person }", "table", "true\n"),
        ("PREFIX dip: <https://example.org/> ASK { ?s a dip:Person }", "table", "false\n"),
        ("SELECT (1 AS ?n) {}", "csv", "n\r\n1\r\n"),
        ("SELECT (1 AS ?n) {}", "tsv", "?n\n1\n"),
        (
            "CONSTRUCT { <a:b> <a:c> 1 } {}",
            "ntriples",
            '<a:b> <a:c> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
        ),
    ],
)
def test_sparql_is_answered_in_the_form_asked_for(ask, query, form, expected):
    assert ask("sparql", query, "--format", form).stdout_bytes.decode() == expected


def test_sparql_is_read_from_a_file_and_from_standard_input(store, tmp_path):
    (tmp_path / "q.rq").write_text("ASK {}")
    words = ["sparql", f"@{tmp_path / 'q.rq'}", "--store", str(store)]
    assert CliRunner().invoke(cli, words).stdout == "true\n"
    assert (
        CliRunner().invoke(cli, ["sparql", "-", "--store", str(store)], input="ASK { FILTER(false) }").stdout
        == "false\n"
    )


def test_a_form_that_does_not_fit_the_query_is_a_wrong_call(ask):
    with pytest.raises(UsageError, match="turtle"):
        ask("sparql", "ASK {}", "--format", "turtle")


def test_the_store_is_named_before_or_after_the_command_or_by_the_environment(store):
    for words, env in (
        (["--store", str(store), "articles"], {}),
        (["articles", "--store", str(store)], {}),
        (["articles"], {"KG_STORE": str(store)}),
        (["--store", "nowhere", "articles", "--store", str(store)], {"KG_STORE": "elsewhere"}),
    ):
        done = CliRunner(env={"KG_STORE": None, **env}).invoke(cli, words)
        assert done.exit_code == 0, done.exception
        assert "denial.txt" in done.stdout


def test_an_export_goes_to_a_file_or_to_standard_output_with_the_same_bytes(ask, tmp_path):
    target = tmp_path / "graph.ttl"
    ask("export", "turtle", "-o", str(target))
    assert target.read_bytes() == ask("export", "turtle").stdout_bytes
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_an_export_that_fails_leaves_what_was_there_and_no_half_file(ask, tmp_path, monkeypatch):
    target = tmp_path / "graph.ttl"
    target.write_text("before")

    def full(*_, **__):
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.service.exports.write_export", full)
    with pytest.raises(UsageError, match="No space left on device"):
        ask("export", "turtle", "-o", str(target))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("graph.ttl", "before")]


def test_an_export_into_a_folder_that_is_not_there_is_told(ask, tmp_path):
    with pytest.raises(UsageError, match=r"none/graph\.ttl: cannot be written \(No such file"):
        ask("export", "turtle", "-o", str(tmp_path / "none" / "graph.ttl"))


def test_a_wrong_name_is_answered_with_the_nearest(ask):
    with pytest.raises(UnknownNameError, match="Nearest: Joseph Otieno"):
        ask("show", "Josef Otjeno")


def test_an_ambiguous_name_is_answered_with_the_choices(ask):
    with pytest.raises(AmbiguousNameError, match="Aïssatou Diallo or Moussa Diallo"):
        ask("path", "Diallo", "Petit")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("articles",), 0, ""),
        (("path", "Petit", "Samir"), 1, ""),
        (("show", "Josef Otjeno"), 1, "kg: nothing in the store is called 'Josef Otjeno'. Nearest: Joseph Otieno"),
        (("show", "Diallo"), 2, "kg: 'Diallo' may be Aïssatou Diallo or Moussa Diallo. Say which one."),
        (("path", "Petit", "Quispe", "--status", "hoped"), 2, "Choose from cancelled"),
        (("path", "Petit", "Quispe", "--since", "soon"), 2, "YYYY-MM-DD"),
        (("path", "Petit", "Quispe", "--k", "0"), 2, "range"),
        (("path", "Petit"), 2, "Missing argument 'B'"),
        (("query", "meetings", "Petit"), 2, "KEY=VALUE"),
        (("query", "meetings", "whom=Petit"), 2, "It has: person, status, since, until"),
        (("query", "meeting"), 2, "Did you mean meetings? Choose from common"),
        (("query", "meetings", "persn=Petit"), 2, "Did you mean person? It has: person"),
        (("query", "meetings", "person=Petit", "since=2024-02-01", "until=2024-01-01"), 2, "later than until 2024-01"),
        (("query", "meetings", "person=Nairobi"), 1, "nothing in the store is called 'Nairobi'\n"),
        (
            ("path", "Petit", "Quispe", "--since", "2024-02-01", "--until", "2024-01-01"),
            2,
            "later than until 2024-01-01",
        ),
        (("path", "", "Quispe"), 2, "kg: A is empty"),
        (("path", "Petit", " "), 2, "kg: B is empty"),
        (("show", ""), 2, "kg: NAME is empty"),
        (("show", "Xylophone"), 1, "nothing in the store is called 'Xylophone'\n"),
        (("export", "turtel"), 2, "Did you mean turtle? Choose from turtle, nquads, events"),
        (("query", "weddings"), 2, "Choose from common"),
        (("sparql", "SELECT * WHERE { ?s ?p }"), 2, "line 1, column 25"),
        (("sparql", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), 2, "SERVICE is refused"),
        (
            ("sparql", "INSERT DATA { <a:b> <a:b> <a:b> }"),
            2,
            "the store is read-only. kg build and kg remove change it",
        ),
        (("sparql", "@nowhere.rq"), 2, "nowhere.rq: cannot be read"),
        (("export", "parquet"), 2, "turtle, nquads, events"),
        (("wed",), 2, "No such command 'wed'"),
        (("articles", "--store", "nowhere"), 1, "there is no store at nowhere"),
    ],
)
def test_exit_codes_tell_what_became_of_a_command(main, words, code, told):
    done, _, errors = main(*words)
    assert done == code
    assert told in errors
    assert "Traceback" not in errors


def test_a_wrong_environment_is_told_by_its_variable(main, monkeypatch):
    monkeypatch.setenv("KG_PORT", "many")
    code, _, errors = main("articles")
    assert (code, "KG_PORT: 'many'" in errors) == (2, True)


def test_a_bug_is_told_as_one_and_its_traceback_kept_for_a_report(main, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("kg.store.open_reader", broken)
    code, _, errors = main("articles")
    assert code == 70
    assert "this is a bug in Demarche: ZeroDivisionError: oops" in errors
    assert "Traceback" not in errors
    monkeypatch.setenv("KG_TRACEBACK", "1")
    assert "Traceback" in main("articles")[2]


def test_of_many_things_called_so_ten_are_told_one_a_line(main):
    code, _, errors = main("show", "of")
    lines = errors.splitlines()
    assert code == 2
    assert lines[0].startswith("kg: 'of' may be any of ")
    count = int(lines[0].removesuffix(":").rpartition(" ")[2])
    assert len(lines) == min(count, 10) + (count > 10) + 2
    assert lines[-1] == "Say which one."


def test_more_than_ten_choices_are_counted():
    told = str(AmbiguousNameError("x", choices=tuple(f"x {number:02}" for number in range(12))))
    assert told == "\n  ".join(["'x' may be any of 12:", *(f"x {n:02}" for n in range(10)), "and 2 more"]) + (
        "\nSay which one."
    )


def test_of_what_the_engine_expected_three_alternatives_are_told(main):
    code, _, errors = main("sparql", "SELECT * WHERE { ?s ?p ?o } ORDER")
    assert code == 2
    assert errors.count(",") <= 4  # with those of the place
    assert "line 1, column " in errors


def test_a_prefix_that_nobody_declared_is_named_and_what_stands_at_the_place_of_an_error_is_quoted(main):
    assert "the prefix foo: is not declared. Begin with PREFIX foo: <...>" in main("sparql", "ASK { ?s foo:bar 1 }")[2]
    assert "near 'SELECT ?s, ?p {" in main("sparql", "SELECT ?s, ?p { ?s ?p ?o }")[2]


def test_several_persons_are_connected_with_the_sentence_for_every_link(main):
    code, out, _ = main("connect", "Petit", "Otieno", "Quispe", "--status", "any")
    assert code == 0
    assert out.startswith("Anna Petit, Joseph Otieno, Rosa Quispe\n")
    assert "“" in out
    code, out, _ = main("connect", "Petit", "Quispe", "--not-in", "Nairobi", "--format", "json")
    assert code == 1
    assert json.loads(out)["groups"] == [["Anna Petit"], ["Rosa Quispe"]]
