"""Which letters a PNG can draw: those that the font which comes with Demarche has a shape for.

The font's own table of letters is read: ``cmap`` of the OpenType specification (ISO/IEC 14496-22, 5.3.1), format 12.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

FONT: Final = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
_SHAPELESS: Final = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""Categories of Unicode that need no shape: controls, joiners and marks of direction, blanks."""
_NAMED: Final = 3
_WIDE: Final = 12  # the format of a table of all of Unicode


def undrawn(words: Iterable[str]) -> tuple[str, ...]:
    """Those of some names, each once, that hold a letter the font lacks: it would be an empty box.

    >>> undrawn(["Zoë", "Дмитрий", "ليلى", "山田"])
    ('山田',)
    """
    known = _letters()
    return tuple(
        name
        for name in dict.fromkeys(words)
        if any(ord(letter) not in known and unicodedata.category(letter) not in _SHAPELESS for letter in name)
    )


def remark(number: int, what: str = "name", *, some: str = "") -> str:
    """That so many names cannot be drawn, with the mend.

    >>> remark(4, some=" (A, B, C …)")
    '4 names (A, B, C …) hold letters that PNG has no shapes for: boxes stand there. Write SVG, which takes any font.'
    """
    noun, verb = (what, "holds") if number == 1 else (f"{what}s", "hold")
    return (
        f"{number:,} {noun}{some} {verb} letters that PNG has no shapes for: boxes stand there."
        " Write SVG, which takes any font."
    )


def warnings(words: Iterable[str], what: str = "name") -> tuple[str, ...]:
    """What is to be said of a PNG with these words: nothing, or which of them cannot be drawn."""
    found = undrawn(words)
    some = f" ({', '.join(found[:_NAMED])}{' …' if len(found) > _NAMED else ''})"
    return (remark(len(found), what, some=some),) if found else ()


@cache
def _letters() -> frozenset[int]:
    """Code points that have a shape."""
    font = FONT.read_bytes()
    start = _tables(font)[b"cmap"]
    count = struct.unpack_from(">H", font, start + 2)[0]
    places = [start + struct.unpack_from(">I", font, start + 8 + 8 * index)[0] for index in range(count)]
    place = next(place for place in places if struct.unpack_from(">H", font, place)[0] == _WIDE)
    groups = struct.unpack_from(">I", font, place + 12)[0]
    found: set[int] = set()
    for index in range(groups):
        first, last, shape = struct.unpack_from(">III", font, place + 16 + 12 * index)
        found.update(range(first + (not shape), last + 1))  # shape 0 is the box
    return frozenset(found)


def _tables(font: bytes) -> Mapping[bytes, int]:
    """Where the tables of a font begin."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return {tag: place for tag, _, place, _ in records}
