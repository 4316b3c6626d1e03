from __future__ import annotations

import pytest

pytest.importorskip("training.lemma_table")

from training.conllu import Tree, Word
from training.lemma_table import build_lemmatizer

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"


def tree(form, lemma):
    word = Word(form, lemma, "VERB", "VBD", PAST, -1, "root", 0, len(form))
    return Tree(sent_id="s", doc_id="d", text=form, words=(word,))


def test_irregular_verbs_are_known_without_a_treebank():
    lemmatizer = build_lemmatizer([])
    assert lemmatizer.lemma("froze", upos="VERB", xpos="VBD", feats=PAST) == "freeze"
    assert lemmatizer.lemma("froze", upos="VERB", xpos="VBP", feats="") == "freeze"


def test_our_lists_stand_above_a_slip_of_a_treebank():
    lemmatizer = build_lemmatizer([tree("fled", "flead"), tree("reconvened", "reconven")])
    assert lemmatizer.lemma("fled", upos="VERB", xpos="VBD", feats=PAST) == "flee"
    assert lemmatizer.lemma("reconvened", upos="VERB", xpos="VBD", feats=PAST) == "reconvene"


def test_a_form_of_the_treebank_that_no_list_has_is_learned():
    lemmatizer = build_lemmatizer([tree("gat", "get")])
    assert lemmatizer.lemma("gat", upos="VERB", xpos="VBD", feats=PAST) == "get"
