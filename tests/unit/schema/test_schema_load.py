import shutil

import pytest

from kg.errors import SchemaError
from kg.resources import data_folder
from kg.schema import load_schema, ontology_files
from kg.schema.model import Condition, Realization, Step
from kg.vocabulary import DIP

EX = "https://example.org/terms#"


def test_an_event_type_is_one_file(expulsion, load):
    schema = load(expulsion)
    found = schema.type(EX + "Expulsion")
    assert (found.key, found.slug, found.label, found.cameo) == ("Expulsion", "expulsion", "expulsion", "164")
    assert found.source == "expulsion.ttl"
    assert found.light == ("order",)
    assert found.distribute == (EX + "expelled",)
    assert "distribute" in found.options
    assert len(schema.types) == len(load_schema().types) + 1


def test_roles_come_in_their_order_with_kinds_and_bounds(expulsion, load):
    expeller, expelled = load(expulsion).type(EX + "Expulsion").roles
    assert (expeller.key, expeller.kinds, expeller.minimum, expeller.maximum) == ("expeller", ("country",), 1, 0)
    assert expeller.agent
    assert not expeller.contact
    assert expelled.kinds == ("country", "person")
    assert expelled.described
    assert expelled.definition == "Who has to leave."


def test_a_role_may_take_the_state_of_another_role_s_capital(expulsion, load):
    told = expulsion.replace("sh:minCount 1 ; sh:class", "fr:seatOf ex:expelled ; sh:minCount 1 ; sh:class", 1)
    assert [role.seat_of for role in load(told).type(EX + "Expulsion").roles] == [EX + "expelled", ""]


def test_plain_realizations_are_ordered_from_near_to_far(expulsion, load):
    expeller = load(expulsion).type(EX + "Expulsion").roles[0]
    assert [(item.operator, item.scope, item.fallback) for item in expeller.realizations] == [
        ("path", "own", False),
        ("path", "own", False),
        ("path", "self", False),
        ("path", "light", False),
        ("subject", "own", True),
    ]


def test_listed_realizations_keep_their_order(expulsion, load):
    expelled = load(expulsion).type(EX + "Expulsion").roles[1]
    assert expelled.realizations[0] == Realization("path", Step("obj"), "self")
    assert expelled.realizations[1] == Realization("path", Step("p", ("of",)), "own", kind="named")


def test_a_negated_self_scope_becomes_the_other_verb_triggers(expulsion, load):
    expelled = load(expulsion).type(EX + "Expulsion").roles[1]
    assert expelled.realizations[2].scope_lemmas == ("expel",)


def test_a_condition_on_a_role_names_its_iri(expulsion, load):
    noun = next(item for item in load(expulsion).type(EX + "Expulsion").triggers if item.upos == "NOUN")
    assert Condition("+", None, role=EX + "expelled") in noun.conditions
    assert noun.options == ("process",)


def test_examples_carry_fillers_and_status(expulsion, load):
    schema = load(expulsion)
    example = next(item for item in schema.type(EX + "Expulsion").examples if item.text.startswith("Bolivia"))
    assert example.fillers == ((EX + "expelled", "Ulla Bergqvist"), (EX + "expeller", "Bolivia"))
    assert schema.status(example.status).key == "possible"
    assert example.events == 1


def test_the_same_files_give_the_same_schema(expulsion, load):
    assert load(expulsion) == load(expulsion)


def test_the_digest_changes_with_a_byte_and_not_with_the_place(expulsion, load, tmp_path):
    before = load(expulsion).digest
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(tmp_path / "types", elsewhere)
    assert load_schema((elsewhere,)).digest == before
    assert load(expulsion + "\n").digest != before


def test_the_order_of_folders_does_not_matter(expulsion, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "expulsion.ttl").write_text(expulsion, encoding="utf-8")
    renamed = expulsion.replace("xpulsion", "viction").replace("ex:expel", "ex:evict")
    (other / "eviction.ttl").write_text(renamed, encoding="utf-8")
    assert load_schema((one, other)) == load_schema((other, one))


