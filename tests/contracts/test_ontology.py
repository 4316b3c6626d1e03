"""The ontology's files hold together: their meta-shapes, their examples, and what the store's shapes find."""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph

from kg.resources import data_folder
from kg.schema import load_schema
from kg.schema.describe import describe
from kg.schema.schemes import ENTITY_CLASSES
from kg.vocabulary import Dip

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = data_folder("ontology")
SCHEMA = load_schema()
TYPES = pytest.mark.parametrize("event_type", SCHEMA.types, ids=lambda item: item.key)

PREFIXES = """
@prefix dip: <https://w3id.org/demarche/ontology#> .
@prefix fr: <https://w3id.org/demarche/frame#> .
@prefix gaf: <http://groundedannotationframework.org/gaf#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix e: <https://data.example/id/> .
"""
CLAIMS = """
e:a a dip:Article ; dip:digest "DIGEST" ; dip:file "wire/1.txt" ; dip:published "2024-03-05"^^edtf:EDTF .
e:s a dip:Evidence ; dip:article e:a ; dip:start 0 ; dip:end 40 ; dip:quote "Anna Petit met Joseph Otieno in Nairobi." .
e:w a dip:Evidence ; dip:article e:a ; dip:start 11 ; dip:end 14 ; dip:quote "met" .
e:r a dip:Referent ; dip:kind dip:Person ; dip:name "Anna Petit" ; dip:article e:a ; gaf:denotedBy e:s .
e:c a dip:EventClaim ; dip:article e:a ; dip:eventType dip:Meeting ; dip:statedStatus dip:occurred ; dip:trigger e:w ;
    dip:localEvent 0 ; dip:argument e:g ; gaf:denotedBy e:s .
e:g a dip:Argument ; dip:ordinal 0 ; dip:role dip:participant ; dip:filler e:r ; dip:mention e:w .
e:p a dip:PositionClaim ; dip:article e:a ; dip:holder e:r ; dip:title "president" ; dip:mention e:w ;
    gaf:denotedBy e:s .
""".replace("DIGEST", "0" * 64)
KNOWLEDGE = """
e:anna a dip:Person ; rdfs:label "Anna Petit" ; dip:name "Anna Petit" ; dip:memberOf e:kenya ; dip:restsOn e:r1 .
e:joseph a dip:Person ; rdfs:label "Joseph Otieno" ; dip:name "Joseph Otieno" ; dip:restsOn e:r2 .
e:kenya a dip:Country ; rdfs:label "Kenya" ; dip:name "Kenya" ; dip:restsOn e:r3 .
e:nairobi a dip:Place ; rdfs:label "Nairobi" ; dip:name "Nairobi" ; dip:within e:kenya ; dip:restsOn e:r4 .
e:office a dip:Position ; dip:holder e:anna ; dip:title "president" ; dip:organization e:kenya ; dip:restsOn e:c2 .
e:event a dip:Meeting, dip:Event ; rdfs:label "meeting" ; dip:participant e:anna, e:joseph ; dip:host e:anna ;
    dip:connects e:anna, e:joseph ; dip:place e:nairobi ; dip:status dip:occurred ; dip:date "2024-03-04"^^edtf:EDTF ;
    dip:earliest "2024-03-04"^^xsd:date ; dip:latest "2024-03-04"^^xsd:date ; dip:sources 1 ; dip:restsOn e:c1 .
"""


@pytest.fixture(scope="module")
def ontology():
    graph = Graph()
    for path in sorted(ONTOLOGY.rglob("*.ttl")):
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def store_shapes(ontology):
    """Every shape but those of frame.ttl, which are about the ontology itself."""
    graph = Graph()
    for path in sorted(ONTOLOGY.rglob("*.ttl")):
        if path.name != "frame.ttl":
            graph.parse(path)
    return graph


def violations(data, shapes, ontology):
    """Text of the report; empty where the data conforms."""
    graph = data if isinstance(data, Graph) else Graph().parse(data=PREFIXES + data, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology)
    return "" if conforms else text


def test_nothing_stands_twice_among_the_values_of_one_property():
    listing = re.compile(r'(fr:\w+)\s+("[^"\n]*"(?:\s*,\s*"[^"\n]*")+)')
    twice = [
        (path.name, found.group(1), value)
        for path in sorted(ONTOLOGY.rglob("*.ttl"))
        for found in listing.finditer(path.read_text(encoding="utf-8"))
        for value, times in Counter(re.findall(r'"([^"\n]*)"', found.group(2))).items()
        if times > 1
    ]
    assert not twice


