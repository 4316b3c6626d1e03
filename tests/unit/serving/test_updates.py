"""Updates split into operations and given a dataset."""

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.serving.loads import may_load
from kg.serving.updates import split, with_dataset

P = "PREFIX x: <x:> "


def applied(*updates):
    store = ox.Store()
    for update in updates:
        store.update(update)
    return store


def contents(store):
    return sorted(map(str, store)), sorted(map(str, store.named_graphs()))


@pytest.mark.parametrize(
    "update",
    [
        "",
        "# nothing\n",
        "INSERT DATA { x:a x:b 1 }",
        "INSERT DATA { x:a x:b 1 };",
        "INSERT DATA { x:a x:b 'a;b' ; x:c \"}\" } # ; {\n; DELETE DATA { x:a x:b 'a;b' }",
        "INSERT DATA { GRAPH x:g { x:a x:b 1 } GRAPH x:h { } } ; MOVE x:g TO x:i ; COPY GRAPH x:i TO DEFAULT",
        "CREATE GRAPH x:g ; CREATE SILENT GRAPH x:g ; DROP GRAPH x:g ; CLEAR ALL",
        "INSERT DATA{x:a x:b 1}\n;\nWITH x:g DELETE{?s ?p ?o}INSERT{?s x:c 1}USING x:h WHERE{?s ?p ?o};ADD x:g TO x:k",
        "INSERT DATA { x:a x:b '''it's; \\''' ''' ; x:c \"\"\"\"{\"\"\" } ; DELETE WHERE { x:a x:b ?o }",
        "INSERT DATA { x:a x:b 1, 2 } ; DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o<2&&?s>?p||?o<'>') }; CLEAR ALL",
        "INSERT DATA { x:a x:b 1 } ; INSERT { ?s ?p 9 } WHERE { ?s ?p ?o { ?s ?p ?z FILTER(?z<?s#>\n||?z=1) } }",
        "INSERT { x:s x:p ?o } WHERE { BIND(1<2 AS ?o) { SELECT * { VALUES (?a) { (<x:#>) } } } } ; CREATE GRAPH <x:y>",
        "INSERT DATA { x:a\\;b x:b x:\\#, x:c.d } ; CREATE GRAPH x:n",
        "INSERT DATA { << x:a x:b 1 ~ x:r >> x:c <<( x:a x:b <x:c> )>> . x:a x:b 2 ~ x:q {| x:l 3 |} } ; CLEAR ALL",
        'INSERT DATA { x:a x:b <x:\\u003bz>, "\\u0022;\\u007d" } ; CREATE GRAPH x:n',
        "insert data { } ; delete where { } ; INSERT{}where{}",
    ],
)
def test_the_operations_one_by_one_do_what_the_update_does(update):
    update = P + update
    operations = split(update)
    assert all(operation.kind for operation in operations)
    assert contents(applied(*[one.text for one in operations])) == contents(applied(update))


def test_each_operation_has_its_kind_place_and_the_prologue_before_it():
    update = (
        "BASE <http://h/>\nPREFIX x: <a/> # as here\nINSERT DATA { x:a x:b <c> } ;\n"
        "PREFIX x: <b/> BASE <http://i/>\n  DELETE DATA { x:a x:b <c> } ; DELETE WHERE { } ; INSERT {} WHERE {};\n"
        "LOAD SILENT x:d INTO GRAPH <e> ; LOAD <../f>; CLEAR ALL; DROP NAMED; CREATE GRAPH x:g; ADD x:g TO x:h ;"
        "MOVE x:g TO x:h; COPY DEFAULT TO x:h"
    )
    operations = split(update)
    assert [one.kind for one in operations] == [
        *("INSERT DATA", "DELETE DATA", "DELETE WHERE", "MODIFY", "LOAD", "LOAD", "CLEAR", "DROP", "CREATE"),
        *("ADD", "MOVE", "COPY"),
    ]
    assert [(one.line, one.column) for one in operations[:4]] == [(3, 1), (5, 3), (5, 33), (5, 52)]
    assert operations[0].text == "BASE <http://h/> PREFIX x: <a/>\nINSERT DATA { x:a x:b <c> }"
    assert contents(applied(operations[1].text)) == ([], [])
    loads = [(one.silent, one.source, one.target) for one in operations if one.kind == "LOAD"]
    assert loads == [(True, "http://h/b/d", "http://i/e"), (False, "http://i/f", None)]


def test_prefixes_and_base_from_outside_stand_for_a_load():
    [load] = split("LOAD <a> INTO GRAPH mine:b", base_iri="http://h/i/", prefixes={"mine": "http://m/"})
    assert (load.source, load.target) == ("http://h/i/a", "http://m/b")


