"""From trained networks to the folder that is shipped: joined, pruned, halved, described."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol, cast

import spacy
from thinc.api import Config

from kg.language.pipeline import widen_weights
from training.corpora import load_corpora
from training.lemma_table import write_lemmatizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy import ndarray
    from spacy.language import Language

    from kg.language.lemmas import Lemmatizer

NAME, VERSION, LICENCE = "demarche", "0.1.0", "CC BY-SA 4.0"
SCORES_FILE = "scores.json"
TRAINING_SECTIONS = ("paths", "corpora", "training", "initialize", "pretraining", "system")
"""Sections of the configuration that running the model does not need."""


class Node(Protocol):
    """A node of a thinc model, as far as its weights go."""

    param_names: tuple[str, ...]

    def has_param(self, name: str) -> bool | None:
        """Whether the weights are there."""

    def get_param(self, name: str) -> ndarray:
        """The weights."""

    def set_param(self, name: str, value: ndarray | None) -> None:
        """Put other weights in their place."""


def _nodes(nlp: Language) -> Iterator[Node]:
    for _, component in nlp.pipeline:
        yield from cast("Iterator[Node]", component.model.walk())  # type: ignore[attr-defined]


def join_networks(syntax: Path, names: Path) -> Language:
    """One pipeline of both networks: tok2vec, tagger, morphologizer, parser, ner."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    return nlp


def halve_weights(nlp: Language) -> None:
    """Round all weights to 16 bits, in place; `kg.language.pipeline` widens them again after loading."""
    for node in _nodes(nlp):
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype("float16"))


def needed_strings(nlp: Language) -> list[str]:
    """What the string store must hold: labels. Words need none, because features are hashes."""
    strings = {"", "ROOT", "dep"}
    for _, component in nlp.pipeline:
        labels = cast("tuple[str, ...]", getattr(component, "labels", ()))
        strings.update(labels)
        strings.update(
            part for label in labels for feature in label.split("|") for part in [feature, *feature.split("=")]
        )
    return sorted(strings)


def write_model(
    nlp: Language, lemmatizer: Lemmatizer, folder: Path, *, scores: Mapping[str, object], half: bool, licence: Path
) -> None:
    """Write the folder that `kg.language` loads.

    Args:
        nlp: the joined pipeline, 32 bits.
        lemmatizer: its table and word list go into the folder.
        folder: replaced if it exists.
        scores: what goes into scores.json and, in short, meta.json.
        half: whether weights are stored with 16 bits.
        licence: text of the licence of the model.
    """
    if folder.exists():
        shutil.rmtree(folder)
    nlp.meta.update(
        name=NAME, version=VERSION, license=LICENCE, author="The Demarche contributors", url="", email="",
        description="English tags, trees (Universal Dependencies) and names for diplomacy news",
        sources=[asdict(corpus) for corpus in load_corpora()], performance=dict(scores),
    )  # fmt: skip
    if half:
        halve_weights(nlp)
    nlp.to_disk(folder)
    if half:
        widen_weights(nlp)
    (folder / "vocab/strings.json").write_text(json.dumps(needed_strings(nlp), indent=0), encoding="utf-8")
    config = Config().from_disk(folder / "config.cfg", interpolate=False)
    Config({key: value for key, value in config.items() if key not in TRAINING_SECTIONS}).to_disk(folder / "config.cfg")
    write_lemmatizer(lemmatizer, folder)
    shutil.copyfile(licence, folder / "LICENSE")
    (folder / "NOTICE").write_text(render_notice(), encoding="utf-8")
    (folder / SCORES_FILE).write_text(json.dumps(scores, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def render_notice() -> str:
    """The attribution that the licences of the corpora ask for."""
    lines = [f"{corpus.repository} at {corpus.commit}: {corpus.licence}; {corpus.use}" for corpus in load_corpora()]
    head = f"The language model of Demarche, {LICENCE} (see LICENSE), was made from, and scored on:"
    return (
        "\n\n".join(
            [head, *lines, "Changes: the corpora were joined, augmented and reduced to weights and word lists."]
        )
        + "\n"
    )


def size_folder(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
