"""Who says "I": by the turns of a transcript, by the lines at a text's head; and names as official texts write them."""

from dataclasses import replace

import pytest
from people_building import Words, document, meant, persons, plain_graphs, scene

from kg.extraction.entities import understand
from kg.model import Block, Span

LUND = {"Tore Lund": "PERSON"}
ASKED = (Words("REPORTER:"), Words("I met them."))
HALE = (Words("SECRETARY HALE:", {"HALE": "PERSON"}), Words("I met Tore Lund.", LUND, subject="I"))
NAMED = (Words("Secretary Ann Hale arrived.", {"Ann Hale": "PERSON"}, subject="Ann Hale"),)


def told(*paragraphs):
    """The scene of paragraphs, each of several sentences."""
    given = document(*(words for paragraph in paragraphs for words in paragraph))
    blocks, sentences, at = [], [], 0
    for number, paragraph in enumerate(paragraphs):
        inside = given.sentences[at : at + len(paragraph)]
        blocks.append(Block(given.article.blocks[at].kind, Span(inside[0].span.start, inside[-1].span.end)))
        sentences += [replace(sentence, block=number) for sentence in inside]
        at += len(paragraph)
    joined = replace(given, sentences=tuple(sentences), article=replace(given.article, blocks=tuple(blocks)))
    return understand(joined, plain_graphs(joined))


def test_a_turn_goes_on_to_the_next_label():
    found = told(NAMED, HALE, (Words("I left.", subject="I"),), ASKED)
    assert meant(found, 3, "I") == {("person/ann-hale",)}
    assert meant(found, 5, "I") == set()


def test_one_label_alone_speaks_for_its_paragraph():
    found = told(NAMED, HALE, (Words("I left.", subject="I"),))
    assert meant(found, 2, "I") == {("person/ann-hale",)}
    assert meant(found, 3, "I") == set()


def test_a_label_may_name_the_office_alone():
    label = (Words("PRIME MINISTER:"), Words("I left.", subject="I"))
    head = (Words("Prime Minister Ann Hale arrived.", {"Ann Hale": "PERSON"}, subject="Ann Hale"),)
    assert meant(told(head, ASKED, label), 4, "I") == {("person/ann-hale",)}
    both = (Words("Prime Minister Tore Lund arrived.", LUND, subject="Tore Lund"),)
    assert meant(told(head, both, ASKED, label), 5, "I") == set()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Statement by Foreign Minister Tore Lund on Chad", True),
        ("Foreign Minister Tore Lund", True),
        ("Tore Lund, Minister of Trade", True),
        ("Remarks with Foreign Minister Tore Lund", False),
        ("Letter to Foreign Minister Tore Lund", False),
        ("Foreign Minister Tore Lund visited Chad", False),
        ("Foreign Minister Tore Lund left.", False),
        ("Statement by Tore Lund", False),
        ("The Hon Tore Lund MP", True),
    ],
)
def test_a_text_in_the_first_person_is_whose_name_stands_at_its_head(line, author):
    found = scene(Words(line, LUND), Words("I met Reis.", {"Reis": "PERSON"}, subject="I"))
    assert meant(found, 1, "I") == ({("person/tore-lund",)} if author else set())


def test_of_two_names_at_the_head_neither_is_the_author():
    head = Words("Foreign Minister Ann Hale", {"Ann Hale": "PERSON"})
    found = scene(Words("Foreign Minister Tore Lund", LUND), head, Words("I left.", subject="I"))
    assert meant(found, 2, "I") == set()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Dr Tun Aye met Reis.", "Tun Aye"),
        ("Tun Razak met Reis.", "Razak"),
        ("Mr Tan Kheng met Reis.", "Tan Kheng"),
        ("Tan Sri Yusof met Reis.", "Yusof"),
        ("PM Nilsen met Reis.", "Nilsen"),
        ("Rt Hon Brian Holt CMG MP met Reis.", "Brian Holt"),
        ("Samdech Techo Keo Vanna met Reis.", "Keo Vanna"),
    ],
)
def test_honours_titles_and_initials_are_no_part_of_a_name(text, person):
    assert person in persons(scene(Words(text, {"Reis": "PERSON"}, subject="Reis")))


def test_the_initials_of_an_office_are_the_office():
    found = scene(Words("DPM Nilsen met Reis.", {"Reis": "PERSON"}))
    assert [claim.title for claim in found.positions] == ["Deputy Prime Minister"]
    assert not persons(scene(Words("It met at 3 PM Nilsen time.")))


def test_an_office_ends_before_the_honorific_behind_it():
    found = scene(Words("Senator the Hon Ann Hale met Reis.", {"Ann Hale": "PERSON", "Reis": "PERSON"}))
    assert [claim.title for claim in found.positions] == ["Senator"]


def test_what_follows_honours_in_a_line_of_capitals_is_no_name():
    found = scene(Words("THE HON TORE LUND MP DOORSTOP INTERVIEW", {"TORE LUND": "PERSON"}))
    assert set(persons(found)) == {"Tore Lund"}


def test_their_in_a_line_without_a_verb_is_of_both_it_names():
    both = (("Ann", "Tore", "conj"), ("their", "talks", "nmod:poss"))
    line = Words("Tore Lund and Ann Hale Before their talks", {**LUND, "Ann Hale": "PERSON"}, links=both)
    assert meant(scene(line), 0, "their") == {("person/tore-lund", "person/ann-hale")}
    ended = replace(line, text=f"{line.text}.")
    assert meant(scene(ended), 0, "their") == set()
