"""Backing up a store while it is written and served, and restoring it.

A generation never changes, so its files need only be opened before a writer drops it: an open file outlives its name.
Texts are copied after that. One may go meanwhile, with an article taken back: then the newest generation is tried, and
at last the write lock is held.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from kg.errors import StoreError, StoreMissingError, UsageError
from kg.store import folder as folders
from kg.store import parcels
from kg.store.disk import open_store
from kg.store.edition import publish_generation
from kg.store.folder import TEMPORARY, Folder
from kg.store.lock import hold_lock
from kg.store.parcels import GRAPH, HEADER, SOURCES, TEXTS, Parcel, damaged
from kg.store.records import ARTICLE_GRAPHS, sources_from_bytes
from kg.store.texts import Texts

_TRIES: Final = 5  # without the write lock
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")  # in a plain store anybody who writes names graphs as they like


@dataclass(frozen=True, slots=True)
class Backup:
    """What was backed up.

    Attributes:
        generation: of the store. files, bytes: in it. texts: articles whose text is in it.
        missing: digests of articles whose text the store has lost, or has with another content.
    """

    generation: int
    files: int
    bytes: int
    texts: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the generation that the store has now, the one that was backed up, and how many files."""

    generation: int
    backed_up: int
    files: int


class _GoneError(Exception):
    """Files of the generation went while they were copied."""


def make_backup(store: Path, target: Path, *, replace: bool = False) -> Backup:
    """Copies the newest generation of a store with its texts and register; nobody is kept from reading or writing.

    Args:
        store: its folder.
        target: a folder to be made, or a file ending in ``.tar``.
        replace: a backup that is there gives way when the new one is whole.

    Raises:
        StoreMissingError, StoreError: when there is no store, it is damaged, or the backup cannot be written.
        UsageError: when something stands there that is no backup, or a backup that shall not be replaced.
    """
    opened = open_store(store)
    _check_target(store, target, replace=replace)
    with folders.explain_errors("write the backup", target):
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(_TRIES + 1):
            lock = opened.write_lock(command="kg backup") if attempt == _TRIES else nullcontext()
            try:
                with lock, parcels.made_parcel(target) as parcel:
                    return _fill(parcel, Folder(store), opened.base + ARTICLE_GRAPHS)
            except _GoneError as error:
                gone = error
    raise StoreError(f"the store at {store} lost files while it was backed up ({gone})", mend="Run kg check.")


def restore_backup(backup: Path, store: Path, *, replace: bool = False) -> Restored:
    """Makes a store what it was when it was backed up. Nothing changes unless the backup proves whole.

    In a store that is there the backup becomes the next generation: a service at work goes over to it, and a kill
    leaves the store as it was or as it shall be.

    Args:
        backup: a folder or archive that ``make_backup`` made.
        store: folder of the store; a new or an empty one, or an empty store.
        replace: it may hold something.

    Raises:
        StoreError: when the backup is damaged or none, or has another base; when the store cannot be written.
        StoreBusyError: when somebody else writes to it.
        UsageError: when the store holds something, and ``replace`` was not said.
    """
    try:
        opened = open_store(store)
    except StoreMissingError:
        return _restore_anew(backup, store)
    with opened.write_lock(command="kg restore"), folders.explain_errors("restore the store", store):
        present = opened.generation()
        if present and not replace:
            raise UsageError(
                f"the store at {store} holds something (generation {present})",
                mend="Restore into a new folder, or say --replace.",
            )
        return _restore(backup, Folder(store), present)


def _check_target(store: Path, target: Path, *, replace: bool) -> None:
    """Refuses to overwrite what is no backup."""
    place = target.resolve()
    if place.is_relative_to(store.resolve()) or store.resolve().is_relative_to(place):
        raise UsageError(f"{target} lies in the store, or holds it", mend="Name a place outside of it.")
    if parcels.is_archive(target) is not target.is_file() and target.exists():
        raise UsageError(f"{target} is no backup, and is not overwritten", mend="Name another place.")
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not parcels.is_backup(target):
        raise UsageError(f"{target} is no backup, and is not overwritten", mend="Name another place.")
    if not replace:
        raise UsageError(f"there is a backup at {target}", mend="Name another place, or say --replace.")


def _fill(parcel: Parcel, folder: Folder, prefix: str) -> Backup:
    """Copies the newest generation.

    Raises:
        _GoneError: when it went while it was copied.
    """
    texts, missing = 0, []
    with _pinned(folder, prefix) as (number, files, digests):
        parcel.add(HEADER, *_sized(io.BytesIO(folder.header.read_bytes())))
        for name, file in files:
            parcel.add(name, *_sized(file))
        for digest in digests:
            found = _read_text(Texts(folder.texts), digest)
            if found is None and folders.read_pointer(folder) != number:
                raise _GoneError(f"text {digest}")
            if found is None:
                missing.append(digest)
                continue
            texts += 1
            for suffix, data in found.items():
                parcel.add(f"{TEXTS}{digest[:2]}/{digest}{suffix}", io.BytesIO(data), len(data))
    count, size = parcel.close(generation=number)
    return Backup(number, count, size, texts, tuple(missing))