def test_ontology_files_are_the_packaged_ones_and_those_of_the_folders(tmp_path):
    (tmp_path / "b.ttl").write_text("", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    files = ontology_files((tmp_path,))
    assert files[-1] == tmp_path / "b.ttl"
    assert data_folder("ontology") / "frame.ttl" in files
    assert all(path.suffix == ".ttl" for path in files)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(SchemaError, match="nowhere: there is no such folder"):
        load_schema((tmp_path / "nowhere",))


def test_an_empty_folder_is_named(tmp_path):
    with pytest.raises(SchemaError, match=r"holds no \.ttl file"):
        load_schema((tmp_path,))


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    (tmp_path / "latin.ttl").write_bytes("# é".encode("latin-1"))
    with pytest.raises(SchemaError, match=r"latin\.ttl: byte 2 is not UTF-8"):
        load_schema((tmp_path,))


def test_a_file_that_is_not_turtle_is_named_with_its_line(load):
    with pytest.raises(SchemaError, match=r"expulsion\.ttl:3: .*not bound"):
        load("@prefix a: <https://example.org/> .\n\na:b c:d a:e .\n")


@pytest.mark.parametrize(
    ("right", "wrong", "message", "mend"),
    [
        ('rdfs:label "expulsion"@en ; ', "", "ex.*Expulsion.* has no rdfs:label", "rdfs:label"),
        (
            'skos:definition "A state orders foreign diplomats to leave."@en ; ',
            "",
            "has no skos:definition",
            "sentence",
        ),
        ('dip:cameo "164" ;', "", "has no dip:cameo", "CAMEO"),
        ('dip:cameo "164"', 'dip:cameo "16a"', "has dip:cameo '16a'", "digits"),
        ("fr:counterExample", "fr:counterExmaple", "fr:counterExmaple is not declared", "fr:counterExample"),
        ("sh:minCount 1 ; sh:class", "sh:minCuont 1 ; sh:class", "sh:minCuont does not exist", "sh:minCount"),
        ("dip:occurred ]", "dip:ocurred ]", "dip:ocurred is not declared", "dip:occurred"),
        ("rdfs:subClassOf dip:Event ;", "", "has triggers but is no event", "rdfs:subClassOf dip:Event"),
        ("a owl:Class, sh:NodeShape", "a owl:Class", "is no sh:NodeShape", "sh:NodeShape"),
        ('fr:upos "VERB"', 'fr:upos "VREB"', "fr:upos 'VREB'", "NOUN"),
        ('fr:lemma "expel", "deport"', 'fr:lemma "Expel"', "lemma 'Expel'", "lower case"),
        ('fr:lemma "expulsion" ; ', "", "a trigger without a lemma", "fr:lemma"),
        ('"+obj"', '"+nobj"', r'wrong fr:when at deport/VERB: "\+nobj", character 2', "subj"),
        ("+?expelled", "+?victim", "asks in fr:when for a role 'victim'", "expelled, expeller"),
        ("fr:option fr:process", "fr:option fr:symetric", "fr:symetric is not declared", "fr:symmetric"),
        ("fr:option fr:process", "fr:option fr:text", "unknown fr:option fr:text", "fr:process"),
        ('fr:light "order"', 'fr:light "Order"', "fr:light 'Order'", "lower case"),
        ("fr:distribute ex:expelled", "fr:distribute dip:host", "fr:distribute dip:host, no role of it", "its roles"),
        ('fr:key "expeller" ; ', "", "no usable key for role <.*expeller>", "fr:key"),
        ('fr:key "expeller"', 'fr:key "status"', "no usable key .*status", "none of"),
        ('fr:key "expeller"', 'fr:key "expelled"', "two roles with the key 'expelled'", "its own"),
        ("sh:path ex:expeller ; ", "", "a role without one property", "sh:path"),
        ("sh:class dip:Country ;", "", "does not say what role .*expeller.* takes", "fr:scheme"),
        ("sh:class dip:Country ;", "sh:class dip:Event ;", "lets dip:Event fill", "dip:Person"),
        ("sh:class dip:Country ;", "fr:scheme dip:Event ;", "no skos:ConceptScheme", "Declare"),
        ("sh:class dip:Country ;", "sh:class dip:Country ; fr:literal true ;", "does not say what", "fr:literal"),
        ("sh:class dip:Country ;", "fr:literal 7 ;", "fr:literal 7", "true or false"),
        ("sh:minCount 1 ; sh:class", "sh:minCount 1.5 ; sh:class", "sh:minCount 1.5", "whole number"),
        ("sh:minCount 1 ; sh:class", "sh:minCount 2 ; sh:maxCount 1 ; sh:class", "more fillers", "sh:maxCount"),
        (
            "sh:minCount 1 ; sh:class",
            "fr:seatOf dip:place ; sh:minCount 1 ; sh:class",
            "take the state of a capital wrongly",
            "one other role",
        ),
        ('"poss"', '"possessor"', 'wrongly: "possessor", character 1', "poss"),
        ('"poss"', '"cue"', "mixes ways to fill", "cue"),
        ('"poss"', '"quote"', 'fills role .* by "quote"', "fr:literal"),
        ('( "obj@self" "[of]~named" "obj@self:!deport" )', "()", "does not say how|empty list", ""),
        ('"obj@self:!deport"', '"obj@self"', "twice", "Keep one"),
        ('"obj@self:!deport"', '"obj@self:!deport|expel"', "no verb trigger is left", "fewer"),
        ('ex:expeller "Ghana"', 'ex:expeller "Gahna"', "filler 'Gahna' .* not in the text", "letter by letter"),
        ('ex:expeller "Ghana" ; ', "", "0 of at least 1 fillers of <.*expeller>", "demand"),
        ('ex:expeller "Ghana"', 'dip:host "Ghana"', "has no role dip:host", "expeller"),
        (" ;\n          fr:status dip:occurred ]", " ]", "has no status for the example", "dip:planned"),
        (', "The lungs expel air."', "", "1 of 2 counter-examples", "fr:counterExample"),
        (
            "ex:expelled a owl:ObjectProperty ; rdfs:subPropertyOf dip:participant ;",
            "ex:expelled a owl:ObjectProperty ;",
            "lets persons fill role .*expelled",
            "rdfs:subPropertyOf dip:participant",
        ),
        ('rdfs:label "expelled"@en', 'rdfs:comment "expelled"@en', "expelled.* has no rdfs:label", "rdfs:label"),
        ("ex:Expulsion a", 'ex:Expulsion fr:key "Meeting" ; a', "called 'Meeting' like", "another fr:key"),
        ("ex:Expulsion a", 'ex:Expulsion fr:slug "meeting" ; a', "called 'meeting' like", "another fr:slug"),
    ],
)
def test_a_fault_is_named_with_file_place_and_mend(load, expulsion, *, right, wrong, message, mend):
    assert right in expulsion
    with pytest.raises(SchemaError, match=message) as caught:
        load(expulsion.replace(right, wrong, 1))
    assert "expulsion.ttl" in caught.value.message
    assert mend in caught.value.mend


def test_a_type_in_two_files_is_refused(expulsion, load):
    load(expulsion, name="first.ttl")
    with pytest.raises(SchemaError, match=r"declared in first\.ttl and second\.ttl"):
        load(expulsion, name="second.ttl")


def test_asking_for_what_the_schema_has_not_is_a_key_error():
    schema = load_schema()
    for ask in (schema.type, schema.status, schema.status_named, schema.type_named, schema.concept):
        with pytest.raises(KeyError):
            ask("nothing")
    assert schema.status(DIP + "occurred") is schema.status_named("occurred")


def test_statuses_come_weakest_first_and_one_happened():
    statuses = load_schema().statuses
    assert [status.rank for status in statuses] == sorted({status.rank for status in statuses})
    assert [status.key for status in statuses if status.happened] == ["occurred"]


def test_concepts_come_in_the_order_in_which_their_cues_are_tried():
    schema = load_schema()
    actions = [concept.label for concept in schema.concepts_of(DIP + "measureActions")]
    assert actions.index("lifted") < actions.index("imposed") < actions.index("standing")
    assert [concept.label for concept in schema.concepts if concept.default] == ["standing"]
