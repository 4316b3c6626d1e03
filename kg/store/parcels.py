"""What a backup is put into, and taken out of: a folder, or an archive (tar). Both hold the same files.

    STORE.json                      the store's header
    generation/graph/…              an Oxigraph database
    generation/sources.jsonl        the register of sources
    texts/ab/DIGEST.txt, .json      kept texts of that generation
    BACKUP.json                     size and SHA-256 of every other file; written last

A backup takes its name when it is whole. What is taken out is never trusted: only names as above are, only plain
files, and each must have the size and the digest that BACKUP.json tells.
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import os
import re
import shutil
import tarfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, cast

from kg.errors import StoreBusyError, StoreError, UsageError
from kg.store.folder import TEMPORARY, sync_folder, sync_tree

FORMAT: Final = "demarche-backup"
VERSION: Final = 1
HEADER: Final = "STORE.json"
MANIFEST: Final = "BACKUP.json"
SOURCES: Final = "generation/sources.jsonl"
GRAPH: Final = "generation/graph/"
TEXTS: Final = "texts/"
NAMES: Final = re.compile(
    r"STORE\.json|BACKUP\.json|generation/sources\.jsonl|generation/graph/[A-Za-z0-9][A-Za-z0-9._-]*"
    r"|texts/[0-9a-f]{2}/[0-9a-f]{64}\.(?:txt|json)"
)
"""Of a backup's files; none leads out of its folder."""

SUFFIX: Final = ".tar"
_INSIDE: Final = f"{FORMAT}/"  # what names in an archive begin with
_PIECE: Final = 1 << 20  # bytes
_PACKED: Final = (".gz", ".tgz", ".bz2", ".xz", ".zst", ".zip", ".7z")

Listing = dict[str, tuple[int, str]]
"""File -> size and SHA-256."""


class Parcel(ABC):
    """Takes the files of a backup, and notes the size and digest of each. ``close`` ends it."""

    def __init__(self) -> None:
        self._listing: Listing = {}

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """Takes ``size`` bytes of a file under a name.

        Raises:
            EOFError: when there are fewer.
        """
        reading = _Reading(file)
        self._put(name, reading, size)
        self._listing[name] = (reading.length, reading.digest.hexdigest())

    def close(self, *, generation: int) -> tuple[int, int]:
        """Tells what it holds, as its last file; returns the number of files and of their bytes."""
        told = {
            "format": FORMAT,
            "version": VERSION,
            "generation": generation,
            "files": {name: list(entry) for name, entry in sorted(self._listing.items())},
        }
        data = (json.dumps(told, indent=1) + "\n").encode()
        held = len(self._listing), sum(size for size, _ in self._listing.values())
        self.add(MANIFEST, io.BytesIO(data), len(data))
        return held

    @abstractmethod
    def _put(self, name: str, file: _Reading, size: int) -> None:
        """Write ``size`` bytes of a file under a name."""


def is_archive(path: Path) -> bool:
    """Whether a backup of this name is an archive rather than a folder.

    Raises:
        UsageError: for the names of compressed archives: the data are compressed already.
    """
    if path.name.endswith(_PACKED):
        raise UsageError(f"{path} would be a compressed archive", mend=f"Name a folder, or a file ending in {SUFFIX}.")
    return path.name.endswith(SUFFIX)


def is_backup(path: Path) -> bool:
    """Whether a backup of ours lies there, whole or damaged."""
    if path.is_dir():
        return (path / MANIFEST).is_file() and (path / HEADER).is_file()
    with suppress(OSError, tarfile.TarError), tarfile.open(path, "r:") as archive:
        first = archive.next()
        return first is not None and first.name == _INSIDE + HEADER
    return False


@contextmanager
def made_parcel(target: Path) -> Iterator[Parcel]:
    """A backup in the making, which takes its name when the context is left without an error.

    What a killed one left is swept by the next for the same name. A backup that stands there is replaced.

    Raises:
        StoreBusyError: when another is being made there.
    """
    archive = is_archive(target)
    target = target.resolve()
    made, before = _beside(target, "new"), _beside(target, "old")
    with _alone(target):
        if before.exists() and not target.exists():
            before.rename(target)  # killed between the two renames below
        for litter in (made, before):
            _remove(litter)
        try:
            if archive:
                with made.open("xb") as file, tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                    yield _ArchiveParcel(tar)
                    tar.close()
                    file.flush()
                    os.fsync(file.fileno())
            else:
                made.mkdir()
                yield _FolderParcel(made)
                sync_tree(made)
            if target.is_dir() and any(target.iterdir()):
                target.rename(before)
            made.replace(target)
            sync_folder(target.parent)
        except BaseException:
            _remove(made)
            raise
        _remove(before)


class _FolderParcel(Parcel):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def _put(self, name: str, file: _Reading, size: int) -> None:
        place = self._path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as copy:
            for piece in _pieces(file, size, name):
                copy.write(piece)


