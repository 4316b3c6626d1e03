"""Who goes to the capital of a state, or to the state, goes to that state."""

from dataclasses import replace

import pytest
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.extraction.seats import take_seats
from kg.model import PositionClaim, Span
from kg.schema.model import EventType, Role, Status, Trigger

HAPPENED = Status("x:happened", "happened", "happened", "CT+", 1, (), happened=True)
VOGT, OTIENO, DIAZ = "person/vogt", "person/otieno", "person/diaz"
NORWAY, KENYA, PERU = "country/norway", "country/kenya", "country/peru"
LIMA, CUZCO = "place/lima", "place/cuzco"
GUEST = Role("x:guest", "guest", "guest", ("person", "country"), "", False, True, True, 1, 0, ())
HOST = Role("x:host", "host", "host", ("person", "country"), "", False, True, True, 0, 0, (), seat_of="x:site")
SITE = Role("x:site", "site", "site", ("place", "country"), "", False, False, False, 0, 0, ())
STAY = EventType("x:Stay", "Stay", "stay", "stay", "", "042", (), (), (), (GUEST, HOST, SITE), (), (), (), (), "")
PARLEY = EventType("x:Parley", "Parley", "p", "p", "", "040", (), (), (), (GUEST, SITE), (), (), (), (), "")


def draft(kind, *fillings, sentence=0):
    filled = tuple(Filling(f"x:{key}", (entity,), Span(0, 1), sentence, 0, 0) for key, entity in fillings)
    match = Match(kind, Trigger(("x",), "VERB", ()), sentence, 0, filled, ())
    return Draft(match, filled, HAPPENED, None, None, None, (sentence,))


@pytest.fixture
def article():
    """Vogt acts for Norway, Otieno for Kenya, Diaz for Peru, whose capital is Lima."""
    graph = enhance(parse("a PROPN 0 root", *(f"{name} PROPN 1 dep" for name in "bcdefgh")))
    rows = [f"0 {at} {at + 1} {key} name" for at, key in enumerate((VOGT, OTIENO, DIAZ, NORWAY, KENYA, CUZCO))]
    rows.append(f"0 6 7 {PERU} capital {LIMA}")
    holders = ((VOGT, NORWAY), (OTIENO, KENYA), (DIAZ, PERU))
    positions = tuple(PositionClaim(who, "premier", of, False, Span(0, 1), Span(0, 1)) for who, of in holders)
    made = scene(graph, graph, referring=rows, positions=positions)
    codes = {NORWAY: "iso:NO", KENYA: "iso:KE", PERU: "iso:PE"}
    entities = {key: replace(one, reference=codes.get(key, "")) for key, one in made.entities.items()}
    return replace(made, entities=entities)


def hosts(article, *drafts):
    return take_seats(drafts, article, Allegiances(article))[0].entities(HOST.iri)


@pytest.mark.parametrize(("place", "host"), [(LIMA, (PERU,)), (PERU, (PERU,)), (CUZCO, ())])
def test_who_goes_to_a_capital_or_a_state_goes_to_the_state(article, place, host):
    assert hosts(article, draft(STAY, ("guest", VOGT), ("site", place))) == host


def test_who_is_told_to_receive_is_the_only_host(article):
    assert hosts(article, draft(STAY, ("guest", VOGT), ("site", LIMA), ("host", DIAZ))) == (DIAZ,)


def test_nobody_is_the_guest_of_his_own_state(article):
    assert hosts(article, draft(STAY, ("guest", DIAZ), ("site", LIMA))) == ()


def test_a_state_where_strangers_meet_has_no_guests(article):
    stay = draft(STAY, ("guest", VOGT), ("site", LIMA))
    assert hosts(article, stay, draft(PARLEY, ("guest", VOGT), ("guest", OTIENO), ("site", LIMA), sentence=1)) == ()
    assert hosts(article, stay, draft(PARLEY, ("guest", VOGT), ("guest", DIAZ), ("site", LIMA))) == (PERU,)
    assert hosts(article, stay, draft(PARLEY, ("guest", VOGT), ("guest", OTIENO), sentence=1)) == (PERU,)


def test_of_whose_state_nothing_is_known_may_be_at_home(article):
    assert hosts(article, draft(STAY, ("guest", "person/unknown"), ("site", LIMA))) == ()


def test_who_passes_through_is_no_guest(article):
    graph = enhance(parse("stopover NOUN 0 root"))
    passing = replace(article, graphs=(graph, *article.graphs[1:]))
    stay = draft(STAY, ("guest", VOGT), ("site", LIMA))
    assert hosts(article, stay) == (PERU,)
    assert hosts(passing, stay) == ()
