"""The picture of a path: persons as boxes from left to right, lines between them, as places in units of a pixel.

Only where everything is; the template draws it. Fonts are not known here, so widths are those of a wide one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

FONT: Final = 15
LINE: Final = 19
_PADDING: Final = 16
_NARROWEST, _WIDEST = 84, 150
_GAPS: Final = (132, 100)  # of a few, and of more than those
_FEW: Final = 4
_ABOVE_LINE: Final = 32  # of the words over a line
_BELOW_LINE: Final = 46
EDGE: Final = 4
_WIDE, _NARROW = 1.0, 0.58  # of the height of letters
_MOST_LINES: Final = 3
_BASE: Final = 0.35  # of the height of letters, from their middle to their foot
_ABOVE: Final = 8  # of words over a line
_THIN, _THICK, _EACH = 1.5, 6.0, 0.75


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody: upper left corner, size, and the name as lines, each with the height at which it stands."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]

    @property
    def middle(self) -> float:
        """From the left."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Between two boxes: from, to, how high, and how thick."""

    start: float
    end: float
    y: float
    thickness: float

    @property
    def middle(self) -> float:
        """From the left."""
        return (self.start + self.end) / 2

    @property
    def over(self) -> float:
        """Where words over it stand."""
        return self.y - _ABOVE

    @property
    def length(self) -> float:
        """From box to box."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Strip:
    """A path from left to right."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def strip(names: Sequence[str], counts: Sequence[int]) -> Strip:
    """Lay out a path.

    Args:
        names: of those on it.
        counts: of the facts between each two of them, one fewer.
    """
    named = [written(name) for name in names]
    height = max(map(len, named)) * LINE + _PADDING
    middle = max(EDGE + height / 2, _ABOVE_LINE)
    y = middle - height / 2
    gap = _GAPS[len(names) > _FEW]
    boxes, lines = [], []
    x = float(EDGE)
    for place, rows in enumerate(named):
        width = min(max(_NARROWEST, max(map(_width, rows)) + 2 * _PADDING), _WIDEST)
        boxes.append(boxed(x, y, width, height, rows))
        x += width
        if place < len(counts):
            lines.append(Line(round(x, 1), round(x + gap, 1), middle, thick(counts[place])))
            x += gap
    return Strip(round(x + EDGE, 1), max(y + height + EDGE, middle + _BELOW_LINE), tuple(boxes), tuple(lines))


def boxed(x: float, y: float, width: float, height: float, rows: Sequence[str]) -> Box:
    """A box with the lines of a name in its middle."""
    first = y + height / 2 - (len(rows) - 1) * LINE / 2 + FONT * _BASE
    placed = tuple((round(first + row * LINE, 1), words) for row, words in enumerate(rows))
    return Box(round(x, 1), round(y, 1), round(width, 1), height, placed)


def thick(count: int) -> float:
    """How thick the line of so many facts is."""
    return min(_THICK, _THIN + _EACH * (count - 1))


def written(name: str) -> list[str]:
    """A name in a few lines that fit; what does not is cut, and told whole elsewhere."""
    room = _WIDEST - 2 * _PADDING
    rows: list[str] = []
    for word in name.split() or [name]:
        if rows and _width(f"{rows[-1]} {word}") <= room:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    if len(rows) > _MOST_LINES:
        rows = [*rows[: _MOST_LINES - 1], f"{rows[_MOST_LINES - 1]} …"]
    return [_cut(row, room) for row in rows]


def _cut(words: str, room: float) -> str:
    if _width(words) <= room:
        return words
    while words and _width(f"{words}…") > room:
        words = words[:-1]
    return f"{words}…"


def _width(words: str) -> float:
    """Of a line of letters, roughly."""
    return sum(_letter(letter) for letter in words) * FONT


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW
