"""How an article to remove is named, and what its removal leaves."""

import pytest
from pipeline_fakes import SCHEMA, article, stages, write

from kg.errors import AmbiguousNameError, UnknownNameError
from kg.model import Provenance
from kg.pipeline import build, remove
from kg.pipeline.removal import find_article, find_articles
from kg.settings import Settings
from kg.store import ArticleRecord, MemoryStore


def record(file, *, digest="", headline=""):
    return ArticleRecord(digest, file, headline, "", "", "", None, "", "", Provenance("", "", "", ""), 0, 0, 0)


RECORDS = (
    record("wire/a.txt", digest="abcdef00", headline="Two met"),
    record("wire/b.txt", digest="abcdef11", headline="Two met"),
    record("desk/b.txt", digest="12345678", headline="One spoke"),
)


@pytest.mark.parametrize("name", ["desk/b.txt", "123456", "12345678", "one SPOKE"])
def test_an_article_is_found_by_file_digest_and_headline(name):
    assert find_article(name, RECORDS).file == "desk/b.txt"


def test_an_article_is_found_by_the_last_part_of_its_file():
    assert find_article("a.txt", RECORDS).file == "wire/a.txt"


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("b.txt", ("12345678 (desk/b.txt)", "abcdef11 (wire/b.txt)")),
        ("abcdef", ("abcdef00 (wire/a.txt)", "abcdef11 (wire/b.txt)")),
        ("two met", ("abcdef00 (wire/a.txt)", "abcdef11 (wire/b.txt)")),
    ],
)
def test_several_articles_of_a_name_are_offered_and_none_is_guessed(name, choices):
    with pytest.raises(AmbiguousNameError) as caught:
        find_article(name, RECORDS)
    assert caught.value.choices == choices


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        find_article("wire/c.txt", RECORDS)
    assert caught.value.nearest[0] in {"wire/a.txt", "wire/b.txt"}


HELD = tuple(record(f"{file}#{at}", digest=f"{file[0]}{at}") for file in ("new/d.csv", "old/d.csv") for at in (1, 2))


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("new/d.csv", ["new/d.csv#1", "new/d.csv#2"]),
        ("old/d.csv#2", ["old/d.csv#2"]),
        ("wire/a.txt", ["wire/a.txt"]),
    ],
)
def test_a_file_of_several_records_is_taken_back_whole_or_record_by_record(name, files):
    assert [found.file for found in find_articles(name, (*RECORDS, *HELD))] == files


def test_two_files_of_records_with_one_last_part_are_offered():
    with pytest.raises(AmbiguousNameError) as caught:
        find_articles("d.csv", HELD)
    assert caught.value.choices == ("new/d.csv", "old/d.csv")


def test_removal_leaves_what_a_build_without_the_article_makes(tmp_path):
    settings, store, without = Settings(), MemoryStore(), MemoryStore()
    folder = write(tmp_path / "in", a="ann met bob 2020-01-02", b="ann met bob 2020-01-02\nbob met eve 2020-01-02")
    options = {"schema": SCHEMA, "stages": stages()}
    build([folder], settings, store=store, **options)
    report = remove(["b.txt"], settings, store=store, **options)
    build([folder / "a.txt"], settings, store=without, **options)
    assert store.reader().canonical() == without.reader().canonical()
    assert [entry.file for entry in report.removed] == ["b.txt"]
    assert (report.articles, report.persons, report.events, report.claims) == (1, 2, 1, 1)


def test_nothing_is_removed_when_one_of_the_names_is_unknown(tmp_path):
    settings, store = Settings(), MemoryStore()
    options = {"schema": SCHEMA, "stages": stages()}
    build([write(tmp_path / "in", a="ann met bob 2020-01-02")], settings, store=store, **options)
    with pytest.raises(UnknownNameError):
        remove(["a.txt", "z.txt"], settings, store=store, **options)
    assert len(store.reader().articles()) == 1


def test_a_removed_article_given_again_is_read_again(tmp_path):
    settings, store = Settings(), MemoryStore()
    options = {"schema": SCHEMA, "stages": stages()}
    folder = write(tmp_path / "in", a="ann met bob 2020-01-02")
    build([folder], settings, store=store, **options)
    before = store.reader().canonical()
    remove([article("ann met bob 2020-01-02").digest[:8]], settings, store=store, **options)
    report = build([folder], settings, store=store, **options)
    assert [entry.reasons for entry in report.read] == [("new",)]
    assert store.reader().canonical() == before
