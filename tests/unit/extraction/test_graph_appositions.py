"""Repairs of names beside offices, of fronted phrases, and of what the parser hangs on "due" and on days."""

import pytest
from graph_building import edges, parse

from kg.extraction.enhance import enhance

COLLEAGUE = (
    "Strand PROPN 2 nsubj",
    "dined VERB 0 root dine",
    "with ADP 5 case",
    "his PRON 5 nmod:poss",
    "colleague NOUN 2 obl",
    ", PUNCT 7 punct",
    "Coulibaly PROPN 11 nsubj",
    ", PUNCT 7 punct",
    "before SCONJ 11 mark",
    "talks NOUN 11 nsubj talk Number=Plur",
    "opened VERB 2 advcl open",
)

CASES = {
    "occasion-with-a-preposition": (
        parse(
            "At ADP 2 case",
            "session NOUN 0 root",
            "the DET 4 det",
            "rivals NOUN 2 appos rival Number=Plur",
            "Vogt PROPN 6 nsubj",
            "sat VERB 4 acl:relcl sit VerbForm=Fin",
            "together ADV 6 advmod",
        ),
        "sat -[at]-> session",
    ),
    "subject-behind-its-title": (
        parse(
            "At ADP 3 case",
            "the DET 3 det",
            "invitation NOUN 11 obl",
            "of ADP 5 case",
            "Vogt PROPN 3 nmod",
            ", PUNCT 8 punct",
            "Premier PROPN 8 nmod:desc",
            "Strand PROPN 5 conj",
            "of ADP 10 case",
            "Norway PROPN 8 nmod",
            "visits VERB 0 root visit VerbForm=Fin",
            "Lima PROPN 11 obj",
            names=((4, 5, "PERSON"), (7, 8, "PERSON"), (9, 10, "LOC"), (11, 12, "LOC")),
        ),
        "visits -subj-> Strand",
    ),
    "object-behind-a-date": (
        parse(
            "council NOUN 2 nsubj",
            "imposed VERB 0 root impose",
            ", PUNCT 5 punct",
            "from ADP 5 case",
            "15 NUM 2 obl",
            "April PROPN 5 nmod",
            ", PUNCT 9 punct",
            "a DET 9 det",
            "ban NOUN 5 appos",
        ),
        "imposed -obj-> ban",
    ),
    "owner-whose-halves-hang-apart": (
        parse(
            "Edmund PROPN 4 compound",
            "Hartley PROPN 4 nmod:poss",
            "'s PART 1 case",
            "note NOUN 5 nsubj",
            "arrived VERB 0 root arrive",
            names=((0, 2, "PERSON"),),
        ),
        "note -poss-> Edmund",
    ),
    "peer-without-a-name": (
        parse(
            "met VERB 0 root meet",
            "Strand PROPN 1 obj",
            ", PUNCT 5 punct",
            "his PRON 5 nmod:poss",
            "counterpart NOUN 2 appos",
            names=((1, 2, "PERSON"),),
        ),
        "Strand -appos-> counterpart",
    ),
}


@pytest.mark.parametrize(("at", "row"), [(4, "hotel NOUN 2 obl"), (7, "and CCONJ 7 punct")])
def test_a_name_after_a_thing_or_before_another_name_stays_where_it_is(at, row):
    rows = [row if index == at else line for index, line in enumerate(COLLEAGUE)]
    assert not [
        edge for edge in edges(enhance(parse(*rows, names=((0, 1, "PERSON"), (6, 7, "PERSON"))))) if "appos" in edge
    ]


@pytest.mark.parametrize(("sentence", "edge"), CASES.values(), ids=CASES)
def test_what_stands_beside_something_finds_its_place(sentence, edge):
    assert edge in edges(enhance(sentence))


def test_who_pays_a_visit_to_deliver_something_delivers_it():
    sentence = parse(
        "Strand PROPN 2 nsubj",
        "made VERB 0 root make",
        "trip NOUN 2 obj trip",
        "to PART 5 mark",
        "deliver VERB 2 xcomp deliver VerbForm=Inf",
        "note NOUN 5 obj",
    )
    assert "deliver -subj-> Strand" in edges(enhance(sentence))
    assert "deliver -subj-> trip" not in edges(enhance(sentence))
