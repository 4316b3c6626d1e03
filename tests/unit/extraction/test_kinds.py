"""Kinds that are more than the kind of the entity."""

from graph_building import parse, scene

from kg.extraction.enhance import enhance
from kg.extraction.graph import Edge, Graph
from kg.extraction.kinds import is_of_kind
from kg.extraction.readings import Readings

SUSPENDED = parse(
    "It PRON 2 nsubj",
    "suspended VERB 0 root suspend",
    "Fiji PROPN 2 obj",
)


def suspender(name):
    told = scene(enhance(SUSPENDED), referring=(f"0 0 1 organization/{name} name", "0 2 3 country/Fiji name"))
    return Readings(told, 0)


def test_a_union_has_states_as_members():
    assert is_of_kind(suspender("Commonwealth"), 0, "union")
    assert is_of_kind(suspender("UNESCO"), 0, "union")  # an organ of one


def test_a_federation_of_clubs_is_no_union():
    rowers = suspender("Rowing-Federation")
    assert is_of_kind(rowers, 0, "organization")
    assert not is_of_kind(rowers, 0, "union")


def test_a_state_is_no_union():
    assert not is_of_kind(suspender("Commonwealth"), 2, "union")


def test_nouns_that_modify_each_other_are_read_to_an_end():
    """A tree with edges in a circle ("top-level trade") is read no deeper than any other."""
    sentence = parse("level NOUN 2 compound", "trade NOUN 0 root", "sales NOUN 2 dep sale")
    circle = (Edge(0, "compound", "", 1), Edge(1, "compound", "", 0), Edge(2, "compound", "", 1))
    told = scene(Graph(sentence, (1, -1, 1), ("compound", "root", "dep"), circle))
    assert Readings(told, 0).read(2, frozenset(("organization",))) == ()
    assert Readings(told, 0).read(1, frozenset(("organization", "country"))) == ()
