"""Plots as SVG 1.1 texts: bars, slopes between two ranks, spans on a line of time. The same values, the same bytes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

WIDTH = 800
MARGIN = 16
ROW = 24
LABEL = 300  # most a label takes
RANK = 48  # from a dot to the name beside its rank; apart, or a name written from the right would swallow the rank
LETTERS = 42  # of a label; longer ones are cut
LETTER = 7.2  # about, of a letter
INK, PALE, BLUE, RED = "#222", "#ccc", "#2b6cb0", "#c05621"

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
            _text(left - 8, middle, label, anchor="end"),
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
            parts.append(_text(left - RANK, y, _cut(label), anchor="end"))
        if new is not None:
            y = _line(after[index] + 1)
            parts += [_text(right + 12, y, str(new)), _dot(right, y, colour), _text(right + RANK, y, _cut(label))]
        if old is not None and new is not None:
            parts.append(
                f'<line x1="{left}" y1="{_line(before[index] + 1):.0f}" x2="{right}"'
                f' y2="{_line(after[index] + 1):.0f}" stroke="{colour}" stroke-width="1.5"/>'
            )
    return _picture(title, 1 + max(len(before), len(after)), parts)


def spans(title: str, items: Sequence[tuple[str, str, str]]) -> str:
    """Days or stretches of days, each on a line of its own above a scale of time.

    Args:
        title: what is shown.
        items: label, first and last ISO day, empty for an open end; one with neither has no mark.
    """
    left = MARGIN + _room(label for label, _, _ in items)
    days = [_ordinal(day) for _, *ends in items for day in ends if day]
    first, last = (min(days), max(days)) if days else (0, 0)
    scale = (WIDTH - left - 2 * MARGIN) / max(1, last - first)
    parts: list[str] = []
    for index, (label, begin, end) in enumerate(items):
        middle = _line(index)
        parts.append(_text(left - 8, middle, label, anchor="end"))
        if not (begin or end):
            parts.append(_text(left, middle, "no date"))
            continue
        start = left + ((_ordinal(begin) if begin else first) - first) * scale
        stop = left + ((_ordinal(end) if end else last) - first) * scale
        if stop > start:
            parts.append(
                f'<line x1="{start:.1f}" y1="{middle:.0f}" x2="{stop:.1f}" y2="{middle:.0f}" stroke="{BLUE}"'
                ' stroke-width="4"/>'
            )
        parts += [_dot(at, middle, BLUE) for at, day in ((start, begin), (stop, end)) if day]
    if days:
        bottom = _line(len(items))
        right, above = WIDTH - 2 * MARGIN, bottom - 10
        parts.append(f'<line x1="{left:.0f}" y1="{above}" x2="{right}" y2="{above}" stroke="{INK}"/>')
        parts.append(_text(left, bottom + 6, _day(first)))
        if last > first:
            parts.append(_text(right, bottom + 6, _day(last), anchor="end"))
    return _picture(title, len(items) + 1, parts)


def _picture(title: str, lines: int, parts: Iterable[str]) -> str:
    """The whole picture, with its title above."""
    height = _line(lines) + MARGIN
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        ' font-family="sans-serif" font-size="13" role="img">\n'
        f"<title>{_clean(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="{MARGIN}" y="{MARGIN + 12}" font-size="16" fill="{INK}">{_clean(title)}</text>\n'
        f"{body}\n</svg>\n"
    )


def _line(index: int) -> int:
    """Middle of a line below the title."""
    return 3 * MARGIN + ROW * index + ROW // 2


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    """Words beside a point; the baseline is set by hand, for not every viewer centres."""
    shown = _clean(_cut(words, LETTERS + 8))
    return f'<text x="{x:.1f}" y="{y + 4:.0f}" fill="{INK}" text-anchor="{anchor}">{shown}</text>'


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
    return min(LABEL, 16 + LETTER * max([len(_cut(label)) for label in labels] or [0]))


def _cut(words: str, letters: int = LETTERS) -> str:
    """No longer than there is room for."""
    return words if len(words) <= letters else words[: letters - 1].rstrip() + "…"


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
