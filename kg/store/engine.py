"""Asking Oxigraph: each query in a thread of its own, with a stack that deep queries do not end.

Results of the engine must be consumed by the thread that made them (another one aborts the process), so what leaves
this module is complete: lists and bytes, never an iterator of the engine. The prefixes of ``kg.vocabulary`` stand
for every query that does not declare them otherwise.
"""

from __future__ import annotations

import re
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, UnansweredQueryError
from kg.store.forms import is_update
from kg.store.guard import check_query
from kg.vocabulary import PREFIXES

T = TypeVar("T")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

STACK_BYTES = 256 * 1024 * 1024  # address space, touched only as far as a query needs it
ALTERNATIVES = 3  # told of what the engine expected
_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.DOTALL)
_PREFIXED = re.compile(r"([\w.\-]*:)\S*$")
_NO_PREFIX = "Prefix not found"
_BESIDE = 15  # characters told on either side of the place of an error
_NOISE = frozenset({"CONSTRUCT", "DISTINCT", "[_]"})  # what the engine expected last, which is not what is wrong
_starting = threading.Lock()  # the stack's size is a setting of the whole process


@dataclass(frozen=True, slots=True)
class Solutions:
    """A SELECT's answer: variable names without ``?``, and one tuple a solution, None where unbound."""

    variables: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


def select(store: ox.Store, query: str) -> Solutions:
    """Answers a SELECT."""

    def work() -> Solutions:
        results = store.query(query, prefixes=PREFIXES)
        if not isinstance(results, ox.QuerySolutions):
            raise _other_form("SELECT")
        width = range(len(results.variables))
        rows = [tuple(solution[i] for i in width) for solution in results]
        return Solutions(tuple(variable.value for variable in results.variables), rows)

    return _ask(query, work)


def ask(store: ox.Store, query: str) -> bool:
    """Answers an ASK."""

    def work() -> bool:
        result = store.query(query, prefixes=PREFIXES)
        if not isinstance(result, ox.QueryBoolean):
            raise _other_form("ASK")
        return bool(result)

    return _ask(query, work)


def construct(store: ox.Store, query: str) -> list[ox.Triple]:
    """Answers a CONSTRUCT or DESCRIBE."""

    def work() -> list[ox.Triple]:
        results = store.query(query, prefixes=PREFIXES)
        if not isinstance(results, ox.QueryTriples):
            raise _other_form("CONSTRUCT or DESCRIBE")
        return list(results)

    return _ask(query, work)


def serialize(
    store: ox.Store,
    query: str,
    format: ox.RdfFormat | ox.QueryResultsFormat,  # noqa: A002  (the engine's word)
    prefixes: dict[str, str],
) -> bytes:
    """Answers any query in a standard format; ``prefixes`` shorten RDF."""

    def work() -> bytes:
        results = store.query(query, prefixes=PREFIXES)
        if isinstance(results, ox.QueryTriples):
            if not isinstance(format, ox.RdfFormat):
                raise QueryError(
                    f"CONSTRUCT and DESCRIBE give RDF, not {format}", mend="Ask for Turtle, or use SELECT."
                )
            return ox.serialize(results, format=format, prefixes=prefixes) or b""
        if isinstance(format, ox.RdfFormat):
            raise QueryError(f"SELECT and ASK give a table, not {format}", mend="Ask for JSON, or use CONSTRUCT.")
        if isinstance(results, ox.QueryBoolean) and format in (ox.QueryResultsFormat.CSV, ox.QueryResultsFormat.TSV):
            return b"true\n" if results else b"false\n"  # no standard says how; the engine refuses
        return results.serialize(format=format) or b""

    return _ask(query, work)


@dataclass(slots=True)
class _Outcome(Generic[T]):
    """What came of the work of a thread."""

    value: list[T]
    error: BaseException | None = None


def _ask(query: str, work: Callable[[], T]) -> T:
    """Runs ``work`` in a thread with room and tells its errors as ours."""
    check_query(query)
    outcome: _Outcome[T] = _Outcome([])

    def body() -> None:
        try:
            outcome.value.append(work())
        except BaseException as error:  # noqa: BLE001  (raised again below, in the caller's thread)
            traceback.clear_frames(error.__traceback__)  # they hold results, which must end in this thread too
            outcome.error = error

    thread = threading.Thread(target=body, name="kg-query", daemon=True)
    with _starting:
        before = threading.stack_size(STACK_BYTES)
        try:
            thread.start()
        finally:
            threading.stack_size(before)
    thread.join()
    if outcome.error is None:
        return outcome.value[0]
    raise as_ours(outcome.error, query)


def as_ours(error: BaseException, query: str) -> BaseException:
    """The engine's error as one of ours; others as they are."""
    if isinstance(error, SyntaxError) and is_update(query):
        return QueryError("the store is read-only", mend="kg build and kg remove change it.")
    if isinstance(error, SyntaxError):
        return syntax_error(error, "query", query)
    if isinstance(error, OSError):
        return StoreError(f"the store cannot be read: {error}", mend="If this repeats, restore a backup.")
    if isinstance(error, (ValueError, RuntimeError)):
        return UnansweredQueryError(f"the query cannot be answered: {_one_line(str(error))}")
    return error


def syntax_error(error: SyntaxError, what: str, text: str) -> QueryError:
    """The engine's syntax error, with its place, which the engine tells in words alone.

    Args:
        error: as raised.
        what: what was not SPARQL: ``query``, ``update``.
        text: of it.
    """
    told = str(error)
    match = _PLACE.search(told)
    if match is None:
        return QueryError(f"the {what} is not SPARQL: {_one_line(told)}")
    line, column = int(match["line"]), int(match["column"])
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    place = f"the {what} is not SPARQL: line {line}, column {column}"
    if _NO_PREFIX in told and (name := _PREFIXED.search(written[: column - 1])):
        return QueryError(
            f"{place}: the prefix {name[1]} is not declared",
            mend=f"Begin with PREFIX {name[1]} <...>",
            line=line,
            column=column,
        )
    near = written[max(0, column - 1 - _BESIDE) : column - 1 + _BESIDE].strip()
    words = _expected(_one_line(match["rest"]))
    hint = "" if words.removeprefix("expected ") in _NOISE else f": {words}"
    return QueryError(f"{place}{f', near {near!r}' if near else ''}{hint}", line=line, column=column)


def _one_line(text: str, *, limit: int = 300) -> str:
    """The engine lists every token it expected over many lines; the first are enough."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _expected(text: str) -> str:
    """Of what the engine expected the first few; many of them are single letters of one word."""
    lead, found, rest = text.partition("expected one of ")
    words = rest.split(", ")
    more = " …" if len(words) > ALTERNATIVES else ""
    return f"{lead}{found}{', '.join(words[:ALTERNATIVES])}{more}" if found else text


def _other_form(wanted: str) -> QueryError:
    return QueryError(f"the query is not a {wanted}", mend=f"Write it as {wanted}, or ask for its form.")
