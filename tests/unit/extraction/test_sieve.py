from __future__ import annotations

import pytest

from kg.extraction.evocation import Evocations
from kg.extraction.sieve import Sieve
from kg.needs import Need
from kg.schema import load_schema

LEMMAS = {"met": "meet", "said": "say", "was": "be", "were": "be", "flew": "fly", "talks": "talk", "visits": "visit"}
TREE = Need(tree=True, names=True)


def lemmas(form: str) -> frozenset[str]:
    return frozenset((form.lower(), LEMMAS.get(form.lower(), form.lower())))


@pytest.fixture(scope="module")
def evocations() -> Evocations:
    return Evocations(load_schema())


@pytest.fixture(scope="module")
def sieve():
    """The sieve on an article most of whose sentences, after the given ones, carry nothing."""
    dull = ["Rain", "fell", "."]
    whole = Sieve(load_schema())
    return lambda sentences, lemmas: whole([*sentences, *[dull] * 20], lemmas)[: len(sentences)]


@pytest.mark.parametrize(
    "text",
    [
        "Haugen met Bakke in Oslo .",
        "The talks resumed .",
        "Haugen flew to Oslo on Monday .",
        "Haugen was still in Oslo .",
        "“ We agree , ” Haugen said .",
    ],
)
def test_a_sentence_with_the_words_of_a_frame_could_evoke_an_event(evocations, text):
    assert evocations.possible(text.split(), lemmas)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell over the coast all day .",
        "Prices were higher in Oslo .",  # a copula, and its phrase not right behind it
        "Haugen said that rain fell .",  # a statement without a quotation
        "He flew by night .",  # a journey to no place
    ],
)
def test_a_sentence_without_what_a_frame_demands_evokes_nothing(evocations, text):
    assert not evocations.possible(text.split(), lemmas)


def test_what_can_carry_nothing_is_left_out(sieve):
    needs = sieve([text.split() for text in ("Rain fell .", "Haugen met Bakke .")], lemmas)
    assert needs == [None, TREE]


def test_the_sentence_before_a_pronoun_is_parsed_too(sieve):
    first, second = "The chancellor Lise Haugen is ill .", "She met Bakke ."
    assert [need and need.tree for need in sieve([first.split(), second.split()], lemmas)] == [True, True]


def test_names_are_asked_for_where_their_words_are_first_met(sieve):
    texts = ("Lise Haugen met Tor Bakke .", "Haugen met Bakke .", "Haugen met Strand .")
    assert [need.names for need in sieve([text.split() for text in texts], lemmas)] == [True, False, True]


def test_a_full_name_elsewhere_is_asked_for_without_a_tree(sieve):
    texts = ("Haugen met Bakke .", "Rain fell on Lise Haugen .", "Rain fell on Jorge de Almeida .")
    assert sieve([text.split() for text in texts], lemmas)[1:] == [Need(tree=False, names=True)] * 2


def test_a_new_word_behind_the_first_may_be_a_name(sieve):
    assert sieve(["Rain fell on Almeida .".split()], lemmas) == [Need(tree=False, names=True)]
    assert sieve(["Prices fell .".split()], lemmas) == [None]


def test_a_title_before_a_single_name_is_kept_for_the_rules(sieve):
    met, title = "Haugen met Bakke .".split(), "Rain fell on President Haugen .".split()
    assert sieve([met, title], lemmas) == [TREE, Need(tree=False, names=False)]


def test_a_watched_name_is_never_left_out():
    sieve = Sieve(load_schema(), watched=frozenset({"haugen"}))
    met, kept = "Haugen met Bakke .".split(), Need(tree=False, names=False)
    assert sieve([met, "Haugen fell .".split(), "Rain fell .".split()], lemmas) == [TREE, kept, None]


def test_where_every_other_sentence_carries_something_all_are_read():
    whole = Sieve(load_schema())
    met, dull = "Haugen met Bakke .".split(), "Rain fell .".split()
    assert whole([met, dull] * 4, lemmas) == [TREE] * 8
    assert whole([met, dull, dull] * 4, lemmas)[1] is None
    assert whole([met, dull], lemmas)[1] is None  # too short to be dense
