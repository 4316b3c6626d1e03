"""Who comes together without anybody of public life."""

import pytest
from graph_building import parse, scene

from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.frames import Matcher
from kg.extraction.private_persons import is_of_private_persons
from kg.extraction.readings import Readings
from kg.schema.load import load_schema

SCHEMA = load_schema()
HAPPENED = next(status for status in SCHEMA.statuses if status.happened)


def private(calling, *others):
    sentence = parse(f"{calling} NOUN 2 nmod:desc", "Vogt PROPN 3 nsubj", "met VERB 0 root meet", "Otieno PROPN 3 obj")
    told = scene(enhance(sentence), referring=("0 1 2 person/vogt name", *others))
    (found,) = Matcher(SCHEMA).match(told, 0, Readings(told, 0), ())
    return is_of_private_persons(Draft(found, found.fillings, HAPPENED, None, None, None, (0,)), told)


@pytest.mark.parametrize(
    ("calling", "other", "expected"),
    [
        ("boxer", "0 3 4 organization/Riverside-Gym name", True),
        ("boxer", "0 3 4 person/otieno name", False),
        ("boxer", "0 3 4 country/Fiji name", False),
        ("minister", "0 3 4 organization/Riverside-Gym name", False),
        ("minister", "0 3 4 organization/Riverside-News name", True),
    ],
)
def test_persons_of_private_callings_meet_in_private(calling, other, expected):
    assert private(calling, other) is expected


@pytest.mark.parametrize(("told", "expected"), [("Chronicle PROPN 2 obj", True), ("him PRON 2 obj he", False)])
def test_what_a_paper_is_told_by_telephone_is_no_call(told, expected):
    sentence = parse("Vogt PROPN 2 nsubj", "told VERB 0 root tell", told, "by ADP 5 case", "telephone NOUN 2 obl")
    spoken = scene(enhance(sentence), referring=("0 0 1 person/vogt name",))
    (found,) = (one for one in Matcher(SCHEMA).match(spoken, 0, Readings(spoken, 0), ()) if one.token == 4)
    assert is_of_private_persons(Draft(found, found.fillings, HAPPENED, None, None, None, (0,)), spoken) is expected
