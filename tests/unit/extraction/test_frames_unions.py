"""Unions of states that meet."""

import pytest
from graph_building import parse, scene

from kg.extraction.enhance import enhance
from kg.extraction.frames import Matcher
from kg.extraction.readings import Readings
from kg.schema.load import load_schema

MATCHER = Matcher(load_schema())


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        (("League PROPN 2 compound", "meeting NOUN 3 nsubj", "ended VERB 0 root end"), 0),
        (("session NOUN 4 nsubj", "of ADP 3 case", "League PROPN 1 nmod", "ended VERB 0 root end"), 2),
    ],
)  # fmt: skip
def test_a_union_of_states_meets(rows, at):
    def parties(name):
        told = scene(enhance(parse(*rows)), referring=(f"0 {at} {at + 1} organization/{name} name",))
        found = MATCHER.match(told, 0, Readings(told, 0), ())
        return [key for one in found for filling in one.fillings for key in filling.entities]

    assert parties("Commonwealth") == ["organization/Commonwealth"]
    assert parties("Riverside-Gym") == []


def test_who_leaves_something_unchanged_at_a_meeting_is_there():
    sentence = parse(
        "Bank PROPN 2 nsubj", "kept VERB 0 root keep VerbForm=Fin", "rates NOUN 2 obj rate",
        "unchanged VERB 3 acl unchange VerbForm=Part|Tense=Past", "at ADP 7 case", "a DET 7 det",
        "meeting NOUN 4 obl",
    )  # fmt: skip
    told = scene(enhance(sentence), referring=("0 0 1 organization/Bank name",))
    (found,) = MATCHER.match(told, 0, Readings(told, 0), ())
    assert [key for filling in found.fillings for key in filling.entities] == ["organization/Bank"]
