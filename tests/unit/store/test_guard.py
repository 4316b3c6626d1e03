"""Which queries are refused before the engine sees them."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.store.guard import MAX_LENGTH, MAX_NESTING, MAX_OPERATORS, MAX_STEPS, check_query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . SERVICE?s{ ?a ?b ?c } }",
        "PREFIX x: <http://x/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { SERVICE :{ ?s ?p ?o } }",
        "SELECT * { SERVICE # a remark\n <http://example.org/> # another\n { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        # '<' compares, so the quotes that follow open strings where an IRI was expected, and the other way round
        "SELECT * { ?s ?p ?a FILTER(?a<'>') SERVICE <http://example.org/> { ?x ?y ?z } FILTER(?a='x') }",
        "SELECT * { ?s ?p ?a FILTER(?a<?p#'>\n) SERVICE <http://example.org/> { ?x ?y ?z } FILTER(?a='x') }",
        "SELECT * { ?s <http://x/'> ?a . SERVICE <http://example.org/> { ?x <http://y/'> ?z } }",
        "SELECT * { ?s ?p '''it's \\''' ''' . SERVICE <http://example.org/> { ?x ?y ?z } }",
    ],
)
def test_a_service_clause_is_refused_however_it_is_written(query):
    with pytest.raises(QueryError, match="SERVICE is refused") as caught:
        check_query(query)
    assert caught.value.line >= 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT $SERVICE { $SERVICE ?p ?o }",
        "SELECT * { ?s ?p 'SERVICE <http://example.org/> { }' }",
        'SELECT * { ?s ?p """\n SERVICE <http://example.org/> { "quoted" } """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> { }",
        "SELECT * { <http://example.org/SERVICE/x?service=1> ?p ?o }",
        "SELECT * { <http://example.org/#SERVICE> ?p ?o }",
        "PREFIX service: <http://example.org/service#> SELECT * { service:SERVICE a service:service }",
        "PREFIX x: <http://x/> SELECT * { ?s x:service ?o ; x:secret-service ?p ; x:a.service ?q }",
        "SELECT * { ?s ?p ?o FILTER(?o<?s&&?s>?o) FILTER(?p='SERVICE ?x {') }",
        "SELECT * { ?s ?p 'chat'@service }",
    ],
)
def test_the_word_alone_is_not_refused_and_the_engine_answers(query):
    check_query(query)
    ox.Store().query(query)


def test_nesting_that_would_end_the_stack_is_refused_with_its_place():
    check_query("SELECT * {" * 1 + "{" * (MAX_NESTING - 1) + "}" * MAX_NESTING)
    with pytest.raises(QueryError, match="nests deeper") as caught:
        check_query("SELECT *\n" + "{" * (MAX_NESTING + 1))
    assert (caught.value.line, caught.value.column) == (2, MAX_NESTING + 1)


def test_brackets_in_strings_and_comments_do_not_nest():
    check_query("SELECT * { ?s ?p '" + "{" * 3000 + "' } # " + "(" * 3000)


def test_long_property_paths_are_refused():
    check_query("ASK { ?s <x:p>" + "/<x:p>" * MAX_STEPS + " ?o }")
    with pytest.raises(QueryError, match="steps of property paths"):
        check_query("ASK { ?s <x:p>" + "/<x:p>" * (MAX_STEPS + 1) + " ?o }")


@pytest.mark.parametrize("part", ["|<p>", " && ?a", "!", "{} UNION "])
def test_long_chains_of_operators_are_refused(part):
    with pytest.raises(QueryError, match="operators"):
        check_query(part * (MAX_OPERATORS + 1))


def test_a_query_of_a_megabyte_is_refused():
    with pytest.raises(QueryError, match="characters"):
        check_query("#" * (MAX_LENGTH + 1))
