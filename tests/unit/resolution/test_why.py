from dataclasses import replace

import pytest
from newsroom import SCHEMA, article, meeting, visit

from kg.resolution import resolve, why, why_not
from kg.resolution.why import inferred
from kg.vocabulary import DIP

PAIR = "Anna Petit", "Joseph Otieno"


def reasons(*articles):
    knowledge = resolve(articles, SCHEMA)
    found = why(knowledge, articles, knowledge.events[0], SCHEMA)
    return [sentence for reason in found for sentence in reason.sentences]


def distances(*articles):
    """For the first event: what keeps each near one apart."""
    knowledge = resolve(articles, SCHEMA)
    first = min(knowledge.events, key=lambda event: event.date or "9")
    return [distance.sentences for distance in why_not(knowledge, articles, first, SCHEMA)]


def test_what_joined_two_articles_is_told_party_by_party():
    found = reasons(
        article(
            "a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", place="Nairobi", date="2024-03-04", series=2)
        ),
        article("b", "2024-03-06", meeting(*PAIR, place="Nairobi", date="2024-03", series=2)),
    )
    assert found == [
        "both name Anna Petit and Joseph Otieno",
        "the dates 2024-03 and 2024-03-04 agree",
        "both are in Nairobi",
        "both are number 2 of a series",
    ]


def test_other_days_keep_two_meetings_apart():
    assert distances(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04")),
        article("b", "2024-05-06", meeting("Anna Petit", "Joseph Otieno", date="2024-05-04")),
    ) == [("the dates have no day in common: 2024-03-04; 2024-05-04",)]


def test_other_numbers_of_a_series_keep_two_summits_apart():
    (sentences,) = distances(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", series=1)),
        article("b", "2024-03-06", meeting("Anna Petit", "Joseph Otieno", series=2)),
    )
    assert sentences == ("they have different numbers of a series: 1 and 2",)


def test_places_that_lie_apart_keep_two_meetings_apart():
    (sentences,) = distances(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03", place="Oslo")),
        article("b", "2024-03-06", meeting("Anna Petit", "Joseph Otieno", date="2024-03", place="Lima")),
    )
    assert set(sentences[0].removeprefix("the places lie apart: ").split("; ")) == {"Oslo", "Lima"}


def test_an_article_that_tells_of_both_keeps_them_apart():
    told = meeting("Anna Petit", "Joseph Otieno", date="2024-03-04"), meeting("Anna Petit", "Joseph Otieno")
    assert distances(article("a", "2024-03-05", *told)) == [("a.txt tells of both and tells them apart",)]


def test_too_little_in_common_is_counted():
    (sentences,) = distances(
        article("a", "2024-03-05", visit("Anna Petit", date="2024-03-04")),
        article("b", "2024-05-20", visit("Anna Petit")),
    )
    assert sentences == ("too little in common: participants 2; together 2 of the 5 points needed",)


def test_an_event_of_others_is_not_near():
    assert not distances(
        article("a", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04")),
        article("b", "2024-03-06", meeting("Rosa Quispe", "Joseph Otieno", date="2024-03-04")),
    )


@pytest.mark.parametrize("shared", [True, False])
def test_a_host_that_rests_on_the_words_of_the_destination_is_inferred(shared):
    told = article("a", "2024-03-05", visit("Anna Petit", place="Lima", host="Peru", date="2024-03-04"))
    (claim,) = told.claims
    destination = next(one for one in claim.arguments if one.role == f"{DIP}place")
    host = next(one for one in claim.arguments if one.role == f"{DIP}host")
    if shared:
        others = tuple(one for one in claim.arguments if one is not host)
        told = replace(told, claims=(replace(claim, arguments=(*others, replace(host, mention=destination.mention))),))
    knowledge = resolve([told], SCHEMA)
    kind = SCHEMA.type(claim.event_type)
    roles = tuple(replace(one, seat_of=destination.role) if one.iri == host.role else one for one in kind.roles)
    schema = replace(SCHEMA, types=(replace(kind, roles=roles),))
    lines = inferred([told], knowledge.events[0], schema)
    assert lines == (("host inferred: Peru, from “Lima”",) if shared else ())
