"""The index of one generation: a file among what is derived from it, where it goes when the generation goes.

``kg build`` makes it, and a write that touches no article takes it over; where it is missing it is made when somebody
first searches: beside its place and renamed, so that who reads it finds it whole. Where the folder cannot be written,
it is made in memory, for this process alone. It holds nothing that the store does not hold.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from kg.errors import DependencyError
from kg.search.filling import NamedThing, fill
from kg.search.hits import Filters, Names, Sentences, find_names, find_sentences
from kg.store import Reader
from kg.store.folder import TEMPORARY

FILE: Final = "search.sqlite"
VERSION: Final = 1  # of the tables; another one is made anew
_MODE: Final = 0o644  # whoever serves may be another user than who built

_MAKING = threading.Lock()  # one at a time in a process: it takes memory


class SearchIndex:
    """Finds sentences and names. Several threads may use one.

    Args:
        reader: of the generation.
        place: folder of what is derived from the generation.
        things: everything that has a name; called when the index has to be made.

    Raises:
        DependencyError: when this Python's SQLite has no FTS5.
    """

    def __init__(self, reader: Reader, place: Path, things: Callable[[], Iterable[NamedThing]]) -> None:
        check_engine()
        self._lock = threading.Lock()
        with _MAKING:
            opened = _opened(place / FILE) or _made(place, reader, things)
            self._connection = opened or _in_memory(reader, things)
        weakref.finalize(self, self._connection.close)

    @property
    def in_memory(self) -> bool:
        """Whether the index could not be kept."""
        return not self._connection.execute("SELECT file FROM pragma_database_list").fetchone()[0]

    def sentences(self, typed: str, filters: Filters, *, limit: int) -> Sentences:
        """Sentences that hold the words; see ``kg.search.words`` for what may be typed.

        Raises:
            UsageError: when nothing can be looked for.
        """
        with self._lock:
            return find_sentences(self._connection, typed, filters, limit=limit)

    def names(self, typed: str, kinds: Iterable[str], *, limit: int) -> Names:
        """Things whose names hold the words, of some kinds or (none given) of any. Raises: as ``sentences``."""
        with self._lock:
            return find_names(self._connection, typed, tuple(kinds), limit=limit)

    def outlets(self) -> tuple[str, ...]:
        """Those whose sentences are here, in alphabetical order."""
        with self._lock:
            rows = self._connection.execute("SELECT DISTINCT outlet FROM sentence WHERE outlet != '' ORDER BY outlet")
            return tuple(row[0] for row in rows)


def keep_index(reader: Reader, place: Path, things: Callable[[], Iterable[NamedThing]]) -> bool:
    """Make the index of a generation, unless it is there.

    Args:
        reader: of the generation.
        place: folder of what is derived from the generation.
        things: everything that has a name; called when the index has to be made.

    Returns:
        Whether it is there now: a folder may be read-only, a disk full.

    Raises:
        DependencyError: when this Python's SQLite has no FTS5.
    """
    check_engine()
    with _MAKING:
        kept = _opened(place / FILE) or _made(place, reader, things)
    if kept is None:
        return False
    kept.close()
    return True


def check_engine() -> None:
    """Look whether SQLite has FTS5.

    Raises:
        DependencyError: when it has not.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError as error:
            raise DependencyError(
                f"this Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5)",
                mend="Use a Python whose SQLite has it: those of python.org and of the common distributions do.",
            ) from error


def _opened(file: Path) -> sqlite3.Connection | None:
    """The index that is there; None where there is none, or none that can be used."""
    if not file.is_file():
        return None
    try:
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error:
        return None
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            connection.execute("SELECT count(*) FROM sentence, thing LIMIT 1")
            return connection
    except sqlite3.Error:
        pass  # damaged, or something else
    connection.close()
    return None


def _made(place: Path, reader: Reader, things: Callable[[], Iterable[NamedThing]]) -> sqlite3.Connection | None:
    """A new index in its place; None where none can be kept."""
    with suppress(OSError):
        place.mkdir(exist_ok=True)
    temporary = place / f"{FILE}.{os.getpid()}{TEMPORARY}"
    connection = _begun(temporary)
    if connection is None:
        return None
    try:
        with closing(connection):
            _fill(connection, reader, things)
        temporary.chmod(_MODE)
        temporary.replace(place / FILE)
        return _opened(place / FILE)
    except (OSError, sqlite3.OperationalError):
        return None  # a full disk; the generation has gone
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _in_memory(reader: Reader, things: Callable[[], Iterable[NamedThing]]) -> sqlite3.Connection:
    """A new index for this process alone."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection, reader, things)
    return connection


def _begun(file: Path) -> sqlite3.Connection | None:
    """An empty database in a file; None where none can be made."""
    try:
        file.unlink(missing_ok=True)
        file.touch()
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA journal_mode = OFF")  # a half one is thrown away
        connection.execute("PRAGMA synchronous = OFF")
    except (OSError, sqlite3.Error):
        return None
    return connection


def _fill(connection: sqlite3.Connection, reader: Reader, things: Callable[[], Iterable[NamedThing]]) -> None:
    """Fill it, and say which tables these are."""
    fill(connection, reader, things())
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()
