"""Files, folders and standard input -> what there is to read, named and in an order no operating system changes."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import DataError, SourceError
from kg.reading.manifest import MANIFEST_NAME
from kg.reading.prose import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT: Final = "-"

# What lies beside articles and is none: parts of saved pages, editors' and systems' leavings.
_COMPANIONS: Final = word_set(
    """.css .js .map .png .jpg .jpeg .gif .svg .ico .webp .bmp .tif .tiff .woff .woff2 .ttf .eot .otf .mp3 .mp4 .wav
    .ogg .webm .mov .avi .py .pyc .sh .log .tmp .bak .swp .part .md5 .sha1 .sha256 .sha512 .sig .asc .lock .ini .db"""
)
_NOTES: Final = word_set("readme license licence copying notice attribution changelog authors makefile")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Attributes:
        path: where it lies.
        name: relative to the source folder it was found in, with ``/``.
        root: the source folder; for a file argument, the folder it lies in.
        listed: found by walking a folder, not named by the user.
        error: why it cannot be read, when the walk already knows.
    """

    path: Path
    name: str
    root: Path
    listed: bool
    error: DataError | None = None


def list_sources(paths: Sequence[Path]) -> list[Source]:
    """Every file to read, in order of name; a file reached twice is listed once, equal names are told apart."""
    found: dict[str, Source] = {}
    for path in paths:
        for source in _walk_argument(path):
            key = STANDARD_INPUT if source.name == STANDARD_INPUT else os.path.realpath(source.path)
            known = found.get(key)
            # The shorter folder wins, so that the order of the arguments does not matter.
            if known is None or (source.listed, source.name) > (known.listed, known.name):
                found[key] = source
    return sorted(_distinct(list(found.values())), key=lambda source: (source.name, str(source.path)))


STORE_MARK = "STORE.json"
"""Stands in the folder of a store, which holds no articles to read."""


def shown_name(path: str) -> str:
    """A name that can be printed and stored: NFC, with escapes for what is no character."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    text = unicodedata.normalize("NFC", text)
    return "".join(item if item.isprintable() else item.encode("unicode_escape").decode() for item in text)


def _walk_argument(path: Path) -> Iterator[Source]:
    """The files of one argument."""
    if str(path) == STANDARD_INPUT:
        yield Source(path, STANDARD_INPUT, Path(), listed=False)
        return
    name = shown_name(path.name or str(path))
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        yield Source(path, name, path.parent, listed=False, error=unreadable(str(path), error, path=path))
        return
    if not is_folder:
        if path.name == MANIFEST_NAME:
            # "kg build folder/*" names it too; it is found by itself.
            return
        yield Source(path, name, path.parent, listed=False)
        return
    empty = True
    for source in _walk(path, path, "", ()):
        empty = False
        yield source
    if empty:
        nothing = SourceError(f"{path}: no articles in this folder", mend="Give a folder that holds text files.")
        yield Source(path, name, path, listed=True, error=nothing)


def _walk(root: Path, folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[Source]:
    """The files under a folder. Linked folders are followed, except back into one that is being walked."""
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        if here in above:
            return
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        name = (prefix or shown_name(folder.name)).rstrip("/")
        yield Source(folder, name, root, listed=True, error=unreadable(name, error))
        return
    if any(entry.name == STORE_MARK for entry in entries):
        return  # `kg build .` beside its own store
    for entry in entries:
        name = prefix + shown_name(entry.name)
        if _is_folder(entry):
            if not _is_hidden(entry.name):
                yield from _walk(root, Path(entry.path), name + "/", (*above, here))
        elif not _is_hidden(entry.name) and not _is_companion(entry.name):
            yield Source(Path(entry.path), name, root, listed=True)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or a link to one; a broken link is not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_hidden(name: str) -> bool:
    """Hidden files and folders, and an editor's copies."""
    return name.startswith((".", "~$", "__MACOSX")) or name.endswith("~")


def _is_companion(name: str) -> bool:
    """What lies beside articles and is no article. A named argument is read whatever it is called."""
    lowered = Path(name.lower())
    stem, extension = lowered.stem, lowered.suffix
    return (
        name == MANIFEST_NAME
        or extension in _COMPANIONS
        or (stem in _NOTES and extension in ("", ".md", ".txt", ".rst"))
    )


def _distinct(sources: list[Source]) -> list[Source]:
    """Put as much of the folder's own name before equal names as it takes to tell them apart."""
    depth = 0
    named = sources
    while True:
        counts = Counter(source.name for source in named)
        if max(counts.values(), default=1) == 1:
            return named
        depth += 1
        longest = max(len(source.root.absolute().parts) for source in sources)
        if depth > longest:
            return named
        named = [
            replace(given, name=_qualified(given, depth)) if counts[source.name] > 1 else source
            for given, source in zip(sources, named, strict=True)
        ]


def _qualified(source: Source, depth: int) -> str:
    """The name with the last ``depth`` parts of its folder's path."""
    if source.name == STANDARD_INPUT:
        return source.name
    folders = [part for part in source.root.absolute().parts if part != source.root.anchor]
    return "/".join([*map(shown_name, folders[-depth:]), source.name])


def unreadable(name: str, error: OSError | ValueError, *, path: Path | None = None) -> SourceError:
    """The error for a file the system does not give."""
    if isinstance(error, PermissionError):
        return SourceError(f"{name}: no permission to read it", mend="Allow it, for example: chmod u+r FILE")
    if isinstance(error, FileNotFoundError):
        if path is not None and path.is_symlink():
            return SourceError(f"{name}: a link to a file that does not exist", mend="Mend or remove the link.")
        return SourceError(f"{name}: there is no such file or folder", mend="Check the name.")
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return SourceError(f"{name}: {reason[0].lower()}{reason[1:]}", mend="Check the file and its disk.")
