"""Ontology files to a :class:`~kg.schema.model.Schema`: the packaged ones and those of further folders."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.errors import SchemaError
from kg.resources import data_folder
from kg.schema.model import Schema
from kg.schema.schemes import read_concepts, read_lexicon, read_statuses
from kg.schema.sources import read_sources
from kg.schema.types import read_type, type_iris

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.schema.model import EventType


def ontology_files(folders: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Every ontology file: the packaged ones in order of name, then each folder's.

    Args:
        folders: folders with further ``.ttl`` files, searched with what lies below them.

    Raises:
        SchemaError: when a folder is missing or holds no ``.ttl`` file.
    """
    return tuple(path for _, path in _named_files(folders))


def _named_files(folders: Sequence[Path]) -> tuple[tuple[str, Path], ...]:
    """Files with their names: relative to their folder, with ``/``."""
    found: list[tuple[str, Path]] = []
    for folder in (data_folder("ontology"), *folders):
        if not folder.is_dir():
            raise SchemaError(f"{folder}: there is no such folder", mend="Name a folder that holds .ttl files.")
        files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*.ttl") if path.is_file())
        if not files:
            raise SchemaError(f"{folder}: it holds no .ttl file", mend="Put event types there, one Turtle file each.")
        found += files
    return tuple(found)


def load_schema(folders: Sequence[Path] = ()) -> Schema:
    """Read the packaged ontology and the event types of further folders.

    The result depends on the files' names and bytes alone: neither on where the folders lie nor on their order.

    Args:
        folders: folders with further event types, one Turtle file each.

    Raises:
        SchemaError: when a file is not Turtle or says something that event types cannot say; the message names file and
            term, the mend what to write instead.

    Example:
        >>> load_schema().status_named("occurred").polarity
        'CT+'
    """
    files = _named_files(folders)
    sources = read_sources(files)
    lexicon = read_lexicon(sources)
    statuses = read_statuses(sources)
    concepts = read_concepts(sources)
    types = tuple(read_type(sources, iri, lexicon, statuses, concepts) for iri in type_iris(sources))
    _check_unique(types)
    return Schema(
        types=types,
        concepts=concepts,
        statuses=statuses,
        digest=_digest(files),
        files=tuple(sorted(name for name, _ in files)),
    )


def _check_unique(types: tuple[EventType, ...]) -> None:
    keys: dict[str, EventType] = {}
    slugs: dict[str, EventType] = {}
    for item in types:
        for value, seen, term in ((item.key, keys, "fr:key"), (item.slug, slugs, "fr:slug")):
            if value in seen:
                raise SchemaError(
                    f"{item.source}: <{item.iri}> is called {value!r} like <{seen[value].iri}> of {seen[value].source}",
                    mend=f"Give one of them another {term}.",
                )
            seen[value] = item


def _digest(files: tuple[tuple[str, Path], ...]) -> str:
    total = hashlib.sha256()
    for name, content in sorted((name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in files):
        total.update(f"{name}\n{content}\n".encode())
    return total.hexdigest()
