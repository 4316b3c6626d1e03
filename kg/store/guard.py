"""What a query must not contain, found before the engine sees it: ``SERVICE``, and nesting that would crash the engine.

The engine reads SPARQL without a tokenizer: whether ``<`` opens an IRI or compares depends on the grammar around it
(``?a<'>'`` compares with a string). The scan below needs no grammar: where ``<`` may be either it follows both, and it
refuses a ``SERVICE`` clause found in any of them. A clause is more than the word: ``SERVICE [SILENT] (variable | IRI)
{``, so that neither strings, comments, IRIs, variables nor prefixed names are refused for containing it.
"""

from __future__ import annotations

import re

from kg.errors import QueryError, RefusedQueryError

# The engine's parser and planner recurse; beyond these a stack of 256 MB may end (measured: it survives 30,000).
MAX_LENGTH = 1_000_000
MAX_UPDATE_LENGTH = 10_000_000
MAX_UPDATE_OPERATORS = 200_000  # signs of numbers count, and data have many; the stack is the writer's own
MAX_NESTING = 1_000
MAX_OPERATORS = 5_000
MAX_STEPS = 250  # of property paths; planning a chain takes the third power of its length (0.5 s for 250)

_NAME = r"[^\W\d_][\w.\-\u00b7]*"
TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<string>\"{{3}}(?:\"{{0,2}}(?:[^"\\]|\\.))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
        | \"(?:[^"\\\r\n]|\\.)*\" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<prefixed>(?:{_NAME})?:(?:[\w\-:.%\u00b7]|\\.)*)
    | (?P<tag>@[A-Za-z][A-Za-z0-9\-]*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[{{(\[])
    | (?P<close>[}})\]])
    | (?P<operator>\|\||&&|[|/^!+*\-=<>?])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TARGETS = frozenset({"variable", "iri", "prefixed"})
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_query(query: str) -> None:
    """Refuses what this engine must not be asked.

    Raises:
        QueryError: when the query is longer than ``MAX_LENGTH`` characters, nests deeper than ``MAX_NESTING``, chains
            more than ``MAX_OPERATORS`` operators or ``MAX_STEPS`` steps of a path, or has a ``SERVICE`` clause.
    """
    _check_length(query, MAX_LENGTH, "query")
    _check_service(query)
    _check_nesting(query)


def check_update(update: str) -> None:
    """Refuses what the engine must not be told: as ``check_query``; only data may be long.

    Raises:
        QueryError: when the update is longer than ``MAX_UPDATE_LENGTH`` characters, or as ``check_query``.
    """
    _check_length(update, MAX_UPDATE_LENGTH, "update")
    _check_service(update)
    _check_nesting(update, operators=MAX_UPDATE_OPERATORS)


def _check_length(text: str, limit: int, what: str) -> None:
    if len(text) > limit:
        raise QueryError(f"the {what} has {len(text):,} characters, more than {limit:,}", mend="Send it in parts.")


def _check_service(query: str) -> None:
    """Refuses ``SERVICE``."""
    if "service" in query.lower() or "\\" in query:
        for reading in {query, unescaped(query)}:
            place = _service_clause(reading)
            if place is not None:
                line, column = _line_and_column(reading, place)
                raise RefusedQueryError(
                    f"SERVICE is refused (line {line}, column {column}): the store asks no other endpoint",
                    mend="Ask each endpoint by itself and join the answers.",
                    line=line,
                    column=column,
                )


def _check_nesting(query: str, *, operators: int = MAX_OPERATORS) -> None:
    """Counts brackets and operators outside strings, IRIs and comments."""
    depth = count = steps = position = 0
    while position < len(query):
        match = TOKEN.match(query, position)
        if match is None:  # pragma: no cover  (``other`` takes any character)
            break
        kind, position = match.lastgroup, match.end()
        if kind == "open":
            depth += 1
            if depth > MAX_NESTING:
                line, column = _line_and_column(query, match.start())
                raise QueryError(
                    f"the query nests deeper than {MAX_NESTING:,} brackets",
                    mend="Flatten it.",
                    line=line,
                    column=column,
                )
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "operator" or (kind == "word" and match.group().upper() in {"UNION", "MINUS", "OPTIONAL"}):
            count += 1
            steps += match.group() in ("/", "^")
    if steps > MAX_STEPS:
        raise QueryError(
            f"the query has {steps:,} steps of property paths, more than {MAX_STEPS}", mend="Ask for the path in parts."
        )
    if count > operators:
        raise QueryError(
            f"the query chains {count:,} operators, more than {operators:,}",
            mend="Give the values in a VALUES block, or ask in parts.",
        )


def _service_clause(query: str) -> int | None:
    """Offset of a SERVICE clause under any reading of ``<``, or None."""
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        position = waiting.pop()
        while position < len(query) and position not in seen:
            seen.add(position)
            match = TOKEN.match(query, position)
            if match is None:  # pragma: no cover  (``other`` takes any character)
                break
            if match.lastgroup == "iri":
                waiting.append(position + 1)  # or it compares
            elif match.lastgroup == "word" and match.group().upper() == "SERVICE" and _is_clause(query, match.end()):
                return position
            position = match.end()
    return None


def _is_clause(query: str, position: int) -> bool:
    """Whether ``[SILENT] (variable | IRI) {`` follows."""
    wanted = "target"
    while position < len(query):
        match = TOKEN.match(query, position)
        if match is None:  # pragma: no cover  (``other`` takes any character)
            return False
        kind, position = match.lastgroup, match.end()
        if kind in ("space", "comment"):
            continue
        if wanted == "target" and kind == "word" and match.group().upper() == "SILENT":
            continue
        if wanted == "target" and kind in _TARGETS:
            wanted = "brace"
            continue
        return wanted == "brace" and match.group() == "{"
    return False


def unescaped(query: str) -> str:
    r"""The query with ``\uXXXX`` read (SPARQL 1.1, section 19.2)."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, query)


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    """One-based place of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
