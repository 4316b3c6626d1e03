"""The rule of tests/conftest.py about skipped tests, tried on a run of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
SKIPPING = """
import pytest

def test_that_passes():
    pass

@pytest.mark.skip(reason="KG_TEST_DATA is not set")
def test_that_is_skipped():
    pass
"""


@pytest.fixture
def run(tmp_path):
    def run_pytest(text, **environment):
        (tmp_path / "test_inner.py").write_text(text)
        kept = {key: value for key, value in os.environ.items() if key not in ("KG_NO_SKIPS", "KG_TEST_DATA")}
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "conftest",
                "-p",
                "no:cacheprovider",
                "--rootdir",
                ".",
                "-c",
                "none.ini",
                ".",
            ],
            cwd=tmp_path,
            env={**kept, "PYTHONPATH": str(TESTS), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run_pytest


@pytest.fixture(autouse=True)
def _settings(tmp_path):
    (tmp_path / "none.ini").write_text("[pytest]\n")


def test_a_skipped_test_passes_a_plain_run_which_says_how_to_run_it(run):
    done = run(SKIPPING)
    assert done.returncode == 0, done.stdout
    assert (
        "1 test skipped for lack of test data (test_inner.py); to run them: KG_TEST_DATA=FOLDER make test"
        in done.stdout
    )


def test_a_skipped_test_fails_a_run_that_allows_none_and_is_listed(run):
    done = run(SKIPPING, KG_NO_SKIPS="1")
    assert done.returncode == 1
    assert "test_inner.py::test_that_is_skipped: " in done.stdout or "test_inner.py: " in done.stdout


def test_a_run_that_skips_nothing_passes_where_none_is_allowed(run):
    assert run("def test_that_passes():\n    pass\n", KG_NO_SKIPS="1").returncode == 0


@pytest.mark.parametrize("found", [True, False])
def test_a_client_that_is_not_there_takes_its_tests_out_of_the_run_which_says_so(tmp_path, found):
    (tmp_path / "curl").write_text("#!/bin/sh\n")
    (tmp_path / "curl").chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if key != "KG_COMUNICA"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-q", "tests/clients"],
        cwd=TESTS.parent,
        env={**kept, "KG_NO_SKIPS": "1", "PATH": str(tmp_path) if found else str(tmp_path / "empty")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert ("test_curl.py::" in done.stdout) is found
    assert ("clients/test_curl.py was not run: curl is not installed" in done.stdout) is not found
    assert "clients/test_comunica.py was not run: node is not installed" in done.stdout


@pytest.mark.parametrize("found", [True, False])
def test_without_a_browser_its_tests_are_out_of_the_run_which_says_how_to_get_one(tmp_path, found):
    kept = {key: value for key, value in os.environ.items() if key != "CHROME"}
    browser = {"CHROME": "/opt/chromium"} if found else {}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-q", "tests/browser"],
        cwd=TESTS.parent,
        env={**kept, **browser, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("test_pages_in_browser.py::" in done.stdout) is found
    told = "browser was not run: no Chromium was found: `apt install chromium`"
    assert (told in done.stdout) is not found
