"""When two answers say the same."""

import pyoxigraph as ox
from w3c.answers import parse_answer
from w3c.comparison import dataset_difference, difference
from w3c.subject import CSV, TSV
from w3c.values import by_value


def table(*lines):
    """Solutions, from the header and the lines of a table with tabs."""
    return parse_answer("".join(f"{line}\n" for line in lines).encode(), TSV)


def graph(turtle):
    return parse_answer(turtle.encode(), "text/turtle")


def test_blank_nodes_may_have_other_names_and_rows_another_order():
    assert not difference(table("?a\t?b", "_:x\t_:y", "_:y\t_:z"), table("?b\t?a", "_:1\t_:3", "_:2\t_:1"))


def test_two_blank_nodes_are_not_one():
    assert difference(table("?a\t?b", "_:x\t_:y"), table("?a\t?b", "_:x\t_:x"))
    assert difference(table("?a\t?b", "_:x\t_:x"), table("?a\t?b", "_:x\t_:y"))


def test_a_ring_of_six_is_not_two_rings_of_three():
    ring = [f"_:{i}\t_:{(i + 1) % 6}" for i in range(6)]
    two = [f"_:{i}\t_:{(i + 1) % 3}" for i in range(3)] + [f"_:{i + 3}\t_:{(i + 1) % 3 + 3}" for i in range(3)]
    assert difference(table("?a\t?b", *ring), table("?a\t?b", *two)) == "the blank nodes cannot be mapped one to one"
    assert not difference(table("?a\t?b", *ring), table("?a\t?b", *reversed(ring)))


def test_many_rows_that_are_alike_are_compared_at_once():
    assert not difference(table("?a", *(f"_:{i}" for i in range(200))), table("?a", *(f"_:n{i}" for i in range(200))))


def test_blank_nodes_inside_triple_terms_are_mapped_as_well():
    expected = table("?a\t?b", "_:x\t<<( _:x <urn:p> 1 )>>")
    assert not difference(expected, table("?a\t?b", "_:y\t<<( _:y <urn:p> 1 )>>"))
    assert difference(expected, table("?a\t?b", "_:y\t<<( _:z <urn:p> 1 )>>"))


def test_how_often_a_row_comes_counts():
    once, twice = table("?a", "1", "2"), table("?a", "1", "1", "2")
    assert difference(once, twice)
    assert difference(twice, once)


def test_reduced_may_leave_out_duplicates_and_nothing_else():
    twice = table("?a", "1", "1", "2")
    assert not difference(twice, table("?a", "2", "1"), lax=True)
    assert difference(twice, table("?a", "1", "1"), lax=True)
    assert difference(twice, table("?a", "1", "1", "1", "2"), lax=True)


def test_other_variables_are_another_answer():
    assert difference(table("?a", "1"), table("?b", "1")) == "expected the variables a, got b"


def test_an_unbound_value_is_not_an_empty_text():
    assert difference(table("?a\t?b", "1\t"), table("?a\t?b", '1\t""'))


def test_graphs_are_the_same_up_to_the_names_of_blank_nodes():
    assert not difference(graph("[] <urn:p> [] ."), graph("_:a <urn:p> _:b ."))
    assert difference(graph("[] <urn:p> [] ."), graph("_:a <urn:p> _:a ."))


def test_a_statement_in_another_graph_is_another_dataset():
    triple = ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.BlankNode()
    assert dataset_difference([ox.Quad(*triple)], [ox.Quad(*triple, ox.NamedNode("urn:g"))])


def test_a_number_spelt_otherwise_is_another_term_and_the_same_value():
    expected, actual = table("?a", '"01"^^<http://www.w3.org/2001/XMLSchema#integer>'), table("?a", "1")
    assert difference(expected, actual)
    assert not difference(by_value(expected), by_value(actual))
    assert difference(by_value(table("?a", "1.0")), by_value(actual))


def test_csv_tells_text_and_blank_nodes_apart():
    answer = parse_answer(b'a,b\r\n"x,y",_:c\r\n,_:c\r\n', CSV)
    assert not difference(parse_answer(b'b,a\n_:z,"x,y"\n_:z,\n', CSV), answer)
