"""RDF exports, read back by rdflib."""

import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.export.jsonld import write_jsonld
from kg.export.triples import write_trig, write_turtle
from kg.vocabulary import DIP, EDTF, XSD

# rdflib 7.6 uses what it calls deprecated itself.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")

ALICE = ox.NamedNode("https://example.org/id/person/a")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class Quads:
    """A reader of a default graph and one other."""

    def __init__(self, *values, graph="https://example.org/graph/mine"):
        self._graph = graph
        self._triples = [(ALICE, ox.NamedNode(f"{DIP}{name}"), value) for name, value in values]

    def quads(self, graph):
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        return [ox.Quad(*triple, name) for triple in self._triples]

    def graphs(self):
        return (self._graph,)


def joined(write, reader):
    return b"".join(write(reader)).decode()


def plain(graph):
    """Triples in N-Triples: rdflib compares literals by value, so `01` would equal `1`."""
    return {" ".join(term.n3() for term in triple) for triple in graph}


def as_rdflib(quads):
    lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    return plain(rdflib.Graph().parse(data=lines, format="nt"))


def test_jsonld_is_the_default_graph_and_nothing_else(graph):
    text = joined(write_jsonld, graph.reader)
    assert plain(rdflib.Graph().parse(data=text, format="json-ld")) == as_rdflib(graph.reader.quads(None))


def test_jsonld_has_a_context_in_which_values_are_plain(graph):
    form = json.loads(joined(write_jsonld, graph.reader))
    assert form["@context"]["dip"] == DIP
    assert form["@context"]["dip:date"] == {"@type": EDTF}
    assert form["@context"]["dip:participant"] == {"@type": "@id"}
    events = [one for one in form["@graph"] if "dip:Event" in one["@type"] and "dip:date" in one]
    assert all(isinstance(one["dip:date"], str) for one in events)
    assert events


def test_trig_is_every_graph(graph):
    read = rdflib.Dataset()
    read.parse(data=joined(write_trig, graph.reader), format="trig")
    assert plain(read.default_graph) == as_rdflib(graph.reader.quads(None))
    assert {str(one.identifier) for one in read.graphs() if len(one)} - {str(read.default_graph.identifier)} == set(
        graph.reader.graphs()
    )
    for name in graph.reader.graphs():
        assert plain(read.graph(rdflib.URIRef(name))) == as_rdflib(graph.reader.quads(name)), name


@settings(deadline=None)
@given(text=TEXT)
@example(text='"""\\n\n\r\t\u2028😀 ليلى =HYPERLINK("x")')
def test_any_text_comes_back(text):
    language = ox.Literal(text, language="ar")
    reader = Quads(("name", ox.Literal(text)), ("title", language), ("title", ox.Literal(text)))
    wanted = {(f"{DIP}name", text, None), (f"{DIP}title", text, "ar"), (f"{DIP}title", text, None)}
    for write, form in ((write_turtle, "turtle"), (write_jsonld, "json-ld")):
        read = rdflib.Graph().parse(data=joined(write, reader), format=form)
        assert {(str(name), str(value), value.language) for _, name, value in read} == wanted, form
    dataset = rdflib.Dataset()
    dataset.parse(data=joined(write_trig, reader), format="trig")
    assert {(str(name), str(value), value.language) for _, name, value, _ in dataset.quads()} == wanted


@pytest.mark.parametrize(
    "values",
    [
        [ox.Literal("1", datatype=ox.NamedNode(XSD + "integer")), ox.Literal("one")],
        [ox.NamedNode("https://example.org/x"), ox.Literal("https://example.org/x")],
        [ox.Literal("2024-05~", datatype=ox.NamedNode(EDTF)), ox.Literal("2024", datatype=ox.NamedNode(XSD + "gYear"))],
    ],
    ids=["integer and text", "IRI and text", "two datatypes"],
)
def test_a_property_of_mixed_values_keeps_each_as_it_is(values):
    reader = Quads(*(("value", value) for value in values))
    text = joined(write_jsonld, reader)
    assert plain(rdflib.Graph().parse(data=text, format="json-ld")) == as_rdflib(reader.quads(None))
