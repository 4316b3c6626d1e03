"""What deploy/ names is there, and systemd understands its unit."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.cli.app import cli

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "demarche.service"
CONTAINER = ROOT / "deploy" / "Containerfile"


def test_the_container_is_made_of_files_that_are_there():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER.read_text("utf-8"), re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert "pyproject.toml" in names
    assert [name for name in names if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", [UNIT, CONTAINER], ids=lambda page: page.name)
def test_the_command_it_runs_is_one_of_ours(page):
    (command,) = re.findall(r'^(?:ExecStart=\S+/kg |CMD \[")(\w+)', page.read_text("utf-8"), re.MULTILINE)
    assert command in cli.commands


def test_systemd_understands_the_unit(tmp_path):
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text("utf-8").replace("/opt/demarche/bin/kg", "/bin/true"), "utf-8")
    if shutil.which("systemd-analyze"):
        said = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
        assert (said.returncode, [line for line in said.stderr.splitlines() if UNIT.name in line]) == (0, [])
