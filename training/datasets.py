"""What the two networks are trained and tuned on: treebanks and name corpora with our own augmentation."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.util import get_lang_class

from kg.language.tokenizer import tune_tokenizer
from training.augment import substituted
from training.conllu import NamedSentence, Tree
from training.name_corpora import load_redocred_train, load_training_names, load_wikigold_train
from training.names_data import to_named_doc, to_named_docs
from training.newswire import NAMED_FILE, TAGGED_FILE, WireSentence, load_wire, settle_names, wire_names
from training.silver import Raw
from training.templates import Lexicon, draw_sentences
from training.treebanks import load_ewt_train, load_gum_train, read_file, to_docs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

TEMPLATE_TREES = 4500
TEMPLATE_NAMES = 2400
"""Template sentences drawn for the parser and for the name model."""

WIRE_NEIGHBOURS = 8
"""Sentences of the newswire table taken for one document: most neighbours in it are."""

BATCH = 128

DEV_DOCUMENT, DEV_SENTENCE = 20, 10
LONGEST_DOCUMENT = 100
"""Every so-manieth document of Re-DocRED (shorter than `LONGEST_DOCUMENT`), or sentence of the rest, is for tuning."""


@dataclass(frozen=True, slots=True)
class Data:
    """Gold documents to train on and to tune on."""

    train: list[Doc]
    dev: list[Doc]


def blank() -> Language:
    """An English pipeline of nothing but our tokenizer."""
    nlp = get_lang_class("en")()
    tune_tokenizer(nlp)
    return nlp


def load_train_trees(corpora: Path) -> list[Tree]:
    """The trees of the treebanks that may be trained on, without augmentation."""
    return load_ewt_train(corpora) + load_gum_train(corpora)


def load_plain_data(corpora: Path, *, seed: int) -> Data:
    """The treebanks alone, for the teacher that is to differ from the other."""
    rng = random.Random(seed)  # noqa: S311 - reproducibility, not secrecy
    vocab = blank().vocab
    train = to_docs(load_ewt_train(corpora), vocab, rng=rng) + to_docs(load_gum_train(corpora), vocab, rng=rng)
    rng.shuffle(train)
    return Data(train=train, dev=_load_dev(corpora, vocab, rng))


def load_syntax_data(corpora: Path, *, seed: int, silver: Sequence[Tree] = ()) -> Data:
    """Trees for tagger, morphologizer and parser; tuned on the development parts of EWT and GUM alone."""
    rng = random.Random(seed)  # noqa: S311 - the same
    vocab = blank().vocab
    trees = load_train_trees(corpora)
    templates = [tree for tree, _ in draw_sentences(TEMPLATE_TREES, Lexicon(trees), rng=rng)]
    train = to_docs(trees, vocab, rng=rng)
    train += to_docs([_alone(tree) for tree in substituted(trees, rng=rng)], vocab, rng=rng)
    train += to_docs(templates, vocab, rng=rng)
    train += to_docs(silver, vocab, rng=rng)
    rng.shuffle(train)
    return Data(train=train, dev=_load_dev(corpora, vocab, rng))


def _load_dev(corpora: Path, vocab: Vocab, rng: random.Random) -> list[Doc]:
    dev: list[Doc] = []
    for name in ("EWT/en_ewt-ud-dev.conllu", "GUM/en_gum-ud-dev.conllu"):
        dev += to_docs(read_file(corpora / name)[::2], vocab, rng=rng, curly_share=0)
    return dev


def load_raw(corpora: Path, wire: Path | None) -> list[Raw]:
    """Sentences without trees: the texts of Re-DocRED and Wikigold that may be trained on, and the newswire."""
    named = [*load_redocred_train(corpora), load_wikigold_train(corpora)]
    rows = [Raw(sentence.text, f"named-{number}", {}) for number, group in enumerate(named) for sentence in group]
    if wire is not None:
        rows += [
            Raw(sentence.text, f"wire-{number // WIRE_NEIGHBOURS}", sentence.places)
            for number, sentence in enumerate(_load_sentences(wire))
        ]
    return list({row.text: row for row in rows}.values())


def _load_sentences(wire: Path) -> list[WireSentence]:
    return [sentence for name in (NAMED_FILE, TAGGED_FILE) for sentence in load_wire(wire / name)]


def load_wire_names(wire: Path, names: Language) -> list[NamedSentence]:
    """The names of the newswire table as far as `names`, a model trained on the other corpora, or the text agree."""
    tables = [wire_names(sentence) for sentence in load_wire(wire / NAMED_FILE)]
    docs = names.pipe((table.text for table in tables), batch_size=BATCH)
    return settle_names(tables, [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs])


def _alone(tree: Tree) -> Tree:
    return Tree(sent_id=tree.sent_id, doc_id=tree.sent_id, text=tree.text, words=tree.words)


def split_names(corpora: Path) -> tuple[list[list[NamedSentence]], list[NamedSentence]]:
    """The name corpora: groups of sentences to train on, and sentences of every corpus to tune on."""
    train: list[list[NamedSentence]] = []
    dev: list[NamedSentence] = []
    for number, group in enumerate(load_training_names(corpora)):
        if len(group) < LONGEST_DOCUMENT and number % DEV_DOCUMENT == 0:
            dev += group
        elif len(group) < LONGEST_DOCUMENT:
            train.append(group)
        else:
            dev += group[::DEV_SENTENCE]
            train.append([sentence for index, sentence in enumerate(group) if index % DEV_SENTENCE])
    return train, dev


def load_name_data(corpora: Path, *, seed: int, wire: Sequence[NamedSentence] = ()) -> Data:
    """Documents for the name model, with other names and with template sentences; tuned without the newswire."""
    rng = random.Random(seed)  # noqa: S311 - the same
    nlp = blank()
    train, dev = split_names(corpora)
    if wire:
        train.append(list(wire))
    docs = to_named_docs(train, nlp, rng=rng)
    lexicon = Lexicon(load_train_trees(corpora))
    templates = [named for _, named in draw_sentences(TEMPLATE_NAMES, lexicon, rng=rng)]
    docs += [to_named_doc(sentence, nlp) for sentence in templates]
    rng.shuffle(docs)
    return Data(train=docs, dev=[to_named_doc(sentence, nlp) for sentence in dev])
