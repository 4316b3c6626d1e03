"""Who comes with a delegation is who leads it, where the text says so."""

from graph_building import parse, scene

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
