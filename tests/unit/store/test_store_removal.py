"""Emptying graphs, and copying a database."""

import pyoxigraph as ox
import pytest

from kg.store import removal

MINE, OTHER, VOID = ox.NamedNode("urn:mine"), ox.NamedNode("urn:other"), ox.NamedNode("urn:void")
DEFAULT, BLANK = ox.DefaultGraph(), ox.BlankNode("b")


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path):
    """12 quads in the default graph and one of two named graphs, one in another, and an empty graph."""
    filled = ox.Store() if request.param == "memory" else ox.Store(str(tmp_path / "graph"))
    add(filled, DEFAULT, 12)
    add(filled, MINE, 12)
    add(filled, BLANK, 1)
    filled.add_graph(VOID)
    return filled


def add(store, graph, count):
    terms = (ox.NamedNode("urn:s"), ox.NamedNode("urn:p"))
    store.extend([ox.Quad(*terms, ox.Literal(str(number)), graph) for number in range(count)])


def held(store):
    return {str(name): len(list(store.quads_for_pattern(None, None, None, name))) for name in (DEFAULT, MINE, OTHER)}


@pytest.mark.parametrize("others", [0, 3, 30])
@pytest.mark.parametrize("at_a_time", [5, 100])
def test_a_large_graph_is_emptied_however_much_the_others_hold_and_they_stay(store, monkeypatch, others, at_a_time):
    monkeypatch.setattr(removal, "LARGE", 10)
    monkeypatch.setattr(removal, "_AT_A_TIME", at_a_time)
    add(store, OTHER, others)
    names = set(store.named_graphs())
    removal.empty(store, MINE)
    assert held(store) == {"DEFAULT": 12, str(MINE): 0, str(OTHER): others}
    assert set(store.named_graphs()) == names
    assert len(store) == 13 + others


def test_a_small_graph_and_the_default_graph_are_emptied(store):
    assert not removal.is_large(store, MINE)
    for graph in (MINE, DEFAULT, OTHER):
        removal.empty(store, graph)
    assert held(store) == {"DEFAULT": 0, str(MINE): 0, str(OTHER): 0}
    assert len(store) == 1


@pytest.mark.parametrize("graph", [MINE, OTHER])
@pytest.mark.parametrize("others", [0, 20])
def test_blank_nodes_triple_terms_and_literals_go_and_stay_as_they_are(store, monkeypatch, graph, others):
    monkeypatch.setattr(removal, "LARGE", 1)
    data = b"PREFIX : <urn:> [] :p _:a , <<( _:a :q 'x' )>> , 'x'@en--ltr , 1.50 , 'y'^^:t . _:a :q '''\n\"''' ."
    for into in (MINE, OTHER):
        store.load(data, ox.RdfFormat.TURTLE, to_graph=into)
    add(store, VOID, others)
    before = {quad for quad in store if quad.graph_name != graph}
    removal.empty(store, graph)
    assert set(store) == before


def test_a_copy_holds_empty_graphs_too(store):
    target = ox.Store()
    removal.copy(store, target)
    assert set(target) == set(store)
    assert set(target.named_graphs()) == set(store.named_graphs())
