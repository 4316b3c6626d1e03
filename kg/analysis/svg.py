"""Plots as SVG 1.1 texts: bars, slopes between two ranks, spans on a line of time. The same values, the same bytes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import Final

WIDTH = 800
MARGIN = 16
ROW = 24
LABEL = 300  # most a label takes
RANK = 48  # from a dot to the name beside its rank; apart, or a name written from the right would swallow the rank
LETTERS, TITLE = 13, 16  # pixels of letters
INK, PALE, BLUE, RED = "#222", "#ccc", "#2b6cb0", "#c05621"
ORANGE = "#b45309"

_UNDRAWN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 cannot hold them
_JOINERS = frozenset("\u200c\u200d")  # some scripts are spelt with them


def bars(title: str, items: Sequence[tuple[str, float, str]]) -> str:
    """Horizontal bars.

    Args:
        title: what is shown.
        items: label, length (nought or more) and what stands behind the bar, top to bottom.
    """
    left = MARGIN + _room(label for label, _, _ in items)
    longest = max([length for _, length, _ in items] or [0])
    scale = (WIDTH - left - 6 * MARGIN) / longest if longest > 0 else 0
    parts: list[str] = []
    for index, (label, length, told) in enumerate(items):
        middle = _line(index)
        parts += [
            _label(left - 8, middle, label, left - 8 - MARGIN / 2, anchor="end"),
            f'<rect x="{left:.0f}" y="{middle - 8:.0f}" width="{length * scale:.1f}" height="16" fill="{BLUE}"/>',
            _text(left + length * scale + 6, middle, told),
        ]
    return _picture(title, len(items), parts)


def slopes(title: str, sides: tuple[str, str], items: Sequence[tuple[str, int | None, int | None]]) -> str:
    """Ranks before and after, joined by a line; who is on one side alone has a dot there.

    Args:
        title: what is shown.
        sides: what both sides are called.
        items: label, rank before and rank after; the order of a side is that of its ranks, equals as they come.
    """
    left, right = MARGIN + LABEL, WIDTH - MARGIN - LABEL
    before = _standing(items, 1)
    after = _standing(items, 2)
    parts = [_text(left, _line(0), sides[0], anchor="end"), _text(right, _line(0), sides[1])]
    for index, (label, old, new) in enumerate(items):
        colour = PALE if old is None or new is None else RED if new > old else BLUE if new < old else INK
        if old is not None:
            y = _line(before[index] + 1)
            parts += [_text(left - 12, y, str(old), anchor="end"), _dot(left, y, colour)]
            parts.append(_label(left - RANK, y, label, left - RANK - MARGIN / 2, anchor="end"))
        if new is not None:
            y = _line(after[index] + 1)
            parts += [
                _text(right + 12, y, str(new)),
                _dot(right, y, colour),
                _label(right + RANK, y, label, LABEL - RANK),
            ]
        if old is not None and new is not None:
            parts.append(
                f'<line x1="{left}" y1="{_line(before[index] + 1):.0f}" x2="{right}"'
                f' y2="{_line(after[index] + 1):.0f}" stroke="{colour}" stroke-width="1.5"/>'
            )
    return _picture(title, 1 + max(len(before), len(after)), parts)


def spans(title: str, items: Sequence[tuple[str, str, str, str]], *, happened: Collection[str] = ()) -> str:
    """Days or stretches of days, each on a line of its own above a scale of time and a legend of statuses.

    Args:
        title: what is shown.
        items: label, status, first and last ISO day, empty for an open end; one with neither has no mark.
        happened: statuses drawn as a filled circle; every other has a shape of its own.
    """
    left = MARGIN + _room(label for label, *_ in items)
    days = [_ordinal(day) for _, _, *ends in items for day in ends if day]
    first, last = (min(days), max(days)) if days else (0, 0)
    scale = (WIDTH - left - 2 * MARGIN) / max(1, last - first)
    statuses = sorted({status for _, status, _, _ in items if status}, key=lambda one: (one not in happened, one))
    others = [one for one in statuses if one not in happened]
    shapes = {one: "" if one in happened else _SHAPES[others.index(one) % len(_SHAPES)] for one in statuses}
    parts: list[str] = []
    for index, (label, status, begin, end) in enumerate(items):
        middle = _line(index)
        parts.append(_label(left - 8, middle, label, left - 8 - MARGIN / 2, anchor="end"))
        if not (begin or end):
            parts.append(_text(left, middle, "no date"))
            continue
        start = left + ((_ordinal(begin) if begin else first) - first) * scale
        stop = left + ((_ordinal(end) if end else last) - first) * scale
        colour = ORANGE if shapes.get(status) else BLUE
        if stop > start:
            broken = ' stroke-dasharray="4 3"' if shapes.get(status) else ""
            parts.append(
                f'<line x1="{start:.1f}" y1="{middle:.0f}" x2="{stop:.1f}" y2="{middle:.0f}" stroke="{colour}"'
                f' stroke-width="3"{broken}/>'
            )
        marked = dict.fromkeys(at for at, day in ((start, begin), (stop, end)) if day)
        parts += [_shape(shapes.get(status, ""), at, middle, colour) for at in marked]
    lines = len(items)
    if days:
        bottom = _line(lines)
        right, above = WIDTH - 2 * MARGIN, bottom - 10
        parts.append(f'<line x1="{left:.0f}" y1="{above}" x2="{right}" y2="{above}" stroke="{INK}"/>')
        parts.append(_text(left, bottom + 6, _day(first)))
        if last > first:
            parts.append(_text(right, bottom + 6, _day(last), anchor="end"))
        x = float(WIDTH)
        for status in statuses:
            wide = 24 + _wide(status) + MARGIN
            if x + wide > WIDTH - MARGIN:
                x, lines = float(MARGIN), lines + 1
            parts += [
                _shape(shapes[status], x + 6, _line(lines), ORANGE if shapes[status] else BLUE),
                _text(x + 18, _line(lines), status),
            ]
            x += wide
    return _picture(title, lines + 1, parts)


_SHAPES: Final = ("ring", "square", "triangle", "diamond", "cross", "bar", "wedge")


def _shape(shape: str, x: float, y: float, colour: str) -> str:
    """The mark of a status: a filled circle, or another shape that is told apart without its colour."""
    if not shape:
        return _dot(x, y, colour)
    if shape == "ring":
        return f'<circle cx="{x:.1f}" cy="{y:.0f}" r="4.5" fill="#fff" stroke="{colour}" stroke-width="2"/>'
    path = {
        "square": "M-4.5 -4.5h9v9h-9z", "triangle": "M0 -5.5 5.5 4.5H-5.5z", "diamond": "M0 -6 6 0 0 6 -6 0z",
        "cross": "M-4.5 -4.5 4.5 4.5M-4.5 4.5 4.5 -4.5", "bar": "M0 -6V6", "wedge": "M0 5.5 5.5 -4.5H-5.5z",
    }[shape]  # fmt: skip
    place = f'transform="translate({x:.1f} {y:.0f})"'
    return f'<path d="{path}" {place} fill="#fff" stroke="{colour}" stroke-width="2"/>'


def _picture(title: str, lines: int, parts: Iterable[str]) -> str:
    """The whole picture, with its title above."""
    height = _line(lines) + MARGIN
    body = "\n".join(parts)
    shown = _fitting(title, WIDTH - 2 * MARGIN, TITLE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' font-family="sans-serif" font-size="{LETTERS}" role="img">\n'
        f"<title>{_clean(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="{MARGIN}" y="{MARGIN + 12}" font-size="{TITLE}" fill="{INK}">{_clean(shown)}</text>\n'
        f"{body}\n</svg>\n"
    )


def _line(index: int) -> int:
    """Middle of a line below the title."""
    return 3 * MARGIN + ROW * index + ROW // 2


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    """Words beside a point; the baseline is set by hand, for not every viewer centres."""
    return f'<text x="{x:.1f}" y="{y + 4:.0f}" fill="{INK}" text-anchor="{anchor}">{_clean(words)}</text>'


def _label(x: float, y: float, words: str, room: float, *, anchor: str = "start") -> str:
    """Words with so many pixels to stand in: what is shortened at its end is told whole to who points at it."""
    shown = _fitting(words, room)
    text = _text(x, y, shown, anchor=anchor)
    return text if shown == words else f"<g><title>{_clean(words)}</title>{text}</g>"


def _dot(x: float, y: float, colour: str) -> str:
    """A point."""
    return f'<circle cx="{x:.1f}" cy="{y:.0f}" r="4" fill="{colour}"/>'


def _standing(items: Sequence[tuple[str, int | None, int | None]], side: int) -> dict[int, int]:
    """Index of an item -> its place on one side."""
    ranked: list[tuple[int, int]] = []
    for index, item in enumerate(items):
        rank = item[1] if side == 1 else item[2]
        if rank is not None:
            ranked.append((rank, index))
    return {index: place for place, (_, index) in enumerate(sorted(ranked))}


def _room(labels: Iterable[str]) -> float:
    """How wide the column of labels is."""
    return min(LABEL, 16 + max([_wide(label) for label in labels] or [0.0]))


def _fitting(words: str, room: float, size: float = LETTERS) -> str:
    """Words, shortened with an ellipsis from their end where they take more than so many pixels."""
    if _wide(words, size) <= room:
        return words
    shown = words
    while shown and _wide(f"{shown}…", size) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _wide(words: str, size: float = LETTERS) -> float:
    """Pixels that words take, about, rather too many than too few: no two viewers have the same letters."""
    return size * sum(map(_letter, words))


def _letter(character: str) -> float:
    """Width of a character, as a part of the letters' size."""
    if unicodedata.combining(character) or character in _JOINERS:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"} or ord(character) > 0xFFFF:
        return 1.1
    return (
        0.36
        if character in "iIjlft.,:;|!'() "
        else 0.95
        if character in "mwMW@%"
        else 0.72
        if character.isupper()
        else 0.63
    )


def _clean(words: str) -> str:
    """Words as XML holds them: no control characters, nothing that turns the line around."""
    drawn = "".join(
        character
        for character in _UNDRAWN.sub("", words)
        if character.isspace() or character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf"}
    )
    return escape(" ".join(drawn.split()))


def _ordinal(day: str) -> int:
    """Number of an ISO day."""
    return dt.date.fromisoformat(day).toordinal()


def _day(number: int) -> str:
    """The ISO day of a number."""
    return dt.date.fromordinal(number).isoformat()
