import pytest
from pyoxigraph import BlankNode

from kg.errors import SchemaError
from kg.rdf.canonical import canonical
from kg.rdf.ontology import ontology_quads

BASE = "https://example.org/kg/"


def test_blank_nodes_of_a_file_get_names_that_stay_the_same(tmp_path):
    file = tmp_path / "small.ttl"
    file.write_text("@prefix : <https://example.org/> . :a :b [ :c [ :d 1 ], 2 ] .", encoding="utf-8")
    quads = list(ontology_quads([file], BASE))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/ontology"}
    assert canonical(quads) == canonical(ontology_quads([file], BASE))
    assert b".well-known/genid/small-2" in canonical(quads)


def test_a_file_that_is_not_turtle_is_named(tmp_path):
    file = tmp_path / "broken.ttl"
    file.write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(SchemaError, match=r"broken\.ttl"):
        list(ontology_quads([file], BASE))