def test_the_ontology_conforms_to_its_meta_shapes(ontology):
    assert violations(ontology, Graph().parse(ONTOLOGY / "frame.ttl"), None) == ""


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("skos:definition", "rdfs:comment", "needs a skos:definition"),
        ('dip:cameo "010" ;', "", "needs one dip:cameo"),
        ('fr:key "speaker" ;', "", "A role needs"),
        ('fr:key "speaker"', 'fr:key "quote"', "Two roles share the key"),
        ('dip:speaker "Lise Vogt"', 'dip:speaker "Vogt, Lise"', "is not in the text of its example"),
        ("fr:status dip:occurred", 'rdfs:comment "no status"', "each with fr:text and fr:status"),
        ('fr:upos "VERB"', 'fr:upos "VRB"', "A trigger needs"),
    ],
)
def test_the_meta_shapes_find_a_faulty_event_type(right, wrong, message, ontology):
    text = (ONTOLOGY / "events" / "statement.ttl").read_text(encoding="utf-8")
    assert right in text
    graph = Graph()
    for path in sorted(ONTOLOGY.rglob("*.ttl")):
        if path.name != "statement.ttl":
            graph.parse(path)
    graph.parse(data=text.replace(right, wrong), format="turtle")
    assert message in violations(graph, Graph().parse(ONTOLOGY / "frame.ttl"), None)


@TYPES
def test_an_event_type_has_six_examples_and_four_counter_examples_at_least(event_type):
    assert len(event_type.examples) >= 6
    assert len(event_type.counter_examples) >= 4


@TYPES
def test_examples_hold_their_fillers(event_type):
    for example in event_type.examples:
        for role, words in example.fillers:
            if not event_type.role(role).scheme:
                assert words in example.text


@TYPES
def test_every_role_of_agents_is_a_sub_property_of_participant(event_type):
    for role in event_type.roles:
        assert role.agent is ("person" in role.kinds)
        assert not role.contact or role.agent


@TYPES
def test_every_role_is_shown_by_some_example(event_type):
    shown = {role for example in event_type.examples for role, _ in example.fillers}
    assert {role.iri for role in event_type.roles} <= shown


@TYPES
def test_a_counter_example_is_no_example(event_type):
    assert not {example.text for example in event_type.examples} & set(event_type.counter_examples)


@pytest.mark.data
def test_no_person_of_the_seed_articles_occurs_in_ontology_or_code():
    data = os.environ.get("KG_TEST_DATA")
    if not data:
        pytest.skip("KG_TEST_DATA is not set: the seeds' persons are unknown")
    persons = json.loads((Path(data) / "gold" / "seeds_merged.json").read_text(encoding="utf-8"))["persons"]
    names = {person["name"] for person in persons}
    assert names
    files = [*ONTOLOGY.rglob("*.ttl"), *(ROOT / "kg").rglob("*.py")]
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(files)}
    assert [(str(path), name) for path, text in texts.items() for name in sorted(names) if name in text] == []


def test_some_example_shows_every_kind_of_outcome():
    keys = {SCHEMA.status(example.status).key for item in SCHEMA.types for example in item.examples}
    assert keys == {status.key for status in SCHEMA.statuses}


def test_the_statuses_of_the_shapes_are_those_of_the_scheme():
    text = (ONTOLOGY / "shapes.ttl").read_text(encoding="utf-8")
    lists = [set(found.split()) for found in re.findall(r"sh:in \( (dip:occurred [^)]*) \)", text)]
    lists = [found for found in lists if found != {"dip:status", "dip:date"}]
    assert lists
    assert all(found == {f"dip:{status.key}" for status in SCHEMA.statuses} for found in lists)


def test_the_classes_of_entities_are_those_of_the_vocabulary():
    assert {str(item) for item in ENTITY_CLASSES} == {Dip.Person, Dip.Organization, Dip.Country, Dip.Place}


def test_the_reference_page_is_what_the_ontology_says():
    page = (ROOT / "docs" / "reference" / "ontology.md").read_text(encoding="utf-8")
    assert page == describe(SCHEMA), "run: python -m kg.schema.describe > docs/reference/ontology.md"


@pytest.mark.parametrize("data", [CLAIMS, KNOWLEDGE, CLAIMS + KNOWLEDGE], ids=["claims", "knowledge", "both"])
def test_sound_data_conforms(data, store_shapes, ontology):
    assert violations(data, store_shapes, ontology) == ""


