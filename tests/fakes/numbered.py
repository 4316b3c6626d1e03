"""Small stores for the serving processes, and requests as they take them."""

import pyoxigraph as ox

from kg.store import open_store
from kg.store.change import Change

BASE = "https://example.org/"


def numbers(*values, graph=None):
    """Quads with these numbers as objects."""
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    subject, predicate = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
    return tuple(ox.Quad(subject, predicate, ox.Literal(value), name) for value in values)


def commit(path, *values, graph=None):
    """A generation whose graph holds these numbers and nothing else."""
    storage = open_store(path)
    with storage.write_lock(command="test"):
        return storage.commit(Change(graphs={graph: numbers(*values, graph=graph)}))


def asking(query, **more):
    """A request for a query."""
    return {
        "operation": "query", "query": query, "address": "http://localhost/sparql", "default_graphs": [],
        "named_graphs": [], "table_media": ["text/csv"], "graph_media": ["application/n-triples"], **more,
    }  # fmt: skip
