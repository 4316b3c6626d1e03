"""What an event takes from what is told beside it: a day, a place."""

from dataclasses import replace

import pytest
from event_building import HAPPENED, PLANNED
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.circumstances import Circumstances
from kg.extraction.dates import article_dates
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.model import PositionClaim, Span
from kg.schema.model import EventType, Role, Trigger

VOGT, OTIENO, KENYA, LIMA, MARA, PALACE = (
    "person/vogt",
    "person/otieno",
    "country/kenya",
    "place/lima",
    "place/mara",
    "place/palace",
)
PARTY = Role("x:party", "party", "party", ("person", "country"), "", False, True, True, 1, 0, ())
SITE = Role("x:site", "site", "site", ("place", "country"), "", False, False, False, 0, 0, ())
KIND = EventType("x:E", "E", "e", "e", "", "040", (), (), (), (PARTY, SITE), (), (), (), (), "")

FLEW = enhance(
    parse(
        "Vogt PROPN 2 nsubj",
        "flew VERB 0 root fly Tense=Past|VerbForm=Fin",
        "on ADP 4 case",
        "Monday PROPN 2 obl",
        "and CCONJ 6 cc",
        "met VERB 2 conj meet Tense=Past|VerbForm=Fin",
    )
)
TALKED = enhance(parse("She PRON 2 nsubj", "conferred VERB 0 root confer Tense=Past|VerbForm=Fin"))
HAD = enhance(parse("She PRON 3 nsubj", "had AUX 3 aux have", "conferred VERB 0 root confer Tense=Past|VerbForm=Part"))


def draft(fillings, *, sentence=0, token=1, status=HAPPENED, date=None):
    filled = tuple(Filling(iri, (key,), Span(0, 1), sentence, 0, 0) for iri, key in fillings)
    made = Match(KIND, Trigger(("x",), "VERB", (), ()), sentence, token, filled, ())
    return Draft(made, filled, status, date, None, None, (sentence,))


def complete(drafts, *graphs, dates=False, numbers=()):
    keys = (VOGT, OTIENO, KENYA, LIMA, MARA, PALACE)
    rows = [f"0 0 1 {key} name" for key in keys]
    office = PositionClaim(OTIENO, "premier", KENYA, False, Span(0, 1), Span(0, 1))
    given = scene(*graphs, referring=rows, positions=(office,))
    entities = dict(given.entities)
    entities[KENYA] = replace(entities[KENYA], reference="iso:KE")
    entities[MARA] = replace(entities[MARA], country="iso:KE")
    entities[PALACE] = replace(entities[PALACE], country="iso:KE", name="Kremlin")
    entities[LIMA] = replace(entities[LIMA], country="iso:PE")
    given = replace(given, entities=entities)
    found = article_dates(graphs, published="1995-03-08") if dates else ()
    return Circumstances(given, Allegiances(given), found).complete(drafts, numbers or range(len(drafts)))


def test_events_of_one_sentence_share_a_day():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    _, met = complete([flight, draft([("x:party", VOGT), ("x:party", OTIENO)], token=5)], FLEW)
    assert met.date == "1995-03-06"


def test_what_goes_on_in_the_next_sentence_was_about_that_day():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    _, talked = complete([flight, draft([("x:party", VOGT)], sentence=1)], FLEW, TALKED)
    assert talked.date == "1995-03-06~"
    assert talked.sentences == (1, 0)


def test_the_past_perfect_tells_of_another_time():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    _, talked = complete([flight, draft([("x:party", VOGT)], sentence=1, token=2)], FLEW, HAD)
    assert talked.date is None


def test_plans_take_no_dates_from_facts_nor_strangers_from_each_other():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    _, plan, other = complete(
        [flight, draft([("x:party", VOGT)], sentence=1, status=PLANNED), draft([("x:party", OTIENO)], sentence=1)],
        FLEW,
        TALKED,
    )
    assert plan.date is None
    assert other.date is None


def test_a_clause_takes_the_date_of_the_clause_it_belongs_to():
    (met,) = complete([draft([("x:party", VOGT)], token=5)], FLEW, dates=True)
    assert met.date == "1995-03-06"


