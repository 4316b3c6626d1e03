"""kg judge: an analyst's decisions on a store that the real pipeline built."""

import json
import re

import pytest
import reported_world
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import AmbiguousNameError, JudgementError, UnknownNameError, UsageError
from kg.judgement import claim_names, short_name
from kg.pipeline import check, remove
from kg.service import open_graph
from kg.settings import Settings
from kg.store import open_reader, open_store

SIGNED = ("--by", "Ann", "--date", "2024-04-01", "--why", "her own words")
COURIER, DIARY, DENIAL = reported_world.WORLD
DENIED = next(name for name in claim_names(reported_world.WORLD[DENIAL]).values())
MET = next(name for name in claim_names(reported_world.WORLD[COURIER]).values())
ANNA = f"article/{reported_world.WORLD[COURIER].article.digest}/person/anna-petit"
WHO = '"by":"Ann","date":"2024-04-01"'


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "store"
    reported_world.publish(folder)
    return folder


@pytest.fixture
def run(folder, monkeypatch):
    monkeypatch.delenv("KG_ANALYST", raising=False)

    def invoke(*words):
        done = CliRunner().invoke(cli, [*words, "--store", str(folder)], standalone_mode=False)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.stdout

    return invoke


def event_of(folder, claim):
    reader = open_reader(folder)
    rows = reader.select(f"SELECT ?event WHERE {{ ?event dip:restsOn <{reader.base}id/{claim}> ; a dip:Event }}").rows
    return rows[0][0].value if rows else ""


def knowledge(folder):
    return set(open_reader(folder).quads(None))


def sound(folder):
    return check(Settings(store=folder)).findings == ()


def prepared(folder):
    """Files that questions of the newest generation would wait for."""
    derived = open_store(folder).derived(open_store(folder).generation())
    return sorted(file.suffix for file in derived.iterdir()) if derived.exists() else []


def test_every_change_of_decisions_prepares_its_generation_for_questions(run, folder, tmp_path):
    assert prepared(folder) == []
    told = run("judge", "reject", DENIED, *SIGNED)
    assert prepared(folder) == [".npz", ".sqlite"]
    file = tmp_path / "judgements.jsonl"
    run("judge", "export", "-o", str(file))
    run("judge", "undo", re.search(r"Decided: (\w+)", told)[1])
    assert prepared(folder) == [".npz", ".sqlite"]
    run("judge", "import", str(file))
    assert (open_store(folder).generation(), prepared(folder)) == (4, [".npz", ".sqlite"])


def test_a_rejected_claim_supports_nothing_and_undone_it_does_again(run, folder):
    before = knowledge(folder)
    said = run("judge", "reject", short_name(DENIED), *SIGNED)
    assert "reject (Ann, 2024-04-01, her own words)" in said
    assert event_of(folder, DENIED) == ""
    assert event_of(folder, MET)
    assert sound(folder)
    (listed,) = json.loads(run("judge", "list", "--format", "json"))
    assert (listed["decision"], listed["by"], listed["date"], listed["state"]) == (
        "reject",
        "Ann",
        "2024-04-01",
        "in effect",
    )
    assert "Taken back" in run("judge", "undo", listed["id"][:6])
    assert knowledge(folder) == before


def test_two_persons_judged_the_same_are_one_and_the_page_says_who_decided(run, folder):
    run("judge", "same", "Moussa Diallo", "Aïssatou Diallo", *SIGNED)
    shown = run("show", "Aïssatou Diallo")
    assert "What analysts decided" in shown
    assert "same: Ann, 2024-04-01: her own words" in shown
    assert sound(folder)
    assert open_graph(folder).find("Moussa Diallo").iri == open_graph(folder).find("Aïssatou Diallo").iri


def test_persons_judged_different_are_two_given_by_what_one_article_calls_them(run, folder):
    shown = run("show", "Anna Petit", "--why")
    digest = reported_world.WORLD[DENIAL].article.digest[:12]
    assert f"{digest}/person/anna-petit" in shown
    run("judge", "different", f"{digest}/person/anna-petit", "Anna Petit", *SIGNED)
    assert len([thing for thing in open_graph(folder).names.things if thing.name == "Anna Petit"]) == 2
    assert sound(folder)