def test_a_place_in_an_operation_is_told_as_one_in_the_update():
    update = P + "CLEAR ALL ;\n  INSERT DATA {\n x:a x:b }"
    operation = split(update)[1]
    with pytest.raises(SyntaxError, match="error at 3:10"):
        applied(operation.text)
    assert operation.place(3, 10) == (3, 10)
    assert operation.place(2, 1) == (2, 3)
    assert operation.place(1, 5) == (2, 3)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <x:a> <x:b> 1 ",
        "CLEAR ALL ; NONSENSE",
        "CLEAR ALL ; INSERT DATA { GRAPH <x:g> <x:a> }",
        "CLEAR ALL ;; CLEAR ALL",
        "INSERT {} WHERE { FILTER(?a < ) } }",
        "CLEAR ALL CLEAR ALL",
        "INSERT WHERE {}",
    ],
)
def test_what_cannot_be_followed_is_left_to_the_engine(update):
    operations = split(update)
    assert operations[-1].kind is None
    with pytest.raises(SyntaxError):
        applied(*[one.text for one in operations])


def test_words_that_hang_together_are_left_to_the_engine():
    [operation] = split(P + "INSERTDATA{GRAPHx:g{x:a x:b 1}}")
    assert operation.kind is None
    assert len(applied(operation.text)) == 1


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <x:a> ; LOAD <http://127.0.0.1/>",
        "LOAD<x:a>INTOGRAPH<x:b>",
        "loadx:a",
        "CLEAR ALL ; LOAD x:undeclared",
        "LOAD <relative>",
        'INSERT DATA { <x:a> <x:b> """x" } ; LOAD <http://127.0.0.1/> # \\q """',
        'INSERT DATA { <x:a> <x:b> ("""x") } ; LOAD <http://127.0.0.1/> # \\q """',
        'INSERT {} WHERE { VALUES ?x {"""x"} } ; LOAD <http://127.0.0.1/> # \\ud800 """',
    ],
)
def test_what_cannot_be_followed_and_may_load_is_refused(update):
    with pytest.raises(QueryError) as caught:
        split(update)
    assert caught.value.mend


@pytest.mark.parametrize(
    "update",
    [
        "INSERT {} WHERE { FILTER(?a<'>') } ; LOAD <http://h/> # '",
        "INSERT {} WHERE { FILTER(?a<?b#>\n) } ; LOAD <http://h/>",
        "INSERT {} WHERE { FILTER(1<?b&&?c>'}') } ; LOAD <http://h/> # '",
        "INSERT {} WHERE { ?s <x:'> ?o } ; LOAD <http://h/> #'",
        "INSERT {} WHERE { VALUES (?a ?b) { (1 <x:#>) } } ; LOAD <http://h/>",
        "INSERT {} WHERE { ?s ?p (?s <x:'>) } ; LOAD <http://h/> #'",
        "INSERT { <x:a> <x:b> <x:'> } WHERE { <<?s?p'>'>> ?p 1 } ; LOAD <http://h/>",
        "INSERT {} WHERE { ?s?p'''it's''' } ; LOAD <http://h/>",
        "INSERT DATA { <x:a> <x:b> '\\u0027' } ; LOAD <http://h/> # '",
    ],
)
def test_a_load_is_found_behind_what_might_hide_it(update):
    assert [one.source for one in split(update)][-1] == "http://h/"


@pytest.mark.parametrize(
    "update",
    [
        "INSERT {} WHERE { FILTER(?a<'>') } ; LOAD <x:1> # ')}",
        "INSERT {} WHERE { ?s ?p (?a <x:'>) } ; LOAD <x:1> #') } ; LOAD <x:2>",
    ],
)
def test_a_text_with_two_readings_is_refused(update):
    # an IRI, and a string that opens behind it, or a comparison with a string that ends where the IRI does
    with pytest.raises(QueryError, match="two ways"):
        split(update)


def test_a_blank_node_in_two_insert_data_is_refused_as_the_engine_does():
    update = "INSERT DATA { _:a <x:b> 1 } ; INSERT DATA { <x:b> <x:c> _:a }"
    with pytest.raises(SyntaxError):
        applied(update)
    with pytest.raises(QueryError, match="two INSERT DATA"):
        split(update)
    assert len(split("INSERT DATA { _:a <x:b> 1 } ; INSERT DATA { <x:b> <x:c> '_:a', <x:_:a> }")) == 2


def test_prologues_that_grow_with_each_operation_are_refused():
    update = ";".join(f"PREFIX x{number}: <x:{number}> CLEAR ALL" for number in range(3000))
    with pytest.raises(QueryError, match="line 1"):
        split(update + "; LOAD <x:a>")
    with pytest.raises(QueryError, match="prologues"):
        split("PREFIX x: <x:" + "y" * 10_000 + "> " + ";".join(["CLEAR ALL"] * 2000))


def test_a_long_update_is_read_in_one_go():
    update = "INSERT DATA { " + '<x:a> <x:b> \'c\', 1.5, """d""" .\n' * 100_000 + "}"
    assert [one.kind for one in split(update)] == ["INSERT DATA"]


