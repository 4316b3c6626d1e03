import re

import pyoxigraph as ox
import pytest

from kg.catalogue import load_catalogue, read_query
from kg.errors import QueryFileError, UsageError
from kg.resources import data_folder

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


@pytest.mark.parametrize(
    "value", ["https://example.org/b> } ?s ?p ?o #", "b", "https://example.org/{x}", "https://example.org/ b"]
)
def test_what_is_not_an_iri_never_enters_the_query(query, value):
    with pytest.raises(UsageError, match="kind"):
        query.bind({"kind": [value]})


def test_text_cannot_leave_its_literal(tmp_path):
    path = tmp_path / "words.rq"
    path.write_text(
        '#+ title = "W"\n#+ answers = "W?"\n#+ columns.s = { kind = "text", label = "S" }\n'
        '#+ [params.words]\n#+ kind = "text"\n'
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
        if (
            any(column.name == "event" and column.kind == "entity" for column in query.columns)
            and query.name != "statements"
        ):
            assert "status" in [parameter.name for parameter in query.parameters], query.name


# What a query needs to be told, by people's names, and how many rows the reported world then gives.
ASKED = {
    "common": ({"one": "Petit", "other": "Quispe"}, 2),
    "counterparts": ({"person": "Quispe"}, 3),
    "disagreements": ({}, 3),
    "events": ({}, 6),
    "holders": ({"title": "ENVOY"}, 1),
    "involving": ({"one": "Otieno"}, 3),
    "letters": ({}, 1),
    "meetings": ({"person": "Otieno"}, 2),
    "positions": ({"person": "Petit"}, 1),
    "sanctions": ({}, 1),
    "statements": ({"speaker": "Otieno"}, 1),
    "unfulfilled": ({}, 2),
    "visits": ({}, 1),
    "who-met": ({}, 2),
}


def given(values):
    return {name: [value] for name, value in values.items()}


def test_every_query_of_the_installation_is_tried_on_the_reported_world():
    assert set(ASKED) == set(load_catalogue())


@pytest.mark.parametrize("name", ASKED)
def test_a_query_runs_on_a_store_and_its_columns_are_those_of_its_header(graph, name):
    values, rows = ASKED[name]
    solutions = graph.query(name, given(values))
    assert solutions.variables == tuple(column.name for column in graph.catalogue[name].columns)
    assert len(solutions.rows) == rows
    for row in solutions.rows:
        for column, term in zip(graph.catalogue[name].columns, row, strict=True):
            assert term is None or not isinstance(term, ox.BlankNode), column.name


@pytest.mark.parametrize(
    "name", [name for name, query in load_catalogue().items() if any(p.name == "status" for p in query.parameters)]
)
def test_a_status_selects_and_any_takes_all(graph, name):
    values, _ = ASKED[name]
    every = len(graph.query(name, {**given(values), "status": ["any"]}).rows)
    each = [len(graph.query(name, {**given(values), "status": [key]}).rows) for key in graph.terms.statuses]
    assert every == sum(each) > 0


@pytest.mark.parametrize(
    ("since", "until", "rows"),
    [("2024-03-12", "", 3), ("", "2024-03-11", 2), ("2024-03-11", "2024-03-15", 2), ("2030-01-01", "", 0)],
)
def test_a_window_of_days_holds_the_events_within(graph, since, until, rows):
    window = {name: [day] for name, day in (("since", since), ("until", until)) if day}
    assert len(graph.query("events", window).rows) == rows


OPEN_ENDS = """@prefix dip: <https://w3id.org/demarche/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<x:after> a dip:Event , dip:Meeting ; dip:status dip:occurred ; dip:sources 1 ; dip:earliest "2024-03-01"^^xsd:date .
<x:before> a dip:Event , dip:Meeting ; dip:status dip:occurred ; dip:sources 1 ; dip:latest "2024-03-01"^^xsd:date .
<x:undated> a dip:Event , dip:Meeting ; dip:status dip:occurred ; dip:sources 1 ."""


@pytest.mark.parametrize(
    ("window", "found"),
    [
        ({}, "after before undated"),
        ({"since": ["2024-06-01"]}, "after"),
        ({"until": ["2023-06-01"]}, "before"),
        ({"since": ["2024-02-01"], "until": ["2024-06-01"]}, "after before"),
    ],
)
def test_a_date_that_is_open_at_one_end_may_lie_in_a_window_and_no_date_at_all_lies_in_none(window, found):
    store = ox.Store()
    store.load(OPEN_ENDS.encode(), format=ox.RdfFormat.TURTLE)
    rows = store.query(load_catalogue()["events"].bind(window))
    assert sorted(row["event"].value.removeprefix("x:") for row in rows) == found.split()


def test_several_values_of_a_parameter_are_taken_together(graph):
    assert len(graph.query("events", {"status": ["planned", "occurred"], "type": ["Meeting", "visit"]}).rows) == 4


def test_words_are_sought_in_any_case(graph):
    assert len(graph.query("statements", {"speaker": ["Otieno"], "contains": ["TALK"]}).rows) == 1
    assert len(graph.query("statements", {"speaker": ["Otieno"], "contains": ["war"]}).rows) == 0


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("sanctions", {"one": "Norway"}, 1),
        ("sanctions", {"one": "Nasser", "other": "Norway"}, 1),
        ("sanctions", {"one": "France"}, 0),
        ("sanctions", {"measure": "IMPOSED"}, 1),
        ("sanctions", {"measure": "lifted"}, 0),
        ("statements", {"speaker": "Otieno", "about": "Otieno"}, 1),
        ("statements", {"speaker": "Otieno", "about": "Lima"}, 0),
    ],
)
def test_sides_measures_and_what_a_statement_names_narrow_an_answer(graph, name, values, rows):
    assert len(graph.query(name, given(values)).rows) == rows


def test_a_missing_parameter_is_asked_for(graph):
    with pytest.raises(UsageError, match="person=VALUE"):
        graph.query("meetings")


def test_an_unknown_query_names_those_there_are(graph):
    with pytest.raises(UsageError, match="counterparts, disagreements"):
        graph.query("weddings")


@pytest.mark.parametrize("path", sorted(data_folder("queries").glob("*.rq")), ids=lambda path: path.stem)
def test_every_parameter_narrows_what_is_found(path):
    """Bound by VALUES, a variable that stands in OPTIONAL parts alone is printed into every row and drops none."""
    text = path.read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#+") and "VALUES" not in line)
    required = re.sub(r"OPTIONAL\s*\{[^{}]*\}", "", body.partition("WHERE")[2].partition("ORDER BY")[0])
    for name in re.findall(r"#\+ \[params\.(\w+)\]", text):
        assert re.search(rf"\?{name}\b", required), name
