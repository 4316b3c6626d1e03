"""The interchange form: one event for the claims of one article about it."""

import json

from event_building import HAPPENED, PLANNED

from kg.extraction.interchange import _as_written, _named_as, interchange
from kg.model import (
    Argument,
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    EventClaim,
    Extraction,
    Mention,
    Metadata,
    PositionClaim,
    Span,
)
from kg.schema.model import Concept, EventType, Role, Schema

TEXT = (
    "Vogt lifts curbs on Peru\nHelga Vogt met Ana Diaz in Lima. Vogt met Diaz on Tuesday. Norway lifted curbs on Peru."
)


def role(key, kinds=("person", "country"), **more):
    agent = bool(kinds) and key != "place"
    scheme, literal, maximum = more.get("scheme", ""), more.get("literal", False), more.get("maximum", 0)
    return Role(f"x:{key}", key, key, kinds, scheme, literal, agent, agent, 0, maximum, ())


def kind(key, *roles):
    return EventType(f"x:{key}", key, key.lower(), key, "", "040", (), (), (), roles, (), (), (), (), "")


PARLEY = kind("Parley", role("parties"), role("place", ("place", "country")))
CURB = kind("Curb", role("by"), role("on"), role("deed", (), scheme="x:deeds", maximum=1))
SCHEMA = Schema(
    (PARLEY, CURB),
    (Concept("x:lifted", "lifted", "x:deeds", ("lift",), prints_status="lifted"),),
    (HAPPENED, PLANNED),
    "",
    (),
)


def span(words, start=0):
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def mention(words, start=0):
    return Mention(span(words, start), words)


ENTITIES = (
    Entity("person/helga-vogt", EntityKind.PERSON, "Helga Vogt", (mention("Helga Vogt"), mention("Vogt", 58))),
    Entity("person/ana-diaz", EntityKind.PERSON, "Ana Diaz", (mention("Ana Diaz"),)),
    Entity("person/by-line", EntityKind.PERSON, "By Line", (mention("Norway"),), peripheral=True),
    Entity("place/lima", EntityKind.PLACE, "Lima", (mention("Lima"),), within="country/peru"),
    Entity("country/norway", EntityKind.COUNTRY, "Norway", (mention("Norway"),), reference="iso:NO"),
    Entity("country/peru", EntityKind.COUNTRY, "Peru", (mention("Peru"),), reference="iso:PE"),
)
FIRST, SECOND, THIRD = (
    span("Helga Vogt met Ana Diaz in Lima."),
    span("Vogt met Diaz on Tuesday."),
    span("Norway lifted curbs on Peru."),
)


def claim(event_type, arguments, *, evidence, local, trigger="met", status="x:happened", **more):
    return EventClaim(
        event_type,
        mention(trigger, evidence.start),
        tuple(arguments),
        status,
        more.get("date"),
        None,
        None,
        (evidence,),
        local,
        generic=more.get("generic", False),
    )


def person(key, words, start=0):
    return Argument("x:parties", mention(words, start), key)


CLAIMS = (
    claim(
        "x:Parley",
        [
            person("person/helga-vogt", "Helga Vogt"),
            person("person/ana-diaz", "Ana Diaz"),
            Argument("x:place", mention("Lima"), "place/lima"),
            Argument("x:place", mention("Peru"), "country/peru"),
        ],
        evidence=FIRST,
        local=0,
        date="2024-03",
    ),
    claim("x:Parley", [person("person/helga-vogt", "Vogt", SECOND.start)], evidence=SECOND, local=0, date="2024-03-05"),
    claim(
        "x:Curb",
        [
            Argument("x:by", mention("Norway"), "country/norway"),
            Argument("x:on", mention("Peru"), "country/peru"),
            Argument("x:deed", mention("lifted"), value="x:lifted"),
        ],
        evidence=THIRD,
        local=1,
        trigger="curbs",
    ),
    claim(
        "x:Curb",
        [Argument("x:on", mention("Peru"), "country/peru")],
        evidence=THIRD,
        local=2,
        trigger="curbs",
        generic=True,
    ),
)
ARTICLE = Article(
    "wire/a.txt",
    TEXT,
    "0" * 64,
    Metadata(headline="Vogt lifts curbs on Peru", published="2024-03-06"),
    (Block(BlockKind.HEADLINE, Span(0, 24)), Block(BlockKind.PARAGRAPH, Span(25, len(TEXT)))),
)
POSITIONS = (PositionClaim("person/helga-vogt", "premier", "country/norway", False, span("Vogt"), FIRST),)
PRINTED = interchange(Extraction(ARTICLE, ENTITIES, POSITIONS, CLAIMS), SCHEMA)


