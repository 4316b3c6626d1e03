"""The line of time: marks in order, none on another, shapes by status."""

from kg.service.views import EventLine, Link
from kg.web.things.strip import MOST_DRAWN, OPEN, SOLID, days_of, draw_strip, outlines

SHAPES = outlines({"occurred": True, "planned": False, "denied": False})


def line(name, *dates, status="occurred"):
    return EventLine(Link(f"urn:x:{name}", name), "meeting", "", dates, status, status == "occurred", 1)


def test_no_two_statuses_share_a_shape_and_those_that_happened_are_filled():
    assert SHAPES["occurred"] in SOLID
    assert {SHAPES["planned"], SHAPES["denied"]} <= set(OPEN)
    assert SHAPES["planned"] != SHAPES["denied"]


def test_days_of_several_dates_reach_from_the_first_to_the_last():
    first, last = days_of(["2024-03-04", "2024-05"])
    assert (first.isoformat(), last.isoformat()) == ("2024-03-04", "2024-05-31")
    assert days_of(["no date", ""]) is None


def test_marks_stand_in_order_of_time_and_those_of_one_day_above_each_other():
    strip = draw_strip([line("c", "2024-06-01"), line("a", "2024-01-01"), line("b", "2024-01-01")], SHAPES)
    a, b, c = sorted(strip.marks, key=lambda mark: mark.event.label)
    assert a.x == b.x < c.x
    assert a.y > b.y
    assert all(0 < mark.x < strip.width and 0 < mark.y < strip.axis for mark in strip.marks)


def test_an_uncertain_day_is_a_line_and_a_certain_one_a_point():
    year, day = sorted(
        draw_strip([line("year", "2024"), line("day", "2025-01-01")], SHAPES).marks, key=lambda m: -len(m.event.label)
    )
    assert year.begin < year.x < year.end
    assert day.begin == day.x == day.end


def test_what_is_not_drawn_is_counted():
    many = [line(f"e{number:03}", "2024-01-01") for number in range(MOST_DRAWN + 5)]
    strip = draw_strip([*many, line("undated")], SHAPES)
    assert (len(strip.marks), strip.dated, strip.undated) == (MOST_DRAWN, MOST_DRAWN + 5, 1)


def test_fewer_than_two_days_make_no_line():
    assert draw_strip([line("a", "2024-01-01"), line("b")], SHAPES) is None


def test_ticks_are_few_whatever_the_time():
    for end in ("2024-01-20", "2024-11", "2031", "2200", "9999"):
        ticks = draw_strip([line("a", "2024-01-01"), line("b", end)], SHAPES).ticks
        assert 1 <= len(ticks) <= 11, end
        assert [place for place, _ in ticks] == sorted(place for place, _ in ticks)


def test_the_legend_tells_each_status_once_with_its_number():
    strip = draw_strip([line("a", "2024-01-01"), line("b", "2024-02"), line("c", "2024-03", status="denied")], SHAPES)
    assert [(status, happened, count) for _, happened, status, count in strip.legend] == [
        ("occurred", True, 2),
        ("denied", False, 1),
    ]