class _ArchiveParcel(Parcel):
    def __init__(self, archive: tarfile.TarFile) -> None:
        super().__init__()
        self._archive = archive

    def _put(self, name: str, file: _Reading, size: int) -> None:
        told = tarfile.TarInfo(_INSIDE + name)
        told.size, told.mode = size, 0o600  # no clock and no user: the same store gives the same bytes
        try:
            self._archive.addfile(told, cast("IO[bytes]", file))
        except OSError as error:
            if "unexpected end of data" in str(error):
                raise EOFError(f"{name} ends early") from error
            raise


class _Reading:
    """A file of which length and SHA-256 are known as far as it was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.length = 0
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """Up to so many bytes; none at the end."""
        piece = self._file.read(size)
        self.digest.update(piece)
        self.length += len(piece)
        return piece


def unpack(backup: Path, folder: Path) -> tuple[int, Listing]:
    """Copies a backup's files into an empty folder and proves them.

    Returns:
        The generation that was backed up, and the files.

    Raises:
        StoreError: when it is no backup, a damaged one, or one of another version.
    """
    copied: Listing = {}
    try:
        for name, file, size in _members(backup):
            if name in copied:
                raise damaged(backup, f"it holds {name} twice")
            copied[name] = _copy(file, size, folder / name)
    except (tarfile.TarError, EOFError) as error:
        raise damaged(backup, f"the archive breaks off or is none ({error})") from error
    manifest = folder / MANIFEST
    if copied.pop(MANIFEST, None) is None:
        raise damaged(backup, f"{MANIFEST} is missing")
    generation, listing = _read_manifest(manifest, backup)
    manifest.unlink()
    for name in sorted(copied.keys() | listing.keys()):
        if name not in copied:
            raise damaged(backup, f"{name} is missing")
        if name not in listing:
            raise damaged(backup, f"{name} does not belong to it")
        if copied[name] != listing[name]:
            raise damaged(backup, f"{name} was changed")
    return generation, listing


def damaged(backup: Path, why: str) -> StoreError:
    """The error for a backup that is not what was made."""
    return StoreError(f"the backup {backup} is damaged: {why}", mend="Restore another one; nothing was changed.")


def _members(backup: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    """Name, content and size of each file.

    Raises:
        StoreError: for a name or a kind of file that no backup has.
    """
    if not is_backup(backup):
        what = "is no backup of a store" if backup.exists() else "does not exist"
        raise StoreError(f"{backup} {what}", mend="Name a folder or a .tar that kg backup made.")
    if backup.is_dir():
        for place in sorted(backup.rglob("*")):
            if place.is_dir() and not place.is_symlink():
                continue
            name = _checked(backup, place.relative_to(backup).as_posix(), plain=not place.is_symlink())
            with place.open("rb") as content:
                yield name, content, os.fstat(content.fileno()).st_size
        return
    with tarfile.open(backup, "r:") as archive:
        for member in archive:
            plain = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE)
            name = _checked(backup, member.name, plain=plain, inside=_INSIDE)
            packed = archive.extractfile(member)
            if packed is None:  # pragma: no cover  (a plain file always has content)
                raise damaged(backup, f"{name} cannot be read")
            yield name, packed, member.size


def _checked(backup: Path, name: str, *, plain: bool, inside: str = "") -> str:
    """The name of a backup's file, which leads nowhere else."""
    short = name.removeprefix(inside)
    if not plain or not name.startswith(inside) or not NAMES.fullmatch(short):
        raise damaged(backup, f"{name[:200]!r} does not belong to it")
    return short


def _copy(file: IO[bytes], size: int, place: Path) -> tuple[int, str]:
    place.parent.mkdir(parents=True, exist_ok=True)
    reading = _Reading(file)
    with place.open("xb") as copy:
        for piece in _pieces(reading, size, place.name):
            copy.write(piece)
    return reading.length, reading.digest.hexdigest()


def _read_manifest(path: Path, backup: Path) -> tuple[int, Listing]:
    try:
        told = json.loads(path.read_bytes())
        form, version = told["format"], told["version"]
        generation = int(told["generation"])
        listing = {str(name): (int(size), str(digest)) for name, (size, digest) in told["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(backup, f"{MANIFEST} cannot be read") from error
    if form != FORMAT:
        raise damaged(backup, f"{MANIFEST} is not ours")
    if version != VERSION:
        raise StoreError(
            f"the backup {backup} has version {version}, this program reads version {VERSION}",
            mend="Restore it with the program that made it.",
        )
    return generation, listing


def _pieces(file: _Reading, size: int, name: str) -> Iterator[bytes]:
    """Exactly ``size`` bytes of a file.

    Raises:
        EOFError: when there are fewer.
    """
    while size:
        piece = file.read(min(size, _PIECE))
        if not piece:
            raise EOFError(f"{name} ends early")
        size -= len(piece)
        yield piece


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keeps others from making a backup in the same folder: they would sweep what this one makes."""
    folder = target.parent
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusyError(
                f"another backup is being made in {folder}", mend="Wait until it is done, or name another folder."
            ) from error
        yield
    finally:
        os.close(descriptor)


def _beside(target: Path, what: str) -> Path:
    """A hidden name next to the backup's, on the same file system."""
    return target.with_name(f".{target.name}.{what}{TEMPORARY}")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
