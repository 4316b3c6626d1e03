"""Sources -> articles, each with the place it was given from."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError
from kg.model import Article
from kg.records import file_of
from kg.store import Source

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Given:
    """An article and where it was given from."""

    article: Article
    source: Source


@dataclass(frozen=True, slots=True)
class Intake:
    """All that was given: one entry a place, by place; and what could not be read, in the order of the sources."""

    given: tuple[Given, ...]
    errors: tuple[DataError, ...]
    folders: tuple[Path, ...] = ()

    def missing(self, register: Iterable[Source]) -> tuple[tuple[Path, Source], ...]:
        """Sources of earlier builds whose file is no longer in a folder given now, each with the folder.

        A source tells only a digest of its path: it was of a folder if the folder's path and its own name give it.

        Args:
            register: of earlier builds.
        """
        places = {given.source.place for given in self.given}
        wrong = {str(error).partition(":")[0] for error in self.errors}  # there, but not to be read
        return tuple(
            (folder, source)
            for folder in self.folders
            for source in register
            if source.place not in places
            and file_of(source.file) not in wrong
            and source.place == _digest(f"{os.path.realpath(folder)}/{source.file}")
            and not os.path.lexists(folder / source.file)
        )


def take_in(
    paths: Sequence[Path],
    read_sources: Callable[[Sequence[Path]], Iterator[Article | DataError]],
    progress: Callable[[int], None],
) -> Intake:
    """Reads all sources; calls ``progress`` with the number read so far."""
    found: dict[str, Given] = {}
    errors: list[DataError] = []
    told: set[str] = set()
    for path in paths:
        for item in read_sources([path]):
            if isinstance(item, DataError):
                if str(item) not in told:  # a file named by itself and found in its folder
                    told.add(str(item))
                    errors.append(item)
                continue
            place = _place(path, item)
            given = Given(item, Source.of(place, item.digest, item.file, item.metadata))
            if place not in found or given.source.preference() < found[place].source.preference():
                found[place] = given
            progress(len(found))
    return Intake(
        tuple(found[place] for place in sorted(found)), tuple(errors), tuple(path for path in paths if path.is_dir())
    )


def _place(path: Path, article: Article) -> str:
    """Names where an article was given from, without telling: a digest of the absolute path.

    Whatever comes from standard input has no place; its text stands for one.
    """
    if str(path) == STANDARD_INPUT:
        whole = f"{STANDARD_INPUT}/{article.digest}"
    else:
        root = path if path.is_dir() else path.parent
        whole = f"{os.path.realpath(root)}/{article.file}"
    return _digest(whole)


def _digest(path: str) -> str:
    """Stands for a path and does not tell it."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:24]