def test_events_are_parted_and_joined_by_their_claims(run, folder):
    assert event_of(folder, MET) == event_of(folder, DENIED)
    said = run("judge", "split", event_of(folder, MET), short_name(DENIED), *SIGNED)
    assert event_of(folder, MET) != event_of(folder, DENIED)
    assert sound(folder)
    with pytest.raises(UsageError, match="contradicts the judgement") as caught:
        run("judge", "same", event_of(folder, MET), event_of(folder, DENIED), "--by", "Bo")
    assert said.split()[1] in caught.value.mend
    assert "split: Ann" in run("show", event_of(folder, DENIED))


def test_a_claim_gets_another_status_and_an_event_of_several_claims_asks_which(run, folder):
    with pytest.raises(AmbiguousNameError):
        run("judge", "status", event_of(folder, MET), "planned", *SIGNED)
    run("judge", "status", short_name(DENIED), "planned", *SIGNED)
    run("judge", "status", short_name(MET), "planned", *SIGNED)
    assert "says planned" not in run("show", event_of(folder, MET))  # what articles say is not edited
    assert sound(folder)
    with pytest.raises(UsageError, match="there is no status 'plan'"):
        run("judge", "status", short_name(MET), "plan", *SIGNED)


def test_a_role_is_moved_and_only_to_somebody_the_article_names(run, folder):
    run("judge", "role", short_name(MET), "--move", "Joseph Otieno", "participant", "host", *SIGNED)
    assert "host: Joseph Otieno" in run("show", event_of(folder, MET))
    assert sound(folder)
    with pytest.raises(UsageError, match="names Moussa Diallo"):
        run("judge", "role", short_name(MET), "--add", "Moussa Diallo", "participant", *SIGNED)
    with pytest.raises(UsageError, match="has no role 'carrier'"):
        run("judge", "role", short_name(MET), "--add", "Rosa Quispe", "carrier", *SIGNED)
    run("judge", "role", short_name(MET), "--add", "Rosa Quispe", "participant", *SIGNED)
    assert "Rosa Quispe" in run("show", event_of(folder, MET))
    assert sound(folder)


def test_a_judgement_survives_removal_and_rebuild_and_waits_meanwhile(run, folder):
    run("judge", "reject", short_name(DENIED), *SIGNED)
    remove(["denial.txt"], Settings(store=folder))
    assert json.loads(run("judge", "list", "--format", "json"))[0]["state"] == "waiting"
    reported_world.publish(folder)
    assert json.loads(run("judge", "list", "--format", "json"))[0]["state"] == "in effect"
    assert event_of(folder, DENIED) == ""


