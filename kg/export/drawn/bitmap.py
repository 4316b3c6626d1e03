"""PNG: the picture of ``svg`` as a bitmap, twice as large, always light.

Drawn by resvg (https://github.com/linebender/resvg), which ``pip install 'demarche-kg[png]'`` brings; no font of the
machine is used, so that the same network gives the same picture everywhere. DejaVu Sans comes with Demarche: it has
Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters, not Chinese, Japanese, Korean, Thai or those of
India. A letter that it lacks is an empty box; ``svg`` and ``html`` leave letters to the viewer, who has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from kg.errors import DataError, DependencyError
from kg.export.drawn.chart import Chart
from kg.export.drawn.picture import svg_lines

FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
FAMILY = "DejaVu Sans"
ZOOM = 2
MOST_PIXELS = 9_000_000
"""Of a bitmap: above, it is drawn smaller, for it is held in memory at four bytes a pixel."""

_SIZE = re.compile(r'<svg [^>]*\bwidth="(?P<width>[0-9.]+)" height="(?P<height>[0-9.]+)"')


def write_png(chart: Chart) -> Iterator[bytes]:
    """A chart as a bitmap.

    Raises:
        DependencyError: when resvg is not installed.
    """
    yield png_of("".join(svg_lines(chart, dark=False)))


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
        drawn: bytes = resvg.svg_to_bytes(
            svg_string=picture,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    except ValueError as error:
        raise DataError(f"the picture cannot be drawn as PNG ({error})", mend="Write SVG.") from error
    return bytes(drawn)
