"""Backups beside writers, kills and full disks: a backup is whole or is not there, a store is as before or restored."""

import os
import resource
import signal
import threading

import pyoxigraph as ox
import pytest
from test_store import die_at, run_child

from kg.errors import StoreError
from kg.store import Change, create_store, make_backup, open_reader, open_store, restore_backup
from kg.store import folder as folders

BASE = "https://example.org/"
COUNTER = ox.NamedNode("urn:x:count")


def write(store, number):
    """Each generation holds so many quads, and says how many."""
    quads = [ox.Quad(ox.NamedNode(f"urn:x:{i}"), COUNTER, ox.Literal(number)) for i in range(number)]
    with store.write_lock(command="test"):
        return store.commit(Change(graphs={None: quads}))


@pytest.fixture
def store(tmp_path):
    made = create_store(tmp_path / "store", BASE)
    write(made, 3)
    return made


def size(path):
    """Quads of a store."""
    return len(open_reader(path)._open())


def is_whole(path):
    """Whether the store is one generation, not parts of two."""
    quads = list(open_reader(path)._open())
    return {quad.object.value for quad in quads} == {str(len(quads))}


@pytest.mark.parametrize("name", ["b{}", "b{}.tar"])
def test_backups_beside_a_busy_writer_are_each_one_generation(tmp_path, store, name):
    done = threading.Event()
    written = []

    def write_on():
        while not done.is_set():
            written.append(write(store, 3 + len(written) % 50))

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        generations = []
        while len(set(generations)) < 4:
            target = tmp_path / "backups" / name.format(len(generations))
            generations.append(make_backup(store.path, target).generation)
    finally:
        done.set()
        writer.join()
    for i in range(len(generations)):
        restore_backup(tmp_path / "backups" / name.format(i), tmp_path / f"restored{i}")
        assert is_whole(tmp_path / f"restored{i}")


def back_up(store, target):
    make_backup(store, target, replace=True)


def restore(backup, store):
    restore_backup(backup, store, replace=True)


@pytest.mark.parametrize("name", ["b", "b.tar"])
@pytest.mark.parametrize("before", [False, True])
def test_a_backup_killed_anywhere_leaves_none_or_a_whole_one_and_the_next_sweeps(tmp_path, store, name, before):
    target = tmp_path / "backups" / name
    if before:
        make_backup(store.path, target)
        write(store, 5)
    for call in [*range(0, 12, 2), *range(12, 400, 12)]:
        code = run_child(die_at, call, back_up, store.path, target)
        if before:
            make_backup(store.path, target, replace=True)
            assert sorted(entry.name for entry in target.parent.iterdir()) == [name]
        elif target.exists():
            restore_backup(target, tmp_path / f"restored{call}")
            assert is_whole(tmp_path / f"restored{call}")
            break
        if code == 0:
            break
    assert code == 0 or target.exists()


def test_a_restore_killed_anywhere_leaves_the_store_as_it_was_or_restored(tmp_path, store):
    make_backup(store.path, tmp_path / "b.tar")
    then = open_reader(store.path).canonical()
    write(store, 5)
    now = open_reader(store.path).canonical()
    states = []
    for call in range(0, 240, 16):
        code = run_child(die_at, call, restore, tmp_path / "b.tar", store.path)
        states.append(open_reader(store.path).canonical())
        assert states[-1] in (now, then), call
        if code == 0:
            break
        write(store, 5)  # the next writer sweeps
    assert code == 0
    assert now in states
    assert states[-1] == then


def test_a_restore_into_a_new_folder_killed_anywhere_leaves_nothing_there_or_all(tmp_path, store):
    make_backup(store.path, tmp_path / "b.tar")
    (tmp_path / "new").mkdir()
    for call in range(0, 240, 16):
        place = tmp_path / "new" / "store"
        code = run_child(die_at, call, restore, tmp_path / "b.tar", place)
        if place.exists():
            assert is_whole(place)
            break
    assert place.exists()
    assert code in (0, -signal.SIGKILL)
    restore_backup(tmp_path / "b.tar", tmp_path / "new" / "other")
    assert sorted(entry.name for entry in (tmp_path / "new").iterdir()) == ["other", "store"]


def within(limit, work, *arguments):
    """Runs in a child: no file may grow beyond ``limit`` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        work(*arguments)
    except StoreError as error:
        os._exit(7 if "Make room on the disk" in error.mend else 8)


@pytest.mark.parametrize("name", ["b", "b.tar"])
@pytest.mark.parametrize("limit", [0, 50, 2000])
def test_a_full_disk_leaves_no_backup_and_the_one_before(tmp_path, store, name, limit):
    target = tmp_path / "backups" / name
    for _ in range(2):
        before = sorted(target.parent.iterdir()) if target.parent.exists() else []
        assert run_child(within, limit, back_up, store.path, target) == 7
        assert sorted(target.parent.iterdir()) == before
        make_backup(store.path, target, replace=True)


@pytest.mark.parametrize("limit", [0, 50, 2000])
def test_a_full_disk_stops_a_restore_and_the_store_stands(tmp_path, store, limit):
    make_backup(store.path, tmp_path / "b.tar")
    write(store, 5)
    assert run_child(within, limit, restore, tmp_path / "b.tar", store.path) == 7
    assert size(store.path) == 5
    assert [entry.name for entry in folders.Folder(store.path).generations.iterdir()] == ["2"]
    assert run_child(within, limit, restore, tmp_path / "b.tar", tmp_path / "new") == 7
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["b.tar", "store"]


def test_a_damaged_backup_changes_nothing(tmp_path, store):
    make_backup(store.path, tmp_path / "b")
    victim = next((tmp_path / "b" / "generation" / "graph").glob("*.sst"))
    victim.write_bytes(victim.read_bytes()[:-1] + b"\0")
    before = open_reader(store.path).canonical()
    with pytest.raises(StoreError, match=f"{victim.name} was changed"):
        restore_backup(tmp_path / "b", store.path, replace=True)
    assert open_reader(store.path).canonical() == before
    assert open_store(store.path).generation() == 1
    with pytest.raises(StoreError, match="was changed"):
        restore_backup(tmp_path / "b", tmp_path / "new")
    assert not (tmp_path / "new").exists()
