import shutil

import pyoxigraph as ox
import pytest
import reported_world

from kg.errors import StoreBusyError, StoreError, StoreMissingError, UsageError
from kg.store import Change, create_store, make_backup, open_reader, open_store, restore_backup
from kg.store import backup as module
from kg.store.folder import Folder, drop_generation

BASE = "https://example.org/"


@pytest.fixture(params=["copy", "copy.tar"])
def target(request, tmp_path):
    return tmp_path / "backups" / request.param


@pytest.fixture
def held(tmp_path, store):
    """A store of one's own that holds articles."""
    return shutil.copytree(store, tmp_path / "held")


def quads(*names):
    return [ox.Quad(*[ox.NamedNode(f"urn:x:{name}")] * 3) for name in names]


def size(path):
    """Quads of a store."""
    return len(open_reader(path)._open())


def plain_store(path, *names, base=BASE):
    opened = create_store(path, base)
    if names:
        with opened.write_lock(command="test"):
            opened.commit(Change(graphs={None: quads(*names)}))
    return opened


def test_what_is_restored_is_what_was_backed_up_texts_and_register_too(held, target, tmp_path):
    made = make_backup(held, target)
    assert (made.generation, made.texts, made.missing) == (1, 3, ())
    done = restore_backup(target, tmp_path / "again")
    assert (done.generation, done.backed_up, done.files) == (1, 1, made.files)
    before, after = open_reader(held), open_reader(tmp_path / "again")
    assert after.canonical() == before.canonical()
    assert (after.base, after.sources) == (before.base, before.sources)
    digests = [record.digest for record in before.articles()]
    assert [after.text(digest) for digest in digests] == [before.text(digest) for digest in digests] != []
    assert [after.blocks(digest) for digest in digests] == [before.blocks(digest) for digest in digests]


def test_an_empty_store_can_be_backed_up_and_restored(target, tmp_path):
    plain_store(tmp_path / "empty")
    assert make_backup(tmp_path / "empty", target).generation == 0
    restore_backup(target, tmp_path / "again")
    assert (size(tmp_path / "again"), open_store(tmp_path / "again").base) == (0, BASE)


def test_a_restored_store_can_be_written(target, tmp_path):
    make_backup(plain_store(tmp_path / "one", "a").path, target)
    restore_backup(target, tmp_path / "two")
    plain_store(tmp_path / "two", "b")
    assert open_reader(tmp_path / "two").generation == 2


def test_in_a_store_that_is_there_the_backup_is_the_next_generation(target, tmp_path):
    opened = plain_store(tmp_path / "one", "a")
    make_backup(opened.path, target)
    before = open_reader(opened.path).canonical()
    plain_store(opened.path, "b")
    reading = opened.reader()
    assert restore_backup(target, opened.path, replace=True).generation == 3
    assert open_reader(opened.path).canonical() == before
    assert len(list(reading._open())) == 1  # who was reading reads on
    assert sorted(entry.name for entry in (opened.path / "generations").iterdir()) == ["2", "3"]


def test_texts_of_articles_that_the_backup_does_not_know_go(held, target):
    partly = held.parent / "partly"
    reported_world.publish(partly, next(iter(reported_world.WORLD)))
    make_backup(partly, target)
    restore_backup(target, held, replace=True)
    assert len(list((held / "texts").glob("??/*.txt"))) == 1


def test_a_store_that_holds_something_is_replaced_only_when_that_is_said(held, target, tmp_path):
    make_backup(plain_store(tmp_path / "one", "a").path, target)
    before = open_reader(held).canonical()
    with pytest.raises(UsageError, match="say --replace"):
        restore_backup(target, held)
    assert open_reader(held).canonical() == before


def test_an_empty_store_or_folder_needs_no_permission(target, tmp_path):
    make_backup(plain_store(tmp_path / "one", "a").path, target)
    plain_store(tmp_path / "empty")
    (tmp_path / "folder").mkdir()
    for name in ("empty", "folder"):
        restore_backup(target, tmp_path / name)
        assert size(tmp_path / name) == 1


