"""Words in a picture."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.export.drawn.words import cut, drawn, place_names, width

ROOM = (0.0, 0.0, 800.0, 600.0)
SPOT = st.tuples(st.floats(0, 800), st.floats(0, 600))


@given(st.text())
def test_what_is_drawn_is_a_line_that_turns_nothing_around(words):
    found = drawn(words)
    assert not {"\n", "\t", "\r", "\u202e", "\u2067", "\0"} & set(found)
    assert found == found.strip()
    assert drawn(found) == found


def test_letters_that_need_a_joiner_keep_it():
    assert drawn("می\u200cشود") == "می\u200cشود"


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_name_is_cut_to_its_room(words, letters):
    assert len(cut(words, letters)) <= max(letters, 1)


def test_wide_scripts_take_more_room_and_marks_none():
    assert width("金正恩", 10) > width("Kim", 10) > width("ili", 10)
    assert width("e\u0301", 10) == width("e", 10)


@given(st.lists(SPOT, max_size=60))
def test_names_lie_neither_on_each_other_nor_outside(centres):
    sizes = [(60.0, 12.0)] * len(centres)
    found = place_names(centres, [5.0] * len(centres), sizes, room=ROOM)
    boxes = [(x - 30, y - 6, x + 30, y + 6) for x, y in filter(None, found)]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 800 and box[3] <= 600 for box in boxes)
    assert not any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in combinations(boxes, 2)
    )


def test_a_name_is_written_over_nobody_however_well_connected_and_a_little_farther_off_where_there_is_room():
    grid = [(300.0 + 12 * (place % 12), 200.0 + 12 * (place // 12)) for place in range(144)]
    found = place_names(grid, [5.0] * len(grid), [(60.0, 12.0)] * len(grid), room=ROOM)
    for middle in found:
        for x, y in grid if middle else ():
            assert abs(middle[0] - x) >= 30 + 5 or abs(middle[1] - y) >= 6 + 5
    assert any(found)
    assert found[66] is None  # in the middle of the crowd
    beside = [(100.0, 100.0), (100.0, 122.0), (100.0, 78.0), (160.0, 100.0), (40.0, 100.0)]
    (first, *_) = place_names(beside, [5.0] * 5, [(60.0, 12.0), *[(0.0, 0.0)] * 4], room=ROOM)
    assert first is not None
