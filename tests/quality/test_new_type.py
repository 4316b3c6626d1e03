"""An event type nobody has seen is one Turtle file: all from extraction to export carries it, and no Python changes."""

import json

import pytest
from click.testing import CliRunner

from kg.cli.app import cli
from kg.errors import UsageError
from kg.extraction import Extractor, interchange
from kg.schema import load_schema

pytestmark = pytest.mark.model

EXPULSION = """
@prefix dip:  <https://w3id.org/demarche/ontology#> .
@prefix fr:   <https://w3id.org/demarche/frame#> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh:   <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

dip:Expulsion a owl:Class, sh:NodeShape ; rdfs:subClassOf dip:Event ;
    rdfs:label "expulsion"@en ; skos:definition "A state orders a foreign diplomat to leave."@en ; dip:cameo "162" ;
    fr:trigger [ fr:lemma "expel" ; fr:upos "VERB" ], [ fr:lemma "expulsion" ; fr:upos "NOUN" ] ;
    fr:light "*" ;
    sh:property
        [ sh:path dip:expeller ; sh:order 1 ; fr:key "expeller" ; dip:contact true ; sh:minCount 1 ;
          sh:or ( [ sh:class dip:Country ] [ sh:class dip:Person ] ) ;
          fr:realizedBy ( "subj" "[by]" "poss" "subj@light" "else:subject" ) ],
        [ sh:path dip:expelled ; sh:order 2 ; fr:key "expelled" ; dip:contact true ; sh:minCount 1 ;
          sh:or ( [ sh:class dip:Person ] [ sh:class dip:Country ] ) ; fr:realizedBy ( "obj@self" "[of]" ) ] ;
    fr:example
        [ fr:text "Norway expelled Boris Malenko in 1983." ;
          dip:expeller "Norway" ; dip:expelled "Boris Malenko" ; fr:status dip:occurred ],
        [ fr:text "Chile will expel Ana Duarte." ;
          dip:expeller "Chile" ; dip:expelled "Ana Duarte" ; fr:status dip:planned ],
        [ fr:text "Kenya has threatened to expel Rui Valadares." ;
          dip:expeller "Kenya" ; dip:expelled "Rui Valadares" ; fr:status dip:threatened ] ;
    fr:counterExample "The school expelled two pupils.", "The fan expels warm air." .

dip:expeller a owl:ObjectProperty ; rdfs:subPropertyOf dip:participant ; rdfs:label "expeller"@en ;
    skos:definition "The state that orders the diplomat to leave."@en .
dip:expelled a owl:ObjectProperty ; rdfs:subPropertyOf dip:participant ; rdfs:label "expelled"@en ;
    skos:definition "Who has to leave."@en .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ontology")
    (folder / "expulsion.ttl").write_text(EXPULSION, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def widened(folder):
    return load_schema([folder])


def test_a_new_type_is_extracted(widened, read):
    text = "Norway expelled Boris Malenko on Tuesday. Prime Minister Helga Strand met President Joseph Otieno in Lima."
    extraction = read(text, by=Extractor(widened))
    printed = interchange(extraction, widened)["events"]
    expulsion = next(event for event in printed if event["type"] == "Expulsion")
    assert [filler["name"] for filler in expulsion["expeller"]] == ["Norway"]
    assert [filler["name"] for filler in expulsion["expelled"]] == ["Boris Malenko"]
    assert expulsion["date"] == "2024-03-05"
    assert expulsion["status"] == "occurred"
    assert expulsion["evidence"] == ["Norway expelled Boris Malenko on Tuesday."]
    assert "Meeting" in {event["type"] for event in printed}


def test_the_status_of_a_new_type_is_read_like_any_other(widened, read):
    printed = interchange(read("Chile may expel Ana Duarte.", by=Extractor(widened)), widened)["events"]
    assert [event["status"] for event in printed if event["type"] == "Expulsion"] == ["possible"]


def test_without_the_file_the_type_is_unknown(schema, read):
    printed = interchange(read("Norway expelled Boris Malenko."), schema)["events"]
    assert "Expulsion" not in {event["type"] for event in printed}


@pytest.fixture(scope="module")
def kg(folder, parser, tmp_path_factory):
    """Runs `kg` over a store built with the new type."""
    place = tmp_path_factory.mktemp("widened")
    (place / "a.txt").write_text("President Helga Strand expelled Boris Malenko on March 5, 2024.\n", encoding="utf-8")

    def run(*words, code=0):
        done = CliRunner().invoke(cli, [*words, "--store", str(place / "store")], standalone_mode=False)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done.stdout

    run("build", str(place / "a.txt"), "--ontology", str(folder))
    return run


def test_a_store_with_a_new_type_is_sound(kg, folder):
    assert json.loads(kg("check", "--format", "json", "--ontology", str(folder)))["findings"] == []


def test_a_check_without_the_new_types_file_asks_for_it(kg):
    with pytest.raises(UsageError, match="--ontology"):
        kg("check")


def test_queries_paths_and_exports_carry_a_new_type(kg):
    (row,) = json.loads(kg("query", "events", "type=Expulsion", "--format", "json"))
    assert (row["type"], row["date"]) == ("expulsion", "2024-03-05")
    answer = json.loads(kg("path", "Strand", "Malenko", "--format", "json"))
    assert [event["type"] for event in answer["paths"][0]["hops"][0]["events"]] == ["expulsion"]
    (event,) = json.loads(kg("export", "events"))["events"]
    assert (event["type"], event["expelled"]) == ("Expulsion", ["Boris Malenko"])
    assert "Expulsion" in kg("export", "turtle")
