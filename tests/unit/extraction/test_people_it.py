"""It and dignities: the body of which something is said, the bearer of a majesty. A wrong link is worse than none."""

import pytest
from graph_building import parse
from people_building import Words, meant, scene

from kg.extraction.enhance import enhance
from kg.extraction.memory import Memory
from kg.extraction.neuter import neuter_pronouns
from kg.extraction.scene import Referring


def _row(graph, start, end, key, how):
    span = graph.tokens[start].span
    return Referring(0, start, end, start, span, (key,), key.partition("/")[0], how)


def _it(sentence, monkeypatch, *rows):
    graph = enhance(sentence)
    monkeypatch.setattr("kg.extraction.neuter.quoted", lambda memory, index: (False,) * len(graph.tokens))
    monkeypatch.setattr(
        Memory, "at", lambda self, index, token: next((r for r in self.rows[0] if r.head == token), None)
    )
    memory = Memory(None, [graph], [], None, [], [[_row(graph, *row) for row in rows]], {})
    return [row.entities for row in neuter_pronouns(memory, 0)]


SAID = parse(
    "Peru PROPN 2 nsubj",
    "said VERB 0 root say",
    "it PRON 5 nsubj",
    "had AUX 5 aux have",
    "written VERB 2 ccomp write",
    "to ADP 7 case",
    "Chile PROPN 5 obl",
)


def test_it_is_the_state_that_says_so(monkeypatch):
    assert _it(SAID, monkeypatch, (0, 1, "country/peru", "name")) == [("country/peru",)]


@pytest.mark.parametrize("key", ["person/lund", "place/lima"])
def test_it_is_no_person_and_no_place(monkeypatch, key):
    assert _it(SAID, monkeypatch, (0, 1, key, "name")) == []


def test_it_that_holds_the_place_of_a_clause_is_nobody(monkeypatch):
    said = parse(
        "Peru PROPN 2 nsubj",
        "said VERB 0 root say",
        "it PRON 5 expl",
        "was AUX 5 cop be",
        "right ADJ 2 ccomp",
        "to PART 7 mark",
        "meet VERB 5 csubj",
    )
    assert _it(said, monkeypatch, (0, 1, "country/peru", "name")) == []


def test_a_majesty_is_the_king_spoken_of_last():
    result = scene(
        Words("King Tore Lund met President Ana Reis.", {"Tore Lund": "PERSON", "Ana Reis": "PERSON"}),
        Words("Paul Ames told His Majesty so.", {"Paul Ames": "PERSON"}, subject="Paul Ames"),
    )
    assert meant(result, 1, "His Majesty") == {("person/tore-lund",)}


def test_of_two_kings_neither_is_meant():
    result = scene(
        Words("King Tore Lund met King Olav Berg.", {"Tore Lund": "PERSON", "Olav Berg": "PERSON"}),
        Words("Paul Ames told His Majesty so.", {"Paul Ames": "PERSON"}, subject="Paul Ames"),
    )
    assert meant(result, 1, "His Majesty") == set()


def test_who_was_given_the_dignity_goes_before_who_might_bear_it():
    result = scene(
        Words(
            "His Excellency President Ana Reis met Minister Paul Ames.", {"Ana Reis": "PERSON", "Paul Ames": "PERSON"}
        ),
        Words("Tore Lund told Her Excellency so.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
    )
    assert meant(result, 1, "Her Excellency") == {("person/ana-reis",)}
