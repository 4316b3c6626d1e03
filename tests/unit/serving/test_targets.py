"""What an update may write in a store whose default graph and graphs under graph/ are managed."""

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ForbiddenError, QueryError
from kg.serving import targets
from kg.serving.updates import split, with_dataset

BASE = "https://w3id.org/demarche/"
MANAGED = f"{BASE}graph/article/1"
P = f"BASE <{BASE}> PREFIX x: <x:> PREFIX g: <graph/> PREFIX b: <{BASE}> "
QUOTE = '"""'


def check_targets(update, *, base, base_iri=None, has_articles=True):
    found = targets.find_targets(update, base_iri=base_iri)
    return targets.check_targets(found, base=base, has_articles=has_articles)


def seeded():
    store = ox.Store()
    triple = ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.NamedNode("x:o")
    for name in (MANAGED, f"{BASE}graph/ontology", "x:own", "x:other"):
        store.add(ox.Quad(*triple, ox.NamedNode(name)))
    store.add(ox.Quad(*triple))
    return store


def managed(store):
    def is_managed(name):
        return name == ox.DefaultGraph() or name.value.startswith(BASE + "graph/")

    return (
        sorted(str(quad) for quad in store if is_managed(quad.graph_name)),
        sorted(str(name) for name in store.named_graphs() if is_managed(name)),
    )


