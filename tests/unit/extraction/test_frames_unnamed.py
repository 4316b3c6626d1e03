"""Parties without a name: described people and bodies, and pronouns of which nobody can tell whom they mean."""

from dataclasses import replace

import pytest
from event_building import HAPPENED
from graph_building import parse, scene

from kg.extraction.claims import Describer
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling, count
from kg.extraction.frames import Matcher
from kg.extraction.human_nouns import is_human_noun
from kg.extraction.kinds import is_party
from kg.extraction.lightverbs import phrasal
from kg.extraction.merge import Merger
from kg.extraction.open_parties import settle_open
from kg.extraction.readings import Readings
from kg.model import Span
from kg.schema.mini import Lexicon, parse_condition, parse_realization
from kg.schema.model import EventType, Role, Schema, Trigger

LEXICON = Lexicon(edges=("subj", "obj", "poss"), kinds=("person", "party"), operators=("subject",))
PARTY = Role(
    "x:party", "party", "party", ("person", "organization", "country"), "", False, True, True, 2, 0,
    tuple(parse_realization(text, LEXICON) for text in ("subj", "obj@self", "[between]", "[with]")), unnamed=True,
)  # fmt: skip
PARLEY = EventType(
    "x:E", "E", "e", "e", "", "040",
    (Trigger(("meet",), "VERB", (parse_condition("?obj:party", LEXICON),)), Trigger(("talk",), "NOUN", ())),
    ("*",), (), (PARTY,), (), (), (), (), "",
)  # fmt: skip


def match(sentence, *referring):
    told = scene(enhance(sentence), referring=referring)
    return Matcher(Schema((PARLEY,), (), (), "", ())).match(told, 0, Readings(told, 0), ())


def words(told, filling):
    return told.article.text[filling.span.start : filling.span.end]


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("docker", "dockers"),
        ("creditor", "creditors"),
        ("columnist", "columnist"),
        ("refugee", "refugees"),
        ("migrant", "migrants"),
        ("cabinet", "cabinet"),
        ("clergyman", "clergymen"),
        ("relative", "relatives"),
        ("vice-chairman", "vice-chairman"),
    ],
)
def test_people_are_told_by_word_ending_and_number(lemma, form):
    assert is_human_noun(lemma, form)


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("letter", "letters"),
        ("border", "borders"),
        ("agreement", "agreements"),
        ("initiative", "initiatives"),
        ("degree", "degrees"),
        ("target", "targets"),
        ("list", "list"),
        ("ceremony", "ceremonies"),
    ],
)
def test_things_with_such_endings_are_no_people(lemma, form):
    assert not is_human_noun(lemma, form)


MINERS = parse(
    "Vogt PROPN 2 nsubj",
    "met VERB 0 root meet",
    "angry ADJ 4 amod",
    "farmers NOUN 2 obj farmer Number=Plur",
    "from ADP 7 case",
    "the DET 7 det",
    "valley NOUN 4 nmod",
    "in ADP 9 case",
    "May PROPN 4 nmod",
)


def test_described_people_take_part_as_the_words_that_tell_who_they_are():
    told = scene(enhance(MINERS), referring=("0 0 1 person/vogt name",))
    (found,) = match(MINERS, "0 0 1 person/vogt name")
    named, described = found.fillings
    assert named.entities == ("person/vogt",)
    assert described.described
    assert words(told, described) == "angry farmers from the valley"
    assert found.is_complete()


def test_things_take_no_part_and_a_condition_on_parties_fails():
    sentence = parse("Vogt PROPN 2 nsubj", "met VERB 0 root meet", "criticism NOUN 2 obj")
    assert match(sentence, "0 0 1 person/vogt name") == ()


@pytest.mark.parametrize(
    "subject",
    [
        ("the DET 3 det", "two NUM 3 nummod", "leaders NOUN 4 nsubj leader Number=Plur"),
        ("both DET 3 det", "both DET 3 det", "sides NOUN 4 nsubj side Number=Plur"),
        ("no DET 3 det", "foreign ADJ 3 amod", "farmers NOUN 4 nsubj farmer Number=Plur"),
        ("his PRON 3 nmod:poss", "own ADJ 3 amod", "wife NOUN 4 nsubj"),
    ],
)
def test_who_takes_up_others_or_denies_is_no_party_of_its_own(subject):
    sentence = parse(*subject, "met VERB 0 root meet", "Otieno PROPN 4 obj")
    (found,) = match(sentence, "0 4 5 person/otieno name")
    assert [filling.entities for filling in found.fillings if not filling.open] == [("person/otieno",)]


def test_several_officials_are_parties_by_themselves_and_one_body_is_not():
    officials = parse("Senior ADJ 2 amod", "diplomats NOUN 3 nsubj diplomat Number=Plur", "met VERB 0 root meet")
    body = parse("The DET 2 det", "committee NOUN 3 nsubj committee Number=Sing", "met VERB 0 root meet")
    owned = parse("countries NOUN 2 nmod:poss", "ministers NOUN 3 nsubj minister Number=Plur", "met VERB 0 root meet")
    assert [found.is_complete() for sentence in (officials, body, owned) for found in match(sentence)] == [
        True,
        False,
        False,
    ]


