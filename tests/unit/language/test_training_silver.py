from __future__ import annotations

import pytest

pytest.importorskip("training.silver")

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.silver import _mend, agreement

WORDS = ["Envoys", "agreed", "an", "embargo", "."]
TAGS = ["NNS", "VBD", "DT", "RB", "."]
POS = ["NOUN", "VERB", "DET", "ADV", "PUNCT"]


class Words:
    """Stands in for `training.templates.Lexicon`."""

    def find(self, form, deprel, xpos):
        return xpos, {"NN": "NOUN", "VBD": "VERB"}[xpos], "Number=Sing"


def parse(relation, *, head=1):
    return Doc(
        Vocab(),
        words=WORDS,
        spaces=[True, True, True, False, False],
        tags=TAGS,
        pos=POS,
        heads=[1, 1, 3, head, 1],
        deps=["nsubj", "ROOT", "det", relation, "punct"],
    )


def test_agreement_counts_words_with_the_same_head_and_relation():
    assert agreement([parse("obj"), parse("obj")]) == 1
    assert agreement([parse("obj"), parse("advmod")]) == pytest.approx(0.75)
    assert agreement([parse("obj"), parse("obj", head=0)]) == pytest.approx(0.75)


def test_a_tag_of_the_table_overrules_the_teacher_where_the_tree_bears_it():
    words = _mend(parse("obj"), {(17, 24): "NN"}, Words())
    assert [(word.form, word.xpos, word.upos) for word in words][3] == ("embargo", "NN", "NOUN")
    assert [word.head for word in words] == [1, -1, 3, 1, 1]
    assert words[1].deprel == "root"


def test_a_sentence_whose_tree_belies_the_table_is_dropped():
    assert _mend(parse("advmod"), {(17, 24): "NN"}, Words()) is None
    assert _mend(parse("obj"), {(7, 13): "VBN"}, Words()) is None


def test_names_and_conventions_stay_as_the_teacher_has_them():
    words = _mend(parse("obj"), {(17, 24): "NNP", (14, 16): "IN"}, Words())
    assert [word.xpos for word in words] == TAGS