@pytest.mark.parametrize(
    "update",
    [
        "",
        "INSERT DATA { }",
        "INSERT DATA { GRAPH x:own { x:a x:b 1, 2 ; a x:c . x:d x:e 'GRAPH' . } . GRAPH <x:other> { } }",
        "INSERT DATA{GRAPH<x:own>{x:a x:b 1}graph x:own{x:a x:b 2}}",
        "INSERT DATA { GRAPH x:own { << x:a x:b 1 >> x:c <<( x:a x:b 2 )>> . x:a x:b 2 ~x:r {| x:l (3 [ x:m 4 ]) |} }}",
        "DELETE DATA { GRAPH x:own { x:s x:p x:o } }",
        "DELETE WHERE { GRAPH x:own { ?s ?p ?o } }",
        "INSERT { } WHERE { ?s ?p ?o }",
        "WITH x:own DELETE { ?s ?p ?o } INSERT { ?s x:q ?o } WHERE { ?s ?p ?o { { GRAPH ?g { ?s ?p ?o } } } }",
        "INSERT { GRAPH x:own { ?s ?p ?o } } WHERE { { ?s ?p ?o } UNION { GRAPH g:ontology { ?s ?p ?o } } }",
        "INSERT { GRAPH x:own { ?s ?p ?o } } USING g:ontology USING NAMED <graph/article/1> WHERE { ?s ?p ?o }",
        "INSERT { GRAPH x:own { ?s ?p ?o } } WHERE { ?s ?p ?o FILTER(?o<?s&&?s>?p || ?o<'>') # } ;\n }",
        "INSERT { } WHERE { BIND(<<( x:a x:b 'c' )>> AS ?t) FILTER(<<(x:a x:b 'c')>>=?t) ?s ?p (1 <<?s?p'>'>>) }",
        "COPY DEFAULT TO x:own ; ADD GRAPH g:ontology TO GRAPH x:own ; MOVE x:own TO x:other",
        "CLEAR GRAPH x:own ; DROP SILENT GRAPH x:own ; CREATE GRAPH <graph-of-mine> ; create graph <graph>",
        "LOAD SILENT <x:nothing> INTO GRAPH x:own",
        "INSERT DATA { GRAPH x:own { x:a x:b '''}} ; CLEAR ALL''', 'caf\\u00e9', <#\\u00e9> } }",
        "INSERT DATA { GRAPH <http://example.org/graph/> { x:a x:b 1 } } # ; CLEAR ALL",
        # IRIs in full are compared as they stand, as the engine does
        f"INSERT DATA {{ GRAPH <{BASE}x/../graph/ontology> {{ x:s x:p x:q }} }}",
        f"INSERT DATA {{ GRAPH <{BASE}%67raph/ontology> {{ x:s x:p x:q }} }}",
    ],
)
def test_graphs_of_ones_own_may_be_written_and_all_read(update):
    check_targets(P + update, base=BASE)
    store = seeded()
    store.update(P + update)
    assert managed(store) == managed(seeded())


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { x:a x:b 1 }",
        "INSERT DATA { GRAPH x:own { } x:a x:b 1 }",
        "INSERT DATA { GRAPH x:own { x:a x:b 1 } . [] x:b 1 }",
        "DELETE DATA { x:s x:p x:o }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } WHERE { GRAPH x:own { ?s ?p ?o } }",
        "INSERT { ?s x:q ?o } USING x:own WHERE { ?s ?p ?o }",
        "INSERT DATA { GRAPH <graph/ontology> { x:a x:b 1 } }",
        "INSERT DATA { GRAPH <./x/../graph/ontology> { x:a x:b 1 } }",
        "INSERT DATA { GRAPH <\\u0067raph/ontology> { x:a x:b 1 } }",
        f"INSERT DATA {{ GRAPH <{BASE}graph/ontology> {{ x:a x:b 1 }} }}",
        f"INSERT DATA {{ GRAPH <{BASE}gr\\U00000061ph/new> {{ x:a x:b 1 }} }}",
        "INSERT DATA { GRAPH g:ontology { x:a x:b 1 } }",
        "INSERT DATA { GRAPH g: { x:a x:b 1 } }",
        "INSERT DATA { GRAPH b:graph\\/ontology { x:a x:b 1 } }",
        "iNsErT # {}\n dAtA { gRaPh # <x:own>\n g:ontology { x:a x:b 1 } }",
        "PREFIX x: <graph/> INSERT DATA { GRAPH x:own { x:a x:b 1 } }",
        "CLEAR GRAPH x:own ; INSERT DATA { GRAPH g:ontology { x:a x:b 1 } }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT { GRAPH $g { ?s ?p 1 } } WHERE { GRAPH $g { ?s ?p ?o } }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "WITH g:ontology DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "WITH x:own DELETE { GRAPH g:ontology { ?s ?p ?o } } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "WITH x:own DELETE { ?s ?p ?o } INSERT { GRAPH g:ontology { ?s ?p 1 } } WHERE { ?s ?p ?o }",
        *(f"{verb} {which}" for verb in ("CLEAR", "DROP", "clear silent") for which in ("DEFAULT", "NAMED", "all")),
        *(f"{verb} GRAPH g:article\\/1" for verb in ("CLEAR", "DROP", "DROP SILENT")),
        "CREATE GRAPH g:new",
        "LOAD SILENT <x:nothing>",
        "LOAD SILENT <x:nothing> INTO GRAPH g:new",
        *(
            f"{verb} x:own TO {graph}"
            for verb in ("COPY", "MOVE", "ADD SILENT")
            for graph in ("DEFAULT", "GRAPH g:ontology")
        ),
        "MOVE DEFAULT TO x:own",
        "MOVE SILENT <graph/ontology> TO x:own",
        # after what hides a brace from one reader and not from the other
        "INSERT { GRAPH x:own { x:a x:b 1 } } WHERE { FILTER(1<2||2<?p#>\n) } ; CLEAR ALL",
        "INSERT { GRAPH x:own { x:a x:b ?o } } WHERE { ?s ?p ?o FILTER(1<'>') } ; CLEAR DEFAULT # '",
        "INSERT { GRAPH x:own { x:a x:b <x:'> } } WHERE { } ; CLEAR DEFAULT # '",
        "INSERT { GRAPH x:own { x:a x:b <x:#> } } WHERE { VALUES (?a ?b) { (1 <x:#>) } } ; CLEAR DEFAULT",
        "INSERT DATA { GRAPH x:own { x:a\\'b x:b 1 } } ; CLEAR DEFAULT # '",
        "INSERT DATA { GRAPH x:own { x:a x:b '\\\\' } } ; CLEAR DEFAULT # '",
    ],
)
def test_managed_graphs_and_graphs_unnamed_may_not_be_written(update):
    with pytest.raises(ForbiddenError) as caught:
        check_targets(P + update, base=BASE)
    assert caught.value.mend
    seeded().update(P + update)  # the engine would do it