def test_a_backup_of_another_base_goes_into_a_new_folder_only(target, tmp_path):
    make_backup(plain_store(tmp_path / "one", "a", base="https://elsewhere.org/").path, target)
    other = plain_store(tmp_path / "two")
    with pytest.raises(StoreError, match=r"base https://elsewhere\.org/.*Restore into a new folder"):
        restore_backup(target, other.path)
    assert other.generation() == 0


def test_a_folder_that_is_no_store_is_not_restored_into(target, tmp_path):
    make_backup(plain_store(tmp_path / "one").path, target)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "diary.txt").write_text("dear diary")
    with pytest.raises(UsageError, match="not a store and not empty"):
        restore_backup(target, tmp_path / "notes", replace=True)
    assert (tmp_path / "notes" / "diary.txt").read_text() == "dear diary"


def test_restoring_waits_for_no_other_writer_longer_than_it_must(target, tmp_path, monkeypatch):
    opened = plain_store(tmp_path / "one", "a")
    make_backup(opened.path, target)
    monkeypatch.setattr("kg.store.disk.hold_lock", lambda *a, **k: _refused())
    with pytest.raises(StoreBusyError):
        restore_backup(target, opened.path, replace=True)


def _refused():
    raise StoreBusyError("held")


def test_a_backup_that_is_there_is_replaced_only_when_that_is_said(target, tmp_path):
    opened = plain_store(tmp_path / "one", "a")
    make_backup(opened.path, target)
    plain_store(opened.path, "a", "b")
    with pytest.raises(UsageError, match="say --replace"):
        make_backup(opened.path, target)
    make_backup(opened.path, target, replace=True)
    assert [entry.name for entry in target.parent.iterdir()] == [target.name]
    restore_backup(target, tmp_path / "two")
    assert size(tmp_path / "two") == 2


def test_what_is_no_backup_is_never_overwritten(tmp_path):
    opened = plain_store(tmp_path / "one", "a")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "diary.txt").write_text("dear diary")
    for name in ("thesis.tar", "thesis"):
        (tmp_path / name).write_text("not a backup")
    make_backup(opened.path, tmp_path / "real")
    (tmp_path / "real").rename(tmp_path / "real.tar")
    for name in ("notes", "thesis.tar", "thesis", "real.tar"):
        with pytest.raises(UsageError, match="is no backup, and is not overwritten"):
            make_backup(opened.path, tmp_path / name, replace=True)
    assert (tmp_path / "thesis.tar").read_text() == "not a backup"


def test_a_backup_lies_outside_of_the_store(tmp_path):
    opened = plain_store(tmp_path / "one" / "store", "a")
    for place in (opened.path / "texts" / "b.tar", opened.path, tmp_path / "one"):
        with pytest.raises(UsageError, match="lies in the store, or holds it"):
            make_backup(opened.path, place, replace=True)


def test_compressed_archives_and_missing_stores_are_told(tmp_path):
    with pytest.raises(UsageError, match="compressed"):
        make_backup(plain_store(tmp_path / "one").path, tmp_path / "b.tar.gz")
    with pytest.raises(StoreMissingError):
        make_backup(tmp_path / "none", tmp_path / "b.tar")


def test_two_backups_into_one_folder_do_not_sweep_each_other(tmp_path):
    opened = plain_store(tmp_path / "one", "a")
    with (
        module.parcels.made_parcel(tmp_path / "b.tar"),
        pytest.raises(StoreBusyError, match="another backup is being made"),
    ):
        make_backup(opened.path, tmp_path / "c.tar")


def test_the_same_store_gives_the_same_archive(held, tmp_path):
    for name in ("a.tar", "b.tar"):
        make_backup(held, tmp_path / name)
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_a_generation_superseded_while_it_is_copied_is_copied_to_its_end(tmp_path, target, monkeypatch):
    opened = plain_store(tmp_path / "one", "a")
    real = module._sized

    def superseding(file):
        monkeypatch.setattr(module, "_sized", real)
        plain_store(opened.path, "a", "b")
        return real(file)

    monkeypatch.setattr(module, "_sized", superseding)
    assert make_backup(opened.path, target).generation == 1
    restore_backup(target, tmp_path / "two")
    assert size(tmp_path / "two") == 1


