"""Which claims of one article are one event: what holds them together, what keeps them apart."""

from dataclasses import replace

from event_building import HAPPENED, PLANNED, SITE, kind, role
from graph_building import parse, scene

from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.expansion import expand
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.extraction.interchange import derive_status
from kg.extraction.merge import Merger
from kg.extraction.passes import resolve_anaphora
from kg.model import PositionClaim, Span
from kg.schema.model import Role, Schema, Status, Trigger

CALLED_OFF = Status("x:off", "off", "off", "CT-", 8, (), happened=False)
MANNER = Role("x:manner", "manner", "manner", (), "x:manners", False, False, False, 0, 0, ())


PARLEY = kind(role("x:party", 2), SITE, MANNER)
NOTE = kind(role("x:from", 1), role("x:to", 1), options=("symmetric",))
GRAPH = enhance(
    parse("A PROPN 2 nsubj", "met VERB 0 root meet", "B PROPN 2 obj", "talks NOUN 2 obl talk", "Lima PROPN 2 obl")
)
SCENE = scene(
    *([GRAPH] * 6),
    referring=(
        "0 0 1 person/vogt name",
        "0 2 3 person/otieno name",
        "1 0 1 person/sanou name",
        "2 0 1 country/kenya name",
        "3 0 1 country/norway name",
        "4 4 5 place/lima name",
        "5 4 5 place/oslo name",
    ),
    positions=(
        PositionClaim("person/otieno", "premier", "country/kenya", False, Span(0, 1), Span(0, 1)),
        PositionClaim("person/vogt", "premier", "country/norway", False, Span(0, 1), Span(0, 1)),
    ),
)
MERGER_OF_NOTES = Merger(Schema((NOTE,), (), (HAPPENED, PLANNED), "", ()), SCENE)
MERGER = Merger(Schema((PARLEY,), (), (HAPPENED, PLANNED), "", ()), SCENE)


def draft(sentence, parties, *, by=PARLEY, status=HAPPENED, definite=False, site="", manner="", more=(), **changes):
    fillings = [Filling("x:party", (key,), Span(0, 1), sentence, 0, 0) for key in parties]
    fillings += [Filling("x:site", (site,), Span(0, 1), sentence, 0, 0)] if site else []
    fillings += [Filling("x:manner", (), Span(0, 1), sentence, 0, 0, value=manner)] if manner else []
    fillings += [Filling(iri, (key,), Span(0, 1), sentence, 0, 0) for iri, key in more]
    match = Match(by, Trigger(("talk",), "NOUN"), sentence, 3, tuple(fillings), (), definite=definite)
    made = Draft(match, tuple(fillings), status, None, None, None, (sentence,))
    return replace(made, **changes)


BOTH = ("person/vogt", "person/otieno")


def test_the_same_participants_make_one_event_however_often_told():
    assert MERGER.group([draft(0, BOTH), draft(1, BOTH)]) == (0, 0)


def test_dates_that_exclude_each_other_make_two_events():
    first, second = draft(0, BOTH, date="2024-03-05"), draft(1, BOTH, date="2024-05")
    assert MERGER.group([first, second]) == (0, 1)


def test_ordinals_tell_events_apart():
    assert MERGER.group([draft(0, BOTH, series=1), draft(1, BOTH, series=2)]) == (0, 1)


def test_a_plan_is_not_the_event_reported_unless_one_narrow_date_holds_for_both():
    assert MERGER.group([draft(0, BOTH), draft(1, BOTH, status=PLANNED)]) == (0, 1)
    dated = [draft(0, BOTH, date="2024-03-05"), draft(1, BOTH, status=PLANNED, date="2024-03-05")]
    assert MERGER.group(dated) == (0, 0)


def test_another_one_is_another_one():
    assert MERGER.group([draft(0, BOTH), draft(1, BOTH, fresh=True)]) == (0, 1)


def test_places_that_differ_make_two_events():
    assert MERGER.group([draft(4, BOTH, site="place/lima"), draft(5, BOTH, site="place/oslo")]) == (0, 1)


def test_strangers_are_never_glued():
    other = draft(1, ("person/vogt", "person/sanou"))
    assert MERGER.group([draft(0, BOTH), other]) == (0, 1)


def test_states_are_their_leaders_only_where_something_else_agrees():
    states = ("country/norway", "country/kenya")
    assert MERGER.group([draft(0, BOTH), draft(2, states)]) == (0, 1)
    assert MERGER.group([draft(0, BOTH, manner="x:m"), draft(2, states, manner="x:m", definite=True)]) == (0, 0)
    assert MERGER.group([draft(0, BOTH, manner="x:m"), draft(2, states, manner="x:n", definite=True)]) == (0, 1)


def test_a_headline_joins_the_body_that_follows_it():
    assert MERGER.group([draft(0, BOTH, headline=True), draft(1, BOTH)]) == (0, 0)


