"""How deep a document's triple terms nest (RDF 1.2, section 3.1), told from its text before anything parses it.

The engine handles terms by recursion: one that nests 20,000 deep ends a thread with a stack of the usual size, whoever
reads it. JSON-LD has no triple terms; in RDF/XML each takes two elements.

>>> check_nesting(b'<a:s> <a:p> <<( <a:s> <a:p> "<<" )>> .', "text/turtle")
"""

from __future__ import annotations

import re
from typing import Final

from kg.errors import DataError

MAX_TERM_NESTING: Final = 100
"""Triple terms within one another."""

_XML: Final = "application/rdf+xml"
_WITHOUT: Final = ("application/ld+json",)
_ELEMENTS_A_TERM: Final = 2
# What holds no sign of a triple term is taken whole, more than the grammar allows: the engine stops at what it forbids.
_TURTLE = re.compile(
    rb"""[^<>"'\#\\]++ | (?P<open><<) | (?P<close>>>) | \#[^\r\n]*+ | <[^<>]*+> | \\.
    | \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3} | "(?:[^"\\]|\\.)*+" | '(?:[^'\\]|\\.)*+'
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKUP = re.compile(
    rb"""<!--.*?--> | <!\[CDATA\[.*?\]\]> | <\?.*?\?> | <!(?:[^<>"'\[]|"[^"]*+"|'[^']*+')*+ | (?P<close></)
    | <(?P<open>[^!?/<>\s](?:[^"'>]|"[^"]*+"|'[^']*+')*+>)""",
    re.VERBOSE | re.DOTALL,
)


def check_nesting(body: bytes, media: str) -> None:
    """Refuses a document that nests too deep; its length in time.

    Args:
        body: of the document.
        media: its media type, one of ``kg.serving.answers.GRAPHS``.

    Raises:
        DataError: when triple terms, or elements that may make them, nest deeper than ``MAX_TERM_NESTING``.
    """
    if media in _WITHOUT:
        return
    sign, pattern, limit = (b"<<", _TURTLE, MAX_TERM_NESTING)
    if media == _XML:
        sign, pattern, limit = (b"<", _MARKUP, (MAX_TERM_NESTING + 1) * _ELEMENTS_A_TERM)
    if body.count(sign) <= limit:
        return
    depth = 0
    for match in pattern.finditer(body):
        kind = match.lastgroup
        if kind == "open":
            depth += not match["open"].endswith(b"/>")
            if depth > limit:
                raise DataError(f"the document nests triple terms deeper than {MAX_TERM_NESTING}", mend="Flatten it.")
        elif kind == "close":
            depth = max(depth - 1, 0)
