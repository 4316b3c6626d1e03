"""Files and folders -> articles and errors: naming, order, manifests, what is passed over."""

from __future__ import annotations

import io
import itertools
import os
import sys
from pathlib import Path

import pytest

from kg.errors import ManifestError, SourceError
from kg.model import Article
from kg.reading import read_sources

TEXT = "The two envoys met in {place} on Monday and agreed to meet again."


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def article(path: Path, place: str = "Oslo") -> Path:
    return write(path, TEXT.format(place=place))


def names(paths: list[Path]) -> list[str]:
    return [item.file for item in read_sources(paths) if isinstance(item, Article)]


def problems(paths: list[Path]) -> list[str]:
    return [str(item) for item in read_sources(paths) if not isinstance(item, Article)]


def test_a_folder_is_read_with_its_folders_in_order_of_name(tmp_path):
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.txt"):
        article(tmp_path / name)
    assert names([tmp_path]) == ["a.txt", "a/b/c.txt", "a/z.txt", "b.txt"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path):
    paths = [article(tmp_path / name) for name in ("x/b.txt", "x/a.txt", "y/c.txt")]
    expected = ["a.txt", "b.txt", "c.txt"]
    assert all(names(list(order)) == expected for order in itertools.permutations(paths))


def test_a_file_given_alone_is_the_same_article_as_in_its_folder(tmp_path):
    file = article(tmp_path / "a.txt")
    write(tmp_path / "manifest.jsonl", '{"file": "a.txt", "published": "1999-05", "outlet": "Example Times"}\n')
    assert list(read_sources([file])) == list(read_sources([tmp_path]))


def test_a_file_reached_twice_is_read_once(tmp_path):
    file = article(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names([tmp_path, file, tmp_path / "again"]) == ["a.txt"]


def test_equal_names_in_two_folders_are_told_apart(tmp_path):
    article(tmp_path / "reuters/1.txt", "Oslo")
    article(tmp_path / "tass/1.txt", "Bern")
    article(tmp_path / "tass/2.txt", "Rome")
    assert names([tmp_path / "reuters", tmp_path / "tass"]) == ["2.txt", "reuters/1.txt", "tass/1.txt"]


def test_equal_names_in_equally_named_folders_are_told_apart(tmp_path):
    article(tmp_path / "1990/wire/1.txt", "Oslo")
    article(tmp_path / "1991/wire/1.txt", "Bern")
    found = names([tmp_path / "1990/wire", tmp_path / "1991/wire"])
    assert found == ["1990/wire/1.txt", "1991/wire/1.txt"]


def test_a_store_within_the_sources_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_text("The minister met the ambassador in Oslo on Monday.\n", encoding="utf-8")
    (tmp_path / "kg-store" / "texts").mkdir(parents=True)
    (tmp_path / "kg-store" / "STORE.json").write_text("{}", encoding="utf-8")
    (tmp_path / "kg-store" / "texts" / "b.txt").write_text("The premier met the envoy in Lima.\n", encoding="utf-8")
    assert [item.file for item in read_sources([tmp_path])] == ["a.txt"]


def test_hidden_files_notes_and_parts_of_saved_pages_are_passed_over(tmp_path):
    article(tmp_path / "a.txt")
    for name in (".hidden.txt", ".git/x.txt", "README.md", "LICENSE", "page/style.css", "photo.jpg", "a.txt~"):
        article(tmp_path / name)
    assert names([tmp_path]) == ["a.txt"]
    assert problems([tmp_path]) == []


def test_a_named_file_is_read_whatever_it_is_called(tmp_path):
    assert names([article(tmp_path / ".hidden.log")]) == [".hidden.log"]


def test_a_manifest_is_never_read_as_an_article(tmp_path):
    article(tmp_path / "a.txt")
    manifest = write(tmp_path / "manifest.jsonl", '{"file": "a.txt"}\n')
    assert names([manifest, tmp_path / "a.txt"]) == ["a.txt"]
    assert problems([manifest, tmp_path / "a.txt"]) == []


def test_the_nearest_manifest_that_names_a_file_counts(tmp_path):
    article(tmp_path / "wire/a.txt")
    article(tmp_path / "wire/b.txt", "Bern")
    write(
        tmp_path / "manifest.jsonl",
        '{"file": "wire/a.txt", "outlet": "Far"}\n{"file": "wire/b.txt", "outlet": "Far"}\n',
    )
    write(tmp_path / "wire/manifest.jsonl", '{"file": "a.txt", "outlet": "Near"}\n')
    assert [item.metadata.outlet for item in read_sources([tmp_path])] == ["Near", "Far"]


def test_a_manifest_line_without_its_file_is_reported_for_the_folder_alone(tmp_path):
    file = article(tmp_path / "a.txt")
    write(tmp_path / "manifest.jsonl", '{"file": "a.txt"}\n{"file": "gone.txt"}\n')
    assert [text.split(": there")[0] for text in problems([tmp_path])] == ["manifest.jsonl:2"]
    assert problems([file]) == []


def test_a_wrong_field_is_reported_and_the_article_read_without_it(tmp_path):
    article(tmp_path / "a.txt")
    write(tmp_path / "manifest.jsonl", '{"file": "a.txt", "published": "5 March", "outlet": "Example Times"}\n')
    error, read = read_sources([tmp_path])
    assert isinstance(error, ManifestError)
    assert str(error).startswith("manifest.jsonl:1: 'published' '5 March'")
    assert error.mend
    assert (read.metadata.outlet, read.metadata.published) == ("Example Times", None)


def test_standard_input_is_read_by_a_dash(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The envoys met in Oslo.")))
    assert names([Path("-"), Path("-")]) == ["-"]


def test_a_name_that_is_no_utf8_can_be_printed_and_stored(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("The envoys met in Oslo.", encoding="utf-8")
    assert names([tmp_path]) == ["caf\\xe9.txt"]


def test_names_are_composed_whatever_form_the_system_keeps(tmp_path):
    article(tmp_path / "cafe\u0301.txt")
    write(tmp_path / "manifest.jsonl", '{"file": "caf\u00e9.txt", "outlet": "Example Times"}\n')
    (read,) = read_sources([tmp_path])
    assert (read.file, read.metadata.outlet) == ("caf\u00e9.txt", "Example Times")


def test_linked_folders_are_followed_but_not_in_circles(tmp_path):
    article(tmp_path / "real/a.txt")
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "linked").symlink_to(tmp_path / "real")
    (folder / "round").symlink_to(folder)
    assert names([folder]) == ["linked/a.txt"]


def test_articles_are_opened_one_at_a_time(tmp_path):
    article(tmp_path / "a.txt")
    second = article(tmp_path / "b.txt")
    reading = read_sources([tmp_path])
    assert next(reading).file == "a.txt"
    second.unlink()
    gone = next(reading)
    assert isinstance(gone, SourceError)
    assert "b.txt" in gone.message


@pytest.mark.parametrize("name", ["a.txt", "folder/a.txt"])
def test_nothing_is_read_twice_when_a_folder_and_its_file_are_given(tmp_path, name):
    file = article(tmp_path / name)
    assert names([file, tmp_path]) == names([tmp_path, file])
    assert len(names([file, tmp_path])) == 1
