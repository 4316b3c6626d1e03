"""Since which generation the store holds each article: what is new since one is told by it.

Kept beside the graph, since the same articles in other batches give the same graph. An article arrives with the
generation whose publication first held it, and keeps that as long as it stays, read again or not; one that was taken
back is forgotten, and arrives anew when it is given again.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError, SupersededError
from kg.store.digests import NUMBER, WIDTH, DigestTable
from kg.store.folder import explain_errors

FILE: Final = "arrivals.bin"
"""In a generation's folder. No backup holds it: whoever restores one counts generations anew.

A head (magic, version, oldest generation, articles, CRC-32 of what follows; little-endian), the digests sorted, 32
bytes each, and in the same order the generations, 4 bytes each.
"""

_HEAD: Final = struct.Struct("<8s4I")
_MAGIC: Final = b"kgarrive"
_VERSION: Final = 1
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")  # in a plain store anybody who writes names graphs as they like


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Of the articles of one generation.

    Attributes:
        since: the oldest generation of which it is known what was there: 0 for all, else the one at which the store
            was given to a program that keeps arrivals, or was restored.
        generations: digest of an article -> the generation it arrived with. Those it lacks were there at ``since``.
    """

    since: int = 0
    generations: Mapping[str, int] = field(default_factory=dict)

    def of(self, digest: str) -> int | None:
        """The generation an article arrived with; None for ``since`` or earlier."""
        return self.generations.get(digest)

    def before(self, digest: str, generation: int) -> bool:
        """Whether an article was there at a generation, ``since`` or a later one."""
        return self.generations.get(digest, self.since) <= generation

    def to_bytes(self) -> bytes:
        """As a file: equal arrivals, equal bytes."""
        table = DigestTable.of(self.generations)
        body = table.to_bytes()
        return _HEAD.pack(_MAGIC, _VERSION, self.since, len(table), zlib.crc32(body)) + body


def read_arrivals(place: Path, generation: int) -> Arrivals:
    """The arrivals kept in a generation's folder; where none are, everything was there when it was made.

    The file is not read but mapped: it takes none of the process's own memory, and stays readable when it goes.

    Args:
        place: the folder.
        generation: its number.

    Raises:
        SupersededError: when the generation is gone.
        StoreError: when the file is damaged, or cannot be read.
    """
    file = place / FILE
    found = None
    with explain_errors("read what the store keeps of its articles", file):
        try:
            with file.open("rb") as opened:
                head = opened.read(_HEAD.size)
                found = _mapped(opened.fileno(), head) if len(head) == _HEAD.size else None
        except FileNotFoundError:
            if not generation or place.exists():
                return Arrivals(generation)
            raise SupersededError(f"generation {generation} was superseded and is gone", mend="Ask again.") from None
    if found is None:
        raise StoreError(
            f"{file} is damaged",
            mend="Remove it: what is new is then told since this generation, and nothing else is lost.",
        )
    return found


def _mapped(descriptor: int, head: bytes) -> Arrivals | None:
    """What an open file holds; None where it is damaged."""
    magic, version, since, count, checksum = _HEAD.unpack(head)
    data = mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    if (magic, version) != (_MAGIC, _VERSION) or len(data) != _HEAD.size + count * (WIDTH + NUMBER):
        return None
    with memoryview(data) as whole, whole[_HEAD.size :] as body:
        if zlib.crc32(body) != checksum:  # 36 MB in some milliseconds, in which other threads go on
            return None
    return Arrivals(since, DigestTable(data, count, start=_HEAD.size))


def next_arrivals(
    before: Callable[[], Arrivals],
    store: ox.Store,
    graphs: Mapping[str | None, Sequence[ox.Quad]],
    *,
    prefix: str,
    generation: int,
) -> Arrivals | None:
    """The arrivals after a change; None where no article's graph begins or ends.

    Args:
        before: those of the present generation; asked for where some change.
        store: the engine of the present generation.
        graphs: as of ``Change``.
        prefix: what IRIs of articles' graphs begin with; behind it stands the digest.
        generation: number of the one that the change makes.

    Raises:
        StoreError: what ``before`` raises.
    """
    begun: dict[str, int] = {}
    ended: list[str] = []
    for iri, quads in graphs.items():
        if iri is None or not iri.startswith(prefix) or not _DIGEST.fullmatch(digest := iri.removeprefix(prefix)):
            continue
        held = store.contains_named_graph(ox.NamedNode(iri))
        if quads and not held:
            begun[digest] = generation
        elif held and not quads:
            ended.append(digest)
    if not begun and not ended:
        return None
    present = before()
    return Arrivals(present.since, DigestTable.of(present.generations).changed(begun, ended))
