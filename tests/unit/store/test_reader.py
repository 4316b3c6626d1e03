"""What a reader answers, and how it tells what it cannot."""

import threading

import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.store import Change, MemoryStore
from kg.store.guard import MAX_NESTING, MAX_OPERATORS, MAX_STEPS

P = ox.NamedNode("http://example.org/p")
G = "http://example.org/g"


def quad(subject, value, graph=None):
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    return ox.Quad(ox.NamedNode(f"http://example.org/{subject}"), P, ox.Literal(value), name)


@pytest.fixture
def reader():
    store = MemoryStore("http://example.org/")
    store.commit(Change(graphs={None: [quad("b", "2"), quad("a", "1")], G: [quad("c", "3", G)]}))
    return store.reader()


def test_select_gives_variables_and_rows_with_none_where_unbound(reader):
    answer = reader.select("SELECT ?s ?o ?x { ?s ?p ?o OPTIONAL { ?s <x:none> ?x } } ORDER BY ?o")
    assert answer.variables == ("s", "o", "x")
    assert answer.rows[0] == (ox.NamedNode("http://example.org/a"), ox.Literal("1"), None)
    assert len(answer.rows) == 2


def test_ask_and_construct_answer(reader):
    assert reader.ask("ASK { ?s ?p '1' }")
    assert not reader.ask("ASK { ?s ?p '9' }")
    assert reader.construct("CONSTRUCT { ?s ?p 'new' } WHERE { ?s ?p '1' }") == [
        ox.Triple(ox.NamedNode("http://example.org/a"), P, ox.Literal("new"))
    ]


def test_serialize_writes_tables_and_graphs(reader):
    csv = reader.serialize("SELECT ?o { ?s ?p ?o } ORDER BY ?o", ox.QueryResultsFormat.CSV)
    assert csv.split() == [b"o", b"1", b"2"]
    assert b'"boolean":true' in reader.serialize("ASK { ?s ?p ?o }", ox.QueryResultsFormat.JSON)
    turtle = reader.serialize(
        "CONSTRUCT { ?s a <https://w3id.org/demarche/ontology#X> } WHERE { ?s ?p '1' }", ox.RdfFormat.TURTLE
    )
    assert b"@prefix dip:" in turtle
    assert b":a a dip:X" in turtle


@pytest.mark.parametrize(
    ("query", "form"), [("ASK {}", ox.RdfFormat.TURTLE), ("DESCRIBE <x:a>", ox.QueryResultsFormat.JSON)]
)
def test_a_format_that_does_not_fit_the_query_is_told(reader, query, form):
    with pytest.raises(QueryError, match="give"):
        reader.serialize(query, form)


def test_a_query_of_another_form_is_told(reader):
    with pytest.raises(QueryError, match="not a SELECT"):
        reader.select("ASK {}")
    with pytest.raises(QueryError, match="not a ASK"):
        reader.ask("SELECT * {}")
    with pytest.raises(QueryError, match="not a CONSTRUCT or DESCRIBE"):
        reader.construct("ASK {}")


def test_a_malformed_query_is_told_with_its_place(reader):
    with pytest.raises(QueryError) as caught:
        reader.select("SELECT * {\n ?s ?p }")
    assert (caught.value.line, caught.value.column) == (2, 9)
    assert "line 2, column 9" in str(caught.value)


def test_queries_as_deep_and_long_as_allowed_do_not_crash_the_process(reader):
    depth = MAX_NESTING - 1
    assert reader.ask("ASK {" + "{" * (depth - 1) + "}" * (depth - 1) + "}")
    assert reader.ask("ASK { FILTER(" + "(" * (depth - 3) + "true" + ")" * (depth - 3) + ") }")
    assert reader.ask("ASK { FILTER(true" + " && true" * (MAX_OPERATORS - 1) + ") }")
    assert reader.ask("ASK { {}" + " UNION {}" * 1000 + "}")
    assert not reader.ask("ASK { ?s <x:p>" + "/<x:p>" * (MAX_STEPS - 1) + " ?o }")


def test_several_threads_ask_one_reader(reader):
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(reader.select("SELECT * { ?s ?p ?o }").rows)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [2] * 8


def test_quads_are_those_of_one_graph(reader):
    assert list(reader.quads(G)) == [quad("c", "3", G)]
    assert set(reader.quads(None)) == {quad("a", "1"), quad("b", "2")}
    assert reader.graphs() == (G,)


def test_canonical_bytes_are_the_sorted_lines_of_all_graphs(reader):
    lines = reader.canonical().splitlines()
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_reader_stays_at_its_generation_and_answers_no_more_when_closed():
    store = MemoryStore("http://example.org/")
    store.commit(Change(graphs={None: [quad("a", "1")]}))
    reader = store.reader()
    store.commit(Change(graphs={None: [quad("a", "2")]}))
    assert reader.ask("ASK { ?s ?p '1' }")
    reader.close()
    with pytest.raises(StoreError, match="closed"):
        reader.ask("ASK {}")


def test_quads_may_be_let_go_of_before_their_end_in_any_thread(reader):
    import threading  # noqa: PLC0415 - beside its use

    held = [iter(reader.quads(None))]
    next(held[0], None)
    thread = threading.Thread(target=held.clear)
    thread.start()
    thread.join()
    assert held == []
