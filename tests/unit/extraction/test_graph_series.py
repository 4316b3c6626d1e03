"""Repairs of names in a row, of what stands behind an apposition, and of names joined by hyphens."""

import pytest
from graph_building import edges, parse

from kg.extraction.enhance import enhance

ROW = (
    "Meeting NOUN 0 root meeting",
    "of ADP 4 case",
    "the DET 4 det",
    "UN PROPN 1 nmod",
    ", PUNCT 8 punct",
    "the DET 8 det",
    "Arab ADJ 8 amod",
    "League PROPN 1 dep",
    "and CCONJ 12 cc",
    "the DET 12 det",
    "Chadian ADJ 12 amod",
    "government NOUN 8 conj",
)
IN_ROW = ((3, 4, "ORG"), (6, 8, "ORG"))
LONG = (
    "involving VERB 0 root involve",
    "Peru PROPN 1 obj",
    ", PUNCT 5 punct",
    "the DET 5 det",
    "Republic PROPN 1 parataxis",
    "of ADP 7 case",
    "Kenya PROPN 5 nmod",
    "( PUNCT 9 punct",
    "ROK PROPN 5 appos",
    ") PUNCT 9 punct",
    "and CCONJ 12 cc",
    "Chile PROPN 5 conj",
)
LONG_NAMES = ((1, 2, "LOC"), (4, 7, "LOC"), (8, 9, "LOC"), (11, 12, "LOC"))
HEADLINE = (
    "Peru PROPN 5 nsubj",
    ", PUNCT 3 punct",
    "Chile PROPN 1 appos",
    "to PART 5 mark",
    "hold VERB 0 root hold VerbForm=Inf",
    "talks NOUN 5 obj talk Number=Plur",
)
STATES = ((0, 1, "LOC"), (2, 3, "LOC"))
SAID = (
    "said VERB 0 root say",
    "Strand PROPN 1 nsubj",
    ", PUNCT 5 punct",
    "a DET 5 det",
    "member NOUN 2 appos",
    ", PUNCT 9 punct",
    "during ADP 9 case",
    "a DET 9 det",
    "meeting NOUN 5 nmod",
    "with ADP 11 case",
    "Vogt PROPN 9 nmod",
)
PEOPLE = ((1, 2, "PERSON"), (10, 11, "PERSON"))
IN_TURN = (
    "Strand PROPN 2 nsubj",
    "called VERB 0 root call",
    "Vogt PROPN 2 obj",
    ", PUNCT 6 punct",
    "then ADV 6 advmod",
    "Otieno PROPN 2 parataxis",
)
CALLED = ((0, 1, "PERSON"), (2, 3, "PERSON"), (5, 6, "PERSON"))
REPAIRED = {
    "next-in-turn": (
        parse(*IN_TURN, names=CALLED),
        {"called -parataxis-> Otieno"},
        {"called -obj-> Otieno", "Vogt -conj-> Otieno"},
    ),
    "names-in-a-row": (parse(*ROW, names=IN_ROW), set(), {"Meeting -[of]-> League"}),
    "states-of-headline": (parse(*HEADLINE, names=STATES), set(), {"hold -subj-> Chile"}),
    "occasion-behind-apposition": (
        parse(*SAID, names=PEOPLE),
        {"member -[during]-> meeting"},
        {"said -[during]-> meeting"},
    ),
}
VISIT = (
    "visit NOUN 0 root visit",
    "of ADP 4 case",
    "the DET 4 det",
    "Secretary PROPN 5 nmod:desc",
    "Vogt PROPN 1 nmod",
)
TRIPLE = (
    "a DET 7 det",
    "Peruvian ADJ 6 amod",
    "- PUNCT 2 punct",
    "Chilean ADJ 6 amod",
    "- PUNCT 4 punct",
    "Kenyan ADJ 7 amod",
    "meeting NOUN 0 root meeting",
)


