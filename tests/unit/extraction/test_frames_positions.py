"""Offices name only those whom the article mentions."""

from kg.extraction.extractor import grounded_positions
from kg.model import PositionClaim, Span


def office(holder, organization):
    return PositionClaim(holder, "envoy", organization, False, Span(0, 5), Span(0, 9))


def test_a_body_nobody_mentions_is_left_out_of_the_office():
    found = grounded_positions([office("person/vogt", "organization/gone")], frozenset(("person/vogt",)))
    assert [(claim.holder, claim.organization) for claim in found] == [("person/vogt", "")]


def test_an_office_of_somebody_nobody_mentions_is_none():
    assert grounded_positions([office("person/gone", "")], frozenset(("person/vogt",))) == ()


def test_a_body_that_is_mentioned_stays():
    known = frozenset(("person/vogt", "country/peru"))
    assert grounded_positions([office("person/vogt", "country/peru")], known)[0].organization == "country/peru"
