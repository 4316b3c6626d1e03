"""Clauses, conjuncts and names joined to a farther word than their own, on hand-built trees."""

import pytest
from graph_building import check_repair, edges, parse

from kg.extraction.enhance import enhance

REPAIRED = {
    "past-joined-to-infinitive": (
        parse(
            "Lind PROPN 2 nsubj",
            "noted VERB 0 root note Tense=Past|VerbForm=Fin",
            "that SCONJ 6 mark",
            "Chad PROPN 6 nsubj",
            "can AUX 6 aux",
            "buy VERB 2 ccomp",
            "arms NOUN 6 obj arm",
            "and CCONJ 9 cc",
            "briefed VERB 6 conj brief Tense=Past|VerbForm=Fin",
            "Vogt PROPN 9 obj",
        ),
        {"briefed -subj-> Chad"},
        {"briefed -subj-> Lind"},
    ),
    "setting-read-as-content": (
        parse(
            "Lind PROPN 2 nsubj",
            "said VERB 0 root say",
            ", PUNCT 5 punct",
            "after SCONJ 5 mark",
            "meeting VERB 2 ccomp meet VerbForm=Ger",
            "with ADP 7 case",
            "Vogt PROPN 5 obl",
        ),
        {"said -ccomp-> meeting"},
        {"meeting -subj-> Lind"},
    ),
    "means-read-as-description": (
        parse(
            "Lind PROPN 2 nsubj",
            "marked VERB 0 root mark",
            "victory NOUN 2 obj",
            "over ADP 5 case",
            "rebels NOUN 2 obl rebel",
            "by SCONJ 7 mark",
            "dining VERB 5 acl dine VerbForm=Ger",
            "with ADP 9 case",
            "Vogt PROPN 7 obl",
        ),
        {"dining -subj-> rebels"},
        {"dining -subj-> Lind"},
    ),
    "whom-of-nearest-person": (
        parse(
            "aide NOUN 9 nsubj",
            "of ADP 3 case",
            "Lind PROPN 1 nmod",
            ", PUNCT 8 punct",
            "with ADP 6 case",
            "whom PRON 8 obl",
            "Vogt PROPN 8 nsubj",
            "met VERB 1 acl:relcl meet",
            "agreed VERB 0 root agree",
            names=[(2, 3, "PERSON"), (6, 7, "PERSON")],
        ),
        {"met -[with]-> aide"},
        {"met -[with]-> Lind"},
    ),
    "body-before-its-people": (
        parse(
            "Lind PROPN 2 nsubj",
            "met VERB 0 root meet",
            "Union PROPN 2 obj",
            "( PUNCT 5 punct",
            "AU PROPN 3 appos",
            ") PUNCT 5 punct",
            "envoys NOUN 2 obj envoy Number=Plur",
        ),
        {"met -iobj-> Union"},
        {"envoys -compound-> Union"},
    ),
    "name-after-kind": (
        parse(
            "was VERB 0 root be",
            "in ADP 3 case",
            "capital NOUN 1 obl",
            "for ADP 5 case",
            "talks NOUN 3 nmod talk",
            "with ADP 7 case",
            "group NOUN 5 nmod",
            "Velm PROPN 3 appos",
        ),
        {"capital -appos-> Velm"},
        {"group -appos-> Velm"},
    ),
    "participle-before-its-noun": (
        parse(
            "Following VERB 4 case follow",
            "Lind PROPN 4 nmod:poss",
            "'s PART 2 case",
            "planned VERB 7 advcl plan VerbForm=Part|Tense=Past",
            "visit NOUN 4 xcomp",
            "Vogt PROPN 7 nsubj",
            "spoke VERB 0 root speak",
        ),
        {"planned -poss-> Lind"},
        {"visit -poss-> Lind", "spoke -[following]-> visit"},
    ),
    "leader-of-delegation": (
        parse(
            "delegation NOUN 2 nsubj",
            "flew VERB 0 root fly",
            "to ADP 4 case",
            "Lima PROPN 2 obl",
            ", PUNCT 6 punct",
            "led VERB 4 acl lead VerbForm=Part|Tense=Past",
            "by ADP 8 case",
            "Vogt PROPN 6 obl:agent",
            names=[(3, 4, "LOC"), (7, 8, "PERSON")],
        ),
        {"led -obj-> Lima"},
        {"led -obj-> delegation"},
    ),
    "owner-read-as-preposition": (
        parse(
            "Following VERB 4 case follow",
            "Lind PROPN 1 fixed",
            "'s PART 2 case",
            "visit NOUN 6 obl",
            "Vogt PROPN 6 nsubj",
            "spoke VERB 0 root speak",
            names=[(1, 2, "PERSON")],
        ),
        {"spoke -[following_lind]-> visit"},
        {"visit -poss-> Lind"},
    ),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_what_was_joined_too_far_off_finds_its_word(name):
    check_repair(name, REPAIRED[name])


def test_two_bare_infinitives_stay_joined():
    sentence = parse(
        "Lind PROPN 2 nsubj",
        "said VERB 0 root say Tense=Past|VerbForm=Fin",
        "Chad PROPN 5 nsubj",
        "can AUX 5 aux",
        "buy VERB 2 ccomp",
        "and CCONJ 7 cc",
        "sell VERB 5 conj sell VerbForm=Inf",
    )
    assert "sell -subj-> Chad" in edges(enhance(sentence))


def test_who_is_praised_for_help_in_something_does_it():
    sentence = parse(
        "Lind PROPN 2 nsubj",
        "thanked VERB 0 root thank",
        "Vogt PROPN 2 obj",
        "for ADP 5 case",
        "help NOUN 2 obl",
        "in SCONJ 7 mark",
        "arranging VERB 2 advcl arrange VerbForm=Ger",
        "talks NOUN 7 obj talk",
    )
    assert "arranging -subj-> Vogt" in edges(enhance(sentence))
    assert "arranging -subj-> Lind" not in edges(enhance(sentence))
