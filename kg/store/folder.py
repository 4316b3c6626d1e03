"""The store's folder: what lies where, and how files change so that a kill leaves the old state or the new.

    STORE.json          format, version, base IRI; written once
    current             number of the newest generation; moves by rename, always last
    lock                held while writing; names its holder
    generations/N/      one immutable state: graph/ (an Oxigraph database), sources.jsonl,
                        arrivals.bin (since when articles are there); derived/, what else follows from it:
                        the network, search.sqlite
    texts/ab/DIGEST.txt, DIGEST.json     kept texts, and which characters of them are prose
    pending/KEY.nq      claims read and not committed yet

Whatever ends in ``.tmp`` was being made when somebody was killed, and is swept.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kg.errors import StoreError, StoreMissingError

FORMAT = "demarche-store"
VERSION = 1
TEMPORARY = ".tmp"
DERIVED = "derived"
"""In a generation's folder: files that follow from its articles and can be made again. No backup holds them."""
_OURS = frozenset({"STORE.json", "current", "lock", "generations", "texts", "pending"})


@dataclass(frozen=True, slots=True)
class Folder:
    """Places in a store's folder."""

    path: Path

    @property
    def header(self) -> Path:
        """What the folder is."""
        return self.path / "STORE.json"

    @property
    def current(self) -> Path:
        """The pointer."""
        return self.path / "current"

    @property
    def lock(self) -> Path:
        """The write lock."""
        return self.path / "lock"

    @property
    def generations(self) -> Path:
        """Where generations stand."""
        return self.path / "generations"

    @property
    def texts(self) -> Path:
        """Where texts are kept."""
        return self.path / "texts"

    @property
    def pending(self) -> Path:
        """Claims not committed yet."""
        return self.path / "pending"

    def generation(self, number: int) -> Path:
        """The folder of one generation."""
        return self.generations / str(number)


def create_folder(folder: Folder, base: str) -> None:
    """Makes an empty store.

    Raises:
        StoreError: when something else is in the way, or the place cannot be written.
    """
    path = folder.path
    with explain_errors("create the store", path):
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file, not a folder", mend="Name another folder with --store.")
        path.mkdir(parents=True, exist_ok=True)
        strange = sorted(entry.name for entry in path.iterdir() if entry.name.removesuffix(TEMPORARY) not in _OURS)
        if strange:
            raise StoreError(
                f"{path} is not a store and not empty (it holds {strange[0]})",
                mend="Name an empty or a new folder with --store.",
            )
        for part in (folder.generations, folder.texts, folder.pending):
            part.mkdir(exist_ok=True)
        folder.lock.touch()
        if not folder.current.exists():
            move_pointer(folder, 0)
        header = {"format": FORMAT, "version": VERSION, "base": base}
        replace_file(folder.header, (json.dumps(header, indent=1) + "\n").encode())
        sync_folder(path.absolute().parent)


def read_base(folder: Folder) -> str:
    """The base IRI of a store's data, after a look whether this is a store we can read.

    Raises:
        StoreMissingError: when there is nothing, or an empty folder.
        StoreError: when it is something else, or a store of another version.
    """
    path = folder.path
    make = "Make one with: kg build SOURCE... --store DIR"
    try:
        header = json.loads(folder.header.read_bytes())
        form, version, base = header["format"], header["version"], header["base"]
    except FileNotFoundError as error:
        if path.is_dir() and any(entry.name not in _OURS for entry in path.iterdir()):
            raise StoreMissingError(f"{path} is a folder, but not a store (it has no STORE.json)", mend=make) from error
        raise StoreMissingError(f"there is no store at {path}", mend=make) from error
    except NotADirectoryError as error:
        raise StoreError(f"{path} is a file, not a store", mend="Name the store's folder with --store.") from error
    except OSError as error:
        raise explained(error, "read", folder.header) from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{folder.header} is damaged", mend="Restore a backup of the store.") from error
    if form != FORMAT or not isinstance(base, str):
        raise StoreError(f"{folder.header} is not a store's", mend="Name another folder with --store.")
    if version != VERSION:
        raise StoreError(
            f"the store at {path} has version {version}, this program reads version {VERSION}",
            mend="Use the program that wrote it, or build the store anew from its sources.",
        )
    return base


def read_pointer(folder: Folder) -> int:
    """The number of the newest generation.

    Raises:
        StoreError: when the pointer is gone or damaged; the mend names the newest whole generation.
    """
    try:
        text = folder.current.read_text(encoding="ascii")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{folder.current} cannot be read: {error}", mend=_pointer_mend(folder)) from error
    if not text.strip().isdecimal():
        raise StoreError(f"{folder.current} names no generation", mend=_pointer_mend(folder))
    return int(text)


