import pytest

from kg.errors import NotOfferedError
from kg.web.negotiation import SHORT, accepted


@pytest.mark.parametrize("form", SHORT)
def test_a_short_name_names_a_table_s_form_a_graph_s_or_both(form):
    tables, graphs = accepted("", form)
    assert (tables or ("",), graphs or ("",)) == tuple((media,) for media in SHORT[form])


@pytest.mark.parametrize(
    ("form", "graph"),
    [
        ("xml", "application/rdf+xml"),
        ("rdf", "application/rdf+xml"),
        ("rdf+xml", "application/rdf+xml"),
        ("n3", "text/turtle"),
        ("TTL", "text/turtle"),
        ("nt", "application/n-triples"),
        ("json-ld", "application/ld+json"),
        ("application/trig", "application/trig"),
    ],
)
def test_what_clients_call_a_graph_s_form_is_understood(form, graph):
    assert accepted("application/n-quads", form)[1] == (graph,)


def test_a_media_type_names_a_table_s_form():
    assert accepted("", "application/sparql-results+json") == (("application/sparql-results+json",), ())


def test_an_unknown_form_is_told_with_those_there_are():
    with pytest.raises(NotOfferedError, match=r"turtle.*Accept one of them"):
        accepted("", "docx")
