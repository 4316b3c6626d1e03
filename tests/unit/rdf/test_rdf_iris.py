import pytest
from newsroom import article, meeting

from kg.model import ClaimRef, Provenance, Span
from kg.rdf.iris import Iris, span_of

IRIS = Iris("https://example.org/kg/")


def test_names_that_are_not_ascii_are_percent_encoded_and_read_back():
    referent = IRIS.referent("ab", "place/münster #1")
    assert referent == "https://example.org/kg/id/article/ab/place/m%C3%BCnster%20%231"
    assert IRIS.key_of(referent, "ab") == "place/münster #1"


def test_a_referent_of_another_article_has_no_key_here():
    with pytest.raises(ValueError, match="no referent of article"):
        IRIS.key_of(IRIS.referent("cd", "person/x"), "ab")


def test_evidence_names_its_characters():
    assert span_of(IRIS.evidence("ab", Span(3, 9))) == Span(3, 9)
    with pytest.raises(ValueError, match="names no characters"):
        span_of(IRIS.article("ab"))


def test_runs_of_other_models_are_other_runs():
    assert IRIS.run(Provenance("r", "m", "o", "s")) != IRIS.run(Provenance("r", "m2", "o", "s"))


def test_claims_that_share_a_trigger_are_numbered_and_positions_marked():
    extraction = article("a", None, meeting("Anna Petit", "Joseph Otieno"), offices=[("Anna Petit", "envoy", "Kenya")])
    twice = type(extraction)(extraction.article, extraction.entities, extraction.positions, extraction.claims * 2)
    digest = extraction.article.digest
    names = IRIS.claims_of(twice)
    assert names[ClaimRef(digest, "event", 0)].endswith("-0")
    assert names[ClaimRef(digest, "event", 1)] == names[ClaimRef(digest, "event", 0)][:-1] + "1"
    assert names[ClaimRef(digest, "position", 0)].endswith("-p0")