def _pointer_mend(folder: Folder) -> str:
    newest = max(whole_generations(folder), default=0)
    return f"Write {newest} into it: the newest whole generation there is."


def whole_generations(folder: Folder) -> list[int]:
    """Numbers of the generations that stand complete, ascending."""
    if not folder.generations.is_dir():
        return []
    return sorted(int(entry.name) for entry in folder.generations.iterdir() if entry.name.isdecimal())


def move_pointer(folder: Folder, number: int) -> None:
    """Makes a generation the current one; the last step of every commit."""
    replace_file(folder.current, f"{number}\n".encode())


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, and onto the disk before it takes its name."""
    temporary = path.with_name(path.name + TEMPORARY)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def copy_database(source: Path, target: Path) -> None:
    """Copies an Oxigraph database nobody writes to: data files become hard links, the rest is copied.

    RocksDB never changes a ``.sst`` file (its own checkpoints link them the same way); manifests and logs grow in
    place.
    """
    target.mkdir()
    for entry in sorted(source.iterdir()):
        if not is_data(entry):
            continue
        if entry.suffix == ".sst":
            try:
                os.link(entry, target / entry.name)
                continue
            except OSError:
                pass  # a file system without links
        shutil.copyfile(entry, target / entry.name)


def is_data(file: Path) -> bool:
    """Whether a file of a database belongs to its data: locks and logs do not."""
    return file.name != "LOCK" and not file.name.startswith("LOG")


def sync_tree(path: Path) -> None:
    """Brings everything under a folder onto the disk; a file with other links was, by the generation it came from."""
    for parent, _, names in os.walk(path):
        for name in names:
            file = Path(parent, name)
            if file.stat().st_nlink == 1:
                _sync(file)
        sync_folder(Path(parent))


def sync_folder(path: Path) -> None:
    """Brings a folder's entries onto the disk."""
    _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hold_generation(path: Path) -> Hold:
    """Keeps a generation where it is until this process ends, however it ends, or lets go of it.

    The engine opens the files of a database when it first needs them (beyond the first sixteen), by their names: what
    reads one for long must see to it that they stay. A file system without such locks keeps nothing.

    Raises:
        OSError: when it is gone.
    """
    hold = Hold(path)
    if not os.path.samestat(os.fstat(hold.descriptor), path.stat()):
        raise FileNotFoundError(f"{path} is another one now")
    return hold


class Hold:
    """Keeps a generation. Let go of, or forgotten, it keeps it no longer; see ``hold_generation``."""

    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_RDONLY)
        self.release: Callable[[], object] = weakref.finalize(self, os.close, self.descriptor)
        with suppress(OSError):
            fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


@contextmanager
def _claim(path: Path) -> Iterator[bool]:
    """Keeps others from taking hold of a generation, unless somebody has: then False."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def drop_generation(path: Path) -> bool:
    """Removes a generation; it loses its name first, so that who opens it meanwhile notices. One that is held stays.

    Returns:
        Whether it has gone.
    """
    gone = path if path.name.endswith(TEMPORARY) else path.with_name(path.name + TEMPORARY)
    with _claim(path) as free:  # or who takes hold of it between the look and the removal would lose it
        if not free:
            return False
        if gone != path:
            shutil.rmtree(gone, ignore_errors=True)
            path.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    return True


@contextmanager
def explain_errors(doing: str, path: Path) -> Iterator[None]:
    """Tells operating-system errors as ``StoreError`` with a mend."""
    try:
        yield
    except OSError as error:
        raise explained(error, doing, path) from error


def explained(error: OSError, doing: str, path: Path) -> StoreError:
    """What an error of the operating system means for a store at ``path``, and its mend."""
    text = str(error)
    if "No space left" in text or "File too large" in text or "Disk quota" in text:
        mend = "Make room on the disk and call again; the store stands as it was before."
    elif isinstance(error, PermissionError) or "Read-only file system" in text or "Permission denied" in text:
        mend = f"Give yourself the right to it, or name another folder with --store (user {_user()})."
    else:
        mend = "The store stands as it was before; call again."
    return StoreError(f"cannot {doing} ({path}): {text}", mend=mend)


def _user() -> str:
    with suppress(AttributeError):
        return str(os.geteuid())
    return "unknown"
