"""Pictures of what connects several: nobody lies on anybody, and lines go from box to box."""

import itertools

from kg.web.paths.net import net

NAMES = {iri: f"Person {iri}" for iri in "abcdefg"}
LINKS = [("a", "b", 1), ("b", "c", 2), ("b", "d", 3), ("e", "f", 1), ("c", "d", 1)]


def test_no_two_boxes_touch_and_all_lie_inside():
    made = net(NAMES, LINKS)
    assert list(made.boxes) == list(NAMES)
    for one, other in itertools.combinations(made.boxes.values(), 2):
        apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
        assert apart
    assert max(box.x + box.width for box in made.boxes.values()) < made.width
    assert max(box.y + box.height for box in made.boxes.values()) < made.height


def test_each_link_is_a_line_between_its_boxes():
    made = net(NAMES, LINKS)
    for (one, other, _), edge in zip(LINKS, made.edges, strict=True):
        left, right = sorted((made.boxes[one], made.boxes[other]), key=lambda box: (box.x, box.y))
        assert left.x <= edge.x1 <= left.x + left.width
        assert right.x <= edge.x2 <= right.x + right.width
        assert left.y <= edge.y1 <= left.y + left.height
        assert right.y <= edge.y2 <= right.y + right.height


def test_who_is_in_the_middle_stands_between_those_behind():
    made = net(NAMES, LINKS[:3])
    assert made.boxes["b"].y == (made.boxes["c"].y + made.boxes["d"].y) / 2
    assert made.boxes["a"].x < made.boxes["b"].x < made.boxes["c"].x
