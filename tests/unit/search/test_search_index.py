"""The index over the reported world: what is found, in which order, and where the index lies."""

import os
import sqlite3

import pytest
import reported_world
from reported_world import HOSTILE, LAYLA

from kg.errors import DependencyError, SizeLimitError, UsageError
from kg.search import index as indexes
from kg.service import open_graph


@pytest.fixture
def own(tmp_path):
    """A store of one's own."""
    reported_world.publish(tmp_path / "store")
    return tmp_path / "store"


def place(store):
    return store / "generations" / "1" / "derived" / indexes.FILE


def quotes(found):
    return [hit.quote for hit in found.hits]


def test_a_sentence_is_found_by_all_its_words_in_any_order_and_says_what_it_tells_of(graph):
    (hit,) = graph.search("talks otieno lima").hits
    assert hit.file == "africa/nairobi-talks.txt"
    assert [part.text for part in hit.parts if part.found] == ["Otieno", "talks", "Lima"]
    assert "".join(part.text for part in hit.parts) == hit.quote
    labels = {graph.label(subject) for subject in hit.subjects}
    assert labels == {"Meeting of Joseph Otieno and Rosa Quispe, 2024-03-11", "Rosa Quispe"}


def test_case_and_accents_do_not_matter(graph):
    assert quotes(graph.search("AISSATOU")) == quotes(graph.search("aïssatou"))
    assert graph.search("aissatou").total == 2


def test_a_phrase_a_beginning_and_what_to_leave_out(graph):
    assert graph.search('"talks held"').total == 0
    assert graph.search('"held talks"').total == 1
    assert graph.search("sanct*").total == 1
    assert graph.search("sanct").total == 0
    assert graph.search("nairobi -denied").total == 2


def test_right_to_left_words_are_found(graph):
    assert graph.search(LAYLA).total == 2


def test_filters_hold_together_and_only_what_a_sentence_says_counts(graph):
    assert graph.search("nairobi", status="denied").total == 1
    assert graph.search("nairobi", status="occurred").total == 2
    assert graph.search("petit", types=["meeting"], status="planned").total == 1
    assert graph.search("petit", types=["letter"]).total == 0
    assert {hit.outlet for hit in graph.search("petit", outlets=["lakeside courier"]).hits} == {"Lakeside Courier"}
    assert {hit.published for hit in graph.search("petit", since="2024-03-20").hits} == {"2024-03-20", "2024-03-21"}
    assert {hit.published for hit in graph.search("petit", until="2024-03-20").hits} == {"2024-03-13", "2024-03-20"}


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"outlets": ["Lakeside Curier"]}, "Did you mean Lakeside Courier"),
        ({"types": ["dance"]}, "Choose from"),
        ({"status": "done"}, "Choose from"),
        ({"since": "2024"}, "Write YYYY-MM-DD"),
        ({"since": "2024-02-02", "until": "2024-01-01"}, "Exchange"),
    ],
)
def test_a_wrong_filter_is_told_with_what_there_is(graph, filters, told):
    with pytest.raises(UsageError, match=told):
        graph.search("petit", **filters)


def test_there_are_as_many_hits_as_asked_for_and_the_total_is_told(graph):
    found = graph.search("petit", limit=2)
    assert (len(found.hits), found.total) == (2, 4)


def test_the_order_is_the_same_every_time(graph):
    assert graph.search("petit").hits == graph.search("petit").hits


def test_names_are_found_labels_before_other_forms_and_by_kind(graph):
    persons = {hit.name for hit in graph.search_names("diallo", kinds=["person"]).hits}
    assert persons == {"Moussa Diallo", "Aïssatou Diallo"}
    assert {hit.kind for hit in graph.search_names("diallo").hits} == {"Person", "Event", "Article"}
    assert graph.search_names("samir").hits[0].name == HOSTILE
    with pytest.raises(UsageError, match="Did you mean person"):
        graph.search_names("diallo", kinds=["persons"])


def test_the_index_is_kept_in_the_generation_and_used_again(own, monkeypatch):
    assert open_graph(own).search("petit").total == 4
    assert [entry.name for entry in place(own).parent.iterdir() if "search" in entry.name] == [indexes.FILE]
    monkeypatch.setattr(indexes, "fill", lambda *_: pytest.fail("made again"))
    assert open_graph(own).search("petit").total == 4


