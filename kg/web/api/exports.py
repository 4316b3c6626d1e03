"""Exports over HTTP: made whole on the disk first: an error is told as one, and a slow client keeps nobody waiting.

A form of several files is sent as a ZIP archive, whose entries have no time of their own: the same store gives the same
bytes.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.errors import SizeLimitError, StoreError, TimeLimitError
from kg.export import FORMATS, FolderForm, StoreForm
from kg.service import KnowledgeGraph
from kg.web.api.bounds import check_export
from kg.web.parameters import Values

File = IO[bytes]
ARCHIVE: Final = "application/zip"
_IN_MEMORY: Final = 1 << 20  # bytes of an export that needs no file
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # that an archive can tell
_UNIX: Final = 3
_MODE: Final = 0o644 << 16


def media_of(form: str) -> str:
    """What an export is sent as."""
    found = FORMATS[form]
    return ARCHIVE if isinstance(found, FolderForm) else found.media_type


def file_of(form: str) -> str:
    """The name under which it is offered to be kept."""
    found = FORMATS[form]
    return f"demarche-{form}.zip" if isinstance(found, FolderForm) else f"demarche{found.suffix}"


class Limits:
    """What one export may cost, looked at between its steps: network, measures, what is drawn, each piece of it.

    Nothing ends a step. The pictures svg and png are one piece each, so what they may cost beyond is bounded by the
    events of the network (``kg.web.api.bounds``) and by the persons who may be shown.

    Args:
        file: that it is written into.
        seconds: of a processor. size: bytes.
    """

    def __init__(self, file: IO[bytes], *, seconds: float, size: int) -> None:
        self._file = file
        self._until = time.thread_time() + seconds
        self._seconds = seconds
        self._size = size

    def write(self, piece: bytes) -> None:
        """Write a piece.

        Raises:
            SizeLimitError, TimeLimitError: when it is too much.
        """
        self._file.write(piece)
        self.check()

    def check(self) -> None:
        """Raises: as ``write``."""
        mend = "Run kg export where the store is: it has no such bound."
        if self._file.tell() > self._size:
            raise SizeLimitError(f"the export has more than {self._size:,} bytes", mend=mend)
        if time.thread_time() > self._until:
            raise TimeLimitError(f"the export takes more than {self._seconds:g} seconds", mend=mend)


def made(graph: KnowledgeGraph, form: str, values: Values, *, seconds: float, size: int) -> File:
    """An export, written whole into a file, at its beginning; whoever reads it closes it.

    Args:
        graph: of one generation.
        form: of ``FORMATS``.
        values: wishes and measures.
        seconds: of a processor that it may take.
        size: bytes that it may have.

    Raises:
        UsageError: for a wish.
        SizeLimitError, TimeLimitError: when it would cost more than it may.
        StoreError: when there is no room to write it.
    """
    found = FORMATS[form]
    if not isinstance(found, StoreForm):
        check_export(graph)
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    try:
        limits = Limits(file, seconds=seconds, size=size)
        if isinstance(found, FolderForm):
            _zip(file, graph.export_files(form, step=limits.check, **values), limits)
        else:
            for piece in graph.export(form, step=limits.check, **values):
                limits.write(piece)
    except OSError as error:
        file.close()
        raise StoreError(f"there is no room for the export ({error.strerror})") from error
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _zip(file: IO[bytes], files: Mapping[str, Iterator[bytes]], limits: Limits) -> None:
    """Several files as one archive."""
    with ZipFile(file, "w") as archive:
        for name, pieces in files.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _MODE
            with archive.open(entry, "w") as target:
                for piece in pieces:
                    target.write(piece)
                    limits.check()
