"""What judgements do to knowledge."""

import pytest
from newsroom import SCHEMA, article, meeting

from kg.judgement import Decision, Judgement, claim_names, pair, referent_name
from kg.model import EntityKind
from kg.resolution import resolve
from kg.resolution.judging import as_judged
from kg.vocabulary import DIP


def referent(one, key):
    return referent_name(one.article.digest, key)


def claims(one, *ordinals):
    return tuple(
        sorted(name for ref, name in claim_names(one).items() if ref.kind == "event" and ref.ordinal in ordinals)
    )


def judge(decision, one, other=(), **values):
    return Judgement(decision, *pair(decision, one, other), **values)


def persons(knowledge):
    return sorted(entity.name for entity in knowledge.entities if entity.kind is EntityKind.PERSON)


def who(event):
    return sorted(argument.entity.partition("/")[2] for argument in event.arguments if argument.entity)


FIRST = article("first", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04"))
SECOND = article("second", "2024-03-06", meeting("Annika Petit-Roux", "Joseph Otieno", date="2024-03-04"))
AGAIN = article("again", "2024-03-07", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04"))
DAY_BEFORE = article("third", "2024-03-08", meeting("Anna Petit", "Joseph Otieno", date="2024-03-03"))
ROSA, ROSE = referent(FIRST, "person/anna-petit"), referent(SECOND, "person/annika-petit-roux")


def test_judged_the_same_two_names_are_one_person_and_so_their_meetings_one():
    natural = resolve([FIRST, SECOND], SCHEMA)
    assert persons(natural) == ["Anna Petit", "Annika Petit-Roux", "Joseph Otieno"]
    judged = resolve([FIRST, SECOND], SCHEMA, [judge(Decision.SAME, [ROSA], [ROSE])])
    assert len(persons(judged)) == 2
    assert len(judged.events) == 1


def test_an_article_that_comes_later_joins_either_side_as_it_would_have_before():
    judged = resolve([FIRST, SECOND, AGAIN], SCHEMA, [judge(Decision.SAME, [ROSA], [ROSE])])
    assert len(persons(judged)) == 2


def test_judged_different_namesakes_are_two_persons():
    other = referent(AGAIN, "person/anna-petit")
    judged = resolve([FIRST, AGAIN], SCHEMA, [judge(Decision.DIFFERENT, [ROSA], [other])])
    assert persons(judged) == ["Anna Petit", "Anna Petit", "Joseph Otieno"]
    assert len({entity.id for entity in judged.entities}) == 3


def test_what_no_judgement_names_stays_with_the_larger_part():
    other = referent(AGAIN, "person/anna-petit")
    rest = [ROSA, referent(DAY_BEFORE, "person/anna-petit")]
    newest = article("newest", "2024-05-01", meeting("Anna Petit", "Ole Dahl", date="2024-04-30"))
    judged = resolve([FIRST, AGAIN, DAY_BEFORE, newest], SCHEMA, [judge(Decision.DIFFERENT, rest, [other])])
    sizes = sorted(len(entity.sources) for entity in judged.entities if entity.name == "Anna Petit")
    assert sizes == [1, 3]


def test_what_is_same_as_one_keeps_apart_from_the_other_even_against_nature():
    other = referent(AGAIN, "person/anna-petit")
    judgements = [judge(Decision.SAME, [ROSA], [ROSE]), judge(Decision.DIFFERENT, [ROSE], [other])]
    judged = resolve([FIRST, SECOND, AGAIN], SCHEMA, judgements)
    assert sorted(len(e.sources) for e in judged.entities if e.kind is EntityKind.PERSON) == [1, 2, 3]


def test_events_judged_the_same_are_one_although_their_dates_exclude_each_other():
    assert len(resolve([FIRST, DAY_BEFORE], SCHEMA).events) == 2
    judged = resolve([FIRST, DAY_BEFORE], SCHEMA, [judge(Decision.SAME, claims(FIRST, 0), claims(DAY_BEFORE, 0))])
    (event,) = judged.events
    assert event.disagreements == ("date",)
    assert event.sources == 2


def test_events_judged_different_stay_two():
    assert len(resolve([FIRST, AGAIN], SCHEMA).events) == 1
    judged = resolve([FIRST, AGAIN], SCHEMA, [judge(Decision.DIFFERENT, claims(FIRST, 0), claims(AGAIN, 0))])
    assert len(judged.events) == 2


def test_a_rejected_claim_supports_nothing_and_the_others_keep_their_numbers():
    two = article(
        "two", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", date="2024-03-04"), meeting("Ole Dahl", "Rut Berg")
    )
    (event,) = resolve([two], SCHEMA, [judge(Decision.REJECT, claims(two, 0))]).events
    assert who(event) == ["ole-dahl", "rut-berg"]
    assert [claim.ordinal for claim in event.claims] == [1]


def test_a_rejected_position_is_no_office():
    one = article("one", None, offices=[("Anna Petit", "president", "France")])
    (name,) = [name for ref, name in claim_names(one).items() if ref.kind == "position"]
    assert len(resolve([one], SCHEMA).positions) == 1
    assert resolve([one], SCHEMA, [judge(Decision.REJECT, [name])]).positions == ()


def test_a_status_is_as_judged():
    (event,) = resolve([FIRST], SCHEMA, [judge(Decision.STATUS, claims(FIRST, 0), status=DIP + "cancelled")]).events
    assert event.status == DIP + "cancelled"


def test_a_role_is_moved_taken_and_given():
    three = article("three", "2024-03-05", meeting("Anna Petit", "Joseph Otieno", "Ole Dahl"), also=["Rut Berg"])

    def event(**values):
        (found,) = resolve([three], SCHEMA, [judge(Decision.ROLE, claims(three, 0), **values)]).events
        return {(argument.role.removeprefix(DIP), argument.entity.partition("/")[2]) for argument in found.arguments}

    ole, rut = referent(three, "person/ole-dahl"), referent(three, "person/rut-berg")
    moved = event(taken=DIP + "participant", given=DIP + "host", filler=ole)
    assert ("host", "ole-dahl") in moved
    assert ("participant", "ole-dahl") not in moved
    assert ("participant", "ole-dahl") not in event(taken=DIP + "participant", filler=ole)
    assert ("participant", "rut-berg") in event(given=DIP + "participant", filler=rut)
    assert ("format", "") in event(given=DIP + "format", filler=DIP + "summit")


def test_claims_split_from_an_event_are_one_event_of_their_own():
    twice = article(
        "twice",
        "2024-03-05",
        meeting("Anna Petit", "Joseph Otieno", date="2024-03-04", number=0),
        meeting("Anna Petit", "Joseph Otieno", number=0),
    )
    assert len(resolve([twice, AGAIN], SCHEMA).events) == 1
    judged = resolve(
        [twice, AGAIN], SCHEMA, [judge(Decision.SPLIT, claims(twice, 1), (*claims(twice, 0), *claims(AGAIN, 0)))]
    )
    assert sorted(len(event.claims) for event in judged.events) == [1, 2]


def test_a_judgement_on_what_is_gone_changes_nothing_until_it_returns():
    judgement = judge(Decision.SAME, [ROSA], [ROSE])
    assert resolve([FIRST, AGAIN], SCHEMA, [judgement]) == resolve([FIRST, AGAIN], SCHEMA)
    assert len(persons(resolve([FIRST, SECOND], SCHEMA, [judgement]))) == 2


def test_what_no_judgement_names_is_left_as_it_is():
    assert as_judged([FIRST], [judge(Decision.REJECT, claims(AGAIN, 0))])[0] is FIRST


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_judgements_means_nothing(order):
    judgements = [
        judge(Decision.SAME, [ROSA], [ROSE]),
        judge(Decision.STATUS, claims(FIRST, 0), status=DIP + "planned"),
        judge(Decision.DIFFERENT, claims(FIRST, 0), claims(DAY_BEFORE, 0)),
        judge(Decision.REJECT, claims(AGAIN, 0)),
    ][::order]
    everything = [FIRST, SECOND, AGAIN, DAY_BEFORE][::order]
    expected = resolve([FIRST, SECOND, AGAIN, DAY_BEFORE], SCHEMA, judgements[::order])
    assert resolve(everything, SCHEMA, judgements) == expected
