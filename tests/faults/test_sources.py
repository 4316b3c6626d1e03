"""Bad input: each fault is reported with its mend, and the good articles beside it are read."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import time
from pathlib import Path

import pytest
from ordinary import ordinary_user

from kg.errors import DataError, SourceError
from kg.model import Article
from kg.reading import read_sources
from kg.reading.contents import Content

GOOD = "The two envoys met in Oslo on Monday and agreed to meet again."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0-good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "9-good.txt").write_text(GOOD.replace("Oslo", "Bern"), encoding="utf-8")
    return tmp_path


def outcome(folder: Path) -> str:
    """The one error of a folder, after checking that the good articles were read around it."""
    items = list(read_sources([folder]))
    assert [item.file for item in items if isinstance(item, Article)] == ["0-good.txt", "9-good.txt"]
    (error,) = [item for item in items if isinstance(item, DataError)]
    assert error.mend
    assert error.exit_code == 3
    return str(error)


def test_an_empty_file(folder):
    (folder / "bad.txt").write_bytes(b"")
    assert outcome(folder).startswith("bad.txt: the file is empty")


def test_invalid_utf8_with_its_place(folder):
    (folder / "bad.txt").write_bytes(GOOD.encode() + b" Caf\xe9.")
    assert f"bad.txt: not valid UTF-8 at byte {len(GOOD) + 4} (0xE9)" in outcome(folder)


def test_a_binary(folder):
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 40)
    assert outcome(folder).startswith("bad.txt: binary data")


def test_a_document_that_is_no_text(folder):
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4\n" + bytes(100))
    assert "bad.pdf: this is a PDF file" in outcome(folder)


def test_fifty_megabytes_of_noise_are_refused_by_size_after_a_look_at_their_head(folder, monkeypatch):
    with (folder / "bad.txt").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    read = []
    real = Content.whole

    def spy(content, *given):
        read.append(content.head[:1])
        return real(content, *given)

    monkeypatch.setattr(Content, "whole", spy)
    assert "bad.txt: 50.0 MiB, more than the 16 MiB" in outcome(folder)
    assert read == [b"T", b"T"]


def test_a_line_of_a_hundred_megabytes_costs_that_line(tmp_path):
    good = json.dumps({"text": GOOD})
    with (tmp_path / "dump.jsonl").open("w", encoding="utf-8") as stream:
        stream.write(good + '\n{"text": "')
        for _ in range(100):
            stream.write("a " * (512 * 1024))
        stream.write('"}\n' + good.replace("Oslo", "Bern") + "\n")
    first, error, last = read_sources([tmp_path])
    assert (first.file, last.file) == ("dump.jsonl#1", "dump.jsonl#3")
    assert str(error).startswith("dump.jsonl:2: 100.0 MiB, more than the 16 MiB")


def test_gzip_that_is_cut_off(folder):
    packed = gzip.compress(GOOD.encode() * 500)
    (folder / "bad.txt.gz").write_bytes(packed[: len(packed) // 2])
    said = outcome(folder)
    assert said.startswith("bad.txt.gz: the gzip data is cut off")
    assert "of a single article nothing" in said


def test_gzip_that_is_damaged(folder):
    packed = bytearray(gzip.compress(GOOD.encode() * 500))
    packed[15:30] = b"x" * 15
    (folder / "bad.gz").write_bytes(bytes(packed))
    assert outcome(folder).startswith("bad.gz: the gzip data is damaged")


def test_gzip_that_unpacks_to_more_than_an_article(folder):
    (folder / "bad.gz").write_bytes(gzip.compress(b"a " * (9 * 1024 * 1024)))
    assert outcome(folder).startswith("bad.gz: 18.0 MiB, more than the 16 MiB")


def test_gzip_cut_off_within_its_records_gives_those_before(tmp_path):
    lines = "".join(json.dumps({"text": GOOD.replace("two", str(at))}) + "\n" for at in range(2000))
    packed = gzip.compress(lines.encode())
    (tmp_path / "dump.gz").write_bytes(packed[: len(packed) // 2])
    *articles, error = read_sources([tmp_path])
    assert len(articles) > 100
    assert "the gzip data is cut off" in str(error)


def test_open_quotation_marks_in_every_row_do_not_blow_up(tmp_path):
    rows = "".join(f'2024-03-05,"The envoys met {at}\n' for at in range(4001))
    (tmp_path / "a.csv").write_text("date,text\n" + rows, encoding="utf-8")
    start = time.monotonic()
    items = list(read_sources([tmp_path]))
    assert items
    assert time.monotonic() - start < 20


def test_noise_below_the_size_limit_is_refused_in_time(folder):
    noise = "".join(chr(33 + (index * 7919 + index // 13) % 94) for index in range(200_000))
    (folder / "bad.txt").write_text("\n".join([noise[:100_000], noise[100_000:]] * 8), encoding="utf-8")
    start = time.monotonic()
    assert "bad.txt: no English prose found" in outcome(folder)
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(
    "pattern", ["a ", "( ", "A. ", "- ", "Home > ", "[AP ", "\n", "by A ", "&amp;", "<p>", "1/", "A-\n"]
)
def test_repetition_does_not_blow_up(tmp_path, pattern):
    (tmp_path / "bad.txt").write_text(pattern * min(300_000 // len(pattern), 40_000), encoding="utf-8")
    start = time.monotonic()
    (item,) = read_sources([tmp_path])
    assert isinstance(item, (Article, SourceError))
    assert time.monotonic() - start < 20


def test_a_link_to_nothing(folder):
    (folder / "bad.txt").symlink_to(folder / "gone.txt")
    assert outcome(folder).startswith("bad.txt: a link to a file that does not exist")


def test_a_pipe_does_not_hang(folder):
    os.mkfifo(folder / "bad.txt")
    assert outcome(folder).startswith("bad.txt: a pipe, not a file")


def test_no_permission(folder, monkeypatch):
    (folder / "bad.txt").write_text(GOOD, encoding="utf-8")
    real = Path.open

    def refuse(path, *given, **named):
        if path.name == "bad.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert outcome(folder).startswith("bad.txt: no permission to read it")


def test_no_permission_of_the_system(folder):
    (folder / "bad.txt").write_text(GOOD, encoding="utf-8")
    (folder / "bad.txt").chmod(0)
    with ordinary_user(folder):
        assert outcome(folder).startswith("bad.txt: no permission to read it")


def test_a_manifest_with_a_wrong_date(folder):
    (folder / "manifest.jsonl").write_text('{"file": "0-good.txt", "published": "yesterday"}\n', encoding="utf-8")
    assert outcome(folder).startswith("manifest.jsonl:1: 'published' 'yesterday' is not an EDTF date")


def test_a_manifest_that_is_a_folder(folder):
    (folder / "manifest.jsonl").mkdir()
    (folder / "manifest.jsonl" / "note.txt").write_bytes(b"")
    errors = [str(item) for item in read_sources([folder]) if isinstance(item, DataError)]
    assert errors[0].startswith("manifest.jsonl: not a file")


def test_a_duplicate_is_an_article_with_the_same_digest(folder):
    shutil.copy(folder / "0-good.txt", folder / "5-copy.txt")
    digests = [item.digest for item in read_sources([folder])]
    assert len(digests) == 3
    assert len(set(digests)) == 2


def test_a_name_that_does_not_exist(tmp_path):
    (error,) = read_sources([tmp_path / "gone.txt"])
    assert isinstance(error, SourceError)
    assert "there is no such file" in str(error)


def test_a_folder_without_articles(tmp_path):
    (error,) = read_sources([tmp_path])
    assert isinstance(error, SourceError)
    assert "no articles in this folder" in str(error)
    assert error.mend


def test_a_file_of_too_many_lines_is_refused(folder):
    (folder / "bad.txt").write_text("A-\n" * 60_000, encoding="utf-8")
    assert outcome(folder).startswith("bad.txt: 60000 lines, too many for one article")
