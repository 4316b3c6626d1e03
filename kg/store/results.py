"""SPARQL 1.1 Query Results JSON, made into terms by their constructors, which check them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import pyoxigraph as ox

from kg.store.engine import Solutions, Term

_HEAD: Final = re.compile(r"\bSELECT\b(?:\s+(?:DISTINCT|REDUCED)\b)?(?P<head>.*?)(?:\bWHERE\b|\{)", re.DOTALL)
_PREFIX: Final = re.compile(r"^\s*PREFIX[^\n]*\n", re.MULTILINE)
_NAMED: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS\s+(?P<name>\?\w+)\s*\)")
_VARIABLE: Final = re.compile(r"\?(\w+)")


class ColumnsError(Exception):
    """A table has other columns than were asked for.

    Args:
        found: those that it has.
    """

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


def solutions_of(told: Any, query: str) -> Solutions:
    """A table, its columns in the order in which a query names them.

    Args:
        told: the JSON.
        query: a SELECT with its keywords in capitals.

    Raises:
        ColumnsError: the columns are not those of the query.
        KeyError, ValueError, TypeError, AttributeError: it is no table.
    """
    variables = tuple(map(str, told["head"]["vars"]))
    wanted = projected(query) or variables
    if sorted(variables) != sorted(wanted):
        raise ColumnsError(", ".join(variables))
    rows = [
        tuple(_term(binding[name]) if name in binding else None for name in wanted)
        for binding in told["results"]["bindings"]
    ]
    return Solutions(wanted, rows)


def projected(query: str) -> tuple[str, ...]:
    """Names of the columns that a SELECT asks for; empty for all (``*``).

    >>> projected("SELECT DISTINCT ?a (COUNT(DISTINCT ?b) AS ?n) WHERE { ?a ?b ?c }")
    ('a', 'n')
    """
    found = _HEAD.search(_PREFIX.sub("", query))
    return tuple(_VARIABLE.findall(_NAMED.sub(r"\g<name>", found["head"]))) if found else ()


def _term(told: Mapping[str, Any]) -> Term:
    kind, value = told["type"], told["value"]
    if kind == "uri":
        return ox.NamedNode(value)
    if kind == "bnode":
        return ox.BlankNode(value)
    if kind not in ("literal", "typed-literal"):
        raise ValueError(kind)
    if language := told.get("xml:lang"):
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=ox.NamedNode(told["datatype"]) if "datatype" in told else None)
