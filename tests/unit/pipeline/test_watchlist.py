"""A watch-list given once is the store's from then on."""

import pytest
from pipeline_fakes import SCHEMA, stages, write

from kg.pipeline import build, remove
from kg.pipeline.stages import Stages
from kg.resolution import resolve
from kg.settings import Settings
from kg.store import MemoryStore
from kg.vocabulary import Dip


@pytest.fixture
def world(tmp_path):
    folder = write(tmp_path / "articles", a="ann met bob 2020-01-02", b="bob met cat 2020-01-03")
    (tmp_path / "list.csv").write_text("name,aliases,wikidata\nAnn Abel,ann,Q5\nCat Cole,,Q7\n", "utf-8")
    store = MemoryStore()
    real = stages()
    values = {name: getattr(real, name) for name in Stages.__slots__}
    staged = Stages(**{**values, "resolve": resolve})

    def run(*files, watchlist=""):
        settings = Settings(watchlist=str(tmp_path / watchlist) if watchlist.endswith(".csv") else watchlist)
        return build([folder / name for name in files], settings, store=store, schema=SCHEMA, stages=staged)

    return run, store, staged


def names(store):
    query = f"SELECT ?name WHERE {{ ?person a <{Dip.Person}> ; <{Dip.name}> ?name }} ORDER BY ?name"
    return [row[0].value for row in store.reader().select(query).rows]


def same_as(store):
    rows = store.reader().select("SELECT ?o WHERE { ?s owl:sameAs ?o }").rows
    return [row[0].value for row in rows]


def graph(store):
    return f"{store.base}graph/watchlist"


def test_its_names_and_identifiers_are_in_the_knowledge_and_stay_without_being_given_again(world):
    run, store, _ = world
    run("a.txt", watchlist="list.csv")
    assert names(store) == ["Ann Abel", "bob"]
    run("b.txt")
    assert names(store) == ["Ann Abel", "bob", "cat"]
    assert same_as(store) == ["http://www.wikidata.org/entity/Q5"]
    assert graph(store) in store.reader().graphs()
    assert not run("a.txt", "b.txt").changed


def test_its_digest_is_part_of_what_read_an_article_so_a_changed_list_reads_again(world):
    run, store, _ = world
    run("a.txt")
    first = run("a.txt", watchlist="list.csv")
    assert [article.reasons for article in first.read] == [("settings",)]
    (record,) = store.reader().articles()
    assert record.provenance.settings.startswith("rules-1+")
    told = store.reader().quads(f"{store.base}graph/store")
    assert any(quad.predicate.value == Dip.watchlist for quad in told)


def test_none_drops_the_list_and_the_store_is_as_if_it_had_never_been_given(world):
    run, store, _ = world
    run("a.txt")
    before = store.reader().canonical()
    run(watchlist="list.csv")
    assert names(store) == ["Ann Abel", "bob"]
    run(watchlist="none")
    assert store.reader().canonical() == before


def test_a_removal_keeps_to_the_list(world):
    run, store, staged = world
    run("a.txt", "b.txt", watchlist="list.csv")
    remove(["b.txt"], Settings(), store=store, schema=SCHEMA, stages=staged)
    assert names(store) == ["Ann Abel", "bob"]


def test_a_list_given_in_any_order_with_articles_makes_one_store(world):
    run, store, _ = world
    run("a.txt", "b.txt")
    run(watchlist="list.csv")
    later = store.reader().canonical()
    run(watchlist="none")
    run("a.txt", "b.txt", watchlist="list.csv")
    assert store.reader().canonical() == later


def test_homonyms_of_the_list_are_told(world, tmp_path):
    run, _, _ = world
    (tmp_path / "twice.csv").write_text("name,state\nAnn Abel,FR\nAnn Abel,KE\n", "utf-8")
    assert run("a.txt", watchlist="twice.csv").homonyms == ("Ann Abel",)
