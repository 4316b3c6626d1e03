"""Pictures of paths: boxes from left to right that hold their names."""

import itertools

from kg.web.paths.strip import strip

LONG = "Maximiliana Bartholomea von und zu Hohenschwangau-Lichtenfels of the Northern Provinces"


def test_boxes_and_lines_follow_each_other_without_a_gap_or_overlap():
    made = strip(["Anna Petit", "Joseph Otieno", "李雪"], [1, 4])
    for line, (left, right) in zip(made.lines, itertools.pairwise(made.boxes), strict=True):
        assert abs(line.start - (left.x + left.width)) < 0.2
        assert abs(line.end - right.x) < 0.2
    assert made.boxes[-1].x + made.boxes[-1].width < made.width
    assert all(box.y + box.height < made.height for box in made.boxes)


def test_boxes_of_one_picture_are_as_high_as_its_longest_name_needs():
    made = strip(["Anna Petit", LONG], [1])
    assert len({(box.y, box.height) for box in made.boxes}) == 1
    for box in made.boxes:
        assert all(box.y < y < box.y + box.height for y, _ in box.lines)


def test_a_name_that_does_not_fit_is_cut_with_dots():
    made = strip([LONG, "x" * 300], [1])
    assert [len(box.lines) for box in made.boxes] == [3, 1]
    assert all(box.lines[-1][1].endswith("…") for box in made.boxes)
    assert max(box.width for box in made.boxes) <= 150


def test_more_facts_make_a_thicker_line_up_to_a_bound():
    made = strip(["a", "b", "c", "d"], [1, 3, 1_000])
    widths = [line.thickness for line in made.lines]
    assert widths == sorted(widths)
    assert widths[-1] == 6.0


def test_a_name_of_wide_letters_gets_a_wider_box_than_one_of_marks():
    wide, marks = strip(["漢字漢字漢字", "a\u0301" * 6], [1]).boxes
    assert wide.width > marks.width


def test_an_empty_name_has_a_box():
    assert strip(["", "b"], [1]).boxes[0].lines[0][1] == ""
