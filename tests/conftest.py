"""What all tests share: the small store, and honesty about what was skipped.

``KG_NO_SKIPS=1`` makes any skipped test fail the run. Without ``KG_TEST_DATA`` the run says in a line what it left out.

Tests of clients that are no Python packages, browsers among them (``TOOLS``), are no part of a run on a machine that
lacks the client: they are not collected, and the run says in a line which, and what is missing.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")  # a machine that does other work fails no test, and the same examples come every time

DATA = "KG_TEST_DATA"
FAILED = 1
TESTS = Path(__file__).parent
CLIENTS = TESTS / "clients"


def _comunica():
    """What is missing for Comunica."""
    folder = os.environ.get("KG_COMUNICA", "")
    if shutil.which("node") is None:
        return "node is not installed"
    if not (Path(folder) / "node_modules" / "@comunica" / "query-sparql").is_dir():
        return "KG_COMUNICA names no folder in which `npm install @comunica/query-sparql` was called"
    return ""


def _cytoscape():
    """What is missing for cytoscape.js."""
    folder = Path(os.environ.get("KG_CYTOSCAPE", "")) / "node_modules"
    if shutil.which("node") is None:
        return "node is not installed"
    if not (folder / "cytoscape").is_dir() or not (folder / "@js4cytoscape" / "cx-viz-converter").is_dir():
        packages = "cytoscape @js4cytoscape/cx-viz-converter"
        return f"KG_CYTOSCAPE names no folder in which `npm install {packages}` was called"
    return ""


def _chrome():
    """A Chromium of this machine; empty where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, names)), "")


def _browser():
    """What is missing for a page in a browser."""
    if find_spec("playwright") is None:
        return "playwright is not installed"
    if not _chrome():
        return "no Chromium was found: `apt install chromium`, or name one in CHROME"
    return ""


TOOLS = {
    TESTS / "browser": _browser,
    CLIENTS / "test_curl.py": lambda: "" if shutil.which("curl") else "curl is not installed",
    CLIENTS / "test_comunica.py": _comunica,
    CLIENTS / "test_cytoscapejs.py": _cytoscape,
}


def pytest_ignore_collect(collection_path):
    """Tests of a client that is not there are not collected."""
    lacking = (tool() for place, tool in TOOLS.items() if place in (collection_path, *collection_path.parents))
    return True if any(lacking) else None


@pytest.fixture(scope="session")
def chrome():
    """The Chromium that pages are opened in."""
    return _chrome()


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """The folder of a store that holds ``reported_world``; nobody writes to it."""
    import reported_world  # noqa: PLC0415 - most runs of few tests need no store

    folder = tmp_path_factory.mktemp("reported-world") / "store"
    reported_world.publish(folder)
    return folder


@pytest.fixture(scope="session")
def graph(store):
    """The store, opened for questions."""
    from kg.service import open_graph  # noqa: PLC0415 - the same

    return open_graph(store)


def _skipped(config):
    """Reports of skipped tests: (node id, reason)."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [(report.nodeid, report.longrepr[-1] if isinstance(report.longrepr, tuple) else "") for report in reports]


def _within(path, place):
    """Whether a path is a place, or lies in it."""
    return place in (path, *path.parents)


def pytest_sessionfinish(session):
    """A skipped test fails a run that allows none."""
    if os.environ.get("KG_NO_SKIPS") and _skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = FAILED


def pytest_terminal_summary(terminalreporter, config):
    """Tell what was left out, and why."""
    skipped = _skipped(config)
    if os.environ.get("KG_NO_SKIPS") and skipped:
        terminalreporter.section("KG_NO_SKIPS: these tests were skipped, so the run fails", red=True, bold=True)
        for test, reason in skipped:
            terminalreporter.write_line(f"{test}: {reason}")
    missing = [test for test, reason in skipped if DATA in reason]
    if missing and not os.environ.get(DATA):
        names = ", ".join(sorted({test.partition("::")[0] for test in missing}))
        count = "1 test" if len(missing) == 1 else f"{len(missing)} tests"
        terminalreporter.write_line(
            f"{count} skipped for lack of test data ({names}); to run them: {DATA}=FOLDER make test"
        )
    asked = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    for path, lacking in TOOLS.items():
        if any(_within(path, place) or _within(place, path) for place in asked) and lacking():
            terminalreporter.write_line(f"{path.relative_to(CLIENTS.parent)} was not run: {lacking()}")
