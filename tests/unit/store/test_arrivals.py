"""Since which generation articles are there: kept beside the graph, moved on by whoever commits."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from pipeline_fakes import SCHEMA, stages, write

from kg.errors import StoreError, SupersededError
from kg.judgement import Decision, Judgement
from kg.pipeline import build, judge, remove
from kg.settings import Settings
from kg.store import Arrivals, Change, MemoryStore, make_backup, open_reader, open_store, restore_backup
from kg.store.arrivals import FILE
from kg.store.digests import DigestTable
from kg.store.records import sources_to_bytes

ANN, CAT, EVE = "ann met bob 2020-01-02", "cat met dan 2020-03-04", "eve met ann 2020-05-06"
OPTIONS = {"schema": SCHEMA, "stages": stages()}


@pytest.fixture
def settings(tmp_path):
    return Settings(store=tmp_path / "store")


@pytest.fixture
def batches(tmp_path, settings):
    """A store of two generations: ``a.txt`` came with the first, ``b.txt`` with the second."""
    for name, text in (("a", ANN), ("b", CAT)):
        build([write(tmp_path / name, **{name: text})], settings, **OPTIONS)
    return settings


def arrived(settings):
    """File -> generation that it came with."""
    reader = open_reader(settings.store)
    return {record.file: reader.arrivals.of(record.digest) for record in reader.articles()}


def file_of(settings):
    return settings.store / "generations" / str(open_store(settings.store).generation()) / FILE


def own_update(settings):
    """A user's own write."""
    opened = open_store(settings.store)
    with opened.write_lock(command="test"), opened.edition() as (reader, edition):
        edition.engine.extend([ox.Quad(*[ox.NamedNode("urn:x:own")] * 4)])
        return edition.publish(sources_to_bytes(reader.sources))


def test_an_article_comes_with_the_generation_that_first_held_it(batches):
    assert arrived(batches) == {"a.txt": 1, "b.txt": 2}
    assert open_reader(batches.store).arrivals.since == 0


def test_one_that_is_read_again_keeps_its_generation(batches):
    report = build([], batches, schema=SCHEMA, stages=stages(rules="rules-2"))
    assert (report.generation, len(report.read)) == (3, 2)
    assert arrived(batches) == {"a.txt": 1, "b.txt": 2}


def test_one_that_is_taken_back_and_given_again_comes_anew(batches, tmp_path):
    remove(["a.txt"], batches, **OPTIONS)
    assert arrived(batches) == {"b.txt": 2}
    assert list(open_reader(batches.store).arrivals.generations.values()) == [2]
    build([tmp_path / "a"], batches, **OPTIONS)
    assert arrived(batches) == {"a.txt": 4, "b.txt": 2}


def test_one_whose_text_changed_is_another_article(batches, tmp_path):
    build([write(tmp_path / "b", b=EVE)], batches, **OPTIONS)
    assert arrived(batches) == {"a.txt": 1, "b.txt": 3}


def reject(settings):
    """Rejects a claim: a commit that touches no article."""
    claim = open_reader(settings.store).select("SELECT ?c { ?e dip:restsOn ?c ; a dip:Event } ORDER BY ?c").rows[0][0]
    name = claim.value.removeprefix(f"{settings.base}id/")
    judge([Judgement(Decision.REJECT, (name,), by="Ann", date="2024-01-01")], settings, **OPTIONS)


def test_judgements_move_the_generation_on_and_no_article_and_leave_the_very_file(batches):
    inode = file_of(batches).stat().st_ino
    reject(batches)
    assert open_store(batches.store).generation() == 3
    assert arrived(batches) == {"a.txt": 1, "b.txt": 2}
    assert file_of(batches).stat().st_ino == inode


def test_reading_again_leaves_the_very_file(batches):
    inode = file_of(batches).stat().st_ino
    build([], batches, schema=SCHEMA, stages=stages(rules="rules-2"))
    assert (open_store(batches.store).generation(), file_of(batches).stat().st_ino) == (3, inode)


def test_a_damaged_file_stops_no_commit_in_which_no_article_comes_or_goes(batches, tmp_path):
    file_of(batches).write_bytes(b"damaged")
    reject(batches)
    build([tmp_path / "a", tmp_path / "b"], batches, **OPTIONS)  # nothing to do
    assert (open_store(batches.store).generation(), file_of(batches).read_bytes()) == (3, b"damaged")
    with pytest.raises(StoreError, match=FILE):
        build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    file_of(batches).unlink()
    build([tmp_path / "c"], batches, **OPTIONS)
    assert arrived(batches) == {"a.txt": None, "b.txt": None, "c.txt": 4}


def test_a_users_own_update_moves_the_generation_on_and_no_article(batches):
    assert own_update(batches) == 3
    assert arrived(batches) == {"a.txt": 1, "b.txt": 2}


def test_the_same_articles_in_other_batches_give_the_same_graph(batches, tmp_path):
    at_once = Settings(store=tmp_path / "at-once")
    build([tmp_path / "a", tmp_path / "b"], at_once, **OPTIONS)
    assert open_reader(at_once.store).canonical() == open_reader(batches.store).canonical()
    assert arrived(at_once) == {"a.txt": 1, "b.txt": 1}


def test_a_store_built_before_they_were_kept_knows_them_from_its_next_generation_on(batches, tmp_path):
    file_of(batches).unlink()
    assert open_reader(batches.store).arrivals == Arrivals(2)
    build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    assert arrived(batches) == {"a.txt": None, "b.txt": None, "c.txt": 3}
    assert open_reader(batches.store).arrivals.since == 2