def test_generic_claims_stay_by_themselves():
    assert MERGER.group([draft(0, BOTH), draft(1, BOTH, generic=True)]) == (0, 1)


def test_a_definite_noun_takes_up_the_event_told_before():
    told, bare = draft(0, BOTH), draft(1, (), definite=True)
    resolved = resolve_anaphora([told, bare], MERGER.circumstances_agree, SCENE.graphs)[1]
    assert resolved.agents() == BOTH
    assert resolved.antecedent == 0
    assert resolved.sentences == (1, 0)
    assert all(filling.implied for filling in resolved.fillings)


def test_an_indefinite_noun_takes_up_nothing():
    resolved = resolve_anaphora([draft(0, BOTH), draft(1, ())], MERGER.circumstances_agree, SCENE.graphs)[1]
    assert not resolved.is_complete()


def test_an_exchange_is_one_event_for_each_direction():
    sides = [(iri, key) for iri in ("x:from", "x:to") for key in BOTH]
    there, back = expand([draft(0, (), by=NOTE, more=sides)])
    assert (there.entities("x:from"), there.entities("x:to")) == (("person/vogt",), ("person/otieno",))
    assert (back.entities("x:from"), back.entities("x:to")) == (("person/otieno",), ("person/vogt",))
    assert Merger(Schema((NOTE,), (), (HAPPENED,), "", ()), SCENE).group([there, back]) == (0, 1)


def test_distribution_makes_an_event_for_each_filler_with_what_is_common():
    spoke = kind(role("x:party", 2), distribute=("x:party",))
    made = draft(0, (), by=spoke)
    fillings = tuple(
        Filling("x:party", (key,), Span(0, 1), 0, 0, order)
        for key, order in (("person/vogt", 0), ("person/otieno", 1), ("person/sanou", 1))
    )
    parts = expand([replace(made, fillings=fillings)])
    assert [part.agents() for part in parts] == [("person/vogt", "person/otieno"), ("person/vogt", "person/sanou")]


def test_occurrence_settles_a_plan_and_a_negation_ends_it():
    assert derive_status([PLANNED, HAPPENED]) is HAPPENED
    assert derive_status([PLANNED, CALLED_OFF]) is CALLED_OFF
    assert derive_status([PLANNED]) is PLANNED


def test_each_side_told_in_a_sentence_of_its_own_is_one_letter():
    sent = draft(0, [], by=NOTE)
    sent = replace(sent, fillings=(Filling("x:from", ("person/vogt",), Span(0, 1), 0, 0, 0),))
    received = replace(sent, fillings=(Filling("x:to", ("person/otieno",), Span(0, 1), 1, 0, 0),))
    next_one = replace(received, match=replace(received.match, sentence=1))
    far = replace(received, match=replace(received.match, sentence=5))
    assert MERGER_OF_NOTES.group([sent, next_one]) == (0, 0)
    assert MERGER_OF_NOTES.group([sent, far]) == (0, 1)


def test_what_two_sides_each_do_to_one_target_is_two_events():
    actor = replace(role("x:actor", 0), contact=False)
    measure = kind(actor, role("x:party", 1))
    one, other, same = (
        draft(sentence, ("person/vogt",), by=measure, definite=True, more=(("x:actor", key),))
        for sentence, key in ((0, "country/kenya"), (1, "country/norway"), (2, "country/kenya"))
    )
    assert MERGER.group([one, other, same]) == (0, 1, 0)


def test_an_anchored_event_needs_somebody_named():
    measure = kind(role("x:party", 1), options=("anchored",))
    named = draft(0, ("person/vogt",), by=measure)
    nobody = replace(named, fillings=tuple(replace(item, entities=(), described=True) for item in named.fillings))
    assert (named.is_complete(), nobody.is_complete()) == (True, False)


def test_two_stops_of_one_telling_stay_two_although_one_lies_in_the_other():
    region, state = "place/lima", "country/peru"
    stops = [draft(0, BOTH, site=state), draft(0, BOTH, site=region, variant=1)]
    assert MERGER.group(stops) == (0, 1)


def test_a_host_of_whom_nothing_is_known_may_be_host_at_home():
    stay = kind(role("x:party", 1), replace(role("x:host", 1), minimum=0), SITE)
    stay = replace(stay, one_of=("x:host", "x:site"))
    merger = Merger(Schema((stay,), (), (HAPPENED, PLANNED), "", ()), SCENE)

    def told(sentence, host):
        return draft(sentence, ("person/otieno",), by=stay, more=[("x:host", host)])

    assert merger.group([told(0, "country/norway"), told(1, "person/sanou")]) == (0, 0)
    assert merger.group([told(0, "country/kenya"), told(1, "person/vogt")]) == (0, 1)
