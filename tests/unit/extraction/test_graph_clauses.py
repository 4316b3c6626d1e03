"""Repairs of clauses on hand-built trees: wrong as the parser gave them, right after the repair."""

import pytest
from graph_building import edges, parse

from kg.extraction.enhance import enhance

CASES = {
    "condition-read-as-clause": (
        parse(
            "Had VERB 0 root have",
            "Vogt PROPN 1 obj",
            "asked VERB 1 xcomp ask Tense=Past|VerbForm=Part",
            ", PUNCT 8 punct",
            "she PRON 8 nsubj",
            "would AUX 8 aux",
            "have AUX 8 aux",
            "met VERB 1 parataxis meet Tense=Past|VerbForm=Part",
            "them PRON 8 obj",
        ),
        {"Had -parataxis-> met", "Had -obj-> Vogt"},
        {"met -advcl-> asked", "asked -subj-> Vogt"},
    ),
    "clause-taken-by-later-report": (
        parse(
            "Peru PROPN 2 nsubj",
            "denied VERB 9 ccomp deny",
            "on ADP 4 case",
            "Friday PROPN 2 obl",
            "that SCONJ 7 mark",
            "it PRON 7 nsubj",
            "met VERB 9 ccomp meet",
            "envoys NOUN 9 nsubj envoy",
            "said VERB 0 root say",
        ),
        {"said -ccomp-> met"},
        {"denied -ccomp-> met"},
    ),
    "list-after-peer": (
        parse(
            "met VERB 0 root meet",
            "counterpart NOUN 1 obj counterpart Number=Sing",
            "Vogt PROPN 2 appos",
            "and CCONJ 5 cc",
            "Otieno PROPN 3 conj",
            names=((2, 3, "PERSON"), (4, 5, "PERSON")),
        ),
        {"Vogt -conj-> Otieno"},
        {"counterpart -conj-> Otieno", "met -obj-> Otieno"},
    ),
    "topic-on-body": (
        parse(
            "vote NOUN 0 root",
            "at ADP 3 case",
            "UNASUR PROPN 1 nmod",
            "on ADP 5 case",
            "bans NOUN 3 nmod ban",
            names=((2, 3, "ORG"),),
        ),
        {"UNASUR -[on]-> bans"},
        {"vote -[on]-> bans"},
    ),
    "span-read-as-agent": (
        parse(
            "bans NOUN 0 root ban",
            "extended VERB 1 acl extend VerbForm=Part|Tense=Past",
            "by ADP 5 case",
            "one NUM 5 nummod",
            "year NOUN 2 obl:agent",
        ),
        {"extended -subj-> year"},
        {"extended -[by]-> year"},
    ),
    "list-after-agent": (
        parse(
            "Chad PROPN 12 nsubj",
            ", PUNCT 3 punct",
            "listed VERB 1 acl list VerbForm=Part|Tense=Past",
            "by ADP 5 case",
            "Peru PROPN 3 obl:agent",
            ", PUNCT 7 punct",
            "Oman PROPN 1 conj",
            "and CCONJ 10 cc",
            "the DET 10 det",
            "Fiji PROPN 7 conj",
            ", PUNCT 3 punct",
            "met VERB 0 root meet",
            names=((0, 1, "LOC"), (4, 5, "LOC"), (9, 10, "LOC")),
        ),
        {"Chad -conj-> Oman"},
        {"Peru -conj-> Oman", "listed -subj-> Oman", "listed -subj-> Fiji"},
    ),
    "deed-of-helped": (
        parse(
            "Chad PROPN 2 nsubj",
            "sued VERB 0 root sue",
            "banks NOUN 2 obj bank",
            "helping VERB 3 acl help",
            "Peru PROPN 4 obj",
            "evade VERB 2 conj evade",
            "bans NOUN 6 obj ban",
            names=((0, 1, "LOC"), (4, 5, "LOC")),
        ),
        {"sued -conj-> evade"},
        {"helping -xcomp-> evade", "evade -subj-> Peru"},
    ),
    "peer-named-apart": (
        parse(
            "involved VERB 0 root involve",
            "Strand PROPN 1 obj",
            ", PUNCT 5 punct",
            "his PRON 5 nmod:poss",
            "counterpart NOUN 2 appos",
            ", PUNCT 7 punct",
            "Coulibaly PROPN 5 appos",
            names=((1, 2, "PERSON"), (6, 7, "PERSON")),
        ),
        {"Strand -appos-> counterpart"},
        {"Strand -conj-> counterpart"},
    ),
    "place-behind-occasion": (
        parse(
            "put VERB 0 root put",
            "on ADP 3 case",
            "track NOUN 1 obl",
            "summit NOUN 3 obj",
            "on ADP 6 case",
            "May PROPN 1 obl",
            "in ADP 8 case",
            "Lima PROPN 1 obl",
            names=((7, 8, "LOC"),),
        ),
        {"put -[on]-> May", "put -[in]-> Lima"},
        {"summit -[on]-> May", "summit -[in]-> Lima"},
    ),
    "gerund-read-as-subject": (
        parse(
            "Speaking VERB 6 csubj speak VerbForm=Ger",
            "in ADP 3 case",
            "Lima PROPN 1 obl",
            ", PUNCT 5 punct",
            "Vogt PROPN 3 appos",
            "thanked VERB 0 root thank VerbForm=Fin|Tense=Past",
            names=((2, 3, "LOC"), (4, 5, "PERSON")),
        ),
        {"thanked -subj-> Speaking"},
        {"thanked -subj-> Vogt"},
    ),
    "name-read-as-root": (
        parse(
            "Vogt PROPN 0 root",
            ", PUNCT 3 punct",
            "flanked VERB 1 acl flank VerbForm=Part|Tense=Past",
            "by ADP 5 case",
            "aides NOUN 3 obl:agent aide",
            ", PUNCT 3 punct",
            "assured VERB 8 amod assure VerbForm=Part|Tense=Past",
            "envoys NOUN 1 appos envoy",
            "at ADP 10 case",
            "talks NOUN 1 nmod talk",
            "that SCONJ 13 mark",
            "all PRON 13 nsubj",
            "changed VERB 1 acl change VerbForm=Fin|Tense=Past",
            ". PUNCT 1 punct",
            names=((0, 1, "PERSON"),),
        ),
        {"envoys -amod-> assured"},
        {"assured -subj-> Vogt", "assured -obj-> envoys", "assured -[at]-> talks", "assured -ccomp-> changed"},
    ),
    "guest-beside-subject": (
        parse(
            "Visiting VERB 4 csubj visit VerbForm=Ger",
            "Premier PROPN 3 nmod:desc",
            "Vogt PROPN 4 nsubj",
            "told VERB 0 root tell",
            "reporters NOUN 4 obj reporter",
            names=((2, 3, "PERSON"),),
        ),
        {"told -subj-> Visiting"},
        {"Vogt -amod-> Visiting"},
    ),
    "name-after-office": (
        parse(
            "Strand PROPN 2 nsubj",
            "dined VERB 0 root dine",
            "with ADP 4 case",
            "colleague NOUN 2 obl",
            ", PUNCT 6 punct",
            "Coulibaly PROPN 9 nsubj",
            ", PUNCT 6 punct",
            "talks NOUN 9 nsubj talk",
            "opened VERB 2 advcl open",
            names=((0, 1, "PERSON"), (5, 6, "PERSON")),
        ),
        {"opened -subj-> Coulibaly"},
        {"colleague -appos-> Coulibaly"},
    ),
    "phrase-before-noun": (
        parse(
            "In ADP 2 case",
            "letter NOUN 4 nmod",
            ", PUNCT 2 punct",
            "envoy NOUN 5 nsubj",
            "asked VERB 0 root ask",
            "Vogt PROPN 5 obj",
        ),
        {"envoy -[in]-> letter"},
        {"asked -[in]-> letter"},
    ),
    "due-in-a-place": (
        parse(
            "He PRON 5 nsubj",
            "is AUX 5 cop be",
            "due ADJ 5 case",
            "in ADP 3 fixed",
            "Lima PROPN 0 root",
            names=((4, 5, "LOC"),),
        ),
        {"Lima -subj-> He", "Lima -case-> due"},
        {"due -subj-> He", "due -[in]-> Lima"},
    ),
    "participle-read-as-complement": (
        parse(
            "ministers NOUN 2 nsubj minister",
            "had VERB 0 root have",
            "last ADJ 4 advmod",
            "spoken VERB 2 xcomp speak VerbForm=Part|Tense=Past",
            "by ADP 6 case",
            "telephone NOUN 4 obl:agent",
        ),
        {"spoken -subj-> telephone"},
        {"spoken -subj-> ministers", "spoken -[by]-> telephone"},
    ),
    "clause-after-report": (
        parse(
            "Vogt PROPN 2 nsubj",
            "travels VERB 5 ccomp travel Tense=Pres|VerbForm=Fin",
            ", PUNCT 2 punct",
            "aides NOUN 5 nsubj aide",
            "said VERB 0 root say Tense=Past|VerbForm=Fin",
            ", PUNCT 8 punct",
            "and CCONJ 8 cc",
            "hopes VERB 5 conj hope Tense=Pres|VerbForm=Fin",
        ),
        {"hopes -subj-> aides"},
        {"hopes -subj-> Vogt"},
    ),
    "whom-starts-a-clause": (
        parse(
            "Vogt PROPN 6 nsubj",
            ", PUNCT 4 punct",
            "whom PRON 4 det",
            "Otieno PROPN 1 acl:relcl",
            "last ADJ 6 amod",
            "saw VERB 9 advcl see",
            "in ADP 8 case",
            "May PROPN 6 obl",
            "agreed VERB 0 root agree",
        ),
        {"saw -subj-> Vogt"},
        {"saw -subj-> Otieno", "saw -obj-> Vogt", "agreed -subj-> Vogt"},
    ),
    "time-as-subject": (
        parse(
            "The DET 2 det",
            "time NOUN 7 nsubj",
            "Vogt PROPN 4 nsubj",
            "met VERB 2 acl:relcl meet",
            "was AUX 7 cop be",
            "in ADP 7 case",
            "Lima PROPN 0 root",
            "on ADP 9 case",
            "Monday PROPN 7 obl",
        ),
        {"Lima -[on]-> Monday"},
        {"met -[in]-> Lima", "met -[on]-> Monday", "met -subj-> Vogt"},
    ),
    "office-beside-name": (
        parse(
            "visiting VERB 0 root visit",
            "Sanou PROPN 1 obl",
            ", PUNCT 1 punct",
            "head NOUN 1 obj",
            "of ADP 7 case",
            "the DET 7 det",
            "bank NOUN 4 nmod",
            names=[(1, 2, "PERSON")],
        ),
        {"visiting -obj-> head"},
        {"Sanou -appos-> head"},
    ),
    "day-read-as-clause": (
        parse(
            "In ADP 3 case",
            "the DET 3 det",
            "days NOUN 0 root day",
            "of ADP 5 case",
            "strife NOUN 3 nmod",
            "Vogt PROPN 7 nsubj",
            "flew VERB 5 acl:relcl fly",
            "to ADP 9 case",
            "Lima PROPN 7 obl",
            "and CCONJ 11 cc",
            "later ADV 3 conj",
            "to ADP 13 case",
            "Quito PROPN 11 obl",
        ),
        {"days -conj-> later"},
        {"flew -[in]-> days", "flew -[to]-> Lima", "flew -[to]-> Quito"},
    ),
    "stop-without-verb": (
        parse(
            "flew VERB 0 root fly",
            "to ADP 3 case",
            "Lima PROPN 1 obl",
            "and CCONJ 5 cc",
            "later ADV 1 conj",
            "to ADP 7 case",
            "Quito PROPN 5 obl",
        ),
        {"later -[to]-> Quito"},
        {"flew -[to]-> Quito"},
    ),
    "name-is-one-phrase": (
        parse(
            "Secretary PROPN 4 nmod:desc",
            "of ADP 3 case",
            "State PROPN 1 nmod",
            "Otieno PROPN 7 nsubj",
            "and CCONJ 6 cc",
            "Vogt PROPN 4 conj",
            "met VERB 0 root meet",
            names=[(2, 4, "ORG")],
        ),
        None,
        {"Otieno -conj-> Vogt", "met -subj-> Vogt"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_repair_moves_the_clause(name):
    sentence, before, after = CASES[name]
    if before is not None:
        assert before <= edges(enhance(sentence, without=frozenset({name})))
    assert after <= edges(enhance(sentence))


def test_nobody_meets_the_time_at_which_he_met():
    graph = enhance(
        parse(
            "time NOUN 0 root",
            "Vogt PROPN 4 nsubj",
            "and CCONJ 2 cc",
            "met VERB 1 acl:relcl meet",
        )
    )
    assert "met -obj-> time" not in edges(graph)


def test_a_whom_clause_that_is_right_stays():
    sentence = parse(
        "Vogt PROPN 5 nsubj",
        "whom PRON 4 obj",
        "Otieno PROPN 4 nsubj",
        "saw VERB 1 acl:relcl see",
        "agreed VERB 0 root agree",
    )
    assert enhance(sentence).heads == enhance(sentence, without=frozenset({"whom-starts-a-clause"})).heads


def test_a_lunch_is_given_although_an_office_stands_behind_the_guest():
    sentence = parse(
        "gave VERB 0 root give",
        "a DET 3 det",
        "lunch NOUN 1 iobj",
        "for ADP 5 case",
        "Sanou PROPN 1 obl",
        ", PUNCT 7 punct",
        "member NOUN 1 obj",
        names=[(4, 5, "PERSON")],
    )
    assert {"gave -obj-> lunch", "gave -[for]-> Sanou", "Sanou -appos-> member"} <= edges(enhance(sentence))


def test_who_talks_by_phone_is_not_talked_to_by_it():
    sentence = parse(
        "Vogt PROPN 2 nsubj",
        "talked VERB 0 root talk VerbForm=Part|Tense=Past",
        "by ADP 4 case",
        "phone NOUN 2 obl:agent",
    )
    assert "talked -[by]-> phone" in edges(enhance(sentence))


def test_a_perfect_tense_has_no_agent():
    sentence = parse(
        "Vogt PROPN 3 nsubj", "had AUX 3 aux have", "spoken VERB 0 root speak VerbForm=Part|Tense=Past",
        "by ADP 5 case", "telephone NOUN 3 obl",
    )  # fmt: skip
    assert "spoken -[by]-> telephone" in edges(enhance(sentence))


def test_what_is_done_next_is_done_by_the_same():
    rows = ("Vogt PROPN 2 nsubj", "bowed VERB 0 root bow VerbForm=Fin|Tense=Past", ", PUNCT 5 punct")
    then = parse(*rows, "then ADV 5 advmod", "left VERB 2 parataxis leave VerbForm=Fin|Tense=Past")
    beside = parse(*rows, "officials ADV 5 advmod", "left VERB 2 parataxis leave VerbForm=Fin|Tense=Past")
    assert "left -subj-> Vogt" in edges(enhance(then))
    assert "left -subj-> Vogt" not in edges(enhance(beside))


def test_a_clause_that_opens_with_that_completes_the_root_before_it():
    hung = parse(
        "Peru PROPN 2 nsubj", "denied VERB 0 root deny", "that SCONJ 5 mark", "it PRON 5 nsubj",
        "met VERB 7 advcl meet", "envoys NOUN 7 nsubj envoy", "said VERB 2 advcl say",
    )  # fmt: skip
    assert "denied -ccomp-> met" in edges(enhance(hung))


def test_the_matter_in_the_name_of_a_body_stays_there():
    named = parse(
        "vote NOUN 0 root", "at ADP 3 case", "UNASUR PROPN 1 nmod", "on ADP 5 case", "Trade PROPN 3 nmod",
        names=((2, 3, "ORG"),),
    )  # fmt: skip
    assert "vote -[on]-> Trade" not in edges(enhance(named))


def test_a_common_noun_that_opens_the_sentence_is_no_place():
    def hopes(upos):
        return parse(
            f"Hopes {upos} 4 nsubj", "for ADP 3 case", "talks NOUN 1 nmod talk", "faded VERB 0 root fade",
            names=((0, 1, "LOC"),),
        )  # fmt: skip

    assert "Hopes -[for]-> talks" in edges(enhance(hopes("NOUN")))
    assert "faded -[for]-> talks" in edges(enhance(hopes("PROPN")))
