"""Kept texts: each article's text beside the graph, under its digest."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from kg.errors import StoreError
from kg.model import Article, Block, BlockKind, Span
from kg.store.folder import TEMPORARY


class Texts:
    """The folder of kept texts. A text never changes; its blocks change with the reader that finds them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, articles: Sequence[Article]) -> None:
        """Keeps texts and blocks of articles; what is kept is left alone. All are on the disk when it returns."""
        for article in articles:
            self._write(article)
        if articles:
            os.sync()  # once for all: two files an article, each by itself, would take most of a commit

    def _write(self, article: Article) -> None:
        text, blocks = self._text(article.digest), self._blocks(article.digest)
        text.parent.mkdir(parents=True, exist_ok=True)
        if not text.exists():
            _replace(text, article.text.encode())
        wanted = json.dumps([[b.kind.value, b.span.start, b.span.end] for b in article.blocks]).encode()
        if not blocks.exists() or blocks.read_bytes() != wanted:
            _replace(blocks, wanted)

    def read(self, digest: str) -> str | None:
        """The text, or None.

        Raises:
            StoreError: when the file no longer has the digest it is named by.
        """
        try:
            data = self._text(digest).read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreError(
                f"the text kept at {self._text(digest)} was changed", mend="Restore it, or build its article again."
            )
        return data.decode()

    def blocks(self, digest: str) -> tuple[Block, ...] | None:
        """Which characters of the text are prose, or None."""
        path = self._blocks(digest)
        try:
            entries = json.loads(path.read_bytes())
            return tuple(Block(BlockKind(kind), Span(start, end)) for kind, start, end in entries)
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            raise StoreError(f"{path} is damaged", mend="Remove the article and build it again.") from error

    def holds(self, article: Article) -> bool:
        """Whether text and blocks are kept as the article has them."""
        return self._text(article.digest).exists() and self.blocks(article.digest) == article.blocks

    def files(self, digest: str) -> tuple[Path, Path]:
        """Where a text and its blocks are kept."""
        return self._text(digest), self._blocks(digest)

    def take(self, folder: Path) -> None:
        """Moves in the texts of a folder laid out as this one, on the same file system, and removes it."""
        for place in sorted(folder.glob("??/*")):
            target = self._path / place.parent.name / place.name
            target.parent.mkdir(parents=True, exist_ok=True)
            place.replace(target)
        shutil.rmtree(folder, ignore_errors=True)
        os.sync()

    def drop(self, digests: Collection[str]) -> None:
        """Keeps these texts no longer."""
        for digest in digests:
            self._text(digest).unlink(missing_ok=True)
            self._blocks(digest).unlink(missing_ok=True)

    def sweep(self, keep: Collection[str]) -> None:
        """Removes what a killed writer left: texts of no article, and half-written files."""
        for path in self._path.glob("??/*"):
            if path.name.split(".", 1)[0] not in keep or path.suffix == ".tmp":
                path.unlink(missing_ok=True)

    def _text(self, digest: str) -> Path:
        return self._path / digest[:2] / f"{digest}.txt"

    def _blocks(self, digest: str) -> Path:
        return self._path / digest[:2] / f"{digest}.json"


def _replace(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all as far as a kill goes; whoever calls brings it onto the disk."""
    temporary = path.with_name(path.name + TEMPORARY)
    temporary.write_bytes(data)
    temporary.replace(path)