@contextmanager
def _pinned(folder: Folder, prefix: str) -> Iterator[tuple[int, list[tuple[str, IO[bytes]]], list[str]]]:
    """The newest generation: its number, its files opened, the digests of its articles.

    Raises:
        _GoneError: when it went before all of them were open.
    """
    number = folders.read_pointer(folder)
    if not number:
        yield 0, [(SOURCES, io.BytesIO())], []
        return
    place = folder.generation(number)
    with ExitStack() as stack:
        try:
            stack.enter_context(folders.hold_generation(place))
            files: list[tuple[str, IO[bytes]]] = [
                (GRAPH + entry.name, stack.enter_context(entry.open("rb")))
                for entry in sorted((place / "graph").iterdir())
                if folders.is_data(entry)
            ]
            files.append((SOURCES, stack.enter_context((place / "sources.jsonl").open("rb"))))
            graphs = ox.Store.read_only(str(place / "graph")).named_graphs()
            names = [graph.value for graph in graphs if isinstance(graph, ox.NamedNode)]
        except (OSError, RuntimeError) as error:  # the engine tells files that vanish as either
            if folders.read_pointer(folder) != number:
                raise _GoneError(str(error)) from error
            raise StoreError(f"the generation at {place} cannot be read ({error})", mend="Run kg check.") from error
        if not place.exists():
            raise _GoneError(f"generation {number}")
        kept = (name.removeprefix(prefix) for name in names if name.startswith(prefix))
        yield number, files, sorted(digest for digest in kept if _DIGEST.fullmatch(digest))


def _sized(file: IO[bytes]) -> tuple[IO[bytes], int]:
    """A file and its size."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return file, size


def _read_text(texts: Texts, digest: str) -> dict[str, bytes] | None:
    """Files of a kept text; None where it is gone or was changed."""
    try:
        found = {place.suffix: place.read_bytes() for place in texts.files(digest)}
    except FileNotFoundError:
        return None
    return found if hashlib.sha256(found[".txt"]).hexdigest() == digest else None


def _restore_anew(backup: Path, store: Path) -> Restored:
    """Restores where there is no store. It takes its name when it is whole."""
    if store.exists() and any(store.iterdir()):
        raise UsageError(f"{store} is not a store and not empty", mend="Name a new folder with --store.")
    store = store.resolve()
    made = store.with_name(f".{store.name}.restored{TEMPORARY}")
    with folders.explain_errors("restore the store", store):
        made.mkdir(parents=True, exist_ok=True)
        with hold_lock(made / "lock", command="kg restore", wait=0):
            for litter in made.iterdir():  # of a restore that was killed
                if litter.name != "lock":
                    shutil.rmtree(litter) if litter.is_dir() else litter.unlink()
            try:
                (made / "generations").mkdir()
                told = _restore(backup, Folder(made), 0)
                made.replace(store)
            except BaseException:
                shutil.rmtree(made, ignore_errors=True)
                raise
        folders.sync_folder(store.parent)
    return told


def _restore(backup: Path, folder: Folder, present: int) -> Restored:
    """Publishes a backup as the generation after the present one; the caller holds the write lock."""
    made = folder.generations / f"{present + 1}{TEMPORARY}"
    shutil.rmtree(made, ignore_errors=True)  # of a killed writer
    made.mkdir()
    try:
        backed_up, listing = parcels.unpack(backup, made)
        base = folders.read_base(Folder(made))
        if not folder.header.exists():
            folders.create_folder(folder, base)
        _check_base(backup, base, folder)
        _arrange(made, backup)
        digests = {Path(name).stem for name in listing if name.startswith(TEXTS)}
        kept = Texts(folder.texts)
        publish_generation(folder, present, made, beside=lambda: kept.take(made / TEXTS))
        kept.sweep(digests)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return Restored(present + 1, backed_up, len(listing))


def _check_base(backup: Path, base: str, folder: Folder) -> None:
    """A store has one base for all its generations."""
    if base != (present := folders.read_base(folder)):
        raise StoreError(
            f"the backup {backup} has the base {base}, the store {present}", mend="Restore into a new folder."
        )


def _arrange(made: Path, backup: Path) -> None:
    """Gives what was unpacked the shape of a generation, and proves that the engine reads it."""
    graph = made / "graph"
    (made / HEADER).unlink()
    if not (made / SOURCES).exists():
        raise damaged(backup, f"{SOURCES} is missing")
    (made / SOURCES).rename(made / "sources.jsonl")
    if (made / GRAPH).exists():
        (made / GRAPH).rename(graph)
    else:
        ox.Store(str(graph)).flush()  # of a store that was empty
    (made / "generation").rmdir()
    try:
        sources_from_bytes((made / "sources.jsonl").read_bytes(), place=SOURCES)
        ox.Store.read_only(str(graph))
    except (OSError, RuntimeError, UnicodeDecodeError, StoreError) as error:
        raise damaged(backup, f"its database cannot be opened ({error})") from error
