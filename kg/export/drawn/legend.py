"""What colours, shapes, sizes, widths and dashes mean, below a picture."""

from __future__ import annotations

from itertools import accumulate

from kg.export.drawn.chart import Chart
from kg.export.drawn.drawing import Drawing
from kg.export.drawn.groups import REST, contacts
from kg.export.drawn.shapes import DASHES, mark, number, radius, thickness
from kg.export.drawn.telling import counted, unlikely
from kg.export.drawn.words import cut
from kg.export.markup import xml_attributes as attributes
from kg.export.markup import xml_text as text

INK, LINE, LETTERS = "#1a1f26", 24.0, 13.0
LEFT, WIDE = 24.0, 420.0  # of the columns
_LONGEST = 52  # letters
_KEY = 9.0  # radius of a shape


def legend(chart: Chart, drawing: Drawing, larger: float = 1.0) -> tuple[str, float]:
    """The legend as SVG, and its height in pixels.

    Args:
        chart: what is drawn.
        drawing: its groups.
        larger: how much larger the legend will be drawn than the picture; sizes and widths are told by the picture's.
    """
    rows = [(_shape(drawing, place), _group(drawing, place), LINE) for place in range(len(drawing.groups))]
    most = max(map(contacts, chart.sheet.nodes), default=0)
    other: list[tuple[str, str, float]] = []
    for amount in _few(most):
        size = radius(amount, most) / larger
        other.append((_circle(size), counted(amount, "contact"), max(LINE, 2 * size + 5)))
    other += [
        (_line(thickness(amount) / larger), f"{counted(amount, 'event')} shared", LINE)
        for amount in _few(max((len(edge.events) for edge in chart.sheet.edges), default=0))
    ]
    if statuses := unlikely(chart):
        other.append((_line(2, dashed=True), f"no event is said to have happened: {statuses}", LINE))
    parts = [*_column(rows, LEFT), *_column(other, LEFT + WIDE)]
    return "".join(parts), max(sum(tall for *_, tall in column) for column in (rows, other)) + 8


def groups_told(drawing: Drawing) -> list[tuple[str, str]]:
    """Each group's shape as a small picture, and its name, for a page."""
    return [
        (
            f'<svg viewBox="-12 -12 24 24" width="22" height="22" aria-hidden="true">{_shape(drawing, place)}</svg>',
            _group(drawing, place),
        )
        for place in range(len(drawing.groups))
    ]


def _column(rows: list[tuple[str, str, float]], x: float) -> list[str]:
    """Keys with their words, one below another."""
    ends = list(accumulate(tall for *_, tall in rows))
    return [
        f'<g transform="translate({number(x + 18)} {number(end - tall / 2)})">{key}'
        f'<text class="ink" x="34" y="4.5" font-size="{number(LETTERS)}" fill="{INK}">{text(words)}</text></g>\n'
        for (key, words, tall), end in zip(rows, ends, strict=True)
    ]


def _shape(drawing: Drawing, place: int) -> str:
    group = drawing.groups[place]
    return f'<g fill="{group.colour}">{mark(group, _KEY * 0.8)}</g>'


def _group(drawing: Drawing, place: int) -> str:
    group = drawing.groups[place]
    told = cut(group.label, _LONGEST)
    return f"{len(group.members)} {told}" if group.colour == REST else told


def _circle(size: float) -> str:
    return f'<circle r="{size:.2f}" fill="{REST}"/>'


def _line(width: float, *, dashed: bool = False) -> str:
    dashes = {"stroke-dasharray": DASHES} if dashed else {}
    return f'<line x1="-14" x2="14"{attributes(stroke=REST, **{"stroke-width": f"{width:.2f}"}, **dashes)}/>'


def _few(most: int) -> list[int]:
    """One, some and the most."""
    return sorted({1, max(1, round(most / 4)), most}) if most else []