@pytest.mark.parametrize(
    "update",
    [
        f'INSERT DATA {{ GRAPH x:own {{ x:a x:b ({QUOTE}x") }} }} ; CLEAR ALL # \\q {QUOTE}) }} }}',
        f'INSERT DATA {{ GRAPH x:own {{ x:a x:b ({QUOTE}x") }} }} ; CLEAR ALL # \\ud800 {QUOTE}) }} }}',
        "INSERT { } WHERE { VALUES (?a ?b) { ('''x') } } ; CLEAR ALL # \\U00110000 ''') } }",
        "INSERT { } WHERE { ?s ?p (?s <#\\u+041>) } ; CLEAR ALL\n; INSERT { } WHERE { ?s ?p (1 <x:'>) } #') } ) }",
        (
            "INSERT { } WHERE { VALUES (?a ?b) { (1 <x:#>) ('''x') } } ; CLEAR ALL # \\q '''\n; "
            "INSERT { } WHERE { ?s ?p (1 <x:'>) } #') } ) } }"
        ),
        "INSERT { } WHERE { ?s ?p (1 <<?s?p'>'>>) } ; CLEAR ALL # '>>) }",
    ],
)
def test_what_the_engine_would_do_behind_what_hides_it_is_not_let_through(update):
    with pytest.raises((ForbiddenError, QueryError)):
        check_targets(P + update, base=BASE)
    store = seeded()
    store.update(P + update)
    assert managed(store) != managed(seeded())


@pytest.mark.parametrize(
    "update",
    [
        f'INSERT DATA {{ GRAPH x:own {{ x:a x:b ({QUOTE}x") }} }} ; CLEAR ALL # \\q {QUOTE}',
        f'INSERT DATA {{ GRAPH x:own {{ x:a x:b ({QUOTE}x") }} }} ; CLEAR ALL # \\ud800 {QUOTE}',
        'INSERT { } WHERE { VALUES (?a ?b) { ("""x") } } ; CLEAR ALL # \\q """',
        "INSERT { } WHERE { VALUES (?a ?b) { ('''x') } } ; CLEAR ALL # \\q '''",
        "INSERT { } WHERE { ?s ?p (?s <#\\u+041>) } ; CLEAR ALL\n",
        "INSERT { } WHERE { FILTER(1<'>') } ; CLEAR ALL # ')}",
        "INSERT { } WHERE { <<?s?p'>'>> ?q ?r } ; CLEAR ALL # '>",
        "PREFIX GRAPHx: <x:> INSERT DATA { GRAPHx:g { x:a x:b 1 } }",
        "INSERT DATA { GRAPH x:own { x:a x:b x:c.d.GRAPH g:ontology { x:a x:b 1 } } }",
        "INSERT DATA { GRAPH x:own { x:a x:b 1 } trueGRAPH g:ontology { x:a x:b 1 } }",
        "INSERT DATA { 1GRAPH g:ontology { x:a x:b 1 } }",
        "INSERTDATA { x:a x:b 1 }",
        "CLEARALL",
        "DROP SILENTALL",
        "WITHg:ontology DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR GRAPHg:ontology",
        "\\u0043LEAR ALL",
        "INSERT DATA { GRAPH x:own { x:a x:b '\\u0027 } } ; CLEAR ALL # ' } }",
        "INSERT DATA { GRAPH unknown:g { x:a x:b 1 } }",
        "INSERT DATA { GRAPH x:own { x:a x:b 1 }",
    ],
)
def test_what_could_be_read_otherwise_is_not_let_through(update):
    with pytest.raises((ForbiddenError, QueryError)):
        check_targets(P + update, base=BASE)


