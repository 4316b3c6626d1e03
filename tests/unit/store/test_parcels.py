import io
import json
import tarfile

import pytest

from kg.errors import StoreError
from kg.store import create_store, make_backup
from kg.store.parcels import NAMES, is_backup, unpack


@pytest.fixture
def folder(tmp_path):
    make_backup(create_store(tmp_path / "store", "https://example.org/").path, tmp_path / "b")
    return tmp_path / "b"


@pytest.fixture
def archive(tmp_path):
    make_backup(create_store(tmp_path / "store", "https://example.org/").path, tmp_path / "b.tar")
    return tmp_path / "b.tar"


def refused(backup, tmp_path, match):
    (tmp_path / "out").mkdir()
    with pytest.raises(StoreError, match=match) as caught:
        unpack(backup, tmp_path / "out")
    assert caught.value.mend
    assert not (tmp_path / "escaped").exists()


def rewritten(archive, *extra, but=()):
    """The archive with some members left out and others added before the last."""
    with tarfile.open(archive) as old:
        kept = [(m, old.extractfile(m).read()) for m in old if m.name.rpartition("/")[2] not in but]
    with tarfile.open(archive, "w") as new:
        for member, data in [*kept[:-1], *extra, kept[-1]]:
            new.addfile(member, io.BytesIO(data) if member.isreg() else None)
    return archive


def member(name, kind=tarfile.REGTYPE, data=b"", link=""):
    told = tarfile.TarInfo(name)
    told.type, told.size, told.linkname = kind, len(data), link
    return told, data


@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "demarche-backup/../escaped",
        "demarche-backup/texts/../../../escaped",
        "demarche-backup/generation/graph/..",
        "demarche-backup/generation/graph/a/b",
        "/tmp/escaped",  # noqa: S108
        "demarche-backup//tmp/escaped",
        "demarche-backup/current",
        "demarche-backup/generation/graph/CURRENT\n",
        "STORE.json",
    ],
)
def test_a_name_that_no_backup_has_is_refused_before_anything_is_written_for_it(archive, tmp_path, name):
    refused(rewritten(archive, member(name, data=b"x")), tmp_path, "does not belong to it")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_devices_pipes_and_folders_in_an_archive_are_refused(archive, tmp_path, kind):
    name = "demarche-backup/generation/graph/CURRENT"
    refused(rewritten(archive, member(name, kind, link="/etc/passwd")), tmp_path, "does not belong to it")


def test_a_file_twice_is_refused(archive, tmp_path):
    refused(rewritten(archive, member("demarche-backup/STORE.json", data=b"{}")), tmp_path, "twice")


def test_a_file_that_the_manifest_does_not_know_is_refused(archive, tmp_path):
    extra = member("demarche-backup/generation/graph/000001.sst", data=b"x")
    refused(rewritten(archive, extra), tmp_path, "000001.sst does not belong to it")


@pytest.mark.parametrize("name", ["BACKUP.json", "sources.jsonl"])
def test_a_file_left_out_is_told(archive, tmp_path, name):
    refused(rewritten(archive, but=(name,)), tmp_path, f"{name} is missing")


def test_an_archive_cut_off_anywhere_is_refused(archive, tmp_path):
    whole = archive.read_bytes()
    for length in range(0, whole.rstrip(b"\0").__len__(), 97):
        archive.write_bytes(whole[:length])
        out = tmp_path / f"out{length}"
        out.mkdir()
        with pytest.raises(StoreError, match=r"is damaged|is no backup"):
            unpack(archive, out)


def test_a_changed_byte_is_found(folder, tmp_path):
    place = folder / "STORE.json"
    place.write_bytes(place.read_bytes().replace(b"example", b"elpmaxe"))
    refused(folder, tmp_path, "STORE.json was changed")


def test_a_link_in_a_folder_is_refused(folder, tmp_path):
    (folder / "STORE.json").rename(tmp_path / "elsewhere")
    (folder / "STORE.json").symlink_to(tmp_path / "elsewhere")
    refused(folder, tmp_path, "does not belong to it")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "x"}, "is not ours"),
        ({"version": 9}, "has version 9"),
        ({"files": 3}, "cannot be read"),
        ({"generation": "x"}, "cannot be read"),
    ],
)
def test_a_foreign_manifest_is_refused(folder, tmp_path, change, told):
    place = folder / "BACKUP.json"
    place.write_text(json.dumps({**json.loads(place.read_text()), **change}))
    refused(folder, tmp_path, told)


def test_what_is_no_backup_is_told_from_one(folder, tmp_path):
    assert is_backup(folder)
    (tmp_path / "x.tar").write_bytes(b"\0" * 4096)
    assert not is_backup(tmp_path / "x.tar")
    assert not is_backup(tmp_path / "store")
    refused(tmp_path / "nothing.tar", tmp_path, "does not exist")


def test_names_have_no_way_out():
    assert not NAMES.fullmatch("texts/ab/" + "a" * 64 + ".txt\n")
    assert not NAMES.fullmatch("generation/graph/.hidden")
