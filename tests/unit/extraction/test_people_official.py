"""Persons as official texts name them: ranks, lists of offices, short forms, months that are given names."""

from dataclasses import replace

import pytest
from graph_building import edges, parse
from people_building import Words, document, meant, persons, plain_graphs, scene

from kg.extraction.enhance import enhance
from kg.extraction.entities import understand
from kg.extraction.names import find_names
from kg.model import Block, Span


def names_of(words):
    given = document(words)
    return {name.text: name for name in find_names(given.sentences[0], given.article.text).names}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (Words("The envoy Jan Halvor met Reis.", {"Jan Halvor": "PERSON"}), "Jan Halvor"),
        (Words("Ambassador April Stone met Reis.", {"April Stone": "PERSON"}), "April Stone"),
        (Words("He met General Aziz Ould Lamine in Lima.", {"General Aziz Ould Lamine": "ORG"}), "Aziz Ould Lamine"),
        (Words("The Customs Adviser, Peter Canal, met Reis.", {"Peter Canal": "LOC"}), "Peter Canal"),
        (
            Words("He met Batsuuri Dorj, chairman of the parliament of Peru, in Lima.", {"Batsuuri Dorj": "ORG"}),
            "Batsuuri Dorj",
        ),
    ],
)
def test_a_person_is_seen_whatever_the_model_took_it_for(words, name):
    assert names_of(words)[name].kind == "person"


@pytest.mark.parametrize(
    "words",
    [
        Words("In April Stone Harbour opened.", {}),
        Words("He met General Motors Corporation in Lima.", {"General Motors Corporation": "ORG"}),
        Words("It lies on Peter Canal.", {"Peter Canal": "LOC"}),
    ],
)
def test_months_firms_and_canals_stay_what_they_are(words):
    assert not [name for name in names_of(words).values() if name.kind == "person"]


def test_a_title_holds_the_short_form_of_its_organization():
    names = names_of(
        Words(
            "The Speaker of the Assembly of the Arab League (AL), Mr. Tore Lund, arrived.",
            {"Tore Lund": "PERSON", "Arab League": "ORG", "AL": "ORG"},
        )
    )
    assert [title.head for title in names["Tore Lund"].after] == ["speaker"]


def test_offices_in_a_list_are_all_the_persons():
    names = names_of(
        Words(
            "Tore Lund, leader of the Greens, Deputy Speaker of the Assembly and Minister of Trade, arrived.",
            {"Tore Lund": "PERSON"},
        )
    )
    assert [title.head for title in names["Tore Lund"].after] == ["leader", "speaker", "minister"]


def test_an_office_before_the_next_name_ends_the_list():
    names = names_of(
        Words(
            "He met Tore Lund, chairman of the board, Foreign Minister Ana Reis.",
            {"Tore Lund": "PERSON", "Ana Reis": "PERSON"},
        )
    )
    assert [title.head for title in names["Tore Lund"].after] == ["chairman"]


BOTH = Words(
    "President Lund met President Ana Reis of Kenya.",
    {"Lund": "PERSON", "Ana Reis": "PERSON"},
    subject="Lund",
    objects=("Ana Reis",),
)


def test_the_president_is_not_the_one_named_so_behind():
    result = scene(BOTH, Words("The President told President Reis so.", {"Reis": "PERSON"}, subject="President"))
    assert meant(result, 1, "The President") == {("person/lund",)}


def test_of_two_presidents_the_bare_one_is_at_home():
    result = scene(BOTH, Words("The President left.", subject="President"))
    assert meant(result, 1, "The President") == {("person/lund",)}


def test_a_head_of_state_is_who_leads():
    result = scene(BOTH, Words("He told the Head of State.", {"Head of State": "ORG"}))
    assert meant(result, 1, "the Head of State") == {("person/lund",)}


def test_the_two_ministers_are_the_two_who_are_called_so():
    result = scene(
        Words("Foreign Minister Tore Lund met Reis.", {"Tore Lund": "PERSON"}, subject="Tore Lund"),
        Words("Foreign Minister Ana Reis spoke.", {"Ana Reis": "PERSON"}, subject="Ana Reis"),
        Words("Lund told Pal Szabo so.", {"Pal Szabo": "PERSON"}, subject="Lund"),
        "The two ministers left.",
    )
    assert meant(result, 3, "The two ministers") == {("person/tore-lund", "person/ana-reis")}


