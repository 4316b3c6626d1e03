"""The store's folder: creating, opening, committing, superseding."""

import errno
import os
import subprocess
import sys
import threading

import pyoxigraph as ox
import pytest
from pipeline_fakes import article

import kg.store.disk as disk_module
import kg.store.edition as edition_module
from kg.errors import StoreBusyError, StoreError, StoreMissingError
from kg.store import Change, Source, create_store, open_reader, open_store
from kg.store import folder as folders

BASE = "http://example.org/"
P = ox.NamedNode(BASE + "p")


def quads(graph, *values):
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    return [ox.Quad(ox.NamedNode(BASE + "s"), P, ox.Literal(str(value)), name) for value in values]


def commit(store, change):
    with store.write_lock(command="a test", wait=0):
        return store.commit(change)


def generations(store):
    return sorted(entry.name for entry in (store.path / "generations").iterdir())


@pytest.fixture
def store(tmp_path):
    return create_store(tmp_path / "store", BASE)


def test_a_new_store_is_empty_and_remembers_its_base(store):
    reader = open_reader(store.path)
    assert (reader.generation, reader.base, reader.articles(), reader.canonical()) == (0, BASE, (), b"")
    assert create_store(store.path, "http://other.example/").base == BASE


def test_a_commit_replaces_whole_graphs_and_leaves_the_others(store):
    commit(store, Change(graphs={None: quads(None, 1, 2), "x:a": quads("x:a", 1), "x:b": quads("x:b", 1)}))
    assert commit(store, Change(graphs={None: quads(None, 2, 3), "x:a": ()})) == 2
    reader = store.reader()
    assert set(reader.quads(None)) == set(quads(None, 2, 3))
    assert reader.graphs() == ("x:b",)


def test_a_commit_that_changes_nothing_publishes_nothing(store):
    text = article("a text")
    change = Change(graphs={None: quads(None, 1)}, texts=(text,), sources=(Source("p", text.digest, "a.txt", ("",)),))
    assert commit(store, change) == 1
    assert commit(store, change) == 1
    assert commit(store, Change()) == 1


def test_a_quad_in_another_graph_than_it_is_given_for_is_an_error(store):
    with pytest.raises(ValueError, match="does not stand in the graph"):
        commit(store, Change(graphs={"x:a": quads(None, 1)}))


def test_texts_blocks_and_sources_are_kept_and_dropped(store):
    text = article("é a text")
    source = Source("place", text.digest, "a.txt", ("Head", "", "", "", None, ""))
    commit(store, Change(texts=(text,), sources=(source,)))
    reader = store.reader()
    assert (reader.text(text.digest), reader.blocks(text.digest)) == (text.text, text.blocks)
    assert reader.sources == (source,)
    commit(store, Change(dropped_texts=(text.digest,), sources=()))
    assert store.reader().text(text.digest) is None
    assert store.reader().sources == ()


def test_a_kept_text_that_was_changed_is_noticed(store):
    text = article("a text")
    commit(store, Change(texts=(text,)))
    next((store.path / "texts").glob("*/*.txt")).write_text("another text")
    with pytest.raises(StoreError, match="was changed"):
        store.reader().text(text.digest)


def test_an_open_reader_goes_on_with_its_generation_when_it_is_superseded(store):
    commit(store, Change(graphs={None: quads(None, *range(1000))}))
    reader = store.reader()
    for value in range(5):
        commit(store, Change(graphs={None: quads(None, value)}))
    assert len(list(reader.quads(None))) == 1000
    assert (reader.generation, store.generation()) == (1, 6)
    assert generations(store) == ["1", "6"]


@pytest.mark.parametrize("let_go", ["close", "forget"])
def test_a_generation_that_a_reader_holds_cannot_be_removed_and_goes_when_it_is_let_go_of(store, let_go):
    commit(store, Change(graphs={None: quads(None, 1)}))
    reader = store.reader()
    commit(store, Change(graphs={None: quads(None, 2)}))
    assert not folders.drop_generation(store.path / "generations" / "1")
    assert len(reader.quads(None)) == 1
    if let_go == "close":
        reader.close()
    del reader
    commit(store, Change(graphs={None: quads(None, 3)}))
    assert generations(store) == ["3"]


def test_a_file_system_without_locks_is_read_all_the_same(store, monkeypatch):
    def unsupported(*_):
        raise OSError(errno.ENOTSUP, "not supported")

    commit(store, Change(graphs={None: quads(None, 1)}))
    monkeypatch.setattr(folders.fcntl, "flock", unsupported)
    assert len(store.reader().quads(None)) == 1


