from __future__ import annotations

import pytest

from kg.language.lemmas import Lemmatizer, inflection, load_lemmatizer
from kg.language.pipeline import model_folder

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
GERUND = "VerbForm=Ger"
PRESENT = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


@pytest.fixture(scope="module")
def lemmatizer() -> Lemmatizer:
    return load_lemmatizer(model_folder())


@pytest.mark.parametrize(
    ("form", "feats", "lemma"),
    [
        ("met", PAST, "meet"), ("held", PAST, "hold"), ("sanctioned", PAST, "sanction"), ("wrote", PAST, "write"),
        ("denuclearized", PAST, "denuclearize"), ("reaffirmed", PAST, "reaffirm"), ("visited", PAST, "visit"),
        ("announced", PAST, "announce"), ("telephoned", PAST, "telephone"), ("carried", PAST, "carry"),
        ("planning", GERUND, "plan"), ("imposing", GERUND, "impose"), ("lying", GERUND, "lie"),
        ("postponing", GERUND, "postpone"), ("discusses", PRESENT, "discuss"), ("freezes", PRESENT, "freeze"),
        ("denies", PRESENT, "deny"), ("goes", PRESENT, "go"), ("says", PRESENT, "say"),
        ("bring", "VerbForm=Inf", "bring"), ("froze", PAST, "freeze"), ("froze", "", "freeze"), ("fled", PAST, "flee"),
        ("reconvened", PAST, "reconvene"), ("oversaw", PAST, "oversee"), ("found", "VerbForm=Inf", "found"),
    ],
)  # fmt: skip
def test_verbs_go_back_to_their_base(lemmatizer, form, feats, lemma):
    assert lemmatizer.lemma(form, upos="VERB", xpos="", feats=feats) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("envoys", "envoy"), ("countries", "country"), ("crises", "crisis"), ("talks", "talk"), ("sanctions", "sanction"),
     ("embassies", "embassy"), ("buses", "bus"), ("exchanges", "exchange"), ("men", "man"), ("CEOs", "CEO")],
)  # fmt: skip
def test_plurals_go_back_to_the_singular(lemmatizer, form, lemma):
    assert lemmatizer.lemma(form, upos="NOUN", xpos="NNS", feats="Number=Plur") == lemma


def test_names_keep_their_form(lemmatizer):
    assert lemmatizer.lemma("Rogers", upos="PROPN", xpos="NNP", feats="Number=Sing") == "Rogers"


def test_demonyms_keep_their_capital_and_other_adjectives_do_not(lemmatizer):
    assert lemmatizer.lemma("Kazakh", upos="ADJ", xpos="JJ", feats="Degree=Pos") == "Kazakh"
    assert lemmatizer.lemma("Nuclear", upos="ADJ", xpos="JJ", feats="Degree=Pos") == "nuclear"


def test_contractions_go_back_to_their_verb(lemmatizer):
    assert lemmatizer.lemma("n't", upos="PART", xpos="RB", feats="Polarity=Neg") == "not"
    assert lemmatizer.lemma("’s", upos="AUX", xpos="VBZ", feats=PRESENT) == "be"


def test_the_table_holds_words_alone(lemmatizer):
    for upos, _, form in lemmatizer.table:
        assert not any(letter.isdigit() or letter in "@/" for letter in form), form
        assert upos not in {"PROPN", "X", "NUM", "SYM"}


def test_rules_work_without_any_table():
    rules = Lemmatizer(table={})
    assert rules.lemma("mediated", upos="VERB", xpos="VBD", feats=PAST) == "mediate"
    assert rules.lemma("stopped", upos="VERB", xpos="VBD", feats=PAST) == "stop"


def test_inflection_reads_the_features():
    assert inflection("VERB", "VerbForm=Ger") == "ing"
    assert inflection("NOUN", "Number=Plur") == "plural"
    assert inflection("ADP", "") == "base"


def test_all_lemmas_of_a_form_are_told_whatever_its_class():
    lexicon = {"NOUN": frozenset({"visit", "meeting"}), "VERB": frozenset({"visit", "meet"})}
    table = {("VERB", "past", "met"): "meet", ("AUX", "past", "were"): "be"}
    lemmatizer = Lemmatizer(table=table, lexicon=lexicon)
    assert {"visit", "visits"} <= lemmatizer.lemmas("Visits")
    assert {"visit"} <= lemmatizer.lemmas("visited")
    assert {"meet", "meeting"} <= lemmatizer.lemmas("meeting")
    assert "meet" in lemmatizer.lemmas("met")
    assert "be" in lemmatizer.lemmas("were")
