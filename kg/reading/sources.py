"""Files, folders and standard input -> articles, and errors as values: one bad file never stops the others."""

from __future__ import annotations

import stat
import sys
from typing import IO, TYPE_CHECKING, Final

from kg.errors import DataError, ManifestError, SourceError
from kg.reading.article import read_articles
from kg.reading.contents import Content
from kg.reading.listing import STANDARD_INPUT, Source, list_sources, shown_name, unreadable
from kg.reading.manifest import MANIFEST_NAME, Manifest, normal_name, read_manifest
from kg.records import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kg.model import Article, Metadata

_SPECIAL: Final = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_sources(paths: Sequence[Path]) -> Iterator[Article | DataError]:
    """Read articles from files, folders (with all folders below) and standard input (``-``).

    The order is that of the names, whatever the order of ``paths``. ``manifest.jsonl`` is looked for in the folder of
    each file and, for files found by walking, in the folders above it up to the one that was given; the nearest that
    names the file counts. Files are opened one at a time, as they are asked for.

    Args:
        paths: what to read; a file reached twice is read once.

    Yields:
        For each file, and for each record of a file that holds several, an `Article` or a `SourceError`, in order of
        name; before them a `ManifestError` for whatever is wrong in a manifest: of a folder given, all of it; of a file
        given, what concerns it.
    """
    sources = list_sources(paths)
    manifests = _Manifests(sources)
    yield from manifests.errors()
    for source in sources:
        if source.error is not None:
            yield source.error
            continue
        yield from _read(source, manifests)


def _read(source: Source, manifests: _Manifests) -> Iterator[Article | DataError]:
    """What one file or standard input holds."""
    name = source.name
    if name == STANDARD_INPUT:
        yield from _read_stream(sys.stdin.buffer, source, manifests, 0)
        return
    try:
        status = source.path.stat()
        kind = next((kind for is_kind, kind in _SPECIAL if is_kind(status.st_mode)), "")
        if kind:
            yield SourceError(f"{name}: {kind}, not a file", mend="To read what comes through it, give - and pipe.")
            return
        stream = source.path.open("rb")
    except (OSError, ValueError) as error:
        yield unreadable(name, error, path=source.path)
        return
    with stream:
        yield from _read_stream(stream, source, manifests, status.st_size)


def _read_stream(
    stream: IO[bytes], source: Source, manifests: _Manifests, size: int
) -> Iterator[Article | SourceError]:
    """What an open stream holds."""
    try:
        content = Content(stream, file=source.name)
        yield from read_articles(
            content, file=source.name, told=lambda name: manifests.metadata(source, name), size=size
        )
    except OSError as error:
        yield unreadable(source.name, error, path=source.path)
    except SourceError as error:
        yield error


class _Manifests:
    """The manifests of all folders that sources lie in, each read once."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._within: dict[Path, list[Source]] = {}
        for source in sources:
            for folder in _folders(source):
                self._within.setdefault(folder, []).append(source)
        self._read = {
            folder: read_manifest(folder / MANIFEST_NAME, shown=self._shown(folder)) for folder in sorted(self._within)
        }

    def metadata(self, source: Source, name: str) -> Metadata | None:
        """What the nearest manifest that names a file, or a record of it, says of it."""
        record = name.removeprefix(source.name)
        for folder in _folders(source):
            entry = self._read[folder].entries.get(_name_in(source, folder) + record)
            if entry is not None:
                return entry
        return None

    def errors(self) -> Iterator[ManifestError]:
        """What is wrong in the manifests, by folder and line."""
        for folder, manifest in self._read.items():
            within = self._within[folder]
            whole = any(source.listed for source in within)
            names = {_name_in(source, folder) for source in within}
            for name, error in manifest.errors:
                if whole or not name or name in names or file_of(name) in names:
                    yield error
            if whole:
                yield from self._missing(folder, manifest, names)

    def _missing(self, folder: Path, manifest: Manifest, names: set[str]) -> Iterator[ManifestError]:
        """Lines that name a file which is not there."""
        for name, number in manifest.lines.items():
            if not names & {name, file_of(name)} and not _exists(folder / name):
                yield ManifestError(
                    f"{self._shown(folder)}:{number}: there is no file {name!r} in this folder",
                    mend="Correct the name or drop the line.",
                )

    def _shown(self, folder: Path) -> str:
        """The manifest's name for errors, relative to the source folder like an article's."""
        below = folder.relative_to(self._within[folder][0].root).as_posix()
        return MANIFEST_NAME if below == "." else f"{shown_name(below)}/{MANIFEST_NAME}"


def _folders(source: Source) -> list[Path]:
    """The folders whose manifest may speak of a file, nearest first."""
    if source.name == STANDARD_INPUT:
        return []
    if not source.listed:
        return [source.root]
    if source.path == source.root:
        return [source.root]
    above = [folder for folder in source.path.parents if folder == source.root or source.root in folder.parents]
    return above or [source.root]


def _name_in(source: Source, folder: Path) -> str:
    """A file's name as a manifest of that folder would write it."""
    if source.path == folder:
        return ""
    return normal_name(shown_name(str(source.path.relative_to(folder).as_posix())))


def _exists(path: Path) -> bool:
    """Whether a file is there (a manifest may name one that is passed over)."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