def test_a_generation_that_goes_before_it_is_opened_gives_way_to_the_next(tmp_path, target, monkeypatch):
    opened = plain_store(tmp_path / "one", "a")
    real = module.folders.read_pointer

    def late(folder):
        monkeypatch.setattr(module.folders, "read_pointer", real)
        number = real(folder)
        plain_store(opened.path, "a", "b")
        return number

    monkeypatch.setattr(module.folders, "read_pointer", late)
    assert make_backup(opened.path, target).generation == 2


def test_an_article_taken_back_meanwhile_sends_the_backup_to_the_next_generation(held, target, monkeypatch):
    from kg.pipeline import remove  # noqa: PLC0415

    real, file = module._read_text, next(iter(reported_world.WORLD))

    def removing(texts, digest):
        monkeypatch.setattr(module, "_read_text", real)
        remove([file], module_settings(held), stages=reported_world.STAGES)

    monkeypatch.setattr(module, "_read_text", removing)
    made = make_backup(held, target)
    assert (made.generation, made.texts, made.missing) == (2, 2, ())


def test_the_generation_that_is_backed_up_cannot_be_removed_meanwhile(held, target, monkeypatch):
    real = module._read_text
    dropped = []

    def removing(texts, digest):
        dropped.append(drop_generation(held / "generations" / "1"))
        return real(texts, digest)

    monkeypatch.setattr(module, "_read_text", removing)
    assert make_backup(held, target).missing == ()
    assert dropped == [False] * 3
    assert drop_generation(held / "generations" / "1")


def module_settings(store):
    from kg.settings import Settings  # noqa: PLC0415

    return Settings(store=store)


def test_where_texts_keep_going_the_write_lock_is_held_at_last(held, target, monkeypatch):
    locks = []
    real = module._fill

    def gone(parcel, folder, prefix):
        if not locks:
            raise module._GoneError("text")
        return real(parcel, folder, prefix)

    def lock(self, *, command, wait=1):
        locks.append(command)
        return module.nullcontext()

    monkeypatch.setattr(module, "_fill", gone)
    monkeypatch.setattr("kg.store.disk.Store.write_lock", lock)
    make_backup(held, target)
    assert locks == ["kg backup"]


def test_a_text_the_store_lost_or_has_otherwise_is_told_and_the_rest_is_kept(held, target, tmp_path):
    first, second, _ = sorted((held / "texts").glob("??/*.txt"))
    first.unlink()
    second.write_text("never said")
    made = make_backup(held, target)
    assert made.missing == (first.stem, second.stem)
    restore_backup(target, tmp_path / "two")
    assert open_reader(tmp_path / "two").canonical() == open_reader(held).canonical()


def test_a_damaged_store_is_told(tmp_path, target):
    opened = plain_store(tmp_path / "one", "a")
    (opened.path / "generations" / "1" / "sources.jsonl").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        make_backup(opened.path, target)
    assert list(target.parent.iterdir()) == []


def test_a_database_of_the_right_digests_that_the_engine_cannot_open_is_refused(tmp_path, target, monkeypatch):
    opened = plain_store(tmp_path / "one", "a")
    monkeypatch.setattr(module.folders, "is_data", lambda file: not file.name.startswith("MANIFEST"))
    make_backup(opened.path, target)
    with pytest.raises(StoreError, match="its database cannot be opened"):
        restore_backup(target, tmp_path / "two")
    assert not (tmp_path / "two").exists()
    assert Folder(opened.path).generation(1).exists()


def test_a_store_that_lost_its_generation_is_mended_by_a_backup(tmp_path, target):
    opened = plain_store(tmp_path / "one", "a")
    make_backup(opened.path, target)
    shutil.rmtree(opened.path / "generations" / "1")
    restore_backup(target, opened.path, replace=True)
    assert size(opened.path) == 1


def test_a_graph_named_like_a_text_s_place_leads_to_no_file(tmp_path, target):
    opened = create_store(tmp_path / "one", BASE)
    name = f"{BASE}graph/article/../../STORE"
    with opened.write_lock(command="test"):
        opened.commit(Change(graphs={name: [ox.Quad(*quads("a")[0].triple, ox.NamedNode(name))]}))
    assert make_backup(opened.path, target).missing == ()
