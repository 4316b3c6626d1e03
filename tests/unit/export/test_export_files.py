"""Exports on the disk: whole or not at all."""

import pytest

from kg.errors import UsageError
from kg.export.files import write_file, write_folder


def content(folder):
    return {path.name: path.read_text() for path in sorted(folder.iterdir()) if path.is_file()}


def failing():
    yield b"half"
    raise OSError(28, "No space left on device")


def test_a_file_is_written_and_nothing_beside_it(tmp_path):
    write_file(tmp_path / "a.txt", [b"one", b"two"])
    assert content(tmp_path) == {"a.txt": "onetwo"}


def test_a_file_that_fails_leaves_what_was_there(tmp_path):
    (tmp_path / "a.txt").write_text("before")
    with pytest.raises(UsageError, match="No space left on device"):
        write_file(tmp_path / "a.txt", failing())
    assert content(tmp_path) == {"a.txt": "before"}


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(tmp_path, [b"one"])


def test_a_folder_is_written_whole(tmp_path):
    write_folder(tmp_path / "out", {"a.csv": [b"a"], "b.csv": [b"b"]})
    assert content(tmp_path / "out") == {"a.csv": "a", "b.csv": "b"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(UsageError, match="No space left on device"):
        write_folder(tmp_path / "out", {"a.csv": [b"a"], "b.csv": failing()})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_keeps_what_others_put_in_it(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "a.csv").write_text("old")
    write_folder(out, {"a.csv": [b"new"]})
    assert content(out) == {"a.csv": "new", "notes.txt": "mine"}
    with pytest.raises(UsageError, match="No space left on device"):
        write_folder(out, {"a.csv": [b"newer"], "b.csv": failing()})
    assert content(out) == {"a.csv": "new", "notes.txt": "mine"}


def test_a_file_where_the_folder_should_be_is_refused_and_stays(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UsageError, match="cannot be written"):
        write_folder(tmp_path / "out", {"a.csv": [b"a"]})
    assert content(tmp_path) == {"out": "a file"}
