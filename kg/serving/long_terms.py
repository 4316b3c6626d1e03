"""How long a term may be that somebody writes: one of many megabytes makes every question slow.

The engine keeps the texts of terms in blocks, and a block that holds a very long one is unpacked whole whenever any
term near it is looked up: after a literal of 30 MB was written among few others, ordinary questions took half a second
(measured; ``optimize`` mends it, at a cost that grows with the store). Texts belong beside the graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from kg.errors import DataError
from kg.store.text import IRI, LONG, SHORT

MOST_CHARACTERS: Final = 1_000_000
"""Of an IRI or of a literal's lexical form."""

_PARTS = re.compile(rf"(?:\\.|[^\"'<#\\])++|\#[^\r\n]*+|(?P<term>{IRI}|{LONG}|{SHORT})|.", re.DOTALL)

_ESCAPED = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
"""One character that is written as several."""


def check_terms(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads as they come, none of whose terms is too long.

    Raises:
        DataError: at the first that is.
    """
    for quad in quads:
        if any(map(_is_long, quad)):
            raise _too_long(quad.predicate.value)
        yield quad


def check_text(update: str) -> None:
    """Looks at the terms that an update writes down; those that it computes are not known here.

    Raises:
        DataError: when one is too long.
    """
    if len(update) <= MOST_CHARACTERS:
        return
    for match in _PARTS.finditer(update):
        term = match["term"] or ""
        if len(term) > MOST_CHARACTERS and _characters(term) > MOST_CHARACTERS:
            raise _too_long("")


def _characters(term: str) -> int:
    """Of a term as it is written: without what stands around it."""
    around = 6 if term.startswith(('"""', "'''")) else 2
    return len(_ESCAPED.sub(" ", term)) - around


def _is_long(term: object) -> bool:
    if isinstance(term, ox.Triple):
        return _is_long(term.subject) or _is_long(term.predicate) or _is_long(term.object)
    if isinstance(term, ox.Literal) and len(term.datatype.value) > MOST_CHARACTERS:
        return True
    return isinstance(term, ox.Literal | ox.NamedNode) and len(term.value) > MOST_CHARACTERS


def _too_long(predicate: str) -> DataError:
    where = f" (a value of {predicate[:100]})" if predicate else ""
    return DataError(
        f"a term has more than {MOST_CHARACTERS:,} characters{where}",
        mend="Keep long texts in files, and write where they are.",
    )