def test_the_day_of_the_sentence_before_counts_where_no_event_was_read_in_it():
    (talked,) = complete([draft([("x:party", VOGT)], sentence=1)], FLEW, TALKED, dates=True)
    assert talked.date == "1995-03-06~"


def test_who_stays_in_a_state_meets_its_people_there():
    stay = draft([("x:party", VOGT), ("x:site", MARA)], date="1995-03-06")
    met = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1)
    assert [one.entities for one in complete([stay, met], FLEW, TALKED)[1].places()] == [(MARA,)]
    elsewhere = draft([("x:party", VOGT), ("x:site", LIMA)], date="1995-03-06")
    assert complete([elsewhere, met], FLEW, TALKED)[1].places() == ()


def test_whom_nothing_places_the_traveller_meets_where_he_was_just_told_to_be():
    stay = draft([("x:party", VOGT), ("x:site", LIMA)], date="1995-03-06")
    met = draft([("x:party", VOGT), ("x:party", "person/rao")], sentence=1)
    assert [one.entities for one in complete([stay, met], FLEW, TALKED)[1].places()] == [(LIMA,)]
    plan = replace(met, status=PLANNED)
    assert complete([replace(stay, status=PLANNED), plan], FLEW, TALKED)[1].places() == ()


def test_what_is_done_instead_is_done_on_the_day_of_what_was_not():
    instead = enhance(parse("They PRON 2 nsubj", "spoke VERB 0 root speak Tense=Past", "instead ADV 2 advmod"))
    visit = draft([("x:party", VOGT), ("x:party", OTIENO)], status=PLANNED, date="1995-03-06")
    both = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1)
    assert complete([visit, both], FLEW, instead)[1].date == "1995-03-06"
    assert complete([visit, both], FLEW, TALKED)[1].date is None


def test_what_a_clause_beside_tells_dates_nothing_that_follows():
    aside = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "flew VERB 0 root fly Tense=Past|VerbForm=Fin",
            "as SCONJ 5 mark",
            "Otieno PROPN 5 nsubj",
            "marked VERB 2 advcl mark Tense=Past|VerbForm=Fin",
            "on ADP 7 case",
            "Monday PROPN 5 obl",
        )
    )
    marked = draft([("x:party", VOGT)], token=4, date="1995-03-06")
    _, met = complete([marked, draft([("x:party", VOGT)], sentence=1)], aside, TALKED)
    assert met.date is None


def test_a_month_dates_what_follows_only_where_that_is_alike():
    flight = draft([("x:party", VOGT)], date="1995-03")
    other = replace(flight, match=replace(flight.match, event_type=replace(KIND, iri="x:F")))
    told = draft([("x:party", VOGT)], sentence=1)
    assert complete([flight, told], FLEW, TALKED)[1].date == "1995-03~"
    assert complete([other, told], FLEW, TALKED)[1].date is None


def test_what_came_first_on_a_day_is_of_that_day():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    for word, relation in (("first", "advmod"), ("earlier", "advmod"), ("recently", "advmod")):
        told = enhance(
            parse(
                "She PRON 3 nsubj", f"{word} ADV 3 {relation}", "conferred VERB 0 root confer Tense=Past|VerbForm=Fin"
            )
        )
        _, talked = complete([flight, draft([("x:party", VOGT)], sentence=1, token=2)], FLEW, told)
        assert talked.date == (None if word == "recently" else "1995-03-06~")


def test_before_the_session_is_of_its_day_and_before_the_war_is_not():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    for noun, date in (("session", "1995-03-06~"), ("war", None)):
        told = enhance(
            parse(
                "Before ADP 3 case",
                "the DET 3 det",
                f"{noun} NOUN 5 obl",
                "she PRON 5 nsubj",
                "conferred VERB 0 root confer Tense=Past|VerbForm=Fin",
            )
        )
        _, talked = complete([flight, draft([("x:party", VOGT)], sentence=1, token=4)], FLEW, told)
        assert talked.date == date


