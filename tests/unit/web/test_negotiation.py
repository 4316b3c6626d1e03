import pytest

from kg.errors import NotOfferedError
from kg.web import negotiation
from kg.web.negotiation import SHORT, accepted, prefers_page


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


@pytest.mark.parametrize(
    ("header", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("*/*, text/html", True),
        ("text/html;q=0.9, */*;q=0.1", True),
        ("text/turtle, text/html;q=0.2", False),
        ("text/turtle, text/html", False),
        ("text/html;q=0", False),
        ("*/*", False),
        ("", False),
        ("text/html" + " " * 5000, False),
    ],
)
def test_a_page_is_preferred_only_where_nothing_is_wanted_more_or_named_before_it(header, page):
    assert prefers_page(header) is page


def test_what_long_headers_mean_is_found_but_not_kept():
    before = negotiation._kept.cache_info().currsize
    assert accepted("text/turtle" + " " * 2000) == ((), ("text/turtle",))
    assert negotiation._kept.cache_info().currsize == before
