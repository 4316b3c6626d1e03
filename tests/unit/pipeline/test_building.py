"""What a build reads, skips, replaces and reports."""

import json
from dataclasses import replace

import pyoxigraph as ox
import pytest
from ordinary import ordinary_user
from pipeline_fakes import SCHEMA, Extract, stages, write

from kg.errors import StoreError, StoreMissingError
from kg.pipeline import build, remove
from kg.settings import Settings
from kg.store import Change, MemoryStore, create_store, open_reader

ANN = "ann met bob 2020-01-02"
CAT = "cat met dan 2020-03-04"


@pytest.fixture
def settings(tmp_path):
    return Settings(store=tmp_path / "store")


def run(paths, settings, **options):
    return build(paths, settings, schema=SCHEMA, stages=options.pop("stages", stages()), **options)


def full(settings, *folders, **options):
    """A store built at once, in memory."""
    store = MemoryStore(settings.base)
    run(list(folders), settings, store=store, **options)
    return store.reader().canonical()


def test_a_build_reads_resolves_and_stores(tmp_path, settings):
    report = run([write(tmp_path / "in", a=ANN, b=CAT)], settings)
    assert [(article.file, article.reasons) for article in report.read] == [("a.txt", ("new",)), ("b.txt", ("new",))]
    assert (report.articles, report.persons, report.events, report.claims) == (2, 4, 2, 2)
    assert (report.before, report.generation, report.exit_code) == (0, 1, 0)
    reader = open_reader(settings.store)
    assert reader.ask("PREFIX dip: <https://w3id.org/demarche/ontology#> ASK { ?e dip:talker ?p . ?p dip:name 'ann' }")
    assert reader.text(report.read[0].digest) == ANN


def test_a_second_build_reads_nothing_and_publishes_nothing(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    run([folder], settings)
    before = Extract.read
    report = run([folder], settings)
    assert Extract.read == before
    assert (report.skipped, report.read, report.changed, report.rederived) == (2, (), False, False)
    assert (report.articles, report.persons, report.events) == (2, 4, 2)


def test_a_build_without_sources_of_a_new_store_is_empty_and_the_same_as_removing_all(tmp_path, settings):
    run([write(tmp_path / "in", a=ANN)], settings)
    remove(["a.txt"], settings, schema=SCHEMA, stages=stages())
    assert open_reader(settings.store).canonical() == full(settings)
    assert list((settings.store / "texts").glob("*/*")) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"settings": {"model": "shouting"}}, "model"),
        ({"schema": replace(SCHEMA, digest="ontology-2")}, "ontology"),
        ({"stages": stages(rules="rules-2")}, "settings"),
    ],
)
def test_a_changed_model_ontology_or_rule_reads_all_articles_again_from_their_kept_texts(
    tmp_path, settings, change, reason
):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    run([folder], settings)
    changed = replace(settings, **change.get("settings", {}))
    options = {"schema": change.get("schema", SCHEMA), "stages": change.get("stages", stages())}
    report = build([], changed, **options)
    assert [(article.file, article.reasons) for article in report.read] == [("a.txt", (reason,)), ("b.txt", (reason,))]
    assert report.reasons == ((reason, 2),)
    store = MemoryStore(settings.base)
    build([folder], changed, store=store, **options)
    assert open_reader(settings.store).canonical() == store.reader().canonical()
    assert not build([], changed, **options).changed


