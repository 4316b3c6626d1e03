"""The five networks of the recipe in their order: two teachers of trees, one of names, and the two that are shipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import spacy
from thinc.api import NumpyOps, set_current_ops

from kg.language.tokenizer import tune_tokenizer
from training.datasets import (
    Data,
    load_name_data,
    load_plain_data,
    load_raw,
    load_syntax_data,
    load_train_trees,
    load_wire_names,
)
from training.networks import NAME_WEIGHTS, SYNTAX_WEIGHTS, name_components, syntax_components, train_network
from training.settings import NAME_TEACHER, NAMES, SEED, TEACHER, UD
from training.silver import parse_raw
from training.templates import Lexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from training.settings import NetSettings


@dataclass(frozen=True, slots=True)
class Stages:
    """Where the recipe reads and writes.

    Args:
        corpora: folder of the corpora.
        newswire: folder of the newswire tables, or None to do without.
        work: folder for the networks.
        reuse: take networks finished in `work` instead of training them again.
    """

    corpora: Path
    newswire: Path | None
    work: Path
    reuse: bool

    def train_syntax(self) -> Path:
        """Folder of the network of tags and trees, taught by treebanks and by what two teachers agree on."""
        teachers = [
            _load(self._syntax("teacher-augmented", TEACHER, lambda: load_syntax_data(self.corpora, seed=SEED))),
            _load(self._syntax("teacher-plain", TEACHER, lambda: load_plain_data(self.corpora, seed=SEED))),
        ]

        def load() -> Data:
            raw = load_raw(self.corpora, self.newswire)
            silver = list(parse_raw(teachers, raw, Lexicon(load_train_trees(self.corpora))))
            return load_syntax_data(self.corpora, seed=SEED, silver=silver)

        return self._syntax("syntax", UD, load)

    def train_names(self) -> Path:
        """Folder of the name network; with newswire, a first one checks the table the second is trained on."""
        if self.newswire is None:
            return self._names("names", NAMES, lambda: load_name_data(self.corpora, seed=SEED))
        teacher = _load(self._names("teacher-names", NAME_TEACHER, lambda: load_name_data(self.corpora, seed=SEED)))
        wire = load_wire_names(self.newswire, teacher)
        return self._names("names", NAMES, lambda: load_name_data(self.corpora, seed=SEED, wire=wire))

    def _syntax(self, name: str, settings: NetSettings, load: Callable[[], Data]) -> Path:
        best = self._best(name)
        if self.reuse and best.is_dir():
            return best
        data, folder = load(), self.work / name
        components = syntax_components(settings)
        return train_network(
            components, SYNTAX_WEIGHTS, settings, train=data.train, dev=data.dev, work=folder, seed=SEED
        )

    def _names(self, name: str, settings: NetSettings, load: Callable[[], Data]) -> Path:
        best = self._best(name)
        if self.reuse and best.is_dir():
            return best
        data, folder = load(), self.work / name
        components = name_components(settings)
        return train_network(components, NAME_WEIGHTS, settings, train=data.train, dev=data.dev, work=folder, seed=SEED)

    def _best(self, name: str) -> Path:
        return self.work / name / "model/model-best"


def _load(folder: Path) -> Language:
    """A network that was trained, on the same matrix product as in training, with our tokenizer."""
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(folder)
    tune_tokenizer(nlp)
    return nlp
