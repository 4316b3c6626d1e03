"""Whom delegates are from, what a guest comes for, whose summit it is, who travels for himself: hand-built trees."""

import pytest
from graph_building import check_repair, edges, parse

from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling
from kg.extraction.private_travellers import is_private_traveller
from kg.model import Span

REPAIRED = {
    "sender-of-delegates": (
        parse(
            "Lind PROPN 2 nsubj",
            "met VERB 0 root meet",
            "with ADP 4 case",
            "delegates NOUN 2 obl delegate",
            "from ADP 7 case",
            "both CCONJ 7 cc:preconj",
            "ALP PROPN 2 obl",
            names=[(6, 7, "ORG")],
        ),
        {"met -[from]-> ALP"},
        {"delegates -[from]-> ALP"},
    ),
    "occasion-of-guest": (
        parse(
            "Togo PROPN 2 nsubj",
            "hosted VERB 0 root host",
            "a DET 4 det",
            "delegation NOUN 2 obj",
            "for ADP 6 case",
            "talks NOUN 4 nmod talk",
        ),
        {"delegation -[for]-> talks"},
        {"hosted -[for]-> talks"},
    ),
    "occasion-behind-name": (
        parse(
            "Lind PROPN 2 nsubj",
            "attended VERB 0 root attend",
            "the DET 4 det",
            "Group PROPN 2 obj",
            "of ADP 6 case",
            "Two NUM 4 flat",
            "summit NOUN 4 nmod",
            names=[(3, 6, "ORG")],
        ),
        {"attended -obj-> Group"},
        {"attended -obj-> summit"},
    ),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_a_repair_does_its_work_and_only_it_does(name):
    check_repair(name, REPAIRED[name])


def test_who_returns_from_somewhere_is_not_of_it():
    sentence = parse(
        "Lind PROPN 2 nsubj",
        "returned VERB 0 root return",
        "with ADP 4 case",
        "envoys NOUN 2 obl envoy",
        "from ADP 6 case",
        "Togo PROPN 2 obl",
        names=[(5, 6, "LOC")],
    )
    assert "returned -[from]-> Togo" in edges(enhance(sentence))


def filling(token, kind="person"):
    return Filling(role="x:guest", entities=("x:1",), span=Span(0, 1), sentence=0, token=token, order=0, kind=kind)


def test_freed_hostages_and_tourists_travel_for_themselves():
    hostage = enhance(
        parse("hostage NOUN 2 nmod:desc", "Lind PROPN 3 nsubj", "arrived VERB 0 root arrive", names=[(1, 2, "PERSON")])
    )
    envoy = enhance(
        parse("envoy NOUN 2 nmod:desc", "Lind PROPN 3 nsubj", "arrived VERB 0 root arrive", names=[(1, 2, "PERSON")])
    )
    assert is_private_traveller(filling(1), hostage)
    assert not is_private_traveller(filling(1), envoy)


def test_a_club_travels_for_itself():
    club = enhance(
        parse("Suva PROPN 3 nsubj", "United PROPN 1 flat", "visited VERB 0 root visit", names=[(0, 2, "ORG")])
    )
    firm = enhance(
        parse("Suva PROPN 3 nsubj", "Mission PROPN 1 flat", "visited VERB 0 root visit", names=[(0, 2, "ORG")])
    )
    assert is_private_traveller(filling(0, "organization"), club)
    assert not is_private_traveller(filling(0, "organization"), firm)


def test_some_people_of_a_nation_are_not_the_nation():
    several = enhance(
        parse("several ADJ 2 amod", "Kenyans PROPN 3 nsubj Kenyan Number=Plur", "arrived VERB 0 root arrive")
    )
    they = enhance(parse("the DET 2 det", "Kenyans PROPN 3 nsubj Kenyan Number=Plur", "arrived VERB 0 root arrive"))
    assert is_private_traveller(filling(1, "country"), several)
    assert not is_private_traveller(filling(1, "country"), they)
