"""Letters that PNG has no shapes for are counted and told."""

import re
from html import escape

import pytest
from sheets import chart, sheet

from kg.export.drawn import bitmap
from kg.export.drawn.bitmap import doubts_in, doubts_of, png_of, write_png
from kg.export.drawn.letters import undrawn, warnings
from kg.export.drawn.picture import write_svg

DRAWN = ["Zoë", "Ñandú", "Дмитрий", "Ελένη", "ליאת", "ليلى حداد", "Արամ", "რევაზ", "Nguyễn", "Ann\u200da", "\u202eAnna"]
BOXES = ["山田", "홍길동", "สมชาย", "राम शर्मा", "அருண்", "አበበ", "\U0001f54a"]


@pytest.mark.parametrize("name", [*DRAWN, *BOXES])
def test_a_name_is_told_just_where_the_renderer_draws_a_box(name):
    def picture(words):
        return png_of(
            '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">'
            f'<text x="5" y="25" font-family="sans-serif">{words}</text></svg>'
        )

    boxes = any(len(letter) and picture(letter) == picture("\ue000") for letter in name if letter.isprintable())
    assert bool(undrawn([name])) is boxes is (name in BOXES)


def test_of_several_names_the_first_three_are_told():
    assert not warnings(DRAWN)
    assert warnings(["Anna", "山田"]) == (
        "1 name (山田) holds letters that PNG has no shapes for: boxes stand there. Write SVG, which takes any font.",
    )
    (told,) = warnings([*BOXES, *BOXES])
    assert told.startswith("7 names (山田, 홍길동, สมชาย …) hold letters")


def test_the_bitmap_says_it_itself_and_the_svg_has_no_need_to(monkeypatch):
    made = chart(sheet("Anna", "山田"))
    pictures = []
    monkeypatch.setattr(bitmap, "png_of", lambda picture: pictures.append(picture) or b"")
    list(write_png(made))
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)", pictures[0]))
    assert "1 name holds letters that PNG has no shapes for" in words
    assert "no shapes" not in b"".join(write_svg(made)).decode()
    assert doubts_of(made) == warnings(["山田"])
    assert not doubts_of(chart(sheet("Anna", "ليلى")))


def test_labels_of_a_plot_are_looked_at_as_they_are_drawn():
    picture = "".join(f'<text x="1" y="2">{escape(words)}</text>' for words in ("A & B", "<山>", "山田"))
    assert doubts_in(picture) == warnings(["<山>", "山田"], "label")
