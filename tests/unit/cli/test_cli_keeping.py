import shutil

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import UsageError
from kg.store import open_reader, open_store


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_backup_tells_what_was_copied_and_restore_what_the_store_is_now(store, tmp_path):
    done = run("backup", tmp_path / "b.tar", "--store", store)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"Backed up generation 1 of {store} to {tmp_path / 'b.tar'}: ")
    assert "(3 texts)" in done.stdout
    done = run("restore", tmp_path / "b.tar", "--store", tmp_path / "again")
    assert done.exit_code == 0
    assert "generation 1 of then is generation 1 now" in done.stdout
    assert open_reader(tmp_path / "again").canonical() == open_reader(store).canonical()


def test_what_was_restored_is_prepared_for_questions(store, tmp_path):
    run("backup", tmp_path / "b", "--store", store)
    for number, words in ((1, ()), (2, ("--replace",))):
        assert run("restore", tmp_path / "b", "--store", tmp_path / "again", *words).exit_code == 0
        derived = open_store(tmp_path / "again").derived(number)
        assert sorted(file.suffix for file in derived.iterdir()) == [".npz", ".sqlite"]


def test_a_store_that_lost_a_text_is_backed_up_and_told_with_exit_code_1(store, tmp_path):
    held = shutil.copytree(store, tmp_path / "held")
    lost = next((held / "texts").glob("??/*.txt"))
    lost.unlink()
    done = run("backup", tmp_path / "b", "--store", held)
    assert done.exit_code == 1
    assert f"kg: the text of the article {lost.stem} is missing" in done.stderr
    assert "(2 texts)" in done.stdout


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_nothing_is_replaced_unless_that_is_said(store, tmp_path, command):
    held = shutil.copytree(store, tmp_path / "held")
    assert run("backup", tmp_path / "b", "--store", held).exit_code == 0
    refused = run(command, tmp_path / "b", "--store", held)
    assert isinstance(refused.exception, UsageError)
    assert "--replace" in refused.exception.mend
    assert run(command, tmp_path / "b", "--store", held, "--replace").exit_code == 0
