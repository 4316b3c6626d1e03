"""Pieces into a file or a folder, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import UsageError

_MEND = "Choose another place with -o."


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file beside its place and rename it: a full disk or a killed process leaves no half file there.

    Raises:
        UsageError: when it cannot be written; what was there stays.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})", mend=_MEND) from error
    finally:
        unfinished.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, Iterable[bytes]]) -> None:
    """Write a folder beside its place and rename it; in a folder that is there, files of these names are replaced.

    Args:
        path: of the folder; others' files in it stay.
        files: name -> pieces.

    Raises:
        UsageError: when it cannot be written; unless the disk fails while files are renamed, what was there stays.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for name, pieces in files.items():
            with (unfinished / name).open("wb") as file:
                file.writelines(pieces)
        if path.exists():
            for name in files:
                (unfinished / name).replace(path / name)
        else:
            unfinished.rename(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})", mend=_MEND) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
