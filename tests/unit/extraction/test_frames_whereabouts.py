"""Who is away, who receives somebody from abroad, and what a reception adds to the event beside it."""

from dataclasses import replace

import event_building
import pytest
from event_building import DENIED, HAPPENED, OTIENO, SANOU, SITE, VOGT, kind, role
from graph_building import parse, scene

from kg.extraction.allegiance import Allegiances
from kg.extraction.enhance import enhance
from kg.extraction.whereabouts import (
    is_abroad,
    leave_out_homes,
    narrow_places,
    next_stops,
    take_additions,
)
from kg.model import PositionClaim, Span

LIMA, VILLA = "place/lima", "place/villa"
NORWAY, PERU, KENYA = "country/norway", "country/peru", "country/kenya"
GUEST, HOST = role("x:guest", 1), role("x:host", 0)
STAY = kind(GUEST, HOST, SITE)


def draft(fillings, **changes):
    return event_building.draft(STAY, fillings, upos="VERB", **changes)


@pytest.fixture
def article():
    """Vogt acts for Norway, Otieno for Kenya; of Sanou nothing is known. Lima is in Peru."""
    graph = enhance(parse("a PROPN 0 root", *(f"{name} PROPN 1 dep" for name in "bcdefgh")))
    keys = (VOGT, OTIENO, SANOU, NORWAY, PERU, KENYA, LIMA, VILLA)
    positions = tuple(
        PositionClaim(holder, "premier", state, False, Span(0, 1), Span(0, 1))
        for holder, state in ((VOGT, NORWAY), (OTIENO, KENYA))
    )
    made = scene(graph, referring=[f"0 {n} {n + 1} {key} name" for n, key in enumerate(keys)], positions=positions)
    known = {PERU: {"reference": "iso:PE"}, LIMA: {"country": "iso:PE"}}
    entities = {key: replace(entity, **known.get(key, {})) for key, entity in made.entities.items()}
    return replace(made, entities=entities)


@pytest.fixture
def allegiances(article):
    return Allegiances(article)


def hosts(drafts):
    return [one.entities("x:host") for one in drafts]


@pytest.mark.parametrize(("place", "kept"), [(NORWAY, 0), (PERU, 1)])
def test_who_is_at_home_is_on_no_visit(article, allegiances, place, kept):
    stay = draft([("x:guest", VOGT), ("x:site", place)], options=("away",))
    assert len(leave_out_homes([stay], article, allegiances)) == kept


def test_of_two_places_the_one_at_home_goes(article, allegiances):
    stay = draft([("x:guest", VOGT), ("x:site", PERU), ("x:site", NORWAY)], options=("away",))
    assert [one.entities("x:site") for one in leave_out_homes([stay], article, allegiances)] == [(PERU,)]


def test_of_two_travellers_the_one_at_home_does_not_come(article, allegiances):
    both = draft([(GUEST.iri, VOGT), (GUEST.iri, OTIENO), (SITE.iri, KENYA)], options=("away",))
    (left,) = leave_out_homes([both], article, allegiances)
    assert (left.entities(GUEST.iri), left.entities(SITE.iri)) == ((VOGT,), (KENYA,))
    unknown = draft([(GUEST.iri, VOGT), (GUEST.iri, OTIENO), (SITE.iri, VILLA)], options=("away",))
    (whole,) = leave_out_homes([unknown], article, allegiances)
    assert whole.entities(GUEST.iri) == (VOGT, OTIENO)


def test_a_state_itself_goes_nowhere(article, allegiances):
    stay = draft([("x:guest", NORWAY), ("x:site", PERU)], options=("away",))
    itself = replace(stay.fillings[0], kind="country", token=3, acting=True)
    officials = replace(itself, indirect=True)
    for filling, kept in ((itself, 0), (officials, 1)):
        told = replace(stay, fillings=(filling, stay.fillings[1]))
        assert len(leave_out_homes([told], article, allegiances)) == kept


@pytest.mark.parametrize(("places", "kept"), [((PERU, LIMA), LIMA), ((VILLA, LIMA), LIMA), ((KENYA, VILLA), KENYA)])
def test_of_places_that_lie_in_one_another_one_stays(article, places, kept):
    known = {KENYA: {"reference": "iso:KE"}}
    article = replace(article, entities={k: replace(v, **known.get(k, {})) for k, v in article.entities.items()})
    stay = draft([("x:guest", VOGT), *(("x:site", place) for place in places)])
    (told,) = narrow_places([stay], article, Allegiances(article))
    assert told.entities("x:site") == (kept,)


ARRIVED = ("Vogt PROPN 2 nsubj", "arrived VERB 0 root arrive", "at ADP 4 case", "Villa PROPN 2 obl")


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (("in ADP 6 case", "Bern PROPN 2 obl"), ("place/bern",)),
        (("airport NOUN 6 dep", "in ADP 7 case", "Bern PROPN 2 obl"), ("place/bern",)),
        (("near ADP 6 case", "Bern PROPN 2 obl"), ("place/villa",)),
        (("in ADP 7 case", "the DET 7 det", "Alps PROPN 2 obl"), ("place/villa",)),
        (("and CCONJ 6 cc", "Bern PROPN 4 conj"), ("place/villa", "place/bern")),
    ],
)
def test_a_palace_and_its_city_are_one_stop(article, rows, kept):
    graph = enhance(parse(*ARRIVED, *rows))
    article = replace(article, graphs=(graph,))
    stay = draft([("x:guest", VOGT), ("x:site", "place/villa"), ("x:site", "place/bern")])
    guest, villa, bern = stay.fillings
    places = (replace(villa, token=3), replace(bern, token=len(graph.tokens) - 1))
    (told,) = narrow_places([replace(stay, fillings=(guest, *places))], article, Allegiances(article))
    assert told.entities("x:site") == kept


def test_a_planned_stop_that_is_nobodys_is_the_travellers():
    graph = enhance(parse("stop NOUN 0 root"))
    planned = replace(DENIED, iri="x:planned", polarity="PR+")
    stay = draft([("x:guest", VOGT), ("x:site", KENYA)])
    stop = draft([("x:site", PERU)], sentence=1, status=planned)
    assert [one.entities("x:guest") for one in next_stops([stay, stop], (graph, graph))] == [(VOGT,), (VOGT,)]
    took_place = replace(stop, status=HAPPENED)
    assert next_stops([stay, took_place], (graph, graph))[1].entities("x:guest") == ()
    owned = enhance(parse("envoy NOUN 2 nmod:poss", "stop NOUN 0 root"))
    envoys = replace(stop, match=replace(stop.match, token=1))
    assert next_stops([stay, envoys], (graph, owned))[1].entities("x:guest") == ()


@pytest.mark.parametrize(
    ("guest", "host", "abroad"),
    [("organization/alp", OTIENO, True), (VOGT, OTIENO, True), (VOGT, NORWAY, False), (SANOU, VOGT, False)],
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


def test_a_part_of_the_world_is_toured_but_nobody_is_met_in_it(article):
    entities = dict(article.entities)
    entities[VILLA] = replace(entities[VILLA], name="Middle East")
    article = replace(article, entities=entities)
    met = draft([("x:guest", VOGT), ("x:site", VILLA)])
    tour = draft([("x:guest", VOGT), ("x:site", VILLA)], options=("away",))
    told = narrow_places([met, tour], article, Allegiances(article))
    assert [len(one.places()) for one in told] == [0, 1]
