"""Words that stand where a party would and name none; members of a group that are named behind it."""

from dataclasses import replace

import pytest
from event_building import HAPPENED, PLANNED, SITE, kind
from event_building import role as role_of
from graph_building import parse, scene
from test_frames_fillers import event_type, fillers, match, role, trigger
from test_frames_merge import SCENE, draft

from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.extractor import expand_all
from kg.extraction.fillings import Filling
from kg.extraction.merge import Merger
from kg.extraction.noun_phrases import noun_phrase
from kg.extraction.open_parties import settle_open
from kg.extraction.passes import drop_nested
from kg.extraction.taking_up import takes_up
from kg.model import Span
from kg.schema.model import Schema

PARLEY = event_type(
    role(
        "party",
        "subj",
        "obj@self",
        "[with]",
        "compound",
        "subj@light",
        "obj~agent@light",
        "subj@hold",
        "else:subj@[after]:say|tell",
        "else:subject",
        minimum=2,
    ),
    triggers=(trigger("summit", "NOUN"), trigger("talk", "NOUN"), trigger("meet", "VERB")),
    not_light=("say", "tell"),
)


@pytest.mark.parametrize("margins", ["sidelines NOUN 2 obl sideline", "wake NOUN 2 obl wake"])
def test_what_is_done_on_the_margins_of_an_event_is_another(margins):
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "met VERB 0 root meet",
        "Otieno PROPN 2 obj",
        "on ADP 5 case",
        margins,
        "of ADP 8 case",
        "AU PROPN 8 compound",
        "summit NOUN 5 nmod",
    )
    graph = enhance(sentence)
    names = ("0 0 1 person/vogt name", "0 2 3 person/otieno name", "0 6 7 organization/au name")
    found = drop_nested(match(PARLEY, sentence, *names), graph)
    assert [fillers(one, "party") for one in found] == [["person/vogt", "person/otieno"], ["organization/au"]]


@pytest.mark.parametrize(("who", "told"), [("spokesman", []), ("minister", ["person/vogt"])])
def test_who_speaks_for_others_after_an_event_was_not_at_it(who, told):
    sentence = parse(
        f"{who} NOUN 2 nmod:desc",
        "Vogt PROPN 3 nsubj",
        "told VERB 0 root tell",
        "reporters NOUN 3 obj reporter",
        "after ADP 7 case",
        "long ADJ 7 amod",
        "talks NOUN 3 obl talk",
    )
    (found,) = match(PARLEY, sentence, "0 1 2 person/vogt name")
    assert fillers(found, "party") == told


@pytest.mark.parametrize("goal", [True, False])
def test_a_state_one_visits_for_talks_with_somebody_is_only_where_they_are(goal):
    rows = ("Vogt PROPN 2 nsubj", "visited VERB 0 root visit", "Chad PROPN 2 obj", "for ADP 5 case")
    partner = ("with ADP 7 case", "Otieno PROPN 5 nmod")
    sentence = parse(*rows, "talks NOUN 2 obl talk", *(partner if goal else ()))
    names = ["0 0 1 person/vogt name", "0 2 3 country/chad name"] + (["0 6 7 person/otieno name"] if goal else [])
    (found,) = match(replace(PARLEY, light=("visit",)), sentence, *names)
    assert ("country/chad" in fillers(found, "party")) is not goal


def test_members_named_behind_a_group_take_part_wherever_the_parser_hung_them():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "met VERB 0 root meet",
        "leaders NOUN 2 obj leader Number=Plur",
        "including VERB 5 case include",
        "Otieno PROPN 2 obl",
        "and CCONJ 7 cc",
        "Sanou PROPN 5 conj",
    )
    names = ("0 0 1 person/vogt name", "0 2 3 organization/au institution group", "0 4 5 person/otieno name")
    (found,) = match(PARLEY, sentence, *names, "0 6 7 person/sanou name")
    assert fillers(found, "party") == ["person/vogt", "organization/au", "person/otieno", "person/sanou"]


def test_here_is_no_part_of_a_description():
    graph = enhance(parse("senior ADJ 2 amod", "envoys NOUN 0 root envoy", "here ADV 2 advmod"))
    assert noun_phrase(graph, 1, describing=True) == Span(0, len("senior envoys"))


