"""Loading a UD pipeline: our own model from the package, or another that spaCy can load."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.errors import DependencyError, UsageError
from kg.language.lemmas import TABLE_FILE, Lemmatizer, load_lemmatizer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.language import Language

MODEL_FOLDER = "model"
FOREIGN_RELATIONS = frozenset({"dobj", "pobj", "nsubjpass"})
"""Relations that no UD treebank has and spaCy's own English packages do."""

THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline with what tells it apart.

    Attributes:
        own: it is a model of ours: sentence starts are preset by rule and lemmas come from `lemmatizer`.
        digest: lower-case hex SHA-256 over its files.
    """

    nlp: Language
    name: str
    version: str
    digest: str
    lemmatizer: Lemmatizer | None

    @property
    def own(self) -> bool:
        """Whether the model was made by `training`."""
        return self.lemmatizer is not None


def model_folder() -> Path:
    """The folder of the packaged model."""
    return Path(str(files(__package__).joinpath(MODEL_FOLDER)))


def model_digest(model: str = "") -> str:
    """The digest of a model's files, without loading it: whether anything must be read again is asked at every build.

    Args:
        model: as for ``load_pipeline``.

    Raises:
        DependencyError: when the package named is not installed.
    """
    return digest_folder(_find_folder(model))


def load_pipeline(model: str = "") -> Pipeline:
    """Load a pipeline; the same one is loaded once a process.

    Args:
        model: a package name or a folder that spaCy can load; empty means our own.

    Raises:
        DependencyError: when spaCy, or the package named, is not installed.
        UsageError: when the pipeline has no parser or its relations are not those of Universal Dependencies.
    """
    return _load(model)


@lru_cache(maxsize=2)
def _load(model: str) -> Pipeline:
    _require_spacy()
    folder = _find_folder(model)
    own = (folder / TABLE_FILE).is_file()
    nlp = _load_spacy(folder)
    if not own:
        _check_relations(nlp, model)
    meta = cast("Mapping[str, str]", nlp.meta)
    return Pipeline(
        nlp=nlp,
        name=f"{meta['lang']}_{meta['name']}",
        version=meta["version"],
        digest=digest_folder(folder),
        lemmatizer=load_lemmatizer(folder) if own else None,
    )


def _require_spacy() -> None:
    if find_spec("spacy") is None:
        raise DependencyError(
            "reading articles needs spaCy, which is not installed", mend="pip install 'demarche-kg[build]'"
        )
    if "numpy" not in sys.modules:
        # Threads inside a matrix product may change the last bits of a sum, and cost more than they save here.
        for variable in THREAD_VARIABLES:
            os.environ.setdefault(variable, "1")


def _find_folder(model: str) -> Path:
    if not model:
        return model_folder()
    if Path(model).is_dir():
        return Path(model)
    package = find_spec(model) if model.isidentifier() else None
    if package is None or package.origin is None:
        raise DependencyError(
            f"the model {model!r} is neither a folder nor an installed package",
            mend="Install it, or leave KG_MODEL empty for Demarche's own model.",
        )
    root = Path(package.origin).parent
    inner = [path.parent for path in sorted(root.glob("*/config.cfg"))]
    return inner[0] if inner else root


def _load_spacy(folder: Path) -> Language:
    import spacy  # noqa: PLC0415 - only the write side pays for it
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))
    try:
        nlp = spacy.load(folder)
    except OSError as error:
        raise UsageError(
            f"spaCy cannot load {str(folder)!r}: {error}", mend="Name a folder that holds a config.cfg and a meta.json."
        ) from error
    widen_weights(nlp)
    return nlp


def widen_weights(nlp: Language) -> None:
    """Turn weights stored with 16 bits into 32 bits, in place; all arithmetic is done with 32."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is None or model is True:
            continue
        for node in model.walk():
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == "float16":
                    node.set_param(name, node.get_param(name).astype("float32"))


def _check_relations(nlp: Language, model: str) -> None:
    if nlp.has_pipe("parser"):
        labels = set(cast("tuple[str, ...]", nlp.get_pipe("parser").labels))  # type: ignore[attr-defined]
        foreign = labels & FOREIGN_RELATIONS
        if foreign:
            raise UsageError(
                f"the model {model!r} does not speak Universal Dependencies (it has {', '.join(sorted(foreign))})",
                mend="Take a pipeline trained on a UD treebank, or leave KG_MODEL empty.",
            )


def digest_folder(folder: Path) -> str:
    """Lower-case hex SHA-256 over the relative names and contents of all files of a folder, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