@pytest.mark.parametrize(
    ("data", "right", "wrong", "message"),
    [
        (CLAIMS, "dip:argument e:g ; gaf:denotedBy e:s", "dip:argument e:g", "A claim has evidence"),
        (CLAIMS, "dip:eventType dip:Meeting ;", "", "A claim is of one event type"),
        (CLAIMS, "dip:eventType dip:Meeting", "dip:eventType dip:Person", "one of the ontology's"),
        (CLAIMS, "dip:statedStatus dip:occurred ;", "", "one status of the scheme"),
        (CLAIMS, "dip:statedStatus dip:occurred", "dip:statedStatus dip:happened", "one status of the scheme"),
        (CLAIMS, "e:c a dip:EventClaim ; dip:article e:a ;", "e:c a dip:EventClaim ;", "belongs to one article"),
        (CLAIMS, "dip:localEvent 0 ; dip:argument e:g ;", "dip:localEvent 0 ;", "must conform to one or more"),
        (CLAIMS, "dip:filler e:r ; ", "", "must conform to exactly one"),
        (CLAIMS, "dip:filler e:r ;", 'dip:filler e:r ; dip:value "x" ;', "must conform to exactly one"),
        (CLAIMS, "dip:filler e:r", "dip:filler e:w", "a referent of the article"),
        (CLAIMS, "dip:role dip:participant ;", "", "fills one role"),
        (CLAIMS, "dip:end 14", "dip:end 11", "ends after it starts"),
        (CLAIMS, "dip:start 11", "dip:start -1", "from 0"),
        (CLAIMS, 'dip:quote "met"', 'dip:quote ""', "quotes its words"),
        (CLAIMS, "dip:kind dip:Person", "dip:kind dip:Event", "a person, an organization"),
        (
            CLAIMS,
            '"Anna Petit" ; dip:article e:a ; gaf:denotedBy e:s',
            '"Anna Petit" ; dip:article e:a',
            "at least once",
        ),
        (CLAIMS, "0000", "xyz0", "64 hexadecimal digits"),
        (CLAIMS, 'dip:title "president" ; ', "", "one title"),
        (KNOWLEDGE, 'dip:name "Anna Petit" ;', "", "An entity has one name"),
        (KNOWLEDGE, "dip:restsOn e:r1 ", "dip:sources 1 ", "rests on at least one referent"),
        (KNOWLEDGE, "dip:sources 1 ; dip:restsOn e:c1", "dip:sources 1", "rests on at least one claim"),
        (KNOWLEDGE, "a dip:Meeting, dip:Event", "a dip:Meeting", "nothing is inferred"),
        (KNOWLEDGE, "dip:status dip:occurred ;", "", "one status of the scheme"),
        (KNOWLEDGE, "dip:host e:anna", "dip:host e:kenya", "not stated as dip:participant"),
        (KNOWLEDGE, "dip:connects e:anna, e:joseph ;", "dip:connects e:anna ;", "must conform to one or more"),
        (KNOWLEDGE, "dip:connects e:anna, e:joseph", "dip:connects e:anna, e:kenya", "An event connects persons"),
        (
            KNOWLEDGE,
            "dip:participant e:anna, e:joseph",
            "dip:participant e:anna, e:nairobi",
            "Participants are persons",
        ),
        (KNOWLEDGE, "dip:participant e:anna, e:joseph ;", "", "MinCount"),
        (KNOWLEDGE, "dip:place e:nairobi", "dip:place e:anna", "e:anna"),
        (KNOWLEDGE, "dip:sources 1 ; dip:restsOn e:c1", "dip:sources 0 ; dip:restsOn e:c1", "independent source"),
        (KNOWLEDGE, 'dip:latest "2024-03-04"', 'dip:latest "2024-03-03"', "not after the latest"),
        (KNOWLEDGE, 'dip:date "2024-03-04"^^edtf:EDTF', 'dip:date "2024-03-04"', "EDTF literal"),
        (
            KNOWLEDGE,
            'dip:date "2024-03-04"^^edtf:EDTF',
            'dip:date "2024-03-04"^^edtf:EDTF, "2024-04"^^edtf:EDTF',
            "does not say that its claims disagree",
        ),
        (KNOWLEDGE, "dip:holder e:anna", "dip:holder e:kenya", "one holder"),
        (KNOWLEDGE, "dip:within e:kenya", "dip:within e:anna", "lies within"),
    ],
)
def test_the_shapes_find_unsound_data(store_shapes, ontology, *, data, right, wrong, message):
    assert right in data
    assert message in violations(data.replace(right, wrong, 1), store_shapes, ontology)
