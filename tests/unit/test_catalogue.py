import pyoxigraph as ox
import pytest

from kg.catalogue import load_catalogue, read_query
from kg.errors import QueryFileError, UsageError

HEADER = """#+ title = "Things"
#+ answers = "Which things?"
#+ columns.thing = { kind = "entity", label = "Thing" }
#+ [params.kind]
#+ kind = "entity"
#+ label = "Kind"
#+ [params.since]
#+ kind = "date"
#+ label = "Not before"
"""
BODY = "SELECT ?thing WHERE { VALUES ?kind { <https://example.org/a> } VALUES ?since { UNDEF } ?thing a ?kind }\n"


@pytest.fixture
def query(tmp_path):
    path = tmp_path / "things.rq"
    path.write_text(HEADER + BODY)
    return read_query(path)


def test_a_file_runs_unchanged_and_tells_its_defaults(query):
    assert query.bind({}) == HEADER + BODY
    assert [parameter.default for parameter in query.parameters] == ["<https://example.org/a>", "UNDEF"]


def test_values_replace_the_block_and_nothing_else(query):
    bound = query.bind({"kind": ["https://example.org/b", "https://example.org/c"], "since": ["2024-03-05"]})
    assert "VALUES ?kind { <https://example.org/b> <https://example.org/c> }" in bound
    assert 'VALUES ?since { "2024-03-05"^^<http://www.w3.org/2001/XMLSchema#date> }' in bound


def test_no_values_means_any(query):
    assert "VALUES ?kind { UNDEF }" in query.bind({"kind": []})


@pytest.mark.parametrize("value", ["https://example.org/b> } ?s ?p ?o #", "b", "https://example.org/{x}", "https://example.org/ b"])
def test_what_is_not_an_iri_never_enters_the_query(query, value):
    with pytest.raises(UsageError, match="kind"):
        query.bind({"kind": [value]})


def test_text_cannot_leave_its_literal(tmp_path):
    path = tmp_path / "words.rq"
    path.write_text(
        '#+ title = "W"\n#+ answers = "W?"\n#+ columns.s = { kind = "text", label = "S" }\n#+ [params.words]\n#+ kind = "text"\n'
        "SELECT ?s WHERE { VALUES ?words { UNDEF } BIND(?words AS ?s) }\n"
    )
    hostile = 'x" } UNION { ?s ?p ?o } #\n VALUES ?words { \\'
    solutions = ox.Store().query(read_query(path).bind({"words": [hostile]}))
    assert [solution["s"].value for solution in solutions] == [hostile]


def test_an_unknown_parameter_names_the_known_ones(query):
    with pytest.raises(UsageError, match="It has: kind, since"):
        query.bind({"sort": ["x"]})


def test_a_wrong_day_is_told_with_an_example(query):
    with pytest.raises(UsageError, match="2024-03-05"):
        query.bind({"since": ["July"]})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("#+ title = \nSELECT * WHERE {}", "not TOML"),
        ('#+ title = "T"\nSELECT * WHERE {}', "lacks"),
        (HEADER.replace('kind = "date"', 'kind = "moment"') + BODY, "unknown kind"),
        (HEADER + BODY.replace("VALUES ?since { UNDEF }", ""), "no block"),
        (HEADER + BODY.replace("SELECT ?thing", "SELECT ?kind"), "not what the query projects"),
        (HEADER + BODY.replace("?thing a ?kind", "?thing a"), "not SPARQL"),
    ],
)
def test_a_wrong_file_is_told_by_name(tmp_path, text, told):
    path = tmp_path / "wrong.rq"
    path.write_text(text)
    with pytest.raises(QueryFileError, match=rf"wrong\.rq.*{told}"):
        read_query(path)


def test_the_installation_carries_at_least_eight_queries_and_those_that_list_events_filter_by_status():
    catalogue = load_catalogue()
    assert len(catalogue) >= 8
    for query in catalogue.values():
        if any(column.name == "event" and column.kind == "entity" for column in query.columns) and query.name != "statements":
            assert "status" in [parameter.name for parameter in query.parameters], query.name
