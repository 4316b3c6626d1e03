"""Places by their surroundings: unknown names after "in", "here", "there", "the capital"."""

import hashlib
from dataclasses import replace

import pytest
from graph_building import parse
from graph_building import scene as tree_scene
from people_building import Words, document, meant, plain_graphs, scene

from kg.extraction.deictics import deictic_places, is_deictic
from kg.extraction.enhance import enhance
from kg.extraction.entities import understand
from kg.extraction.register import Register
from kg.extraction.scene import Referring
from kg.model import Span


def kinds(result):
    return {entity.name: str(entity.kind) for entity in result.entities.values()}


def test_a_village_is_no_body_and_a_town_of_a_state_nobody():
    told = scene(
        Words("They met in the village of Umbara on Friday.", {"Umbara": "ORG"}),
        Words("They met in Amara Falls, Kenya.", {"Amara Falls": "PERSON", "Kenya": "LOC"}),
    )
    assert kinds(told)["Umbara"] == "place"
    assert kinds(told)["Amara Falls"] == "place"


def test_a_proper_noun_that_nothing_knows_is_a_place_after_in_and_at():
    assert kinds(scene("They met at Umbara.")) == {"Umbara": "place"}
    assert kinds(scene("They met in Parliament.")) == {}
    assert kinds(scene("They met in XQZT.")) == {}


def test_here_is_the_datelines_town_and_not_where_a_quotation_was_spoken():
    given = document("Lind met Rao here.", "“We are here.”")
    text = "LUSAKA, March 3 (Reuters) - " + given.article.text
    shift = text.index("Lind")
    moved = replace(
        given.article,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        blocks=tuple(
            replace(block, span=Span(block.span.start + shift, block.span.end + shift))
            for block in given.article.blocks
        ),
    )
    sentences = tuple(
        replace(
            sentence,
            span=Span(sentence.span.start + shift, sentence.span.end + shift),
            tokens=tuple(
                replace(
                    token,
                    upos="ADV" if token.form == "here" else token.upos,
                    span=Span(token.span.start + shift, token.span.end + shift),
                )
                for token in sentence.tokens
            ),
        )
        for sentence in given.sentences
    )
    whole = replace(given, article=moved, sentences=sentences)
    told = understand(whole, plain_graphs(whole))
    assert meant(told, 0, "here") == {("place/lusaka",)}
    assert meant(told, 1, "here") == set()


def test_the_capital_is_that_of_the_state_named_before():
    told = scene(Words("Rao visited Kenya.", {"Kenya": "LOC"}), Words("He met them in the capital.", possessives={}))
    assert "Nairobi" not in {entity.name for entity in told.entities.values()}  # "the" hangs elsewhere: not bare
    given = document(Words("Rao visited Kenya.", {"Kenya": "LOC"}), "He met them in the capital.")
    first, second = given.sentences
    at = next(token.index for token in second.tokens if token.form == "capital")
    tokens = tuple(replace(token, head=at, deprel="det") if token.form == "the" else token for token in second.tokens)
    whole = replace(given, sentences=(first, replace(second, tokens=tokens)))
    assert meant(understand(whole, plain_graphs(whole)), 1, "capital") == {("place/nairobi",)}


def test_here_is_an_adverb_and_there_is_no_subject():
    graph = enhance(parse("There ADV 2 expl", "met VERB 0 root meet", "there ADV 2 advmod"))
    assert [is_deictic(graph, index) for index in range(3)] == [False, False, True]


def test_a_name_before_a_building_is_where_it_stands():
    told = scene(Words("They met at Umbara airport.", {"Umbara": "ORG"}))
    assert kinds(told) == {"Umbara": "place"}
    assert kinds(scene("They met at the Umbara palace.")) == {"Umbara": "place"}
    assert kinds(scene("They met at the Umbara.")) == {}


def test_a_building_bears_the_name_of_a_place():
    assert kinds(scene(Words("They met at the heavily guarded Umbara building.", {"Umbara": "PERSON"}))) == {
        "Umbara": "place"
    }
    assert kinds(scene(Words("They met Umbara building managers.", {"Umbara": "PERSON"})))["Umbara"] == "person"


@pytest.mark.parametrize(("owner", "found"), [("amod", True), ("nmod:poss", True), ("appos", False)])
def test_a_states_capital_is_where_it_is_governed_from(owner, found):
    graph = enhance(
        parse(
            "met VERB 0 root meet",
            "in ADP 5 case",
            "the DET 5 det",
            f"Kenyan ADJ 5 {owner}",
            "capital NOUN 1 obl",
        )
    )
    told = tree_scene(graph, referring=("0 3 4 country/kenya demonym",))
    register = Register()
    register.country("KE")
    (places,) = deictic_places(told.article, (graph,), told.referring, register)
    assert [place.as_place for place in places] == (["place/nairobi"] if found else [])


@pytest.mark.parametrize(
    ("verb", "place", "found"),
    [
        ("tour VERB 0 root tour", "Sahel", {("place/sahel",)}),
        ("fear VERB 0 root fear", "Sahel", set()),
        ("tour VERB 0 root tour", "Suva", set()),
    ],
)
def test_the_region_somebody_goes_to_is_the_one_named_last(verb: str, place: str, found: set[tuple[str, ...]]):
    graph = enhance(parse("Vogt PROPN 2 nsubj", verb, "the DET 4 det", "region NOUN 2 obj"))
    register = Register()
    key = register.place(place).key
    before = Referring(0, 0, 1, 0, Span(0, 5), (key,), "place", "name", key)
    told = deictic_places(tree_scene(graph).article, (graph, graph), ((before,), ()), register)
    assert {row.entities for row in told[1]} == found


def test_who_gave_an_airport_its_name_is_not_told_of():
    words = Words("She spoke at the Milton Moraa International Airport.", {"Milton Moraa International Airport": "ORG"})
    assert "Milton Moraa" not in kinds(scene(words))
