"""Tables fit any window."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kg.cli.tables import GAP, column_widths, plain, print_table

CELLS = st.text(alphabet="ab 漢", max_size=60)


@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)),
    st.integers(30, 120),
)
def test_columns_share_the_window_and_no_column_is_wider_than_it_need_be(cells, available):
    widths = column_widths(cells, available)
    assert sum(widths) + GAP * len(widths) <= available
    wanted = [max(1, *map(cell_len, column)) for column in zip(*cells, strict=True)]
    assert all(1 <= width <= want for width, want in zip(widths, wanted, strict=True))


def test_what_fits_is_not_folded():
    assert column_widths([["Date", "Event"], ["2024-03-04", "Meeting of two"]], 80) == [10, 14]


def test_words_stay_whole_before_long_text_gets_room():
    widths = column_widths([["2024-03-04", "word " * 50]], 40)
    assert widths == [10, 40 - 10 - 2 * GAP]


def printed(heads, rows, width):
    stream = io.StringIO()
    print_table(Console(file=stream, width=width), heads, rows)
    return stream.getvalue()


def test_a_row_too_tall_to_read_across_becomes_a_block_of_lines():
    text = printed(["Name", "Sentence", "Note"], [["a", "word " * 60, ""], ["b", "short", "x"]], 60)
    assert text.startswith("Name      a")
    assert "Note" not in text.partition("\n\n")[0]
    assert "Note      x" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred\x07", "a[31mred"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("\ud800", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_what_strangers_wrote_cannot_steer_the_terminal(text, shown):
    assert plain(text) == shown
