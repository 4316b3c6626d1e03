"""Commands of the write side: how they call the pipeline, and how they word its reports."""

import errno
import functools
import json

import pipeline_fakes
import pytest
import reported_world
from click.testing import CliRunner

import kg.pipeline
import kg.web.guards
from kg.analysis import kept
from kg.cli.app import cli
from kg.errors import SourceError, StoreError, StoreMissingError
from kg.search import index
from kg.service import KnowledgeGraph
from kg.store import Store, open_store


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A command whose pipeline reads the reported world instead of files."""
    for name in ("build", "remove", "extract"):
        real = getattr(kg.pipeline, name)
        monkeypatch.setattr(kg.pipeline, name, functools.partial(real, stages=reported_world.STAGES))

    def invoke(*words):
        done = CliRunner().invoke(cli, [*words, "--store", str(tmp_path / "store")], standalone_mode=False)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return invoke


ALL = [name.replace("/", "_") for name in reported_world.WORLD]


def test_a_build_says_what_it_read_why_and_what_the_store_holds(run, tmp_path):
    done = run("build", *ALL)
    assert done.exit_code == 0
    assert "Read 3 articles: 3 new" in done.stdout
    assert f"3 articles, 7 persons, 8 events, 10 claims in {tmp_path / 'store'}, generation 1" in done.stdout
    assert done.stderr == ""


def test_a_second_build_has_nothing_to_do_and_says_so(run):
    run("build", *ALL)
    again = run("build", *ALL)
    assert again.exit_code == 0
    assert "Nothing to do: the store is up to date (3 unchanged)" in again.stdout
    assert "generation 1" in again.stdout


def test_what_cannot_be_read_is_told_with_its_mend_and_the_rest_is_done(run, monkeypatch):
    def with_error(paths):
        yield SourceError("noise.bin: not text", mend="Take it away.")
        yield from reported_world.read_sources(paths)

    stages = reported_world.Stages(
        **{
            **{name: getattr(reported_world.STAGES, name) for name in reported_world.Stages.__slots__},
            "read_sources": with_error,
        }
    )
    monkeypatch.setattr(kg.pipeline, "build", functools.partial(kg.pipeline.build.func, stages=stages))
    done = run("build", *ALL)
    assert done.exit_code == 3
    assert done.stderr == "kg: noise.bin: not text. Take it away.\n"
    assert "3 articles" in done.stdout


def test_an_article_is_taken_back_by_its_file_and_the_generation_is_told(run, tmp_path):
    run("build", *ALL)
    done = run("remove", "denial.txt")
    assert done.stdout == (
        f"Removed denial.txt\n2 articles, 7 persons, 8 events, 9 claims in {tmp_path / 'store'}, generation 2\n"
    )


def prepared(folder):
    """Files that questions of the newest generation would wait for."""
    derived = open_store(folder).derived(open_store(folder).generation())
    return sorted(file.suffix for file in derived.iterdir()) if derived.exists() else []


def test_the_generation_after_a_removal_is_prepared_for_questions_as_after_a_build(run, tmp_path):
    run("build", *ALL)
    assert prepared(tmp_path / "store") == [".npz", ".sqlite"]
    run("remove", "denial.txt")
    assert (open_store(tmp_path / "store").generation(), prepared(tmp_path / "store")) == (2, [".npz", ".sqlite"])
    run("remove", "letter.txt", "nairobi-talks.txt")
    assert (open_store(tmp_path / "store").generation(), prepared(tmp_path / "store")) == (3, [".npz", ".sqlite"])


def test_a_removal_whose_preparations_cannot_be_kept_is_done_all_the_same(run, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    run("build", *ALL)
    monkeypatch.setattr(kept, "save_network", full)
    monkeypatch.setattr(index, "_begun", lambda _: None)
    assert run("remove", "denial.txt").exit_code == 0
    assert prepared(tmp_path / "store") == []
    assert run("path", "Petit", "Quispe").exit_code == 0


@pytest.mark.parametrize("command", ["build", "remove", "restore"])
def test_where_what_is_derived_cannot_be_written_a_command_is_done_all_the_same(run, tmp_path, monkeypatch, command):
    def no_folder(storage, generation):
        place = storage.path / "generations" / str(generation) / "derived"
        place.write_bytes(b"")  # a file is in the way, whoever runs this
        return place

    backup = str(tmp_path / "backup")
    words = {"build": ALL, "remove": ("denial.txt",), "restore": (backup, "--replace")}[command]
    run("build", *ALL[1:])
    run("backup", backup)
    monkeypatch.setattr(Store, "derived", no_folder)
    done = run(command, *words)
    assert (done.exit_code, open_store(tmp_path / "store").generation()) == (0, 2)


def test_a_preparation_that_fails_is_a_warning_behind_what_was_done(run, tmp_path, monkeypatch):
    def fails(_):
        raise StoreError("no room for it", mend="Make room.")

    monkeypatch.setattr(KnowledgeGraph, "prepare", fails)
    warning = "kg: warning: the store is written, but could not be prepared for questions: no room for it. Make room.\n"
    done = run("build", *ALL)
    assert (done.exit_code, done.stderr) == (0, warning)
    done = run("remove", "denial.txt")
    assert (done.exit_code, done.stderr) == (0, warning)
    assert open_store(tmp_path / "store").generation() == 2


def test_extract_prints_one_json_object_an_article(run):
    done = run("extract", *ALL)
    assert done.exit_code == 0
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["file"] for one in objects] == sorted(reported_world.WORLD)
    assert {"headline", "published", "persons", "events"} <= set(objects[0])


def test_a_sound_store_conforms(run):
    run("build", *ALL)
    done = run("check")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.startswith("Conforms: ")
    assert json.loads(run("check", "--format", "json").stdout)["conforms"] is True


def test_a_store_that_lost_a_text_does_not_conform_and_says_where(run, tmp_path):
    run("build", *ALL)
    (text,) = (tmp_path / "store" / "texts").rglob(f"{reported_world.WORLD['denial.txt'].article.digest}.txt")
    text.unlink()
    done = run("check")
    assert done.exit_code == 1
    assert "evidence: " in done.stdout
    assert "Does not conform (" in done.stdout
    assert json.loads(run("check", "--format", "json").stdout)["findings"]


def test_a_store_whose_text_was_changed_does_not_conform_and_says_where(run, tmp_path):
    run("build", *ALL)
    (text,) = (tmp_path / "store" / "texts").rglob(f"{reported_world.WORLD['denial.txt'].article.digest}.txt")
    text.write_text("something else", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 1
    assert "the kept text is not the one that was read (denial.txt)" in done.stdout
    assert "Does not conform (1 finding)" in done.stdout


def test_where_queries_cannot_be_confined_a_server_is_kept_from_addresses_that_strangers_reach(run, monkeypatch):
    run("build", *ALL)
    monkeypatch.setattr(kg.web.guards, "is_supported", lambda: False)
    with pytest.raises(kg.errors.StoreError, match="not a loopback address"):
        run("serve", "--host", "0.0.0.0")  # noqa: S104 - refused


def test_a_build_of_nothing_makes_no_store(run, tmp_path, monkeypatch):
    with pytest.raises(StoreMissingError, match=r"there is no store at .*\. Give SOURCE"):
        run("build")
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setattr(kg.pipeline, "build", kg.pipeline.build.func)
    done = run("build", str(empty))
    assert (done.exit_code, done.stdout) == (3, "Nothing to read: no store was made\n")
    assert not (tmp_path / "store").exists()


def test_a_build_says_what_has_gone_from_a_folder_and_how_to_take_it_back(run, tmp_path, monkeypatch):
    stages = pipeline_fakes.stages()
    real = kg.pipeline.build.func
    monkeypatch.setattr(kg.pipeline, "build", functools.partial(real, schema=pipeline_fakes.SCHEMA, stages=stages))
    folder = pipeline_fakes.write(tmp_path / "in", a="ann met bob 2020-01-02", b="cat met dan 2020-03-04")
    run("build", str(folder))
    (folder / "a.txt").unlink()
    told = f"1 article of the store is no longer in {folder}: a.txt; take it back with: kg remove a.txt\n"
    assert told in run("build", str(folder)).stdout
