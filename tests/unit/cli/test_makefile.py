"""What make does where something fails."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[3]
HALF = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir -p "$3/bin" && touch "$3/bin/python"
exit 1
"""


def test_half_an_environment_is_taken_away_so_that_the_next_make_tries_again(tmp_path):
    python, venv = tmp_path / "python", tmp_path / "venv"
    python.write_text(HALF)
    python.chmod(0o755)
    made = subprocess.run(
        ["make", "-C", str(ROOT), f"PYTHON={python}", f"VENV={venv}", f"{venv}/bin/python"],
        check=False,
        capture_output=True,
    )
    assert made.returncode != 0
    assert b"-m venv" in made.stdout
    assert not venv.exists()
