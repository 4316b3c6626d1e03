"""The store on disk.

A commit copies the current generation (hard links, a few milliseconds), changes the copy where nobody sees it, gives it
its name and moves the pointer. So there is no state between two generations to mend: a kill leaves the last generation
and litter to sweep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import folder as folders
from kg.store.arrivals import Arrivals, next_arrivals, read_arrivals
from kg.store.change import Change, find_difference
from kg.store.edition import Edition
from kg.store.folder import TEMPORARY, Folder
from kg.store.lock import WAIT_SECONDS, hold_lock
from kg.store.reader import Reader
from kg.store.records import ARTICLE_GRAPHS, Source, holds_articles, sources_from_bytes, sources_to_bytes
from kg.store.texts import Texts

_TRIES = 20  # of opening a generation while writers supersede it


def create_store(path: Path, base: str) -> Store:
    """Makes an empty store in a new or empty folder.

    Raises:
        StoreError: when something else is there, or the place cannot be written.
    """
    folder = Folder(path)
    with folders.explain_errors("open the store", path):
        missing = not folder.header.exists()
    if missing:
        folders.create_folder(folder, base)
    return open_store(path)


def open_store(path: Path) -> Store:
    """Opens a store for writing (nothing is locked yet).

    Raises:
        StoreMissingError: when there is none.
        StoreError: when it is not a store, or one of another version.
    """
    folder = Folder(path)
    return Store(folder, base=folders.read_base(folder))


def open_reader(path: Path) -> Reader:
    """Opens the newest generation of a store.

    Raises:
        StoreMissingError: when there is no store.
        StoreError: when it is not a store, damaged, or of another version.
    """
    return open_store(path).reader()


class Store:
    """A ``Storage`` in a folder. Get one from ``create_store`` or ``open_store``."""

    def __init__(self, folder: Folder, *, base: str) -> None:
        self._folder = folder
        self._texts = Texts(folder.texts)
        self.base = base

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    def generation(self) -> int:
        """Number of the newest generation; cheap, to see whether a reader is superseded."""
        return folders.read_pointer(self._folder)

    def derived(self, generation: int) -> Path:
        """Where others may keep what follows from a generation's articles; it need not be there."""
        return self._folder.generation(generation) / folders.DERIVED

    def arrivals(self, generation: int) -> Arrivals:
        """Since which generation articles are there, as a generation that stands keeps it.

        Raises:
            SupersededError, StoreError: as ``read_arrivals``.
        """
        return read_arrivals(self._folder.generation(generation), generation)

    def reader(self) -> Reader:
        """A reader of the newest generation, which stays until the reader is closed or forgotten.

        Raises:
            StoreError: when the generation is damaged.
        """
        return self._reader(held=True)

    def _reader(self, *, held: bool) -> Reader:
        number = self.generation()
        for _ in range(_TRIES):
            opened = self._open_generation(number, held=held)
            if opened is not None:
                return opened
            latest = self.generation()
            if latest == number:
                break
            number = latest
        place = self._folder.generation(number)
        raise StoreError(f"the generation at {place} cannot be opened", mend="Restore a backup of the store.")

    def _open_generation(self, number: int, *, held: bool) -> Reader | None:
        """A reader of one generation; None when it is gone or was going while we opened it."""
        place = self._folder.generation(number)
        sources: tuple[Source, ...] = ()
        store, hold = ox.Store(), None
        if number:
            try:
                if held:
                    hold = folders.hold_generation(place)
                register = place / "sources.jsonl"
                sources = sources_from_bytes(register.read_bytes(), place=str(register))
                store = ox.Store.read_only(str(place / "graph"))
            except (OSError, RuntimeError):  # the engine tells files that vanish as either
                return None
            if not place.exists():
                return None
        return Reader(
            store,
            generation=number,
            base=self.base,
            sources=sources,
            text=self._texts.read,
            blocks=self._texts.blocks,
            hold=hold,
            arrivals=lambda: self.arrivals(number),
        )

    def write_lock(self, *, command: str, wait: float = WAIT_SECONDS) -> AbstractContextManager[None]:
        """Keeps other writers out; see ``kg.store.lock.hold_lock``."""
        return hold_lock(self._folder.lock, command=command, wait=wait)

    def commit(self, change: Change) -> int:
        """Publishes a change as a new generation; the caller holds ``write_lock``.

        Returns:
            The generation's number; the present one when nothing would change.

        Raises:
            StoreError: when it cannot be written (full disk, no permission); the last generation stands.
        """
        with folders.explain_errors("write to the store", self.path):
            reader = self.reader()
            self._sweep(reader)
            difference = find_difference(reader._open(), change)  # noqa: SLF001  (one package)
            present = reader.generation
            same_sources = change.sources is None or tuple(sorted(change.sources)) == reader.sources
            same_texts = not change.dropped_texts and all(self._texts.holds(article) for article in change.texts)
            sources = reader.sources if change.sources is None else change.sources
            if not difference and same_sources and same_texts:
                reader.close()
                return present
            arrivals = next_arrivals(
                lambda: reader.arrivals,
                reader._open(),  # noqa: SLF001
                change.graphs,
                prefix=self.base + ARTICLE_GRAPHS,
                generation=present + 1,
            )
            managed = self._is_managed(reader)
            reader.close()
            with Edition(self._folder, present, managed=managed) as edition:
                difference.apply(edition.engine)
                edition.publish(
                    sources_to_bytes(sources), arrivals=arrivals, beside=lambda: self._texts.write(change.texts)
                )
            self._texts.drop(change.dropped_texts)
        return present + 1

    @contextmanager
    def edition(self) -> Iterator[tuple[Reader, Edition]]:
        """The newest generation, and a copy of it to change and publish; the caller holds ``write_lock``.

        Raises:
            StoreError: when it cannot be written (full disk, no permission); the last generation stands.
        """
        with folders.explain_errors("write to the store", self.path):
            reader = self._reader(held=False)  # it is superseded here, and by nobody else
            self._sweep(reader)
            with Edition(self._folder, reader.generation, managed=self._is_managed(reader)) as edition:
                yield reader, edition

    def _is_managed(self, reader: Reader) -> bool:
        """Whether a build made it: there is a register, or, where that is empty, an article."""
        return bool(reader.sources) or holds_articles(reader._open(), self.base)  # noqa: SLF001  (one package)

    def _sweep(self, reader: Reader) -> None:
        """Removes what killed writers left."""
        stale = [entry for entry in self._folder.generations.iterdir() if entry.name != str(reader.generation)]
        if not sum([folders.drop_generation(entry) for entry in stale]):
            return
        prefix = self.base + ARTICLE_GRAPHS
        self._texts.sweep({iri.removeprefix(prefix) for iri in reader.graphs() if iri.startswith(prefix)})

    def keep_pending(self, key: str, quads: Sequence[ox.Quad]) -> None:
        """Keeps what was read of an article until it is committed."""
        with folders.explain_errors("keep what was read", self._folder.pending):
            self._folder.pending.mkdir(exist_ok=True)
            data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
            temporary = self._pending(key).with_suffix(TEMPORARY)
            temporary.write_bytes(data + _seal(data))  # not forced onto the disk: a torn one is told by its seal
            temporary.replace(self._pending(key))

    def pending(self, key: str) -> tuple[ox.Quad, ...] | None:
        """What ``keep_pending`` kept under the key, or None."""
        try:
            whole = self._pending(key).read_bytes()
        except OSError:
            return None
        data = whole[:-_SEAL_LENGTH]
        return tuple(ox.parse(data, format=ox.RdfFormat.N_QUADS)) if whole[-_SEAL_LENGTH:] == _seal(data) else None

    def clear_pending(self) -> None:
        """Drops all that is pending."""
        with suppress(OSError):
            for path in self._folder.pending.iterdir():
                path.unlink(missing_ok=True)

    def _pending(self, key: str) -> Path:
        return self._folder.pending / f"{key}.nq"


def _seal(data: bytes) -> bytes:
    """Last line of a pending file."""
    return f"# {hashlib.sha256(data).hexdigest()}\n".encode()


_SEAL_LENGTH = len(_seal(b""))
