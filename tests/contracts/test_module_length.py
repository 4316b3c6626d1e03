"""A module is short enough to be read at a sitting (CONTRIBUTING.md)."""

from pathlib import Path

import pytest

MOST_LINES = 400
ROOT = Path(__file__).parents[2]
MODULES = sorted([ROOT / "server.py", *(ROOT / "kg").rglob("*.py"), *(ROOT / "training").rglob("*.py")])


def test_the_modules_are_found():
    assert len(MODULES) > 300


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_stays_under_400_lines(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) < MOST_LINES
