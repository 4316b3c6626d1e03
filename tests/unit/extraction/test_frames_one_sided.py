"""Events of which one side alone is told: kept where the article tells nothing fuller of that party."""

from dataclasses import replace

import pytest
from event_building import HAPPENED
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.extractor import expand_all
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.extraction.one_sided import one_sided, vaguer
from kg.model import Span
from kg.schema.model import EventType, Role, Status, Trigger

HOPED = Status("x:hoped", "hoped", "hoped", "PS+", 2, (), happened=False)
PARTY = Role("x:party", "party", "party", ("person", "country"), "", False, True, True, 2, 0, (), told=1)
GUEST = Role("x:guest", "guest", "guest", ("person", "country"), "", False, True, True, 1, 0, ())
PARLEY = EventType("x:E", "E", "e", "e", "", "040", (), (), (), (PARTY,), (), (), (), (), "")
STAY = EventType("x:F", "F", "f", "f", "", "042", (), (), (), (GUEST,), (), (), (), (), "")
CHAD, PERU = "country/chad", "country/peru"


def draft(*keys, by=PARLEY, **changes):
    fillings = tuple(Filling(by.roles[0].iri, (key,), Span(0, 1), 0, 0, 0, kind="country") for key in keys)
    made = Match(by, Trigger(("x",), "NOUN", ()), 0, 0, fillings, ())
    return replace(Draft(made, fillings, HAPPENED, None, None, None, (0,)), **changes)


TALKS = (enhance(parse("talks NOUN 0 root talk")),)


@pytest.fixture
def allegiances():
    return Allegiances(scene(enhance(parse("talks NOUN 0 root talk")), referring=()))


def test_talks_with_a_state_stand_where_nothing_fuller_is_told(allegiances):
    drafts = [draft(CHAD)]
    assert one_sided(drafts, allegiances, TALKS) == {0}
    assert len(expand_all(drafts, frozenset((0,)))) == 1
    assert expand_all(drafts) == []


def test_beside_a_fuller_event_of_the_kind_they_mean_it(allegiances):
    assert one_sided([draft(CHAD), draft(CHAD, PERU)], allegiances, TALKS) == frozenset()
    assert one_sided([draft("country/togo"), draft(CHAD, PERU)], allegiances, TALKS) == frozenset()
    assert one_sided([draft(CHAD), draft(CHAD, by=STAY)], allegiances, TALKS) == {0}


def test_talks_of_one_person_are_those_told_with_all_their_sides_unless_a_day_tells_them_apart():
    vogt, lind = "person/vogt", "person/lind"
    people = tuple(replace(item, kind="person") for item in draft(vogt).fillings)
    alone, whole = draft(vogt, fillings=people), draft(vogt, lind)
    assert vaguer([alone, whole]) == {0}
    assert len(expand_all([alone, whole])) == 1
    assert vaguer([replace(alone, date="1995-03-08"), whole]) == frozenset()
    assert vaguer([alone, draft(lind, CHAD)]) == frozenset()
    assert len(expand_all([alone])) == 1


@pytest.mark.parametrize("changes", [{"status": HOPED}, {"generic": True}, {"fillings": ()}])
def test_what_is_only_possible_or_no_one_occasion_needs_both_sides(allegiances, changes):
    assert one_sided([draft(CHAD, **changes)], allegiances, TALKS) == frozenset()


@pytest.mark.parametrize("change", [{"implied": True}, {"open": True}])
def test_who_is_only_implied_is_no_side(allegiances, change):
    told = draft(CHAD)
    told = replace(told, fillings=(replace(told.fillings[0], **change),))
    assert one_sided([told], allegiances, TALKS) == frozenset()


def test_who_is_only_described_may_be_in_any_fuller_event(allegiances):
    told = draft(CHAD)
    told = replace(told, fillings=(replace(told.fillings[0], entities=(), described=True),))
    assert one_sided([told], allegiances, TALKS) == {0}
    assert one_sided([told, draft(CHAD, PERU)], allegiances, TALKS) == frozenset()


WHERE = Role("x:where", "where", "where", ("place",), "", False, False, False, 0, 0, ())
TRIP = replace(STAY, roles=(GUEST, WHERE), one_of=("x:where",))


def trip(*, upos="NOUN", **changes):
    made = draft("person/vogt", by=TRIP)
    told = replace(made.fillings[0], kind="person", **changes)
    return replace(made, match=replace(made.match, trigger=Trigger(("x",), upos, ())), fillings=(told,))


def test_a_noun_that_tells_whose_it_is_may_leave_open_where(allegiances):
    assert one_sided([trip()], allegiances, TALKS) == {0}
    assert one_sided([trip(upos="VERB")], allegiances, TALKS) == frozenset()
    assert one_sided([replace(trip(), status=HOPED)], allegiances, TALKS) == frozenset()


@pytest.mark.parametrize("change", [{"implied": True}, {"indirect": True}])
def test_whose_it_is_has_to_be_said(allegiances, change):
    assert one_sided([trip(**change)], allegiances, TALKS) == frozenset()


def test_a_trip_that_is_told_with_its_place_is_the_one_meant(allegiances):
    whole = replace(trip(), fillings=(*trip().fillings, Filling("x:where", ("place/lima",), Span(0, 1), 0, 0, 0)))
    assert one_sided([whole, trip()], allegiances, TALKS) == frozenset()


def test_nobodys_event_stays_nobodys(allegiances):
    assert one_sided([replace(trip(), fillings=())], allegiances, TALKS) == frozenset()


@pytest.mark.parametrize(("who", "told"), [("cabinet", False), ("bloc", True)])
def test_an_organ_of_a_state_in_session_meets_nobody(allegiances, who, told):
    graph = enhance(parse(f"{who} NOUN 2 nsubj", "met VERB 0 root meet"))
    made = draft(CHAD)
    made = replace(made, match=replace(made.match, token=1))
    assert one_sided([made], allegiances, (graph,)) == (frozenset({0}) if told else frozenset())


def test_a_meeting_that_an_organ_held_may_be_with_others(allegiances):
    graph = enhance(parse("cabinet NOUN 2 nsubj", "held VERB 0 root hold", "talks NOUN 2 obj talk"))
    made = draft(CHAD)
    assert one_sided([replace(made, match=replace(made.match, token=2))], allegiances, (graph,)) == {0}


@pytest.mark.parametrize(("behind", "kept"), [(1, True), (-1, False)])
def test_a_participle_before_a_name_tells_of_a_stay(allegiances, behind, kept):
    """For "visiting Premier X" whom, or by whom, stays unsaid; who "visits" says it."""
    stay = trip()
    own = tuple(replace(filling, token=stay.match.token + behind) for filling in stay.fillings)
    made = replace(stay, match=replace(stay.match, trigger=Trigger(("x",), "VERB", ())), fillings=own)
    assert one_sided([made], allegiances, TALKS) == (frozenset({0}) if kept else frozenset())
