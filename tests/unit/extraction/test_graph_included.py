"""Names that "including", "such as", "among them" single out of a plural, on hand-built trees."""

from graph_building import parse

from kg.extraction.apposed_names import included_names
from kg.extraction.enhance import enhance


def included(*rows):
    graph = enhance(parse(*rows))
    names = included_names(graph, next(token.index for token in graph.tokens if token.form == "officials"))
    return [graph.tokens[at].form for at in names]


START = (
    "Norway PROPN 2 nsubj",
    "banned VERB 0 root ban",
    "Libyan ADJ 4 amod",
    "officials NOUN 2 obj official Number=Plur",
    ", PUNCT 7 punct",
)


def test_including_behind_a_plural_leads_its_members():
    rows = ("including VERB 7 case include", "Vogt PROPN 2 obl", "and CCONJ 9 cc", "Otieno PROPN 7 conj")
    assert included(*START, *rows) == ["Vogt", "Otieno"]


def test_among_them_leads_them_too():
    rows = ("among ADP 7 case", "them PRON 8 nmod they", "Vogt PROPN 2 obl", "and CCONJ 10 cc", "Otieno PROPN 8 conj")
    assert included(*START, *rows) == ["Vogt", "Otieno"]


def test_another_plural_between_has_the_members():
    rows = (
        "over ADP 7 case",
        "attacks NOUN 2 obl attack Number=Plur",
        "including VERB 9 case include",
        "Vogt PROPN 7 nmod",
    )
    assert included(*START[:4], "still ADV 2 advmod", *rows) == []


def test_a_verb_between_ends_the_list():
    rows = ("and CCONJ 7 cc", "met VERB 2 conj meet", "including VERB 9 case include", "Vogt PROPN 7 obl")
    assert included(*START, *rows) == []
