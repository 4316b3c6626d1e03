"""Kills, full disks, litter and rivals: the last good state stands, and the next call goes on."""

import errno
import multiprocessing
import os
import resource
import shutil
import signal
import time

import pytest
from ordinary import open_way
from pipeline_fakes import SCHEMA, Extract, stages, write

from kg.errors import StoreBusyError, StoreError
from kg.pipeline import build, remove
from kg.settings import Settings
from kg.store import MemoryStore, create_store, open_reader, open_store
from kg.store import folder as folders

OPTIONS = {"schema": SCHEMA, "stages": stages()}
SPAWN = multiprocessing.get_context("forkserver")
SYSTEM_CALLS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "unlink", "open")


@pytest.fixture
def sources(tmp_path):
    return write(tmp_path / "in", a="ann met bob 2020-01-02", b="bob met cat 2020-01-03", c="cat met dan 2020-01-04")


@pytest.fixture
def settings(tmp_path, sources):
    """A store that holds a and b."""
    settings = Settings(store=tmp_path / "store", batch=1)
    build([sources / "a.txt", sources / "b.txt"], settings, **OPTIONS)
    return settings


def rebuilt(settings, *paths):
    store = MemoryStore(settings.base)
    build(list(paths), settings, store=store, **OPTIONS)
    return store.reader().canonical()


def die_at(call, work, *arguments):
    """Runs in a child: kills itself without warning before the given one of its calls of the system."""
    left = [call]
    for name in SYSTEM_CALLS:
        real = getattr(os, name)

        def counted(*args, _real=real, **options):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return _real(*args, **options)

        setattr(os, name, counted)
    work(*arguments)


def build_all(sources, settings):
    build([sources], settings, **OPTIONS)


def remove_one(sources, settings):
    remove(["a.txt"], settings, **OPTIONS)


def run_child(target, *arguments):
    child = SPAWN.Process(target=target, args=arguments)
    child.start()
    child.join()
    return child.exitcode


@pytest.mark.parametrize(("work", "left"), [(build_all, "abc"), (remove_one, "b")])
def test_killed_before_any_call_of_the_system_the_store_is_as_before_or_as_after(
    tmp_path, sources, settings, work, left
):
    before = open_reader(settings.store).canonical()
    after = rebuilt(settings, *(sources / f"{name}.txt" for name in left))
    original = tmp_path / "original"
    shutil.copytree(settings.store, original)
    states = []
    for call in [*range(0, 60, 5), *range(60, 400, 20)]:
        shutil.rmtree(settings.store)
        shutil.copytree(original, settings.store)
        code = run_child(die_at, call, work, sources, settings)
        states.append(open_reader(settings.store).canonical())
        assert states[-1] in (before, after), call
        build([sources], settings, **OPTIONS)  # goes on, whatever lies about
        reader = open_reader(settings.store)
        assert reader.canonical() == rebuilt(settings, sources), call
        if code == 0:
            break
    assert code == 0
    assert before in states
    assert states[-1] == after


def build_slowly(sources, settings):
    Extract.pause = 0.003
    build([sources], settings, **OPTIONS)


def test_a_long_build_killed_again_and_again_gets_done_and_loses_nothing_it_committed(tmp_path):
    sources = write(tmp_path / "in", **{f"n{i:03}": f"p{i % 20} met q{i % 7} 2020-01-02" for i in range(200)})
    settings = Settings(store=tmp_path / "store", batch=8)
    held = 0
    for attempt in range(40):
        child = SPAWN.Process(target=build_slowly, args=(sources, settings))
        child.start()
        child.join(timeout=0.4 + 0.07 * attempt)
        if child.exitcode == 0:
            break
        child.kill()
        child.join()
        if (settings.store / "STORE.json").exists():
            now = len(open_reader(settings.store).articles())
            assert now >= held
            held = now
    assert child.exitcode == 0
    assert attempt > 0
    assert open_reader(settings.store).canonical() == rebuilt(settings, sources)


