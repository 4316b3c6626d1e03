"""The five seeds as one graph, from `kg build` to `kg path`: floors against the merged hand annotations."""

import importlib.util
import json
import sys

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.resources import data_folder

pytestmark = [pytest.mark.model, pytest.mark.data]

SEEDS = data_folder("ontology").parent / "seeds"


@pytest.fixture(scope="module")
def kg(tmp_path_factory, parser, test_data):
    """Runs `kg` over a store of the seeds; gives what it printed."""
    store = tmp_path_factory.mktemp("seeds") / "store"

    def run(*words):
        done = CliRunner().invoke(cli, [*words, "--store", str(store)], prog_name="kg")
        assert done.exit_code in (0, 1), done.output
        return done.stdout

    run("build", str(SEEDS))
    return run


@pytest.fixture(scope="module")
def gold(test_data):
    folder = test_data / "gold"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("merged_scorer", folder / "check_merged.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    sys.path.remove(str(folder))
    return scorer, json.loads((folder / "seeds_merged.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def merged(kg, gold):
    scorer, expected = gold
    return scorer.check(expected, json.loads(kg("export", "events")))


@pytest.fixture(scope="module")
def answers(kg, gold):
    """(has a path, is as expected) for each of the 24 answers of `kg path --format json`."""
    _, expected = gold
    found = []
    for question in expected["paths"]:
        for key, status in (("occurred_only", "occurred"), ("all_events", "any")):
            words = ("path", question["from"], question["to"], "--status", status, "--format", "json")
            paths = json.loads(kg(*words))["paths"]
            hops = len(paths[0]["hops"]) if paths else None
            found.append((question[key]["hops"] is not None, hops == question[key]["hops"]))
    return found


def test_every_person_is_one_person(merged):
    assert merged["persons"]["found"] == merged["persons"]["gold"]
    assert merged["persons"]["split"] == {}


def test_events_of_several_articles_are_one_and_no_two_are_glued(merged):
    assert merged["events"]["one"] >= 34
    assert merged["glued (one system event, several gold events)"] == []


def test_the_summit_all_articles_speak_of_is_one_event(merged):
    assert merged["Singapore summit"]["system events"] == 1


def test_paths_over_the_exported_events_are_those_an_analyst_found(merged):
    assert merged["paths"]["ok"] == 24


def test_kg_path_itself_gives_them(answers):
    assert sum(right for has_path, right in answers if has_path) == 18
    assert all(right for has_path, right in answers if not has_path)


def test_what_stalled_is_named_as_stalled_below_the_answer(kg):
    answer = json.loads(kg("path", "Biegun", "Choe Son-hui", "--format", "json"))
    assert answer["paths"][0]["persons"] == ["Stephen Biegun", "Lee Do-hoon", "Kong Xuanyou", "Choe Son-hui"]
    assert [event["status"] for event in answer["left_out"]] == ["stalled"]


def test_the_store_keeps_its_promises(kg):
    assert json.loads(kg("check", "--format", "json"))["findings"] == []


NEEDY = {
    "common": ["one=Mike Pompeo", "other=Kim Jong Un"],
    "meetings": ["person=Mike Pompeo"],
    "involving": ["one=Mike Pompeo"],
    "holders": ["title=president"],
}


@pytest.mark.parametrize("name", ["letters", "sanctions", "events", "unfulfilled", "who-met", "visits", *NEEDY])
def test_a_catalogue_query_finds_what_its_file_expects(kg, name):
    from kg.catalogue import load_catalogue  # noqa: PLC0415 - beside its use

    rows = json.loads(kg("query", name, *NEEDY.get(name, ()), "--format", "json"))
    assert len(rows) >= load_catalogue()[name].minimum


@pytest.mark.parametrize(
    ("question", "command", "facts"),
    [
        ("Who connects Biegun to Choe Son-hui?", "kg path 'Stephen Biegun' 'Choe Son-hui'", 0),
        ("when did Kim Jong Un last meet Trump", "kg query meetings person='Kim Jong-un' with='Donald Trump'", 1),
        ("Where did Trump meet Kim Jong-un?", "kg query meetings person='Donald Trump' with='Kim Jong-un'", 2),
        ("letters from kim jong un to trump", "kg query letters sender='Kim Jong-un' recipient='Donald Trump'", 2),
        ("Who sanctioned the Russian Financial Society?", "kg query sanctions target='Russian Financial Society'", 1),
        ("WHO DID THE U.S. SANCTION", "kg query sanctions imposer='United States'", 5),
        ("who visited Pyongyang", "kg query visits destination=Pyongyang", 4),
        ("What did Nauert say?", "kg query statements speaker='Heather Nauert'", 1),
        ("what is planned for Pompeo", "kg query unfulfilled participant='Mike Pompeo'", 5),
        ("Who’s Lee Do-hoon?", "kg query positions person='Lee Do-hoon'", 0),
        ("which events took place in Hanoi", "kg query events at=Hanoi", 1),
        ("Did Kim Yong-chol visit Washington?", "kg query visits visitor='Kim Yong-chol' destination=Washington", 1),
    ],
)
def test_a_question_becomes_its_command_and_finds_facts_with_sentences(kg, question, command, facts):
    answer = json.loads(kg("ask", question, "--format", "json"))
    assert answer["command"] == command
    assert len(answer["facts"]) >= facts
    assert all(fact["evidence"] for fact in answer["facts"])
    assert facts or answer["rows"] or answer["path"]["paths"]
