from __future__ import annotations

import random
import re

import pytest

lists = pytest.importorskip("training.lists")

HELD_OUT = (
    "Pompeo Biegun Son-hui Jong-un Yong-chol Yo-jong Do-hoon Xuanyou Morgulov Nauert Kyung-wha Iwaya Kono Shanahan "
    "Thornton Min-jung"
).split()
FILES = (
    "persons.txt",
    "titles.txt",
    "places.txt",
    "organizations.txt",
    "phrases.txt",
    "templates.txt",
    "words.txt",
    "irregular.txt",
)


@pytest.mark.parametrize("name", FILES)
def test_no_list_names_a_person_the_product_is_judged_by(name):
    text = " ".join(lists._lines(name))
    assert not re.search(rf"\b({'|'.join(HELD_OUT)})\b", text, flags=re.IGNORECASE)


def test_every_template_makes_a_tree(monkeypatch):
    templates = pytest.importorskip("training.templates")
    monkeypatch.setattr(templates.Lexicon, "find", lambda self, form, deprel, xpos: (xpos or "NN", "X", ""))
    rng = random.Random(1)  # noqa: S311 - reproducibility, not secrecy
    for tree, named in templates.draw_sentences(len(lists.load_templates()) * 2, templates.Lexicon([]), rng=rng):
        assert sum(word.head == -1 for word in tree.words) == 1
        assert all(tree.text[word.start : word.end] == word.form for word in tree.words)
        assert all(named.text[start:end].strip() == named.text[start:end] for start, end, _ in named.names)
