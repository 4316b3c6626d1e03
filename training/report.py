"""Scores of a finished model folder, and whether 16 bits are enough for its weights."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.language.pipeline import load_pipeline, widen_weights
from kg.language.sentences import Piece, find_sentence_starts
from training.datasets import split_names
from training.evaluate import TREEBANKS, load_name_tests, load_trees, score_names, score_trees
from training.release import halve_weights

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from training.evaluate import NameScores, TreeScores

GREATEST_LOSS = 0.1
"""Points that rounding the weights to 16 bits may cost on any measure of the development sets."""

DEVELOPMENT = ("EWT dev", "GUM dev")
NAME_PIPE = "ner"


def preset_sentences(doc: Doc) -> None:
    """Sentence starts by the rules of `kg.language.sentences`, as the product sets them."""
    words = [Piece(token.text, bool(token.whitespace_)) for token in doc]
    for token, first in zip(doc, find_sentence_starts(words), strict=True):
        token.is_sent_start = first


def score_pipeline(folder: Path, corpora: Path) -> dict[str, dict[str, dict[str, float]]]:
    """All scores of a model folder.

    Returns:
        `trees` with sentence starts found by the parser, `trees, sentences by rule` as the product does it, and
        `names`: by set, by measure, in percent.
    """
    pipeline = load_pipeline(str(folder))
    nlp, lemmatizer = pipeline.nlp, pipeline.lemmatizer
    found: dict[str, dict[str, float]] = {}
    ruled: dict[str, dict[str, float]] = {}
    names: dict[str, dict[str, float]] = {}
    with nlp.select_pipes(disable=[NAME_PIPE]):
        for title in TREEBANKS:
            trees = load_trees(corpora, title)
            found[title] = asdict(score_trees(nlp, trees, lemmatizer=lemmatizer))
            ruled[title] = asdict(score_trees(nlp, trees, lemmatizer=lemmatizer, segment=preset_sentences))
    with nlp.select_pipes(enable=[NAME_PIPE]):
        for title, sentences in load_name_tests(corpora):
            names[title] = asdict(score_names(nlp, sentences))
    return {"trees": found, "trees, sentences by rule": ruled, "names": names}


def keeps_scores(nlp: Language, corpora: Path) -> bool:
    """Whether no measure on the development sets falls by more than `GREATEST_LOSS` with 16-bit weights."""
    before = _development(nlp, corpora)
    weights = nlp.to_bytes()
    halve_weights(nlp)
    widen_weights(nlp)
    after = _development(nlp, corpora)
    nlp.from_bytes(weights)
    return all(
        asdict(new)[measure] >= value - GREATEST_LOSS
        for old, new in zip(before, after, strict=True)
        for measure, value in asdict(old).items()
    )


def _development(nlp: Language, corpora: Path) -> list[TreeScores | NameScores]:
    with nlp.select_pipes(disable=[NAME_PIPE]):
        trees = [score_trees(nlp, load_trees(corpora, title)) for title in DEVELOPMENT]
    with nlp.select_pipes(enable=[NAME_PIPE]):
        names = score_names(nlp, split_names(corpora)[1])
    return [*trees, names]
