"""What judgements do to knowledge."""

import pytest
from newsroom import SCHEMA, article, meeting

from kg.judgement import Decision, Judgement, Sides, claim_names, pair, referent_name
from kg.model import EntityKind
from kg.resolution import resolve
from kg.resolution.judging import as_judged, judged_groups
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
    assert as_judged([FIRST], [judge(Decision.REJECT, claims(AGAIN, 0))], SCHEMA)[0] is FIRST


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


def grouped(groups, *judgements):
    """Members are words whose letters are what they stand for."""
    found = judged_groups([group.split() for group in groups], Sides(judgements), list)
    return sorted(" ".join(sorted(group)) for group in found)


def test_where_parts_cannot_be_joined_whole_those_judged_the_same_leave_them():
    apart, same = judge(Decision.DIFFERENT, ["a"], ["b"]), judge(Decision.SAME, ["c"], ["d"])
    assert grouped(["a c x", "b d y"], same) == ["a b c d x y"]
    assert grouped(["a c x", "b d y"], apart, same) == ["a x", "b y", "c d"]
    assert grouped(["a c x", "d y", "b"], apart, same) == ["a c d x y", "b"]


def test_a_member_that_stands_for_two_names_ties_both_and_no_parting_is_undone():
    first, second = judge(Decision.SAME, ["c"], ["d"]), judge(Decision.SAME, ["e"], ["f"])
    apart = judge(Decision.DIFFERENT, ["a"], ["b"])
    assert grouped(["a ce", "b d", "f"], apart, first, second) == ["a", "b", "ce d f"]
    # one stands for a name that is kept apart itself: the parting wins, and nothing leaves its part for it
    assert grouped(["ac x", "bd y"], apart, first) == ["ac x", "bd y"]


def test_same_holds_although_the_groups_of_both_sides_hold_what_is_kept_apart():
    four = article("four", None, meeting("Joseph Otieno", "Anna Petit", "Rut Berg"))
    joseph, anna = referent(four, "person/joseph-otieno"), referent(AGAIN, "person/anna-petit")
    judged = resolve(
        [FIRST, AGAIN, four],
        SCHEMA,
        [
            judge(Decision.SAME, [joseph], [anna]),
            judge(Decision.DIFFERENT, [ROSA], [referent(FIRST, "person/joseph-otieno")]),
        ],
    )
    bodies = [{referent_name(ref.article, ref.key) for ref in entity.sources} for entity in judged.entities]
    assert {joseph, anna} in bodies


def test_a_status_or_role_that_the_schema_does_not_know_waits():
    strange = [
        judge(Decision.STATUS, claims(FIRST, 0), status="https://example.org/zzz"),
        judge(Decision.ROLE, claims(FIRST, 0), given="https://example.org/zzz", filler=ROSA),
        judge(Decision.ROLE, claims(FIRST, 0), given=DIP + "visitor", filler=ROSA),  # of another event type
    ]
    assert as_judged([FIRST], strange, SCHEMA) == [FIRST]


@pytest.mark.parametrize(
    ("given", "filler"),
    [
        ("format", "http://elsewhere.example/x"),
        ("format", DIP + "imposed"),  # of another scheme
        ("format", ROSA),
        ("participant", DIP + "summit"),
        ("participant", "http://elsewhere.example/x"),
        ("participant", ROSE),  # of another article
        ("place", ROSA),  # a person is no place
    ],
)
def test_a_role_is_given_only_to_what_it_takes_and_the_article_names(given, filler):
    assert as_judged([FIRST], [judge(Decision.ROLE, claims(FIRST, 0), given=DIP + given, filler=filler)], SCHEMA) == [
        FIRST
    ]
