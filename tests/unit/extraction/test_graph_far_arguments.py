"""Arguments that other phrases part from their verb or noun, on hand-built trees."""

import pytest
from graph_building import check_repair, edges, parse

from kg.extraction.enhance import enhance

REPAIRED = {
    "sides-beyond-day": (
        parse(
            "They PRON 2 nsubj",
            "left VERB 0 root leave",
            "after ADP 4 case",
            "talks NOUN 2 obl talk",
            "Friday PROPN 2 obl:unmarked",
            "between ADP 7 case",
            "Lind PROPN 2 obl",
        ),
        {"left -[between]-> Lind"},
        {"talks -[between]-> Lind"},
    ),
    "agent-beyond-place": (
        parse(
            "Lind PROPN 3 nsubj:pass",
            "was AUX 3 aux:pass be",
            "received VERB 0 root receive VerbForm=Part|Tense=Past",
            "at ADP 5 case",
            "Palace PROPN 3 obl",
            "by ADP 7 case",
            "Vogt PROPN 5 nmod",
            names=[(6, 7, "PERSON")],
        ),
        {"Palace -[by]-> Vogt"},
        {"received -subj-> Vogt"},
    ),
    "sides-beyond-place": (
        parse(
            "summit NOUN 0 root",
            "in ADP 3 case",
            "Colonia PROPN 1 nmod",
            "between ADP 5 case",
            "Lind PROPN 3 nmod",
        ),
        {"Colonia -[between]-> Lind"},
        {"summit -[between]-> Lind"},
    ),
    "person-beyond-circumstance": (
        parse(
            "had VERB 0 root have",
            "talks NOUN 1 obj talk",
            "at ADP 4 case",
            "initiative NOUN 1 obl",
            "with ADP 6 case",
            "Vogt PROPN 4 nmod",
            names=[(5, 6, "PERSON")],
        ),
        {"initiative -[with]-> Vogt"},
        {"had -[with]-> Vogt", "talks -[with]-> Vogt"},
    ),
    "contact-beyond-object": (
        parse(
            "Lind PROPN 2 nsubj",
            "praised VERB 0 root praise",
            "efforts NOUN 2 obj effort",
            "in ADP 5 case",
            "call NOUN 3 nmod",
            "with ADP 7 case",
            "Vogt PROPN 5 nmod",
            names=[(6, 7, "PERSON")],
        ),
        {"efforts -[in]-> call"},
        {"praised -[in]-> call"},
    ),
    "subject-beside-where": (
        parse(
            "went VERB 0 root go",
            "there ADV 1 advmod",
            "where ADV 6 advmod",
            "Lind PROPN 3 nsubj",
            "soon ADV 6 advmod",
            "refused VERB 1 advcl refuse",
        ),
        {"where -subj-> Lind"},
        {"refused -subj-> Lind"},
    ),
    "time-read-as-object": (
        parse(
            "Lind PROPN 2 nsubj",
            "met VERB 0 root meet",
            "this DET 4 det",
            "afternoon NOUN 2 obj",
            "with ADP 6 case",
            "Vogt PROPN 2 obl",
        ),
        {"met -obj-> afternoon"},
        {"met -[]-> afternoon"},
    ),
    "name-after-office-phrase": (
        parse(
            "Lind PROPN 2 nsubj",
            "met VERB 0 root meet",
            "with ADP 5 case",
            "the DET 5 det",
            "president NOUN 2 obl",
            ", PUNCT 8 punct",
            "Mr. PROPN 8 nmod:desc",
            "Vogt PROPN 2 obl",
            names=[(7, 8, "PERSON")],
        ),
        {"met -obj-> Vogt"},
        {"president -appos-> Vogt"},
    ),
    "person-after-phrase": (
        parse(
            "Lind PROPN 2 nsubj",
            "received VERB 0 root receive",
            "at ADP 4 case",
            "noon NOUN 2 obl",
            "Vogt PROPN 2 dep",
            names=[(0, 1, "PERSON"), (4, 5, "PERSON")],
        ),
        {"received -dep-> Vogt"},
        {"received -obj-> Vogt"},
    ),
    "setting-read-as-description": (
        parse(
            "Lind PROPN 2 nsubj",
            "announced VERB 0 root announce",
            "steps NOUN 2 obj step",
            "after SCONJ 5 mark",
            "seeing VERB 3 acl see VerbForm=Ger",
            "Vogt PROPN 5 obj",
        ),
        {"seeing -subj-> steps"},
        {"seeing -subj-> Lind"},
    ),
    "subject-of-participle": (
        parse(
            "Lind PROPN 2 nsubj",
            "preparing VERB 5 advcl prepare VerbForm=Ger",
            "talks NOUN 2 obj talk",
            "was AUX 5 aux:pass be",
            "received VERB 0 root receive VerbForm=Part|Tense=Past",
        ),
        set(),
        {"received -obj-> Lind"},
    ),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_an_argument_finds_its_verb_beyond_what_parts_them(name):
    check_repair(name, REPAIRED[name])


def test_a_book_by_somebody_stays_the_book_s():
    sentence = parse(
        "Lind PROPN 3 nsubj:pass",
        "was AUX 3 aux:pass be",
        "moved VERB 0 root move VerbForm=Part|Tense=Past",
        "at ADP 6 case",
        "the DET 6 det",
        "play NOUN 3 obl",
        "by ADP 8 case",
        "Vogt PROPN 6 nmod",
        names=[(7, 8, "PERSON")],
    )
    assert "moved -subj-> Vogt" not in edges(enhance(sentence))


def test_a_day_after_it_is_a_day():
    sentence = parse(
        "Lind PROPN 2 nsubj",
        "left VERB 0 root leave",
        "Monday PROPN 2 obl",
        "after SCONJ 5 mark",
        "seeing VERB 3 acl see VerbForm=Ger",
    )
    assert "seeing -subj-> Monday" in edges(enhance(sentence))


def test_visiting_officials_are_met_and_a_visit_to_the_officials_is_none():
    rows = ("talks NOUN 0 root talk", "with SCONJ 3 case", "visiting VERB 1 acl visit VerbForm=Ger")
    officials = parse(*rows, "officials NOUN 3 obj official Number=Plur")
    described = parse(*rows, "the DET 5 det", "officials NOUN 3 obj official Number=Plur")
    assert "talks -[with]-> officials" in edges(enhance(officials))
    assert "visiting -obj-> officials" in edges(enhance(described))