def test_what_takes_up_an_event_left_out_is_left_out_with_it():
    sentence = parse("He PRON 2 nsubj", "met VERB 0 root meet", "Otieno PROPN 2 obj", "Sanou PROPN 2 obj")
    graphs = map(enhance, (parse("Vogt PROPN 0 root"), sentence, parse("the DET 2 det", "talks NOUN 0 root talk")))
    both = ("1 2 3 person/otieno name", "1 3 4 person/sanou name")
    article = scene(*graphs, referring=("0 0 1 person/vogt name", *both))
    (first,) = match(PARLEY, sentence, *(row.replace("1", "0", 1) for row in both))
    known = tuple(replace(filling, sentence=1) for filling in first.fillings)
    pronoun = Filling("x:party", (), Span(0, 2), 1, 0, 0, described=True, open=True)
    told = replace(first, sentence=1)
    open_one = Draft(told, (pronoun, *known), HAPPENED, None, None, None, (1,))
    later = Draft(replace(told, sentence=2), known, HAPPENED, None, None, None, (2,), antecedent=0)
    assert [one.fillings for one in settle_open([open_one, later], article)] == [(), ()]
    assert settle_open([open_one, replace(later, antecedent=-1)], article)[1].fillings


def test_a_plan_to_meet_two_persons_is_not_the_meeting_with_the_miners():
    by = kind(replace(role_of("x:party", 2), unnamed=True), SITE)
    miners = Filling("x:party", (), Span(0, 1), 0, 3, 0, described=True)
    held = draft(0, ("person/vogt",), by=by, date="2023-05-01")
    held = replace(held, fillings=(*held.fillings, miners))
    plan = draft(1, ("person/vogt", "person/otieno", "person/sanou"), by=by, status=PLANNED, date="2023-05-01")
    merger = Merger(Schema((by,), (), (HAPPENED, PLANNED), "", ()), SCENE)
    assert merger.group([held, plan]) == (0, 1)
    assert merger.group([held, replace(plan, status=HAPPENED)]) == (0, 0)


@pytest.mark.parametrize(("verb", "third"), [("revived", False), ("held", True)])
def test_who_revives_the_talks_of_a_pair_is_none_of_them(verb, third):
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        f"{verb} VERB 0 root {'revive' if verb == 'revived' else 'hold'}",
        "Chadian ADJ 6 amod",
        "- PUNCT 3 punct",
        "Libyan ADJ 6 amod",
        "talks NOUN 2 obj talk",
    )
    parley = replace(
        PARLEY, roles=(role("party", "amod", "subj@light", minimum=2),), triggers=(trigger("talk", "NOUN"),)
    )
    names = ("0 0 1 person/vogt name", "0 2 3 country/chad demonym", "0 4 5 country/libya demonym")
    (found,) = match(parley, sentence, *names)
    assert ("person/vogt" in fillers(found, "party")) is third
    assert {"country/chad", "country/libya"} <= set(fillers(found, "party"))


@pytest.mark.parametrize(("noun", "named"), [("Meeting", False), ("meeting", True)])
def test_capitals_make_the_leaders_of_a_leaders_meeting_a_part_of_its_name(noun, named):
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "joined VERB 0 root join",
        "the DET 5 det",
        "Economic ADJ 5 amod",
        "Leaders NOUN 7 nmod:poss leader Number=Plur",
        "' PART 5 case",
        f"{noun} NOUN 2 obj meeting",
    )
    parley = replace(PARLEY, roles=(role("party", "poss", minimum=2),), triggers=(trigger("meeting", "NOUN"),))
    (found,) = match(parley, sentence, "0 4 5 organization/leaders name")
    assert bool(fillers(found, "party")) is named


def test_the_tour_of_three_states_takes_up_each_stop():
    by = kind(role_of("x:guest", 1), SITE, distribute=("x:site",))
    stops = tuple(Filling("x:site", (f"country/{name}",), Span(0, 1), 0, 0, 0) for name in ("chad", "mali"))
    guest = Filling("x:guest", ("person/vogt",), Span(0, 1), 0, 0, 0)
    first = replace(draft(0, (), by=by), fillings=(guest, *stops))
    again = replace(first, match=replace(first.match, sentence=1), sentences=(1, 0), antecedent=0)
    assert [one.antecedent for one in expand_all([first, again])] == [-1, -1, 0, 1]
    alone = replace(again, fillings=(guest, stops[0]))
    assert [one.antecedent for one in expand_all([first, alone])] == [-1, -1, 0]


@pytest.mark.parametrize(("which", "free"), [("12th", False), ("Andean", True)])
def test_an_occasion_with_a_number_in_its_name_is_no_other_one(which, free):
    graph = enhance(parse("the DET 3 det", f"{which} ADJ 3 amod", "Summit PROPN 0 root"))
    noun = draft(0, (), definite=True)
    assert takes_up(replace(noun, match=replace(noun.match, token=2)), graph) is free