def test_the_guest_is_who_paid_a_visit():
    result = scene(
        Words("Tore Lund paid a visit to Lima.", {"Tore Lund": "PERSON"}, subject="Tore Lund", objects=("visit",)),
        Words("President Ana Reis received the guest.", {"Ana Reis": "PERSON"}, objects=("guest",)),
    )
    assert meant(result, 1, "the guest") == {("person/tore-lund",)}
    assert set(persons(result)) == {"Tore Lund", "Ana Reis"}


def test_who_belongs_to_the_office_and_not_to_its_body():
    sentence = parse(
        "Dorj PROPN 0 root",
        ", PUNCT 3 punct",
        "chairman NOUN 1 appos",
        "of ADP 6 case",
        "the DET 6 det",
        "parliament NOUN 3 nmod",
        ", PUNCT 9 punct",
        "who PRON 9 nsubj who PronType=Rel",
        "left VERB 6 acl:relcl leave",
        names=[(0, 1, "PERSON")],
    )
    assert "left -subj-> chairman" in edges(enhance(sentence))
    assert "left -subj-> parliament" not in edges(enhance(sentence))


def test_a_fronted_subject_may_open_with_its_title():
    sentence = parse(
        "At ADP 3 case",
        "the DET 3 det",
        "forum NOUN 9 obl",
        ", PUNCT 6 punct",
        "Comrade PROPN 6 compound",
        "Vogt PROPN 3 appos",
        ", PUNCT 3 punct",
        "then ADV 9 advmod",
        "met VERB 0 root meet VerbForm=Fin",
        "Otieno PROPN 9 obj",
    )
    assert "met -subj-> Vogt" in edges(enhance(sentence))


def test_a_longer_office_is_read_behind_a_word_of_rank():
    names = names_of(
        Words("Tore Lund, Deputy Foreign Minister of Peru, arrived.", {"Tore Lund": "PERSON"}),
    )
    assert [title.words for title in names["Tore Lund"].after] == [("deputy", "foreign", "minister")]


def test_monsieur_is_no_initial_where_several_are_so_written():
    result = scene(
        Words("M. Tore Lund met M. Pal Szabo.", {"M. Tore Lund": "PERSON", "M. Pal Szabo": "PERSON"}),
        Words("M. Lund left.", {"M. Lund": "PERSON"}),
    )
    assert set(persons(result)) == {"Tore Lund", "Pal Szabo"}


def test_an_initial_stays_an_initial():
    result = scene(Words("M. Tore Lund left.", {"M. Tore Lund": "PERSON"}))
    assert set(persons(result)) == {"M. Tore Lund"}


def test_a_prince_goes_by_his_given_name():
    result = scene(
        Words(
            "King Salem bin Omar met Prince Omar bin Salem.", {"Salem bin Omar": "PERSON", "Omar bin Salem": "PERSON"}
        ),
        Words("Prince Omar left.", {"Omar": "PERSON"}),
    )
    assert meant(result, 1, "Omar") == {("person/omar-bin-salem",)}


def test_a_plural_office_is_nobody():
    result = scene(Words("The two Deputy Ministers left.", {"Ministers": "PERSON"}))
    assert not persons(result)


@pytest.mark.parametrize(
    "words",
    [
        Words("Their meeting at Jamar ended.", {"Jamar": "PERSON"}),
        Words("He named Vega Electronics Limited.", {"Vega Electronics Limited": "PERSON"}),
    ],
)
def test_where_something_is_held_and_firms_are_no_persons(words):
    assert not persons(scene(words))


def test_the_only_woman_is_she_whatever_the_subject():
    result = scene(
        Words(
            "The official said Patricia Reis met Tore Lund and she left.",
            {"Patricia Reis": "PERSON", "Tore Lund": "PERSON"},
            subject="official",
        )
    )
    assert meant(result, 0, "she") == {("person/patricia-reis",)}


def test_a_king_is_one_with_and_without_his_fathers_name():
    result = scene(
        Words("King Salem II ibn Omar of Chad arrived.", {"Salem II ibn Omar": "PERSON"}),
        Words("King Salem II met Tore Lund.", {"Salem II": "PERSON", "Tore Lund": "PERSON"}),
    )
    assert set(persons(result)) == {"Salem II ibn Omar", "Tore Lund"}


def test_i_is_whom_the_label_names():
    label = document(Words("AMBASSADOR HALE:", {"HALE": "PERSON"}), Words("I met Tore Lund.", {"Tore Lund": "PERSON"}))
    second = replace(label.sentences[1], block=0)
    whole = Block(label.article.blocks[0].kind, Span(0, label.article.blocks[1].span.end))
    joined = replace(label, sentences=(label.sentences[0], second), article=replace(label.article, blocks=(whole,)))
    assert meant(understand(joined, plain_graphs(joined)), 1, "I") == {("person/hale",)}
    assert meant(understand(label, plain_graphs(label)), 1, "I") == set()