def test_rows_of_iris_are_read_in_one_go():
    row = "(<http://example.org/#a> <http://example.org/#b>)\n"
    update = "INSERT {} WHERE { VALUES (?a ?b) {ROWS} }".replace("ROWS", row * 5000)
    assert [one.kind for one in split(update)] == ["MODIFY"]


@pytest.mark.parametrize("row", ["(1 <x:#>)", "(1 <x:#>)\n", "(1 <x:(>"])
def test_what_has_too_many_readings_is_left_to_the_engine(row):
    assert [one.kind for one in split("INSERT {} WHERE { VALUES (?a ?b) {" + row * 5000 + "} }")] == [None]


def test_many_comparisons_are_read_in_few_steps():
    update = "INSERT {} WHERE { FILTER(" + " || ".join(["(?a<?b&&?c>?d)"] * 2000) + " || ?a<'>') }"
    assert [one.kind for one in split(update)] == ["MODIFY"]


G, H = "http://example.org/g", "http://example.org/h"


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }", "INSERT { ?s ?p 2 }  USING <g> USING NAMED <h> WHERE { ?s ?p 1 }"),
        (
            "CLEAR ALL; DELETE{?s ?p ?o}WHERE{?s ?p ?o};INSERT DATA{}",
            "CLEAR ALL; DELETE{?s ?p ?o} USING <g> USING NAMED <h> WHERE{?s ?p ?o};INSERT DATA{}",
        ),
        (
            "DELETE # all\nWHERE # of\n{ GRAPH ?g { ?s ?p ?o } }",
            "DELETE # all\n{ GRAPH ?g { ?s ?p ?o } } USING <g> USING NAMED <h> WHERE # of\n{ GRAPH ?g { ?s ?p ?o } }",
        ),
    ],
)
def test_the_dataset_of_the_protocol_stands_before_each_where(update, expected):
    given = with_dataset(update, [G], [H])
    assert given == expected.replace("<g>", f"<{G}>").replace("<h>", f"<{H}>")
    applied(given)


def test_the_engine_matches_the_dataset_of_the_protocol():
    data = f"INSERT DATA {{ <x:a> <x:b> 0 GRAPH <{G}> {{ <x:a> <x:b> 1 }} GRAPH <{H}> {{ <x:a> <x:b> 2 }} }}"
    copy = "INSERT { <x:new> <x:b> ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

    def copied(using, using_named):
        store = applied(data, with_dataset(copy, using, using_named))
        return sorted(quad.object.value for quad in store.quads_for_pattern(ox.NamedNode("x:new"), None, None, None))

    assert copied([], []) == ["0", "1", "2"]
    assert copied([G], []) == ["1"]
    assert copied([G], [H]) == ["1", "2"]
    assert copied([], [H]) == ["2"]


def test_delete_where_deletes_what_the_dataset_matches_from_the_default_graph():
    data = f"INSERT DATA {{ <x:a> <x:b> 0, 1 GRAPH <{G}> {{ <x:a> <x:b> 1 }} }}"
    store = applied(data, with_dataset("DELETE WHERE { ?s ?p ?o }", [G], []))
    assert sorted(quad.object.value for quad in store) == ["0", "1"]


@pytest.mark.parametrize(
    "update",
    [
        "INSERT {} USING <x:g> WHERE {}",
        "INSERT {} USING NAMED <x:g> WHERE {}",
        "CLEAR ALL; WITH <x:g> DELETE {} WHERE {}",
    ],
)
def test_a_dataset_told_twice_is_refused(update):
    assert with_dataset(update, [], []) == update
    with pytest.raises(QueryError, match="USING or WITH"):
        with_dataset(update, [G], [])


@pytest.mark.parametrize(
    "iri", ["", "relative", "x:a> WHERE {} ; DROP ALL #", "x:a b", "x:\\u003e", "x:\n", "x:{", "<x:a>"]
)
def test_a_graph_that_is_no_absolute_iri_is_refused(iri):
    with pytest.raises(QueryError, match="no absolute IRI"):
        with_dataset("INSERT {} WHERE {}", [iri], [])
    with pytest.raises(QueryError, match="no absolute IRI"):
        with_dataset("INSERT {} WHERE {}", [], [iri])


def test_an_update_that_cannot_be_followed_is_given_no_dataset():
    with pytest.raises(QueryError, match="line 2, column 1"):
        with_dataset("CLEAR ALL;\nINSERT {} NOWHERE {}", [G], [])


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("LOAD <urn:a>", True),
        ("PREFIX a:<urn:a>load silent <urn:b>", True),
        ("CLEAR ALL;LOADSILENT<urn:a>", True),
        ("# x\nLoad#y\n<urn:a>", True),
        ('INSERT DATA { <urn:a> <urn:p> "payload" }', False),
        ("INSERT DATA { <urn:download> e:upload e:load.it }", False),
    ],
)
def test_a_load_is_told_from_words_that_hold_its_letters(text, may):
    assert may_load({"update": text}) is may