def test_a_relative_graph_without_a_base_is_refused():
    with pytest.raises(QueryError, match="BASE"):
        check_targets("CLEAR GRAPH <graph/x>", base=BASE)
    check_targets("CLEAR GRAPH <graph/x>", base=BASE, base_iri="http://example.org/")
    with pytest.raises(ForbiddenError):
        check_targets("CLEAR GRAPH <graph/x>", base=BASE, base_iri=BASE)


def test_the_place_of_what_is_forbidden_is_told():
    with pytest.raises(ForbiddenError, match=r"CLEAR \(line 2, column 3\) would write all graphs"):
        check_targets("CLEAR GRAPH <x:own> ;\n  CLEAR ALL", base=BASE)


def test_many_graphs_are_resolved():
    check_targets(P + "INSERT DATA { " + " ".join(f"GRAPH x:g{n} {{ }}" for n in range(3000)) + " }", base=BASE)
    with pytest.raises(ForbiddenError, match="graph/g7>"):
        check_targets(P + "INSERT DATA { " + " ".join(f"GRAPH g:g{n} {{ }}" for n in range(7, 9)) + " }", base=BASE)


# ------------------------------------------------------------------------------------------------------------ property
OWN = ["<x:own>", "x:own", "<x:other>", "x:new", "<x:\\u006fwn>"]
OTHERS = [f"<{MANAGED}>", "g:ontology", "b:graph\\/ontology", "<graph/ontology>", f"<{BASE}\\u0067raph/ontology>", "?g"]
HIDING = ["'>'", "'#'", '"}"', "'{'", "'''it's'''", '"\\""', "<x:#>", "<x:'>", "x:\\'", "x:\\#", "?a", "1", '"\\u0022"']
BROKEN = [
    QUOTE,
    "'''",
    "'",
    '"',
    "<",
    "<<",
    "#",
    "}",
    "{",
    ")",
    "(",
    "\\",
    "\\q",
    "\\ud800",
    ";",
    ">",
    "GRAPH",
    "\n",
    " ",
]

graphs = st.sampled_from(OWN * 4 + OTHERS)
blanks = st.sampled_from([" ", " ", "\n", "#c\n", "#'\n", "#}\r", "\t"])
terms = st.sampled_from(HIDING)
comparisons = st.builds(
    "{}{}{}".format, terms, st.sampled_from(["<", "<", "<=", " < ", "&&", ">", "="]), terms | st.just("?b")
)
expressions = st.recursive(comparisons, lambda inner: st.builds("({} || {})".format, inner, inner), max_leaves=4)
triples = st.builds(
    "{}{}{}{}{}".format, st.sampled_from(["?s", "x:s", "<x:'>"]), blanks, st.sampled_from(["?p", "x:p"]), blanks, terms
)
patterns = st.lists(
    st.one_of(
        st.builds("FILTER({})".format, expressions),
        st.builds("{} .".format, triples),
        st.builds("FILTER EXISTS{{{} FILTER({})}}".format, triples, expressions),
        st.builds(
            "VALUES(?x ?y){{({} {})}}".format,
            terms.filter(lambda term: term[0] != "?"),
            terms.filter(lambda term: term[0] != "?"),
        ),
        st.builds("?s ?p ({} {}) .".format, terms, terms),
        st.builds("GRAPH {} {{ {} }}".format, graphs, triples),
    ),
    max_size=3,
).map(" ".join)
quads = st.lists(
    st.builds("{}{}{}{{{}}}".format, st.sampled_from(["GRAPH", "graph", "GRAPH"]), blanks, graphs, triples)
    | st.sampled_from(["", "", "."])
    | triples,
    max_size=2,
).map(lambda blocks: "{" + " ".join(blocks) + "}")
ground = quads.map(lambda text: text.replace("?s", "x:s").replace("?p", "x:p").replace("?a", "2"))
operations = st.one_of(
    st.builds("INSERT DATA{}{}".format, blanks, ground),
    st.builds("DELETE DATA {}".format, ground),
    st.builds("DELETE WHERE {}".format, quads),
    st.builds("INSERT{}{}WHERE{{{}}}".format, quads, blanks, patterns),
    st.builds("WITH {} DELETE {} INSERT{}WHERE{{{}}}".format, graphs, quads, quads, patterns),
    st.builds("DELETE{}USING {} WHERE{{{}}}".format, quads, graphs, patterns),
    st.builds("{} GRAPH {}".format, st.sampled_from(["CLEAR", "DROP", "CREATE SILENT", "CLEAR SILENT"]), graphs),
    st.builds("{} {} TO {}".format, st.sampled_from(["ADD", "MOVE", "COPY"]), graphs | st.just("DEFAULT"), graphs),
)
attacks = st.sampled_from(["CLEAR ALL", "INSERT DATA { x:a x:b 1 }", f"DROP GRAPH <{MANAGED}>"])
endings = st.sampled_from(["", "#", "# '", '# "', "# ')}", f"# \\q {QUOTE}", "# >", "#}\n}", f"# \\ud800 {QUOTE}"])
updates = st.lists(operations, min_size=1, max_size=3).map(" ; ".join)
attacked = st.builds("{}{}{} {}".format, updates, st.sampled_from([" ; ", ")} ; ", "} ; "]), attacks, endings)