def test_talks_after_which_something_was_done_on_a_day_were_about_then_unless_they_were_long():
    for words, date in (
        (["five NUM 8 nummod", "hours NOUN 5 obl hour"], "1995-03-06~"),
        (["two NUM 8 nummod", "months NOUN 5 obl month"], None),
    ):
        signed = enhance(
            parse(
                "On ADP 2 case",
                "Monday PROPN 5 obl",
                "they PRON 5 nsubj",
                "all ADV 5 advmod",
                "signed VERB 0 root sign Tense=Past|VerbForm=Fin",
                "after ADP 8 case",
                *words,
                "of ADP 10 case",
                "talks NOUN 8 nmod talk",
            )
        )
        (talks,) = complete([draft([("x:party", VOGT)], token=9)], signed, dates=True)
        assert talks.date == date


def test_what_was_agreed_on_a_day_sets_the_clock():
    agreed = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "agreed VERB 0 root agree Tense=Past|VerbForm=Fin",
            "Monday PROPN 2 obl",
            "to PART 5 mark",
            "pay VERB 2 xcomp",
        )
    )
    (talked,) = complete([draft([("x:party", VOGT)], sentence=1)], agreed, TALKED, dates=True)
    assert talked.date == "1995-03-06~"


def test_an_hour_without_a_day_is_of_the_storys_day_however_far_back():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    for hour, date in (("afternoon", "1995-03-06~"), ("summer", None)):
        told = enhance(
            parse(
                "In ADP 3 case",
                "the DET 3 det",
                f"{hour} NOUN 5 obl",
                "she PRON 5 nsubj",
                "conferred VERB 0 root confer Tense=Past|VerbForm=Fin",
            )
        )
        between = [enhance(parse("It PRON 2 nsubj", "rained VERB 0 root rain Tense=Past|VerbForm=Fin"))] * 3
        talk = draft([("x:party", VOGT)], sentence=4, token=4)
        assert complete([flight, talk], FLEW, *between, told)[1].date == date


def test_the_first_since_a_year_is_counted_and_not_told_of_it():
    flight = draft([("x:party", VOGT)], date="1995-03-06")
    told = enhance(
        parse(
            "She PRON 2 nsubj",
            "held VERB 0 root hold Tense=Past|VerbForm=Fin",
            "the DET 5 det",
            "first ADJ 5 amod",
            "gathering NOUN 2 obj",
            "since ADP 7 case",
            "1990 NUM 5 nmod",
        )
    )
    assert complete([flight, draft([("x:party", VOGT)], sentence=1, token=4)], FLEW, told)[1].date == "1995-03-06~"


def test_talks_that_were_over_before_something_was_done_on_a_day_were_about_then():
    failed = enhance(
        parse(
            "They PRON 2 nsubj",
            "failed VERB 0 root fail Tense=Past|VerbForm=Fin",
            "on ADP 4 case",
            "Monday PROPN 2 obl",
            "after SCONJ 7 mark",
            "talks NOUN 7 nsubj talk",
            "ended VERB 2 advcl end Tense=Past|VerbForm=Fin",
        )
    )
    (talks,) = complete([draft([("x:party", VOGT)], token=5)], failed, dates=True)
    assert talks.date == "1995-03-06~"


AWAY = replace(KIND, iri="x:J", options=("away",))
AGREED = enhance(
    parse(
        "They PRON 2 nsubj",
        "agreed VERB 0 root agree Tense=Past",
        "to PART 4 mark",
        "meet VERB 2 xcomp meet VerbForm=Inf",
    )
)


def journey(place, *, sentence=0, date=None, who=VOGT):
    made = draft([("x:party", who), ("x:site", place)], sentence=sentence, date=date)
    return replace(made, match=replace(made.match, event_type=AWAY))


def places(one):
    return [filling.entities for filling in one.places()]


