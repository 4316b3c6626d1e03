"""Where an event was that nothing beside its verb says: in the clause around it, where the story is written."""

from dataclasses import replace

import pytest
from graph_building import parse, scene
from people_building import Words, meant
from people_building import scene as understood

from kg.extraction.allegiance import Allegiances
from kg.extraction.drafts import Draft
from kg.extraction.enhance import enhance
from kg.extraction.fillings import Filling
from kg.extraction.frames import Match
from kg.extraction.stays import Stays
from kg.model import Metadata, PositionClaim, Span
from kg.schema.model import EventType, Role, Status, Trigger

HAPPENED = Status("x:happened", "happened", "happened", "CT+", 1, (), happened=True)
PARTY = Role("x:party", "party", "party", ("person", "country"), "", False, True, True, 1, 0, ())
SITE = Role("x:site", "site", "site", ("place", "country"), "", False, False, False, 0, 0, ())
KIND = EventType("x:E", "E", "e", "e", "", "040", (), (), (), (PARTY, SITE), (), (), (), (), "")
VOGT, OTIENO, RAO, KENYA, PERU, MARA = (
    "person/vogt",
    "person/otieno",
    "person/rao",
    "country/kenya",
    "country/peru",
    "place/mara",
)

AFTER_TALKS = enhance(
    parse(
        "Vogt PROPN 2 nsubj",
        "spoke VERB 0 root speak Tense=Past",
        "in ADP 4 case",
        "Mara PROPN 2 obl",
        "after ADP 6 case",
        "talks NOUN 2 obl talk",
    )
)
NOT_SINCE = enhance(
    parse(
        "They PRON 2 nsubj",
        "met VERB 0 root meet Tense=Past",
        "since ADP 5 case",
        "a DET 5 det",
        "round NOUN 2 obl",
        "in ADP 7 case",
        "Mara PROPN 5 nmod",
    )
)
TOLD = enhance(
    parse(
        "Vogt PROPN 2 nsubj",
        "said VERB 0 root say Tense=Past",
        "in ADP 4 case",
        "Mara PROPN 2 obl",
        "he PRON 6 nsubj",
        "met VERB 2 ccomp meet Tense=Past",
    )
)
BARE = enhance(parse("Vogt PROPN 2 nsubj", "met VERB 0 root meet Tense=Past"))
BESIDE = enhance(
    parse("Vogt PROPN 2 nsubj", "met VERB 0 root meet Tense=Past", "at ADP 4 case", "summit NOUN 2 obl summit")
)


def draft(*agents, token, date=None, site=None):
    fillings = [Filling("x:party", (key,), Span(0, 1), 0, 0, 0) for key in agents]
    if site:
        fillings.append(Filling("x:site", (site,), Span(0, 1), 0, 0, 0))
    made = Match(KIND, Trigger(("x",), "VERB", (), ()), 0, token, tuple(fillings), ())
    return Draft(made, tuple(fillings), HAPPENED, date, None, None, (0,))


def places(graph, *drafts, mara=-1, home="", kenyan=OTIENO):
    keys = (VOGT, OTIENO, RAO, KENYA, PERU)
    rows = [f"0 0 1 {key} name" for key in keys] + ([f"0 {mara} {mara + 1} {MARA} name"] if mara >= 0 else [])
    offices = (
        PositionClaim(kenyan, "premier", KENYA, False, Span(0, 1), Span(0, 1)),
        PositionClaim(VOGT, "premier", PERU, False, Span(0, 1), Span(0, 1)),
        PositionClaim(RAO, "prime minister", "", False, Span(0, 1), Span(0, 1)),
    )
    given = scene(graph, referring=rows, positions=offices)
    entities = dict(given.entities)
    entities[KENYA] = replace(entities[KENYA], reference="iso:KE")
    entities[PERU] = replace(entities[PERU], reference="iso:PE")
    if MARA in entities:
        entities[MARA] = replace(entities[MARA], country="iso:KE")
    block = given.article.blocks[0]
    text = home + given.article.text
    span = Span(block.span.start + len(home), block.span.end + len(home))
    article = replace(
        given.article,
        text=text,
        blocks=(replace(block, span=span),),
        metadata=Metadata(published="1995-03-08"),
    )
    given = replace(given, entities=entities, article=article)
    told = list(drafts)
    around = list(range(len(told)))
    Stays(given, Allegiances(given)).place(told, (0,), around, (around,))
    return [filling.entities for filling in told[0].places()]


def test_talks_after_which_somebody_speaks_in_his_host_s_city_were_there():
    assert places(AFTER_TALKS, draft(VOGT, OTIENO, token=5), mara=3) == [(MARA,)]
    assert places(AFTER_TALKS, draft(VOGT, PERU, token=5), mara=3) == []


@pytest.mark.parametrize(("graph", "token", "mara"), [(NOT_SINCE, 1, 6), (TOLD, 5, 3)])
def test_the_place_of_another_time_or_of_the_telling_is_not_the_event_s(graph, token, mara):
    assert places(graph, draft(VOGT, OTIENO, token=token), mara=mara) == []


WRITTEN = "NAIROBI, March 8 (AP) - "


def test_a_guest_met_in_the_days_of_a_story_was_met_where_it_is_written():
    assert places(BARE, draft(VOGT, OTIENO, token=1, date="1995-03-07"), home=WRITTEN) == [(KENYA,)]
    assert places(BARE, draft(VOGT, OTIENO, token=1, date="1995-03-07")) == []
    assert places(BARE, draft(VOGT, OTIENO, token=1, date="1995-03-01"), home=WRITTEN) == []
    assert places(BARE, draft(VOGT, OTIENO, token=1, date="1995-03-06/1995-03-08"), home=WRITTEN) == []
    assert places(BARE, draft(VOGT, OTIENO, token=1), home=WRITTEN) == []


def test_whom_the_press_calls_by_a_bare_office_is_its_own():
    assert places(BARE, draft(VOGT, RAO, token=1, date="1995-03-07"), home=WRITTEN) == [(KENYA,)]
    assert places(BARE, draft(OTIENO, RAO, token=1, date="1995-03-07"), home=WRITTEN) == []


def test_beside_a_gathering_or_with_one_of_them_abroad_nothing_is_taken_from_the_dateline():
    assert places(BESIDE, draft(VOGT, OTIENO, token=1, date="1995-03-07"), home=WRITTEN) == []
    other = draft(OTIENO, token=1, date="1995-03-07", site="place/rome")
    assert places(BARE, draft(VOGT, OTIENO, token=1, date="1995-03-07"), other, home=WRITTEN) == []


def test_an_opposite_number_holds_the_office_abroad():
    told = understood(
        Words(
            "Kenyan Foreign Minister Tore Lund met his Chadian opposite number, Ana Reis.",
            {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
            subject="Tore Lund",
            possessives={"his": "number"},
        )
    )
    assert ("person/ana-reis", "country/chad") in {(claim.holder, claim.organization) for claim in told.positions}


def test_at_an_institution_is_where_it_sits():
    told = understood(Words("Tore Lund met Ana Reis at the State Department.", {"Tore Lund": "PERSON"}))
    assert [row.as_place for row in told.referring[0] if row.kind == "organization"] == ["place/state-department"]
    named = understood(Words("The State Department met Tore Lund.", {"Tore Lund": "PERSON"}))
    assert meant(named, 0, "State Department") == {("organization/state-department",)}
    assert not any(row.as_place for row in named.referring[0])
