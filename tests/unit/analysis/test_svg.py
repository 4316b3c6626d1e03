"""Plots: well-formed, the same for the same values, whatever names hold."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_networks import fact, network

from kg.analysis.bridges import bridges
from kg.analysis.change import Window, compare
from kg.analysis.communities import communities
from kg.analysis.ego import ego
from kg.analysis.pairs import timeline
from kg.analysis.rank import rank
from kg.analysis.svg import bars, slopes, spans
from kg.analysis.weights import TieFilter

SVG = "{http://www.w3.org/2000/svg}"
ANY = TieFilter()
OLD, NEW = Window("2023", "2023-01-01", "2023-12-31"), Window("2024", "2024-01-01", "2024-12-31")
WORLD = network(
    fact("e1", "a", "b", day="2023-02-01"),
    fact("e2", "b", "c", day="2024-02-01", until="2024-03-01"),
    fact("e3", "a", "b"),
    fact("e4", "b", "c", "d", day="2024-05-01"),
    names={"a": 'رئيس "A" <b>&', "b": "=HYPERLINK(1)\n\x00", "c": "Zoë 🕊"},
)


def parse(picture):
    return ET.fromstring(picture)  # noqa: S314 - our own


def texts(picture):
    return ["".join(element.itertext()) for element in parse(picture).iter(f"{SVG}text")]


RESULTS = {
    "rank": lambda: rank(WORLD, ANY, by="pagerank"),
    "communities": lambda: communities(WORLD, ANY),
    "bridges": lambda: bridges(WORLD, ANY),
    "compare": lambda: compare(WORLD, ANY, OLD, NEW),
    "ego": lambda: ego(WORLD, "b", ANY),
    "timeline": lambda: timeline(WORLD, "a", "b", ANY),
}


@pytest.mark.parametrize("kind", RESULTS)
def test_every_result_is_drawn_well_formed_and_each_time_the_same(kind):
    picture = RESULTS[kind]().to_svg()
    assert parse(picture).tag == f"{SVG}svg"
    assert picture == RESULTS[kind]().to_svg()
    assert len(texts(picture)) > 1


def test_hostile_names_are_shown_as_they_are_and_steer_nothing():
    told = texts(RESULTS["rank"]().to_svg())
    assert {'رئيس "A" <b>&', "=HYPERLINK(1)", "Zoë 🕊"} <= set(told)


def test_a_bar_is_as_long_as_its_value():
    root = parse(bars("t", [("a", 4, "4"), ("b", 1, "1"), ("c", 0, "0")]))
    lengths = [float(rect.get("width")) for rect in root.iter(f"{SVG}rect")][1:]
    assert lengths == [pytest.approx(4 * lengths[1], abs=0.3), lengths[1], 0]


def test_a_riser_and_a_faller_cross_and_who_is_on_one_side_alone_has_no_line():
    root = parse(slopes("t", ("before", "after"), [("a", 1, 2), ("b", 2, 1), ("c", 3, None)]))
    first, second = [(int(line.get("y1")), int(line.get("y2"))) for line in root.iter(f"{SVG}line")]
    assert (first[0] < first[1], second[0] > second[1]) == (True, True)
    assert len(list(root.iter(f"{SVG}circle"))) == 5


def test_a_day_is_a_dot_a_stretch_a_line_and_what_has_no_date_says_so():
    picture = spans(
        "t", [("x", "", "2024-01-01", "2024-01-01"), ("y", "", "2024-02-01", "2024-03-01"), ("z", "", "", "")]
    )
    root = parse(picture)
    assert len(list(root.iter(f"{SVG}line"))) == 2  # the stretch, and the scale
    assert {"no date", "2024-01-01", "2024-03-01"} <= set(texts(picture))


def test_a_long_name_is_cut_with_a_mark():
    (title, label, value) = texts(bars("t", [("x" * 200, 1, "1")]))
    assert re.fullmatch("x{30,50}…", label)
    assert (title, value) == ("t", "1")


def far_left(picture):
    """Where the leftmost letter of a text may stand, if letters are as wide as DejaVu Sans has them on average."""
    found = []
    for element in parse(picture).iter(f"{SVG}text"):
        wide = (
            sum(0.35 if one in "il.,' " else 0.9 if one in "MW" else 0.62 for one in "".join(element.itertext())) * 13
        )
        x = float(element.get("x"))
        found.append(x - wide if element.get("text-anchor") == "end" else x)
    return min(found)


LONG = "2024-03-04 Meeting · occurred · Maria Magdalena MWWM, Wilhelmina Wommersley and two more in Ouagadougou"


@pytest.mark.parametrize(
    "picture",
    [
        bars("t", [(LONG, 1, "1"), ("W" * 60, 1, "1")]),
        slopes("t", ("a", "b"), [(LONG, 1, 2), ("W" * 60, 2, 1)]),
        spans("t", [(LONG, "occurred", "2024-01-01", ""), ("W" * 60, "", "2024-01-01", "")]),
    ],
    ids=["bars", "slopes", "spans"],
)
def test_a_label_begins_inside_the_picture_and_is_shortened_at_its_end_alone(picture):
    assert far_left(picture) >= 0
    shown = [words for words in texts(picture) if words.startswith("2024-03-04 Mee")]
    assert shown
    assert all(words.endswith("…") and LONG.startswith(words[:-1]) for words in shown)
    assert LONG in [title.text for title in parse(picture).iter(f"{SVG}title")]


def test_what_was_planned_has_another_shape_than_what_happened_and_a_legend_tells_both():
    days = ("2024-01-01", "2024-01-01")
    picture = spans(
        "t", [("x", "occurred", *days), ("y", "planned", *days), ("z", "denied", *days)], happened=["occurred"]
    )
    root = parse(picture)
    circles = [circle.get("fill") for circle in root.iter(f"{SVG}circle")]
    assert sorted(circles) == ["#2b6cb0"] * 2 + ["#fff"] * 2  # each once in its line and once in the legend
    assert len(list(root.iter(f"{SVG}path"))) == 2
    assert texts(picture)[-3:] == ["occurred", "denied", "planned"]


@pytest.mark.parametrize("picture", [bars("t", []), slopes("t", ("a", "b"), []), spans("t", [])])
def test_nothing_to_draw_is_a_picture_all_the_same(picture):
    assert texts(picture)[0] == "t"


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60), st.floats(0, 1e9))
def test_whatever_a_name_holds_the_picture_is_well_formed(name, value):
    for picture in (
        bars(name, [(name, value, name)]), slopes(name, (name, name), [(name, 1, 1)]),
        spans(name, [(name, name, "", "")]),
    ):  # fmt: skip
        parse(picture.encode())
