"""What pages read through workers is what an open store would have told them."""

import shutil

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, SizeLimitError, StoreError, SupersededError
from kg.search import keep_index
from kg.search.index import FILE
from kg.service import read as views
from kg.service.read import Views
from kg.serving import remote
from kg.serving.pool import Limits, Pool
from kg.serving.remote import RemoteReader
from kg.store import open_reader, open_store
from kg.store.terms import read_terms

PREFIX = "PREFIX dip: <https://w3id.org/demarche/ontology#> "
SELECT = PREFIX + "SELECT ?name ?nothing { ?person a dip:Person ; dip:name ?name } ORDER BY ?name"
ASK = PREFIX + "ASK { ?event a dip:Event }"
CONSTRUCT = PREFIX + "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"


@pytest.fixture(scope="module")
def pool_of_world(store, zygote):
    running = Pool(store, zygote, size=1, limits=Limits())
    yield running
    running.close()


@pytest.fixture(scope="module")
def readers(store, pool_of_world):
    """Through workers, and open."""
    return RemoteReader(pool_of_world, store), open_reader(store)


@pytest.mark.parametrize(
    "read",
    [
        lambda reader: reader.generation,
        lambda reader: reader.base,
        lambda reader: reader.select(SELECT).variables,
        lambda reader: list(reader.select(SELECT).rows),
        lambda reader: reader.ask(ASK),
        lambda reader: sorted(map(str, reader.construct(CONSTRUCT))),
        lambda reader: sorted(map(str, reader.quads(None))),
        lambda reader: [sorted(map(str, reader.quads(name))) for name in reader.graphs()[:3]],
        lambda reader: reader.graphs(),
        lambda reader: reader.canonical(),
        lambda reader: reader.articles(),
        lambda reader: reader.arrivals,
        lambda reader: [reader.text(record.digest) for record in reader.articles()],
        lambda reader: reader.serialize(SELECT, ox.QueryResultsFormat.CSV),
        lambda reader: sorted(reader.serialize(CONSTRUCT, ox.RdfFormat.N_TRIPLES).splitlines()),
    ],
)
def test_every_way_of_reading_gives_the_same(readers, read):
    remote, opened = readers
    assert read(remote) == read(opened)


@pytest.mark.parametrize(
    ("way", "query"),
    [
        ("select", ASK),
        ("select", CONSTRUCT),
        ("ask", SELECT),
        ("ask", CONSTRUCT),
        ("construct", SELECT),
        ("construct", "x"),
    ],
)
def test_a_query_of_another_form_is_an_error(readers, way, query):
    for reader in readers:
        with pytest.raises(QueryError):
            getattr(reader, way)(query)


def test_a_format_that_does_not_fit_is_an_error(readers):
    for query, form in ((SELECT, ox.RdfFormat.TURTLE), (CONSTRUCT, ox.QueryResultsFormat.CSV)):
        with pytest.raises(QueryError):
            readers[0].serialize(query, form)


def test_a_reader_of_a_generation_that_is_served_no_longer_says_so(pool, path):
    from numbered import commit  # noqa: PLC0415

    reader = RemoteReader(pool, path)
    assert len(reader.quads(None)) == 1
    commit(path, 5, 6)
    with pytest.raises(SupersededError):
        reader.quads(None)
    assert len(RemoteReader(pool, path).quads(None)) == 2
    shutil.rmtree(path / "generations" / str(reader.generation), ignore_errors=True)  # a worker may have held it
    with pytest.raises(SupersededError):
        _ = reader.arrivals


def test_nothing_is_parsed_and_no_store_is_opened(readers, store, monkeypatch):
    def forbidden(*_, **__):
        raise AssertionError("parsed in the process that serves everybody")

    for name in ("Store", "parse", "parse_query_results"):
        monkeypatch.setattr(ox, name, forbidden)
    reader = RemoteReader(readers[0]._pool, store)
    assert reader.select(SELECT).rows
    assert reader.ask(ASK)
    assert reader.construct(CONSTRUCT)
    assert reader.quads(reader.graphs()[0])
    assert reader.canonical()
    assert reader.serialize(SELECT, ox.QueryResultsFormat.JSON)


def test_a_triple_term_is_told_as_a_short_text_and_is_no_part_of_a_graph(pool, path):
    document = b"<urn:s> <urn:p> " + b"<<( <urn:s> <urn:p> " * 5_000 + b'"end"' + b" )>>" * 5_000 + b" ."
    with open_store(path).write_lock(command="test"), open_store(path).edition() as (_, edition):
        edition.engine.load(document, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode("urn:g"))
        edition.publish(b"")
    reader = RemoteReader(pool, path)
    [[term]] = reader.select("SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }").rows
    assert isinstance(term, ox.Literal)
    assert len(term.value) == 200
    assert term.value.startswith("<urn:s> <urn:p> <<( <urn:s>")
    for read in (
        lambda: reader.quads("urn:g"),
        lambda: reader.construct("CONSTRUCT { ?s ?p ?o } { GRAPH <urn:g> {?s ?p ?o} }"),
    ):
        with pytest.raises(StoreError, match="triple term"):
            read()
    assert reader.quads(None)


@pytest.mark.parametrize(
    "term",
    [
        "<urn:x>",
        r"""'a\u2028\n"b\\c'""",
        '"oui"@fr',
        '"oui"@fr--rtl',
        '"1"^^<urn:t>',
        "1.50",
        '"x"^^<http://www.w3.org/2001/XMLSchema#string>',
    ],
)
def test_every_kind_of_term_comes_as_it_is(pool, path, term):
    [[expected]] = ox.Store().query(f"SELECT ?t {{ VALUES ?t {{ {term} }} }}")
    assert RemoteReader(pool, path).select(f"SELECT ?t {{ VALUES ?t {{ {term} }} }}").rows == [(expected,)]


def test_a_page_reads_no_more_than_it_may(readers, monkeypatch):
    monkeypatch.setattr(remote, "PAGE_BYTES", 100)
    with pytest.raises(SizeLimitError):
        readers[0].select("SELECT * { ?s ?p ?o }")


def test_an_index_of_more_than_may_be_read_at_a_time_is_made_in_parts(readers, monkeypatch, tmp_path):
    terms = read_terms(readers[1])
    whole = Views(readers[1], terms).things()
    assert keep_index(readers[1], tmp_path / "whole", lambda: whole)
    monkeypatch.setattr(remote, "PAGE_BYTES", 3_500)  # of 4,732 for the names, 6,200 for the sentences
    with pytest.raises(SizeLimitError):
        Views(readers[0], terms).things()
    monkeypatch.setattr(views, "_PAGE", 10)
    assert Views(readers[0], terms).things() == whole
    assert keep_index(readers[0], tmp_path / "parts", lambda: Views(readers[0], terms).things())
    assert (tmp_path / "parts" / FILE).read_bytes() == (tmp_path / "whole" / FILE).read_bytes()
