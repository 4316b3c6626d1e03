"""Groups nobody names, places that act as parties, and time filled with talks."""

from dataclasses import replace

import pytest
from event_building import HAPPENED
from graph_building import edges, parse, scene

from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.frames import Matcher
from kg.extraction.open_parties import settle_open
from kg.extraction.readings import Readings
from kg.model import PositionClaim, Span
from kg.schema.mini import Lexicon, parse_realization
from kg.schema.model import EventType, Role, Schema, Trigger

LEXICON = Lexicon(edges=("subj", "obj", "poss"), kinds=("person", "party"), operators=("subject",))
PARTY = Role(
    "x:party", "party", "party", ("person", "organization", "country"), "", False, True, True, 2, 0,
    tuple(parse_realization(text, LEXICON) for text in ("subj", "obj@self", "[between]", "[with]")), unnamed=True,
)  # fmt: skip
PARLEY = EventType(
    "x:E", "E", "e", "e", "", "040", (Trigger(("meet",), "VERB", ()), Trigger(("talk",), "NOUN", ())),
    ("*",), (), (PARTY,), (), (), (), (), "",
)  # fmt: skip
TRAVELLER = replace(PARTY, iri="x:traveller", key="traveller", minimum=1, realizations=(PARTY.realizations[0],))
SITE = replace(
    PARTY, iri="x:site", key="site", kinds=("place", "country"), agent=False, minimum=0, unnamed=False,
    realizations=(PARTY.realizations[1],),
)  # fmt: skip
JOURNEY = replace(
    PARLEY,
    iri="x:J",
    triggers=(Trigger(("visit",), "VERB", ()),),
    roles=(replace(TRAVELLER, never_unnamed=frozenset({"peacekeeper"})), SITE),
    one_of=("x:site",),
)


def told_by(kind, *graphs, referring=(), positions=(), sentence=0):
    told = scene(*graphs, referring=referring, positions=positions)
    found = Matcher(Schema((kind,), (), (), "", ())).match(told, sentence, Readings(told, sentence), ())
    drafts = [Draft(one, one.fillings, HAPPENED, None, None, None, (sentence,)) for one in found]
    (settled,) = settle_open(drafts, told)
    words = [told.article.text[filling.span.start : filling.span.end] for filling in settled.fillings]
    return settled, words


SIDES = enhance(
    parse(
        "Talks NOUN 5 nsubj talk Number=Plur",
        "between ADP 4 case",
        "both DET 4 det",
        "sides NOUN 1 nmod side Number=Plur",
        "collapsed VERB 0 root collapse",
    )
)
NAMES = enhance(parse("Peru PROPN 3 nsubj", "and CCONJ 1 cc", "agreed VERB 0 root agree", "Chad PROPN 1 conj"))


def test_both_sides_are_two_parties_where_nobody_was_named():
    settled, words = told_by(PARLEY, SIDES)
    assert settled.is_complete()
    assert words == ["both sides"]


def test_both_sides_may_be_those_named_before_and_are_left_to_the_passes():
    settled, _ = told_by(
        PARLEY, NAMES, SIDES, referring=("0 0 1 country/peru name", "0 3 4 country/chad name"), sentence=1
    )
    assert not settled.is_complete()


def between(place, *rest):
    return enhance(
        parse(
            "Talks NOUN 0 root talk Number=Plur",
            "between ADP 3 case",
            f"{place} PROPN 1 nmod",
            "and CCONJ 5 cc",
            "Lima PROPN 3 conj",
            *rest,
        )
    )


def test_a_place_between_which_and_a_state_there_are_talks_is_a_party():
    settled, words = told_by(
        PARLEY, between("Velm"), referring=("0 2 3 place/velm name", "0 4 5 country/peru capital place/lima")
    )
    assert settled.is_complete()
    assert words == ["Velm", "Lima"]
    assert [filling.described for filling in settled.fillings] == [True, False]


