import pytest
from newsroom import SCHEMA, article, meeting
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import DataError
from kg.judgement import Decision, Judgement, claim_names, in_order, pair, referent_name
from kg.rdf.check import check
from kg.rdf.claims import extraction_quads
from kg.rdf.iris import Iris
from kg.rdf.judgements import judgement_quads, read_judgements
from kg.rdf.knowledge import knowledge_quads
from kg.resolution import resolve
from kg.resources import data_folder
from kg.vocabulary import DIP, TYPE, Dip

BASE = "https://example.org/kg/"
FIRST = article("first", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", "Rut Berg", date="2024-03-04"))
SECOND = article("second", "2024-03-06", meeting("Annika Roux", "Joseph Otieno", date="2024-03-04"))
SIGNED = {"by": "Ann", "date": "2024-04-01", "why": "she says so"}
ONE, OTHER = (claim_names(one).values() for one in (FIRST, SECOND))
RUT = referent_name(FIRST.article.digest, "person/rut-berg")
SIDES = pair(
    Decision.SAME,
    [referent_name(FIRST.article.digest, "person/anna-petit")],
    [referent_name(SECOND.article.digest, "person/annika-roux")],
)
ALL = (
    Judgement(Decision.SAME, *SIDES, **SIGNED),
    Judgement(Decision.DIFFERENT, *pair(Decision.DIFFERENT, ONE, OTHER), **SIGNED),
    Judgement(Decision.SPLIT, tuple(ONE), tuple(OTHER), **SIGNED),
    Judgement(Decision.REJECT, tuple(OTHER), **SIGNED),
    Judgement(Decision.STATUS, tuple(ONE), status=DIP + "planned", **SIGNED),
    Judgement(Decision.ROLE, tuple(ONE), taken=DIP + "participant", given=DIP + "host", filler=RUT, **SIGNED),
    Judgement(Decision.ROLE, tuple(ONE), given=DIP + "format", filler=DIP + "summit", by="Bo", date="2024-04-02"),
)


def test_judgements_are_read_back_as_they_were_written_in_any_order():
    quads = list(judgement_quads(ALL, BASE))
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/judgement"}
    assert read_judgements(reversed(quads), BASE) == tuple(in_order(ALL))


def test_a_judgement_points_at_the_iris_of_claims_and_referents():
    objects = {quad.object for quad in judgement_quads(ALL, BASE)}
    assert {NamedNode(iri) for iri in Iris(BASE).claims_of(FIRST).values()} < objects
    assert NamedNode(Iris(BASE).referent(FIRST.article.digest, "person/rut-berg")) in objects


def test_a_judgement_that_does_not_say_what_it_decides_is_told():
    graph, name = NamedNode(f"{BASE}graph/judgement"), NamedNode(f"{BASE}id/judgement/1")
    with pytest.raises(DataError, match="does not say what it decides"):
        read_judgements([Quad(name, NamedNode(TYPE), NamedNode(Dip.Judgement), graph)], BASE)


def checked(judgements, *, knowledge=None, extra=()):
    articles = [FIRST, SECOND]
    known = resolve(articles, SCHEMA, judgements if knowledge is None else knowledge)
    quads = [quad for one in articles for quad in extraction_quads(one, BASE)]
    quads += [*knowledge_quads(known, articles, SCHEMA, BASE), *judgement_quads(judgements, BASE), *extra]
    texts = {one.article.digest: one.article.text for one in articles}
    shapes = [data_folder("ontology") / "shapes.ttl"]
    report = check(quads, schema=SCHEMA, ontology=shapes, base=BASE, text_of=texts.get)
    return [finding for finding in report.findings if "event type is one of" not in finding.what]


def of_kind(kind):
    return [finding for finding in kind if finding.check == "support"]


@pytest.mark.parametrize("judgement", ALL, ids=lambda one: one.decision)
def test_what_was_judged_is_supported_and_of_the_right_shape(judgement):
    assert of_kind(checked([judgement])) == []


def test_knowledge_that_rests_on_a_rejected_claim_or_an_unjudged_status_is_found():
    assert of_kind(checked([ALL[3]], knowledge=[]))
    assert of_kind(checked([], knowledge=[ALL[4]]))
    assert of_kind(checked([], knowledge=[ALL[5]]))


def test_a_judgement_that_nobody_signed_has_the_wrong_shape():
    unsigned = Judgement(Decision.REJECT, ("claim/0/1-2-0",))
    told = {finding.what for finding in checked([unsigned]) if finding.check == "shape"}
    assert "A judgement says who decided." in told
    signed = Judgement(Decision.REJECT, ("claim/0/1-2-0",), by="Ann", date="2024-01-01")
    graph, name = NamedNode(f"{BASE}graph/judgement"), NamedNode(Iris(BASE).judgement(signed.id))
    twice = Quad(name, NamedNode(Dip.judgedBy), Literal("Bo"), graph)
    before = {finding.subject for finding in checked([signed])}
    assert name.value not in before
    assert name.value in {finding.subject for finding in checked([signed], extra=[twice])}