@st.composite
def torn(draw):
    """An update with something put in where it does not belong."""
    text = draw(updates | attacked)
    for piece in draw(st.lists(st.sampled_from(BROKEN + HIDING), max_size=2)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    return text


@settings(max_examples=500, deadline=None)
@given(updates | attacked | torn())
def test_an_update_that_passes_leaves_managed_graphs_as_they_were(update):
    try:
        check_targets(P + update, base=BASE)
    except (ForbiddenError, QueryError):
        return
    store = seeded()
    with suppress(SyntaxError, RuntimeError):  # malformed, or a graph is not there
        store.update(P + update)
    assert managed(store) == managed(seeded())


@settings(max_examples=300, deadline=None)
@given(updates | torn())
def test_the_pieces_do_what_the_whole_does_and_a_dataset_keeps_the_targets(update):
    whole, piecewise = seeded(), seeded()
    try:
        whole.update(P + update)
        pieces = split(P + update)
    except (SyntaxError, RuntimeError, QueryError):
        return
    for piece in pieces:
        piecewise.update(piece.text)
    assert len(whole) == len(piecewise)
    assert sorted(map(str, whole.named_graphs())) == sorted(map(str, piecewise.named_graphs()))
    if "USING" not in update and "WITH" not in update and all(piece.kind for piece in pieces):
        given_one = with_dataset(P + update, [MANAGED], [])
        with suppress(SyntaxError):  # the engine lets triples without a dot pass in DELETE WHERE, not in a group
            seeded().update(given_one)
        assert [piece.kind for piece in split(given_one)] == [
            "MODIFY" if piece.kind == "DELETE WHERE" else piece.kind for piece in pieces
        ]


def test_what_an_update_writes_is_told_by_its_iri_its_word_or_its_variable():
    update = (
        "PREFIX x: <x:> INSERT DATA { GRAPH x:a { x:s x:p 1 } GRAPH <x:b> { x:s x:p 1 } } ; CLEAR GRAPH <x:a> ;"
        "WITH x:c DELETE { ?s ?p ?o } INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH <x:read> { ?s ?p ?o } } ;"
        "LOAD <x:read> ; MOVE <x:d> TO <x:e> ; DROP NAMED ; CLEAR ALL"
    )
    names = {target.name for target in targets.find_targets(update)}
    assert sorted(names) == ["?g", "ALL", "DEFAULT", "NAMED", "x:a", "x:b", "x:c", "x:d", "x:e"]
