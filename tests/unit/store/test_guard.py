"""Which queries are refused before the engine sees them."""

from contextlib import suppress

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.store.guard import (
    MAX_LENGTH,
    MAX_NESTING,
    MAX_OPERATORS,
    MAX_STEPS,
    MAX_UPDATE_LENGTH,
    MAX_UPDATE_OPERATORS,
    check_query,
    check_update,
)


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
        "PREFIX x: <x:> SELECT * { FILTER(x:\\,       <?a#'>'\n) SERVICE <http://h/> {} FILTER(?a='x') }",
        # three quotes that open no long string are an empty string and another one
        'SELECT * { VALUES (?a ?b) { ("""x") } SERVICE <http://h/> {?s ?p ?o} } # \\q """',
        'SELECT * { VALUES (?a ?b) { ("""x") } SERVICE <http://h/> {?s ?p ?o} } # \\uD800 """',
        # words need not stand apart
        "SELECT * { SERVICESILENT<http://h/>{} }",
        "PREFIX y: <http://h/> SELECT * { SERVICEy:{} }",
        "PREFIX SERVICEy: <http://h/> PREFIX y: <http://h/> SELECT * { SERVICEy:z {} }",
        "SELECT * { ?s ?p trueSERVICE <http://h/> {} }",
        "SELECT * { ?s atrueSERVICE <http://h/> {} }",
        "SELECT * { ?s ?p 1SERVICE <http://h/> {} }",
        "SELECT * { ?s ?p 'a'@en. SERVICE ?\u00b7a {} }",
        # a name ends at its second dot, and at its colon where the rest makes no IRI of it
        "PREFIX x: <http://x/> SELECT * { ?s ?p x:a.b.SERVICE <http://h/> {} }",
        "PREFIX x: <http://x:80> SELECT * { ?s ?p x:SERVICE <http://h/> {} }",
        "PREFIX x: <http://x:80> SELECT * { x:atrueSERVICE <http://h/> {} }",
        "PREFIX x: <http:\\u002F/x:80> SELECT * { x:atrueSERVICE <http://h/> {} }",
        "PREFIX x: <http://x/> PREFIX \ufffdy: <http://h/> SELECT * { ?s ?p x:SERVICE\ufffdy:{} }",
        "PREFIX x: <http://x/> SELECT * { ?s ?p <\\u0068:'> . SERVICE x:\\' {} FILTER('a' = 'b') }",
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
        "SELECT ?service ?x { ?service ?p ?x }",
        "PREFIX x: <http://x/> SELECT * { ?s x:service ?o { ?a x:a.service ?b } }",
        "PREFIX service: <http://x:80/> SELECT * { GRAPH service:g { ?s a service:Service } FILTER(?s < 1) }",
        'SELECT * { _:service ?p ?o, "it\'s SERVICE <http://h/> {" }',
        "SELECT * { ?s <service> ?o FILTER(?s<'service'&&?o>1) }",
        "PREFIX x: <#> SELECT * { ?s x:p ?o {| x:service ?x |} }",
    ],
)
def test_the_word_alone_is_not_refused_and_the_engine_answers(query):
    check_query(query)
    ox.Store().query(query, base_iri="http://example.org/")


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


def test_the_type_of_a_literal_is_no_step_of_a_path():
    check_query("SELECT * { VALUES ?day {" + "'2020-01-01'^^<x:date> " * 1000 + "} }")


def test_nesting_is_counted_under_every_reading():
    query = 'SELECT * { VALUES (?a ?b) { ("""x") } ' + "{" * (MAX_NESTING + 1) + ' # \\q """'
    with pytest.raises(QueryError, match="nests deeper") as caught:
        check_query(query)
    assert caught.value.column == 38 + MAX_NESTING
    with pytest.raises(QueryError, match="nests deeper"):
        check_query("ASK { FILTER(?a<'>') " + "{" * (MAX_NESTING + 1) + " FILTER(?a='')}")
    with pytest.raises(QueryError, match="nests deeper"):
        check_query("ASK { " + "<<" * (MAX_NESTING + 1))


def test_signs_in_data_are_no_chain_and_operators_in_an_update_are_one():
    check_update("INSERT DATA { <x:a> <x:b> " + ", ".join(["-1"] * (MAX_OPERATORS + 1)) + " }")
    with pytest.raises(QueryError, match=f"more than {MAX_OPERATORS:,}"):
        check_update("INSERT {} WHERE { FILTER(?a" + "+?a" * (MAX_OPERATORS + 1) + ") }")
    with pytest.raises(QueryError, match=f"more than {MAX_UPDATE_OPERATORS:,}"):
        check_update("INSERT {} WHERE { {}" + " UNION {}" * (MAX_UPDATE_OPERATORS + 1) + " }")
    with pytest.raises(QueryError, match=r"the update has .* characters"):
        check_update("#" * (MAX_UPDATE_LENGTH + 1))


@pytest.mark.parametrize("head", ["", "( ", "(service:x ", "service:x "])
@pytest.mark.parametrize(
    "part",
    [
        "<",
        '"',
        "'''",
        "\\",
        "?a",
        "#",
        "<a",
        "(<a>",
        "a",
        "a-",
        "a.",
        ":#",
        "service ",
        "service:",
        "x:service#",
        "<<(",
    ],
)
def test_a_megabyte_of_anything_is_judged(head, part):
    """One reading that went back to its beginning at every character would take minutes."""
    with suppress(QueryError):
        check_query(head + part * ((MAX_LENGTH - len(head)) // len(part)))


def test_iris_in_parentheses_are_no_comparisons():
    check_query("SELECT * { VALUES (?a ?b) {" + "(<urn:uuid:a-b-c> <urn:uuid:d-e>) (<a/b>\n<c/d>)" * 6000 + "} }")
    check_query("SELECT * { ?s ?p ?o FILTER(?o IN (<x:a/b>" + ", <x:a/b>" * 6000 + ")) }")
