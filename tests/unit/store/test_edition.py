"""The next generation while it is made."""

import errno
import multiprocessing

import pyoxigraph as ox
import pytest
from numbered import BASE, commit, numbers

from kg.errors import StoreError
from kg.store import create_store, open_reader, open_store
from kg.store import edition as editions
from kg.store import folder as folders


@pytest.fixture
def store(tmp_path):
    """A store whose only generation holds the number 1."""
    create_store(tmp_path / "store", BASE)
    commit(tmp_path / "store", 1)
    return open_store(tmp_path / "store")


def held(store):
    return sorted(quad.object.value for quad in open_reader(store.path).quads(None))


def publish(store, value, error=None):
    """Adds a number, and publishes that or raises the error."""
    with store.write_lock(command="test"), store.edition() as (_, edition):
        edition.engine.extend(numbers(value))
        if error is not None:
            raise error
        edition.publish(b"")


def generations(store):
    return sorted(entry.name for entry in (store.path / "generations").iterdir())


def test_what_is_changed_is_seen_when_it_is_published_and_not_before(store):
    with store.write_lock(command="test"), store.edition() as (reader, edition):
        assert reader.generation == 1
        edition.engine.extend(numbers(2))
        assert held(store) == ["1"]
        assert edition.publish(b"") == 2
        assert held(store) == ["1", "2"]
    assert generations(store) == ["2"]


def test_left_without_publishing_nothing_is_left(store):
    with store.write_lock(command="test"), store.edition() as (_, edition):
        edition.engine.extend(numbers(2))
    assert (held(store), generations(store)) == (["1"], ["1"])


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_left_by_an_error_nothing_is_left_and_the_error_goes_on(store, error):
    with pytest.raises(error):
        publish(store, 2, error)
    assert (held(store), generations(store)) == (["1"], ["1"])


def test_published_or_left_it_is_closed(store):
    with store.write_lock(command="test"), store.edition() as (_, published):
        published.publish(b"")
        with pytest.raises(StoreError, match="this edition is closed"):
            _ = published.engine
        with pytest.raises(StoreError, match="this edition is closed"):
            published.publish(b"")
    with store.write_lock(command="test"), store.edition() as (_, left):
        pass
    with pytest.raises(StoreError):
        _ = left.engine


@pytest.mark.parametrize("step", ["replace_file", "sync_tree", "move_pointer"])
def test_a_full_disk_while_publishing_leaves_the_present_generation_alone(store, monkeypatch, step):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(folders, step, full)
        with pytest.raises(StoreError, match="Make room on the disk"):
            publish(store, 2)
    assert (held(store), generations(store)) == (["1"], ["1"])


def test_what_a_killed_writer_left_is_swept(store):
    for name in ("2.tmp", "3", "0.tmp"):
        (store.path / "generations" / name / "graph").mkdir(parents=True)
        (store.path / "generations" / name / "graph" / "CURRENT").write_text("litter")
    publish(store, 2)
    assert (held(store), generations(store)) == (["1", "2"], ["2"])


def test_its_folder_keeps_its_inode_so_that_a_generation_can_be_told_from_anothers(store):
    with store.write_lock(command="test"), store.edition() as (_, edition):
        inode = edition.inode
        edition.publish(b"")
    assert (store.path / "generations" / "2").stat().st_ino == inode
    with store.write_lock(command="test"), store.edition() as (_, other):
        assert other.inode != inode


def test_readers_of_the_present_generation_read_on_while_it_is_superseded(store):
    reader = open_reader(store.path)
    with store.write_lock(command="test"), store.edition() as (_, edition):
        edition.engine.clear_graph(ox.DefaultGraph())
        edition.publish(b"")
    assert [quad.object.value for quad in reader.quads(None)] == ["1"]
    assert held(store) == []


def test_a_database_in_many_small_files_is_loaded_anew_with_all_it_held(store, monkeypatch):
    monkeypatch.setattr(editions, "MAX_DATA_FILES", 3)
    for value in range(2, 9):
        publish(store, value)
    assert held(store) == [str(value) for value in range(1, 9)]
    assert len(list((store.path / "generations" / "8" / "graph").glob("*.sst"))) < 20


def hold(generation, ready, done):
    kept = folders.hold_generation(generation)
    ready.set()
    done.wait()
    kept.release()


def test_a_generation_that_a_process_holds_stays_until_that_ends_and_the_next_writer_sweeps_it(store):
    processes = multiprocessing.get_context("forkserver")
    ready, done = processes.Event(), processes.Event()
    child = processes.Process(target=hold, args=(store.path / "generations" / "1", ready, done))
    child.start()
    ready.wait()
    publish(store, 2)
    with pytest.raises(ValueError, match="not this"):
        publish(store, 3, ValueError("not this"))
    assert generations(store) == ["1", "2"]
    child.kill()
    child.join()
    publish(store, 3)
    assert generations(store) == ["3"]


def test_a_database_that_is_loaded_anew_keeps_its_empty_graphs(store, monkeypatch):
    with store.write_lock(command="test"), store.edition() as (_, edition):
        edition.engine.add_graph(ox.NamedNode("urn:void"))
        edition.publish(b"")
    monkeypatch.setattr(editions, "MAX_DATA_FILES", 0)
    publish(store, 2)
    assert open_reader(store.path).graphs() == ("urn:void",)


def test_a_generation_is_removed_when_the_last_who_held_it_has_let_go(store):
    place = store.path / "generations" / "1"
    one, other = folders.hold_generation(place), folders.hold_generation(place)
    one.release()
    assert not folders.drop_generation(place)
    del other
    assert folders.drop_generation(place)
    assert not place.exists()


def test_who_takes_hold_of_a_generation_that_goes_at_that_moment_is_told(store, monkeypatch):
    place = store.path / "generations" / "1"
    lock = folders.fcntl.flock

    def meanwhile(descriptor, kind):
        monkeypatch.undo()
        folders.drop_generation(place)
        lock(descriptor, kind)

    monkeypatch.setattr(folders.fcntl, "flock", meanwhile)
    with pytest.raises(FileNotFoundError):
        folders.hold_generation(place)


def derive(store, name, content):
    place = store.derived(store.generation())
    place.mkdir(exist_ok=True)
    (place / name).write_text(content)


def test_what_follows_from_the_articles_is_taken_over_by_who_does_not_touch_them(store):
    derive(store, "network", "made")
    with store.write_lock(command="test"), store.edition() as (_, edition):
        edition.engine.extend(numbers(2))
        edition.keep_derived()
        edition.publish(b"")
    assert (store.derived(store.generation()) / "network").read_text() == "made"


def test_whoever_may_have_touched_them_takes_nothing_over(store):
    derive(store, "network", "made")
    publish(store, 2)
    assert not store.derived(store.generation()).exists()


def test_where_nothing_was_made_nothing_is_taken_over(store):
    with store.write_lock(command="test"), store.edition() as (_, edition):
        edition.engine.extend(numbers(2))
        edition.keep_derived()
        edition.publish(b"")
    assert held(store) == ["1", "2"]
