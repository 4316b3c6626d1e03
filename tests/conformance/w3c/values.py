"""Literals by their value: ``"01"``, ``"1"`` and ``"+1"`` are one integer.

The engine keeps numbers, booleans and times as values, not as they were written. An answer that differs from the
expected one in that alone passes, as it does in the engine's own runner of the suites, and the outcome says so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from w3c.answers import Answer, Solutions, Term
from w3c.vocabulary import XSD

EXACT = (f"{XSD}integer", f"{XSD}decimal")
BINARY = (f"{XSD}double", f"{XSD}float")
TIMES = (f"{XSD}dateTime", f"{XSD}date", f"{XSD}time")
BOOLEANS = {"0": "false", "1": "true"}


def by_value(answer: Answer) -> Answer:
    """An answer with one spelling for each value."""
    if isinstance(answer, Solutions):
        return replace(answer, rows=tuple(tuple(map(_value, row)) for row in answer.rows))
    if isinstance(answer, frozenset):
        return frozenset(_triple(triple) for triple in answer)
    return answer


def quads_by_value(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Quads with one spelling for each value."""
    return [ox.Quad(quad.subject, quad.predicate, _value(quad.object), quad.graph_name) for quad in quads]


def _triple(triple: ox.Triple) -> ox.Triple:
    return ox.Triple(triple.subject, triple.predicate, _value(triple.object))


def _value(term: Term) -> Term:
    if isinstance(term, ox.Triple):
        return _triple(term)
    if not isinstance(term, ox.Literal):
        return term
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in EXACT:
            text = f"{Decimal(text).normalize():f}"
        elif datatype in BINARY:
            text = repr(float(text))
        elif datatype == f"{XSD}boolean":
            text = BOOLEANS.get(text, text)
        elif datatype in TIMES:
            text = text.replace("+00:00", "Z")
    except (ValueError, InvalidOperation):  # an ill-formed literal is its text
        return term
    return ox.Literal(text, datatype=term.datatype) if text != term.value else term
