r"""Where the parts of a SPARQL update begin and end, read as the engine reads it: without deciding what is valid.

The engine's parser has no tokens of its own: it tries one rule after the other at each character. What matters here is
what may hide a brace from one reader and not from the other: strings, comments, IRIs and names with escapes. Three
places need care, and each has its test:

* ``<`` inside parentheses after an operand compares or opens an IRI (``(?a<'>')``): both readings are followed.
* Three quotes that open no long string are read by the engine as an empty string and another one: refused here.
* ``\uXXXX`` counts inside strings and IRIs alone (the engine knows it nowhere else, SPARQL 1.1, 19.2 everywhere);
  ``kg.store.text.unescaped`` gives the other reading.

A reading that meets what no token begins with is dead, for the engine stops there too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryError
from kg.store.text import (
    AUTHORITY,
    BASE,
    BLANK,
    CHARS,
    IRI,
    LABEL,
    NAME,
    STRING,
    TAG,
    VARIABLE,
    line_and_column,
)

READINGS: Final = 8
"""How often, on average, a character of the text is read, over all readings of ``<``; more is refused."""

_WORD = rf"[{BASE}][{CHARS}]*+"
_GRAPH_WORD = rf"[Gg][Rr][Aa][Pp][Hh](?![{CHARS}])"
KEYWORD: Final = rf"[A-Za-z]++(?![{CHARS}:.])"
_TERM = rf"{IRI}|{STRING}|{VARIABLE}|{LABEL}|{NAME}|{TAG}|[0-9]++"

_BLANKS = re.compile(rf"{BLANK}*+")
_BLANKS_AND_DOTS = re.compile(rf"(?:{BLANK}|\.)*+")
# In data and templates nothing is compared, and of the brackets only braces matter.
_TRIPLES = re.compile(rf"(?:{BLANK}++|{_TERM}|(?!{_GRAPH_WORD}){_WORD}|<<|>|\{{\||\|\}}|[.;,^~()\[\]+\-])*+")
_GRAPH = re.compile(rf"{_GRAPH_WORD}{BLANK}*+(?P<name>{IRI}|{NAME}|{VARIABLE}){BLANK}*+\{{(?!\|)")
# In a group outside parentheses nothing is compared either.
_GROUP = re.compile(rf"(?:{BLANK}++|{_TERM}|{_WORD}|<<|[.;,^~+\-*/|!=?&>@])*+")
_PARENTHESES = re.compile(
    rf"(?P<blank>{BLANK}++)|(?P<iri>{IRI})|(?P<operand>{STRING}|{VARIABLE}|{LABEL}|{NAME}|{TAG}|[0-9]++|{_WORD})"
    rf"|(?P<less><)|(?P<bracket>[{{}}()\[\]])|(?P<operator>[.;,^~+\-*/|!=?&>@])"
)
_LABELS = re.compile(rf"(?P<label>{LABEL})|{_TERM}|{BLANK}++|{_WORD}|.", re.DOTALL)
_WITH_AUTHORITY = re.compile(f"<{AUTHORITY}")  # no comparison: nothing is divided twice
_OPENS = {"}": "{", ")": "(", "]": "["}
_AFTER_THESE_A_TERM = frozenset(",|/^!=+-*&;")  # where ``<`` compares, an operand stands before it


@dataclass(frozen=True, slots=True)
class Quads:
    """A block of quads: of ``INSERT DATA``, of ``DELETE WHERE``, or a template.

    Args:
        start, end: the block in the text, its braces included.
        has_default: whether there is anything outside ``GRAPH``.
        graphs: the names after ``GRAPH`` as written: IRIs, prefixed names, variables.
    """

    start: int
    end: int
    has_default: bool
    graphs: frozenset[str]


def skip_blanks(text: str, position: int) -> int:
    """The offset behind white space and comments."""
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def read_quads(text: str, start: int) -> Quads:
    """Reads the block of quads whose brace opens at ``start`` (SPARQL 1.1, rule 50 ``Quads``).

    Raises:
        QueryError: when the block cannot be followed to its end.
    """
    position, has_default, graphs = start + 1, False, set[str]()
    while True:
        position = _end(_BLANKS_AND_DOTS, text, position)
        if text.startswith("}", position):
            return Quads(start, position + 1, has_default, frozenset(graphs))
        if head := _GRAPH.match(text, position):
            graphs.add(head["name"])
            position = _end(_TRIPLES, text, head.end())
            if not text.startswith("}", position):
                raise cannot_follow(text, position)
            position += 1
            continue
        end = _end(_TRIPLES, text, position)
        if end == position:
            raise cannot_follow(text, position)
        position, has_default = end, True


def read_group(text: str, start: int) -> int:
    """The offset behind the group pattern whose brace opens at ``start`` (SPARQL 1.1, rule 53).

    Raises:
        QueryError: when under no reading of ``<`` an operation can end there, or under two at different places.
    """
    ends = {end for end in _group_ends(text, start) if text[(at := skip_blanks(text, end)) : at + 1] in ("", ";")}
    if len(ends) == 1:
        return ends.pop()
    if ends:
        raise cannot_follow(text, start, why="may be read in two ways", mend="Put a blank behind each < that compares.")
    raise cannot_follow(text, start, why="opens a group that is not closed where an operation ends")


def _group_ends(text: str, start: int) -> set[int]:
    """Offsets behind the brace that closes the group, one or none for each reading of ``<``."""
    ends: set[int] = set()
    stacks: list[tuple[int, str]] = [(-1, ""), (0, "{")]  # (the stack below, the bracket on it)
    known = {(0, "{"): 1}
    seen: set[tuple[int, int, bool]] = set()
    waiting = [(start + 1, 1, False)]
    budget = READINGS * len(text)
    while waiting:
        position, stack, operand = waiting.pop()
        while True:
            before = position
            if stacks[stack][1] != "(":
                position = _end(_GROUP, text, position)
            match = _PARENTHESES.match(text, position)
            if match is None:
                if text.startswith(('"""', "'''"), position):
                    raise cannot_follow(text, position, why="opens a string that is not closed")
                break  # dead
            budget -= match.end() - before
            if budget < 0:
                raise cannot_follow(text, start, why="opens a group with too many readings of <")
            kind, token = match.lastgroup, match[0]
            if kind == "bracket" or (kind in ("iri", "less") and operand):
                if (position, stack, operand) in seen:
                    break
                seen.add((position, stack, operand))
            if kind in ("iri", "less"):
                if text.startswith("<<", position):
                    waiting.append((position + 2, stack, False))
                if operand and not _WITH_AUTHORITY.match(text, position):
                    waiting.append((position + 1, stack, False))
                if kind == "less":
                    break
                operand = True
            elif token in _OPENS:
                below, bracket = stacks[stack]
                if bracket != _OPENS[token]:
                    break
                stack, operand = below, True
                if stack == 0:
                    ends.add(match.end())
                    break
            elif kind == "bracket":
                if (stack, token) not in known:
                    known[stack, token] = len(stacks)
                    stacks.append((stack, token))
                stack, operand = known[stack, token], False
            elif kind != "blank":
                operand = token not in _AFTER_THESE_A_TERM
            position = match.end()
    return ends


def labels(text: str, block: Quads) -> set[str]:
    """The labels of blank nodes in a block of quads."""
    found = {match["label"] for match in _LABELS.finditer(text, block.start, block.end)}
    return {label for label in found if label}


def cannot_follow(
    text: str, offset: int, *, why: str = "is not understood", mend: str = "Check the update's syntax there."
) -> QueryError:
    """The error for an update that is not followed beyond an offset; it tells the place and what stands there."""
    line, column = line_and_column(text, offset)
    here = repr(text[offset : offset + 20]) if offset < len(text) else "the end"
    return QueryError(f"{here} (line {line}, column {column}) {why}", mend=mend, line=line, column=column)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where a run ends; it may be empty."""
    match = pattern.match(text, position)
    return match.end() if match else position
