"""Events whose parties the article has just named, and events told of one party alone."""

from dataclasses import replace

from event_building import HAPPENED, OTIENO, SANOU, SITE, VOGT, draft, kind, role, told
from graph_building import parse
from test_frames_passes import NOTE, PARLEY

from kg.extraction.discourse import understand_parties
from kg.extraction.enhance import enhance
from kg.extraction.lightverbs import LightVerb

STAY = kind(role("x:guest", 1), SITE)
NOUN = enhance(parse("stopover NOUN 2 nsubj:pass", "cancelled VERB 0 root cancel VerbForm=Part|Voice=Pass"))
NOUN_PHRASE = enhance(parse("A DET 3 det", "long ADJ 3 amod", "trip NOUN 0 root"))
PLANNED = replace(HAPPENED, iri="x:planned", happened=False, polarity="PR+")
HAS_AGENT = enhance(
    parse(
        "officials NOUN 2 nsubj official",
        "announced VERB 0 root announce",
        "stopover NOUN 4 nsubj",
        "ended VERB 2 ccomp end",
    )
)
DOES = enhance(parse("officials NOUN 2 nsubj official", "dropped VERB 0 root drop", "stopover NOUN 2 obj"))


def fit(*_):
    return True


def test_a_fourth_encounter_is_of_those_who_met_before():
    earlier = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    fourth = replace(draft(PARLEY, [], sentence=1), series=4)
    assert told(understand_parties([earlier, fourth], fit, (NOUN, NOUN)))[1] == ((VOGT, OTIENO),)
    assert told(understand_parties([earlier, replace(fourth, series=0)], fit, (NOUN, NOUN)))[1] == ((),)


def test_a_cancelled_stopover_is_of_him_whose_journey_was_told():
    journey = draft(STAY, [("x:guest", VOGT), ("x:site", "place/lima")])
    stop = draft(STAY, [("x:site", "place/quito")], sentence=1)
    result = understand_parties([journey, stop], fit, (NOUN, NOUN))
    assert told(result)[1] == ((VOGT,), ("place/quito",))
    assert result[1].sentences == (1, 0)


def test_a_stopover_that_somebody_else_drops_is_nobodys():
    journey = draft(STAY, [("x:guest", VOGT), ("x:site", "place/lima")])
    stop = draft(STAY, [("x:site", "place/quito")], sentence=1, token=2)
    assert told(understand_parties([journey, stop], fit, (NOUN, DOES)))[1] == ((), ("place/quito",))


def test_who_announces_a_stopover_does_not_make_it():
    journey = draft(STAY, [("x:guest", VOGT), ("x:site", "place/lima")])
    stop = draft(STAY, [("x:site", "place/quito")], sentence=1, token=2)
    assert told(understand_parties([journey, stop], fit, (NOUN, HAS_AGENT)))[1] == ((VOGT,), ("place/quito",))


def test_a_journey_told_long_ago_lends_nobody():
    journey = draft(STAY, [("x:guest", VOGT), ("x:site", "place/lima")])
    stop = draft(STAY, [("x:site", "place/quito")], sentence=3)
    assert told(understand_parties([journey, stop], fit, (NOUN,) * 4))[1] == ((), ("place/quito",))


def test_one_more_attends_the_meeting_told_before():
    attended = enhance(
        parse("Sanou PROPN 2 nsubj", "attended VERB 0 root attend", "the DET 4 det", "meeting NOUN 2 obj")
    )
    earlier = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    plain = draft(PARLEY, [("x:party", SANOU)], sentence=1, token=3, definite=True)
    joined = replace(plain, match=replace(plain.match, light=(LightVerb(1, "obj"),)))
    result = understand_parties([earlier, joined], fit, (NOUN, attended))
    assert told(result)[1] == ((SANOU, VOGT, OTIENO),)
    assert result[1].antecedent == 0
    assert told(understand_parties([earlier, plain], fit, (NOUN, attended)))[1] == ((SANOU,),)
    chaired = enhance(parse("Sanou PROPN 2 nsubj", "chaired VERB 0 root chair", "the DET 4 det", "meeting NOUN 2 obj"))
    assert understand_parties([earlier, joined], fit, (NOUN, chaired))[1].antecedent == 0


def test_one_named_party_is_enough_where_the_type_lets_the_other_unsaid():
    open_ended = kind(replace(role("x:party", 2), told=1))
    alone = draft(open_ended, [("x:party", VOGT)])
    named = replace(alone, fillings=tuple(replace(item, kind="person") for item in alone.fillings))
    assert not named.is_complete()
    assert named.is_enough()
    assert not alone.is_enough(), "a state alone says too little"
    assert not replace(named, generic=True).is_enough()
    assert not replace(named, status=replace(HAPPENED, polarity="PS+")).is_enough()
    assert not replace(named, fillings=tuple(replace(item, implied=True) for item in named.fillings)).is_enough()
    assert not replace(draft(NOTE, [("x:from", VOGT)])).is_enough(), "this type demands both"


def test_their_next_meeting_is_of_those_who_met():
    graph = enhance(parse("next ADJ 2 amod", "talks NOUN 0 root talk"))
    earlier = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    later = draft(PARLEY, [], sentence=1, token=1, definite=True)
    assert told(understand_parties([earlier, later], fit, (graph, graph)))[1] == ((VOGT, OTIENO),)
    bare = replace(later, match=replace(later.match, definite=False))
    assert told(understand_parties([earlier, bare], fit, (graph, graph)))[1] == ((),)


def test_who_attends_an_audience_of_one_makes_it_two():
    attended = enhance(
        parse("the DET 2 det", "meeting NOUN 4 nsubj:pass", "was AUX 4 aux:pass", "attended VERB 0 root attend")
    )
    parley = kind(replace(role("x:party", 2), told=1))
    alone = draft(parley, [("x:party", VOGT)])
    earlier = replace(alone, fillings=tuple(replace(item, kind="person") for item in alone.fillings))
    plain = draft(parley, [("x:party", SANOU)], sentence=1, token=1, definite=True)
    joined = replace(plain, match=replace(plain.match, light=(LightVerb(3, "obj"),)))
    assert told(understand_parties([earlier, joined], fit, (NOUN, attended)))[1] == ((SANOU, VOGT),)


def test_the_meeting_that_is_to_be_after_all_is_of_those_who_did_not_meet():
    failed = replace(draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)]), status=PLANNED)
    moved = replace(draft(PARLEY, [], sentence=1, definite=True), status=PLANNED)
    assert told(understand_parties([failed, moved], fit, (NOUN, NOUN)))[1] == ((VOGT, OTIENO),)
    met = replace(failed, status=HAPPENED)
    assert told(understand_parties([met, moved], fit, (NOUN, NOUN)))[1] == ((),)


def test_a_previous_journey_without_a_traveller_is_the_travellers():
    graph = enhance(parse("A DET 3 det", "previous ADJ 3 amod", "trip NOUN 0 root"))
    journey = draft(STAY, [("x:guest", VOGT), ("x:site", "place/lima")])
    trip = draft(STAY, [], sentence=1, token=2)
    assert told(understand_parties([journey, trip], fit, (graph, graph)))[1] == ((VOGT,), ())
    assert told(understand_parties([journey, replace(trip, sentences=(1,))], fit, (graph, NOUN_PHRASE)))[1] == ((), ())
