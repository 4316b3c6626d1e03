"""The corpora: where they come from, under which licence, and whether the files given are the ones meant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.errors import SourceError
from training.newswire import NAMED_FILE, TAGGED_FILE
from training.treebanks import OPEN_GUM_GENRES

if TYPE_CHECKING:
    from pathlib import Path

DIGESTS_FILE = "corpora.sha256"
SOURCES_FILE = "corpora.tsv"
NEWSWIRE_DIGESTS = {
    NAMED_FILE: "9eb7e22bbf5257137edd4051d0d4db5a50b02f99dab252c614d5e55c4566adee",
    TAGGED_FILE: "478151e1ef6b83c5c5415540a3af6f41547c98a4eacc4191a7eaa190c2496500",
}
"""SHA-256 of the two tables of the newswire."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as `training/corpora.tsv` describes it: folder, repository, commit, licence and use."""

    folder: str
    repository: str
    commit: str
    licence: str
    use: str


def load_corpora() -> tuple[Corpus, ...]:
    """The corpora the model is made from and scored on."""
    text = files(__package__).joinpath(SOURCES_FILE).read_text(encoding="utf-8")
    return tuple(Corpus(*line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def find_inputs(corpora: Path) -> list[Path]:
    """Every file that is read, in order of name."""
    patterns = (
        "EWT/*.conllu", "EWT/not-to-release/sources/*/*.conllu", "GUM/*.conllu", "PUD/*.conllu", "UNER/*.iob2",
        "CrossNER/ner_data/*/*.txt", "ReDocRED/data/*_revised.json", "wikigold/data/wikigold/CONLL-format/data/*.txt",
        *(f"GUM/not-to-release/sources/GUM_{genre}_*.conllu" for genre in OPEN_GUM_GENRES),
    )  # fmt: skip
    return sorted({path for pattern in patterns for path in corpora.glob(pattern)})


def digest_file(path: Path) -> str:
    """Lower-case hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_corpora(corpora: Path) -> None:
    """Compare every input with the digest recorded beside this module.

    Raises:
        SourceError: when a file is missing, different, or not among those recorded.
    """
    text = files(__package__).joinpath(DIGESTS_FILE).read_text(encoding="utf-8")
    expected = {path: digest for digest, _, path in (line.partition("  ") for line in text.splitlines())}
    found = {path.relative_to(corpora).as_posix(): path for path in find_inputs(corpora)}
    commits = ", ".join(f"{corpus.repository} at {corpus.commit[:12]}" for corpus in load_corpora())
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            raise SourceError(f"{corpora / name} is missing", mend=f"The corpora are {commits}.")
        if name not in expected:
            raise SourceError(f"{corpora / name} is not a recorded input", mend="Remove it from the corpora folder.")
        if digest_file(found[name]) != expected[name]:
            raise SourceError(
                f"{corpora / name} is not the file the model is made from: its SHA-256 differs from the one recorded",
                mend=f"Check out the commits of training/{SOURCES_FILE}: {commits}.",
            )


def check_newswire(folder: Path) -> None:
    """Compare the two tables of the newswire with their digests.

    Raises:
        SourceError: when one is missing or another than the one meant.
    """
    sources = "; ".join(
        f"{corpus.repository} at {corpus.commit[:12]}" for corpus in load_corpora() if corpus.folder == "newswire"
    )
    for name, digest in NEWSWIRE_DIGESTS.items():
        path = folder / name
        if not path.is_file() or digest_file(path) != digest:
            raise SourceError(
                f"{path} is missing or not the table the model is made from",
                mend=f"Put there ner_dataset.csv of each, as {NAMED_FILE} and {TAGGED_FILE}: {sources}.",
            )