def test_who_arrived_is_there_in_the_days_after():
    talks = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1, date="1995-03-09")
    assert places(complete([journey(MARA, date="1995-03-06"), talks], FLEW, TALKED)[1]) == [(MARA,)]
    assert places(complete([journey(MARA, date="1995-02-06"), talks], FLEW, TALKED)[1]) == []
    assert places(complete([journey(MARA, date="1995-03-10"), talks], FLEW, TALKED)[1]) == []


def test_a_journey_told_twice_has_one_day():
    talks = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1, date="1995-04-09")
    told = [journey(MARA, date="1995-03-06"), journey(MARA), talks]
    assert places(complete(told, FLEW, TALKED, numbers=(0, 0, 1))[2]) == []


def test_what_is_to_come_of_a_journey_made_is_to_be_where_it_went():
    plan = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1, status=PLANNED)
    assert places(complete([journey(MARA), plan], FLEW, TALKED)[1]) == [(MARA,)]
    unplaced = draft([("x:party", VOGT), ("x:party", "person/rao")], sentence=1, status=PLANNED)
    assert places(complete([journey(LIMA), unplaced], FLEW, TALKED)[1]) == [(LIMA,)]
    agreed = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1, token=3, status=PLANNED)
    assert places(complete([journey(MARA), agreed], FLEW, AGREED)[1]) == []


def test_of_a_state_and_its_city_the_journey_was_to_the_city():
    talks = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=1)
    assert places(complete([journey(KENYA), journey(MARA), talks], FLEW, TALKED)[2]) == [(MARA,)]
    assert places(complete([journey(PALACE), journey(MARA), talks], FLEW, TALKED)[2]) == [(MARA,)]


def test_who_is_at_home_has_not_come_from_elsewhere():
    stay = draft([("x:party", OTIENO), ("x:site", MARA)])
    talks = draft([("x:party", KENYA), ("x:party", VOGT)], sentence=1)
    assert places(complete([stay, talks], FLEW, HAD)[1]) == []


def test_what_takes_its_place_from_a_stay_takes_its_day():
    aside = enhance(parse("He PRON 2 nsubj", "laughed VERB 0 root laugh Tense=Past"))
    talks = draft([("x:party", VOGT), ("x:party", OTIENO)], sentence=4)
    told = complete([journey(MARA, date="1995-03-06"), talks], FLEW, aside, aside, aside, TALKED)[1]
    assert (places(told), told.date) == ([(MARA,)], "1995-03-06")


CAME = enhance(
    parse(
        "The DET 2 det",
        "visit NOUN 3 nsubj",
        "came VERB 0 root come Tense=Past|VerbForm=Fin",
        "two NUM 5 nummod",
        "days NOUN 3 obl day",
        "after SCONJ 8 mark",
        "Otieno PROPN 8 nsubj",
        "spoke VERB 3 advcl speak Tense=Past|VerbForm=Fin",
    )
)


def test_what_was_so_long_before_a_visit_is_counted_from_its_day():
    visit = draft([("x:party", VOGT)], sentence=1, date="1995-03-06")
    spoke = draft([("x:party", OTIENO)], sentence=1, token=7)
    assert complete([visit, spoke], FLEW, CAME)[1].date == "1995-03-04"
    undated = replace(visit, date=None)
    assert complete([undated, spoke], FLEW, CAME)[1].date is None


ALSO = enhance(parse("She PRON 3 nsubj", "also ADV 3 advmod", "met VERB 0 root meet Tense=Past|VerbForm=Fin"))


def test_whom_the_traveller_also_met_he_met_on_the_same_stay():
    aside = enhance(parse("He PRON 2 nsubj", "laughed VERB 0 root laugh Tense=Past"))
    graphs = (FLEW, aside, aside, aside)
    met = draft([("x:party", VOGT), ("x:party", "person/rao")], sentence=4, token=2)
    assert places(complete([journey(LIMA), met], *graphs, ALSO)[1]) == [(LIMA,)]
    plain = replace(met, match=replace(met.match, token=1))
    assert places(complete([journey(LIMA), plain], *graphs, TALKED)[1]) == []


