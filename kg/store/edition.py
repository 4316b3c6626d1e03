"""The next generation while it is made: a copy of the present one, changed where nobody sees it, then published.

Whoever is killed meanwhile leaves the present generation and litter that the next writer sweeps.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import folder as folders
from kg.store import removal
from kg.store.arrivals import FILE, Arrivals
from kg.store.folder import DERIVED, TEMPORARY, Folder

# Each commit adds a few data files, which the engine merges only where they overlap. A database of more than this many,
# small on average, is loaded anew instead of copied (130,000 quads a second), which brings it back to one file a table.
MAX_DATA_FILES = 60
SMALL_DATA_FILE = 2_000_000  # bytes


class Edition:
    """A context that holds the copy; leaving it without ``publish`` drops it. The caller holds the write lock.

    Args:
        folder: of the store.
        present: number of the newest generation.
        managed: whether that holds articles of ours; a plain store keeps no arrivals.
    """

    def __init__(self, folder: Folder, present: int, *, managed: bool = False) -> None:
        self._folder = folder
        self._present = present
        self._managed = managed
        self._made = folder.generations / f"{present + 1}{TEMPORARY}"
        self._engine: ox.Store | None = None

    @property
    def engine(self) -> ox.Store:
        """The copy, to be changed. Nobody may keep it beyond ``publish``: the engine closes when it is let go of.

        Raises:
            StoreError: when it was published or dropped.
        """
        if self._engine is None:
            raise StoreError("this edition is closed", mend="Begin another.")
        return self._engine

    @property
    def inode(self) -> int:
        """Of the copy's folder, which stays the same when it becomes a generation.

        Raises:
            OSError: when it was published or dropped.
        """
        return self._made.stat().st_ino

    def __enter__(self) -> Self:
        try:
            if self._made.exists():
                shutil.rmtree(self._made)  # of a killed writer
            self._made.mkdir()
            database, before = self._made / "graph", self._folder.generation(self._present) / "graph"
            scattered = self._present > 0 and _is_scattered(before)
            if self._present and not scattered:
                folders.copy_database(before, database)
            self._engine = ox.Store(str(database))
            if scattered:
                removal.copy(ox.Store.read_only(str(before)), self._engine)
        except BaseException:
            self._drop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._engine is not None or error is not None:
            self._drop()

    def keep_derived(self) -> None:
        """Take over what follows from the articles, which the writer did not touch."""
        before, after = (place / DERIVED for place in (self._folder.generation(self._present), self._made))
        with suppress(OSError):  # it can be made again
            after.mkdir(exist_ok=True)
            for file in sorted(before.iterdir()):
                if not file.name.endswith(TEMPORARY):
                    with suppress(OSError):
                        (after / file.name).hardlink_to(file)

    def publish(
        self, sources: bytes, *, arrivals: Arrivals | None = None, beside: Callable[[], None] = lambda: None
    ) -> int:
        """Make the copy the newest generation, on the disk before it is one.

        Args:
            sources: the register of sources as a file.
            arrivals: since when articles are there; None where none has come or gone.
            beside: writes what belongs to the generation and lies beside it.

        Returns:
            Its number.

        Raises:
            OSError: when it cannot be written; the present generation stands.
        """
        self.engine.flush()
        self._engine = None  # closes it: the engine has no other way
        folders.replace_file(self._made / "sources.jsonl", sources)
        if arrivals is None:
            self._keep_arrivals()
        else:
            folders.replace_file(self._made / FILE, arrivals.to_bytes())
        return publish_generation(self._folder, self._present, self._made, beside=beside)

    def _keep_arrivals(self) -> None:
        """Take over since when articles are there; where that was not kept, it is from now on."""
        before = self._folder.generation(self._present) / FILE
        try:
            (self._made / FILE).hardlink_to(before)
        except FileNotFoundError:
            if self._managed:
                folders.replace_file(self._made / FILE, Arrivals(self._present).to_bytes())
        except OSError:  # a file system without links
            folders.replace_file(self._made / FILE, before.read_bytes())

    def _drop(self) -> None:
        """Leave only the present generation. What cannot be removed is swept by the next commit."""
        self._engine = None
        with suppress(OSError, StoreError):
            if folders.read_pointer(self._folder) == self._present:
                for entry in self._folder.generations.iterdir():
                    if entry.name != str(self._present):
                        folders.drop_generation(entry)


def publish_generation(folder: Folder, present: int, made: Path, *, beside: Callable[[], None]) -> int:
    """Gives what was made unseen the number after the present generation's, and drops that; returns the number.

    Raises:
        OSError: when it cannot be written; the present generation stands.
    """
    folders.sync_tree(made)
    beside()
    number = present + 1
    made.rename(folder.generation(number))
    folders.sync_folder(folder.generations)
    folders.move_pointer(folder, number)
    if present:
        with suppress(FileNotFoundError):  # it was lost: a backup is restored
            folders.drop_generation(folder.generation(present))
    return number


def _is_scattered(database: Path) -> bool:
    """Whether a database has come to lie in many small files."""
    sizes = [path.stat().st_size for path in database.glob("*.sst")]
    return len(sizes) > MAX_DATA_FILES and sum(sizes) < SMALL_DATA_FILE * len(sizes)
