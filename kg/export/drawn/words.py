"""Words in a picture: what can be drawn of them, how wide they are, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.export.sheet import printable

LETTERS = 34  # of a name in a picture; longer ones are cut
GAP = 3.0  # pixels between a person and the name
FARTHER = (0.0, 0.8, 1.9)  # heights of a name that it stands farther off, where there is no room beside the person

_JOINERS = frozenset("\u200c\u200d")  # some scripts are spelt with them
_WIDE = frozenset("FW")
_NARROW = frozenset("iljtfrI.,:;'|!()[] -")
_BROAD = frozenset("mwMW@%")


def drawn(words: str) -> str:
    r"""Words as a line: no control characters, nothing that turns the line around.

    >>> drawn("Anna\n\u202ePetit")
    'Anna Petit'
    """
    kept = "".join(
        character
        for character in printable(words)
        if character.isspace() or character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf"}
    )
    return " ".join(kept.split())


def cut(words: str, letters: int = LETTERS) -> str:
    """No longer than there is room for.

    >>> cut("Anna Petit", 6)
    'Anna…'
    """
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


def width(words: str, size: float) -> float:
    """Pixels that words take, about: no two viewers have the same letters.

    Args:
        words: in any script.
        size: of the letters, in pixels.
    """
    return size * sum(map(_part, words))


def _part(character: str) -> float:
    """Width of a character, as a part of the letters' size."""
    if unicodedata.combining(character) or character in _JOINERS:
        return 0.0
    if unicodedata.east_asian_width(character) in _WIDE or ord(character) > 0xFFFF:
        return 1.05
    if character in _NARROW:
        return 0.36
    if character in _BROAD:
        return 0.92
    return 0.68 if character.isupper() else 0.6


Box = tuple[float, float, float, float]


def place_names(
    centres: Sequence[tuple[float, float]], radii: Sequence[float], sizes: Sequence[tuple[float, float]], *, room: Box
) -> list[tuple[float, float] | None]:
    """Where names stand: below, above, right or left of their persons, or nowhere for lack of room: never on anybody.

    Args:
        centres: of persons, those first whose names matter most.
        radii: of the same.
        sizes: width and height of each name; no width for one that needs no place.
        room: left, top, right and bottom that no name passes.

    Returns:
        The middle of each name; None where there is no room.
    """
    discs = np.array([(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radii, strict=True)]).reshape(-1, 4)
    taken = np.zeros((len(centres), 4))
    count = 0
    found: list[tuple[float, float] | None] = []
    for (x, y), radius, (wide, tall) in zip(centres, radii, sizes, strict=True):
        fitting = [
            (middle, box)
            for middle in _around(x, y, radius, wide, tall)
            if _inside(box := _box(middle, wide, tall), room)
        ]
        free = [(middle, box) for middle, box in fitting if wide and not _meets(box, taken[:count])]
        chosen = next((place for place in free if not _meets(place[1], discs)), None)
        if chosen is not None:
            taken[count] = chosen[1]
            count += 1
        found.append(chosen[0] if chosen else None)
    return found


def _around(x: float, y: float, radius: float, wide: float, tall: float) -> list[tuple[float, float]]:
    """Middles of a name beside a person, the best first; then a little farther off."""
    found: list[tuple[float, float]] = []
    for farther in FARTHER:
        aside, above = radius + GAP + wide / 2 + farther * tall, radius + GAP + tall / 2 + farther * tall
        found += [(x, y + above), (x, y - above), (x + aside, y), (x - aside, y)]
        found += [
            (x + way * part * aside, y + side * above) for part in (0.75, 0.4) for side in (1, -1) for way in (1, -1)
        ]
    return found


def _box(middle: tuple[float, float], wide: float, tall: float) -> Box:
    return (middle[0] - wide / 2, middle[1] - tall / 2, middle[0] + wide / 2, middle[1] + tall / 2)


def _inside(box: Box, room: Box) -> bool:
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _meets(box: Box, others: NDArray[np.float64]) -> bool:
    """Whether a box lies on another."""
    return bool(
        ((others[:, 0] < box[2]) & (others[:, 2] > box[0]) & (others[:, 1] < box[3]) & (others[:, 3] > box[1])).any()
    )
