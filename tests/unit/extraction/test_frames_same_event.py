"""What is told twice and is one event: days of one stay, states and their envoys; what six hold is not of two."""

from dataclasses import replace

from event_building import DENIED, HAPPENED, OTIENO, PLANNED, SANOU, SITE, VOGT, draft, kind, role, told
from graph_building import parse, scene

from kg.extraction.discourse import understand_parties
from kg.extraction.enhance import enhance
from kg.extraction.fulfilments import fulfil
from kg.extraction.merge import Merger
from kg.extraction.narrators import only_tells
from kg.extraction.party_counts import leave_out_greater, parties_said
from kg.extraction.passes import parties, resolve_anaphora
from kg.extraction.sojourns import date_by_arrival
from kg.model import PositionClaim, Span
from kg.schema.model import Schema

PARLEY = kind(role("x:party", 2))
SITED = kind(role("x:party", 2), SITE)
STAY = replace(kind(role("x:guest", 1), SITE, iri="x:F"), one_of=("x:site",))
LIMA = ("x:site", "place/lima")
ARRIVED = enhance(parse("V PROPN 2 nsubj", "arrived VERB 0 root arrive", "again ADV 0 dep"))
RETURNED = enhance(parse("V PROPN 2 nsubj", "returned VERB 0 root return"))
VISIT = enhance(parse("his PRON 2 nmod:poss", "visit NOUN 0 root"))
DUE = enhance(parse("V PROPN 3 nsubj:pass", "was AUX 3 aux:pass be", "expected VERB 0 root expect VerbForm=Part"))
MET = enhance(parse("V PROPN 2 nsubj", "met VERB 0 root meet", "O PROPN 2 obj"))
ALSO = enhance(parse("V PROPN 3 nsubj", "also ADV 3 advmod", "met VERB 0 root meet", "O PROPN 3 obj"))
SIX = enhance(parse("six NUM 3 nummod", "- PUNCT 3 punct", "party NOUN 4 compound", "talks NOUN 0 root talk"))
FOUR = enhance(parse("four-way ADJ 2 amod", "talks NOUN 0 root talk"))
MANY = enhance(parse("multilateral ADJ 2 amod", "talks NOUN 0 root talk"))
SCHEMA = Schema((PARLEY, STAY), (), (HAPPENED, PLANNED), "", ())


def merged(*drafts, graphs):
    rows = ("0 0 1 person/vogt name", "0 0 1 person/otieno name", "0 0 1 country/kenya name", "0 0 1 country/chad name")
    holders = ((VOGT, "country/kenya"), (OTIENO, "country/chad"))
    positions = tuple(PositionClaim(who, "premier", state, False, Span(0, 1), Span(0, 1)) for who, state in holders)
    numbered = [replace(one, match=replace(one.match, sentence=at), sentences=(at,)) for at, one in enumerate(drafts)]
    return Merger(SCHEMA, scene(*graphs, referring=rows, positions=positions)).group(numbered)


def stay(token=1, *, date=None, status=HAPPENED, upos="VERB", definite=False):
    made = draft(STAY, [("x:guest", VOGT), LIMA], token=token, upos=upos, status=status, definite=definite)
    return replace(made, date=date)


def test_days_of_one_stay_are_of_one_visit():
    arrival, visit = stay(date="2024-03-04"), stay(date="2024-03-06", upos="NOUN", definite=True)
    assert merged(arrival, visit, graphs=(ARRIVED, VISIT)) == (0, 0)
    assert merged(arrival, replace(visit, date="2024-04-06"), graphs=(ARRIVED, VISIT)) == (0, 1)
    assert merged(arrival, stay(date="2024-03-06"), graphs=(ARRIVED, ARRIVED)) == (0, 1)
    assert merged(stay(date="2024-03-06"), visit, graphs=(RETURNED, VISIT)) == (0, 0)
    assert merged(arrival, stay(date="2024-03-06"), graphs=(ARRIVED, RETURNED)) == (0, 1)


def test_a_stay_is_dated_by_the_arrival():
    visit, arrival = stay(date="2024-03-02", upos="NOUN"), stay(date="2024-03-04")
    arrival = replace(arrival, match=replace(arrival.match, sentence=1))
    dated = date_by_arrival([visit, arrival], (0, 0), (VISIT, ARRIVED))
    assert [one.date for one in dated] == [None, "2024-03-04"]
    plans = [replace(one, status=PLANNED) for one in (visit, arrival)]
    assert [one.date for one in date_by_arrival(plans, (0, 0), (VISIT, ARRIVED))] == ["2024-03-02", "2024-03-04"]
    assert [one.date for one in date_by_arrival([visit, arrival], (0, 1), (VISIT, ARRIVED))] == [
        "2024-03-02",
        "2024-03-04",
    ]


def test_a_stay_told_without_its_place_is_dated_by_the_arrival_too():
    arrival = stay(date="2024-03-04")
    guest = replace(draft(STAY, [("x:guest", VOGT)], sentence=1, upos="VERB"), date="2024-03-05")
    assert [one.date for one in date_by_arrival([guest, arrival], (0, 0), (ARRIVED, MET))] == [None, "2024-03-04"]


def test_who_came_to_meet_somebody_and_met_him_did_what_he_came_for():
    aim = enhance(
        parse("V PROPN 2 nsubj", "came VERB 0 root come", "to PART 4 mark", "meet VERB 2 xcomp", "O PROPN 4 obj")
    )
    pair = [("x:party", VOGT), ("x:party", OTIENO)]
    came = replace(stay(date="2024-03-04"), match=replace(stay().match, sentence=0, token=1))
    purpose = replace(draft(SITED, pair, token=3, upos="VERB", status=PLANNED), date="2024-03-04")
    deed = replace(draft(SITED, pair, sentence=1, token=1, upos="VERB"), date="2024-03-05")

    def joined(deed, purpose=purpose, came=came):
        done = fulfil([came, purpose, deed], Merger(SCHEMA, scene(aim, MET)).circumstances_agree, (aim, MET))
        return done[1].date, done[2].antecedent

    assert joined(deed) == (None, 1)
    apart = "2024-03-04", -1
    assert joined(replace(deed, date="2024-03-01")) == apart
    assert joined(replace(deed, date="2024-05-05")) == apart
    assert joined(replace(deed, status=DENIED)) == apart
    assert joined(deed, came=replace(came, status=PLANNED)) == apart
    assert joined(draft(SITED, pair[:1], sentence=1, upos="VERB")) == apart
    elsewhere = draft(SITED, [*pair, ("x:site", "place/oslo")], sentence=1, upos="VERB")
    assert joined(replace(elsewhere, date="2024-03-05")) == apart
    assert joined(deed, purpose=replace(purpose, match=replace(purpose.match, token=1))) == apart


def test_who_was_expected_has_arrived():
    arrival, plan = stay(date="2024-03-04"), stay(token=2, status=PLANNED)
    assert merged(arrival, plan, graphs=(ARRIVED, DUE)) == (0, 0)
    assert merged(plan, arrival, graphs=(DUE, ARRIVED)) == (0, 0)
    coming = enhance(parse("V PROPN 3 nsubj:pass", "is AUX 3 aux:pass be", "expected VERB 0 root expect VerbForm=Part"))
    assert merged(arrival, plan, graphs=(ARRIVED, coming)) == (0, 1)


def test_his_tour_is_the_one_told_of_whatever_comes_after_it():
    arrival, tour = stay(date="2024-03-04"), stay(status=PLANNED, upos="NOUN", definite=True)
    coming = enhance(parse("his PRON 3 nmod:poss", "planned ADJ 3 amod", "visit NOUN 0 root"))
    assert merged(arrival, tour, graphs=(ARRIVED, VISIT)) == (0, 0)
    assert merged(replace(arrival, date=None), tour, graphs=(ARRIVED, VISIT)) == (0, 1)
    assert merged(tour, arrival, graphs=(VISIT, ARRIVED)) == (0, 1)
    assert merged(arrival, replace(tour, date="2024-05"), graphs=(ARRIVED, VISIT)) == (0, 1)
    assert merged(arrival, replace(tour, match=replace(tour.match, token=2)), graphs=(ARRIVED, coming)) == (0, 1)


def test_states_meet_by_their_envoys():
    states = draft(PARLEY, [("x:party", "country/kenya"), ("x:party", "country/chad")], token=1)
    envoys = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1)
    assert merged(states, envoys, graphs=(MET, MET)) == (0, 0)
    other = replace(envoys, match=replace(envoys.match, token=2))
    assert merged(states, other, graphs=(MET, ALSO)) == (0, 1)
    away = draft(STAY, [("x:guest", SANOU), LIMA], token=1)
    assert merged(states, away, away, away, envoys, graphs=(MET,) * 5) == (0, 1, 1, 1, 2)
    assert merged(replace(states, headline=True), away, away, away, envoys, graphs=(MET,) * 5) == (0, 1, 1, 1, 0)
    one_of_them = draft(PARLEY, [("x:party", VOGT), ("x:party", "country/chad")], token=1)
    assert merged(envoys, one_of_them, graphs=(MET, MET)) == (0, 0)


def test_officials_who_met_at_another_time_are_not_the_envoys_told_of():
    envoys = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1)
    states = replace(
        draft(PARLEY, [("x:party", "country/kenya"), ("x:party", "country/chad")], token=1), date="2024-04"
    )
    assert merged(envoys, states, graphs=(MET, MET)) == (0, 1)


def test_the_kitwe_meeting_is_the_one_in_kitwe():
    meeting = enhance(parse("the DET 3 det", "Kitwe PROPN 3 compound", "meeting NOUN 0 root"))
    gathering = replace(kind(role("x:party", 2), SITE), iri="x:E")

    def told_in(fillings, *, token, described=False):
        made = draft(gathering, [*fillings, ("x:site", "place/kitwe")], token=token)
        placed = tuple(
            replace(one, token=1 if one.role == "x:site" else 0, described=described and one.role == "x:party")
            for one in made.fillings
        )
        return replace(made, fillings=placed)

    many, opened = told_in([("x:party", "x")], token=1, described=True), told_in([("x:party", SANOU)], token=2)
    opened = replace(opened, fillings=tuple(replace(one, sentence=2) for one in opened.fillings))
    away = draft(STAY, [("x:guest", VOGT), LIMA], token=1)
    assert merged(many, away, opened, graphs=(MET, MET, meeting)) == (0, 1, 0)
    pair = told_in([("x:party", VOGT), ("x:party", OTIENO)], token=1)
    assert merged(pair, away, opened, graphs=(MET, MET, meeting)) == (0, 1, 2)


def test_a_headline_tells_what_the_body_tells_as_a_plan():
    plan = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1, status=PLANNED)
    line = replace(plan, status=HAPPENED, headline=True)
    assert merged(line, plan, graphs=(MET, MET)) == (0, 0)
    assert merged(replace(line, headline=False), plan, graphs=(MET, MET)) == (0, 1)
    assert merged(replace(line, status=DENIED), replace(plan, status=HAPPENED), graphs=(MET, MET)) == (0, 1)


def test_what_one_updates_another_on_is_not_the_meeting_of_both():
    rows = ("A PROPN 2 nsubj", "updated VERB 0 root update", "B PROPN 2 obj", "on ADP 6 case", "the DET 6 det")
    abroad = enhance(parse(*rows, "talks NOUN 2 obl talk", "in ADP 8 case", "Lima PROPN 6 nmod"))
    bare = enhance(parse(*rows, "talks NOUN 2 obl talk"))
    met = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    for graph, taken in ((abroad, ()), (bare, (VOGT, OTIENO))):
        talks = draft(PARLEY, [], sentence=1, token=5, definite=True)
        assert told(resolve_anaphora([met, talks], lambda *_: True, (MET, graph)))[1] == (taken,)
        assert only_tells(graph, 5, 1)


def test_the_words_before_a_noun_count_its_parties():
    assert [parties_said(*one) for one in ((SIX, 3), (FOUR, 1), (MANY, 1), (VISIT, 1), (MET, 1))] == [6, 4, 3, 0, 0]


def test_talks_of_six_are_not_talks_of_four_nor_of_two():
    pair = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=1)
    six = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=3)
    assert merged(pair, pair, graphs=(FOUR, FOUR)) == (0, 0)
    assert merged(pair, six, graphs=(FOUR, SIX)) == (0, 1)
    bare = draft(PARLEY, [], sentence=1, token=3, definite=True)
    merger = Merger(SCHEMA, scene(MET, SIX, VISIT))
    assert told(resolve_anaphora([pair, bare], merger.circumstances_agree, (MET, SIX)))[1] == ((),)
    plain = draft(PARLEY, [], sentence=2, token=1, definite=True)
    assert told(resolve_anaphora([pair, plain], merger.circumstances_agree, (MET, SIX, VISIT)))[1] == ((VOGT, OTIENO),)


def test_who_stands_beside_talks_of_six_does_not_hold_them():
    made = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)], token=3)
    beside = replace(made, fillings=tuple(replace(one, implied=True) for one in made.fillings))
    assert told(leave_out_greater([beside, made], (SIX,))) == [((),), ((VOGT, OTIENO),)]
    assert told(leave_out_greater([replace(beside, match=replace(made.match, token=1))], (VISIT,)))[0]


def setting(*rows):
    return enhance(parse("During ADP 3 case", "the DET 3 det", "meeting NOUN 5 obl", *rows))


