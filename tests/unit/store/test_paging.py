"""Tables read page by page from what cuts them short."""

from itertools import pairwise

import pyoxigraph as ox
import pytest
from network_stores import BASE, Capped, reader_of

from kg.errors import EndpointError
from kg.store import Solutions
from kg.store.paging import Paging, day, number

PERSONS = [f"{BASE}id/person/{letter}" for letter in "abcdefg"]
ALL = "SELECT ?person WHERE { ?person a dip:Person } ORDER BY ?person"
TWO = f"SELECT ?person WHERE {{ VALUES ?person {{ <{PERSONS[0]}> <{PERSONS[1]}> }} }} ORDER BY ?person"


class Fixed:
    """Answers every query with the same rows."""

    base = BASE

    def __init__(self, *rows):
        self._rows = [tuple(map(ox.Literal, row)) for row in rows]

    def select(self, query):
        """See ``Reader``."""
        return Solutions((), self._rows)


def reading(cap=100, **options):
    asked = []
    return Paging(Capped(reader_of([], PERSONS), cap), ask=lambda: asked.append(1), **options), asked


@pytest.mark.parametrize(("cap", "page"), [(1, 9), (3, 9), (3, 3), (7, 7), (9, 2), (9, 9)])
def test_every_row_is_read_once_whatever_the_server_sends_at_a_time(cap, page):
    paging, _ = reading(cap, page=page)
    rows = [row[0] for row in paging.rows(ALL)]
    assert rows == PERSONS


def test_an_answer_shorter_than_one_that_was_sent_is_whole_and_nothing_is_asked_after_it():
    paging, asked = reading()
    assert len(list(paging.rows(ALL))) == 7
    assert len(asked) == 2
    assert len(list(paging.rows(TWO))) == 2
    assert len(asked) == 3


@pytest.mark.parametrize(("cap", "page", "more"), [(3, 9, True), (9, 3, True), (9, 9, False), (7, 7, True)])
def test_the_first_page_says_whether_there_may_be_more(cap, page, more):
    paging, _ = reading(cap, page=page)
    rows, goes_on = paging.begin(ALL)
    assert (len(rows), goes_on) == (min(cap, page, 7), more)


def test_pages_are_asked_for_one_behind_the_other():
    paging, _ = reading()
    places = [paging.at(ALL, offset, most=1)[0] for offset in range(7)]
    assert all(one < other for one, other in pairwise(places))


def test_a_server_that_knows_no_offset_is_told_instead_of_asked_for_ever():
    with pytest.raises(EndpointError, match="same rows"):
        list(Paging(Fixed(("a",))).rows("SELECT"))


@pytest.mark.parametrize("rows", [[], [("1",), ("2",)], [("1", "2")]])
def test_an_aggregate_without_its_one_value_is_an_error_of_the_endpoint(rows):
    with pytest.raises(EndpointError, match="not with one"):
        Paging(Fixed(*rows)).single("SELECT")


def test_a_number_for_what_was_not_asked_is_an_error_of_the_endpoint():
    paging, _ = reading()
    query = "SELECT ?person (COUNT(*) AS ?n) WHERE { ?person a dip:Person } GROUP BY ?person ORDER BY ?person"
    assert paging.counts(query, PERSONS) == dict.fromkeys(PERSONS, 1)
    with pytest.raises(EndpointError, match="not asked for"):
        paging.counts(query, PERSONS[1:])


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "\u0667", "9" * 5000])
def test_what_is_no_number_is_an_error_of_the_endpoint(value):
    with pytest.raises(EndpointError):
        number(value)


@pytest.mark.parametrize("value", ["x", "2024-02-30", "2024"])
def test_what_is_no_day_is_an_error_of_the_endpoint(value):
    with pytest.raises(EndpointError):
        day(value)
    assert (day(""), day("2024-02-29"), number("12")) == ("", "2024-02-29", 12)
