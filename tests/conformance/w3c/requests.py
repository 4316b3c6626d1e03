"""Cases that are a query or an update: their syntax, their answer, what they leave behind."""

from __future__ import annotations

import re

from w3c.answers import expected_answer, parse_answer
from w3c.comparison import dataset_difference, difference
from w3c.outcomes import Outcome
from w3c.subject import FailedError, MalformedError, RefusedError, Subject
from w3c.suites import ACCEPTED, QUERY, UPDATE, Case, Suites
from w3c.values import by_value, quads_by_value

NOWHERE = b"<http://127.0.0.1:9/>"  # the discard port of loopback
FETCHED = re.compile(rb"\b((?:LOAD|SERVICE)\s+(?:SILENT\s+)?)<[^<>]*>", re.IGNORECASE)


def run_request(case: Case, subject: Subject, suites: Suites) -> Outcome:
    """Run a case whose kind is QUERY, UPDATE, ACCEPTED or REFUSED."""
    if case.kind == QUERY:
        return _query(case, subject, suites)
    if case.kind == UPDATE:
        return _update(case, subject, suites)
    return _syntax(case, subject, suites)


def _query(case: Case, subject: Subject, suites: Suites) -> Outcome:
    expected, media_type = expected_answer(suites, case.result)
    subject.load(case.data)
    try:
        body = subject.query(suites.read(case.request), base=case.request, media_type=media_type)
    except RefusedError as error:
        return Outcome(case, f"no answer: {error}")
    try:
        actual = parse_answer(body, media_type)
    except (SyntaxError, ValueError) as error:
        return Outcome(case, f"the answer is not {media_type}: {error}")
    found = difference(expected, actual, lax=case.lax)
    if not found:
        return Outcome(case)
    unequal = difference(by_value(expected), by_value(actual), lax=case.lax)
    return Outcome(case, found) if unequal else Outcome(case, spelling=found)


def _update(case: Case, subject: Subject, suites: Suites) -> Outcome:
    subject.load(case.data)
    try:
        subject.update(suites.read(case.request), base=case.request)
    except RefusedError as error:
        return Outcome(case, f"not done: {error}")
    expected, actual = suites.quads(case.after), subject.quads()
    found = dataset_difference(expected, actual)
    if not found:
        return Outcome(case)
    unequal = dataset_difference(quads_by_value(expected), quads_by_value(actual))
    return Outcome(case, found) if unequal else Outcome(case, spelling=found)


def _syntax(case: Case, subject: Subject, suites: Suites) -> Outcome:
    """Only the syntax counts: what was understood and then failed for want of a graph or of a network is accepted."""
    text = FETCHED.sub(rb"\1" + NOWHERE, suites.read(case.request))  # no test asks another machine
    try:
        if case.is_update:
            subject.update(text, base="")
        else:
            subject.query(text, base="", media_type="")
    except MalformedError as error:
        return Outcome(case, f"called malformed: {error}" if case.kind == ACCEPTED else "")
    except FailedError as error:
        return Outcome(case, "" if case.kind == ACCEPTED else f"not called malformed, but: {error}")
    except RefusedError as error:
        return Outcome(case, f"{error}")
    return Outcome(case, "" if case.kind == ACCEPTED else "accepted")
