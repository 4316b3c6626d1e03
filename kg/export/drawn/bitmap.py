"""PNG: the picture of ``svg`` as a bitmap, twice as large, always light.

Drawn by resvg (https://github.com/linebender/resvg), which ``pip install 'demarche-kg[png]'`` brings; no font of the
machine is used, so that the same network gives the same picture everywhere. DejaVu Sans comes with Demarche: it has
Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters, not Chinese, Japanese, Korean, Thai or those of
India. A letter that it lacks is an empty box: the picture and the command say of how many names. ``svg`` and ``html``
leave letters to the viewer, who has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from importlib import import_module

from kg.errors import DataError, DependencyError
from kg.export.drawn.chart import Chart
from kg.export.drawn.letters import FONT, remark, undrawn, warnings
from kg.export.drawn.picture import svg_lines
from kg.export.drawn.shapes import named
from kg.export.drawn.words import drawn

FAMILY = "DejaVu Sans"
ZOOM = 2
MOST_PIXELS = 9_000_000
"""Of a bitmap: above, it is drawn smaller, for it is held in memory at four bytes a pixel."""

_LABEL = re.compile(r"<text\b[^>]*>([^<]*)</text>")
_SIZE = re.compile(r'<svg [^>]*\bwidth="(?P<width>[0-9.]+)" height="(?P<height>[0-9.]+)"')


def write_png(chart: Chart) -> Iterator[bytes]:
    """A chart as a bitmap.

    Raises:
        DependencyError: when resvg is not installed.
    """
    boxes = undrawn(_names(chart))
    notes = [remark(len(boxes))] if boxes else []
    yield png_of("".join(svg_lines(chart, dark=False, notes=notes)))


def doubts_of(chart: Chart) -> tuple[str, ...]:
    """What is to be said of a chart as a bitmap: which names it cannot draw."""
    return warnings(_names(chart))


def doubts_in(picture: str) -> tuple[str, ...]:
    """The same of an SVG whose labels are text elements of one line."""
    return warnings(map(unescape, _LABEL.findall(picture)), "label")


def _names(chart: Chart) -> list[str]:
    return [drawn(named(node)) for node in chart.sheet.nodes]


def png_of(picture: str) -> bytes:
    """An SVG as a PNG, the same everywhere.

    Args:
        picture: SVG that tells its width and height in pixels, and whose words are of the family sans-serif.

    Raises:
        DependencyError: when resvg is not installed.
        DataError: when it is no SVG.
    """
    try:
        resvg = import_module("resvg_py")
    except ImportError as error:
        raise DependencyError(
            "PNG needs resvg_py, which is not installed", mend="Run pip install 'demarche-kg[png]', or write SVG."
        ) from error
    size = _SIZE.search(picture)
    pixels = float(size["width"]) * float(size["height"]) if size else 0
    zoom = ZOOM if pixels * ZOOM * ZOOM <= MOST_PIXELS else max(1.0, round((MOST_PIXELS / pixels) ** 0.5, 2))
    try:
        bitmap: bytes = resvg.svg_to_bytes(
            svg_string=picture,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as error:
        raise DataError(f"the picture cannot be drawn as PNG ({error})", mend="Write SVG.") from error
    return bytes(bitmap)