def test_a_capital_makes_no_name_of_a_common_noun():
    alone = parse("MPs PROPN 2 nsubj mps Number=Plur", "met VERB 0 root meet", "Vogt PROPN 2 obj")
    named = parse(
        "Farmers PROPN 2 compound farmers Number=Plur",
        "Bank PROPN 3 nsubj bank",
        "met VERB 0 root meet",
        "Vogt PROPN 3 obj",
    )
    assert is_party(Readings(scene(enhance(alone)), 0), 0)
    assert not is_party(Readings(scene(enhance(named)), 0), 1)


def test_an_office_of_two_words_is_no_name():
    office = parse("The DET 3 det", "Secretary PROPN 3 compound", "General PROPN 4 nsubj", "met VERB 0 root meet")
    assert is_party(Readings(scene(enhance(office)), 0), 2)


PRONOUN = parse("He PRON 2 nsubj", "met VERB 0 root meet", "Otieno PROPN 2 obj")


def test_a_pronoun_that_means_nobody_known_does_not_count_by_itself():
    (found,) = match(PRONOUN, "0 2 3 person/otieno name")
    assert [filling.open for filling in found.fillings] == [True, False]
    assert count(found.fillings) == 1
    assert not found.is_complete()


def settled(sentence, *referring, by=PARLEY):
    told = scene(enhance(sentence), referring=referring)
    (found,) = Matcher(Schema((by,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    (draft,) = settle_open([Draft(found, found.fillings, HAPPENED, None, None, None, (0,))], told)
    return draft


def test_who_never_fills_a_role_unnamed_makes_no_event():
    sentence = parse("police NOUN 2 nsubj police Number=Plur", "met VERB 0 root meet", "rebels NOUN 2 obj rebel")
    never = replace(PARTY, never_unnamed=frozenset({"police"}))
    assert settled(sentence).fillings
    assert not settled(sentence, by=replace(PARLEY, roles=(never,))).fillings


def test_a_pronoun_completes_an_event_where_the_text_names_nobody_else():
    draft = settled(PRONOUN, "0 2 3 person/otieno name")
    assert draft.is_complete()
    assert not any(filling.open for filling in draft.fillings)


def test_a_pronoun_completes_nothing_where_the_text_names_another_person():
    sentence = parse(
        "He PRON 2 nsubj", "met VERB 0 root meet", "Otieno PROPN 2 obj", "after ADP 5 case", "Vogt PROPN 2 obl"
    )
    draft = settled(sentence, "0 2 3 person/otieno name", "0 4 5 person/vogt name")
    assert not draft.is_complete()


def test_two_who_met_a_pronoun_did_not_meet_each_other():
    sentence = parse(
        "Vogt PROPN 4 nsubj",
        "and CCONJ 3 cc",
        "Otieno PROPN 1 conj",
        "met VERB 0 root meet",
        "them PRON 4 obj",
    )
    draft = settled(sentence, "0 0 1 person/vogt name", "0 2 3 person/otieno name")
    assert {filling.described for filling in draft.fillings} == {False, True}  # they, too, or nobody


def test_each_pronoun_is_somebody_of_his_own():
    told = scene(enhance(parse("He PRON 2 nsubj", "met VERB 0 root meet", "he PRON 2 obj")))
    describer = Describer(told)
    assert describer.key(Span(0, 2)) != describer.key(Span(7, 9))


def test_meeting_the_farmers_is_not_meeting_the_students():
    told = scene(
        *(
            enhance(parse("Vogt PROPN 2 nsubj", "met VERB 0 root meet", f"{who}s NOUN 2 obj {who} Number=Plur"))
            for who in ("farmer", "student", "farmer")
        ),
        referring=("0 0 1 person/vogt name", "1 0 1 person/vogt name", "2 0 1 person/vogt name"),
    )
    found = [
        one
        for sentence in range(3)
        for one in Matcher(Schema((PARLEY,), (), (), "", ())).match(told, sentence, Readings(told, sentence), ())
    ]
    drafts = [Draft(one, one.fillings, HAPPENED, None, None, None, (one.sentence,)) for one in found]
    assert Merger(Schema((PARLEY,), (), (HAPPENED,), "", ()), told).group(drafts) == (0, 1, 0)


def test_the_same_people_described_twice_are_one_event_where_the_second_is_definite():
    sentence = parse(
        "talks NOUN 0 root talk",
        "between ADP 4 case",
        "the DET 4 det",
        "rebels NOUN 1 nmod rebel Number=Plur",
        "and CCONJ 7 cc",
        "the DET 7 det",
        "cabinet NOUN 4 conj",
    )
    told = scene(enhance(sentence), enhance(sentence))
    drafts = []
    for index in range(2):
        (found,) = Matcher(Schema((PARLEY,), (), (), "", ())).match(told, index, Readings(told, index), ())
        drafts.append(Draft(replace(found, definite=index == 1), found.fillings, HAPPENED, None, None, None, (index,)))
    assert Merger(Schema((PARLEY,), (), (HAPPENED,), "", ()), told).group(drafts) == (0, 0)


def test_a_description_of_several_counts_as_two():
    one = Filling("x:party", (), Span(0, 1), 0, 0, 0, described=True)
    assert count([one]) == 1
    assert count([replace(one, several=True)]) == 2
    assert count([replace(one, open=True)]) == 0


def test_a_particle_makes_another_verb():
    graph = enhance(parse("called VERB 0 root call", "off ADP 1 compound:prt", "talks NOUN 1 obj talk"))
    assert phrasal(graph, 0) == "call_off"


SAID = parse(
    "The DET 2 det",
    "rebels NOUN 3 nsubj rebel Number=Plur",
    "said VERB 0 root say",
    "they PRON 6 nsubj",
    "would AUX 6 aux",
    "meet VERB 3 ccomp meet",
    "Otieno PROPN 6 obj",
)


def test_who_says_what_they_will_do_is_who_does_it():
    (found,) = match(SAID, "0 6 7 person/otieno name")
    told = scene(enhance(SAID))
    assert [words(told, filling) for filling in found.fillings] == ["The rebels", "Otieno"]


def test_a_state_says_what_it_will_do():
    sentence = parse(
        "Peru PROPN 2 nsubj",
        "said VERB 0 root say",
        "it PRON 5 nsubj",
        "would AUX 5 aux",
        "meet VERB 2 ccomp meet",
        "Otieno PROPN 5 obj",
    )
    (found,) = match(sentence, "0 0 1 country/peru name", "0 5 6 person/otieno name")
    assert [filling.entities for filling in found.fillings] == [("country/peru",), ("person/otieno",)]


def test_one_who_speaks_is_not_several():
    sentence = parse(
        "rebel NOUN 2 nsubj rebel Number=Sing",
        "said VERB 0 root say",
        "they PRON 5 nsubj",
        "would AUX 5 aux",
        "meet VERB 2 ccomp meet",
        "Otieno PROPN 5 obj",
    )
    (found,) = match(sentence, "0 5 6 person/otieno name")
    assert found.fillings[0].open


def private(left, right):
    sentence = parse(
        f"{left}s NOUN 2 nsubj {left} Number=Plur", "met VERB 0 root meet", f"{right}s NOUN 2 obj {right} Number=Plur"
    )
    return not settled(sentence).is_complete()


def test_two_described_parties_meet_in_the_news_where_one_is_of_public_life():
    assert private("investor", "farmer")
    assert not private("minister", "farmer")


def test_offices_with_a_capital_are_offices():
    sentence = parse(
        "Ministers PROPN 5 nsubj Minister Number=Plur",
        "of ADP 3 case",
        "Peru PROPN 1 nmod",
        "newly ADV 5 advmod",
        "met VERB 0 root meet",
        "Otieno PROPN 5 obj",
    )
    (found,) = match(sentence, "0 2 3 country/peru name", "0 5 6 person/otieno name")
    assert [filling.entities for filling in found.fillings] == [("country/peru",), ("person/otieno",)]


def test_who_is_expected_for_talks_takes_part_in_them():
    kind = replace(
        PARLEY,
        roles=(
            replace(
                PARTY, realizations=tuple(parse_realization(text, LEXICON) for text in ("[with]", "obj~party@light"))
            ),
        ),
    )
    sentence = parse(
        "Vogt PROPN 3 nsubj:pass",
        "is AUX 3 aux:pass",
        "expected VERB 0 root expect VerbForm=Part|Tense=Past",
        "for ADP 5 case",
        "talks NOUN 3 obl talk",
        "with ADP 7 case",
        "Otieno PROPN 5 nmod",
    )
    told = scene(enhance(sentence), referring=("0 0 1 person/vogt name", "0 6 7 person/otieno name"))
    (found,) = Matcher(Schema((kind,), (), (), "", ())).match(told, 0, Readings(told, 0), ())
    assert found.is_complete()


def test_the_envoy_may_be_whoever_was_named_before():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "left VERB 0 root leave",
        "after SCONJ 6 mark",
        "the DET 5 det",
        "envoy NOUN 6 nsubj envoy Number=Sing",
        "met VERB 2 advcl meet",
        "Otieno PROPN 6 obj",
    )
    (found,) = match(sentence, "0 0 1 person/vogt name", "0 6 7 person/otieno name")
    assert [filling.open for filling in found.fillings] == [True, False]
    (alone,) = match(sentence, "0 6 7 person/otieno name")
    assert [filling.open for filling in alone.fillings] == [False, False]


def test_powers_are_states():
    assert is_human_noun("power", "powers")
    assert not is_human_noun("power", "power")
