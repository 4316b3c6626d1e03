"""Cases run on a subject, folder by folder."""

from __future__ import annotations

from w3c.description import run_description
from w3c.engine import Engine
from w3c.outcomes import Outcome
from w3c.protocol import run_exchanges
from w3c.requests import run_request
from w3c.service import Service
from w3c.subject import RefusedError
from w3c.suites import ACCEPTED, DESCRIPTION, OVER_HTTP_ALONE, QUERY, REFUSED, UPDATE, Case, Suites

ORDER = (REFUSED, ACCEPTED, QUERY, UPDATE)  # first what needs no data, last what changes them


def run_in_process(folder: str, suites: Suites) -> list[Outcome]:
    """The cases of a folder that need no HTTP, on the engine alone."""
    engine = Engine(suites)
    return [run_request(case, engine, suites) for case in suites.cases(folder) if case.kind not in OVER_HTTP_ALONE]


def run_over_http(folder: str, service: Service, suites: Suites) -> list[Outcome]:
    """The cases of a folder, on a service; those with the same data follow one another: data are loaded once."""
    return [_run(case, service, suites) for case in sorted(suites.cases(folder), key=_rank)]


def _rank(case: Case) -> tuple[int, bool, bool, str]:
    """Where a case comes: data of the default graph alone first, they cost the least to replace."""
    place = ORDER.index(case.kind) if case.kind in ORDER else len(ORDER)
    return place, case.is_update, any(source.graph for source in case.data), f"{case.data}"


def _run(case: Case, service: Service, suites: Suites) -> Outcome:
    try:
        if case.kind == DESCRIPTION:
            return run_description(case, service)
        if case.kind in OVER_HTTP_ALONE:
            return run_exchanges(case, service)
        return run_request(case, service, suites)
    except RefusedError as error:  # of a request around the case: its data, or what it left behind
        return Outcome(case, f"{error}")