def test_a_changed_reader_reads_again_what_is_given_and_names_what_is_not(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    run([folder], settings)
    report = run([folder / "a.txt"], settings, stages=stages(reader="reader-2"))
    assert [(article.file, article.reasons) for article in report.read] == [("a.txt", ("reader",))]
    assert report.stale == ("b.txt",)
    assert run([folder], settings, stages=stages(reader="reader-2")).stale == ()
    assert open_reader(settings.store).canonical() == full(settings, folder, stages=stages(reader="reader-2"))


def test_changed_resolution_draws_the_knowledge_anew_and_reads_nothing(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN)
    run([folder], settings)
    report = run([folder], settings, stages=stages(resolution="resolution-2"))
    assert (report.read, report.skipped, report.rederived, report.changed) == ((), 1, True, True)


def test_a_changed_manifest_reads_its_article_again(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    run([folder], settings)
    (folder / "a.json").write_text(json.dumps({"published": "2020-01-03", "headline": "A talk"}))
    report = run([folder], settings)
    assert [(article.file, article.reasons) for article in report.read] == [("a.txt", ("metadata",))]
    record = open_reader(settings.store).articles()[0]
    assert (record.headline, record.published) == ("A talk", "2020-01-03")


def test_an_edited_file_replaces_its_earlier_article(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    first = run([folder], settings)
    write(folder, a="ann met eve 2021-01-01")
    report = run([folder], settings)
    assert [(entry.file, entry.before) for entry in report.replaced] == [("a.txt", first.read[0].digest)]
    assert open_reader(settings.store).canonical() == full(settings, folder)
    assert open_reader(settings.store).text(first.read[0].digest) is None


def test_a_file_of_the_same_name_in_another_folder_replaces_nothing_and_is_told(tmp_path, settings):
    run([write(tmp_path / "one", a=ANN)], settings)
    report = run([write(tmp_path / "two", a=CAT)], settings)
    assert report.replaced == ()
    assert [entry.file for entry in report.namesakes] == ["a.txt"]
    assert report.articles == 2


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_the_least_of_the_names_of_one_text_names_its_article_in_any_order(tmp_path, settings, order):
    folder = write(tmp_path / "in", a=ANN, b=ANN)
    reports = [run([folder / f"{name}.txt"], settings) for name in order]
    assert [record.file for record in open_reader(settings.store).articles()] == ["a.txt"]
    assert open_reader(settings.store).canonical() == full(settings, folder)
    assert (len(reports[1].duplicates), reports[1].exit_code) == ((1, 3) if order == ("a", "b") else (0, 0))


def test_a_duplicate_is_reported_with_its_mend_and_the_rest_is_built(tmp_path, settings):
    report = run([write(tmp_path / "in", a=ANN, b=ANN, c=CAT, d="")], settings)
    assert [str(problem) for problem in report.problems] == [
        "d.txt: empty. Take it away.",
        "b.txt: has the same text as a.txt. It was read once; take one of the two away.",
    ]
    assert (report.articles, report.exit_code) == (2, 3)


def test_when_one_of_two_files_with_one_text_is_edited_the_other_keeps_the_article(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=ANN)
    run([folder], settings)
    write(folder, a=CAT)
    report = run([folder], settings)
    assert report.replaced == ()
    assert {record.file for record in open_reader(settings.store).articles()} == {"a.txt", "b.txt"}
    assert open_reader(settings.store).canonical() == full(settings, folder)


def test_an_article_that_breaks_the_extraction_is_reported_and_the_rest_is_built(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b="RAISE", c=CAT)
    report = run([folder], settings)
    assert [article.file for article in report.read] == ["a.txt", "c.txt"]
    assert "b.txt: cannot be read: ValueError: something unforeseen" in str(report.errors[0])
    assert (report.articles, report.exit_code) == (2, 3)
    again = run([folder], settings)
    assert (again.changed, len(again.errors)) == (False, 1)


def test_an_edit_that_breaks_the_extraction_keeps_the_earlier_article(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN)
    run([folder], settings)
    write(folder, a="RAISE")
    report = run([folder], settings)
    assert report.exit_code == 3
    assert [record.file for record in open_reader(settings.store).articles()] == ["a.txt"]


def test_one_worker_with_batch_1_and_two_with_batch_64_make_the_same_store(tmp_path, settings):
    folder = write(tmp_path / "in", **{f"n{i}": f"p{i} met p{i + 1} 2020-01-{i + 1:02}" for i in range(9)})
    one = full(replace(settings, workers=1, batch=1), folder)
    assert full(replace(settings, workers=2, batch=64), folder) == one
    assert full(replace(settings, workers=2, batch=2), folder) == one


def test_an_article_that_kills_its_process_is_reported_and_the_rest_is_built(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b="DIE", c=CAT)
    report = run([folder], replace(settings, workers=2, batch=2))
    assert [article.file for article in report.read] == ["a.txt", "c.txt"]
    assert "b.txt: the process that read it died" in str(report.errors[0])


def test_a_long_build_publishes_on_the_way_and_a_killed_one_goes_on_from_what_was_read(tmp_path, settings, monkeypatch):
    folder = write(tmp_path / "in", **{f"n{i:03}": f"p{i} met q{i} 2020-01-02" for i in range(100)})
    monkeypatch.setattr(Extract, "read", 0)

    def stop(doing, done, total):
        if doing == "articles" and done == 90:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([folder], settings, progress=stop)
    assert len(open_reader(settings.store).articles()) == 64
    report = run([folder], settings)
    assert Extract.read == 100
    assert (report.skipped, len(report.read), report.resumed, report.articles) == (64, 36, 32, 100)
    assert list((settings.store / "pending").iterdir()) == []
    assert open_reader(settings.store).canonical() == full(settings, folder)


def test_removal_is_refused_under_another_ontology_than_the_store_was_read_with(tmp_path, settings):
    run([write(tmp_path / "in", a=ANN, b=CAT)], settings)
    with pytest.raises(Exception, match="another ontology"):
        remove(["a.txt"], settings, schema=replace(SCHEMA, digest="ontology-2"), stages=stages())


def test_a_folder_moved_elsewhere_is_no_duplicate_of_itself(tmp_path, settings):
    run([write(tmp_path / "one", a=ANN)], settings)
    report = run([write(tmp_path / "two", a=ANN)], settings)
    assert (report.duplicates, report.skipped, report.exit_code) == ((), 1, 0)


def test_a_folder_that_cannot_be_written_is_told(tmp_path, settings):
    settings.store.mkdir(mode=0o555)
    source = write(tmp_path / "in", a=ANN)
    with ordinary_user(tmp_path), pytest.raises(StoreError, match="cannot create the store"):
        run([source], settings)


def missing(report):
    """What a report says has gone: (folder, names)."""
    return [(entry.folder, entry.articles) for entry in report.missing]


def test_a_file_that_has_gone_from_a_folder_given_again_is_named_and_its_article_stays(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    assert missing(run([folder], settings)) == []
    (folder / "a.txt").unlink()
    report = run([folder], settings)
    assert (missing(report), report.articles) == ([(folder, ("a.txt",))], 2)
    remove(["a.txt"], settings, schema=SCHEMA, stages=stages())
    assert missing(run([folder], settings)) == []


def test_a_file_that_moved_or_cannot_be_read_or_is_of_another_folder_has_not_gone(tmp_path, settings):
    folder = write(tmp_path / "in", a=ANN, b=CAT)
    run([folder, write(tmp_path / "other", c="eve met fay 2021-01-02")], settings)
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.txt").write_text("")
    assert missing(run([folder], settings)) == []


def test_without_a_store_a_build_needs_an_article_to_make_one(tmp_path, settings):
    with pytest.raises(StoreMissingError, match="there is no store at"):
        run([], settings)
    empty = write(tmp_path / "in", a="")
    report = run([empty], settings)
    assert (report.generation, report.articles, len(report.errors), report.exit_code) == (0, 0, 1, 3)
    assert not settings.store.exists()


@pytest.mark.parametrize("graph", [None, "https://w3id.org/demarche/graph/article/x"])
def test_a_store_with_somebody_elses_data_where_a_build_would_write_is_left_as_it_is(tmp_path, settings, graph):
    store = create_store(settings.store, settings.base)
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("1"), name)
    with store.write_lock(command="test"):
        store.commit(Change(graphs={graph: [quad]}))
    with pytest.raises(StoreError, match="no build wrote"):
        run([write(tmp_path / "in", a=ANN)], settings)
    assert open_reader(settings.store).quads(graph) == [quad]


def test_graphs_of_ones_own_are_no_hindrance_and_stay(tmp_path, settings):
    store = create_store(settings.store, settings.base)
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("1"), ox.NamedNode("urn:mine"))
    with store.write_lock(command="test"):
        store.commit(Change(graphs={"urn:mine": [quad]}))
    assert run([write(tmp_path / "in", a=ANN)], settings).articles == 1
    assert open_reader(settings.store).quads("urn:mine") == [quad]
