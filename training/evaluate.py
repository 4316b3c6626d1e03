"""Scores of a pipeline on raw text: words, tags, lemmas, trees and sentences, and names as exact spans.

Follows the CoNLL 2018 shared task (https://universaldependencies.org/conll18/evaluation.html): system words are
aligned to gold words by their characters. Attachment leaves punctuation out and compares relations with subtypes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from training.name_corpora import REDOCRED_HELD_OUT, load_crossner, load_redocred, load_uner
from training.treebanks import join_trees, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from kg.language.lemmas import Lemmatizer
    from training.conllu import NamedSentence, Tree

SegmentDoc = Callable[[Doc], None]
"""Presets sentence starts of a tokenized document."""

TREEBANKS = {
    "EWT dev": "EWT/en_ewt-ud-dev.conllu",
    "GUM dev": "GUM/en_gum-ud-dev.conllu",
    "EWT test": "EWT/en_ewt-ud-test.conllu",
    "GUM test": "GUM/en_gum-ud-test.conllu",
    "PUD": "PUD/en_pud-ud-test.conllu",
}
BATCH = 32


@dataclass(frozen=True, slots=True)
class TreeScores:
    """F1 in percent of each column over one treebank."""

    words: float
    upos: float
    xpos: float
    feats: float
    lemma: float
    verb_lemma: float
    uas: float
    las: float
    sentences: float


def score_trees(
    nlp: Language, trees: Sequence[Tree], *, lemmatizer: Lemmatizer | None = None, segment: SegmentDoc | None = None
) -> TreeScores:
    """Parse the running text of each document of a treebank and compare with its trees.

    `lemmatizer` stands in for the pipeline's own lemmas; `segment` presets sentence starts, else the parser finds them.
    """
    tally: Counter[str] = Counter()
    documents = [list(group) for _, group in groupby(trees, key=lambda tree: tree.doc_id)]
    joined = [join_trees(group) for group in documents]
    docs = []
    for text, _, _ in joined:
        doc = nlp.make_doc(text)
        if segment is not None:
            segment(doc)
        docs.append(doc)
    for doc, (_, words, starts) in zip(nlp.pipe(docs, batch_size=BATCH), joined, strict=True):
        gold = {(word.start, word.end): index for index, word in enumerate(words)}
        ends = {*(words[start - 1].end for start in starts[1:]), words[-1].end}
        sentences = {(words[first].start, end) for first, end in zip(starts, sorted(ends), strict=True)}
        tally["gold"] += len(words)
        tally["gold verbs"] += sum(word.upos == "VERB" for word in words)
        tally["gold sentences"] += len(sentences)
        tokens = [token for token in doc if not token.is_space]
        tally["system"] += len(tokens)
        tally["gold plain"] += sum(word.deprel != "punct" for word in words)
        tally["system plain"] += sum(token.dep_ != "punct" for token in tokens)
        for span in doc.sents:
            tally["system sentences"] += 1
            tally["sentences"] += (span.start_char, span.end_char) in sentences
        for token in tokens:
            index = gold.get((token.idx, token.idx + len(token)))
            if index is None:
                continue
            word = words[index]
            feats = str(token.morph)
            lemma = (
                lemmatizer.lemma(token.text, upos=token.pos_, xpos=token.tag_, feats=feats)
                if lemmatizer
                else token.lemma_
            )
            head = (
                -1
                if token.head is token or token.dep_ == "ROOT"
                else gold.get((token.head.idx, token.head.idx + len(token.head)), -2)
            )
            deprel = "root" if token.dep_ == "ROOT" else token.dep_
            attached = head == word.head
            tally["words"] += 1
            tally["upos"] += token.pos_ == word.upos
            tally["xpos"] += token.tag_ == word.xpos
            tally["feats"] += feats == word.feats
            tally["lemma"] += lemma == word.lemma
            tally["verb lemma"] += word.upos == "VERB" and lemma == word.lemma
            if word.deprel != "punct":
                tally["uas"] += attached
                tally["las"] += attached and deprel == word.deprel

    def f_score(key: str, unit: str = "") -> float:
        return round(200 * tally[key] / max(1, tally["gold" + unit] + tally["system" + unit]), 1)

    return TreeScores(
        words=f_score("words"), upos=f_score("upos"), xpos=f_score("xpos"), feats=f_score("feats"),
        lemma=f_score("lemma"), verb_lemma=round(100 * tally["verb lemma"] / max(1, tally["gold verbs"]), 1),
        uas=f_score("uas", " plain"), las=f_score("las", " plain"),
        sentences=f_score("sentences", " sentences"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameScores:
    """F1 in percent of exact spans with label."""

    person: float
    org: float
    loc: float
    all: float


def score_names(nlp: Language, sentences: Sequence[NamedSentence]) -> NameScores:
    """Find names in each sentence and compare character spans and labels."""
    correct: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for doc, sentence in zip(nlp.pipe((item.text for item in sentences), batch_size=BATCH), sentences, strict=True):
        found = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        for name in (*found, *sentence.names):
            total[name[2]] += 1
        for name in found.intersection(sentence.names):
            correct[name[2]] += 2

    def f_score(labels: Iterable[str]) -> float:
        names = list(labels)
        return round(100 * sum(correct[name] for name in names) / max(1, sum(total[name] for name in names)), 1)

    return NameScores(f_score(["PERSON"]), f_score(["ORG"]), f_score(["LOC"]), f_score(["PERSON", "ORG", "LOC"]))


def load_name_tests(corpora: Path) -> Iterator[tuple[str, list[NamedSentence]]]:
    """The held-back name sets by title."""
    yield "UNER EWT test", load_uner(corpora / "UNER/en_ewt-ud-test.iob2")
    yield "UNER PUD", load_uner(corpora / "UNER/en_pud-ud-test.iob2")
    yield "CrossNER politics", list(load_crossner(corpora / "CrossNER/ner_data/politics/test.txt"))
    held = load_redocred(corpora / "ReDocRED/data/test_revised.json")[-REDOCRED_HELD_OUT:]
    yield "Re-DocRED held out", [sentence for document in held for sentence in document]


def load_trees(corpora: Path, title: str) -> list[Tree]:
    """The trees of one of `TREEBANKS`."""
    return read_file(corpora / TREEBANKS[title])
