"""Errors as strangers may read them."""

import errno
from http import HTTPStatus
from pathlib import Path

import pytest

from kg.errors import DataError, QueryError, StoreBusyError, StoreError, StoreMissingError
from kg.store.folder import explained
from kg.web import statuses
from kg.web.api.openapi import describe
from kg.web.api.table import all_operations
from kg.web.statuses import in_public

PLACE = "/srv/secret place/kg-store"


@pytest.mark.parametrize(
    "error",
    [
        StoreMissingError(f"there is no store at {PLACE}", mend="Make one with: kg build SOURCE... --store DIR"),
        StoreError(f"{PLACE}/STORE.json is damaged"),
        StoreError(f"generation 7 cannot be opened: IO error: No such file: {PLACE}/generations/7/graph/000012.sst"),
        StoreError("secret/relative/graph cannot be read"),
        StoreBusyError(f"the store at {PLACE} is being written by process 7 (kg build '/home/secret') since 12:00"),
        StoreError("damaged", mend=f"Write 7 into {PLACE}/current."),
        explained(OSError(errno.ENOSPC, "No space left on device", f"{PLACE}/current.tmp"), "write", "/srv/secret/x"),
    ],
)
def test_of_an_error_of_the_store_no_path_is_told(error):
    told = " ".join(in_public(error))
    assert "secret" not in told
    assert "/" not in told


def test_what_helps_is_told_all_the_same():
    error = explained(OSError(errno.ENOSPC, "No space left on device"), "write to the store", "/srv/secret")
    message, mend = in_public(error)
    assert "No space left on device" in message
    assert "Make room" in mend


@pytest.mark.parametrize("error", [QueryError("<http://a/b> is wrong", mend="See a/b."), DataError("no text/turtle")])
def test_other_errors_are_told_as_they_are(error):
    assert in_public(error) == (error.message, error.mend)


def test_each_kind_of_error_is_told_in_one_way():
    kinds = [kind for kind, _, _ in statuses._KINDS]
    assert len(set(kinds)) == len(kinds)


WRITES = {HTTPStatus.PRECONDITION_FAILED, HTTPStatus.BAD_GATEWAY}
"""Statuses of writes and of what a LOAD fetches, which the API has none of."""


def test_every_status_that_an_error_has_is_described():
    described = describe(all_operations())
    responses = described["components"]["responses"]
    assert {status for _, status, _ in statuses._KINDS} - WRITES <= {
        HTTPStatus(int(name.removeprefix("Problem"))) for name in responses
    }
    told = described["paths"]["/api/exports/png"]["get"]["responses"]
    assert {"400", "406", "413", "429", "501", "503", "504", "507"} <= set(told)


def test_every_problem_is_described_once_in_the_reference():
    page = (Path(__file__).parents[3] / "docs" / "reference" / "service.md").read_text("utf-8")
    for _, status, slug in statuses._KINDS:
        assert page.count(f"| `{slug}` | {int(status)} |") == 1, slug
