"""What is read of a store in parts."""

import pytest
from network_stores import BASE, Capped, reader_of

from kg.analysis.network import Fact
from kg.analysis.pieces import Meter, Pieces, SpentError
from kg.vocabulary import DIP

PERSONS = [f"{BASE}id/person/{letter}" for letter in "abcdef"]


def meeting(number, *persons, earliest="", latest=""):
    people = tuple(f"{BASE}id/person/{person}" for person in persons)
    return Fact(
        f"{BASE}id/event/{number}", DIP + "Meeting", "talk", DIP + "occurred", (), earliest, latest, (), people, 1
    )


def pieces(*facts, nodes=100, **options):
    return Pieces(reader_of(facts, PERSONS), Meter(nodes), **options)


def read(found, nodes, most=100, ends=()):
    return list(found.events_of(nodes, "", agents=False, most=most, ends=frozenset(ends)))


@pytest.mark.parametrize("page", [2, 1000])
def test_who_has_too_many_events_is_left_out_and_named_unless_an_end(page):
    busy, calm, *_ = PERSONS
    facts = [meeting(number, "a", "c") for number in range(5)] + [meeting(9, "b", "c")]
    assert read(pieces(*facts, page=page), [busy, calm], most=3) == [([calm], {f"{BASE}id/event/9"}, {busy})]
    ((kept, events, hubs),) = read(pieces(*facts, page=page), [busy, calm], most=3, ends=[busy])
    assert (kept, len(events), hubs) == ([busy, calm], 6, set())


def test_pages_are_read_until_nothing_is_left():
    found = pieces(*(meeting(number, "a", "b") for number in range(7)), page=3, block=2)
    facts, _ = found.facts([f"{BASE}id/event/{number}" for number in range(7)], agents=True, places=True, reports=True)
    assert len(facts) == 7


def test_hubs_are_counted_whole_where_tables_are_cut():
    facts = [meeting(number, "a", "c") for number in range(5)] + [meeting(9, "b", "c")]
    capped = Pieces(Capped(reader_of(facts, PERSONS), 1), Meter(100))
    assert read(capped, PERSONS[:2], most=3) == [([PERSONS[1]], {f"{BASE}id/event/9"}, {PERSONS[0]})]
    assert list(capped.contacts(PERSONS[:3], ties=False).values()) == [1, 1, 2]


def test_pages_end_when_there_is_no_room_for_what_they_hold():
    found = pieces(*(meeting(number, "a", "b") for number in range(20)), nodes=3, page=2)
    with pytest.raises(SpentError) as told:
        read(found, PERSONS[:1])
    assert told.value.why == "nodes"


def test_nothing_is_asked_when_it_is_too_late():
    late = Pieces(reader_of([meeting(1, "a", "b")], PERSONS), Meter(9, until=5.0, clock=lambda: 5.0))
    with pytest.raises(SpentError) as told:
        late.newest()
    assert (told.value.why, late.meter.requests) == ("seconds", 0)


SPRING = meeting(1, "a", "b", latest="2024-03-01")


@pytest.mark.parametrize(
    ("facts", "newest"),
    [
        ([], ""),
        ([meeting(1, "a", "b")], ""),
        ([SPRING], "2024-03-01"),
        ([meeting(1, "a", "b", earliest="2024-03-01")], "2024-03-01"),
        ([SPRING, meeting(2, earliest="2024-05-01", latest="2024-05-02")], "2024-03-01"),
        ([SPRING, meeting(2, "a", "b", earliest="2024-04-01")], "2024-04-01"),
        ([SPRING, meeting(2, "a", "b", earliest="2024-02-01")], "2024-03-01"),
        ([SPRING, meeting(2, earliest="2024-04-01"), meeting(3, earliest="2024-05-01")], "2024-03-01"),
    ],
)
def test_the_newest_day_is_that_of_a_contact(facts, newest):
    assert pieces(*facts).newest() == newest


def test_contacts_are_counted_once_each_whatever_the_event():
    found = pieces(meeting(1, "a", "b", "c"), meeting(2, "a", "b"), meeting(3, "d"))
    counts = found.contacts(PERSONS[:4], ties=False)
    assert list(counts.values()) == [2, 2, 2, 0]
