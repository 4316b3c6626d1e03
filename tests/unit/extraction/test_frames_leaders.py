"""Who comes with a delegation is who leads it, where the text says so."""

from graph_building import edges, parse, scene

from kg.extraction.enhance import enhance
from kg.extraction.readings import Readings

LED = enhance(
    parse(
        "Peruvian ADJ 2 amod",
        "delegation NOUN 6 nsubj",
        "led VERB 2 acl lead VerbForm=Part|Tense=Past",
        "by ADP 5 case",
        "Valadares PROPN 3 obl:agent",
        "arrived VERB 0 root arrive",
    )
)


def read(*referring):
    kinds = frozenset(("person", "country", "organization"))
    found = Readings(scene(LED, referring=referring), 0).read(1, kinds)
    return [key for reading in found for key in reading.entities]


def test_the_leader_stands_for_the_delegation():
    assert read("0 1 2 country/peru demonym", "0 4 5 person/valadares name") == ["person/valadares"]


def test_a_delegation_whose_leader_is_not_known_is_its_state():
    assert read("0 1 2 country/peru demonym") == ["country/peru"]


def sent(noun, lemma, verb="sent VERB 0 root send"):
    graph = enhance(
        parse(
            "Peru PROPN 2 nsubj",
            verb,
            f"{noun} NOUN 2 obj {lemma}",
            "to ADP 5 case",
            "Lima PROPN 3 nmod",
            names=[(0, 1, "LOC"), (4, 5, "LOC")],
        )
    )
    kinds = frozenset(("person", "country", "organization"))
    found = Readings(scene(graph, referring=("0 0 1 country/peru name",)), 0).read(2, kinds)
    return [key for reading in found for key in reading.entities if reading.indirect], edges(graph)


def test_envoys_are_of_the_state_that_sends_them_and_go_where_they_are_sent():
    keys, linked = sent("envoys", "envoy")
    assert keys == ["country/peru"]
    assert "sent -[to]-> Lima" in linked


def test_goods_and_those_whom_a_state_merely_names_are_not_sent():
    assert sent("letters", "letter")[0] == []
    assert "sent -[to]-> Lima" not in sent("letters", "letter")[1]
    keys, linked = sent("envoys", "envoy", "named VERB 0 root name")
    assert keys == []
    assert "named -[to]-> Lima" not in linked
