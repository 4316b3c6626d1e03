"""FollowTheMoney entities of the reported world."""

import json
import re

import hostile_world
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported_world import HEADLINE, HOSTILE, LAYLA, Paper

from kg.export.ftm import _line, write_ftm
from kg.export.sheet import printable
from kg.service import open_graph

# Of followthemoney 4.11.2, what is written: schema -> property -> kinds of entity it may name, or its type.
BODIES = {"PublicBody", "Organization"}
PARTIES = {"Person", *BODIES}
THING = {"name": "text", "weakAlias": "text", "country": "country", "sourceUrl": "url"}
INTERVAL = {
    "date": "date",
    "startDate": "date",
    "endDate": "date",
    "summary": "text",
    "sourceUrl": "url",
    "proof": {"Article"},
}
SCHEMATA = {
    "Person": THING | {"position": "text"},
    "Organization": THING,
    "PublicBody": THING,
    "Position": THING | {"organization": BODIES},
    "Occupancy": INTERVAL | {"holder": {"Person"}, "post": {"Position"}, "status": "text"},
    "Article": {
        "title": "text", "fileName": "text", "publisher": "text", "author": "text", "sourceUrl": "url",
        "publishedAt": "date",
    },
    "Event": THING | INTERVAL | {"notes": "text", "keywords": "text", "involved": PARTIES, "location": "text"},
    "Sanction": INTERVAL
    | {"entity": PARTIES, "authority": "text", "program": "text", "status": "text", "country": "country"}
    | {"description": "text"},
}  # fmt: skip
REQUIRED = {"Sanction": "entity", "Occupancy": "post", "Article": "title"}
TYPES = {
    "text": re.compile(r".+", re.DOTALL),
    "country": re.compile("[a-z]{2}"),
    "url": re.compile(r"https?://\S+"),
    "date": re.compile(r"\d{4}(-\d\d(-\d\d)?)?"),
}


@pytest.fixture(scope="module")
def entities(graph):
    lines = b"".join(write_ftm(graph.reader)).decode().split("\n")
    assert lines.pop() == ""
    return {entity["id"]: entity for entity in map(json.loads, lines)}


def of(entities, schema):
    return [entity["properties"] for entity in entities.values() if entity["schema"] == schema]


def test_every_property_is_one_of_its_schema_with_values_of_its_type(entities):
    for name, entity in entities.items():
        assert re.fullmatch(r"[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?", name)
        known = SCHEMATA[entity["schema"]]
        assert entity["properties"].get(REQUIRED.get(entity["schema"], "name")), name
        for key, values in entity["properties"].items():
            kind = known[key]
            for value in values:
                if isinstance(kind, set):
                    assert entities[value]["schema"] in kind, (name, key)
                else:
                    assert TYPES[kind].fullmatch(value), (name, key)


def test_persons_have_names_offices_and_the_state_they_belong_to(entities):
    persons = {person["name"][0]: person for person in of(entities, "Person")}
    assert {HOSTILE, LAYLA} <= set(persons)
    assert persons["Anna Petit"]["position"] == ["envoy"]
    assert persons["Anna Petit"]["weakAlias"] == ["Petit"]
    assert persons["Anna Petit"]["country"] == ["fr"]


def test_a_country_is_a_public_body_with_its_code(entities):
    assert ["no"] in [body["country"] for body in of(entities, "PublicBody") if body["name"] == ["Norway"]]


def test_an_office_is_held_and_one_laid_down_has_ended(entities):
    held = {
        (entities[one["holder"][0]]["properties"]["name"][0], entities[one["post"][0]]["properties"]["name"][0]): one
        for one in of(entities, "Occupancy")
    }
    assert held["Anna Petit", "envoy (France)"]["status"] == ["current"]
    assert held["Rosa Quispe", "deputy minister (Peru)"]["status"] == ["ended"]


def test_a_sanction_that_happened_is_one_with_its_target_and_authority(entities):
    (sanction,) = of(entities, "Sanction")
    assert entities[sanction["entity"][0]]["properties"]["name"] == [HOSTILE]
    assert (sanction["authority"], sanction["status"], sanction["country"]) == (["Norway"], ["imposed"], ["no"])
    assert entities[sanction["proof"][0]]["properties"]["title"] == [HEADLINE]


def test_what_did_not_happen_says_so_in_its_name_and_keeps_its_partial_date(entities):
    (planned,) = [event for event in of(entities, "Event") if "planned" in event["keywords"]]
    assert planned["name"][0].endswith("(planned)")
    assert (planned["date"], planned["location"], planned["country"]) == (["2024-05"], ["Oslo"], ["no"])
    assert {entities[one]["properties"]["name"][0] for one in planned["involved"]} == {"Anna Petit", "Rosa Quispe"}


def test_an_event_has_its_sentences_and_its_articles(entities):
    (letter,) = [event for event in of(entities, "Event") if "Letter" in event["keywords"]]
    assert letter["notes"] == ["On 18 March Rosa Quispe wrote Moussa Diallo a letter, which Aïssatou Diallo delivered."]
    assert [entities[one]["schema"] for one in letter["proof"]] == ["Article"]


def test_measures_that_were_lifted_are_no_sanction_in_force(tmp_path):
    written = Paper("lifted.txt", "Sanctions lifted", published="2024-03-13")
    written.person("Bo Li")
    written.event(
        "Sanction", "Norway lifted its sanctions on Bo Li on 4 March 2024.", trigger="sanctions", date="2024-03-04",
        when="on 4 March 2024", imposer=["Norway"], target=["Bo Li"], concept=("measureAction", "lifted"),
    )  # fmt: skip
    hostile_world.publish(tmp_path / "store", written.extraction())
    lines = [json.loads(line) for line in write_ftm(open_graph(tmp_path / "store").reader)]
    assert not [entity for entity in lines if entity["schema"] == "Sanction"]
    (event,) = [entity["properties"] for entity in lines if entity["schema"] == "Event"]
    assert event["name"][0].endswith("(lifted)")
    assert event["summary"] == ["sanction, lifted, 2024-03-04"]
    assert "lifted" in event["keywords"]
    assert event["date"] == ["2024-03-04"]


@given(name=st.text(max_size=20))
def test_any_name_comes_back_on_a_line_of_its_own(name):
    line = _line("x", "Person", {"name": [name], "alias": ["", ""]}).decode()
    assert line.count("\n") == 1
    assert json.loads(line)["properties"] == ({"name": [printable(name)]} if name else {})
