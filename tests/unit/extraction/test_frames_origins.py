"""Whose people or goods are meant, and the one state that a sentence names."""

from dataclasses import replace

import pytest
from event_building import HAPPENED
from graph_building import parse, scene

from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.extraction.lone_states import take_lone_states
from kg.extraction.origins import nations
from kg.extraction.readings import Readings
from kg.model import Span
from kg.schema.model import EventType, Role, Trigger

CHAD, PERU = "country/chad", "country/peru"
AIM = Role("x:aim", "aim", "aim", ("country",), "", False, True, True, 1, 0, (), described=True)
PENALTY = EventType("x:E", "E", "e", "e", "", "163", (), (), (), (AIM,), ("inherit",), (), (), (), "")


def readings(sentence, *referring):
    return Readings(scene(enhance(sentence), referring=referring), 0)


def keys(found):
    return [key for reading in found for key in reading.entities]


def test_people_and_goods_are_of_the_state_that_qualifies_them():
    timber = parse("a DET 4 det", "tax NOUN 0 root", "on ADP 5 case", "Peruvian ADJ 5 amod", "timber NOUN 2 nmod")
    assert keys(nations(readings(timber, f"0 3 4 {PERU} demonym"), 4)) == [PERU]


def test_rights_and_goods_are_of_those_whom_they_reach():
    visas = parse("visas NOUN 0 root visa", "of ADP 4 case", "Peruvian ADJ 4 amod", "judges NOUN 1 nmod judge")
    assert keys(nations(readings(visas, f"0 2 3 {PERU} demonym"), 0)) == [PERU]
    walls = parse("walls NOUN 0 root wall", "of ADP 4 case", "Peruvian ADJ 4 amod", "houses NOUN 1 nmod house")
    assert keys(nations(readings(walls, f"0 2 3 {PERU} demonym"), 0)) == []


def test_people_are_of_the_body_that_qualifies_them():
    fans = parse("two NUM 3 nummod", "Lantern PROPN 3 compound", "financiers NOUN 0 root financier")
    assert keys(nations(readings(fans, "0 1 2 organization/lantern name"), 2)) == ["organization/lantern"]


def test_entry_is_for_people_and_to_a_place():
    barred = parse(
        "entry NOUN 0 root", "to ADP 3 case", "Chad PROPN 1 nmod", "to ADP 6 case", "Peruvian ADJ 6 amod",
        "judges NOUN 1 nmod judge",
    )  # fmt: skip
    assert keys(nations(readings(barred, f"0 2 3 {CHAD} name", f"0 4 5 {PERU} demonym"), 0)) == [PERU]


COST = ("The DET 2 det", "embargo NOUN 3 nsubj", "cost VERB 0 root cost", "Peru PROPN 3 obj", "dearly ADV 3 advmod")
WITH = (*COST, "in ADP 7 case", "Chad PROPN 3 obl")
ONE, TWO = (f"0 3 4 {PERU} name",), (f"0 3 4 {PERU} name", f"0 6 7 {CHAD} name")


def draft(*told):
    fillings = tuple(Filling("x:aim", (key,), Span(0, 1), 0, 0, 0, kind="country") for key in told)
    return Draft(
        Match(PENALTY, Trigger(("embargo",), "NOUN", ()), 0, 1, fillings, ()),
        fillings, HAPPENED, None, None, None, (0,),
    )  # fmt: skip


def completed(rows, referring, *drafts):
    found = take_lone_states(drafts, scene(enhance(parse(*rows)), referring=referring))
    return [one.agents() for one in found]


def test_a_bare_noun_takes_the_only_state_of_its_sentence():
    assert completed(COST, ONE, draft()) == [(PERU,)]
    assert completed(WITH, TWO, draft()) == [()]


def test_it_takes_nobody_where_the_article_tells_of_one_in_full():
    assert completed(COST, ONE, draft(CHAD), draft()) == [(CHAD,), ()]


def test_a_type_must_say_so():
    other = replace(draft().match, event_type=replace(PENALTY, options=()))
    assert completed(COST, ONE, replace(draft(), match=other)) == [()]


@pytest.mark.parametrize(
    "rows",
    [
        ("An DET 2 det", *COST[1:]),
        ("The DET 2 det", "embargo NOUN 3 nsubj", "on ADP 5 case", "Peru PROPN 5 compound", "beef NOUN 2 nmod"),
        (
            "Its PRON 2 nmod:poss",
            "embargo NOUN 5 obj",
            "is AUX 5 aux",
            "Peru PROPN 5 nsubj",
            "announced VERB 0 root announce",
        ),
        ("The DET 2 det", "embargo NOUN 5 obj", "by ADP 4 case", "Peru PROPN 2 nmod", "hurt VERB 0 root hurt"),
    ],
)
def test_who_is_new_spoken_of_or_doing_it_is_not_meant(rows):
    assert completed(rows, ONE, draft()) == [()]
