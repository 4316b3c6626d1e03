"""Cells of tables that a spreadsheet opens."""

import pytest

from kg.cells import guarded, unguarded


@pytest.mark.parametrize(
    "cell", ['=HYPERLINK("http://x")', "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "'=1", "＝1+1", "a;=1", "a\r\n=1"]
)
def test_no_cell_of_a_spreadsheet_is_a_formula(cell):
    assert all(part.lstrip()[:1] not in "=+-@＝" for part in guarded(cell).replace("\n", ";").split(";"))
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["Anna Petit", "Jean-Luc", "'Abd al-Rahman", "a=b", "-1", "-0.25", ""])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert guarded(cell) == unguarded(cell) == cell
