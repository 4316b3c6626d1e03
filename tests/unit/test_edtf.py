"""EDTF dates: reading, spelling, bounds, intersection."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import edtf
from kg.errors import DataError

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2040, 12, 31))
plain_dates = st.one_of(
    days.map(edtf.day),
    days.map(lambda value: edtf.month(value.year, value.month)),
    days.map(lambda value: f"{value.year}"),
    st.builds(lambda value, number: edtf.month(value.year, number), days, st.integers(21, 24)),
)
plain = st.one_of(
    plain_dates,
    st.builds(lambda value, length: edtf.interval(value, value + timedelta(length)), days, st.integers(0, 700)),
    plain_dates.map(lambda value: edtf.interval(value, None)),
    plain_dates.map(lambda value: edtf.interval(None, value)),
)
qualified = st.builds(lambda value, qualifier: value + qualifier, plain_dates, st.sampled_from("?~%"))
anything = st.one_of(plain, qualified)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1987-03-09", date(1987, 3, 9), date(1987, 3, 9)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("1994", date(1994, 1, 1), date(1994, 12, 31)),
        ("2018-21", date(2018, 3, 1), date(2018, 5, 31)),
        ("2018-24", date(2018, 12, 1), date(2019, 2, 28)),
        ("2018-06-12/2018-07", date(2018, 6, 12), date(2018, 7, 31)),
        ("2019-01-01/..", date(2019, 1, 1), None),
        ("../2019", None, date(2019, 12, 31)),
        ("2018-06-12~", date(2018, 6, 9), date(2018, 6, 15)),
        ("2018-06%", date(2018, 5, 17), date(2018, 7, 15)),
        ("2018~", date(2017, 7, 2), date(2019, 7, 2)),
        ("2018-06-12?", date(2018, 6, 12), date(2018, 6, 12)),
        ("9999-12-31~", date(9999, 12, 28), date.max),
    ],
)
def test_a_date_has_the_days_it_may_mean(text, earliest, latest):
    assert edtf.bounds(text) == (earliest, latest)


UNREADABLE = (
    ", today, 2018-13, 2018-20, 2018-25, 2018-02-29, 2018-21-03, 0000, ../.., 2018/, /2018, 2018-06-12/2018-06-11, "
    "2018-06-12T10:00, 18-06-12, 2018-6-1, 2018?~, 198X, 2018/2019/2020"
)


@pytest.mark.parametrize("text", [*UNREADABLE.split(", "), " 2018"])
def test_what_is_not_of_the_subset_is_refused_with_a_mend(text):
    with pytest.raises(edtf.EdtfError) as caught:
        edtf.parse(text)
    assert caught.value.mend
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, DataError)
    assert not edtf.is_edtf(text)


def test_an_interval_within_one_date_is_that_date():
    assert edtf.canonical("2018-06-12/2018-06-12") == "2018-06-12"
    assert edtf.interval(date(2018, 6, 12), "2018-06-12") == "2018-06-12"


def test_an_interval_of_intervals_is_refused():
    with pytest.raises(edtf.EdtfError, match="itself an interval"):
        edtf.interval("2018/2019", None)


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ("2018-06-12", "2018-06", "2018-06-12"),
        ("2018", "2018-06~", "2018-06~"),
        ("2018-06-01/2018-06-20", "2018-06-10/2018-07-03", "2018-06-10/2018-06-20"),
        ("2018-05/2018-06", "2018-06/2018-07", "2018-06"),
        ("2018-06-12/..", "../2018-08", "2018-06-12/2018-08-31"),
        ("2018-06-12/..", "2018-06-14/..", "2018-06-14/.."),
        ("2018-06-30", "2018-07", None),
        ("2018-06-30~", "2018-07", "2018-07-01/2018-07-03"),
        ("2018-06-30?", "2018-06-30", "2018-06-30"),
        ("2018-06-01/2018-06-30", "2018", "2018-06"),
    ],
)
def test_the_intersection_is_the_tightest_date_both_allow(first, second, common):
    assert edtf.intersect(first, second) == common
    assert edtf.compatible(first, second) is (common is not None)


@given(anything, anything)
def test_intersection_does_not_depend_on_order(first, second):
    assert edtf.intersect(first, second) == edtf.intersect(second, first)


@given(anything, anything)
def test_an_intersection_lies_inside_both_dates(first, second):
    common = edtf.intersect(first, second)
    if common is None:
        assert not edtf.compatible(first, second)
        return
    for whole in (first, second):
        assert edtf.intersect(common, whole) is not None
        (low, high), (start, end) = edtf.bounds(common), edtf.bounds(whole)
        assert start is None or (low is not None and low >= start)
        assert end is None or (high is not None and high <= end)


@given(plain, plain, plain)
def test_intersection_of_unqualified_dates_does_not_depend_on_grouping(first, second, third):
    def fold(one, two, three):
        common = edtf.intersect(one, two)
        return None if common is None else edtf.intersect(common, three)

    assert fold(first, second, third) == fold(second, third, first)


@given(anything)
def test_a_date_meets_itself_in_its_own_days(text):
    common = edtf.intersect(text, text)
    assert common is not None
    assert edtf.bounds(common) == edtf.bounds(text)


@given(anything)
def test_canonical_spelling_is_kept_by_reading_it_again(text):
    once = edtf.canonical(text)
    assert edtf.canonical(once) == once
    assert edtf.bounds(once) == edtf.bounds(text)


@given(days, st.integers(0, 800))
def test_days_are_spelled_so_that_they_are_read_back(start, length):
    end = start + timedelta(length)
    assert edtf.bounds(edtf.spelled(start, end)) == (start, end)


@given(days)
def test_finer_dates_lie_inside_coarser_ones(value):
    texts = [edtf.day(value), edtf.month(value.year, value.month), f"{value.year}"]
    assert [edtf.precision(text) for text in texts] == ["day", "month", "year"]
    for fine, coarse in pairwise(texts):
        assert edtf.intersect(fine, coarse) == fine


@given(st.lists(qualified | plain_dates, min_size=1, max_size=4), st.sampled_from(["", "/..", "../"]))
def test_the_hull_covers_every_date(texts, opening):
    if opening:
        texts = [*texts, f"../{texts[0]}" if opening == "../" else f"{texts[0]}/.."]
    low, high = edtf.bounds(edtf.hull(texts))
    assert (low is None, high is None) == (opening == "../", opening == "/..")
    for text in texts:
        start, end = edtf.bounds(text)
        assert low is None or (start is not None and low <= start)
        assert high is None or (end is not None and end <= high)


def test_a_hull_open_at_both_ends_is_refused():
    with pytest.raises(edtf.EdtfError, match="both ends"):
        edtf.hull(["2018/..", "../2019"])


def test_the_hull_of_nothing_is_nothing():
    assert edtf.hull([]) is None


def test_the_precision_of_an_interval_is_its_coarser_end():
    assert edtf.precision("2018-06-12/2018-07") == "month"
    assert edtf.precision("2018-21/..") == "season"
