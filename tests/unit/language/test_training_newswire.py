from __future__ import annotations

import pytest

pytest.importorskip("training.newswire")

from training.conllu import NamedSentence
from training.names_data import DOUBT, substitute_names, to_named_doc
from training.newswire import load_wire, settle_names, wire_names

TABLE = """Sentence #,Word,POS,Tag
Sentence: 1,President,NNP,B-per
,Anna,NNP,I-per
,Berg,NNP,I-per
,met,VBD,O
,French,JJ,B-gpe
,envoys,NNS,O
,in,IN,O
,Oslo,NNP,B-geo
,Monday,NNP,I-geo
,.,.,O
Sentence: 2,It,PRP,O
,cost,VBD,O
,"2,00,000",CD,O
,crowns,NNS,O
,.,.,O
Sentence: 3,The,DT,O
,rest,NN,O
"""


@pytest.fixture
def sentences(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="latin-1")
    return list(load_wire(path))


def test_damaged_and_cut_sentences_are_left_out(sentences):
    assert [sentence.text for sentence in sentences] == ["President Anna Berg met French envoys in Oslo Monday."]


def test_titles_demonyms_and_days_are_no_part_of_names(sentences):
    named = wire_names(sentences[0])
    assert [(named.text[start:end], label) for start, end, label in named.names] == [
        ("Anna Berg", "PERSON"),
        ("Oslo", "LOC"),
    ]


def test_tags_stand_at_the_places_of_their_words(sentences):
    places = sentences[0].places
    text = sentences[0].text
    assert places[text.index("envoys"), text.index("envoys") + 6] == "NNS"


def settle(text, table, model):
    return settle_names([NamedSentence(text=text, names=tuple(table))], [model])[0].names


def test_what_table_and_model_agree_on_is_a_name():
    assert settle("Berg left.", [(0, 4, "PERSON")], [(0, 4, "PERSON")]) == ((0, 4, "PERSON"),)


def test_what_they_dispute_is_doubt():
    assert settle("Berg left.", [(0, 4, "PERSON")], [(0, 4, "LOC")]) == ((0, 4, DOUBT),)
    assert settle("Anna Berg left.", [(0, 9, "PERSON")], [(0, 4, "PERSON"), (5, 9, "ORG")]) == ((0, 9, DOUBT),)


def test_a_listed_place_settles_a_dispute():
    assert settle("Norway left.", [(0, 6, "ORG")], [(0, 6, "PERSON")]) == ((0, 6, "LOC"),)


def test_a_full_name_behind_a_title_is_a_person_whatever_the_model_says():
    assert settle("President Anna Berg left.", [(10, 19, "PERSON")], [(10, 19, "ORG")]) == ((10, 19, "PERSON"),)


def test_what_most_sentences_call_a_name_settles_a_doubt():
    tables = [NamedSentence(text="Vostok left.", names=((0, 6, "ORG"),))] * 3
    settled = settle_names([*tables, NamedSentence("Vostok won.", ())], [[(0, 6, "ORG")]] * 3 + [[(0, 6, "ORG")]])
    assert settled[3].names == ((0, 6, "ORG"),)


def test_doubt_is_left_open_and_never_renamed():
    spacy = pytest.importorskip("spacy")
    import random  # noqa: PLC0415

    sentence = NamedSentence(text="Berg left.", names=((0, 4, DOUBT),))
    doc = to_named_doc(sentence, spacy.blank("en"))
    assert [token.ent_iob_ for token in doc] == ["", "O", "O"]
    assert substitute_names(sentence, {}, rng=random.Random(1)) == sentence  # noqa: S311