@pytest.mark.parametrize("verb", ["hosted", "saw"])
def test_a_town_where_something_takes_place_is_no_party(verb):
    lemma = {"hosted": "host", "saw": "see"}[verb]
    graph = enhance(parse("Velm PROPN 2 nsubj", f"{verb} VERB 0 root {lemma}", "talks NOUN 2 obj talk Number=Plur"))
    told = scene(graph, referring=("0 0 1 place/velm name",))
    kind = replace(PARLEY, roles=(replace(PARTY, realizations=(parse_realization("subj@host|see", LEXICON),)),))
    (found,) = Matcher(Schema((kind,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert not found.fillings


def test_a_building_meets_nobody():
    graph = enhance(parse("Hotel PROPN 2 nsubj", "met VERB 0 root meet", "Vogt PROPN 2 obj"))
    _, words = told_by(PARLEY, graph, referring=("0 0 1 place/hotel name", "0 2 3 person/vogt name"))
    assert words == ["Vogt"]


MONTHS = parse(
    "Peru PROPN 2 nsubj",
    "held VERB 0 root hold",
    "several ADJ 4 amod",
    "months NOUN 2 obj month Number=Plur",
    "of ADP 6 case",
    "talks NOUN 4 nmod talk Number=Plur",
    "with ADP 8 case",
    "Chad PROPN 6 nmod",
)


def test_months_of_talks_are_talks():
    assert "held -obj-> talks" in edges(enhance(MONTHS))
    told = scene(enhance(MONTHS), referring=("0 0 1 country/peru name", "0 7 8 country/chad name"))
    (found,) = Matcher(Schema((PARLEY,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert not found.quantified


def test_a_meeting_next_week_of_exiles_is_theirs_and_not_the_weeks():
    graph = enhance(
        parse(
            "meeting NOUN 0 root",
            "next ADJ 3 amod",
            "week NOUN 1 nmod",
            "of ADP 5 case",
            "exiles NOUN 3 nmod exile Number=Plur",
        )
    )
    assert "meeting -[of]-> exiles" in edges(graph)


def test_who_does_something_alongside_another_does_it_with_him():
    graph = enhance(
        parse(
            "Peru PROPN 2 nsubj",
            "held VERB 0 root hold",
            "talks NOUN 2 obj talk Number=Plur",
            "alongside ADP 5 case",
            "Chad PROPN 2 obl",
        )
    )
    assert "held -subj-> Chad" in edges(graph)


def visit(subject, *referring, before=()):
    graph = enhance(
        parse(
            "the DET 2 det" if subject == "mission" else "three NUM 2 nummod",
            f"{subject} NOUN 3 nsubj {subject.removesuffix('s')} Number={'Plur' if subject.endswith('s') else 'Sing'}",
            "visited VERB 0 root visit",
            "Peru PROPN 3 obj",
        )
    )
    at = len(before)
    return told_by(JOURNEY, *before, graph, referring=(*referring, f"{at} 3 4 country/peru name"), sentence=at)[
        0
    ].is_complete()


def test_who_belongs_to_public_life_visits_and_who_does_not_travels():
    assert visit("unionists")
    assert not visit("tourists")
    assert not visit("peacekeepers")


def test_the_mission_may_be_persons_named_before():
    vogt = enhance(parse("Vogt PROPN 2 nsubj", "left VERB 0 root leave"))
    assert visit("mission")
    assert not visit("mission", "0 0 1 person/vogt name", before=(vogt,))


@pytest.mark.parametrize(("title", "told"), [("spokesman", True), ("President", False), ("", False)])
def test_the_president_is_nobody_who_is_known_by_another_office(title, told):
    graph = enhance(
        parse(
            "Vogt PROPN 2 nsubj",
            "said VERB 0 root say",
            "Otieno PROPN 4 nsubj",
            "met VERB 2 ccomp meet",
            "the DET 6 det",
            "president NOUN 4 obj president Number=Sing",
        )
    )
    held = (
        (PositionClaim("person/vogt", title, "", former=False, span=Span(0, 4), evidence=Span(0, 9)),) if title else ()
    )
    settled, _ = told_by(
        PARLEY, graph, referring=("0 0 1 person/vogt name", "0 2 3 person/otieno name"), positions=held
    )
    assert settled.is_complete() is told


def offered(adjective, verb):
    return enhance(
        parse(
            "Chad PROPN 2 nsubj",
            "rejected VERB 0 root reject",
            "a DET 5 det",
            f"{adjective} ADJ 5 amod",
            "offer NOUN 2 obj",
            "to PART 7 mark",
            f"{verb} VERB 5 acl {verb} VerbForm=Inf",
            "talks NOUN 7 obj talk Number=Plur",
        )
    )


def test_an_offer_is_whose_nation_it_bears_and_both_would_talk():
    found = edges(offered("Libyan", "hold"))
    assert {"hold -subj-> Chad", "hold -subj-> Libyan"} <= found


def test_who_offers_to_host_is_the_only_host():
    found = edges(offered("Libyan", "host"))
    assert "host -subj-> Libyan" in found
    assert "host -subj-> Chad" not in found


def test_a_generous_offer_is_nobodys_by_name():
    assert "hold -subj-> generous" not in edges(offered("generous", "hold"))


def test_no_proposal_meets_anybody_where_the_infinitive_hangs_on_the_verb():
    graph = enhance(
        parse(
            "Chad PROPN 2 nsubj",
            "accepted VERB 0 root accept",
            "a DET 5 det",
            "Libyan ADJ 5 amod",
            "proposal NOUN 2 obj",
            "to PART 7 mark",
            "resume VERB 2 xcomp resume VerbForm=Inf",
            "talks NOUN 7 obj talk Number=Plur",
        )
    )
    assert {"resume -subj-> Chad", "resume -subj-> Libyan"} <= edges(graph)
    assert "resume -subj-> proposal" not in edges(graph)


def test_a_group_known_as_a_name_is_what_the_name_means():
    graph = enhance(
        parse(
            "group NOUN 5 nsubj group Number=Sing",
            "known VERB 1 acl know VerbForm=Part|Tense=Past",
            "as ADP 4 case",
            "Velm PROPN 2 obl",
            "met VERB 0 root meet",
            "Vogt PROPN 5 obj",
        )
    )
    _, words = told_by(PARLEY, graph, referring=("0 3 4 organization/velm name", "0 5 6 person/vogt name"))
    assert words == ["Velm", "Vogt"]


def test_a_team_composed_of_persons_is_these():
    graph = enhance(
        parse(
            "team NOUN 7 nsubj team Number=Sing",
            "composed VERB 1 acl compose VerbForm=Part|Tense=Past",
            "of ADP 4 case",
            "Strand PROPN 2 obl",
            "and CCONJ 6 cc",
            "Otieno PROPN 4 conj",
            "met VERB 0 root meet",
            "Vogt PROPN 7 obj",
        )
    )
    _, words = told_by(
        PARLEY,
        graph,
        referring=("0 3 4 person/strand name", "0 5 6 person/otieno name", "0 7 8 person/vogt name"),
    )
    assert words == ["Strand", "Otieno", "Vogt"]


@pytest.mark.parametrize(("noun", "party"), [("negotiators", "country/peru"), ("envoys", "")])
def test_who_negotiates_for_a_state_is_the_state_and_an_envoy_for_it_is_not(noun, party):
    graph = enhance(
        parse(
            f"{noun} NOUN 4 nsubj {noun[:-1]} Number=Plur",
            "for ADP 3 case",
            "Peru PROPN 1 nmod",
            "met VERB 0 root meet",
            "Vogt PROPN 4 obj",
        )
    )
    settled, _ = told_by(PARLEY, graph, referring=("0 2 3 country/peru name", "0 4 5 person/vogt name"))
    assert settled.agents() == ((party, "person/vogt") if party else ("person/vogt",))


def test_the_arrival_in_a_town_of_somebody_is_his():
    graph = enhance(
        parse(
            "arrival NOUN 0 root",
            "in ADP 3 case",
            "Velm PROPN 1 nmod",
            "of ADP 5 case",
            "Vogt PROPN 3 nmod",
            names=((2, 3, "LOC"), (4, 5, "PERSON")),
        )
    )
    assert "arrival -[of]-> Vogt" in edges(graph)


WRITER = replace(PARTY, iri="x:writer", key="writer", minimum=0, realizations=(PARTY.realizations[0],))
READER = replace(PARTY, iri="x:reader", key="reader", minimum=0, realizations=(parse_realization("[to]", LEXICON),))
NOTE = replace(
    PARLEY,
    iri="x:N",
    triggers=(Trigger(("write",), "VERB", ()),),
    roles=(WRITER, READER),
    one_of=("x:writer", "x:reader"),
    options=("anchored",),
)


def note(reader, *before, referring=()):
    graph = enhance(
        parse(
            "Governors NOUN 2 nsubj governor Number=Plur",
            "wrote VERB 0 root write",
            "to ADP 5 case",
            "the DET 5 det",
            f"{reader} NOUN 2 obl {reader} Number=Sing",
        )
    )
    return told_by(NOTE, *before, graph, referring=referring, sentence=len(before))


def test_officials_without_a_name_write_to_officials():
    settled, words = note("ministry")
    assert settled.is_complete()
    assert words == ["Governors", "the ministry"]


def test_the_ministry_may_be_somebody_named_before():
    vogt = enhance(parse("Vogt PROPN 2 nsubj", "left VERB 0 root leave"))
    settled, _ = note("ministry", vogt, referring=("0 0 1 person/vogt name",))
    assert [filling.role for filling in settled.fillings] == ["x:writer"]


def test_he_and_his_of_one_trip_are_one():
    poss = tuple(parse_realization(text, LEXICON) for text in ("poss", "subj@light"))
    trip = replace(JOURNEY, triggers=(Trigger(("trip",), "NOUN", ()),), roles=(replace(TRAVELLER, realizations=poss),))
    trip = replace(trip, one_of=())
    graph = enhance(parse("He PRON 2 nsubj", "ended VERB 0 root end", "his PRON 4 nmod:poss", "trip NOUN 2 obj"))
    told = scene(graph)
    (found,) = Matcher(Schema((trip,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert [filling.token for filling in found.fillings] == [2]


def test_whose_trip_it_is_may_be_said_by_the_subject():
    poss = tuple(parse_realization(text, LEXICON) for text in ("poss", "subj@light"))
    trip = replace(JOURNEY, triggers=(Trigger(("trip",), "NOUN", ()),), roles=(replace(TRAVELLER, realizations=poss),))
    graph = enhance(parse("Envoys PROPN 2 nsubj", "ended VERB 0 root end", "his PRON 4 nmod:poss", "trip NOUN 2 obj"))
    told = scene(graph, referring=("0 0 1 country/peru demonym",))
    (found,) = Matcher(Schema((replace(trip, one_of=()),), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert [filling.token for filling in found.fillings] == [2, 0]


@pytest.mark.parametrize(
    ("between", "apart"),
    [(("and CCONJ 6 cc", "later ADV 6 advmod"), True), (("and CCONJ 6 cc", "also ADV 6 advmod"), False)],
)
def test_who_is_met_later_is_met_apart(between, apart):
    graph = enhance(
        parse("Peru PROPN 2 nsubj", "met VERB 0 root meet", "Chad PROPN 2 obj", *between, "Mali PROPN 3 conj")
    )
    rows = ("0 0 1 country/peru name", "0 2 3 country/chad name", "0 5 6 country/mali name")
    told = scene(graph, referring=rows)
    (found,) = Matcher(Schema((PARLEY,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert found.apart is apart
