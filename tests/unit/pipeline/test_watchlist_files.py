"""Watch-lists from files, and what is told of wrong ones."""

import pytest

from kg.errors import WatchlistError
from kg.pipeline.watchlist_files import extraction_key, given_watchlist, read_watchlist_file
from kg.settings import Settings
from kg.watchlist import EMPTY

OWN = """name,aliases,wikidata,opensanctions,kind,position,state
Anna Petit,Anne Petit;Анна Пети,Q4115189,NK-abc1,person,envoy,fr
Lake Council,LC Council,http://www.wikidata.org/entity/Q4115190,,organization,,
Rut Berg,,,,,,NO
"""
TARGETS = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones"\n'
    '"Q4115189","Person","Anna Petit","Anne Petit;Анна Пети","1970","fr;eu-x","","","",""\n'
    '"NK-ship","Vessel","Petite Anna","","","fr","","","",""\n'
    '"NK-2","LegalEntity","Lake Council","Anne Petit","","","","","",""\n'
)
TURTLE = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dip: <https://w3id.org/demarche/ontology#> .
<http://www.wikidata.org/entity/Q4115189> a dip:Person ; rdfs:label "Anna Petit" ; skos:altLabel "Анна Пети" ;
    owl:sameAs <https://www.opensanctions.org/entities/NK-abc1> ; dip:country "FR" .
"""


def named(subject, name, same="<http://x.example/same>"):
    known = "<http://www.w3.org/2000/01/rdf-schema#label>", "<http://www.w3.org/2002/07/owl#sameAs>"
    return f'{subject} {known[0]} "{name}" ; {known[1]} {same} .'


@pytest.fixture
def listed(tmp_path):
    def write(text, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_watchlist_file(path)

    return write


def test_our_own_columns_give_names_aliases_identifiers_kind_position_and_state(listed):
    petit, council, berg = listed(OWN).entries
    assert (petit.id, petit.name, petit.aliases) == ("Q4115189", "Anna Petit", ("Anne Petit", "Анна Пети"))
    assert petit.identifiers == (
        "http://www.wikidata.org/entity/Q4115189",
        "https://www.opensanctions.org/entities/NK-abc1",
    )
    assert (petit.states, petit.positions, petit.kind) == (("iso:FR",), ("envoy",), "person")
    assert (council.kind, council.id) == ("organization", "Q4115190")
    assert (berg.kind, berg.identifiers) == ("person", ())


def test_the_file_of_opensanctions_is_taken_as_it_is(listed):
    council, petit = listed(TARGETS).entries
    assert petit.identifiers == (
        "http://www.wikidata.org/entity/Q4115189",
        "https://www.opensanctions.org/entities/Q4115189",
    )
    assert petit.states == ("iso:FR",)
    assert council.kind == "organization"
    assert listed(TARGETS).homonyms == ("Anna Petit", "Lake Council")


def test_turtle_gives_the_same_entry(listed):
    (petit,) = listed(TURTLE, "list.ttl").entries
    assert (petit.id, petit.name, petit.aliases, petit.kind) == ("Q4115189", "Anna Petit", ("Анна Пети",), "person")
    assert (len(petit.identifiers), petit.states) == (2, ("iso:FR",))


def test_the_digest_names_the_content_not_the_order(listed):
    head, *rows = OWN.splitlines()
    assert listed(OWN).digest == listed("\n".join([head, *reversed(rows)])).digest
    assert listed(OWN).digest != listed(OWN.replace("envoy", "minister")).digest
    assert extraction_key("rules", EMPTY) == "rules"
    assert extraction_key("rules", listed(OWN)).startswith("rules+")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nom,aliases\nA B,\n", "list.csv:1: unknown column 'nom'"),
        ("aliases\nA B\n", "list.csv:1: the columns lack name"),
        ("name,wikidata\nA B,Q1\nC D,42\n", "list.csv:3: wikidata '42' is no identifier"),
        ("name,wikidata\nA B,P31\n", "list.csv:2: wikidata 'P31' is no identifier"),
        ("name,opensanctions\nA B,a b\n", "list.csv:2: opensanctions 'a b' is no identifier"),
        ("name,aliases\nA B,X Y\nC D,X Y\n", "list.csv:3: 'x y' names 'C D' here and 'A B' in"),
        ("name,aliases\nA B,\nC D,a b\n", "list.csv:3: 'a b' names 'C D' here and 'A B' in"),
        ("name,wikidata\nA B,Q1\nC D,Q1\n", "list.csv:3: Q1 is 'A B' in"),
        ("name\nA B\nA B\n", "list.csv:3: a-b-"),
        ("name,kind\nA B,ship\n", "list.csv:2: kind 'ship'"),
        ("name,state\nA B,France\n", "list.csv:2: state 'France' is no ISO code"),
        ("name,kind\n,person\n", "list.csv:2: there is no name"),
        ("name,kind\n(,person\n", "list.csv:2: there is no name"),
        ("name,aliases\nA B,C\x07D\n", "list.csv:2: 'C\\x07D' holds a control character"),
        ("name,kind\nA B\n", "list.csv:2: not as many fields as columns"),
        ("name,kind\nA, B,person\n", "list.csv:2: not as many fields as columns"),
        ('name,kind\n"A B"x,person\n', "list.csv:2: not CSV"),
        (b"name\nA B\nJos\xe9 B\n", "list.csv:3: not UTF-8"),
    ],
)
def test_a_wrong_list_is_told_with_its_line_and_a_mend(listed, text, told):
    with pytest.raises(WatchlistError) as caught:
        listed(text)
    assert told in caught.value.message
    assert caught.value.mend


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<a> <b>", "list.ttl:1: not Turtle"),
        ("<http://x.example/a> <http://x.example/b> 1 .", "<http://x.example/a> has no name"),
        (named("<http://x.example/a>", ""), "has no name"),
        (named("<http://x.example/a>", "("), "has no name"),
        (named("<http://www.wikidata.org/entity/>", "A B"), "'http://www.wikidata.org/entity/' is no identifier"),
        (named("<http://www.wikidata.org/entity/P31>", "A B"), "is no identifier"),
        (named("<https://www.opensanctions.org/entities/a%20b>", "A B"), "is no identifier"),
        (named("[]", "A B", '"http://www.wikidata.org/entity/Q1> <x"'), "Q1> <x' is no identifier"),
        (named("<http://x.example/a>", r"A\u0000B"), "holds a control character"),
    ],
)
def test_wrong_turtle_is_told(listed, text, told):
    with pytest.raises(WatchlistError) as caught:
        listed(text, "list.ttl")
    assert told in caught.value.message


def test_no_list_means_the_stores_own_and_none_means_none(tmp_path):
    assert given_watchlist(Settings()) is None
    assert given_watchlist(Settings(watchlist="none")) == EMPTY
    with pytest.raises(WatchlistError, match="cannot be read"):
        given_watchlist(Settings(watchlist=str(tmp_path / "missing.csv")))


def test_the_ways_of_writing_an_identifier_are_one_in_csv_and_turtle(listed):
    wanted = ("http://www.wikidata.org/entity/Q1",)
    for way in (
        "http://www.wikidata.org/entity/Q1",
        "https://www.wikidata.org/wiki/Q1",
        "http://wikidata.org/entity/Q1/",
    ):
        (one,), (other,) = (
            listed(f"name,wikidata\nA B,{way}\n").entries,
            listed(named(f"<{way}>", "A B"), "l.ttl").entries,
        )
        assert one.identifiers == other.identifiers == wanted
        assert one.id == other.id == "Q1"