SUMMIT = (
    "Strand PROPN 2 nsubj",
    "discussed VERB 0 root discuss",
    "the DET 5 det",
    "NATO PROPN 5 compound",
    "Summit PROPN 2 obj",
    "in ADP 7 case",
    "Oslo PROPN 2 obl",
)


@pytest.mark.parametrize(
    ("rows", "names", "edge"),
    [
        (SUMMIT, ((6, 7, "LOC"),), "Summit -[in]-> Oslo"),
        (ROW, IN_ROW, "Meeting -[of]-> League"),
        (ROW, IN_ROW, "Meeting -[of]-> government"),
        (LONG, LONG_NAMES, "involving -obj-> Chile"),
        (HEADLINE, STATES, "hold -subj-> Chile"),
        (SAID, PEOPLE, "said -[during]-> meeting"),
        (VISIT, ((4, 5, "PERSON"),), "visit -[of]-> Vogt"),
        (TRIPLE, (), "meeting -amod-> Peruvian"),
        (TRIPLE, (), "meeting -amod-> Chilean"),
    ],
)
def test_who_stands_in_a_row_does_what_the_first_does(rows, names, edge):
    assert edge in edges(enhance(parse(*rows, names=names)))


def test_a_row_of_states_before_a_verb_is_its_subject():
    rows = (
        "Peru PROPN 6 nsubj",
        ", PUNCT 3 punct",
        "Kenya PROPN 1 appos",
        "and CCONJ 5 cc",
        "Chile PROPN 6 nsubj",
        "met VERB 0 root meet",
    )
    found = edges(enhance(parse(*rows, names=((0, 1, "LOC"), (2, 3, "LOC"), (4, 5, "LOC")))))
    assert {"met -subj-> Kenya", "met -subj-> Chile"} <= found


@pytest.mark.parametrize(
    ("rows", "names", "edge"),
    [
        ((*ROW[:8], "also ADV 1 advmod", *ROW[9:]), IN_ROW, "Meeting -[of]-> League"),
        (ROW, ((3, 4, "ORG"), (6, 8, "PERSON")), "Meeting -[of]-> League"),
        ((*LONG[:11], "Chile PROPN 13 compound", "fund NOUN 5 conj"), LONG_NAMES, "involving -obj-> Chile"),
        (HEADLINE, ((0, 1, "LOC"), (2, 3, "PERSON")), "hold -subj-> Chile"),
        (("Lima PROPN 5 nsubj", *HEADLINE[1:]), STATES, "hold -subj-> Chile"),
        (SAID, ((10, 11, "PERSON"),), "said -[during]-> meeting"),
        ((*SAID[:5], "early ADV 5 advmod", *SAID[6:]), PEOPLE, "said -[during]-> meeting"),
    ],
)
def test_what_is_no_row_stays_as_it_is(rows, names, edge):
    assert edge not in edges(enhance(parse(*rows, names=names)))


def test_states_in_a_row_before_the_subject_of_another_clause_are_left():
    rows = (
        "talks NOUN 8 obl talk Number=Plur",
        "with ADP 3 case",
        "Peru PROPN 1 nmod",
        ", PUNCT 5 punct",
        "Kenya PROPN 8 nsubj",
        "and CCONJ 7 cc",
        "Chile PROPN 5 conj",
        "agreed VERB 0 root agree",
    )
    found = edges(enhance(parse(*rows, names=((2, 3, "LOC"), (4, 5, "LOC"), (6, 7, "LOC")))))
    assert {"agreed -subj-> Kenya", "agreed -subj-> Chile"} <= found


def test_who_was_something_then_is_not_the_next():
    rows = (*IN_TURN[:5], "president NOUN 3 appos")
    assert "called -obj-> president" not in edges(enhance(parse(*rows, names=CALLED[:2])))
    spoke = (*IN_TURN[:4], "then ADV 7 advmod", "Otieno PROPN 7 nsubj", "left VERB 2 parataxis leave")
    assert "called -obj-> Otieno" not in edges(enhance(parse(*spoke, names=CALLED)))
