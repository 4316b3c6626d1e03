"""Titles whose organization has participles and adverbs before it: read whole, and always read to an end."""

from dataclasses import replace
from itertools import product

import pytest
from people_building import Words, document

from kg.extraction.names import find_names

TAGS = {
    "banned": "VERB", "founded": "VERB", "formed": "VERB", "called": "VERB",
    "recently": "ADV", "newly": "ADV", "once": "ADV", "so": "ADV", "powerful": "ADJ", "xyz": "X",
}  # fmt: skip
TITLES = ("president", "leader", "chairman", "foreign minister", "secretary-general", "head", "special envoy")
MODIFIERS = ("", "banned", "recently", "recently formed", "newly founded", "once", "once powerful", "so-called", "xyz")
NOUNS = (" Tavo League", " bloc", ",", "")


def named(text, names):
    given = document(Words(text, names))
    sentence = given.sentences[0]
    tokens = tuple(replace(token, upos=TAGS.get(token.form, token.upos)) for token in sentence.tokens)
    found = find_names(replace(sentence, tokens=tokens), given.article.text)
    return {name.text: name for name in found.names}, tokens


@pytest.mark.parametrize(("title", "modifier", "noun"), list(product(TITLES, MODIFIERS, NOUNS)))
def test_every_phrase_behind_a_title_comes_to_an_end(title, modifier, noun):
    found, tokens = named(f"Oscar Lund, {title} of the {modifier}{noun}", {"Oscar Lund": "PERSON"})
    for office in found["Oscar Lund"].after:
        assert 3 <= office.title_start < office.title_end <= len(tokens)
        assert tokens[office.title_end - 1].form not in {"of", "the"}


@pytest.mark.parametrize("modifier", ["banned", "recently formed", "newly founded", "once powerful", "once"])
def test_a_participle_or_adverb_leaves_the_organization_to_the_office(modifier):
    text = f"Oscar Lund, president of the {modifier} Tavo League, met Ana Reis."
    found, tokens = named(text, {"Oscar Lund": "PERSON", "Ana Reis": "PERSON", "Tavo League": "ORG"})
    (office,) = found["Oscar Lund"].after
    start, end = office.organization
    assert [token.form for token in tokens[start:end]] == ["Tavo", "League"]
    assert [token.form for token in tokens[office.title_start : office.title_end]] == ["president"]


def test_a_hyphened_participle_stays_in_the_phrase():
    found, tokens = named("Oscar Lund, chairman of the so-called Tavo League, met Ana Reis.", {
        "Oscar Lund": "PERSON", "Ana Reis": "PERSON", "Tavo League": "ORG",
    })  # fmt: skip
    start, end = found["Oscar Lund"].after[0].organization
    assert [token.form for token in tokens[start:end]] == ["Tavo", "League"]


def test_a_verb_without_a_determiner_ends_the_phrase():
    found, tokens = named("Oscar Lund, president of Kenya, met Ana Reis.", {"Oscar Lund": "PERSON"})
    assert tokens[found["Oscar Lund"].after[0].end].form == ","
