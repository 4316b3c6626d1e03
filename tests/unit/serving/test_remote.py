"""What pages read through workers is what an open store would have told them."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, SupersededError
from kg.serving.pool import Limits, Pool
from kg.serving.remote import RemoteReader
from kg.store import open_reader

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