def test_during_the_meeting_is_the_one_told_just_before():
    first = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    graph = setting("S PROPN 5 nsubj", "agreed VERB 0 root agree")
    states = draft(PARLEY, [("x:party", "country/kenya"), ("x:party", "country/chad")], sentence=1, token=2)
    taken = resolve_anaphora([first, states], lambda *_: True, (MET, graph))[1]
    assert (told([taken]), taken.antecedent) == ([((VOGT, OTIENO),)], 0)
    merger = Merger(SCHEMA, scene(MET, graph))
    coming = replace(states, status=PLANNED)
    assert resolve_anaphora([first, coming], merger.circumstances_agree, (MET, graph))[1].status == HAPPENED
    theirs, graphs = draft(PARLEY, [("x:party", VOGT)], sentence=4, token=2), (MET, MET, MET, MET, graph)
    assert resolve_anaphora([first, theirs], lambda *_: True, graphs)[1].antecedent == 0
    others = draft(PARLEY, [("x:party", "country/kenya"), ("x:party", "country/chad")], sentence=4, token=2)
    assert resolve_anaphora([first, others], lambda *_: True, graphs)[1].antecedent == -1
    named = draft(PARLEY, [("x:party", SANOU)], sentence=1, token=2)
    named = replace(named, fillings=tuple(replace(one, kind="person") for one in named.fillings))
    assert told(resolve_anaphora([first, named], lambda *_: True, (MET, graph)))[1] == ((SANOU, VOGT, OTIENO),)
    letter = kind(role("x:from", 1), role("x:to", 1), iri="x:L")
    told_of = draft(letter, [("x:from", VOGT), ("x:to", OTIENO)])
    own = draft(letter, [("x:from", SANOU), ("x:to", OTIENO)], sentence=1, token=2)
    assert resolve_anaphora([told_of, own], lambda *_: True, (MET, graph))[1].antecedent == -1
    own = setting("S PROPN 3 nmod", "agreed VERB 0 root agree")
    assert resolve_anaphora([first, states], lambda *_: True, (MET, own))[1].antecedent == -1


def test_fifteen_rounds_of_talks_are_none_told_before():
    rounds = ("rounds NOUN 4 nsubj round", "of ADP 3 case", "talks NOUN 1 nmod talk", "failed VERB 0 root fail")
    first = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    counted = enhance(
        parse(
            "ten NUM 2 nummod",
            "rounds NOUN 5 nsubj round",
            "of ADP 4 case",
            "talks NOUN 2 nmod talk",
            "failed VERB 0 root",
        )
    )
    for graph, token, taken in ((enhance(parse(*rounds)), 2, (VOGT, OTIENO)), (counted, 3, ())):
        bare = draft(PARLEY, [], sentence=1, token=token, definite=True)
        assert told(resolve_anaphora([first, bare], lambda *_: True, (MET, graph)))[1] == (taken,)


def test_a_firms_own_meeting_is_none_told_before():
    first = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    for number, taken in (("Sing", ()), ("Plur", (VOGT, OTIENO))):
        graph = enhance(parse(f"firm NOUN 2 nmod:poss firm Number={number}", "meeting NOUN 0 root"))
        made = draft(PARLEY, [("x:party", "x")], sentence=1, token=1, definite=True)
        firm = replace(made.fillings[0], entities=(), sentence=1, token=0, described=True, kind="organization")
        own = replace(made, fillings=(firm,))
        assert told(resolve_anaphora([first, own], lambda *_: True, (MET, graph)))[1] == (taken,)


def test_a_conference_with_its_own_name_is_not_the_next_of_the_series():
    first = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO)])
    third = replace(draft(PARLEY, [], sentence=1, definite=True), series=3)
    for upos, taken in (("NOUN", (VOGT, OTIENO)), ("PROPN", ())):
        graph = enhance(parse(f"Conference {upos} 0 root"))
        assert told(understand_parties([first, third], lambda *_: True, (MET, graph)))[1] == (taken,)


def test_they_are_as_many_as_met():
    met = draft(PARLEY, [("x:party", VOGT), ("x:party", OTIENO), ("x:party", SANOU)], token=1)
    for word, upos, taken in (("they", "PRON", (VOGT, OTIENO, SANOU)), ("both", "PRON", ())):
        graph = enhance(parse(f"{word} {upos} 2 nsubj", "talked VERB 0 root talk"))
        bare = draft(PARLEY, [], sentence=1, token=1)
        assert told(parties([met, bare], (MET, graph)))[1] == (taken,)