def test_claims_of_one_event_are_one_event_with_every_sentence():
    parley, _ = PRINTED["events"]
    assert parley["parties"] == [
        {"name": "Helga Vogt", "mention": "Helga Vogt"},
        {"name": "Ana Diaz", "mention": "Ana Diaz"},
    ]
    assert parley["evidence"] == ["Helga Vogt met Ana Diaz in Lima.", "Vogt met Diaz on Tuesday."]
    assert all(sentence in TEXT for sentence in parley["evidence"])


def test_dates_are_intersected():
    assert PRINTED["events"][0]["date"] == "2024-03-05"


def test_a_city_leaves_its_country_unsaid():
    assert PRINTED["events"][0]["place"] == "Lima"


def test_a_concept_prints_its_status_where_the_event_happened():
    assert PRINTED["events"][1]["status"] == "lifted"
    assert PRINTED["events"][1]["deed"] == "lifted"


def test_generic_claims_print_no_event():
    assert len(PRINTED["events"]) == 2


def test_persons_have_mentions_and_positions_and_bylines_are_left_out():
    names = [entry["name"] for entry in PRINTED["persons"]]
    assert names == ["Helga Vogt", "Ana Diaz"]
    assert PRINTED["persons"][0]["positions"] == [{"title": "premier", "organization": "Norway"}]
    assert PRINTED["persons"][0]["mentions"] == ["Helga Vogt", "Vogt"]


def test_it_is_json():
    assert json.loads(json.dumps(PRINTED))["file"] == "wire/a.txt"
    assert PRINTED["headline"] == "Vogt lifts curbs on Peru"
    assert PRINTED["published"] == "2024-03-06"


def test_a_place_is_called_as_the_article_calls_it():
    def printed(name, *written):
        mentions = tuple(Mention(Span(0, len(text)), text) for text in written)
        return _as_written(Entity("place/x", EntityKind.PLACE, name, mentions))

    assert printed("Kyiv", "KIEV", "Kiev") == "Kiev"
    assert printed("Kyiv", "Kiev", "Kyiv") == "Kyiv"
    assert printed("Kyiv", "Ukrainian capital") == "Kyiv"


def test_a_pronoun_is_printed_as_the_name_it_stands_for_in_its_sentence():
    text = "Rosa Mair said Mair was ill and that she would meet Tal. She met Tal. The envoy came, Rosa Mair said."

    def words(form, start=0):
        at = text.index(form, start)
        return Mention(Span(at, at + len(form)), form)

    names = (words("Rosa Mair"), words("Mair", 15), words("Rosa Mair", 70))
    rosa = Entity("person/rosa-mair", EntityKind.PERSON, "Rosa Mair", names)
    first, second, third = (Span(0, 56), Span(57, 69), Span(70, len(text)))
    assert _named_as(words("she"), rosa, (first,)) == "Mair"  # the nearest before
    assert _named_as(words("She"), rosa, (second,)) == "She"  # no name in the sentence
    assert _named_as(words("The envoy"), rosa, (third,)) == "Rosa Mair"  # the only one, behind it
    assert _named_as(words("Rosa Mair"), rosa, (first,)) == "Rosa Mair"  # a name stays as written
    state = Entity("country/norway", EntityKind.COUNTRY, "Norway", (words("Tal"),))
    assert _named_as(words("The envoy"), state, (third,)) == "The envoy"  # its officials are not named so
