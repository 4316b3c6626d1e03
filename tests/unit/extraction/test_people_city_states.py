"""A state that is its city says where as well as who."""

from people_building import Words, scene


def sites(text, name):
    result = scene(Words(text, {name: "LOC"}))
    return [row.as_place for row in result.referring[0] if row.kind == "country" and row.how == "name"]


def test_a_city_state_is_a_place_too():
    assert sites("The Singapore talks ended.", "Singapore") == ["country/singapore"]


def test_another_state_is_none():
    assert sites("The Norway talks ended.", "Norway") == [""]