def test_a_team_shares_judgements_as_a_file(run, folder, tmp_path):
    run("judge", "reject", short_name(DENIED), *SIGNED)
    run("judge", "same", "Moussa Diallo", "Aïssatou Diallo", *SIGNED)
    judged = open_reader(folder).canonical()
    file = tmp_path / "judgements.jsonl"
    run("judge", "export", "-o", str(file))
    for line in json.loads(run("judge", "list", "--format", "json")):
        run("judge", "undo", line["id"])
    assert run("judge", "export") == ""
    assert run("judge", "import", str(file)).count("Decided: ") == 2
    assert open_reader(folder).canonical() == judged
    assert run("judge", "import", str(file)).count("Decided before: ") == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "x.jsonl:2: not a judgement"),
        ('["same"]', "x.jsonl:2: not a judgement: no JSON object"),
        ('{"decision": "perhaps"}', "x.jsonl:2: not a judgement: 'perhaps'"),
        ('{"decision": "reject", "claims": "claim/0/1-2-0"}', "claims is no list of names"),
        ('{"decision": "reject", "claims": ["claim/0/1-2-0"], "by": "Ann"}', "x.jsonl:2: '' is not a day"),
        ("[" * 100_000, "x.jsonl:2: not a judgement"),
        (f'{{"decision":"reject","claims":["x"],{WHO}}}', "x.jsonl:2: 'x' is no claim"),
        (
            f'{{"decision":"status","claims":["{MET}"],"status":"https://example.org/zzz",{WHO}}}',
            "x.jsonl:2: there is no",
        ),
        (
            f'{{"decision":"role","claims":["{MET}"],"given":"dip:nope","filler":"{ANNA}",{WHO}}}',
            "x.jsonl:2: there is no",
        ),
        (
            f'{{"decision":"role","claims":["{MET}"],"given":"dip:format","filler":"a:b",{WHO}}}',
            "x.jsonl:2: no event has",
        ),
        ('{"decision": "reject", "claims": ["a"], "by": "A", "date": "2024-01-01", "x": 1}', "unknown key 'x'"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_nothing_is_taken(run, folder, tmp_path, line, told):
    file = tmp_path / "x.jsonl"
    file.write_text(f'{{"decision":"reject","claims":["{DENIED}"],"by":"Ann","date":"2024-04-01"}}\n{line}\n')
    with pytest.raises(JudgementError) as caught:
        run("judge", "import", str(file))
    assert told in str(caught.value)
    assert run("judge", "export") == ""


def test_a_contradiction_in_a_file_is_told_with_its_line_and_a_note_may_hold_any_line_end(run, tmp_path):
    file = tmp_path / "x.jsonl"
    reject = f'{{"decision":"reject","claims":["{MET}"],{WHO},"why":"one\u2028two"}}'
    file.write_text(f'{reject}\n\n{{"decision":"status","claims":["{MET}"],"status":"dip:planned",{WHO}}}\n', "utf-8")
    with pytest.raises(UsageError, match=r"x\.jsonl:[13]: this \(\w+\) contradicts"):
        run("judge", "import", str(file))
    file.write_text(reject + "\n", "utf-8")
    assert run("judge", "import", str(file)).count("Decided: ") == 1
    exported = run("judge", "export")
    file.write_text(exported, "utf-8")
    assert run("judge", "import", str(file)).count("Decided before: ") == 1


def test_what_cannot_be_decided_is_told_with_its_mend(run):
    with pytest.raises(UsageError, match="must say who decided"):
        run("judge", "reject", short_name(DENIED))
    with pytest.raises(UsageError, match="different kinds"):
        run("judge", "same", "Anna Petit", "Nairobi", *SIGNED)
    with pytest.raises(UsageError, match="are one"):
        run("judge", "same", "Anna Petit", "Petit", *SIGNED)
    with pytest.raises(UsageError, match="neither a claim nor an event"):
        run("judge", "reject", "Anna Petit", *SIGNED)
    with pytest.raises(UsageError, match="is not a day"):
        run("judge", "reject", short_name(DENIED), "--by", "Ann", "--date", "yesterday")
    with pytest.raises(UsageError, match="takes one of"):
        run("judge", "role", short_name(MET), *SIGNED)
    with pytest.raises(UnknownNameError):
        run("judge", "undo", "abcdef")


def test_an_office_is_printed_with_its_claim_and_rejected_by_it(run, folder):
    shown = run("show", "Anna Petit")
    (listed,) = {row["claim"] for row in json.loads(run("query", "positions", "person=Anna Petit", "--format", "json"))}
    assert re.fullmatch(r"[0-9a-f]{12}/\d+-\d+-p0", listed)
    assert f"claim {listed}" in " ".join(shown.split())
    run("judge", "reject", listed, *SIGNED)
    assert "Positions" not in run("show", "Anna Petit")
    assert sound(folder)


def test_who_parts_what_a_judgement_made_one_is_told_which_one_to_take_back(run, folder):
    said = run("judge", "same", "Moussa Diallo", "Aïssatou Diallo", *SIGNED)
    with pytest.raises(UsageError, match="are one by the judgement") as caught:
        run("judge", "different", "Moussa Diallo", "Aïssatou Diallo", "--by", "Bo")
    assert caught.value.mend == f"Take it back with: kg judge undo {said.split()[1]}"


def test_events_of_other_statuses_are_judged_one_with_a_warning(folder):
    run = ["judge", "same", short_name(MET), short_name(DENIED), *SIGNED, "--store", str(folder)]
    done = CliRunner().invoke(cli, run)
    assert done.exit_code == 0
    assert (
        "kg: warning: the statuses differ: denied and occurred" in done.stderr or "occurred and denied" in done.stderr
    )
    assert done.stdout.startswith("Decided: ")


def test_events_of_other_places_are_judged_one_with_a_warning(folder):
    met, talked, *_ = map(short_name, claim_names(reported_world.WORLD[COURIER]).values())
    done = CliRunner().invoke(cli, ["judge", "same", met, talked, *SIGNED, "--store", str(folder)])
    assert done.exit_code == 0
    assert "the places differ: " in done.stderr
    assert "Nairobi" in done.stderr
    assert "Lima" in done.stderr
    assert "statuses" not in done.stderr