def test_who_was_about_to_open_a_generation_that_goes_opens_the_next(store, monkeypatch):
    commit(store, Change(graphs={None: quads(None, 1)}))
    point = disk_module.folders.read_pointer
    pointers = iter([1])  # what it saw just before the writer moved on
    commit(store, Change(graphs={None: quads(None, 2)}))
    monkeypatch.setattr(disk_module.folders, "read_pointer", lambda folder: next(pointers, None) or point(folder))
    assert store.reader().generation == 2


def test_readers_in_other_threads_always_find_a_whole_generation(store):
    commit(store, Change(graphs={None: quads(None, 0), "x:a": quads("x:a", 0)}))
    seen, stop, errors = [], threading.Event(), []

    def read():
        try:
            while not stop.is_set():
                reader = open_reader(store.path)
                seen.append(
                    (reader.generation, reader.canonical().count(b'"' + str(reader.generation - 1).encode() + b'"'))
                )
                reader.close()
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    for value in range(1, 12):
        commit(store, Change(graphs={None: quads(None, value), "x:a": quads("x:a", value)}))
    stop.set()
    thread.join()
    assert errors == []
    assert all(both == 2 for _, both in seen)


def test_a_database_of_many_small_files_is_gathered(store, monkeypatch):
    monkeypatch.setattr(edition_module, "MAX_DATA_FILES", 12)
    for value in range(12):
        commit(store, Change(graphs={f"x:{value}": quads(f"x:{value}", *range(50))}))
    graph = store.path / "generations" / str(store.generation()) / "graph"
    assert sum(1 for _ in graph.glob("*.sst")) <= 12 + 6
    assert len(store.reader().canonical().splitlines()) == 600


def test_a_second_writer_is_told_who_holds_the_lock(store):
    with store.write_lock(command="kg build wire"), pytest.raises(StoreBusyError) as caught:
        commit(store, Change())
    assert f"process {os.getpid()} (kg build wire) since 20" in str(caught.value)


def test_the_lock_of_a_killed_writer_is_free(store):
    code = (
        "import os, sys, signal; from pathlib import Path; from kg.store import open_store\n"
        "with open_store(Path(sys.argv[1])).write_lock(command='doomed'): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(store.path)], check=False)
    assert commit(store, Change(graphs={None: quads(None, 1)})) == 1


def test_what_is_pending_is_kept_until_cleared_and_a_torn_one_is_none(store):
    store.keep_pending("k", quads("x:a", 1, 2))
    assert set(open_store(store.path).pending("k")) == set(quads("x:a", 1, 2))
    assert store.pending("other") is None
    path = store.path / "pending" / "k.nq"
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    assert store.pending("k") is None
    store.clear_pending()
    assert list((store.path / "pending").iterdir()) == []


def test_no_store_is_told_with_the_command_that_makes_one(tmp_path):
    with pytest.raises(StoreMissingError, match=r"there is no store at .*kg build"):
        open_reader(tmp_path / "none")
    with pytest.raises(StoreMissingError):
        open_reader(tmp_path)


def test_a_folder_with_other_files_is_not_taken_for_a_store_nor_made_one(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(StoreMissingError, match="not a store"):
        open_reader(tmp_path)
    with pytest.raises(StoreError, match=r"not a store and not empty \(it holds letters.txt\)"):
        create_store(tmp_path, BASE)


def test_a_file_is_no_store(tmp_path):
    path = tmp_path / "file"
    path.write_text("x")
    for use in (open_reader, lambda where: create_store(where, BASE)):
        with pytest.raises(StoreError, match="is a file"):
            use(path)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ('{"format": "demarche-store", "version": 99, "base": "http://x/"}', "has version 99"),
        ('{"format": "else", "version": 1, "base": "http://x/"}', "is not a store's"),
        ("{", "damaged"),
        ("[]", "damaged"),
    ],
)
def test_another_version_and_a_damaged_header_are_told(store, header, words):
    (store.path / "STORE.json").write_text(header)
    with pytest.raises(StoreError, match=words):
        open_reader(store.path)


def test_folders_in_which_a_creation_was_killed_are_made_a_store(tmp_path):
    path = tmp_path / "store"
    (path / "generations").mkdir(parents=True)
    (path / "current.tmp").write_text("0")
    assert create_store(path, BASE).reader().generation == 0
