from itertools import chain

import pytest
from newsroom import SCHEMA, article, meeting
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.rdf.check import check
from kg.rdf.claims import extraction_quads
from kg.rdf.iris import Iris
from kg.rdf.knowledge import knowledge_quads
from kg.resolution import resolve
from kg.vocabulary import DIP, EDTF, Dip

BASE = "https://example.org/kg/"
SHAPES = """
@prefix dip: <https://w3id.org/demarche/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
dip:host rdfs:subPropertyOf dip:participant .
dip:EventShape a sh:NodeShape ; sh:targetClass dip:Event ;
    sh:property [ sh:path dip:status ; sh:minCount 1 ; sh:message "An event has a status." ] ;
    sh:sparql [ sh:message "{?value} is no participant." ; sh:select \"\"\"
        PREFIX dip: <https://w3id.org/demarche/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT $this ?value WHERE { $this ?role ?value . ?role rdfs:subPropertyOf+ dip:participant
            FILTER NOT EXISTS { $this dip:participant ?value } }\"\"\" ] .
"""
ARTICLES = (
    article(
        "a",
        "2024-03-05",
        meeting("Anna Petit", "Joseph Otieno", place="Nairobi", date="2024-03", form="summit"),
        offices=[("Anna Petit", "president", "France")],
        mentions={"Anna Petit": ["Petit"]},
    ),
    article("b", "2024-03-06", meeting("Anna Petit", "Joseph Otieno", place="Nairobi", date="2024-03-04")),
)


@pytest.fixture
def ontology(tmp_path):
    file = tmp_path / "shapes.ttl"
    file.write_text(SHAPES, encoding="utf-8")
    return [file]


def store():
    claims = chain.from_iterable(extraction_quads(one, BASE) for one in ARTICLES)
    return [*claims, *knowledge_quads(resolve(ARTICLES, SCHEMA), ARTICLES, SCHEMA, BASE)]


def found(quads, ontology, texts=None):
    known = {one.article.digest: one.article.text for one in ARTICLES} if texts is None else texts
    return check(quads, schema=SCHEMA, ontology=ontology, base=BASE, text_of=known.get)


def event_quad(predicate, value):
    (subject,) = {quad.subject for quad in store() if quad.predicate.value == Dip.sources}
    return Quad(subject, NamedNode(predicate), value)


def test_a_sound_store_conforms_and_the_report_counts_what_was_looked_at(ontology):
    report = found(store(), ontology)
    assert report.findings == ()
    assert report.conforms
    assert (report.claims, report.facts > 20, report.quotes > 8) == (3, True, True)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (Dip.participant, NamedNode(BASE + "id/country/france")),
        (Dip.status, NamedNode(DIP + "planned")),
        (Dip.date, Literal("2024-03-05", datatype=NamedNode(EDTF))),
        (DIP + "place", NamedNode(BASE + "id/country/france")),
        (DIP + "format", NamedNode(DIP + "imposed")),
        (Dip.restsOn, NamedNode(BASE + "id/claim/nowhere")),
        (Dip.sources, Literal(7)),
        (Dip.disagreesOn, NamedNode(Dip.status)),
        (DIP + "unheardOf", Literal("x")),
    ],
)
def test_a_fact_that_no_claim_states_is_found(ontology, predicate, value):
    (finding,) = found([*store(), event_quad(predicate, value)], ontology).findings
    assert (finding.check, finding.where) == ("support", predicate)


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("id/person/anna-petit", Dip.alias, Literal("Otieno")),
        ("id/person/anna-petit", Dip.memberOf, NamedNode(BASE + "id/country/kenya")),
        ("id/place/nairobi", Dip.within, NamedNode(BASE + "id/country/france")),
        ("id/country/france", Dip.reference, Literal("iso:KE")),
        ("id/position/anna-petit-president-france", Dip.holder, NamedNode(BASE + "id/person/joseph-otieno")),
        ("id/position/anna-petit-president-france", Dip.asOf, Literal("2020")),
        ("id/somebody", Dip.name, Literal("Somebody")),
    ],
)
def test_a_property_of_an_entity_or_position_that_no_claim_states_is_found(ontology, subject, predicate, value):
    (finding,) = found([*store(), Quad(NamedNode(BASE + subject), NamedNode(predicate), value)], ontology).findings
    assert (finding.check, finding.subject) == ("support", BASE + subject)


def test_a_lost_or_changed_text_is_found(ontology):
    digests = sorted(one.article.digest for one in ARTICLES)
    texts = {digests[0]: "something else"}
    report = found(store(), ontology, texts)
    assert [finding.what for finding in report.findings] == [
        "the kept text is not the one that was read",
        "the kept text is missing",
    ]


def test_a_quote_that_is_not_literally_there_is_found(ontology):
    quads = store()
    quote = next(quad for quad in quads if quad.predicate.value == Dip.quote and quad.object.value == "meeting")
    quads[quads.index(quote)] = Quad(quote.subject, quote.predicate, Literal("parting"), quote.graph_name)
    (finding,) = found(quads, ontology).findings
    assert finding.check == "evidence"
    assert "'meeting' there, not 'parting'" in finding.what


def test_a_text_that_the_store_refuses_to_give_is_found_and_the_others_are_still_checked(ontology):
    known = {one.article.digest: one.article.text for one in ARTICLES}
    refused, other = sorted(known)

    def text_of(digest):
        if digest == refused:
            raise StoreError("the text was changed")
        return "something else"

    report = check(store(), schema=SCHEMA, ontology=ontology, base=BASE, text_of=text_of)
    assert [finding.subject for finding in report.findings] == [Iris(BASE).article(refused), Iris(BASE).article(other)]
    assert {finding.what for finding in report.findings} == {"the kept text is not the one that was read"}


@pytest.mark.parametrize("value", [Literal(9999), Literal("nowhere")])
def test_a_quote_whose_offsets_are_not_those_of_its_name_is_found(ontology, value):
    quads = store()
    end = next(quad for quad in quads if quad.predicate.value == Dip.end)
    quads[quads.index(end)] = Quad(end.subject, end.predicate, value, end.graph_name)
    assert "its offsets are not those of its name" in {finding.what for finding in found(quads, ontology).findings}


def test_shapes_are_asked_in_shacl_core_and_in_sparql(ontology):
    status = next(quad for quad in store() if quad.predicate.value == Dip.status)
    quads = [quad for quad in store() if quad != status]
    assert [finding.what for finding in found(quads, ontology).findings] == ["An event has a status."]
    host = event_quad(DIP + "host", NamedNode(BASE + "id/person/anna-petit"))
    participation = event_quad(Dip.participant, NamedNode(BASE + "id/person/anna-petit"))
    quads = [*(quad for quad in store() if quad != participation), host]
    assert f"{BASE}id/person/anna-petit is no participant." in {
        finding.what for finding in found(quads, ontology).findings
    }


def test_the_users_own_graphs_are_passed_over(ontology):
    own = Quad(NamedNode(BASE + "x"), NamedNode(Dip.name), Literal("y"), NamedNode("https://example.org/mine"))
    assert found([*store(), own], ontology).conforms