def test_he_is_not_who_says_i():
    given = document(
        Words("SECRETARY HALE:", {"HALE": "PERSON"}), Words("I met Reis.", subject="I"), Words("He left.", subject="He")
    )
    spans = [sentence.span for sentence in given.sentences]
    block = Block(given.article.blocks[0].kind, Span(0, spans[-1].end))
    sentences = tuple(replace(sentence, block=0) for sentence in given.sentences)
    joined = replace(given, sentences=sentences, article=replace(given.article, blocks=(block,)))
    assert meant(understand(joined, plain_graphs(joined)), 2, "He") == set()


def test_the_envoy_of_a_president_is_no_president():
    names = names_of(
        Words(
            "He received the Special Envoy of the President of China, H.E. Mr. Tore Lund, in Lima.",
            {"Tore Lund": "PERSON"},
        )
    )
    assert [title.head for title in names["Tore Lund"].after] == ["envoy"]


def test_his_excellency_may_stand_between_office_and_name():
    names = names_of(Words("The President of Peru, His Excellency Tore Lund, arrived.", {"Tore Lund": "PERSON"}))
    assert [title.head for title in names["Tore Lund"].after] == ["president"]


def test_the_spokesman_who_says_so_is_not_who_was_named():
    names = names_of(Words("After a letter from Tore Lund, the spokesman said no.", {"Tore Lund": "PERSON"}))
    assert not names["Tore Lund"].after


def test_a_secretary_of_state_may_be_called_by_surname():
    assert names_of(Words("Secretary of State Albrecht met Reis.", {})).get("Albrecht").kind == "person"


def test_the_council_is_the_one_council_named_before():
    given = document(
        Words("The Andean Council met.", {"Andean Council": "ORG"}), Words("The Council wrote.", {"Council": "ORG"})
    )
    assert {row.entities for rows in understand(given, plain_graphs(given)).referring for row in rows} == {
        ("organization/andean-council",)
    }


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("President of the National Assembly Tore Lund arrived.", "President of the National Assembly"),
        ("Director of the Prime Minister's Office Tore Lund arrived.", "Director of the Prime Minister's Office"),
        ("The head of the UN mission Tore Lund arrived.", "head of the UN mission"),
        ("Chief of the General Staff Tore Lund arrived.", "Chief of the General Staff"),
        ("Foreign Minister, Dr. Tore Lund arrived.", "Foreign Minister"),
    ],
)
def test_an_office_stands_before_a_name_with_its_body(text, office):
    found = scene(Words(text, {"Tore Lund": "PERSON"}))
    assert [claim.title for claim in found.positions] == [office]


def test_a_person_is_seen_behind_the_body_of_an_office():
    assert "Rami Odeh" in persons(scene(Words("Director of the Royal Office Rami Odeh arrived.")))
    assert not persons(scene(Words("The walls of the Royal Office Rami Odeh arrived.")))


def test_an_office_between_two_names_is_the_first_ones():
    found = scene(
        Words("He met Tore Lund, Foreign Minister, Mr. Pal Szabo.", {"Tore Lund": "PERSON", "Pal Szabo": "PERSON"})
    )
    assert {claim.holder for claim in found.positions} == {"person/tore-lund"}


def test_a_title_that_does_something_is_no_apposition_to_the_name_before():
    talks = Words(
        "As he met Tore Lund, the King also greeted them.",
        {"Tore Lund": "PERSON"},
        links=(("King", "greeted", "nsubj"),),
    )
    assert not scene(talks).positions
    assert scene(Words("As he met Tore Lund, the King, he left.", {"Tore Lund": "PERSON"})).positions


def test_the_short_form_of_an_office_stands_before_parts_of_the_name():
    first = Words("The Permanent Secretary (PSM) Merina Rao arrived.", {"Merina Rao": "PERSON"}, subject="Merina Rao")
    second = Words("Later PSM Merina met Reis.", {"PSM Merina": "LOC", "Reis": "PERSON"})
    assert meant(scene(first, second), 1, "Merina") == {("person/merina-rao",)}
    bare = replace(first, text=first.text.replace("(PSM) ", ""))
    assert meant(scene(bare, second), 1, "Merina") == set()
