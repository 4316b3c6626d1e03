"""The suites as the standard has them, on the engine in process and on a service over HTTP."""

import pytest
from w3c.exceptions import Exceptions
from w3c.runs import run_in_process, run_over_http

pytestmark = pytest.mark.data

LISTED = Exceptions.read()


def test_the_suites_are_read_whole(suites):
    counts = {suite: sum(len(suites.cases(folder)) for folder in suites.folders(suite)) for suite in SIZES}
    assert counts == SIZES


# 482 listed in sparql10. 643 listed in sparql11, of them 95 in the three folders that are not run, and one of the graph
# store that its manifest tells and does not list.
SIZES = {"sparql10": 482, "sparql11": 643 - 95 + 1, "sparql12": 269}


def test_every_exception_is_a_test(suites):
    tests = {case.iri for suite in SIZES for folder in suites.folders(suite) for case in suites.cases(folder)}
    assert set(LISTED.engine) <= tests
    assert set(LISTED.mended) <= set(LISTED.engine)


def test_in_process_the_engine_fails_what_is_listed_and_nothing_else(suites, folder):
    _told(LISTED.unexpected_in_process(run_in_process(folder, suites)))


def test_over_http_a_test_fails_only_if_the_engine_in_process_fails_it(suites, service, folder):
    outcomes = run_over_http(folder, service, suites)
    _told(LISTED.unexpected_over_http(outcomes, run_in_process(folder, suites)))


def _told(found):
    """One line for each case, and no trace: the harness is not what failed."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)
