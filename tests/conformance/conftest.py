"""The suites, and a service for each worker of the run; see ``w3c/starting.py`` for how to name another."""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from w3c.service import Service
from w3c.starting import named_address, started
from w3c.suites import Suites

SUITES = ("sparql10", "sparql11", "sparql12")
NO_DATA = "KG_TEST_DATA is not set, or holds no rdf-tests: the W3C suites are not run"


def _suites():
    root = Path(os.environ.get("KG_TEST_DATA", "")) / "rdf-tests"
    return Suites(root) if os.environ.get("KG_TEST_DATA") and root.is_dir() else None


def pytest_generate_tests(metafunc):
    """One test for each folder of the suites."""
    if "folder" in metafunc.fixturenames:
        suites = _suites()
        metafunc.parametrize("folder", suites.folders(*SUITES) if suites else ["no suites"])


@pytest.fixture(scope="session")
def suites():
    """The suites' files."""
    found = _suites()
    if found is None:
        pytest.skip(NO_DATA)
    return found


@pytest.fixture(scope="session")
def service(suites, tmp_path_factory):
    """An empty service that takes writes."""
    with ExitStack() as stack:
        address = named_address()
        if address and "PYTEST_XDIST_WORKER" in os.environ:
            pytest.fail("KG_ENDPOINT is one service for one worker: run without -n")
        address = address or stack.enter_context(started(tmp_path_factory.mktemp("service")))
        service = Service(address, suites)
        stack.callback(service.close)
        if not service.is_empty():
            pytest.fail(f"{address.root} holds data, which the tests would replace")
        if named_address():
            stack.callback(service.load, ())
        yield service