def test_a_build_makes_it_and_who_searches_opens_it(own, monkeypatch):
    open_graph(own).prepare()
    made = place(own).stat().st_ino
    assert place(own).stat().st_mode & 0o777 == 0o644
    monkeypatch.setattr(indexes, "fill", lambda *_: pytest.fail("made again"))
    open_graph(own).prepare()
    assert open_graph(own).search("petit").total == 4
    assert place(own).stat().st_ino == made


def test_a_build_whose_folder_cannot_be_written_goes_on(own, monkeypatch):
    place(own).parent.mkdir()
    monkeypatch.setattr(indexes, "_begun", lambda _: None)
    graph = open_graph(own)
    graph.prepare()
    assert not place(own).exists()
    assert graph.search("petit").total == 4


def test_a_build_without_fts5_goes_on(own, monkeypatch):
    def lacking():
        raise DependencyError("no FTS5", mend="Use another Python.")

    monkeypatch.setattr(indexes, "check_engine", lacking)
    graph = open_graph(own)
    graph.prepare()
    with pytest.raises(DependencyError):
        graph.search("petit")


def test_a_store_too_large_for_a_service_says_what_to_call(own, monkeypatch):
    def too_large(*_):
        raise SizeLimitError("the answer is larger than 64 bytes")

    monkeypatch.setattr(indexes, "fill", too_large)
    with pytest.raises(SizeLimitError) as caught:
        open_graph(own).search("petit")
    assert caught.value.mend == "Whoever runs the service calls once: kg build --store DIR"


def test_equal_stores_have_equal_indexes(own, tmp_path):
    reported_world.publish(tmp_path / "other")
    for store in (own, tmp_path / "other"):
        assert open_graph(store).search("petit").total == 4
    assert place(own).read_bytes() == place(tmp_path / "other").read_bytes()


@pytest.mark.parametrize(
    "damage", [b"", b"not a database at all, but long enough to be looked at", b"SQLite format 3\0"]
)
def test_a_damaged_index_is_made_anew(own, damage):
    place(own).parent.mkdir()
    place(own).write_bytes(damage)
    assert open_graph(own).search("petit").total == 4
    assert place(own).read_bytes().startswith(b"SQLite format 3")
    assert open_graph(own).search("petit").total == 4


def test_an_index_of_another_version_is_made_anew(own):
    graph = open_graph(own)
    graph.search("petit")
    with sqlite3.connect(place(own)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("DELETE FROM says")
    connection.close()
    assert open_graph(own).search("petit", status="occurred").total > 0


def test_where_the_folder_cannot_be_written_the_index_is_in_memory(own, monkeypatch):
    def refused(*_args, **_more):
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(indexes.Path, "touch", refused)
    graph = open_graph(own)
    assert graph.search("petit").total == 4
    assert graph.index.in_memory
    assert not place(own).exists()


def test_a_disk_that_is_full_leaves_no_litter_and_an_index_in_memory(own, monkeypatch):
    def full(*_args):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(indexes.Path, "replace", full)
    graph = open_graph(own)
    assert graph.search("petit").total == 4
    assert graph.index.in_memory
    assert [entry.name for entry in place(own).parent.iterdir() if "search" in entry.name] == []


def test_a_store_that_holds_nothing_finds_nothing(tmp_path):
    from kg.store import create_store  # noqa: PLC0415 - this test alone

    create_store(tmp_path / "empty", "https://example.org/")
    assert open_graph(tmp_path / "empty").search("petit").total == 0


def test_a_newer_generation_has_its_own_index_and_the_old_one_goes(own):
    graph = open_graph(own)
    assert graph.search("denied").total == 1
    from kg.pipeline import remove  # noqa: PLC0415 - this test alone
    from kg.settings import Settings  # noqa: PLC0415 - the same

    remove(["denial.txt"], Settings(store=own))
    assert graph.refresh()
    assert graph.search("denied").total == 0


def test_without_fts5_a_clear_error_tells_the_mend(graph, monkeypatch):
    class Without:
        def execute(self, _):
            raise sqlite3.OperationalError("no such module: fts5")

        def close(self):
            pass

    monkeypatch.setattr(indexes.sqlite3, "connect", lambda *_: Without())
    with pytest.raises(DependencyError, match="FTS5"):
        indexes.check_engine()
