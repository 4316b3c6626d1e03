"""Answers as plain values, for a process that parses neither RDF nor results: rows of terms, a line of JSON each.

A term is an array of its kind, its value and what else a literal has; null where nothing is bound. A triple term is
told as text, cut off: whoever stored it chose how deep it nests.

>>> term_of(value_of(ox.Literal("oui", language="fr")))
<Literal value=oui language=fr>
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.serving.frames import Channel, PieceWriter
from kg.store.engine import Term
from kg.store.guard import check_query
from kg.vocabulary import PREFIXES

Value = list[str | None] | None
"""A term as it travels."""

TRIPLE_CHARACTERS: Final = 200
"""Of a triple term, how many are told."""

_IRI, _BLANK, _LITERAL, _TRIPLE = "i", "b", "l", "t"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def answer_rows(store: ox.Store, request: dict[str, Any], channel: Channel) -> None:
    """Answer a query in rows; in the worker.

    Args:
        store: what is asked.
        request: ``query``; ``form``, the one it must be of: ``select``, ``ask`` or ``construct``; ``max_bytes``.
        channel: where the rows go, behind a head with ``variables`` (SELECT) or ``boolean`` (ASK).

    Raises:
        QueryError, SyntaxError: when the query is malformed, of another form, or asks for what is refused.
        SizeLimitError: when the answer is too large.
    """
    query, form, limit = request["query"], request["form"], request["max_bytes"]
    check_query(query)
    results = store.query(query, prefixes=PREFIXES)
    if isinstance(results, ox.QuerySolutions) and form == "select":
        names = [variable.value for variable in results.variables]
        width = range(len(names))
        found = ([solution[index] for index in width] for solution in results)
        write_rows(found, channel, {"variables": names}, limit=limit)
    elif isinstance(results, ox.QueryBoolean) and form == "ask":
        write_rows([], channel, {"boolean": bool(results)}, limit=limit)
    elif isinstance(results, ox.QueryTriples) and form == "construct":
        write_rows(results, channel, {}, limit=limit)
    else:
        wanted = {"construct": "CONSTRUCT or DESCRIBE"}.get(form, form.upper())
        raise QueryError(f"the query is not a {wanted}", mend=f"Write it as {wanted}, or ask for its form.")


def write_rows(rows: Iterable[Iterable[Any]], channel: Channel, head: dict[str, object], *, limit: int) -> None:
    """Send rows of terms behind a head, to the end; in the worker.

    Args:
        rows: tuples of terms, triples or quads.
        channel: where they go.
        head: what is told before.
        limit: bytes they may have.

    Raises:
        SizeLimitError: when there are more.
    """
    file = PieceWriter(channel, head, limit=limit)
    for row in rows:
        line = _ENCODER.encode([value_of(term) for term in row]) + "\n"
        file.write(line.encode("utf-8", "surrogatepass"))
    file.end()


def read_rows(data: bytes) -> Iterator[list[Value]]:
    """The rows that ``write_rows`` sent."""
    return (json.loads(line) for line in data.splitlines())


def value_of(term: Term | ox.DefaultGraph | None) -> Value:
    """A term as it travels; the default graph is none."""
    match term:
        case ox.NamedNode():
            return [_IRI, term.value]
        case ox.Literal():
            if term.language is None:
                return [_LITERAL, term.value, term.datatype.value]
            return [_LITERAL, term.value, None, term.language, term.direction.value if term.direction else None]
        case ox.BlankNode():
            return [_BLANK, term.value]
        case ox.Triple():
            told = str(term)
            return [_TRIPLE, told if len(told) <= TRIPLE_CHARACTERS else told[: TRIPLE_CHARACTERS - 1] + "…"]
        case _:
            return None


def term_of(value: Value, *, triples: bool = True) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """The term of a value, made by its constructor: nothing is parsed.

    Args:
        value: as ``value_of`` gives it.
        triples: whether a triple term is told as a text; else it is an error.

    Raises:
        StoreError: for a triple term that may not be told as a text, and for what is no term.
    """
    try:
        return None if value is None else _made(value, triples=triples)
    except ValueError as error:
        raise StoreError(f"the store holds what is no term: {error}", mend="Ask the SPARQL endpoint.") from error


def _made(value: list[Any], *, triples: bool) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    kind, text = value[0], value[1]
    if kind == _TRIPLE and not triples:
        raise StoreError("the graph holds a triple term, which pages do not read", mend="Ask the SPARQL endpoint.")
    if kind != _LITERAL:
        return _MAKERS[kind](text)
    if value[2] is not None:
        return ox.Literal(text, datatype=ox.NamedNode(value[2]))
    direction = value[4] and ox.BaseDirection(value[4])
    return ox.Literal(text, language=value[3], direction=direction)


_MAKERS: Final[dict[str, Callable[[str], ox.NamedNode | ox.BlankNode | ox.Literal]]] = {
    _IRI: ox.NamedNode,
    _BLANK: ox.BlankNode,
    _TRIPLE: ox.Literal,
}
