"""The network as a picture."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import chart, sheet, written
from test_export_names import TWO

from kg.export.drawn.groups import COLOURS, PLAIN, groups_of
from kg.export.drawn.picture import write_svg
from kg.export.drawn.shapes import LARGEST, radius, thickness
from kg.export.drawn.words import cut, drawn
from kg.export.sheet import printable

SVG = "{http://www.w3.org/2000/svg}"
PLANNED = {"status": "planned", "happened": False}
CROWD = [f"Guest {number:03}" for number in range(120)]


def parsed(made, **known):
    return ET.fromstring(written(write_svg, chart(made, **known)))  # noqa: S314 - our own


def within(root, name):
    (found,) = [group for group in root.iter(f"{SVG}g") if group.get("class") == name]
    return found


def texts(root):
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def circle(size, **known):
    return sheet(*CROWD[:size], events=[((one, (one + 1) % size), known) for one in range(size)])


def test_every_person_and_tie_is_drawn_and_named():
    root = parsed(sheet("Anna", "Ben", "ليلى"))
    assert len(list(within(root, "persons"))) == 3
    assert len(list(within(root, "ties").iter(f"{SVG}line"))) == 3
    assert {"Anna", "Ben", "ليلى"} <= set(texts(root))


def test_a_picture_is_told_to_those_who_do_not_see_it():
    root = parsed(sheet("Anna", "Ben"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    assert "All 2 persons in contact; 1 tie between them; 1 event." in root.find(f"{SVG}desc").text


def test_what_was_left_out_is_told_with_the_filter_and_the_generation():
    told = " ".join(
        texts(parsed(sheet("A", "B"), persons=12345, ties=9, events=8, alone=7, filters=("status occurred",)))
    )
    assert "The 2 persons with the most contacts, of 12,345; 1 of 9 ties between them; 1 of 8 events." in told
    assert "Only events with status occurred." in told
    assert "7 persons of the store without such a contact left out." in told
    assert "give --top 100; for more --top" in told
    assert "Generation 1 of the store." in told


def test_a_tie_none_of_whose_events_happened_is_dashed_and_the_legend_tells_their_statuses():
    made = sheet("A", "B", "C", events=[((0, 1), PLANNED), ((0, 2), PLANNED), ((0, 2), {})])
    root = parsed(made, labels={"planned": "planned for later"})
    dashed = [line.get("stroke-dasharray") is not None for line in within(root, "ties").iter(f"{SVG}line")]
    assert sorted(dashed) == [False, True]
    assert "no event is said to have happened: planned for later" in texts(root)
    assert not any("is said to have happened" in words for words in texts(parsed(circle(5))))


def test_width_grows_with_events_and_area_with_contacts():
    assert [thickness(count) for count in (1, 4)] == [1.2, 2.4]
    assert [radius(count, 100) for count in (1, 4, 100)] == [4.5, 6.6, 23.4]
    assert radius(1, 10**6) < radius(1000, 10**6) < radius(10**6, 10**6) == LARGEST


def test_names_of_two_scripts_in_the_legend_are_set_apart():
    hebrew, arabic = "דוד לוי", "ليلى المصري"
    (group,) = groups_of(sheet(hebrew, arabic))
    assert group.label == f"\u2068{hebrew}\u2069 and \u2068{arabic}\u2069"
    assert group.label in texts(parsed(sheet(hebrew, arabic)))


def test_the_legend_tells_sizes_as_they_are_drawn_however_large_the_picture():
    for size in (6, 120):
        made = circle(size)
        root = parsed(made)
        _, legend = [group for group in root if "scale(" in (group.get("transform") or "")]
        scale = float(re.search(r"scale\(([\d.]+)\)", legend.get("transform"))[1])
        drawn_there = {round(float(key.get("r")) * scale, 1) for key in legend.iter(f"{SVG}circle") if key.get("fill")}
        assert radius(1, 1) in drawn_there


def test_groups_differ_in_colour_and_in_shape_and_few_persons_stand_for_them():
    events = [
        ((one + 4 * group, other + 4 * group), {}) for group in range(10) for one in range(4) for other in range(one)
    ]
    found = groups_of(sheet(*CROWD[:40], events=events))
    assert len({group.colour for group in found}) == len({group.shape for group in found}) == len(COLOURS) + 1
    assert found[-1].shape == PLAIN
    assert found[0].label == "Guest 000, Guest 001 and 2 more"
    assert sorted(place for group in found for place in group.members) == list(range(40))


def test_the_measure_community_gives_the_groups_where_it_is_carried():
    made = sheet("A", "B", "C", "D", attributes={"community": 1})
    assert [group.members for group in groups_of(made)] == [(0, 1, 2, 3)]


def test_who_has_no_name_for_lack_of_room_is_told_by_name():
    crowd = circle(120)
    told = (
        written(write_svg, chart(crowd)).decode()
        if isinstance(written(write_svg, chart(crowd)), bytes)
        else written(write_svg, chart(crowd))
    )
    root = parsed(crowd)
    named = len(within(root, "names"))
    assert ("Shown without a name" in told) == (named < 120)


@pytest.mark.parametrize("size", [2, 30, 120])
def test_the_same_network_gives_the_same_bytes(size):
    assert written(write_svg, chart(circle(size))) == written(write_svg, chart(circle(size)))


def test_all_stand_inside_the_picture():
    root = parsed(circle(40))
    wide, tall = float(root.get("width")), float(root.get("height"))
    for person in within(root, "persons"):
        x, y = map(float, re.findall(r"-?[\d.]+", person.get("transform")))
        assert 0 < x < wide
        assert 0 < y < tall


@settings(deadline=None, max_examples=60)
@given(names=TWO)
def test_any_name_and_label_make_a_picture_that_parses_and_names_them(names):
    made = sheet(*names)
    root = parsed(made, labels={"Meeting": printable(names[0])}, filters=(printable(names[1]),))
    shown = set(texts(root))
    for name in names:
        wanted = drawn(printable(name))
        assert not wanted or cut(wanted) in shown


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_name_becomes_markup(name):
    elements = {
        element.tag
        for element in parsed(sheet(f"<script>{name}", f'"/><image href="{name}'), filters=(printable(name),)).iter()
    }
    assert elements <= {SVG + tag for tag in "svg title desc style rect g line circle polygon text".split()}


def test_nobody_in_contact_is_told():
    assert "Nobody is in contact by the events that count." in " ".join(texts(parsed(sheet())))


@pytest.mark.parametrize("typed", ["Beijing\x01\x0b", "\ud800", "\ufffe", "]]>", "<script>", "&#0;", "a\nb"])
def test_whatever_is_typed_as_a_filter_makes_a_picture_that_parses_and_tells_it(typed):
    told = " ".join(texts(parsed(sheet("A", "B"), filters=(f"place or party {typed}",))))
    assert " ".join(f"place or party {printable(typed)}".split()) in " ".join(told.split())