def fail_when_full(sources, settings, limit):
    """Runs in a child: no file may grow beyond ``limit`` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        build([sources], settings, **OPTIONS)
    except StoreError as error:
        os._exit(7 if error.mend else 8)


@pytest.mark.parametrize("limit", [0, 200, 700, 1500])
def test_when_files_cannot_grow_the_build_says_so_and_the_last_state_stands(sources, settings, limit):
    before = open_reader(settings.store).canonical()
    assert run_child(fail_when_full, sources, settings, limit) == 7
    assert open_reader(settings.store).canonical() == before
    build([sources], settings, **OPTIONS)
    assert open_reader(settings.store).canonical() == rebuilt(settings, sources)


@pytest.mark.parametrize("function", ["copy_database", "sync_tree", "move_pointer", "replace_file"])
def test_a_full_disk_at_any_step_is_told_with_its_mend_and_undone(sources, settings, monkeypatch, function):
    before = open_reader(settings.store).canonical()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(folders, function, full)
        with pytest.raises(StoreError, match="Make room on the disk") as caught:
            build([sources], settings, **OPTIONS)
    assert caught.value.exit_code == 1
    assert open_reader(settings.store).canonical() == before
    assert [entry.name for entry in (settings.store / "generations").iterdir()] == ["1"]
    build([sources], settings, **OPTIONS)
    assert open_reader(settings.store).canonical() == rebuilt(settings, sources)


@pytest.mark.parametrize("pointer", ["", "x", "-1", "2\x00", None])
def test_a_damaged_pointer_is_told_with_the_number_to_write(settings, pointer):
    current = settings.store / "current"
    if pointer is None:
        current.unlink()
    else:
        current.write_text(pointer)
    with pytest.raises(StoreError, match="Write 1 into it"):
        open_reader(settings.store)
    current.write_text("1")
    assert len(open_reader(settings.store).articles()) == 2


def test_a_pointer_to_a_generation_that_is_not_there_is_told(settings):
    (settings.store / "current").write_text("77")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_reader(settings.store)


def test_a_damaged_database_is_told(settings):
    for path in (settings.store / "generations" / "1" / "graph").iterdir():
        path.write_bytes(b"")
    with pytest.raises(StoreError, match="cannot be opened"):
        open_reader(settings.store)


def test_litter_of_killed_writers_is_swept_by_the_next_commit(sources, settings):
    places = [
        settings.store / "generations" / "2.tmp" / "graph" / "000001.sst",
        settings.store / "generations" / "0.tmp" / "x",
        settings.store / "generations" / "9" / "graph" / "CURRENT",
        settings.store / "texts" / "ff" / ("ff" * 32 + ".txt"),
        settings.store / "texts" / "ff" / ("ff" * 32 + ".json.tmp"),
        settings.store / "pending" / "old.nq",
    ]
    for place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("litter")
    build([sources], settings, **OPTIONS)
    assert not any(place.exists() for place in places)
    assert open_reader(settings.store).canonical() == rebuilt(settings, sources)


def hold(path, ready, done):
    with open_store(path).write_lock(command="kg build elsewhere"):
        ready.set()
        done.wait()


def test_a_second_writer_waits_and_is_told_who_holds_the_store(settings):
    ready, done = SPAWN.Event(), SPAWN.Event()
    child = SPAWN.Process(target=hold, args=(settings.store, ready, done))
    child.start()
    ready.wait()
    started = time.monotonic()
    with (
        pytest.raises(StoreBusyError, match=rf"process {child.pid} \(kg build elsewhere\)"),
        open_store(settings.store).write_lock(command="me", wait=0.3),
    ):
        pass
    assert time.monotonic() - started >= 0.3
    done.set()
    child.join()
    with open_store(settings.store).write_lock(command="me", wait=0):
        pass


def build_part(sources, settings, names):
    build([sources / f"{name}.txt" for name in names], settings, **OPTIONS)


def test_two_builds_at_once_make_what_one_makes(tmp_path):
    sources = write(tmp_path / "in", **{f"n{i}": f"p{i} met p{i + 1} 2020-01-02" for i in range(6)})
    settings = Settings(store=tmp_path / "store")
    create_store(settings.store, settings.base)
    children = [
        SPAWN.Process(target=build_part, args=(sources, settings, names))
        for names in (["n0", "n1", "n2", "n3"], ["n2", "n3", "n4", "n5"])
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
        assert child.exitcode == 0
    assert open_reader(settings.store).canonical() == rebuilt(settings, sources)


def as_nobody(sources, settings):
    """Runs in a child that gives up its rights, after a look that loads all modules (they may be out of reach then)."""
    build([], settings, **OPTIONS)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        build([sources], settings, **OPTIONS)
    except StoreError as error:
        assert len(open_reader(settings.store).articles()) == 2
        os._exit(7 if "Give yourself the right" in error.mend else 8)


def test_a_store_one_may_only_read_is_read_and_a_build_into_it_is_told_why_not(tmp_path, sources, settings):
    open_way(tmp_path)
    for path in [settings.store, *settings.store.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert run_child(as_nobody, sources, settings) == 7
    finally:
        for path in [settings.store, *settings.store.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
