"""Who is away, who receives somebody from abroad, and what a reception adds to the event beside it."""

from dataclasses import replace

import pytest
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillers import Filling
from kg.extraction.frames import Match
from kg.extraction.whereabouts import is_abroad, leave_out_homes, take_additions
from kg.model import PositionClaim, Span
from kg.schema.model import EventType, Role, Status, Trigger

HAPPENED = Status("x:happened", "happened", "happened", "CT+", 1, (), happened=True)
DENIED = Status("x:denied", "denied", "denied", "CT-", 1, (), happened=False)
VOGT, OTIENO, SANOU = "person/vogt", "person/otieno", "person/sanou"
NORWAY, PERU, KENYA = "country/norway", "country/peru", "country/kenya"
GUEST = Role("x:guest", "guest", "guest", ("person", "country"), "", False, True, True, 1, 0, ())
HOST = Role("x:host", "host", "host", ("person", "country"), "", False, True, True, 0, 0, ())
SITE = Role("x:site", "site", "site", ("place", "country"), "", False, False, False, 0, 0, ())
STAY = EventType("x:E", "E", "e", "e", "", "040", (), (), (), (GUEST, HOST, SITE), (), (), (), (), "")


def draft(fillings, *, sentence=0, options=(), status=HAPPENED):
    filled = tuple(Filling(iri, (key,), Span(0, 1), sentence, 0, 0) for iri, key in fillings)
    made = Match(STAY, Trigger(("x",), "VERB", (), options), sentence, 0, filled, ())
    return Draft(made, filled, status, None, None, None, (sentence,))


@pytest.fixture
def allegiances():
    """Vogt acts for Norway, Otieno for Kenya; of Sanou nothing is known."""
    graph = enhance(
        parse(*(f"{name} PROPN 0 root" if not n else f"{name} PROPN 1 dep" for n, name in enumerate("abcdef")))
    )
    keys = (VOGT, OTIENO, SANOU, NORWAY, PERU, KENYA)
    positions = tuple(
        PositionClaim(holder, "premier", state, False, Span(0, 1), Span(0, 1))
        for holder, state in ((VOGT, NORWAY), (OTIENO, KENYA))
    )
    return Allegiances(
        scene(graph, referring=[f"0 {n} {n + 1} {key} name" for n, key in enumerate(keys)], positions=positions)
    )


def hosts(drafts):
    return [one.entities("x:host") for one in drafts]


@pytest.mark.parametrize(("place", "kept"), [(NORWAY, 0), (PERU, 1)])
def test_who_is_at_home_is_on_no_visit(allegiances, place, kept):
    stay = draft([("x:guest", VOGT), ("x:site", place)], options=("away",))
    assert len(leave_out_homes([stay], allegiances)) == kept


def test_of_two_places_the_one_at_home_goes(allegiances):
    stay = draft([("x:guest", VOGT), ("x:site", PERU), ("x:site", NORWAY)], options=("away",))
    assert [one.entities("x:site") for one in leave_out_homes([stay], allegiances)] == [(PERU,)]


@pytest.mark.parametrize(
    ("guest", "host", "abroad"), [(VOGT, OTIENO, True), (VOGT, NORWAY, False), (SANOU, VOGT, False)]
)
def test_a_guest_from_abroad_is_known_to_act_for_others(allegiances, guest, host, abroad):
    assert is_abroad(draft([("x:guest", guest), ("x:host", host)]), allegiances) is abroad


def test_a_reception_adds_its_host_to_the_stay_told_before(allegiances):
    stay = draft([("x:guest", VOGT), ("x:site", KENYA)])
    met = draft([("x:guest", VOGT), ("x:host", OTIENO)], sentence=1, options=("addition",))
    assert hosts(take_additions([stay, met], allegiances)) == [(OTIENO,)]
    assert take_additions([met], allegiances) == []


def test_a_reception_that_did_not_take_place_adds_nothing(allegiances):
    stay = draft([("x:guest", VOGT), ("x:site", KENYA)])
    met = draft([("x:guest", VOGT), ("x:host", OTIENO)], options=("addition",), status=DENIED)
    assert hosts(take_additions([stay, met], allegiances)) == [()]


def test_who_belongs_to_the_guests_own_side_is_no_host(allegiances):
    stay = draft([("x:guest", VOGT), ("x:site", PERU)])
    met = draft([("x:guest", VOGT), ("x:host", NORWAY)], options=("addition",))
    assert hosts(take_additions([stay, met], allegiances)) == [()]


def test_the_nearest_stay_before_is_the_one_meant_or_none(allegiances):
    planned = replace(DENIED, iri="x:planned", polarity="PR+")
    first = draft([("x:guest", VOGT), ("x:site", KENYA)])
    later = draft([("x:guest", VOGT), ("x:site", PERU)], sentence=2, status=planned)
    met = draft([("x:guest", VOGT), ("x:host", OTIENO)], sentence=1, options=("addition",), status=planned)
    assert hosts(take_additions([first, met, later], allegiances)) == [(), ()]
