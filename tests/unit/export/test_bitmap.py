"""Pictures as bitmaps."""

import struct

import pytest
from sheets import chart, sheet

from kg.errors import DataError, DependencyError
from kg.export.drawn import bitmap
from kg.export.drawn.bitmap import png_of, write_png

HEAD = b"\x89PNG\r\n\x1a\n"
BARE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}">{2}</svg>'


def size(data):
    assert data.startswith(HEAD)
    return struct.unpack(">II", data[16:24])


def test_a_picture_is_drawn_twice_as_large_and_alike_each_time():
    assert size(png_of(BARE.format(100, 40, ""))) == (200, 80)
    made = chart(sheet("Anna", "ليلى"))
    assert b"".join(write_png(made)) == b"".join(write_png(made))


def test_a_very_large_picture_is_drawn_in_bounds():
    wide, tall = size(png_of(BARE.format(2000, 2000, "")))
    assert 2000 < wide == tall
    assert wide * tall <= bitmap.MOST_PIXELS * 1.05


@pytest.mark.parametrize("name", ["Anna", "Ñandú", "Дмитрий", "Ελένη", "ליאת", "ليلى"])
def test_letters_come_from_the_font_that_is_carried(name):
    def drawn(words):
        return png_of(BARE.format(200, 40, f'<text x="5" y="25" font-family="sans-serif">{words}</text>'))

    assert drawn(name) != drawn("")
    assert drawn(name) != drawn("\ue000" * len(name))  # a letter that no font has


def test_without_the_renderer_the_mend_is_told(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(bitmap, "import_module", missing)
    with pytest.raises(DependencyError, match=r"PNG needs resvg_py.*pip install 'demarche-kg\[png\]', or write SVG"):
        png_of(BARE.format(1, 1, ""))


@pytest.mark.parametrize("words", ["\x01", "\ud800", "<g>"])
def test_what_no_picture_can_hold_is_an_error_of_ours(words):
    with pytest.raises(DataError, match="cannot be drawn as PNG"):
        png_of(BARE.format(100, 40, words))


@pytest.mark.parametrize("typed", ["Beijing\x01\x0b", "\ud800", "</svg>", "&"])
def test_whatever_is_typed_as_a_filter_is_drawn(typed):
    assert b"".join(write_png(chart(sheet("Anna", "Ben"), filters=(typed,)))).startswith(HEAD)