def test_a_users_own_update_of_such_a_store_loses_no_more(batches, tmp_path):
    file_of(batches).unlink()
    own_update(batches)
    own_update(batches)
    assert open_reader(batches.store).arrivals == Arrivals(2)


def test_one_whose_register_is_empty_is_told_by_its_articles(batches):
    """As another program may have left it."""
    file_of(batches).unlink()
    opened = open_store(batches.store)
    with opened.write_lock(command="test"):
        opened.commit(Change(sources=()))
        assert open_reader(batches.store).arrivals == Arrivals(2)
        file_of(batches).unlink()
    own_update(batches)
    own_update(batches)
    assert open_reader(batches.store).arrivals == Arrivals(3)


def test_a_file_of_the_form_before_counts_as_none(batches):
    file_of(batches).rename(file_of(batches).with_suffix(".json"))
    assert open_reader(batches.store).arrivals == Arrivals(2)


def test_a_plain_store_that_is_built_knows_its_articles_from_the_last_generation_before(settings, tmp_path):
    from kg.store import create_store  # noqa: PLC0415 - this test's alone

    create_store(settings.store, settings.base)
    assert (own_update(settings), own_update(settings)) == (1, 2)
    assert not file_of(settings).exists()
    build([write(tmp_path / "a", a=ANN)], settings, **OPTIONS)
    assert (arrived(settings), open_reader(settings.store).arrivals.since) == ({"a.txt": 3}, 2)


def test_whoever_restores_a_backup_counts_anew(batches, tmp_path):
    make_backup(batches.store, tmp_path / "backup")
    assert restore_backup(tmp_path / "backup", tmp_path / "again").generation == 1
    assert open_reader(tmp_path / "again").arrivals == Arrivals(1)
    assert restore_backup(tmp_path / "backup", batches.store, replace=True).generation == 3
    assert open_reader(batches.store).arrivals == Arrivals(3)
    build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    assert arrived(batches) == {"a.txt": None, "b.txt": None, "c.txt": 4}


def test_a_writer_that_was_killed_before_the_pointer_moved_leaves_no_arrival(batches, tmp_path):
    store = batches.store
    shutil.copytree(store / "generations" / "2", store / "generations" / "3")
    (store / "generations" / "3" / FILE).write_bytes(Arrivals(0, {"0" * 64: 3}).to_bytes())
    assert arrived(batches) == {"a.txt": 1, "b.txt": 2}
    build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    assert arrived(batches) == {"a.txt": 1, "b.txt": 2, "c.txt": 3}


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:10],
        lambda data: data[:24],
        lambda data: data[:-1],
        lambda data: data[:-36],
        lambda data: data + b"x",
        lambda data: data + bytes(36),
        lambda data: flipped(data, 0),
        lambda data: flipped(data, 8),
        lambda data: flipped(data, 16),
        lambda data: flipped(data, 20),
        lambda data: flipped(data, 30),
        lambda data: flipped(data, len(data) - 1),
        lambda _: b'{"since":0,"articles":{}}\n',
    ],
    ids="empty head bare cut short longer one-more magic version count checksum digest number json".split(),
)
def test_a_damaged_file_is_told_where_it_is_read_and_can_be_removed(batches, damage):
    data = file_of(batches).read_bytes()
    file_of(batches).unlink()
    file_of(batches).write_bytes(damage(data))
    reader = open_reader(batches.store)  # whoever does not ask is not kept from anything
    with pytest.raises(StoreError, match=FILE) as caught:
        _ = reader.arrivals
    assert "Remove it" in caught.value.mend


def test_a_reader_of_a_generation_reads_its_own(batches, tmp_path):
    before = open_reader(batches.store)
    build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    assert sorted(before.arrivals.generations.values()) == [1, 2]


def test_what_was_read_stays_when_its_generation_goes(batches, tmp_path):
    opened = open_store(batches.store)
    before = opened.arrivals(2)
    build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    assert not (batches.store / "generations" / "2").exists()
    assert sorted(before.generations.values()) == [1, 2]


def test_a_generation_that_is_gone_is_an_error_and_not_a_store_without_arrivals(batches, tmp_path):
    opened = open_store(batches.store)
    build([write(tmp_path / "c", c=EVE)], batches, **OPTIONS)
    with pytest.raises(SupersededError, match="generation 2 was superseded"):
        opened.arrivals(2)


def test_one_that_goes_while_it_is_read_was_read(batches, monkeypatch):
    """Nobody looks whether the folder is there after a file that was."""
    opened = open_store(batches.store)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert sorted(opened.arrivals(2).generations.values()) == [1, 2]


def test_in_memory_they_are_the_same(tmp_path):
    store = MemoryStore()
    for name, text in (("a", ANN), ("b", CAT)):
        folder = write(tmp_path / name, **{name: text})
        build([folder], Settings(), store=store, **OPTIONS)
    assert sorted(store.reader().arrivals.generations.values()) == [1, 2]


def test_equal_arrivals_are_equal_bytes_whichever_way_they_came():
    first, second = "0a" * 32, "ff" * 32
    one, other = Arrivals(1, {first: 2, second: 3}), Arrivals(1, {second: 3, first: 2})
    grown = Arrivals(1, DigestTable.of({second: 3, "5b" * 32: 9}).changed({first: 2}, ["5b" * 32]))
    assert one == other == grown
    assert one.to_bytes() == other.to_bytes() == grown.to_bytes()