def test_on_a_journey_to_come_he_is_to_meet_people_there():
    plan = draft([("x:party", VOGT), ("x:party", "person/rao")], sentence=1, status=PLANNED)
    coming = replace(journey(LIMA), status=PLANNED)
    assert places(complete([coming, plan], FLEW, TALKED)[1]) == [(LIMA,)]
    hosted = draft([("x:party", VOGT), ("x:party", OTIENO)], status=PLANNED)
    later = replace(journey(MARA, sentence=1), status=PLANNED)
    assert places(complete([hosted, later], FLEW, TALKED)[0]) == []


def test_what_a_sentence_is_about_is_no_place_it_is_set_in():
    about = enhance(parse("She PRON 2 nsubj", "met VERB 0 root meet Tense=Past", "on ADP 4 case", "Mara PROPN 2 obl"))
    within = enhance(
        parse("She PRON 2 nsubj", "met VERB 0 root meet Tense=Past", "from ADP 4 case", "Mara PROPN 2 obl")
    )
    stay = journey(LIMA)
    met = draft([("x:party", VOGT), ("x:party", "person/rao")], sentence=1)
    for graph, expected in ((about, [(LIMA,)]), (within, [])):
        given = scene(FLEW, graph, referring=[f"0 0 1 {VOGT} name", f"0 0 1 {LIMA} name", f"1 3 4 {MARA} name"])
        told = Circumstances(given, Allegiances(given)).complete([stay, met], range(2))
        assert places(told[1]) == expected


SAID = enhance(
    parse(
        "Vogt PROPN 2 nsubj",
        "spoke VERB 0 root speak Tense=Past|VerbForm=Fin",
        "on ADP 4 case",
        "Monday PROPN 2 obl",
    )
)


@pytest.mark.parametrize(
    ("verb", "preposition", "date"),
    [
        ("warned warn", "in", "1995-03-06"),
        ("warned warn", "after", "1995-03-06~"),
        ("toured tour", "during", "1995-03-06"),
        ("toured tour", "in", "1995-03-06~"),
    ],
)
def test_what_is_said_at_an_event_dates_it_by_the_day_the_speaker_spoke(verb, preposition, date):
    form, lemma = verb.split()
    warned = enhance(
        parse(
            "She PRON 2 nsubj",
            f"{form} VERB 0 root {lemma} Tense=Past|VerbForm=Fin",
            f"{preposition} ADP 4 case",
            "talks NOUN 2 obl talk",
            "when SCONJ 6 mark",
            "had VERB 2 advcl have Tense=Past|VerbForm=Fin",
        )
    )
    (met,) = complete([draft([("x:party", VOGT)], sentence=1, token=3)], SAID, warned, dates=True)
    assert met.date == date


def test_what_follows_is_not_of_the_day_of_somebody_named_in_what_is_agreed():
    agreed = enhance(
        parse(
            "Rao PROPN 2 nsubj",
            "flew VERB 0 root fly Tense=Past|VerbForm=Fin",
            "Monday PROPN 2 obl",
            "that SCONJ 6 mark",
            "Vogt PROPN 6 nsubj",
            "stays VERB 2 ccomp stay Tense=Pres|VerbForm=Fin",
        )
    )
    given = scene(agreed, TALKED, referring=[f"0 4 5 {VOGT} name", f"0 0 1 {OTIENO} name"])
    row = [draft([("x:party", VOGT)], sentence=1)]
    (talked,) = Circumstances(
        given, Allegiances(given), article_dates((agreed, TALKED), published="1995-03-08")
    ).complete(row, (0,))
    assert talked.date is None


def test_hopes_that_rise_on_a_day_are_for_another():
    hopes = enhance(
        parse(
            "Hopes NOUN 4 nsubj hope",
            "of ADP 3 case",
            "talks NOUN 1 nmod talk",
            "rose VERB 0 root rise Tense=Past|VerbForm=Fin",
            "Monday PROPN 4 obl",
        )
    )
    hoped = draft([("x:party", VOGT)], token=2, status=PLANNED)
    assert complete([hoped], hopes, dates=True)[0].date is None
    assert complete([replace(hoped, status=HAPPENED)], hopes, dates=True)[0].date == "1995-03-06"
