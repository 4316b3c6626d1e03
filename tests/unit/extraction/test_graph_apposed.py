"""Names behind a description, and prepositions and helpers before one, on hand-built trees."""

import pytest
from graph_building import edges, parse

from kg.extraction.apposed_names import apposed_names
from kg.extraction.enhance import enhance

OWNER = parse(
    "Oman PROPN 2 nsubj", "sanctioned VERB 0 root sanction", "its PRON 4 nmod:poss", "owner NOUN 2 obj",
    ", PUNCT 6 punct", "Velm PROPN 4 appos",
)  # fmt: skip
FIRMS = parse(
    "sanctioned VERB 0 root sanction", "firms NOUN 1 obj firm Number=Plur", ", PUNCT 4 punct", "Velm PROPN 2 conj",
    ", PUNCT 6 punct", "Orvex PROPN 2 conj", "and CCONJ 8 cc", "Talm PROPN 6 conj",
)  # fmt: skip
FIRMS_AND_ANOTHER = parse(
    "sanctioned VERB 0 root sanction", "firms NOUN 1 obj firm Number=Plur", "and CCONJ 4 cc", "Velm PROPN 2 conj",
)  # fmt: skip
INCLUDING = parse(
    "Oman PROPN 2 nsubj", "sanctioned VERB 0 root sanction", "officials NOUN 2 obj official Number=Plur",
    "including VERB 5 case include", "Lind PROPN 2 obl", "and CCONJ 8 cc", "ally NOUN 8 nmod:desc", "Vogt PROPN 5 conj",
)  # fmt: skip


CREDIT = parse(
    "sanctioned VERB 0 root sanction", "banks NOUN 1 obj bank", ", PUNCT 5 punct", "Velm PROPN 5 compound",
    "Credit NOUN 2 appos credit",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "noun", "names"),
    [
        (OWNER, 3, [5]),
        (FIRMS, 1, [3, 5, 7]),
        (FIRMS_AND_ANOTHER, 1, []),
        (INCLUDING, 2, [4, 7]),
        (CREDIT, 1, [4]),
        (OWNER, 0, []),
    ],
)
def test_names_behind_a_description_say_who_it_means(sentence, noun, names):
    assert list(apposed_names(enhance(sentence), noun)) == names


def test_a_preposition_inside_a_title_does_not_lead_the_name():
    graph = enhance(
        parse(
            "wrote VERB 0 root write",
            "to ADP 6 case",
            "Secretary PROPN 6 nmod:desc",
            "of ADP 6 case",
            "State PROPN 6 flat",
            "Lind PROPN 1 obl",
        )
    )
    assert "wrote -[to]-> Lind" in edges(graph)


def test_who_has_itself_done_it_has_done_it():
    graph = enhance(
        parse(
            "Oman PROPN 2 nsubj",
            "had VERB 0 root have",
            "itself PRON 2 obj",
            "written VERB 2 xcomp write VerbForm=Part|Tense=Past",
            "to ADP 6 case",
            "Lind PROPN 4 obl",
        )
    )
    assert {"written -subj-> Oman", "written -[to]-> Lind"} <= edges(graph)
    assert "written -obj-> itself" not in edges(graph)


def test_who_is_written_to_several_times_is_written_to():
    graph = enhance(
        parse(
            "Oman PROPN 2 nsubj",
            "wrote VERB 0 root write",
            "three NUM 4 nummod",
            "times NOUN 2 obl:unmarked time",
            "to ADP 6 case",
            "Lind PROPN 4 nmod",
        )
    )
    assert "wrote -[to]-> Lind" in edges(graph)
